"""What somebody asked not to come across, as the rule says it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.people.held import NOTHING, held_of, names_in, unread, with_one

_DAY = date(2018, 11, 15)


@pytest.mark.parametrize(
    ("people", "dates", "is_held"),
    [
        ("Ann", "", True),
        ("grandma  lotte", "", True),
        ("Anna", "", False),
        ("Lotte", "", False),
        ("", "2018-11-15", True),
        ("", "2018-11", True),
        ("", "2018", True),
        ("", "2018-11~", True),
        ("", "201X", True),
        ("", "2018-11-14/2018-11-16", True),
        ("", "XXXX-11-15", True),
        ("", "2018-11-14", False),
        ("", "2017, 2019", False),
        ("", "2017; 2018-11-15", True),
        ("", "XXXX-11-14", False),
        ("", "elephant", False),
        ("", "2018-11-16/..", False),
    ],
)
def test_names_and_dates_hold_what_they_say(people: str, dates: str, is_held: bool) -> None:
    assert held_of(people, dates).holds("Ann, Grandma Lotte", _DAY, _DAY) is is_held


@pytest.mark.parametrize(
    ("first", "last", "is_held"),
    [
        (date(2018, 11, 1), date(2018, 11, 30), True),
        (date(2018, 12, 20), date(2019, 1, 10), False),
        # Of a year or a decade nobody knows that it is of that day.
        (date(2010, 1, 1), date(2019, 12, 31), False),
        (date(2024, 2, 29), None, False),
        (None, None, False),
    ],
)
def test_day_of_every_year_holds_what_may_be_of_it(first: date | None, last: date | None, is_held: bool) -> None:
    assert held_of("", "XXXX-11-15").holds("", first, last) is is_held


def test_whoever_asked_for_nothing_holds_nothing() -> None:
    assert held_of("", "") is NOTHING
    assert not NOTHING.holds("Ann", _DAY, _DAY)


def test_date_that_would_hold_nothing_is_told() -> None:
    assert unread("2018, elephant, 2018-11-16/.., XXXX-11-15") == ["elephant", "2018-11-16/.."]


@given(st.lists(st.text(alphabet="abC d,;،", max_size=6), max_size=5), st.text(alphabet="abC d", min_size=1))
def test_list_with_one_more_holds_that_one_once(listed: list[str], one: str) -> None:
    one = " ".join(one.split()) or "x"
    longer = with_one(",".join(listed), one)
    assert with_one(longer, one) == longer
    assert [name.casefold() for name in names_in(longer)].count(one.casefold()) >= 1
    assert set(names_in(",".join(listed))) <= set(names_in(longer))
