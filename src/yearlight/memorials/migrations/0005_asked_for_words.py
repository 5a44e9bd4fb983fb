"""Who is asked for kind words for somebody."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("memorials", "0004_closed"),
        ("people", "0004_what_waits"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="words_from",
            field=models.CharField(
                choices=[("nobody", "nobody"), ("chosen", "chosen"), ("shown", "shown")],
                default="shown",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "circle",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.circle"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asked", to="memorials.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("circle", None), ("member__isnull", False)),
                            models.Q(("circle__isnull", False), ("member", None)),
                            _connector="OR",
                        ),
                        name="a_circle_or_a_member_is_asked",
                    ),
                    models.UniqueConstraint(fields=("person", "circle"), name="a_circle_asked_once"),
                    models.UniqueConstraint(fields=("person", "member"), name="a_member_asked_once"),
                ],
            },
        ),
    ]
