from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_what_waits")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="operator_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="family",
            name="quota_mb",
            field=models.PositiveIntegerField(null=True),
        ),
    ]
