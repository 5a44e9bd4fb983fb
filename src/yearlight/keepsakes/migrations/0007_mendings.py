"""The dates of several pictures are mended at once, and can be changed back."""

import django.db.models.deletion
import yearlight.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keepsakes", "0006_recordings"),
        ("memorials", "0005_asked_for_words"),
        ("people", "0005_operators_and_quotas"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("made_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("dates", models.JSONField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mendings", to="memorials.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
