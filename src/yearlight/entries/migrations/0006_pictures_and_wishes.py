"""A picture beside a kind word, and who asked not to stand in one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0005_terms"),
        ("keepsakes", "0004_enclosures"),
        ("people", "0004_what_waits"),
    ]

    operations = [
        migrations.AddField(
            model_name="kindword",
            name="enclosure",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="keepsakes.enclosure"
            ),
        ),
        migrations.AddField(
            model_name="kindword",
            name="is_text_alone",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="kindword",
            name="new_enclosure",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="keepsakes.enclosure"
            ),
        ),
        migrations.AddField(
            model_name="kindword",
            name="wish_is_new",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="kindword",
            name="wished_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.member"
            ),
        ),
    ]
