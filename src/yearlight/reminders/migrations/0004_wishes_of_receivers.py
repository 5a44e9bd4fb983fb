"""Wishes belong to a receiver, who need not have an account."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def give_receivers(apps: Any, _schema: Any) -> None:
    """Each account with a wish becomes a receiver, with nothing to be sent."""
    wishes, receivers = apps.get_model("reminders", "Wish"), apps.get_model("reminders", "Receiver")
    for account_id in wishes.objects.values_list("account", flat=True).distinct():
        first = wishes.objects.filter(account=account_id).earliest("changed_at")
        one = receivers.objects.create(account_id=account_id, made_at=first.changed_at)
        wishes.objects.filter(account=account_id).update(receiver=one)


class Migration(migrations.Migration):
    dependencies = [
        ("memorials", "0003_days_put_away"),
        ("reminders", "0003_receivers"),
    ]

    operations = [
        migrations.RunPython(give_receivers),
        migrations.RemoveConstraint(
            model_name="wish",
            name="one_wish_for_a_date",
        ),
        migrations.RemoveConstraint(
            model_name="wish",
            name="one_wish_for_a_custom_of_the_year",
        ),
        migrations.RemoveConstraint(
            model_name="wish",
            name="one_wish_for_a_shared_day",
        ),
        migrations.RemoveField(
            model_name="wish",
            name="account",
        ),
        migrations.AlterField(
            model_name="wish",
            name="receiver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="reminders.receiver"
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(
                condition=models.Q(("date__isnull", False)),
                fields=("receiver", "date", "custom"),
                name="one_wish_for_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(
                condition=models.Q(("date__isnull", True), ("person__isnull", False)),
                fields=("receiver", "person", "custom"),
                name="one_wish_for_a_custom_of_the_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", True)),
                fields=("receiver", "custom"),
                name="one_wish_for_a_shared_day",
            ),
        ),
    ]
