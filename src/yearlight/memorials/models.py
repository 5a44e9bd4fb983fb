"""The person remembered, and their dates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yearlight.core.bases import PublicIdModel
from yearlight.memorials.asking import WordsFrom


class WhoIsRemembered(models.TextChoices):
    OUR_CHILD = "our_child", _("Our child")
    FAMILY_CHILD = "family_child", _("A child in our family")
    SOMEONE = "someone", _("Someone else")


class HowDied(models.TextChoices):
    """A kind of its own, so that no age is ever invented. Blank: not said."""

    IN_PREGNANCY = "in_pregnancy", _("In the pregnancy")
    BORN_STILL = "born_still", _("Before or during birth")
    LIVED = "lived", _("After living for a time, however short")


class DateKind(models.TextChoices):
    BORN = "born", _("Born")
    DIED = "died", _("Died")
    DUE = "due", _("Due")
    FOUND = "found", _("The day we knew")
    FUNERAL = "funeral", _("Funeral")
    REMEMBERED = "remembered", _("The day we would like remembered")
    OWN = "own", _("A day of our own")


class Sunset(models.TextChoices):
    """When in its day something happened, for calendars whose days begin at sunset. The values are the calendars'."""

    BEFORE = "before", _("Before sunset")
    AFTER = "after", _("After nightfall")
    UNKNOWN = "unknown", _("Between the two, or nobody knows")


class Person(PublicIdModel):
    """Someone who is remembered. Complete with one word, or with none."""

    family = models.ForeignKey("people.Family", on_delete=models.CASCADE, related_name="persons")
    #: Who sees that this place exists.
    audience = models.ForeignKey("people.Circle", on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=16, choices=WhoIsRemembered.choices, default=WhoIsRemembered.OUR_CHILD)
    name = models.CharField(max_length=120, blank=True)
    #: What the family says where no name was given ("our baby", "our twins").
    called = models.CharField(max_length=80, blank=True)
    #: The relation in the family's words ("Our son, and brother to Ada and Jonas").
    relation = models.CharField(max_length=200, blank=True)
    how_died = models.CharField(max_length=16, choices=HowDied.choices, blank=True)
    #: The family's own words for the death, in place of ours.
    death_words = models.CharField(max_length=200, blank=True)
    told = models.TextField(blank=True)
    #: Completed weeks of pregnancy, 0 to 45, and days beyond them, 0 to 6.
    weeks = models.PositiveSmallIntegerField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    counts_years = models.BooleanField(default=False)
    #: Whether the weeks are worked out from the dates where nobody wrote them down.
    reckons_weeks = models.BooleanField(default=False)
    #: Whether a day may say how old they would be.
    tells_would_be = models.BooleanField(default=False)
    #: Whole degrees, north positive: the leaf of the year is drawn from it.
    latitude = models.SmallIntegerField(null=True)
    cover = models.ForeignKey("keepsakes.Picture", on_delete=models.SET_NULL, null=True, related_name="+")
    #: One more at every change that a page could show; ready-made page parts carry it.
    version = models.PositiveBigIntegerField(default=1)
    #: When their dates or customs changed last: whoever worked out days from them looks at this. None: not since they were made.
    days_changed_at = models.DateTimeField(null=True, db_index=True)
    #: The question of the first run that comes next (1 to 5); None once it is done.
    begin_at = models.PositiveSmallIntegerField(null=True)
    made_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    #: Since when nobody but the keepers sees the place; None while it is open to its audience.
    closed_at = models.DateTimeField(null=True)
    #: Whether words are taken from those to whom the place is shown, from those in ``Asked`` alone, or from nobody.
    words_from = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in WordsFrom], default=WordsFrom.SHOWN
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(weeks__lte=45) | models.Q(weeks=None), name="weeks_to_45"),
            models.CheckConstraint(condition=models.Q(days__lte=6) | models.Q(days=None), name="days_to_6"),
            models.CheckConstraint(
                condition=models.Q(latitude__gte=-90, latitude__lte=90) | models.Q(latitude=None),
                name="latitude_in_degrees",
            ),
        ]


class Asked(models.Model):
    """A circle, or one member, whom the keepers chose to ask for kind words for somebody."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="asked")
    circle = models.ForeignKey("people.Circle", on_delete=models.CASCADE, null=True, related_name="+")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(circle=None, member__isnull=False) | models.Q(circle__isnull=False, member=None),
                name="a_circle_or_a_member_is_asked",
            ),
            models.UniqueConstraint(fields=["person", "circle"], name="a_circle_asked_once"),
            models.UniqueConstraint(fields=["person", "member"], name="a_member_asked_once"),
        ]


class PersonDate(PublicIdModel):
    """A date of theirs, as exactly as the family knows it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="dates")
    kind = models.CharField(max_length=12, choices=DateKind.choices)
    #: EDTF level 1; the two columns beside it are its first and last possible day.
    happened_on = models.CharField(max_length=64)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    sunset = models.CharField(max_length=8, choices=Sunset.choices, default=Sunset.BEFORE)
    word = models.CharField(max_length=120, blank=True)
    put_away_at = models.DateTimeField(null=True)


class KeptCustom(PublicIdModel):
    """One custom that the family keeps for a date of the person, or each year where it needs none.

    A birth, a death and a day to be remembered come back each civil year
    without a row; the custom ``none`` says that they shall not.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="customs")
    date = models.ForeignKey(PersonDate, on_delete=models.CASCADE, null=True, related_name="customs")
    custom = models.CharField(max_length=64)
    #: The family's choices, by the names of the custom's options; what is not in it is the custom's default.
    options = models.JSONField(default=dict)
    #: Single days that the family moved: which of them, and the day it is kept on.
    moved = models.JSONField(default=dict)
    made_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["date", "custom"], condition=models.Q(date__isnull=False), name="once_kept_for_a_date"
            ),
            models.UniqueConstraint(
                fields=["person", "custom"], condition=models.Q(date__isnull=True), name="once_kept_each_year"
            ),
        ]
