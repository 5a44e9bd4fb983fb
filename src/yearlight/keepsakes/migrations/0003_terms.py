"""What pictures are found by, and its index."""

import django.db.models.deletion
from django.db import migrations, models

from yearlight.core.search import MakeIndex


class Migration(migrations.Migration):
    dependencies = [
        ("keepsakes", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PictureTerms",
            fields=[
                ("terms", models.TextField()),
                ("recipe", models.PositiveSmallIntegerField(default=1)),
                (
                    "picture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="terms_row",
                        serialize=False,
                        to="keepsakes.picture",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        MakeIndex("keepsakes", "PictureTerms"),
    ]
