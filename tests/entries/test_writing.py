"""Drafts and keeping, at the edge of the actions."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.conftest import Cast
from tests.entries.conftest import Desk
from yearlight.core.models import AuditLine
from yearlight.entries import actions, queries
from yearlight.entries.models import Entry, EntryDraft, EntryState
from yearlight.entries.texts import Going
from yearlight.people.roles import CircleKind

LATER = make.NOW + timedelta(minutes=10)


def test_first_save_begins_a_letter_that_only_its_writer_knows_of(desk: Desk, other_desk: Desk) -> None:
    row = desk.save("Dear Jonah,", audience=desk.circle(CircleKind.FAMILY))
    assert row.entry.state == EntryState.DRAFT
    assert queries.to_change(desk.viewer, desk.cast.person, row.entry.public_id, kind="letter")
    assert queries.to_change(other_desk.viewer, desk.cast.person, row.entry.public_id, kind="letter") is None
    assert queries.letters(desk.viewer, desk.cast.person) == ()


def test_saves_of_one_window_are_one_draft(desk: Desk) -> None:
    desk.save("One", window="w", saves=1)
    desk.save("One line", window="w", saves=2)
    assert list(EntryDraft.objects.values_list("body", "saves")) == [("One line", 2)]
    assert Entry.objects.count() == 1


def test_late_save_does_not_undo_a_newer_one(desk: Desk) -> None:
    desk.save("Newer", window="w", saves=2)
    desk.save("Older", window="w", saves=1)
    assert EntryDraft.objects.get().body == "Newer"


def test_nothing_written_begins_nothing(desk: Desk) -> None:
    with pytest.raises(actions.EmptyText):
        desk.save("  \n ")
    assert not Entry.objects.exists()


def test_empty_letter_is_not_kept(desk: Desk) -> None:
    with pytest.raises(actions.EmptyText, match="One line is a letter"):
        desk.keep(" ")
    assert not Entry.objects.exists()


def test_letter_with_a_title_alone_is_kept(desk: Desk) -> None:
    assert desk.keep("", title="Eight").title == "Eight"


def test_text_that_is_too_long_is_refused_with_what_to_do(desk: Desk) -> None:
    assert desk.keep("a" * 200_000).revision == 1
    with pytest.raises(actions.TooLong, match="second letter"):
        desk.keep("a" * 200_001)
    with pytest.raises(actions.TooLong):
        desk.save("a" * 200_001)
    with pytest.raises(actions.TooLong, match="title"):
        desk.keep("a", title="t" * 201)


def test_keeping_closes_the_window_and_raises_the_version_of_the_place(desk: Desk) -> None:
    desk.save("Dear", window="w", saves=1)
    entry = desk.keep("Dear Jonah,", window="w", saves=2)
    desk.cast.person.refresh_from_db()
    assert (entry.state, entry.revision, entry.body) == (EntryState.KEPT, 1, "Dear Jonah,")
    assert queries.drafts(desk.viewer) == ()
    assert desk.cast.person.version == 2


def test_pressing_twice_makes_one_letter(desk: Desk) -> None:
    first = desk.keep("Dear Jonah,", window="w")
    again = desk.keep("Dear Jonah,", window="w")
    assert first.pk == again.pk
    assert Entry.objects.get().revision == 1


def test_save_that_arrives_after_the_letter_was_kept_leaves_no_draft(desk: Desk) -> None:
    desk.save("Dear", window="w", saves=1)
    desk.keep("Dear Jonah,", window="w", saves=3)
    desk.save("Dear Jon", window="w", saves=2)
    assert queries.drafts(desk.viewer) == ()


def test_line_ends_of_a_form_make_no_new_text(desk: Desk) -> None:
    entry = desk.keep("One\nTwo", window="w")
    again = desk.keep("One\r\nTwo", window="x", base=1, entry_id=entry.public_id)
    assert (again.revision, again.body) == (1, "One\nTwo")


def test_change_keeps_the_text_before(desk: Desk) -> None:
    entry = desk.keep("One")
    desk.keep("Two", base=1, entry_id=entry.public_id)
    [version] = queries.versions(desk.viewer, desk.cast.person, entry.public_id)
    assert (version.body, version.revision) == ("One", 1)


def test_date_fills_both_columns(desk: Desk) -> None:
    entry = desk.keep(happened_on="2018-11")
    assert (entry.first_on, entry.last_on) == (date(2018, 11, 1), date(2018, 11, 30))
    unknown = desk.keep(happened_on="XXXX-11-14")
    assert (unknown.first_on, unknown.last_on) == (None, None)


def test_two_windows_of_one_person_both_stay(desk: Desk) -> None:
    entry = desk.keep("Base")
    desk.save("From the telephone", window="a", base=1, entry_id=entry.public_id)
    desk.save("From the table", window="b", base=1, entry_id=entry.public_id, now=LATER)
    texts = queries.own_texts(desk.viewer, desk.cast.person, entry.public_id)
    assert [text.body for text in texts] == ["From the table", "From the telephone"]
    [draft] = queries.drafts(desk.viewer)
    assert draft.body == "From the table"


def test_second_to_keep_gets_both_texts(desk: Desk, other_desk: Desk) -> None:
    circle = desk.circle(CircleKind.KEEPERS)
    entry = desk.keep("Base", audience=circle)
    other_desk.keep("Peter's", base=1, entry_id=entry.public_id)
    with pytest.raises(actions.Conflict) as raised:
        desk.keep("Mara's", window="m", base=1, entry_id=entry.public_id, audience=circle)
    assert (raised.value.entry.body, raised.value.draft.body) == ("Peter's", "Mara's")
    assert [text.body for text in queries.own_texts(desk.viewer, desk.cast.person, entry.public_id)] == ["Mara's"]

    kept = desk.keep("Mara's", window="m", saves=2, base=2, entry_id=entry.public_id, audience=circle)
    versions = queries.versions(desk.viewer, desk.cast.person, entry.public_id)
    assert (kept.body, [version.body for version in versions]) == ("Mara's", ["Peter's", "Base"])
    assert queries.drafts(desk.viewer) == ()


def test_same_text_from_two_windows_is_no_conflict(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep("Base", audience=desk.circle(CircleKind.KEEPERS))
    other_desk.keep("Both", base=1, entry_id=entry.public_id)
    assert desk.keep("Both", base=1, entry_id=entry.public_id).revision == 2


def test_window_that_goes_on_takes_an_unchanged_draft_over(desk: Desk) -> None:
    row = desk.save("Dear", window="a", saves=4)
    desk.save("Dear Jonah,", window="b", saves=1, entry_id=row.entry.public_id, going_on=Going("a", 4))
    assert list(EntryDraft.objects.values_list("window", "body")) == [("b", "Dear Jonah,")]


def test_window_that_goes_on_leaves_a_changed_draft_alone(desk: Desk) -> None:
    row = desk.save("Dear", window="a", saves=4)
    desk.save("Dear J", window="a", saves=5)
    desk.save("Dear Jonah,", window="b", saves=1, entry_id=row.entry.public_id, going_on=Going("a", 4))
    assert set(EntryDraft.objects.values_list("window", "body")) == {("a", "Dear J"), ("b", "Dear Jonah,")}


def test_keeping_from_a_window_that_went_on_closes_the_draft_before(desk: Desk) -> None:
    row = desk.save("Dear", window="a", saves=4)
    desk.keep("Dear Jonah,", window="b", entry_id=row.entry.public_id, going_on=Going("a", 4))
    assert queries.drafts(desk.viewer) == ()


def test_other_keeper_may_change_what_they_see_and_the_writer_stays(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep("Mine", audience=desk.circle(CircleKind.KEEPERS))
    changed = other_desk.keep("Ours", base=1, entry_id=entry.public_id)
    assert (changed.writer_id, changed.kept_by_id) == (desk.cast.keeper.pk, desk.cast.other_keeper.pk)
    [version] = queries.versions(desk.viewer, desk.cast.person, entry.public_id)
    assert version.kept_by == desk.cast.keeper.name


@pytest.mark.parametrize("audience", ["me", "wider"])
def test_editing_anothers_letter_never_changes_who_sees_it(desk: Desk, other_desk: Desk, audience: str) -> None:
    entry = desk.keep("Mine", audience=desk.circle(CircleKind.KEEPERS))
    value = desk.circle(CircleKind.FRIENDS) if audience == "wider" else "me"
    changed = other_desk.keep("Ours", base=1, entry_id=entry.public_id, audience=value)
    assert changed.audience_id == desk.cast.circle(CircleKind.KEEPERS).pk


def test_circle_of_another_family_means_the_writer_alone(desk: Desk) -> None:
    """The text is kept, as narrow as can be, rather than lost with the choice."""
    foreign = make.circle(desk.cast.stranger.family, CircleKind.KEEPERS).public_id
    assert desk.keep(audience=foreign).audience_id is None


def test_new_letters_begin_with_the_audience_used_last(desk: Desk) -> None:
    desk.keep(audience=desk.circle(CircleKind.FAMILY))
    desk.cast.keeper.refresh_from_db()
    assert desk.cast.keeper.last_audience_id == desk.cast.circle(CircleKind.FAMILY).pk


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_those_who_may_not_write_write_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(actions.NotThere):
        Desk(cast, who).save()
    with pytest.raises(actions.NotThere):
        Desk(cast, who).keep()
    assert not Entry.objects.exists()


def test_text_for_a_letter_out_of_reach_becomes_a_draft_of_ones_own(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep("Mine alone")
    with pytest.raises(actions.OutOfReach) as raised:
        other_desk.keep("Peter's words", base=1, entry_id=entry.public_id)
    entry.refresh_from_db()
    assert entry.body == "Mine alone"
    assert raised.value.draft.entry_id != entry.pk
    assert [draft.body for draft in queries.drafts(other_desk.viewer)] == ["Peter's words"]


def test_guessed_id_is_answered_as_one_that_is_not_there(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep("Mine alone")
    for guess in (entry.public_id, "zzzzzzzzzzzzzzzz"):
        with pytest.raises(actions.OutOfReach):
            other_desk.save("Guess", entry_id=guess)


def test_letter_taken_back_while_another_writes_leaves_them_their_words(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep("Ours", audience=desk.circle(CircleKind.KEEPERS))
    other_desk.save("Peter began", window="p", base=1, entry_id=entry.public_id)
    desk.keep("Mine again", base=1, entry_id=entry.public_id)

    other_desk.save("Peter went on", window="p", saves=2, base=1, entry_id=entry.public_id)
    [draft] = queries.drafts(other_desk.viewer)
    assert (draft.body, draft.is_open) == ("Peter went on", False)
    with pytest.raises(actions.OutOfReach):
        other_desk.keep("Peter went on", window="p", saves=3, base=1, entry_id=entry.public_id)
    [draft] = queries.drafts(other_desk.viewer)
    assert (draft.body, draft.is_open, draft.is_new) == ("Peter went on", True, True)


def test_version_written_for_oneself_does_not_open_with_a_later_text(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep("For me alone")
    desk.keep("For us", base=1, entry_id=entry.public_id, audience=desk.circle(CircleKind.KEEPERS))
    assert queries.entry(other_desk.viewer, desk.cast.person, entry.public_id)
    assert queries.versions(other_desk.viewer, desk.cast.person, entry.public_id) == ()
    assert len(queries.versions(desk.viewer, desk.cast.person, entry.public_id)) == 1


def test_earlier_text_is_brought_back_as_the_text(desk: Desk) -> None:
    entry = desk.keep("One")
    desk.keep("Two", base=1, entry_id=entry.public_id)
    brought = actions.bring_back_version(
        desk.viewer, person=desk.cast.person, entry_id=entry.public_id, revision=1, now=LATER
    )
    versions = queries.versions(desk.viewer, desk.cast.person, entry.public_id)
    assert (brought.body, brought.revision) == ("One", 3)
    assert [version.body for version in versions] == ["Two", "One"]


def test_other_keeper_cannot_bring_back_a_version_they_may_not_read(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep("For me alone")
    desk.keep("For us", base=1, entry_id=entry.public_id, audience=desk.circle(CircleKind.KEEPERS))
    with pytest.raises(actions.NotThere):
        actions.bring_back_version(
            other_desk.viewer, person=desk.cast.person, entry_id=entry.public_id, revision=1, now=LATER
        )


def test_audit_says_who_and_what_was_done_and_no_word_of_it(desk: Desk) -> None:
    desk.save("Dear Jonah", window="w")
    desk.keep("Dear Jonah,", window="w", saves=2)
    lines = AuditLine.objects.order_by("pk")
    assert [line.verb for line in lines] == ["begin", "keep"]
    assert "Jonah" not in "".join(f"{line.actor}{line.thing}{line.thing_id}{line.verb}" for line in lines)


def test_kind_word_is_kept_under_the_name_it_was_said_by(desk: Desk) -> None:
    text = actions.Text(body="He had his grandfather's chin.", audience=desk.circle(CircleKind.FAMILY))
    actions.keep_kind_word(desk.viewer, person=desk.cast.person, said_by="Aunt Ruth", text=text, now=make.NOW)
    [word] = queries.kind_words(desk.cast.viewer("relative"), desk.cast.person)
    assert (word.writer_name, word.address) == ("Aunt Ruth", "")
