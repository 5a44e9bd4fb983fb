"""The ledger: what a receiver was told on which day, by which way it went, and what was not sent and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yearlight.core.bases import PublicIdModel


class Outcome(models.TextChoices):
    """What became of a day's message."""

    PLANNED = "planned", _("Will be sent")
    SENT = "sent", _("Sent")
    UNSURE = "unsure", _("It may not have reached you")
    MISSED = "missed", _("Not sent, since something here did not work in time")
    PAUSED = "paused", _("Not sent, since you had paused everything")
    QUIET = "quiet", _("Not sent, since it was “Not today”")
    STOPPED = "stopped", _("Not sent, since nothing goes to your address")
    REFUSED = "refused", _("Your mail server did not take it")
    WITHDRAWN = "withdrawn", _("Not sent, since the day or your wish had changed")
    TOO_LATE = "too_late", _("Not sent, since there had been a message that day already")


class Way(models.TextChoices):
    MAIL = "mail", _("By e-mail")
    PUSH = "push", _("On a device")


class Reached(models.TextChoices):
    """How far one delivery has come. From ``handing`` on it is tried again only where the other side says it took nothing."""

    WAITING = "waiting", _("Waiting")
    CLAIMED = "claimed", _("Being sent")
    HANDING = "handing", _("Being handed over")
    SENT = "sent", _("Sent")
    UNSURE = "unsure", _("It may not have arrived")
    REFUSED = "refused", _("Not taken")
    ENDED = "ended", _("Not sent")


class Message(PublicIdModel):
    """What one receiver is told on one day of theirs. There is at most one, and it is decided once."""

    receiver = models.ForeignKey("reminders.Receiver", on_delete=models.CASCADE, related_name="messages")
    #: The day where the receiver lives.
    on = models.DateField()
    #: Between these two moments it may be sent, and never after.
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.PLANNED)
    decided_at = models.DateTimeField(null=True)
    #: When the receiver saw, on the site, the one sentence about a message that did not come.
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["receiver", "on"], name="one_message_a_day")]
        indexes = [
            models.Index(fields=["closes_at"], name="message_planned", condition=models.Q(outcome="planned")),
            models.Index(fields=["closes_at"], name="message_closes"),
        ]


class Told(models.Model):
    """One day that a message tells of. It is told once for each lead, even where its date is corrected afterwards.

    One that was withdrawn before it was told falls due again on the day it was moved to.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="tells")
    wish = models.ForeignKey("reminders.Wish", on_delete=models.CASCADE, related_name="told_of")
    #: The identity of the occurrence (``calendars.occurrences.identity``).
    occurrence = models.CharField(max_length=64)
    lead = models.CharField(max_length=8)
    #: The day it is kept on.
    day = models.DateField()
    #: What became of this day alone, where that is something else than of its message. Blank: the same.
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wish", "occurrence", "lead"], name="told_once_for_a_lead")]


class Delivery(models.Model):
    """One way that a message goes. Claimed by a lease; handed over once."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    way = models.CharField(max_length=4, choices=Way.choices)
    device = models.ForeignKey("reminders.PushDevice", on_delete=models.CASCADE, null=True, related_name="+")
    reached = models.CharField(max_length=8, choices=Reached.choices, default=Reached.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    #: Not before this moment, after a try that failed.
    try_at = models.DateTimeField()
    at = models.DateTimeField(null=True)
    #: What the other side answered last, without addresses.
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "way"], condition=models.Q(device=None), name="one_delivery_by_mail"
            ),
            models.UniqueConstraint(
                fields=["message", "device"], condition=models.Q(device__isnull=False), name="one_delivery_to_a_device"
            ),
        ]
        indexes = [
            # Not of the open ones alone: SQLite does not see from a list of values that they are the ones of an index.
            models.Index(fields=["reached", "try_at"], name="delivery_reached"),
            models.Index(fields=["leased_until"], name="delivery_handing", condition=models.Q(reached="handing")),
            models.Index(fields=["at"], name="delivery_at"),
        ]


class Look(models.Model):
    """How far something that is looked at again and again was looked at."""

    name = models.CharField(max_length=32, unique=True)
    until = models.DateTimeField()
