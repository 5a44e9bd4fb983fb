"""What a family does again each year, and each year of it."""

from django.db import models

from yearlight.core.bases import PublicIdModel
from yearlight.rituals.kinds import Chapter, Coming, Kind, PartKind


class Ritual(PublicIdModel):
    """Something that is done again. It has one audience: whoever made it alone, or one circle."""

    family = models.ForeignKey("people.Family", on_delete=models.CASCADE, related_name="rituals")
    #: For whom it is: one of the family's dead, or several.
    persons = models.ManyToManyField("memorials.Person", related_name="rituals")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Kind])
    audience = models.ForeignKey("people.Circle", on_delete=models.PROTECT, null=True, related_name="+")
    writer = models.ForeignKey("people.Member", on_delete=models.PROTECT, null=True, related_name="+")
    #: In the family's words ("The rowan").
    name = models.CharField(max_length=120)
    told = models.TextField(blank=True)
    #: The day it hangs on, by the name of what comes back: the public id of a date, or of a person where the custom needs
    #: none, a dot, and the custom. What the name says of nobody any more is no day.
    day = models.CharField(max_length=96, blank=True)
    #: Where it stands. The keepers alone see it.
    stands_at = models.TextField(blank=True)
    looked_after_by = models.CharField(max_length=200, blank=True)
    #: What the family wants asked each year (``facts.fields_from_row``).
    fields = models.JSONField(default=list)
    #: The date that the age they would be is counted from; none: no age is told.
    age_from = models.ForeignKey("memorials.PersonDate", on_delete=models.SET_NULL, null=True, related_name="+")
    #: The kind word it began from.
    from_word = models.ForeignKey("entries.Entry", on_delete=models.SET_NULL, null=True, related_name="+")
    #: Since when it is done no more, as EDTF, and what is said of that. It stays readable with all its years.
    ended_on = models.CharField(max_length=64, blank=True)
    ended_words = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)


class Act(models.Model):
    """One year of a ritual: what belongs to it beside its entry, which has its text, its date and its audience."""

    entry = models.OneToOneField("entries.Entry", on_delete=models.CASCADE, primary_key=True, related_name="act")
    ritual = models.ForeignKey(Ritual, on_delete=models.CASCADE, related_name="acts")
    #: The year it counts for, whenever it was done.
    year = models.PositiveSmallIntegerField()
    chapter = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Chapter], default=Chapter.YEAR.value
    )
    #: ``facts.Facts``.
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["ritual", "year"], name="act_by_year")]
        constraints = [
            models.CheckConstraint(condition=models.Q(year__gte=1, year__lte=9999), name="a_year_of_four_digits")
        ]


class EarlierFacts(models.Model):
    """The facts of an act as they were before they were changed."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="earlier")
    year = models.PositiveSmallIntegerField()
    chapter = models.CharField(max_length=8)
    facts = models.JSONField(default=dict)
    #: Who changed them to what came after, and when.
    changed_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()


class Order(PublicIdModel):
    """The order of one year's ceremony. It is seen by whoever sees the ritual it belongs to."""

    ritual = models.ForeignKey(Ritual, on_delete=models.CASCADE, related_name="orders")
    year = models.PositiveSmallIntegerField()
    #: The day, as EDTF; and the hour and the place in the family's words.
    happens_on = models.CharField(max_length=64, blank=True)
    at = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200, blank=True)
    #: What those who are invited read.
    told = models.TextField(blank=True)
    #: Whether people are asked if they come.
    asks = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ritual", "year"], name="one_order_a_year")]


class Part(PublicIdModel):
    """One step of an order. Each is changed by itself, so that two who write at one order rarely meet."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in PartKind])
    heading = models.CharField(max_length=200)
    who = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    #: One more with each change.
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
    #: Taken out of the order; for 30 days it can be put in again.
    taken_out_at = models.DateTimeField(null=True)


class EarlierPart(models.Model):
    """A step as it was written before it was changed."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="earlier")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    heading = models.CharField(max_length=200)
    who = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    #: Who had written it so, and when.
    changed_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "revision"], name="an_earlier_part_once")]


class Answer(models.Model):
    """Whether somebody comes: their last word counts, and none is asked for twice."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    said = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Coming])
    line = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "member"], name="one_answer_each")]


class Candle(models.Model):
    """A candle that somebody lit for a person. It burns until its time, and nothing of it is kept after that."""

    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, related_name="candles")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    lit_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "member"], name="one_candle_each")]
