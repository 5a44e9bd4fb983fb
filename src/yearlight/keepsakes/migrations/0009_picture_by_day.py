"""The index of the photographs page holds all that the gate and the order ask for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keepsakes", "0008_people_on_pictures"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="picture", name="picture_by_day"),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                fields=["person", "state", "first_on", "id", "last_on", "audience", "writer", "original"],
                name="picture_by_day",
            ),
        ),
    ]
