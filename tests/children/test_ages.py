"""How old a child was, from the day of birth."""

from datetime import date

import pytest

from yearlight.children.ages import age_on, age_within


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2020, 5, 4), date(2024, 5, 3), 3),
        (date(2020, 5, 4), date(2024, 5, 4), 4),
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
        (date(2020, 5, 4), date(2020, 5, 4), 0),
        (date(2020, 5, 4), date(2020, 5, 3), None),
    ],
)
def test_age_changes_on_the_day_of_birth(born: date, day: date, age: int | None) -> None:
    assert age_on(born, day) == age


def test_age_in_a_span_is_told_only_where_it_is_one() -> None:
    born = date(2020, 5, 4)
    assert age_within(born, date(2024, 6, 1), date(2024, 6, 30)) == 4
    assert age_within(born, date(2024, 5, 1), date(2024, 5, 31)) is None
    assert age_within(born, None, None) is None
