"""An account can ask not to come across pictures of some people and dates."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_operators_and_quotas"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="held_people",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="account",
            name="held_dates",
            field=models.CharField(blank=True, max_length=500),
        ),
    ]
