"""A place can be closed to everyone but its keepers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("memorials", "0003_days_put_away"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
    ]
