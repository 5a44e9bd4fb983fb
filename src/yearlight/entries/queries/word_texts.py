"""Which texts of a kind word a keeper may read, and which pictures beside words anybody may see."""

from typing import TYPE_CHECKING, NamedTuple

from yearlight.entries.models import Entry, EntryKind, EntryState, KindWord, Standing
from yearlight.entries.queries import gate, word_gate
from yearlight.entries.queries.drafts import STAYS
from yearlight.keepsakes import enclosed
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from datetime import datetime

    from yearlight.keepsakes.models import Enclosure
    from yearlight.memorials.models import Person


class TextOf(NamedTuple):
    """A text of a word, and the row number of the picture beside it."""

    body: str
    enclosure_id: int | None


class Texts(NamedTuple):
    """What of a word one keeper may read: the newest, the one decided of before it, a newer one that was put aside."""

    newest: TextOf
    earlier: TextOf | None
    aside: TextOf | None
    waits: bool


def word_of(row: Entry) -> KindWord:
    """The word's own row; one that a keeper wrote down for somebody has none and stands on the page."""
    return row.word if hasattr(row, "word") else KindWord(standing=Standing.ON_PAGE, circle_id=row.audience_id)


def texts(viewer: Viewer, person: "Person", row: Entry) -> Texts:
    """Of a word that this keeper knows. A newer text that is not theirs to read is not so much as hinted at."""
    word = word_of(row)
    decided, newer = TextOf(row.body, word.enclosure_id), TextOf(word.new_body, word.new_enclosure_id)
    waits = word_gate.waiting(viewer, person).filter(pk=row.pk).exists()
    if waits and newer.body:
        return Texts(newer, decided, None, waits)
    is_aside = bool(newer.body) and word.waits_since is None and word_gate.is_let_through(viewer, person, row)
    return Texts(decided, None, newer if is_aside else None, waits)


def newest(word: KindWord) -> int | None:
    """The picture beside the newest text of a word, as its writer has it."""
    return word.new_enclosure_id if word.new_body else word.enclosure_id


def picture_shown(viewer: Viewer, person: "Person", word_id: str, picture_id: str) -> "Enclosure | None":
    """A picture beside a word that this viewer reads, at a place that they see; None where there is none for them."""
    kept = gate.kept(viewer, person.pk).filter(kind=EntryKind.KIND_WORD, public_id=word_id)
    ids: set[int | None] = set(kept.filter(word__is_text_alone=False).values_list("word__enclosure_id", flat=True))
    for row in word_gate.known(viewer, person).filter(public_id=word_id).select_related("word"):
        read = texts(viewer, person, row)
        ids |= {one.enclosure_id for one in (read.newest, read.earlier, read.aside) if one}
    return enclosed.row(ids, picture_id)


def own_picture(
    viewer: Viewer, person: "Person", word_id: str, picture_id: str, *, now: "datetime"
) -> "Enclosure | None":
    """A picture beside the newest text of one's own word, for as long as the word is one's own to find."""
    rows = word_gate.own(viewer, person).filter(public_id=word_id).select_related("word")
    rows = rows.exclude(state=EntryState.PUT_AWAY, word__withdrawn_at__lte=now - STAYS)
    return enclosed.row([newest(row.word) for row in rows], picture_id)
