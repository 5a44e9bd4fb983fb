"""A closed letter can be left to somebody to open."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0007_lines_beside"),
        ("memorials", "0005_asked_for_words"),
        ("people", "0005_operators_and_quotas"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="opener",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.member"
            ),
        ),
        migrations.AddField(
            model_name="entrydraft",
            name="opener",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("opener", None), ("opens_to__isnull", False), _connector="OR"),
                name="opened_while_closed",
            ),
        ),
    ]
