"""Rows made into what pages show."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.utils import formats
from django.utils.translation import gettext as _

from yearlight.entries.addresses import base_of, entry_at
from yearlight.entries.models import Entry
from yearlight.entries.queries.gate import WRITTEN
from yearlight.entries.shown import EntryView, Line, SeenBy, first_words
from yearlight.keepsakes.queries import PictureView
from yearlight.people.queries import circle_words
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: As much of a text as its first words need.
BEGINNING = 2_200

Words = Callable[[int | None], str]


class Drawer:
    """Makes views of one person's entries for one viewer; asks once how the viewer calls each circle."""

    def __init__(self, viewer: Viewer, person: "Person", names: dict[int | None, str] | None = None) -> None:
        self.viewer = viewer
        self.person = person
        self.names = names or circle_words(viewer, person.family_id)
        self.may_write = viewer.may(Deed.WRITE, person.family_id)
        self.may_change_others = viewer.may(Deed.CHANGE_OTHERS_ENTRY, person.family_id)
        self._bases: dict[str, str] = {}

    def seen_by(self, row: Entry) -> SeenBy:
        """Who sees it, in words."""
        words = self.names[row.audience_id]
        if row.opens_to_id is not None and row.opens_on is not None:
            told = {"day": formats.date_format(row.opens_on), "who": self.names[row.opens_to_id]}
            if row.opener_id is not None and row.opener is not None:
                words = _("Only you, until %(name)s opens it, or %(day)s comes. Then: %(who)s") % {
                    "name": row.opener.name,
                    **told,
                }
            else:
                words = _("Only you, until %(day)s. Then: %(who)s") % told
        return SeenBy(words, is_private=row.audience_id is None)

    def address(self, row: Entry) -> str:
        if row.kind not in self._bases:
            self._bases[row.kind] = base_of(self.person.public_id, row.kind)
        return entry_at(self._bases[row.kind], row.public_id)

    def is_mine(self, row: Entry) -> bool:
        return row.writer_id in self.viewer.member_ids

    def line(self, row: Entry, beginning: str) -> Line:
        return Line(
            public_id=row.public_id,
            kind=row.kind,
            address=self.address(row),
            title=row.title,
            label=row.title or first_words(beginning, 64),
            date_words=in_words(row.happened_on),
            first_on=row.first_on,
            writer_name=row.said_by or (row.writer.name if row.writer else ""),
            is_mine=self.is_mine(row),
            seen_by=self.seen_by(row),
            audience_id=row.audience_id,
        )

    def entry(self, row: Entry, pictures: Iterable[PictureView] = ()) -> EntryView:
        line = self.line(row, row.body)
        return EntryView(
            **{name: getattr(line, name) for name in Line.__dataclass_fields__},
            body=row.body,
            language=row.language,
            happened_on=row.happened_on,
            revision=row.revision,
            kept_at=row.kept_at,
            is_chosen=row.is_chosen,
            opens_on=row.opens_on if row.opens_to_id is not None else None,
            may_change=row.kind in WRITTEN and (self.may_change_others or (self.may_write and self.is_mine(row))),
            pictures=tuple(pictures),
        )


def beginnings(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """The rows with the beginning of each text in place of the whole."""
    return rows.defer("body").annotate(beginning=Substr("body", 1, BEGINNING)).select_related("writer", "opener")


def beginning(row: Entry) -> str:
    """The beginning that ``beginnings`` asked for."""
    return str(row.__dict__["beginning"])
