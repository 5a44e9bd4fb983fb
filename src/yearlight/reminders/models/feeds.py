"""The calendar feed of an account, and what it last said of each day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Titles(models.TextChoices):
    """How much the title of a day says in a calendar."""

    DISCREET = "discreet", _("“A day to remember”, and nothing else")
    TOLD = "told", _("What the day is, with the name")


class Rings(models.TextChoices):
    """When a calendar rings for a day. The values are the feed's."""

    NONE = "none", _("Never")
    DAY_BEFORE = "day_before", _("At 9 in the morning on the day before")
    MORNING = "morning", _("At 9 in the morning on the day")


class Feed(models.Model):
    """The calendar feed of one account: who has its address may read it.

    Only the SHA-256 of the token is kept. The bytes lie ready beside the
    state they were made from, and are made anew when that is another.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    titles = models.CharField(max_length=8, choices=Titles.choices, default=Titles.DISCREET)
    alarm = models.CharField(max_length=12, choices=Rings.choices, default=Rings.NONE)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    body = models.BinaryField(default=bytes)
    etag = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(closed_at=None), name="one_open_feed_of_an_account"
            )
        ]


class FeedDay(models.Model):
    """What a feed last said of one day, so that a calendar is told when that has changed, and only then."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="days")
    uid = models.CharField(max_length=36)
    #: The SHA-256 of what is told.
    told = models.CharField(max_length=64)
    #: The last day it lasts, as a day number.
    last = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "uid"], name="a_day_of_a_feed_once")]
