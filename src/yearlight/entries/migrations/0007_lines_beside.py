"""A picture beside an entry has a line of its own there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0006_pictures_and_wishes"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="line",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
