"""Abstract bases of the tables."""

from django.db import models

from yearlight.core.ids import LENGTH, public_id


class PublicIdModel(models.Model):
    """A row that stands in an address by a random id."""

    public_id = models.CharField(max_length=LENGTH, unique=True, default=public_id, editable=False)

    class Meta:
        abstract = True
