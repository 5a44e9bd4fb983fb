"""Reading: who sees what, in what order, and with how many questions to the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from tests.entries.conftest import Desk
from yearlight.entries import queries
from yearlight.entries.models import Entry, EntryState
from yearlight.people.roles import CircleKind


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        (None, {"keeper"}),
        (CircleKind.KEEPERS, {"keeper", "other_keeper"}),
        (CircleKind.FAMILY, {"keeper", "other_keeper", "relative"}),
    ],
)
def test_each_sees_what_the_one_rule_says_and_every_query_agrees(
    cast: Cast, audience: CircleKind | None, seen_by: set[str]
) -> None:
    circle = cast.circle(audience) if audience else None
    letter = make.make_letter(cast.person, cast.keeper, audience=circle)
    for who in ("keeper", "other_keeper", "relative", "stranger"):
        viewer, sees = cast.viewer(who), who in seen_by
        person = cast.person
        assert bool(queries.entry(viewer, person, letter.public_id)) == sees
        assert bool(queries.letters(viewer, person)) == sees
        assert bool(queries.year_entries(viewer, person, 2025)) == sees
        assert bool(queries.by_year(viewer, person)) == sees
        shared = queries.shared_entries(viewer.circle_ids, person)
        own = queries.own_entries(viewer, person)
        assert bool(shared or own) == sees
        assert not (shared and own)
        assert bool(queries.shared_by_year(viewer.circle_ids, person) or queries.own_by_year(viewer, person)) == sees


@pytest.mark.parametrize("state", [EntryState.DRAFT, EntryState.PUT_AWAY, EntryState.WAITING])
def test_only_what_is_kept_is_shown(cast: Cast, state: EntryState) -> None:
    letter = make.make_letter(cast.person, cast.keeper, state=state)
    viewer = cast.viewer("keeper")
    assert queries.entry(viewer, cast.person, letter.public_id) is None
    assert queries.letters(viewer, cast.person) == ()
    assert queries.own_entries(viewer, cast.person) == ()


def test_letters_stand_by_year_newest_first_and_undated_last(cast: Cast) -> None:
    for day in (date(2019, 11, 14), date(2025, 1, 2), date(2025, 11, 14), None):
        text = day.isoformat() if day else ""
        make.make_letter(cast.person, cast.keeper, title=text or "Undated", happened_on=text, first_on=day, last_on=day)
    years = queries.letters(cast.viewer("keeper"), cast.person)
    assert [(one.year, [line.title for line in one.lines]) for one in years] == [
        (2025, ["2025-11-14", "2025-01-02"]),
        (2019, ["2019-11-14"]),
        (None, ["Undated"]),
    ]


def test_letter_without_a_title_goes_by_its_first_words(cast: Cast) -> None:
    make.make_letter(cast.person, cast.keeper, title="", body="**Dear** Jonah,\n\nit snowed.")
    [year] = queries.letters(cast.viewer("keeper"), cast.person)
    assert year.lines[0].label == "Dear Jonah, it snowed."


def test_letter_has_the_one_before_and_after_and_its_years(cast: Cast) -> None:
    letters = [
        make.make_letter(cast.person, cast.keeper, title=str(year), first_on=date(year, 11, 14))
        for year in (2019, 2020, 2022)
    ]
    viewer = cast.viewer("keeper")
    middle = queries.entry(viewer, cast.person, letters[1].public_id)
    assert middle is not None
    around = queries.around(viewer, cast.person, middle)
    assert around.before is not None
    assert around.after is not None
    assert (around.before.label, around.after.label) == ("2019", "2022")
    assert [(side.year, bool(side.address), side.is_current) for side in around.years] == [
        (2019, True, False),
        (2020, True, True),
        (2021, False, False),
        (2022, True, False),
    ]


def test_turning_pages_skips_what_the_viewer_may_not_see(cast: Cast) -> None:
    family = cast.circle(CircleKind.FAMILY)
    make.make_letter(cast.person, cast.keeper, title="Hidden", first_on=date(2020, 1, 1))
    shown = make.make_letter(cast.person, cast.keeper, audience=family, first_on=date(2021, 1, 1))
    viewer = cast.viewer("relative")
    view = queries.entry(viewer, cast.person, shown.public_id)
    assert view is not None
    around = queries.around(viewer, cast.person, view)
    assert (around.before, around.after, [side.year for side in around.years]) == (None, None, [2021])


def test_year_ago_is_ones_own_letter_nearest_the_day(cast: Cast) -> None:
    for title, day in (("far", date(2025, 7, 1)), ("near", date(2025, 11, 10)), ("this year", date(2026, 11, 1))):
        make.make_letter(cast.person, cast.keeper, title=title, body=title, first_on=day, last_on=day)
    make.make_letter(
        cast.person,
        cast.other_keeper,
        audience=cast.circle(CircleKind.KEEPERS),
        body="Peter's",
        first_on=date(2025, 11, 3),
    )
    found = queries.year_ago(cast.viewer("keeper"), cast.person, date(2026, 11, 3))
    assert found is not None
    assert found.quote == "near"
    assert queries.year_ago(cast.viewer("keeper"), cast.person, date(2020, 11, 3)) is None
    assert queries.year_ago(cast.viewer("keeper"), cast.person, date(2024, 2, 29)) is None


def test_other_members_are_told_who_has_a_letter_open(desk: Desk, other_desk: Desk) -> None:
    entry = desk.keep("Ours", audience=desk.circle(CircleKind.KEEPERS))
    other_desk.save("Peter's", base=1, entry_id=entry.public_id)
    person = desk.cast.person
    soon, late = make.NOW + timedelta(seconds=90), make.NOW + timedelta(minutes=3)
    assert queries.held_by(desk.viewer, person, entry.public_id, now=soon) == desk.cast.other_keeper.name
    assert queries.held_by(desk.viewer, person, entry.public_id, now=late) == ""
    assert queries.held_by(other_desk.viewer, person, entry.public_id, now=soon) == ""
    assert queries.held_by(desk.cast.viewer("stranger"), person, entry.public_id, now=soon) == ""


def test_draft_that_says_what_is_kept_is_nothing_to_go_on_with(desk: Desk) -> None:
    entry = desk.keep("Same")
    desk.save("Same", base=1, entry_id=entry.public_id)
    assert queries.drafts(desk.viewer) == ()


def test_drafts_are_seen_by_their_writer_alone(desk: Desk) -> None:
    row = desk.save("Mine")
    for who in ("other_keeper", "relative", "stranger"):
        viewer = desk.cast.viewer(who)
        assert queries.drafts(viewer) == ()
        assert queries.draft(viewer, desk.cast.person, row.window) is None


def test_shared_part_holds_nothing_of_the_viewers_own(cast: Cast) -> None:
    viewer = cast.viewer("keeper")
    make.make_letter(cast.person, cast.keeper, title="Own")
    make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.KEEPERS), title="Ours")
    assert [one.title for one in queries.shared_entries(viewer.circle_ids, cast.person)] == ["Ours"]
    assert [one.title for one in queries.own_entries(viewer, cast.person)] == ["Own"]


def test_kind_words_are_chosen_or_not_and_go_through_the_gate(cast: Cast) -> None:
    family = cast.circle(CircleKind.FAMILY)
    for number in range(3):
        make.make_letter(
            cast.person, None, audience=family, kind="kind_word", said_by=f"Friend {number}", is_chosen=number == 1
        )
    assert [one.writer_name for one in queries.kind_words(cast.viewer("relative"), cast.person, chosen=True)] == [
        "Friend 1"
    ]
    assert len(queries.kind_words(cast.viewer("keeper"), cast.person)) == 3
    assert queries.kind_words(cast.viewer("stranger"), cast.person) == ()
    assert len(queries.shared_kind_words(cast.viewer("relative").circle_ids, cast.person, limit=2)) == 2


def test_texts_are_shown_as_safe_html(cast: Cast) -> None:
    letter = make.make_letter(cast.person, cast.keeper, body="<script>alert(1)</script> and *snow*")
    view = queries.entry(cast.viewer("keeper"), cast.person, letter.public_id)
    assert view is not None
    assert "<script" not in view.html
    assert "<em>snow</em>" in view.html


def _fill(cast: Cast, count: int) -> None:
    family = cast.circle(CircleKind.FAMILY)
    day = date(2018, 1, 1)
    Entry.objects.bulk_create(
        Entry(
            family_id=cast.person.family_id,
            person=cast.person,
            writer=cast.keeper,
            kind=("letter", "moment", "kind_word")[number % 3],
            state="kept",
            audience=family if number % 2 else None,
            title="" if number % 5 else f"Letter {number}",
            body=f"It snowed {number} times.",
            happened_on=(day + timedelta(days=number)).isoformat(),
            first_on=day + timedelta(days=number),
            last_on=day + timedelta(days=number),
            revision=1,
            made_at=make.NOW,
            kept_at=datetime(2026, 1, 1, tzinfo=UTC),
            changed_at=make.NOW,
        )
        for number in range(count)
    )


def _questions(cast: Cast) -> dict[str, int]:
    viewer, person = cast.viewer("keeper"), cast.person
    shown = queries.letters(viewer, person)[0].lines[0]
    view = queries.entry(viewer, person, shown.public_id)
    assert view is not None
    asked = {
        "letters": lambda: queries.letters(viewer, person),
        "year": lambda: queries.year_entries(viewer, person, 2018),
        "by_year": lambda: queries.by_year(viewer, person),
        "shared": lambda: queries.shared_entries(viewer.circle_ids, person),
        "own": lambda: queries.own_entries(viewer, person),
        "kind_words": lambda: queries.kind_words(viewer, person),
        "around": lambda: queries.around(viewer, person, view),
        "drafts": lambda: queries.drafts(viewer),
    }
    counts = {}
    for name, ask in asked.items():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            ask()
        counts[name] = len(captured)
    return counts


def test_queries_are_as_many_with_ten_entries_as_with_two_thousand(cast: Cast) -> None:
    _fill(cast, 10)
    few = _questions(cast)
    _fill(cast, 1990)
    many = _questions(cast)
    assert few == many
    assert max(many.values()) <= 6
