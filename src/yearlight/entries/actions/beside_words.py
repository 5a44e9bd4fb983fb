"""The picture or recording that comes with a kind word, from what was sent to the row that the word names."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from yearlight.entries.models import KindWord
from yearlight.entries.texts import Sent
from yearlight.keepsakes import enclosed, enclosing
from yearlight.keepsakes.actions import Taken
from yearlight.keepsakes.actions import take_in as keep_bytes

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@dataclass(frozen=True, slots=True)
class Picture:
    """What was sent with a word, its bytes durable by now; or nothing, or that the one before is taken away."""

    person: "Person"
    writer_id: int
    sent: Sent
    taken: Taken | None

    def is_another_than(self, enclosure_id: int | None) -> bool:
        """Whether the word shows something else by it than it did: other bytes, other words for them, or nothing."""
        before = enclosed.sameness(enclosure_id)
        if self.taken is not None:
            return before != enclosed.Sameness(self.taken.incoming.sha256, self._description)
        is_told_otherwise = self.sent.description is not None and before.description != self._description
        return enclosure_id is not None and (self.sent.is_taken_away or is_told_otherwise)

    def beside(self, enclosure_id: int | None, *, now: datetime) -> int | None:
        """The row number of the picture that the word has now, in the caller's transaction."""
        if not self.is_another_than(enclosure_id):
            return enclosure_id
        if self.taken is not None:
            told = {"description": self._description, "file_name": self.sent.file_name}
            return enclosing.enclose(self.person, writer_id=self.writer_id, taken=self.taken, now=now, **told).pk
        if self.sent.is_taken_away or enclosure_id is None:
            return None
        return enclosing.described(enclosure_id, self._description, now=now).pk

    @property
    def _description(self) -> str:
        return (self.sent.description or "").strip()[: enclosing.LONGEST_DESCRIPTION]


def remove_enclosures(entry_pks: Collection[int]) -> None:
    """Remove the pictures of kind words that are removed themselves, in the caller's transaction."""
    named = KindWord.objects.filter(entry__in=entry_pks).values_list("enclosure_id", "new_enclosure_id")
    enclosing.remove([pk for both in named for pk in both if pk is not None])


def take_in(person: "Person", writer_id: int, sent: Sent, *, now: datetime) -> Picture:
    """Look at what was sent and make its bytes durable, before any row names them.

    Raises ``PictureRefused`` with the reason, and ``EnoughEnclosed``.
    """
    if sent.incoming is None:
        return Picture(person, writer_id, sent, None)
    enclosing.refuse_more(person, writer_id, now=now)
    return Picture(person, writer_id, sent, keep_bytes(sent.incoming, today=now.date(), takes=enclosing.TAKES))
