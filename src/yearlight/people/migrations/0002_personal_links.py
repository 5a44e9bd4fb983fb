import django.db.models.deletion
import yearlight.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            "member", "relation", models.CharField(blank=True, max_length=80, default=""), preserve_default=False
        ),
        migrations.AddField("member", "may_leave_words", models.BooleanField(default=True)),
        migrations.AddField(
            "invitation",
            "member",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
            ),
        ),
        migrations.CreateModel(
            name="PersonalLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=yearlight.core.ids.public_id, editable=False, max_length=16, unique=True),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("line", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.member"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="people.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("member",), name="one_open_link_for_a_member"
                    )
                ],
            },
        ),
    ]
