"""Photographs that somebody asked to be shown again. Nobody else is told."""

from django.db import models


class LookBack(models.Model):
    """One account's wish to see one photograph again on Today, close to its day. It is stopped and never deleted."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    picture = models.ForeignKey("keepsakes.Picture", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    #: The last day, where its owner lives, on which it stood on Today.
    shown_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "picture"], name="a_photograph_again_once")]
