"""Who is to be seen on a picture, as somebody wrote it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keepsakes", "0007_mendings"),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="people",
            field=models.CharField(blank=True, max_length=500),
        ),
    ]
