"""What comes back for a person, and that changing dates leaves what is kept for them."""

from datetime import date

import pytest

from tests import make
from tests.conftest import Cast
from yearlight.memorials import actions, queries
from yearlight.memorials.models import KeptCustom, PersonDate
from yearlight.memorials.series import days_between


def _keep(cast: Cast, custom: str, **fields: object) -> KeptCustom:
    one = PersonDate.objects.get(person=cast.person, kind="died")
    return KeptCustom.objects.create(person=cast.person, date=one, custom=custom, made_at=make.NOW, **fields)


def _days(cast: Cast, year: int, who: str = "keeper") -> list[tuple[str, str]]:
    series = queries.series(cast.viewer(who), [cast.person])
    found, _faulty = days_between(series, date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    return [(date.fromordinal(day.on).isoformat(), day.series.custom) for day in found]


def test_a_death_comes_back_each_year_without_a_choice(cast: Cast) -> None:
    assert _days(cast, 2026) == [("2026-11-14", "civil-yearly")]
    assert _days(cast, 2018) == []


def test_none_keeps_it_from_coming_back(cast: Cast) -> None:
    _keep(cast, "none")
    assert _days(cast, 2026) == []


def test_a_yahrzeit_stands_beside_the_civil_day(cast: Cast) -> None:
    _keep(cast, "yahrzeit")
    PersonDate.objects.filter(person=cast.person).update(sunset="after")
    assert _days(cast, 2019) == [("2019-11-14", "civil-yearly"), ("2019-12-05", "yahrzeit")]


def test_a_birth_on_the_day_of_the_death_is_one_day(cast: Cast) -> None:
    make.make_date(cast.person, "born")
    assert _days(cast, 2026) == [("2026-11-14", "civil-yearly")]


def test_a_due_date_does_not_come_back_by_itself(cast: Cast) -> None:
    make.make_date(cast.person, "due", date(2019, 2, 2))
    assert _days(cast, 2026) == [("2026-11-14", "civil-yearly")]


def test_a_moved_day_is_kept_where_the_family_put_it_and_others_stay(cast: Cast) -> None:
    _keep(cast, "civil-yearly", moved={"y2026": "2026-12-02"})
    assert _days(cast, 2026) == [("2026-12-02", "civil-yearly")]
    assert _days(cast, 2027) == [("2027-11-14", "civil-yearly")]


def test_a_day_moved_over_the_end_of_a_year_is_found_in_that_one(cast: Cast) -> None:
    _keep(cast, "civil-yearly", moved={"y2026": "2027-01-09"})
    assert _days(cast, 2026) == []
    assert _days(cast, 2027) == [("2027-01-09", "civil-yearly"), ("2027-11-14", "civil-yearly")]


@pytest.mark.parametrize("fields", [{"custom": "no-such-custom"}, {"custom": "yahrzeit", "options": {"adar": "iii"}}])
def test_what_cannot_be_read_leaves_the_other_days(cast: Cast, fields: dict[str, object]) -> None:
    custom = str(fields.pop("custom"))
    _keep(cast, custom, **fields)
    series = queries.series(cast.viewer("keeper"), [cast.person])
    found, faulty = days_between(series, date(2026, 1, 1).toordinal(), date(2026, 12, 31).toordinal())
    assert [day.series.custom for day in found] == ["civil-yearly"]
    assert [one.custom for one in faulty] == [custom]


def test_a_stranger_is_given_no_series(cast: Cast) -> None:
    assert _days(cast, 2026, "stranger") == []


def test_a_changed_date_stays_the_same_row_with_what_is_kept_for_it(cast: Cast) -> None:
    kept = _keep(cast, "yahrzeit")
    PersonDate.objects.filter(person=cast.person).update(sunset="after")
    changed = [{"kind": "own", "happened_on": "2019-03-21"}, {"kind": "died", "happened_on": "2018-11-15"}]
    actions.set_dates(cast.viewer("keeper"), person=cast.person, dates=changed, now=make.NOW)
    kept.refresh_from_db()
    assert kept.date is not None
    assert (kept.date.happened_on, kept.date.sunset) == ("2018-11-15", "after")


def test_a_date_taken_away_takes_with_it_what_is_kept_for_it(cast: Cast) -> None:
    _keep(cast, "yahrzeit")
    actions.set_dates(cast.viewer("keeper"), person=cast.person, dates=[], now=make.NOW)
    assert _days(cast, 2019) == []
