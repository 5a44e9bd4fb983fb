"""Whoever is told of days, pauses, devices, links for relatives and friends, and the ledger of what was told."""

import django.db.models.deletion
import yearlight.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("memorials", "0003_days_put_away"),
        ("people", "0001_initial"),
        ("reminders", "0002_feed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=32, unique=True)),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("on", models.DateField()),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("planned", "Will be sent"),
                            ("sent", "Sent"),
                            ("unsure", "It may not have reached you"),
                            ("missed", "Not sent, since something here did not work in time"),
                            ("paused", "Not sent, since you had paused everything"),
                            ("quiet", "Not sent, since it was “Not today”"),
                            ("stopped", "Not sent, since nothing goes to your address"),
                            ("refused", "Your mail server did not take it"),
                            ("withdrawn", "Not sent, since the day or your wish had changed"),
                            ("too_late", "Not sent, since there had been a message that day already"),
                        ],
                        default="planned",
                        max_length=12,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PushDevice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("endpoint_hash", models.CharField(max_length=64, unique=True)),
                ("endpoint", models.TextField()),
                ("p256dh", models.CharField(max_length=120)),
                ("auth", models.CharField(max_length=40)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("occurrence", models.CharField(max_length=64)),
                ("lead", models.CharField(max_length=8)),
                ("day", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="WordLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("days", models.JSONField(default=list)),
                ("line", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="wish",
            name="due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="wish",
            name="leads",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="wish",
            name="told",
            field=models.CharField(
                choices=[
                    ("as_it_is", "As it is"),
                    ("softer", "Softer"),
                    ("not_this_year", "Not this year"),
                    ("never", "Never for this day"),
                ],
                default="as_it_is",
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(choices=[("mail", "By e-mail"), ("push", "On a device")], max_length=4)),
                (
                    "reached",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("claimed", "Being sent"),
                            ("handing", "Being handed over"),
                            ("sent", "Sent"),
                            ("unsure", "It may not have arrived"),
                            ("refused", "Not taken"),
                            ("ended", "Not sent"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("leased_until", models.DateTimeField(null=True)),
                ("try_at", models.DateTimeField()),
                ("at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=200)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="reminders.message"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reminders.pushdevice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Receiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(blank=True, max_length=16)),
                ("time_zone", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("by_mail", models.BooleanField(default=True)),
                ("by_push", models.BooleanField(default=False)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("discreet", "“A day in your year”, and nothing else"),
                            ("told", "What the day is, with the name"),
                        ],
                        default="discreet",
                        max_length=8,
                    ),
                ),
                ("morning_from", models.PositiveSmallIntegerField(default=480)),
                ("morning_until", models.PositiveSmallIntegerField(default=840)),
                ("evening_from", models.PositiveSmallIntegerField(default=1080)),
                ("evening_until", models.PositiveSmallIntegerField(default=1260)),
                ("links", models.PositiveIntegerField(default=1)),
                ("returned", models.PositiveSmallIntegerField(default=0)),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "stopped_why",
                    models.CharField(
                        blank=True,
                        choices=[("asked", "you asked for it"), ("returned", "messages to this address came back")],
                        max_length=8,
                    ),
                ),
                ("answers_to", models.CharField(max_length=64, null=True, unique=True)),
                ("made_at", models.DateTimeField()),
                (
                    "account",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="receiver",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="pushdevice",
            name="receiver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="devices", to="reminders.receiver"
            ),
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("until", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pauses", to="reminders.receiver"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="message",
            name="receiver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="reminders.receiver"
            ),
        ),
        migrations.CreateModel(
            name="Arrived",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("id_hash", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField()),
                ("outcome", models.CharField(max_length=24)),
                ("draft", models.CharField(blank=True, max_length=32)),
                (
                    "receiver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="reminders.receiver",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="wish",
            name="receiver",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="reminders.receiver"
            ),
        ),
        migrations.AddIndex(
            model_name="wish",
            index=models.Index(condition=models.Q(("due_on__isnull", False)), fields=["due_on"], name="wish_due"),
        ),
        migrations.AddField(
            model_name="told",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tells", to="reminders.message"
            ),
        ),
        migrations.AddField(
            model_name="told",
            name="wish",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="told_of", to="reminders.wish"
            ),
        ),
        migrations.AddField(
            model_name="wordlink",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.member"
            ),
        ),
        migrations.AddField(
            model_name="wordlink",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="memorials.person"
            ),
        ),
        migrations.AddField(
            model_name="receiver",
            name="word_link",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="receivers",
                to="reminders.wordlink",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("reached__in", ["waiting", "claimed"])), fields=["try_at"], name="delivery_open"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("reached", "handing")), fields=["leased_until"], name="delivery_handing"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("device", None)), fields=("message", "way"), name="one_delivery_by_mail"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("device__isnull", False)),
                fields=("message", "device"),
                name="one_delivery_to_a_device",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("receiver",), name="one_pause_at_a_time"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("outcome", "planned")), fields=["closes_at"], name="message_planned"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(fields=("receiver", "on"), name="one_message_a_day"),
        ),
        migrations.AddConstraint(
            model_name="told",
            constraint=models.UniqueConstraint(fields=("wish", "occurrence", "lead"), name="told_once_for_a_lead"),
        ),
        migrations.AddConstraint(
            model_name="receiver",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account__isnull", False), ("email", ""), ("word_link__isnull", True)),
                    models.Q(
                        ("account__isnull", True), ("word_link__isnull", False), models.Q(("email", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="an_account_or_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="receiver",
            constraint=models.UniqueConstraint(
                condition=models.Q(("word_link__isnull", False)), fields=("word_link", "email"), name="once_at_a_link"
            ),
        ),
        migrations.AddConstraint(
            model_name="receiver",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("evening_from__lt", models.F("evening_until")),
                    ("evening_until__lte", 1440),
                    ("morning_from__lt", models.F("morning_until")),
                    ("morning_until__lte", models.F("evening_from")),
                ),
                name="hours_in_order",
            ),
        ),
    ]
