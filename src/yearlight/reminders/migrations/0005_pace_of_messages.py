"""How many messages go out within an hour is asked often, of a ledger that grows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0004_wishes_of_receivers"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["at"], name="delivery_at"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["closes_at"], name="message_closes"),
        ),
    ]
