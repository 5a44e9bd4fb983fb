"""Whoever is taken off does not come back by an earlier message that asks for a confirmation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0007_open_deliveries"),
    ]

    operations = [
        migrations.AddField(
            model_name="wordlink",
            name="taken_off_at",
            field=models.DateTimeField(null=True),
        ),
    ]
