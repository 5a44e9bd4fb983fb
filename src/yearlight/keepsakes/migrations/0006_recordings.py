"""Videos, sounds and papers beside pictures; the moment around a picture; what is said in one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keepsakes", "0005_uploads"),
    ]

    operations = [
        migrations.AddField(
            model_name="original",
            name="asset_id",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="original",
            name="duration_ms",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="original",
            name="play_fault",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="original",
            name="play_recipe",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="picture",
            name="moment",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="picture",
            name="motion",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="moved", to="keepsakes.original"
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="motion_name",
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AddField(
            model_name="picture",
            name="transcript",
            field=models.TextField(blank=True, max_length=20000),
        ),
    ]
