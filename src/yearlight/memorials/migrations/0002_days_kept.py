"""Customs kept for a date; and whether something happened before sunset, after it, or nobody knows."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import yearlight.core.ids


def to_sunset(apps: Any, _schema: Any) -> None:
    apps.get_model("memorials", "PersonDate").objects.filter(is_after_sunset=True).update(sunset="after")


def to_after_sunset(apps: Any, _schema: Any) -> None:
    apps.get_model("memorials", "PersonDate").objects.filter(sunset="after").update(is_after_sunset=True)


class Migration(migrations.Migration):
    dependencies = [
        ("memorials", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="persondate",
            name="sunset",
            field=models.CharField(
                choices=[
                    ("before", "Before sunset"),
                    ("after", "After nightfall"),
                    ("unknown", "Between the two, or nobody knows"),
                ],
                default="before",
                max_length=8,
            ),
        ),
        migrations.RunPython(to_sunset, to_after_sunset),
        migrations.RemoveField(model_name="persondate", name="is_after_sunset"),
        migrations.AddField(
            model_name="person",
            name="reckons_weeks",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="person",
            name="tells_would_be",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="KeptCustom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("custom", models.CharField(max_length=64)),
                ("options", models.JSONField(default=dict)),
                ("moved", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                (
                    "date",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="customs",
                        to="memorials.persondate",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="customs",
                        to="memorials.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("date__isnull", False)),
                        fields=("date", "custom"),
                        name="once_kept_for_a_date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("date__isnull", True)),
                        fields=("person", "custom"),
                        name="once_kept_each_year",
                    ),
                ],
            },
        ),
    ]
