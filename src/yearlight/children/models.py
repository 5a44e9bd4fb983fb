"""The living children of a family: what they say and draw, and what is shown to them."""

from django.db import models

from yearlight.core.bases import PublicIdModel


class JoyKind(models.TextChoices):
    SAYING = "saying"
    DRAWING = "drawing"
    LETTER = "letter"
    DAY = "day"


class Child(PublicIdModel):
    """A living child of a family: a member, who has no way in before a keeper makes them one."""

    member = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="child")
    born_on = models.DateField(null=True)
    #: Since when what was kept for the child is theirs to see, and to hide.
    handed_over_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()


class Joy(PublicIdModel):
    """Something of a living child's, with one audience: its writer alone, or one circle."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="joys")
    kind = models.CharField(max_length=8, choices=JoyKind.choices)
    audience = models.ForeignKey("people.Circle", on_delete=models.PROTECT, null=True, related_name="+")
    #: The adult who wrote it down.
    writer = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    body = models.TextField(blank=True)
    original = models.ForeignKey("keepsakes.Original", on_delete=models.PROTECT, null=True, related_name="joys")
    #: What is to be seen on the picture, for those who cannot see it.
    description = models.CharField(max_length=300, blank=True)
    happened_on = models.CharField(max_length=64, blank=True)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    #: The age as an adult wrote it, where no birth date says it.
    age_said = models.PositiveSmallIntegerField(null=True)
    is_for_children = models.BooleanField(default=False)
    #: Hidden from everybody else at the wish of the child it is of.
    hidden_at = models.DateTimeField(null=True)
    #: Whose window it was sent from: a second press of the same button finds it.
    sent_key = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["child", "first_on"], name="joy_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(body="") | ~models.Q(original=None), name="a_joy_holds_something"
            )
        ]


class ForChildren(models.Model):
    """A keeper chose that an entry or a picture is shown in the children's view. What has no such row is not."""

    entry = models.OneToOneField("entries.Entry", on_delete=models.CASCADE, null=True, related_name="+")
    picture = models.OneToOneField("keepsakes.Picture", on_delete=models.CASCADE, null=True, related_name="+")
    chosen_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entry=None) ^ models.Q(picture=None), name="an_entry_or_a_picture_for_children"
            )
        ]


class WordsForChildren(models.Model):
    """What a family tells its children of a person who died, in its own words."""

    person = models.OneToOneField("memorials.Person", on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=600)


class Opener(models.Model):
    """A relative whom a keeper allowed to open the children's view."""

    member = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="+")
    allowed_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    allowed_at = models.DateTimeField()
