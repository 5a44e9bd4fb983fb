"""What entries are found by, and its index."""

import django.db.models.deletion
from django.db import migrations, models

from yearlight.core.search import MakeIndex


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0004_name_read_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="EntryTerms",
            fields=[
                ("terms", models.TextField()),
                ("recipe", models.PositiveSmallIntegerField(default=1)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="terms_row",
                        serialize=False,
                        to="entries.entry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        MakeIndex("entries", "EntryTerms"),
    ]
