"""Kind words read: the page of them, what waits for a keeper, what is one's own."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from yearlight.entries.models import Entry, EntryKind, EntryState, ReadsFirst, Thanks, Unheard
from yearlight.entries.queries import gate, word_gate
from yearlight.entries.queries.drafts import STAYS
from yearlight.entries.queries.word_texts import TextOf, newest, texts, word_of
from yearlight.entries.shown import first_words
from yearlight.entries.shown_words import (
    Drawn,
    OwnWord,
    Reader,
    Silent,
    ThanksTold,
    WordLine,
    WordsOfYear,
    WordsTold,
    WordTold,
    WordToRead,
)
from yearlight.keepsakes import enclosed
from yearlight.keepsakes.enclosed import EnclosureView
from yearlight.people import queries as people
from yearlight.people.roles import CircleKind
from yearlight.people.viewer import Viewer
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: From so many on they are told by year.
_MANY = 12
_NEWEST = (F("first_on").desc(nulls_last=True), "-made_at", "-pk")


def words(viewer: Viewer, person: "Person") -> WordsTold:
    """The kind words that this viewer sees: the chosen ones apart, the rest newest first."""
    names = people.circle_words(viewer, person.family_id)
    keepers = {one.id for one in people.circles(viewer, person.family_id) if one.kind is CircleKind.KEEPERS}
    kept = gate.kept(viewer, person.pk).filter(kind=EntryKind.KIND_WORD)
    rows = list(kept.select_related("writer", "word").order_by(*_NEWEST))
    pictures = _pictures(person, {_beside(row): row.public_id for row in rows})
    can_hide = set(word_gate.hideable(viewer, person).values_list("pk", flat=True))
    found = [
        (
            row.is_chosen,
            _told(
                row,
                names.get(row.audience_id, ""),
                row.audience_id in keepers,
                pictures.get(_beside(row)),
                can_hide=row.pk in can_hide,
            ),
        )
        for row in rows
    ]
    rest = [one for is_chosen, one in found if not is_chosen]
    by_year = groupby(rest, key=lambda one: one.year if len(rest) > _MANY else None)
    return WordsTold(
        tuple(one for is_chosen, one in found if is_chosen),
        tuple(WordsOfYear(year, tuple(group)) for year, group in by_year),
    )


def base_of(person: "Person") -> str:
    """The address of a person's kind words, with a slash at its end."""
    return reverse("words:words", args=[person.public_id])


def may_leave_words(viewer: Viewer, person: "Person") -> bool:
    """Whether this viewer may leave words here. Keepers may not: they read them."""
    return word_gate.leaving_seat(viewer, person) is not None


def has_own_words(viewer: Viewer, person: "Person") -> bool:
    """Whether this viewer left words here, wherever they stand by now."""
    return word_gate.own(viewer, person).exists()


def persons_written_for(viewer: Viewer) -> frozenset[int]:
    """For whom this viewer left words, by their row numbers."""
    rows = Entry.objects.filter(kind=EntryKind.KIND_WORD, writer__in=viewer.member_ids, word__isnull=False)
    return frozenset(rows.values_list("person_id", flat=True))


def waits(viewer: Viewer, person: "Person") -> bool:
    """Whether a kind word waits for this keeper, or somebody's wish that one be hidden."""
    return word_gate.waiting(viewer, person).exists() or word_gate.wished_hidden(viewer, person).exists()


def next_to_read(viewer: Viewer, person: "Person", *, after: str = "") -> WordToRead | None:
    """The word that waits longest for this keeper, or the one that waits after another. None where none does."""
    rows = word_gate.waiting(viewer, person).order_by("word__waits_since", "pk")
    ids = list(rows.values_list("public_id", flat=True))
    if not ids:
        return None
    at = ids.index(after) + 1 if after in ids else 0
    return to_read(viewer, person, ids[at] if at < len(ids) else ids[0])


def to_read(viewer: Viewer, person: "Person", public_id: str) -> WordToRead | None:
    """One word as a keeper decides of it; None where there is none for this viewer."""
    row = (
        word_gate.known(viewer, person).filter(public_id=public_id).select_related("writer", "word__wished_by").first()
    )
    if row is None:
        return None
    word, read = word_of(row), texts(viewer, person, row)
    pictures = _pictures(person, {one.enclosure_id: row.public_id for one in read[:3] if one})

    def drawn(one: TextOf | None) -> Drawn | None:
        return Drawn(one.body, pictures.get(one.enclosure_id)) if one else None

    keepers = _keepers(viewer, person)
    return WordToRead(
        public_id=row.public_id,
        said_by=_newest_name(row) if read.earlier else _name(row),
        date_words=in_words(row.happened_on),
        text=Drawn(read.newest.body, pictures.get(read.newest.enclosure_id)),
        earlier=drawn(read.earlier),
        aside=drawn(read.aside),
        revision=row.revision,
        waits=read.waits,
        is_for_keepers=word.is_for_keepers,
        standing=word.standing,
        seen_by=people.circle_words(viewer, person.family_id).get(row.audience_id, ""),
        is_chosen=row.is_chosen,
        is_text_alone=word.is_text_alone,
        is_hidden=word.hidden_at is not None,
        wished_by=word.wished_by.name if word.wished_by else "",
        wish_is_new=word.wish_is_new,
        yearly_at=word.yearly_at,
        circle_id=word.circle_id,
        has_writer=row.writer_id is not None and row.writer_id not in keepers,
        may_pass_on=read.waits and word.passed_on_at is None and _is_asked_by_another(viewer, person),
    )


def circles_for_a_word(viewer: Viewer, person: "Person") -> list[tuple[str, str]]:
    """Who could see a word on the page: each circle's public id and words, the narrowest first."""
    seat = viewer.seat_in(person.family_id)
    found = [one for one in people.circles(viewer, person.family_id) if one.kind is not CircleKind.KEEPERS]
    return [(one.public_id, people.words_of(one, seat.member_id)) for one in found if seat]


def out_of_sight(viewer: Viewer, person: "Person") -> tuple[WordLine, ...]:
    """What keepers put away, or hid at somebody's wish, newest first."""
    rows = word_gate.known(viewer, person).filter(word_gate.is_out_of_sight())
    return _lines(rows.order_by("-changed_at", "-pk"))


def wished_hidden(viewer: Viewer, person: "Person") -> tuple[WordLine, ...]:
    """What somebody asked not to stand in, and no keeper has looked at since, the oldest wish first."""
    return _lines(word_gate.wished_hidden(viewer, person).order_by("word__hidden_at", "pk"))


def hidden_at_own_wish(viewer: Viewer, person: "Person") -> tuple[WordLine, ...]:
    """What is hidden because this viewer asked for it."""
    return _lines(word_gate.hidden_at_own_wish(viewer, person).order_by("-word__hidden_at", "-pk"))


def to_hide(viewer: Viewer, person: "Person", public_id: str) -> WordLine | None:
    """A word that this viewer could ask not to stand in; None where there is none for them."""
    return next(iter(_lines(word_gate.hideable(viewer, person).filter(public_id=public_id))), None)


def done_every_year(viewer: Viewer, person: "Person") -> tuple[WordLine, ...]:
    """The words of which a keeper noted that the family does every year what they tell of."""
    rows = word_gate.known(viewer, person).filter(word__yearly_at__isnull=False).exclude(word_gate.is_out_of_sight())
    return _lines(rows.order_by("word__yearly_at", "pk"))


def silent(viewer: Viewer, person: "Person") -> tuple[Silent, ...]:
    """Those whose words reach no keeper, for keepers."""
    if word_gate.reading_seat(viewer, person.family_id) is None:
        return ()
    rows = Unheard.objects.filter(member__family=person.family_id).order_by("pk")
    return tuple(Silent(key_of(pk), name) for pk, name in rows.values_list("member_id", "member__name"))


def silent_member(viewer: Viewer, person: "Person", key: str) -> int | None:
    """The member whom a form's value names among those who are not heard."""
    rows = Unheard.objects.filter(member__family=person.family_id).values_list("member_id", flat=True)
    mine = rows if word_gate.reading_seat(viewer, person.family_id) else []
    return next((pk for pk in mine if key_of(pk) == key), None)


def readers(viewer: Viewer, person: "Person") -> tuple[Reader, ...]:
    """The other keepers, any of whom could be asked to read first."""
    seat = word_gate.reading_seat(viewer, person.family_id)
    if seat is None:
        return ()
    asked = ReadsFirst.objects.filter(person=person.pk, asked_by=seat.member_id).values_list("reader_id", flat=True)
    reader_id = asked.first()
    others = {pk: name for pk, name in _keepers(viewer, person).items() if pk != seat.member_id}
    return tuple(Reader(key_of(pk), name, pk == reader_id) for pk, name in others.items())


def reader(viewer: Viewer, person: "Person", key: str) -> int | None:
    """The keeper whom a form's value names."""
    return next((pk for pk in _keepers(viewer, person) if key_of(pk) == key), None)


def own_words(viewer: Viewer, person: "Person", *, now: datetime) -> tuple[OwnWord, ...]:
    """What this viewer left here, newest first; what was withdrawn stays for its 30 days."""
    rows = _own(viewer, person, now).order_by("-made_at", "-pk")
    return _own_views(person, rows)


def own_word(viewer: Viewer, person: "Person", public_id: str, *, now: datetime) -> OwnWord | None:
    """One of them, or None."""
    rows = _own(viewer, person, now).filter(public_id=public_id)
    return next(iter(_own_views(person, rows)), None)


def thanks(viewer: Viewer, person: "Person") -> tuple[ThanksTold, ...]:
    """What keepers thanked this viewer with, newest first."""
    rows = Thanks.objects.filter(person=person.pk, to__in=viewer.member_ids).select_related("made_by")
    return tuple(ThanksTold(row.words, row.made_by.name, row.made_at) for row in rows.order_by("-made_at", "-pk"))


def key_of(member_id: int) -> str:
    """A member as a form or this device's storage names them, which tells no row's number."""
    return salted_hmac("entries.words", str(member_id)).hexdigest()[:16]


def _lines(rows: QuerySet[Entry]) -> tuple[WordLine, ...]:
    return tuple(
        WordLine(
            row.public_id,
            first_words(row.body, 64),
            _name(row),
            in_words(row.happened_on),
            word_of(row).hidden_at is not None,
        )
        for row in rows.select_related("writer", "word")
    )


def _pictures(person: "Person", beside: dict[int | None, str]) -> dict[int | None, EnclosureView]:
    """Pictures by their row numbers, of which each belongs to the word of this id."""
    base = base_of(person)
    return enclosed.views({pk: f"{base}{word_id}/" for pk, word_id in beside.items()})


def _beside(row: Entry) -> int | None:
    """The picture that others see beside a word."""
    word = word_of(row)
    return None if word.is_text_alone else word.enclosure_id


def _told(row: Entry, seen_by: str, is_between_us: bool, picture: EnclosureView | None, *, can_hide: bool) -> WordTold:
    return WordTold(
        public_id=row.public_id,
        body=row.body,
        said_by=_name(row),
        date_words=in_words(row.happened_on),
        year=row.first_on.year if row.first_on else None,
        seen_by=seen_by,
        is_between_us=is_between_us,
        picture=picture,
        can_hide=can_hide,
    )


def _name(row: Entry) -> str:
    return row.said_by or (row.writer.name if row.writer else "")


def _newest_name(row: Entry) -> str:
    """The name below the newest text of a word that was left."""
    by = row.word.new_said_by if row.word.new_body else row.said_by
    return by or (row.writer.name if row.writer else "")


def _own(viewer: Viewer, person: "Person", now: datetime) -> QuerySet[Entry]:
    rows = word_gate.own(viewer, person).select_related("word", "writer")
    return rows.exclude(state=EntryState.PUT_AWAY, word__withdrawn_at__lte=now - STAYS)


def _own_views(person: "Person", rows: Iterable[Entry]) -> tuple[OwnWord, ...]:
    found = list(rows)
    pictures = _pictures(person, {newest(row.word): row.public_id for row in found})
    return tuple(_own_view(row, pictures.get(newest(row.word))) for row in found)


def _own_view(row: Entry, picture: EnclosureView | None) -> OwnWord:
    word = row.word
    return OwnWord(
        public_id=row.public_id,
        body=word.new_body or row.body,
        said_by=_newest_name(row),
        date_words=in_words(row.happened_on),
        is_for_keepers=word.is_for_keepers,
        gone_at=word.withdrawn_at + STAYS if word.withdrawn_at else None,
        picture=picture,
    )


def _keepers(viewer: Viewer, person: "Person") -> dict[int, str]:
    found: Iterable[people.CircleView] = people.circles(viewer, person.family_id)
    return next((one.members for one in found if one.kind is CircleKind.KEEPERS), {})


def _is_asked_by_another(viewer: Viewer, person: "Person") -> bool:
    return ReadsFirst.objects.filter(person=person.pk, reader__in=viewer.member_ids).exists()
