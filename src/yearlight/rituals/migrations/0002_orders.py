"""Ceremonies have an order for each year, step by step, and people answer whether they come."""

import django.db.models.deletion
import yearlight.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_operators_and_quotas"),
        ("rituals", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ritual",
            name="kind",
            field=models.CharField(
                choices=[
                    ("tree", "tree"),
                    ("gift", "gift"),
                    ("kindness", "kindness"),
                    ("stone", "stone"),
                    ("walk", "walk"),
                    ("cake", "cake"),
                    ("name", "name"),
                    ("ceremony", "ceremony"),
                    ("own", "own"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("happens_on", models.CharField(blank=True, max_length=64)),
                ("at", models.CharField(blank=True, max_length=120)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("told", models.TextField(blank=True)),
                ("asks", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "ritual",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="orders", to="rituals.ritual"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "said",
                    models.CharField(choices=[("yes", "yes"), ("no", "no"), ("thought", "thought")], max_length=8),
                ),
                ("line", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="rituals.order"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("welcome", "welcome"),
                            ("blessing", "blessing"),
                            ("reading", "reading"),
                            ("song", "song"),
                            ("silence", "silence"),
                            ("candle", "candle"),
                            ("names", "names"),
                            ("children", "children"),
                            ("food", "food"),
                            ("free", "free"),
                        ],
                        max_length=12,
                    ),
                ),
                ("heading", models.CharField(max_length=200)),
                ("who", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("taken_out_at", models.DateTimeField(null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.member"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="rituals.order"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EarlierPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("heading", models.CharField(max_length=200)),
                ("who", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.member"
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="earlier", to="rituals.part"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(fields=("ritual", "year"), name="one_order_a_year"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("order", "member"), name="one_answer_each"),
        ),
        migrations.AddConstraint(
            model_name="earlierpart",
            constraint=models.UniqueConstraint(fields=("part", "revision"), name="an_earlier_part_once"),
        ),
    ]
