"""What one account wishes of the days, and which shared days it takes part in. Nobody else is told."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HowTold(models.TextChoices):
    """Without a row a day is told as it is."""

    SOFTER = "softer", _("Softer")
    NOT_THIS_YEAR = "not_this_year", _("Not this year")
    NEVER = "never", _("Never for this day")


class Wish(models.Model):
    """How one account would like the days of one custom told.

    They are those of a date, of a person where the custom needs no date, or a
    shared day where there is no person.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="wishes")
    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, null=True, related_name="+")
    date = models.ForeignKey("memorials.PersonDate", on_delete=models.CASCADE, null=True, related_name="+")
    custom = models.CharField(max_length=64)
    told = models.CharField(max_length=16, choices=HowTold.choices)
    #: The civil year of "not this year".
    year = models.PositiveSmallIntegerField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "date", "custom"], condition=models.Q(date__isnull=False), name="one_wish_for_a_date"
            ),
            models.UniqueConstraint(
                fields=["account", "person", "custom"],
                condition=models.Q(date__isnull=True, person__isnull=False),
                name="one_wish_for_a_custom_of_the_year",
            ),
            models.UniqueConstraint(
                fields=["account", "custom"], condition=models.Q(person__isnull=True), name="one_wish_for_a_shared_day"
            ),
            models.CheckConstraint(
                condition=models.Q(told="not_this_year", year__isnull=False)
                | (~models.Q(told="not_this_year") & models.Q(year__isnull=True)),
                name="a_year_with_not_this_year",
            ),
        ]


class SharedDay(models.Model):
    """A shared day that one account takes part in. Without a row it is off."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="shared_days")
    custom = models.CharField(max_length=64)
    #: The choices, by the names of the custom's options: the country above all.
    options = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "custom"], name="a_shared_day_once")]


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
