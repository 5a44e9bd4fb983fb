from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_personal_links")]

    operations = [
        migrations.AddField(
            "personallink", "code_to", models.EmailField(blank=True, default="", max_length=254), preserve_default=False
        ),
    ]
