"""Photographs that somebody asked to see again on Today."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keepsakes", "0006_recordings"),
        ("reminders", "0008_taken_off"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LookBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(null=True)),
                ("shown_on", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="keepsakes.picture"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "picture"), name="a_photograph_again_once")],
            },
        ),
    ]
