"""Dates and customs can be put away and brought back; when they changed last is known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("memorials", "0002_days_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="keptcustom",
            name="put_away_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="days_changed_at",
            field=models.DateTimeField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name="persondate",
            name="put_away_at",
            field=models.DateTimeField(null=True),
        ),
    ]
