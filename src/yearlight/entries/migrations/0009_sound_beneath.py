"""One sound beside an entry can be played beneath the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0008_who_opens"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="is_beneath",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_beneath", True)), fields=("entry",), name="one_sound_beneath_an_entry"
            ),
        ),
    ]
