"""A name that is changed below a word is read first, like its text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entries", "0003_kind_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="kindword",
            name="new_said_by",
            field=models.CharField(blank=True, max_length=120),
        ),
        # So far a newer text that waits had its name in the entry already.
        migrations.RunSQL(
            "UPDATE entries_kindword SET new_said_by = "
            "(SELECT said_by FROM entries_entry WHERE entries_entry.id = entries_kindword.entry_id) WHERE new_body <> ''",
            migrations.RunSQL.noop,
        ),
    ]
