"""Rituals, their acts, and the facts of acts as they were before."""

import django.db.models.deletion
import yearlight.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("entries", "0006_pictures_and_wishes"),
        ("memorials", "0005_asked_for_words"),
        ("people", "0005_operators_and_quotas"),
    ]

    operations = [
        migrations.CreateModel(
            name="Act",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="act",
                        serialize=False,
                        to="entries.entry",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "chapter",
                    models.CharField(
                        choices=[
                            ("year", "year"),
                            ("planted", "planted"),
                            ("moved", "moved"),
                            ("left", "left"),
                            ("died", "died"),
                            ("followed", "followed"),
                        ],
                        default="year",
                        max_length=8,
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="EarlierFacts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("chapter", models.CharField(max_length=8)),
                ("facts", models.JSONField(default=dict)),
                ("changed_at", models.DateTimeField()),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="earlier", to="rituals.act"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.member"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ritual",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tree", "tree"),
                            ("gift", "gift"),
                            ("kindness", "kindness"),
                            ("stone", "stone"),
                            ("walk", "walk"),
                            ("cake", "cake"),
                            ("name", "name"),
                            ("own", "own"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("told", models.TextField(blank=True)),
                ("day", models.CharField(blank=True, max_length=96)),
                ("stands_at", models.TextField(blank=True)),
                ("looked_after_by", models.CharField(blank=True, max_length=200)),
                ("fields", models.JSONField(default=list)),
                ("ended_on", models.CharField(blank=True, max_length=64)),
                ("ended_words", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("put_away_at", models.DateTimeField(null=True)),
                (
                    "age_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="memorials.persondate",
                    ),
                ),
                (
                    "audience",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.circle"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rituals", to="people.family"
                    ),
                ),
                (
                    "from_word",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="entries.entry"
                    ),
                ),
                ("persons", models.ManyToManyField(related_name="rituals", to="memorials.person")),
                (
                    "writer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="act",
            name="ritual",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="acts", to="rituals.ritual"
            ),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["ritual", "year"], name="act_by_year"),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 1), ("year__lte", 9999)), name="a_year_of_four_digits"
            ),
        ),
    ]
