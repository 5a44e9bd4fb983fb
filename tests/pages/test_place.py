"""A person's place: composed of what there is, its shared part kept ready, and each sees only what is theirs to see."""

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from tests import make
from tests.conftest import Cast
from tests.entries.conftest import Desk
from yearlight.core import clock
from yearlight.entries.models import Entry
from yearlight.memorials import actions
from yearlight.pages import place as places
from yearlight.pages.days import near
from yearlight.people.roles import CircleKind
from yearlight.web import ready

ROLES = ("relative", "keeper", "other_keeper")


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)
    ready.forget()
    yield
    ready.forget()


def _place(cast: Cast, who: str = "keeper") -> str:
    answer = cast.client(who).get(f"/p/{cast.person.public_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def _letter(
    cast: Cast, year: int, body: str, who: str = "keeper", circle: CircleKind | None = CircleKind.FAMILY
) -> Entry:
    on = date(year, 11, 14)
    when: dict[str, Any] = {"happened_on": on.isoformat(), "first_on": on, "last_on": on}
    audience = cast.circle(circle) if circle else None
    return make.make_letter(cast.person, getattr(cast, who), audience=audience, title="", body=body, **when)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (12, "today"), (13, "tomorrow"), (14, ""), (18, ""),
        (19, "a week on Thursday"), (21, "a week on Saturday"), (25, "a week on Wednesday"), (26, ""),
    ],
)  # fmt: skip
def test_a_day_is_near_in_words_only_where_its_date_does_not_say_it(day: int, said: str) -> None:
    assert near(date(2026, 11, day), date(2026, 11, 12)) == said


def test_an_empty_place_says_whose_it_is_and_asks_for_nothing(cast: Cast) -> None:
    page = _place(cast)
    assert "This is Jonah’s place. Add a letter, a photograph, or nothing yet." in page
    assert "Died on 14 November 2018" in page
    assert "is-alone" in page


def test_a_guest_of_an_empty_place_is_not_asked_to_add_what_they_may_not(cast: Cast) -> None:
    page = _place(cast, "relative")
    assert "There is nothing here for now." in page
    assert "Add a letter" not in page


def test_the_last_years_are_told_and_a_year_without_anything_keeps_its_place(cast: Cast) -> None:
    _letter(cast, 2025, "It snowed.")
    _letter(cast, 2023, "The lake was frozen.")
    page = _place(cast)
    assert "It snowed." in page
    assert "The lake was frozen." in page
    assert 'id="y2024">2024</h2>' in page


def test_earlier_years_are_a_list_and_many_stand_by_decade(cast: Cast) -> None:
    for year in (2026, 2019):
        _letter(cast, year, "It snowed.")
    assert "Earlier years" in _place(cast)
    assert "The 2010s" not in _place(cast)
    _letter(cast, 1998, "The first.")
    actions.touch(cast.person.pk)
    page = _place(cast)
    assert [f"The {decade}s" in page for decade in (2020, 2010, 2000, 1990)] == [True] * 4
    assert "1 letter" in page


def test_something_dated_centuries_ago_does_not_make_a_page_of_empty_years(cast: Cast) -> None:
    _letter(cast, 2025, "It snowed.")
    _letter(cast, 1066, "A slip of the pen.")
    page = _place(cast)
    assert "1066" in page
    assert "<b>1500</b>" not in page


@pytest.mark.parametrize("order", list(permutations(ROLES)))
def test_no_order_of_readers_shows_one_what_is_anothers(cast: Cast, order: tuple[str, ...]) -> None:
    """The shared part is kept ready: who asks first must not decide what the next one sees."""
    _letter(cast, 2025, "For the family.")
    _letter(cast, 2025, "For the keepers.", circle=CircleKind.KEEPERS)
    _letter(cast, 2025, "For Mara alone.", circle=None)
    _letter(cast, 2025, "For Peter alone.", "other_keeper", circle=None)
    for who in order * 2:
        page = _place(cast, who)
        assert "For the family." in page
        assert ("For the keepers." in page) is (who != "relative"), who
        own = {"keeper": "For Mara alone.", "other_keeper": "For Peter alone."}
        assert [name for name, words in own.items() if words in page] == [who] * (who in own), who


def test_ones_own_lines_are_never_in_the_part_that_lies_ready(cast: Cast) -> None:
    _letter(cast, 2025, "For Mara alone.", circle=None)
    _place(cast)
    kept = "".join(part for parts in ready.parts._parts.values() for part in parts)
    assert "Died on 14 November 2018" in kept
    assert "For Mara alone." not in kept


def test_the_shared_part_is_drawn_once_for_those_who_see_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[frozenset[int]] = []
    really_draw = places._draw

    def draw(circle_ids: frozenset[int], *args: Any, **kwargs: Any) -> Any:
        drawn.append(circle_ids)
        return really_draw(circle_ids, *args, **kwargs)

    monkeypatch.setattr(places, "_draw", draw)
    for who in ("keeper", "keeper", "other_keeper", "relative", "relative"):
        _place(cast, who)
    assert len(drawn) == 2
    assert drawn[0] > drawn[1]


@pytest.mark.parametrize("who", ROLES)
def test_a_change_shows_at_once(cast: Cast, who: str) -> None:
    _place(cast, who)
    actions.change_person(cast.viewer("keeper"), person=cast.person, now=make.NOW, relation="Our son")
    assert "Our son" in _place(cast, who)


def test_what_is_kept_for_all_shows_to_all_at_once(cast: Cast) -> None:
    for who in ROLES:
        _place(cast, who)
    Desk(cast).keep("Kept just now.", audience=cast.circle(CircleKind.FAMILY).public_id, happened_on="2026-11-01")
    assert ["Kept just now." in _place(cast, who) for who in ROLES] == [True] * 3


def test_what_is_narrowed_goes_from_the_others_pages_at_once(cast: Cast) -> None:
    desk = Desk(cast)
    entry = desk.keep("Kept just now.", audience=cast.circle(CircleKind.FAMILY).public_id, happened_on="2026-11-01")
    assert "Kept just now." in _place(cast, "relative")
    desk.keep(
        "Kept just now.",
        audience=cast.circle(CircleKind.KEEPERS).public_id,
        happened_on="2026-11-01",
        entry_id=entry.public_id,
        base=1,
    )
    assert ["Kept just now." in _place(cast, who) for who in ROLES] == [False, True, True]


def test_a_day_that_comes_is_named_and_never_counted_down(cast: Cast) -> None:
    page = _place(cast)
    assert "Coming days" in page
    assert "Saturday 14 November" in page
    assert "The day Jonah died" in page
    assert "days to go" not in page
    actions.change_person(cast.viewer("keeper"), person=cast.person, now=make.NOW, counts_years=True)
    assert "Eight years" in _place(cast)


def test_no_years_are_counted_unless_that_is_switched_on(cast: Cast) -> None:
    assert "Eight years" not in _place(cast)


def test_a_family_with_several_persons_finds_each(cast: Cast) -> None:
    twin = make.make_person(cast.family, "Ruth", audience=cast.circle(CircleKind.FAMILY))
    page = _place(cast, "relative")
    assert f"/p/{twin.public_id}/" in page
    assert "Ruth" in page


def test_a_relative_is_offered_nothing_to_change(cast: Cast) -> None:
    page = _place(cast, "relative")
    assert "Change this place" not in page
    assert "/add/" not in page


def test_not_there_and_not_yours_answer_alike(cast: Cast) -> None:
    client = cast.client("stranger")
    theirs, nowhere = client.get(f"/p/{cast.person.public_id}/"), client.get("/p/zzzzzzzzzzzzzzzz/")
    assert theirs.status_code == nowhere.status_code == 404
    for answer in (theirs, nowhere):
        assert "This page is not here." in answer.content.decode()
        assert "Jonah" not in answer.content.decode()


def test_a_name_cannot_hold_anything_but_letters_for_the_page(cast: Cast) -> None:
    actions.change_person(
        cast.viewer("keeper"), person=cast.person, now=make.NOW, name="<script>1</script>", told="<b>x"
    )
    page = _place(cast)
    assert "<script>1" not in page
    assert "&lt;script&gt;1" in page
    assert "<b>x" not in page


def test_ready_parts_have_bounds_and_what_was_used_longest_ago_goes_first() -> None:
    memory = ready.Ready(10, ready.letters)
    memory.get("a", lambda: ("1234",))
    memory.get("b", lambda: ("1234",))
    memory.get("a", lambda: ("drawn anew",))
    memory.get("c", lambda: ("1234",))
    assert memory.get("a", lambda: ("anew",)) == ("1234",)
    assert memory.get("b", lambda: ("anew",)) == ("anew",)


def test_a_closed_place_names_nobody_else_as_seeing_it(cast: Cast) -> None:
    assert "Seen by" in _place(cast)
    actions.set_closed(cast.viewer("keeper"), person=cast.person, is_closed=True, now=clock.now())
    page = _place(cast)
    assert "nobody but its keepers sees it" in page
    assert "Seen by" not in page
