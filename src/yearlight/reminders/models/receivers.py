"""Whoever is told of days: when, how, and when not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yearlight.core.bases import PublicIdModel


class Subject(models.TextChoices):
    """What the subject and the preview of a message may say."""

    DISCREET = "discreet", _("“A day in your year”, and nothing else")
    TOLD = "told", _("What the day is, with the name")


class WhyStopped(models.TextChoices):
    """Why nothing more goes to an address."""

    ASKED = "asked", _("you asked for it")
    RETURNED = "returned", _("messages to this address came back")


class WordLink(PublicIdModel):
    """A link that keepers give to relatives and friends who would like a word of their own each year.

    Only the SHA-256 of the token is kept. ``days`` names what may be asked
    for, by the public id of a date and the custom kept for it.
    """

    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    days = models.JSONField(default=list)
    #: The keepers' own line to whoever opens it.
    line = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    #: When somebody who asked was taken off. What was asked before and not confirmed by then is confirmed no more:
    #: whom it was, nobody can tell any longer.
    taken_off_at = models.DateTimeField(null=True)


class Receiver(PublicIdModel):
    """Whoever is told of days: an account, or somebody without one who asked for a yearly word.

    Hours are minutes of the day where they live. Outside of them nothing
    comes, and what could not come within them is not sent later.
    """

    account = models.OneToOneField("people.Account", on_delete=models.CASCADE, null=True, related_name="receiver")
    #: Of somebody without an account: where they asked, and what an account has of its own.
    word_link = models.ForeignKey(WordLink, on_delete=models.CASCADE, null=True, related_name="receivers")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=16, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    by_mail = models.BooleanField(default=True)
    by_push = models.BooleanField(default=False)
    subject = models.CharField(max_length=8, choices=Subject.choices, default=Subject.DISCREET)
    morning_from = models.PositiveSmallIntegerField(default=8 * 60)
    morning_until = models.PositiveSmallIntegerField(default=14 * 60)
    evening_from = models.PositiveSmallIntegerField(default=18 * 60)
    evening_until = models.PositiveSmallIntegerField(default=21 * 60)

    #: Part of every link that was sent: one more, and all links before lead nowhere.
    links = models.PositiveIntegerField(default=1)
    returned = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=8, choices=WhyStopped.choices, blank=True)
    #: The part of the private address that answers go to. None: answers are not taken.
    answers_to = models.CharField(max_length=64, unique=True, null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, email="", word_link__isnull=True)
                | (models.Q(account__isnull=True, word_link__isnull=False) & ~models.Q(email="")),
                name="an_account_or_an_address",
            ),
            models.UniqueConstraint(
                fields=["word_link", "email"],
                condition=models.Q(word_link__isnull=False),
                name="once_at_a_link",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    morning_from__lt=models.F("morning_until"),
                    morning_until__lte=models.F("evening_from"),
                    evening_from__lt=models.F("evening_until"),
                    evening_until__lte=24 * 60,
                ),
                name="hours_in_order",
            ),
        ]


class Pause(models.Model):
    """A time in which a receiver is told nothing. What would have come is thrown away, not kept for later."""

    receiver = models.ForeignKey(Receiver, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateTimeField()
    #: The day from which messages come again. None: until it is undone.
    until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receiver"], condition=models.Q(ended_at=None), name="one_pause_at_a_time")
        ]


class PushDevice(PublicIdModel):
    """A browser that a receiver allowed to show messages."""

    receiver = models.ForeignKey(Receiver, on_delete=models.CASCADE, related_name="devices")
    #: The SHA-256 of the endpoint, since addresses have no bound that a database could index.
    endpoint_hash = models.CharField(max_length=64, unique=True)
    endpoint = models.TextField()
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    name = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()
    #: When its service said that it is no longer there.
    ended_at = models.DateTimeField(null=True)


class Arrived(models.Model):
    """A message that came in, by the SHA-256 of its Message-ID, so that none is taken twice."""

    id_hash = models.CharField(max_length=64, unique=True)
    receiver = models.ForeignKey(Receiver, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    #: What became of it, as a word for machines.
    outcome = models.CharField(max_length=24)
    #: The public id of the draft it became, where it became one.
    draft = models.CharField(max_length=32, blank=True)
