"""Files that come in parts, and what was wrong with an original when it was last read."""

import django.db.models.deletion
import yearlight.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keepsakes", "0004_enclosures"),
        ("memorials", "0004_closed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="original",
            name="damage",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AlterField(
            model_name="original",
            name="checked_at",
            field=models.DateTimeField(db_index=True, null=True),
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("length", models.PositiveBigIntegerField()),
                ("received", models.PositiveBigIntegerField(default=0)),
                ("turn", models.PositiveIntegerField(default=0)),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("media_type_claimed", models.CharField(blank=True, max_length=100)),
                ("sha256_told", models.CharField(blank=True, max_length=64)),
                ("begun_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="memorials.person"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="keepsakes.picture"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("received__lte", models.F("length"))), name="no_more_than_was_told"
                    )
                ],
            },
        ),
    ]
