"""Every day that an independent oracle names, and every day of the vector forms."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.calendars.vectors import every_day
from yearlight.calendars import gregorian, hebrew, lunisolar, many, tabular, umm_al_qura
from yearlight.calendars.day import number
from yearlight.calendars.many import gregorian as many_gregorian
from yearlight.calendars.many import hebrew as many_hebrew
from yearlight.calendars.many import lunisolar as many_lunisolar
from yearlight.calendars.many import tabular as many_tabular
from yearlight.calendars.many import umm_al_qura as many_umm_al_qura

# The days that the oracle names otherwise; docs/developing/calendars.md says why ours stand.
UNCERTAIN = {
    "china": [(number(2097, 8, 7), 30)],
    "vietnam": [(number(2072, 12, 9), 30), (number(2085, 10, 18), 30)],
}
ORACLES: list[tuple[str, Any]] = [
    ("hebrew", hebrew),
    ("tabular", tabular),
    ("umm_al_qura", umm_al_qura),
    ("china", lunisolar.CHINA),
    ("korea", lunisolar.KOREA),
    ("vietnam", lunisolar.VIETNAM),
]
LEAST = {"umm_al_qura": 55_900, "korea": 50_600, "vietnam": 48_500}


@pytest.mark.parametrize(("name", "calendar"), ORACLES)
def test_every_day_has_the_date_of_the_oracle_and_comes_back(name: str, calendar: Any) -> None:
    known = {first + i for first, length in UNCERTAIN.get(name, []) for i in range(length)}
    otherwise, count = set(), 0
    for day, date in every_day(name):
        ours = calendar.from_day(day)
        count += 1
        if (*ours, False)[:4] != date:
            otherwise.add(day)
        assert calendar.to_day(*ours) == day
    assert otherwise == known
    assert count >= LEAST.get(name, 73_300)


FORMS: list[tuple[Any, Any, int, int]] = [
    (gregorian, many_gregorian, gregorian.FIRST_DAY, gregorian.LAST_DAY),
    (hebrew, many_hebrew, hebrew.FIRST_DAY, hebrew.LAST_DAY),
    (tabular, many_tabular, tabular.FIRST_DAY, tabular.LAST_DAY),
    (umm_al_qura, many_umm_al_qura, umm_al_qura.FIRST_DAY, umm_al_qura.LAST_DAY),
    *(
        (one, form, one.first_day, one.last_day)
        for one, form in (
            (lunisolar.CHINA, many_lunisolar.CHINA),
            (lunisolar.KOREA, many_lunisolar.KOREA),
            (lunisolar.VIETNAM, many_lunisolar.VIETNAM),
        )
    ),
]
NAMES = ["gregorian", "hebrew", "tabular", "umm_al_qura", "china", "korea", "vietnam"]


def days_to_try(first: int, last: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Every day of 1900 to 2100 in the range, both its ends, and a day in every 97 elsewhere."""
    near = np.arange(max(first, number(1900, 1, 1)), min(last, number(2100, 12, 31)) + 1)
    return np.union1d(near, np.append(np.arange(first, last + 1, 97), last))


@pytest.mark.parametrize(("one", "form", "first", "last"), FORMS, ids=NAMES)
def test_a_vector_form_equals_the_scalar_one(one: Any, form: Any, first: int, last: int) -> None:
    days = days_to_try(first, last)
    found = form.from_day(days)
    assert list(zip(*(part.tolist() for part in found), strict=True)) == [one.from_day(day) for day in days.tolist()]
    assert (form.to_day(*found) == days).all()


@pytest.mark.parametrize(("one", "form", "first", "last"), FORMS, ids=NAMES)
def test_vector_forms_take_any_whole_numbers_and_answer_alike(one: Any, form: Any, first: int, last: int) -> None:
    for kind in (np.int32, np.int64):
        days = np.array([[first, last], [first + 1, last - 1]], kind)
        found = form.from_day(days)
        assert {part.dtype for part in found[:3]} == {np.dtype(np.int32)}
        back = form.to_day(*found)
        assert back.dtype == np.int32
        assert (back == days).all()
        assert form.from_day(days[:0])[0].size == 0


@pytest.mark.parametrize(("one", "form", "first", "last"), FORMS, ids=NAMES)
def test_one_day_outside_the_range_refuses_all(one: Any, form: Any, first: int, last: int) -> None:
    for outside in (first - 1, last + 1):
        refused = refusals(lambda day=outside: form.from_day(np.array([first, day])), lambda d=outside: one.from_day(d))
        assert refused == ("OutOfRange", "OutOfRange")


WRONG: list[tuple[Any, Any, tuple[int, ...]]] = [
    (gregorian, many_gregorian, (2019, 2, 29)),
    (gregorian, many_gregorian, (2019, 13, 1)),
    (gregorian, many_gregorian, (2019, 1, 0)),
    (gregorian, many_gregorian, (10000, 1, 1)),
    (hebrew, many_hebrew, (5779, hebrew.IYAR, 30)),
    (hebrew, many_hebrew, (5780, hebrew.ADAR_II, 1)),
    (hebrew, many_hebrew, (5780, 0, 1)),
    (hebrew, many_hebrew, (5780, 14, 1)),
    (hebrew, many_hebrew, (5780, 99, 1)),
    (hebrew, many_hebrew, (5780, hebrew.NISAN, 0)),
    (hebrew, many_hebrew, (3761, hebrew.TISHREI, 1)),
    (hebrew, many_hebrew, (13761, hebrew.TISHREI, 1)),
    (tabular, many_tabular, (1440, 2, 30)),
    (tabular, many_tabular, (1440, 13, 1)),
    (tabular, many_tabular, (0, 1, 1)),
    (tabular, many_tabular, (9666, 12, 1)),
    (umm_al_qura, many_umm_al_qura, (1440, 1, 31)),
    (umm_al_qura, many_umm_al_qura, (1440, 0, 1)),
    (umm_al_qura, many_umm_al_qura, (1342, 12, 1)),
    (umm_al_qura, many_umm_al_qura, (1501, 1, 1)),
    (lunisolar.CHINA, many_lunisolar.CHINA, (2020, 5, 1, True)),
    (lunisolar.CHINA, many_lunisolar.CHINA, (2020, 4, 30, True)),
    (lunisolar.CHINA, many_lunisolar.CHINA, (2020, 13, 1, False)),
    (lunisolar.CHINA, many_lunisolar.CHINA, (2101, 1, 1, False)),
    (lunisolar.CHINA, many_lunisolar.CHINA, (1899, 11, 30, False)),
    (lunisolar.KOREA, many_lunisolar.KOREA, (1911, 11, 12, False)),
]


@pytest.mark.parametrize(("one", "form", "date"), WRONG)
def test_a_date_that_is_none_is_refused_alike_by_both_forms(one: Any, form: Any, date: tuple[int, ...]) -> None:
    refused = refusals(lambda: form.to_day(*(np.array([part]) for part in date)), lambda: one.to_day(*date))
    assert refused[0] == refused[1] != "nothing"


def refusals(*calls: Callable[[], object]) -> tuple[str, ...]:
    """The errors that calls end with, by name."""
    found = []
    for call in calls:
        try:
            call()
            found.append("nothing")
        except (many_gregorian.NoSuchDate, many_gregorian.OutOfRange) as fault:
            found.append(type(fault).__name__)
    return tuple(found)


def test_the_scalar_forms_do_not_bring_numpy_along() -> None:
    modules = "gregorian, julian, hebrew, tabular, umm_al_qura, lunisolar, easter, sun, hindu"
    program = f"import sys; from yearlight.calendars import {modules}; print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
    assert many.__doc__
