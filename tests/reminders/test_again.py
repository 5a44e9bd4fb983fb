"""Which photograph comes again: close to its day, one at most, none twice within a year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.reminders.again import REST, WITHIN, Candidate, comes, distance, has_day

_DAYS = st.dates(date(1950, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "today", "days"),
    [
        (date(2018, 11, 14), date(2018, 11, 14), date(2026, 11, 14), 0),
        (date(2018, 11, 14), date(2018, 11, 14), date(2026, 11, 11), 3),
        (date(2018, 11, 14), date(2018, 11, 14), date(2026, 11, 18), None),
        # Around the turn of the year.
        (date(2018, 12, 31), date(2018, 12, 31), date(2027, 1, 2), 2),
        (date(2018, 1, 1), date(2018, 1, 1), date(2026, 12, 30), 2),
        # Yesterday is no other year.
        (date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 1), None),
        (date(2026, 11, 14), date(2026, 11, 14), date(2026, 11, 14), None),
        # A day that most years do not have.
        (date(2020, 2, 29), date(2020, 2, 29), date(2026, 2, 28), 0),
        (date(2020, 2, 29), date(2020, 2, 29), date(2026, 3, 1), 1),
        # A month without a day, and what is known by its year alone.
        (date(2018, 11, 1), date(2018, 11, 30), date(2026, 11, 30), 0),
        (date(2018, 11, 1), date(2018, 11, 30), date(2026, 12, 1), None),
        (date(2018, 1, 1), date(2018, 12, 31), date(2026, 6, 1), None),
    ],
)
def test_a_day_is_near_as_the_calendar_says(first: date, last: date, today: date, days: int | None) -> None:
    assert distance(first, last, today) == days


def test_what_has_no_month_never_comes() -> None:
    assert not has_day(None, None)
    assert not has_day(date(2018, 1, 1), date(2018, 12, 31))
    assert has_day(date(2018, 11, 1), date(2018, 11, 30))


@given(on=st.lists(_DAYS, min_size=1, max_size=6), begins=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_over_three_years_none_comes_twice_within_one_and_none_far_from_its_day(on: list[date], begins: date) -> None:
    shown: dict[int, date | None] = dict.fromkeys(range(len(on)))
    for passed in range(3 * 366):
        today = begins + timedelta(days=passed)
        one = comes((Candidate(pk, on[pk], on[pk], shown[pk]) for pk in shown), today)
        if one is None:
            continue
        before = shown[one.pk]
        assert before is None or today - before >= REST
        assert distance(on[one.pk], on[one.pk], today) is not None
        shown[one.pk] = today
        again = comes((Candidate(pk, on[pk], on[pk], shown[pk]) for pk in shown), today)
        assert again is not None
        assert again.pk == one.pk
    assert len(set(on)) > 2 * WITHIN.days or all(shown.values())
