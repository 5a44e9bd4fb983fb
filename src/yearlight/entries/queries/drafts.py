"""What windows hold and was not kept yet; what is put away; who has a letter open."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse

from yearlight.entries.addresses import base_of, entry_at
from yearlight.entries.models import Entry, EntryDraft, EntryState
from yearlight.entries.queries import gate
from yearlight.entries.shown import AwayView, DraftView, first_words
from yearlight.entries.texts import alike
from yearlight.memorials.sentences import called_within
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: Whoever saved so lately has the letter open.
_OPEN = timedelta(minutes=2)
#: As ``actions.away.STAYS``: what is put away can be brought back for so long.
STAYS = timedelta(days=30)


def drafts(viewer: Viewer, person: "Person | None" = None, *, limit: int | None = None) -> tuple[DraftView, ...]:
    """The letters this viewer can go on with: the newest text of each, newest first."""
    rows = gate.own_drafts(viewer)
    if person is not None:
        rows = rows.filter(entry__person=person.pk)
    newest: dict[int, DraftView] = {}
    for row in _with_entries(rows):
        if row.entry.state != EntryState.PUT_AWAY and not _is_kept_already(row):
            newest.setdefault(row.entry_id, _view(viewer, row))
    return tuple(newest.values())[:limit]


def own_texts(viewer: Viewer, person: "Person", public_id: str) -> tuple[DraftView, ...]:
    """Every text of this entry that the viewer's windows hold and that is not kept, newest first."""
    rows = gate.own_drafts(viewer).filter(entry__person=person.pk, entry__public_id=public_id)
    return tuple(_view(viewer, row) for row in _with_entries(rows) if not _is_kept_already(row))


def draft(viewer: Viewer, person: "Person", window: str) -> DraftView | None:
    """What one of the viewer's windows holds, or None; also where its entry is not open to them any more."""
    row = _with_entries(gate.own_drafts(viewer).filter(entry__person=person.pk, window=window)).first()
    return _view(viewer, row) if row else None


def held_by(viewer: Viewer, person: "Person", public_id: str, *, now: datetime) -> str:
    """The name of another member who has this entry open, or an empty text."""
    if not gate.open_to(viewer, person.pk).filter(public_id=public_id).exists():
        return ""
    row = (
        EntryDraft.objects.filter(entry__public_id=public_id, closed_at=None, saved_at__gt=now - _OPEN)
        .exclude(writer__in=viewer.member_ids)
        .select_related("writer")
        .order_by("-saved_at")
        .first()
    )
    return row.writer.name if row else ""


def put_away(viewer: Viewer, person: "Person", *, now: datetime) -> tuple[AwayView, ...]:
    """What this viewer put away and can bring back, newest first."""
    rows = Entry.objects.filter(
        # A word that was withdrawn is brought back from its own page.
        word=None,
        person=person.pk,
        writer__in=viewer.member_ids,
        state=EntryState.PUT_AWAY,
        put_away_at__gt=now - STAYS,
    ).prefetch_related("drafts")
    return tuple(_away(row, person) for row in rows.order_by("-put_away_at"))


def _away(row: Entry, person: "Person") -> AwayView:
    texts: Iterable[tuple[str, str]] = [(row.title, row.body)]
    if not row.revision:
        texts = [(draft.title, draft.body) for draft in row.drafts.all() if draft.closed_at is None]
    label = next((title or first_words(body, 64) for title, body in texts), "")
    at = row.put_away_at
    assert at is not None  # noqa: S101  its state says so
    return AwayView(
        public_id=row.public_id,
        kind=row.kind,
        label=label,
        address=entry_at(base_of(person.public_id, row.kind), row.public_id),
        put_away_at=at,
        gone_at=at + STAYS,
    )


def _with_entries(rows: QuerySet[EntryDraft]) -> QuerySet[EntryDraft]:
    return rows.select_related("entry__person").order_by("-saved_at", "-pk")


def _is_kept_already(row: EntryDraft) -> bool:
    """Whether the draft says nothing that the entry does not say."""
    text = alike(row.title, row.body, row.happened_on)
    if row.entry.state == EntryState.DRAFT:
        return not (text[0] or text[1])
    return text == alike(row.entry.title, row.entry.body, row.entry.happened_on)


def _view(viewer: Viewer, row: EntryDraft) -> DraftView:
    entry = row.entry
    base = base_of(entry.person.public_id, entry.kind)
    is_mine = entry.writer_id in viewer.member_ids
    is_open = (entry.state == EntryState.DRAFT and is_mine) or (
        entry.state == EntryState.KEPT and viewer.sees(audience_id=entry.audience_id, writer_id=entry.writer_id)
    )
    reading = reverse("entries:text", args=[entry.person.public_id, row.window])
    return DraftView(
        window=row.window,
        saves=row.saves,
        base_revision=row.base_revision,
        entry_id=entry.public_id,
        kind=entry.kind,
        title=row.title,
        body=row.body,
        happened_on=row.happened_on,
        audience=row.audience,
        opens_on=row.opens_on,
        opener=row.opener,
        saved_at=row.saved_at,
        address=f"{entry_at(base, entry.public_id)}edit/" if is_open else reading,
        reading_address=reading,
        person_slug=entry.person.public_id,
        person_name=called_within(entry.person),
        is_new=not entry.revision,
        is_open=is_open,
    )
