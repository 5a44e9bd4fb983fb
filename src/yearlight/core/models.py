"""The queue's rows, the audit log's lines, what doors refused, and the host's own texts.

Reached through ``queue``, ``audit``, ``refusals`` and ``host_texts`` alone.
"""

from django.db import models


class Job(models.Model):
    """One piece of later work. Claimed by a lease, fenced by ``attempts``."""

    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, unique=True, null=True)
    queue = models.CharField(max_length=32, default="default")
    priority = models.SmallIntegerField(default=0)
    run_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["queue", "-priority", "run_at"],
                name="job_due",
                condition=models.Q(done_at__isnull=True, given_up_at__isnull=True),
            )
        ]


class AuditLine(models.Model):
    """Who did what, when, to which thing. Never what was written in it."""

    at = models.DateTimeField()
    family_id = models.BigIntegerField(null=True, db_index=True)
    actor = models.CharField(max_length=32, blank=True)
    verb = models.CharField(max_length=64)
    thing = models.CharField(max_length=64, blank=True)
    thing_id = models.CharField(max_length=32, blank=True)


class Refusal(models.Model):
    """How often a door refused within one hour, from one network, and to one account where one was named."""

    door = models.CharField(max_length=32)
    hour = models.DateTimeField()
    network = models.CharField(max_length=64)
    #: A public id, or nothing.
    account = models.CharField(max_length=32, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["door", "hour", "network", "account"], name="refusals_of_an_hour_once")
        ]


class HostText(models.Model):
    """What whoever looks after the machine wrote for the people on it."""

    name = models.CharField(max_length=32, unique=True)
    body = models.TextField()
    changed_at = models.DateTimeField()
