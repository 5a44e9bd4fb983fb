"""The calendar feed of an account, and what it last said of each day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=80)),
                (
                    "titles",
                    models.CharField(
                        choices=[
                            ("discreet", "“A day to remember”, and nothing else"),
                            ("told", "What the day is, with the name"),
                        ],
                        default="discreet",
                        max_length=8,
                    ),
                ),
                (
                    "alarm",
                    models.CharField(
                        choices=[
                            ("none", "Never"),
                            ("day_before", "At 9 in the morning on the day before"),
                            ("morning", "At 9 in the morning on the day"),
                        ],
                        default="none",
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("body", models.BinaryField(default=bytes)),
                ("etag", models.CharField(blank=True, max_length=64)),
                ("state", models.CharField(blank=True, max_length=64)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feeds", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FeedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=36)),
                ("told", models.CharField(max_length=64)),
                ("last", models.PositiveIntegerField()),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="days", to="reminders.feed"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("account",), name="one_open_feed_of_an_account"
            ),
        ),
        migrations.AddConstraint(
            model_name="feedday",
            constraint=models.UniqueConstraint(fields=("feed", "uid"), name="a_day_of_a_feed_once"),
        ),
    ]
