"""A day that a message tells of may come to something else than the message."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0005_pace_of_messages"),
    ]

    operations = [
        migrations.AddField(
            model_name="told",
            name="outcome",
            field=models.CharField(
                blank=True,
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
                max_length=12,
            ),
        ),
    ]
