"""Accounts, families, their members and circles, invitations; what waits, and who takes over."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from yearlight.core.bases import PublicIdModel
from yearlight.people.held import LONGEST_LIST
from yearlight.people.looks import Light, TypeSize
from yearlight.people.roles import CircleKind, Role
from yearlight.people.waiting import Party, State, WaitKind


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        account = self.model(email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, PublicIdModel):
    """Somebody who signs in, and how the pages shall look to them."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    light = models.CharField(max_length=8, choices=Light.choices, default=Light.SYSTEM)
    type_size = models.CharField(max_length=8, choices=TypeSize.choices, default=TypeSize.NORMAL)
    uses_device_fonts = models.BooleanField(default=False)
    language = models.CharField(max_length=16, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    has_discreet_titles = models.BooleanField(default=False)
    is_greeted = models.BooleanField(default=True)
    veils_pictures = models.BooleanField(default=False)
    #: Which pictures are told by a line until they are asked for: names, and dates in EDTF, with commas between.
    held_people = models.CharField(max_length=LONGEST_LIST, blank=True)
    held_dates = models.CharField(max_length=LONGEST_LIST, blank=True)
    covers_on_double_escape = models.BooleanField(default=False)
    quiet_since = models.DateTimeField(null=True)
    quiet_until = models.DateField(null=True)
    #: Since when it looks after the site. Such an account belongs to no family, and sees none.
    operator_since = models.DateTimeField(null=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []


class Family(PublicIdModel):
    """Everything that belongs together and to nobody else."""

    made_at = models.DateTimeField()
    #: How many megabytes of pictures it may keep, where the host gave it another room than all have.
    quota_mb = models.PositiveIntegerField(null=True)


class Circle(PublicIdModel):
    """People of a family who see the same things."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="circles")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in CircleKind])
    name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "kind"], condition=~models.Q(kind="own"), name="one_circle_of_each_kind"
            )
        ]


class Member(PublicIdModel):
    """One person's place in one family; with an account or without."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="members")
    name = models.CharField(max_length=120)
    #: What they are to whom the place is for, in the family's own words: "his grandmother".
    relation = models.CharField(max_length=80, blank=True)
    may_leave_words = models.BooleanField(default=True)
    role = models.CharField(max_length=8, choices=[(role.value, role.value) for role in Role])
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    #: The narrowest audience last used: new entries start there. None is the writer alone.
    last_audience = models.ForeignKey(Circle, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "account"],
                condition=models.Q(account__isnull=False),
                name="one_member_for_an_account_in_a_family",
            )
        ]


class Membership(models.Model):
    """A member belongs to a circle."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "circle"], name="once_in_a_circle")]


class Invitation(PublicIdModel):
    """A link that lets one person in, once. Without a family it founds a new one.

    Only the SHA-256 of the token is kept, so reading the database opens nothing.
    """

    family = models.ForeignKey(Family, on_delete=models.CASCADE, null=True, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=8, choices=[(role.value, role.value) for role in Role])
    email = models.EmailField(blank=True)
    line = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="invitations_made")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    #: Whom an account is for who is here already by a personal link.
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    used_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)


class PersonalLink(PublicIdModel):
    """The way in of a member without an account. A link is renewed by another row, so that it means one token for ever.

    Only the SHA-256 of the token is kept, so reading the database opens nothing.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    line = models.CharField(max_length=300, blank=True)
    #: Where a code is sent before it opens on another device; empty where the link alone opens.
    code_to = models.EmailField(blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(closed_at=None), name="one_open_link_for_a_member"
            )
        ]


class Wait(PublicIdModel):
    """Something asked for that is told, and happens on its day unless it is stopped. ``waiting`` has the rule."""

    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value) for kind in WaitKind])
    #: None where it is about an account, and so about every family that it belongs to.
    family = models.ForeignKey(Family, on_delete=models.CASCADE, null=True, related_name="waits")
    #: What it is about, by its public id: a member, an account or a place.
    thing = models.CharField(max_length=32)
    #: What a place is called, for those who are told of it.
    label = models.CharField(max_length=200, blank=True)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="waits")
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    lasts = models.DurationField()
    #: So long after the last of those who were told at once was told.
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in State], default=State.OPEN)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing"], condition=models.Q(state="open"), name="asked_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", ended_at=None) | (~models.Q(state="open") & ~models.Q(ended_at=None)),
                name="open_until_it_ends",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="wait_due", condition=models.Q(state="open"))]


class Telling(PublicIdModel):
    """One account is told once of a wait: that it waits, a second and third time, or how it ended.

    Only the SHA-256 of the token in the message is kept.
    """

    #: The number of the one that says how it ended.
    END: ClassVar[int] = 9

    wait = models.ForeignKey(Wait, on_delete=models.CASCADE, related_name="tellings")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    party = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Party])
    number = models.PositiveSmallIntegerField()
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    tell_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    #: Until then a worker has it in hand, or it waits for another try.
    held_until = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    #: When the mail server said for good that there is no such address.
    refused_at = models.DateTimeField(null=True)
    #: When it was handed to the devices of the account.
    shown_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wait", "account", "number"], name="told_once")]
        indexes = [
            models.Index(fields=["tell_at"], name="telling_due", condition=models.Q(told_at=None, refused_at=None))
        ]


class RecoverySheet(models.Model):
    """The printed code with which an account can be opened again. Only its SHA-256 is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sheets")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(ended_at=None), name="one_sheet_for_an_account"
            )
        ]


class WayBack(models.Model):
    """A one-time link at the end of a recovery. Only the SHA-256 of its token is kept."""

    wait = models.ForeignKey(Wait, on_delete=models.CASCADE, related_name="ways_back")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)


class Successor(PublicIdModel):
    """Who tells that a keeper died or cannot any more, and who takes over then. One choice for a keeper's seat."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="successor")
    tells = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="entrusted_to_tell")
    takes_over = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="entrusted_to_take_over")
    days = models.PositiveSmallIntegerField()
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(member=models.F("tells")) & ~models.Q(member=models.F("takes_over")),
                name="succeeded_by_another",
            )
        ]
