"""What each of a family wishes of the days, and which shared days an account takes part in. Nobody else is told."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HowTold(models.TextChoices):
    """Without a row a day is told as it is, on the pages and in the feed; no message is sent."""

    AS_IT_IS = "as_it_is", _("As it is")
    SOFTER = "softer", _("Softer")
    NOT_THIS_YEAR = "not_this_year", _("Not this year")
    NEVER = "never", _("Never for this day")


class Wish(models.Model):
    """How one receiver would like the days of one custom told.

    They are those of a date, of a person where the custom needs no date, or a
    shared day where there is no person. A wish is changed and never deleted,
    since what was told hangs on it.
    """

    receiver = models.ForeignKey("reminders.Receiver", on_delete=models.CASCADE, related_name="wishes")
    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, null=True, related_name="+")
    date = models.ForeignKey("memorials.PersonDate", on_delete=models.CASCADE, null=True, related_name="+")
    custom = models.CharField(max_length=64)
    told = models.CharField(max_length=16, choices=HowTold.choices, default=HowTold.AS_IT_IS)
    #: The civil year of "not this year".
    year = models.PositiveSmallIntegerField(null=True)
    #: When messages come: days before the day and the part of that day (``due.Lead``), parted by commas. Empty: none.
    leads = models.CharField(max_length=64, blank=True)
    #: The next day, where the receiver lives, on which a message could be due: looked at then, and not before.
    due_on = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["due_on"], name="wish_due", condition=models.Q(due_on__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["receiver", "date", "custom"],
                condition=models.Q(date__isnull=False),
                name="one_wish_for_a_date",
            ),
            models.UniqueConstraint(
                fields=["receiver", "person", "custom"],
                condition=models.Q(date__isnull=True, person__isnull=False),
                name="one_wish_for_a_custom_of_the_year",
            ),
            models.UniqueConstraint(
                fields=["receiver", "custom"], condition=models.Q(person__isnull=True), name="one_wish_for_a_shared_day"
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
