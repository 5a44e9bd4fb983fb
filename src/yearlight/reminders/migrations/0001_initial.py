"""Wishes of accounts, and the shared days they take part in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("memorials", "0002_days_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SharedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("custom", models.CharField(max_length=64)),
                ("options", models.JSONField(default=dict)),
                ("changed_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shared_days",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "custom"), name="a_shared_day_once")],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("custom", models.CharField(max_length=64)),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("softer", "Softer"),
                            ("not_this_year", "Not this year"),
                            ("never", "Never for this day"),
                        ],
                        max_length=16,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "date",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="memorials.persondate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="memorials.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("date__isnull", False)),
                        fields=("account", "date", "custom"),
                        name="one_wish_for_a_date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("date__isnull", True), ("person__isnull", False)),
                        fields=("account", "person", "custom"),
                        name="one_wish_for_a_custom_of_the_year",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", True)),
                        fields=("account", "custom"),
                        name="one_wish_for_a_shared_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told", "not_this_year"), ("year__isnull", False)),
                            models.Q(models.Q(("told", "not_this_year"), _negated=True), ("year__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_year_with_not_this_year",
                    ),
                ],
            },
        ),
    ]
