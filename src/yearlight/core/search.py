"""Finding rows by their words. A folder keeps the terms of its rows in a table of its own; here is what those share.

The index is the database's own: FTS5 on SQLite, filled by triggers, and a GIN index on PostgreSQL. Each term stands in it
with the family's number before it, so that a family's search costs what the family keeps, and never meets another's.
"""

# ruff: noqa: S608 -- names of tables of our own; what people ask for is always a parameter

from collections.abc import Collection, Iterator, Sequence
from typing import Any, ClassVar

from django.db import connection, migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from yearlight.core.terms import RECIPE, asked, terms

#: So many rows are fetched at once, newest first; and so many are indexed in one transaction.
_AT_ONCE = 400


class TermsModel(models.Model):
    """The terms of one row, beside it: a subclass names the row as its primary key, and is called ``terms_row`` from there."""

    terms = models.TextField()
    recipe = models.PositiveSmallIntegerField(default=RECIPE)

    class Meta:
        abstract = True


class SearchedModel(models.Model):
    """A row of a family that is found by its words: whatever saves it keeps its terms in step, in the same transaction."""

    #: The fields whose words are looked for.
    SEARCHED: ClassVar[frozenset[str]]
    family_id: int

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row, and its terms where a text of it may have changed."""
        changed = kwargs.get("update_fields")
        if changed is not None and not self.SEARCHED & set(changed):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            super().save(*args, **kwargs)
            _put([self])


def index_missing(model: type[SearchedModel]) -> int:
    """Index the rows that have no terms yet, or those of an earlier recipe; returns how many there were."""
    done = 0
    outdated = models.Q(terms_row=None) | models.Q(terms_row__recipe__lt=RECIPE)
    while True:
        with transaction.atomic():
            rows = list(model._default_manager.filter(outdated).order_by("pk")[:_AT_ONCE])
            _put(rows)
        done += len(rows)
        if len(rows) < _AT_ONCE:
            return done


def _put(rows: Sequence[SearchedModel]) -> None:
    if not rows:
        return
    table: Any = type(rows[0])._meta.get_field("terms_row").related_model  # type: ignore[misc]
    key = table._meta.pk.name
    made = [table(pk=row.pk, terms=_stored(row), recipe=RECIPE) for row in rows]
    table._default_manager.bulk_create(
        made, update_conflicts=True, unique_fields=[key], update_fields=["terms", "recipe"]
    )


def _stored(row: SearchedModel) -> str:
    texts = (str(getattr(row, name) or "") for name in row.SEARCHED)
    return " ".join(sorted({_term(row.family_id, one) for text in texts for one in terms(text)}))


def matching(table: type[TermsModel], families: Collection[int], query: str, *, most: int) -> Iterator[list[int]]:
    """The primary keys of rows that hold every word of a query, newest first, some hundreds at a time.

    First those that hold the words themselves, and after them, each once again or not, those that hold longer ones which
    begin so: of a beginning the index has to gather every word before it can tell the newest. At most ``most`` of either;
    nothing for a query without a word. What comes has not been through any gate.
    """
    words = asked(query)
    if not words or not families:
        return
    whole = [[term.removesuffix("*") for term in word] for word in words]
    for one in [whole] if whole == words else [whole, words]:
        with connection.cursor() as cursor:
            cursor.execute(*_statement(_Names(table), sorted(families), one, most))
            while rows := cursor.fetchmany(_AT_ONCE):
                yield [row[0] for row in rows]


def _statement(named: "_Names", families: list[int], words: list[list[str]], most: int) -> tuple[str, list[str | int]]:
    wanted = " OR ".join(f"({_expression(family, words)})" for family in families)
    if connection.vendor == "sqlite":
        sql = f"SELECT rowid FROM {named.index} WHERE {named.index} MATCH %s ORDER BY rowid DESC LIMIT %s"
        return sql, [wanted, most]
    sql = (
        f"SELECT {named.key} FROM {named.table} WHERE array_to_tsvector(string_to_array(terms, ' ')) @@ %s::tsquery"
        f" ORDER BY {named.key} DESC LIMIT %s"
    )
    return sql, [wanted.replace(" OR ", " | ").replace(" AND ", " & ").replace('"*', "':*").replace('"', "'"), most]


def _expression(family_id: int, words: list[list[str]]) -> str:
    """The words of a query in FTS5's language. Terms are letters and digits, so nothing in them can be read as a sign."""
    return " AND ".join("(" + " OR ".join(_quoted(family_id, one) for one in word) + ")" for word in words)


def _quoted(family_id: int, term: str) -> str:
    whole = term.removesuffix("*")
    return f'"{_term(family_id, whole)}"' + ("*" if term.endswith("*") else "")


def _term(family_id: int, term: str) -> str:
    return f"{family_id}x{term}"


class _Names:
    """What the table, its key and its index are called in the database."""

    def __init__(self, table: type[models.Model]) -> None:
        self.table = table._meta.db_table
        self.index = f"{self.table}_index"
        self.key = table._meta.pk.column if table._meta.pk else "id"


class MakeIndex(migrations.RunPython):
    """The index of a table of terms, in a migration."""

    def __init__(self, app: str, model: str) -> None:
        def make(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
            for sql in _made(_Names(apps.get_model(app, model)), schema_editor.connection.vendor):
                schema_editor.execute(sql)

        def drop(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
            named = _Names(apps.get_model(app, model))
            if schema_editor.connection.vendor == "sqlite":
                for after in ("insert", "delete", "update"):
                    schema_editor.execute(f"DROP TRIGGER {named.index}_{after}")
                schema_editor.execute(f"DROP TABLE {named.index}")
            else:
                schema_editor.execute(f"DROP INDEX {named.index}")

        super().__init__(make, drop)


def _made(named: _Names, vendor: str) -> list[str]:
    table, index, key = named.table, named.index, named.key
    if vendor != "sqlite":
        return [f"CREATE INDEX {index} ON {table} USING gin (array_to_tsvector(string_to_array(terms, ' ')))"]
    put = f"INSERT INTO {index} (rowid, terms) VALUES (new.{key}, new.terms);"
    take = f"INSERT INTO {index} ({index}, rowid, terms) VALUES ('delete', old.{key}, old.terms);"
    return [
        # Terms are cut and folded already: they stand with spaces between them, and where they stood does not matter.
        f"CREATE VIRTUAL TABLE {index} USING fts5 (terms, content='{table}', content_rowid='{key}', detail=none, "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {put} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {take} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE ON {table} BEGIN {take} {put} END",
    ]
