"""Pictures that come with kind words."""

import django.db.models.deletion
import yearlight.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keepsakes", "0003_terms"),
        ("memorials", "0004_closed"),
        ("people", "0004_what_waits"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("description", models.CharField(blank=True, max_length=300)),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("came_at", models.DateTimeField()),
                ("let_go_at", models.DateTimeField(null=True)),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enclosures", to="keepsakes.original"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="enclosures", to="memorials.person"
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
