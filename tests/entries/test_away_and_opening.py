"""Put away and brought back; closed until a day; pictures beside."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import make
from tests.entries.conftest import Desk
from yearlight.entries import actions, queries
from yearlight.entries.models import Attachment, Entry, EntryDraft, EntryState
from yearlight.people.roles import CircleKind

DAY = timedelta(days=1)


def _put_away(desk: Desk, entry: Entry, at: datetime = make.NOW) -> Entry:
    return actions.put_away(desk.viewer, person=desk.cast.person, entry_id=entry.public_id, now=at)


def _bring_back(desk: Desk, entry: Entry, at: datetime) -> Entry:
    return actions.bring_back(desk.viewer, person=desk.cast.person, entry_id=entry.public_id, now=at)


def test_letter_put_away_is_nowhere_and_comes_back_as_it_was(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep(audience=desk.circle(CircleKind.KEEPERS))
    _put_away(desk, entry)
    assert queries.letters(desk.viewer, desk.cast.person) == ()
    assert queries.entry(other_desk.viewer, desk.cast.person, entry.public_id) is None
    assert queries.versions(desk.viewer, desk.cast.person, entry.public_id) == ()
    back = _bring_back(desk, entry, make.NOW + 29 * DAY)
    assert (back.state, back.audience_id) == (EntryState.KEPT, desk.cast.circle(CircleKind.KEEPERS).pk)
    assert queries.entry(other_desk.viewer, desk.cast.person, entry.public_id)


def test_draft_put_away_comes_back_as_a_draft(desk: Desk) -> None:
    entry = desk.save("Dear").entry
    _put_away(desk, entry)
    assert queries.drafts(desk.viewer) == ()
    assert [one.label for one in queries.put_away(desk.viewer, desk.cast.person, now=make.NOW)] == ["Dear"]
    assert _bring_back(desk, entry, make.NOW + DAY).state == EntryState.DRAFT
    assert [draft.body for draft in queries.drafts(desk.viewer)] == ["Dear"]


def test_other_keeper_can_neither_put_a_letter_away_nor_bring_it_back(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep(audience=desk.circle(CircleKind.KEEPERS))
    with pytest.raises(actions.NotThere):
        _put_away(other_desk, entry)
    _put_away(desk, entry)
    with pytest.raises(actions.NotThere):
        _bring_back(other_desk, entry, make.NOW)
    assert queries.put_away(other_desk.viewer, desk.cast.person, now=make.NOW) == ()


def test_after_thirty_days_it_is_removed_and_not_before(desk: Desk) -> None:
    entry = desk.keep("One")
    desk.keep("Two", base=1, entry_id=entry.public_id)
    _put_away(desk, entry)
    assert actions.sweep(now=make.NOW + 30 * DAY - timedelta(seconds=1)) == 0
    assert actions.sweep(now=make.NOW + 30 * DAY) == 1
    assert not Entry.objects.exists()


def test_what_was_put_away_can_be_brought_back_until_it_is_removed_and_not_after(desk: Desk) -> None:
    entry = desk.keep()
    _put_away(desk, entry)
    with pytest.raises(actions.NotThere):
        _bring_back(desk, entry, make.NOW + 30 * DAY)


def test_removal_leaves_another_keepers_words_as_a_letter_begun(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep("Ours", audience=desk.circle(CircleKind.KEEPERS))
    other_desk.save("Peter's", base=1, entry_id=entry.public_id)
    desk.save("Mara's own draft", base=1, entry_id=entry.public_id)
    _put_away(desk, entry)
    actions.sweep(now=make.NOW + 31 * DAY)
    assert [draft.body for draft in queries.drafts(other_desk.viewer)] == ["Peter's"]
    assert queries.drafts(desk.viewer) == ()


def test_words_typed_after_putting_away_are_not_removed_with_it(desk: Desk) -> None:
    entry = desk.keep("Ours")
    desk.save("Before", window="w", base=1, entry_id=entry.public_id)
    _put_away(desk, entry)
    desk.save("After", window="w", saves=2, base=1, entry_id=entry.public_id, now=make.NOW + DAY)
    actions.sweep(now=make.NOW + 31 * DAY)
    assert [draft.body for draft in queries.drafts(desk.viewer)] == ["After"]


def test_one_of_two_texts_is_put_away_alone(desk: Desk) -> None:
    entry = desk.keep("Kept")
    row = desk.save("Another", window="w", base=1, entry_id=entry.public_id)
    away = actions.put_draft_away(desk.viewer, person=desk.cast.person, window=row.window, now=make.NOW)
    assert away.pk != entry.pk
    assert queries.drafts(desk.viewer) == ()
    assert queries.entry(desk.viewer, desk.cast.person, entry.public_id)
    _bring_back(desk, away, make.NOW + DAY)
    assert [draft.body for draft in queries.drafts(desk.viewer)] == ["Another"]


def test_anothers_draft_cannot_be_put_away(desk: Desk, other_desk: Desk) -> None:
    row = desk.save("Mine")
    with pytest.raises(actions.NotThere):
        actions.put_draft_away(other_desk.viewer, person=desk.cast.person, window=row.window, now=make.NOW)


def test_closed_rows_of_old_windows_are_swept(desk: Desk) -> None:
    desk.keep("Dear")
    assert EntryDraft.objects.count() == 1
    actions.sweep(now=make.NOW + 31 * DAY)
    assert EntryDraft.objects.count() == 0


# --- closed until a day ---


def test_closed_letter_is_its_writers_alone_until_the_day(desk: Desk, other_desk: Desk) -> None:
    circle = desk.circle(CircleKind.KEEPERS)
    entry = desk.keep(audience=circle, opens_on=date(2027, 11, 14), today=date(2026, 11, 3))
    person = desk.cast.person
    assert queries.entry(other_desk.viewer, person, entry.public_id) is None
    assert queries.shared_entries(other_desk.viewer.circle_ids, person) == ()
    shown = queries.entry(desk.viewer, person, entry.public_id)
    assert shown is not None
    assert "2027" in shown.seen_by.words

    assert actions.open_due(now=datetime(2027, 11, 13, 12, tzinfo=UTC), default_zone="UTC") == 0
    assert actions.open_due(now=datetime(2027, 11, 14, 1, tzinfo=UTC), default_zone="UTC") == 1
    assert queries.entry(other_desk.viewer, person, entry.public_id)


def test_closed_letter_opens_when_the_day_begins_where_its_writer_is(desk: Desk) -> None:
    account = desk.cast.account("keeper")
    account.time_zone = "America/Los_Angeles"
    account.save()
    desk.keep(audience=desk.circle(CircleKind.KEEPERS), opens_on=date(2027, 11, 14), today=date(2026, 11, 3))
    assert actions.open_due(now=datetime(2027, 11, 14, 7, tzinfo=UTC), default_zone="UTC") == 0
    assert actions.open_due(now=datetime(2027, 11, 14, 9, tzinfo=UTC), default_zone="UTC") == 1


def test_opening_raises_the_version_of_the_place(desk: Desk) -> None:
    desk.keep(audience=desk.circle(CircleKind.KEEPERS), opens_on=date(2027, 11, 14), today=date(2026, 11, 3))
    before = type(desk.cast.person).objects.get().version
    actions.open_due(now=datetime(2027, 11, 15, tzinfo=UTC), default_zone="UTC")
    assert type(desk.cast.person).objects.get().version == before + 1


def test_day_that_has_come_closes_nothing(desk: Desk) -> None:
    entry = desk.keep(audience=desk.circle(CircleKind.KEEPERS), opens_on=date(2026, 11, 3), today=date(2026, 11, 3))
    assert (entry.audience_id, entry.opens_to_id) == (desk.cast.circle(CircleKind.KEEPERS).pk, None)


def test_closed_letter_that_is_put_away_stays_closed(desk: Desk) -> None:
    entry = desk.keep(audience=desk.circle(CircleKind.KEEPERS), opens_on=date(2027, 11, 14), today=date(2026, 11, 3))
    _put_away(desk, entry)
    assert actions.open_due(now=datetime(2028, 1, 1, tzinfo=UTC), default_zone="UTC") == 0


# --- pictures beside ---


def test_reader_sees_a_picture_beside_a_letter_only_if_they_may_see_it(desk: Desk, other_desk: Desk) -> None:
    person = desk.cast.person
    entry = desk.keep(audience=desk.circle(CircleKind.KEEPERS))
    mine = make.make_picture(person, desk.cast.keeper, caption="Mine alone")
    ours = make.make_picture(person, desk.cast.keeper, audience=desk.cast.circle(CircleKind.KEEPERS), caption="Ours")
    for picture in (mine, ours):
        actions.attach(desk.viewer, person=person, entry_id=entry.public_id, picture_id=picture.public_id, now=make.NOW)
    seen = queries.entry(other_desk.viewer, person, entry.public_id)
    assert seen is not None
    assert [picture.caption for picture in seen.pictures] == ["Ours"]
    shown = queries.entry(desk.viewer, person, entry.public_id)
    assert shown is not None
    assert [picture.caption for picture in shown.pictures] == ["Mine alone", "Ours"]
    assert [picture.caption for picture in queries.seen_by_fewer(desk.viewer, person, shown)] == ["Mine alone"]


def test_picture_of_a_wider_circle_is_not_called_seen_by_fewer(desk: Desk) -> None:
    person = desk.cast.person
    entry = desk.keep(audience=desk.circle(CircleKind.KEEPERS))
    family = make.make_picture(person, desk.cast.keeper, audience=desk.cast.circle(CircleKind.FAMILY))
    actions.attach(desk.viewer, person=person, entry_id=entry.public_id, picture_id=family.public_id, now=make.NOW)
    shown = queries.entry(desk.viewer, person, entry.public_id)
    assert shown is not None
    assert queries.seen_by_fewer(desk.viewer, person, shown) == ()


def test_picture_out_of_ones_sight_cannot_be_laid_beside(desk: Desk, other_desk: Desk) -> None:
    person = desk.cast.person
    entry = desk.keep(audience=desk.circle(CircleKind.KEEPERS))
    mine = make.make_picture(person, desk.cast.keeper)
    with pytest.raises(actions.NotThere):
        actions.attach(
            other_desk.viewer, person=person, entry_id=entry.public_id, picture_id=mine.public_id, now=make.NOW
        )
    assert not Attachment.objects.exists()


def test_picture_is_laid_beside_once_and_taken_away_without_harm(desk: Desk) -> None:
    person = desk.cast.person
    entry = desk.keep()
    picture = make.make_picture(person, desk.cast.keeper)
    given = {"person": person, "entry_id": entry.public_id, "picture_id": picture.public_id, "now": make.NOW}
    actions.attach(desk.viewer, **given)
    actions.attach(desk.viewer, **given)
    assert Attachment.objects.count() == 1
    actions.detach(desk.viewer, **given)
    assert not Attachment.objects.exists()
    picture.refresh_from_db()
