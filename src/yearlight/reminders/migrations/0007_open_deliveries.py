"""What is open is found by an index that both databases use, however long the ledger is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0006_told_outcome"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="delivery",
            name="delivery_open",
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["reached", "try_at"], name="delivery_reached"),
        ),
    ]
