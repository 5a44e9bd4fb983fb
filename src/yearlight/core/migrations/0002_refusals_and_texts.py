from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("door", models.CharField(max_length=32)),
                ("hour", models.DateTimeField()),
                ("network", models.CharField(max_length=64)),
                ("account", models.CharField(blank=True, max_length=32)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("door", "hour", "network", "account"), name="refusals_of_an_hour_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HostText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=32, unique=True)),
                ("body", models.TextField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
    ]
