import django.db.models.deletion
import yearlight.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_link_codes")]

    operations = [
        migrations.CreateModel(
            name="Wait",
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
                            ("end keeper", "end keeper"),
                            ("erase place", "erase place"),
                            ("hand over", "hand over"),
                            ("leave", "leave"),
                            ("recover", "recover"),
                            ("recover by sheet", "recover by sheet"),
                            ("succeed", "succeed"),
                            ("host recovers", "host recovers"),
                            ("host locks", "host locks"),
                            ("host unlocks", "host unlocks"),
                            ("host deletes", "host deletes"),
                        ],
                        max_length=24,
                    ),
                ),
                ("thing", models.CharField(max_length=32)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("lasts", models.DurationField()),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("stopped", "stopped"), ("done", "done"), ("lapsed", "lapsed")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="waits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.member"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="waits", to="people.family"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[("subject", "subject"), ("asker", "asker"), ("keepers", "keepers")], max_length=8
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("token_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("tell_at", models.DateTimeField()),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("held_until", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("shown_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "wait",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tellings", to="people.wait"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WayBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "wait",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ways_back", to="people.wait"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecoverySheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("account",), name="one_sheet_for_an_account"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Successor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("chosen_at", models.DateTimeField()),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="successor", to="people.member"
                    ),
                ),
                (
                    "takes_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entrusted_to_take_over",
                        to="people.member",
                    ),
                ),
                (
                    "tells",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entrusted_to_tell",
                        to="people.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("member", models.F("tells")), _negated=True),
                            models.Q(("member", models.F("takes_over")), _negated=True),
                        ),
                        name="succeeded_by_another",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="wait",
            index=models.Index(condition=models.Q(("state", "open")), fields=["due_at"], name="wait_due"),
        ),
        migrations.AddConstraint(
            model_name="wait",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("kind", "thing"), name="asked_once_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="wait",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state", "open")),
                    models.Q(models.Q(("state", "open"), _negated=True), models.Q(("ended_at", None), _negated=True)),
                    _connector="OR",
                ),
                name="open_until_it_ends",
            ),
        ),
        migrations.AddIndex(
            model_name="telling",
            index=models.Index(
                condition=models.Q(("refused_at", None), ("told_at", None)), fields=["tell_at"], name="telling_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.UniqueConstraint(fields=("wait", "account", "number"), name="told_once"),
        ),
    ]
