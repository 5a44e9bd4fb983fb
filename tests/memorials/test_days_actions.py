"""Keeping customs and dates: who may, what is refused, and that all of it can be taken back."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.conftest import Cast
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.edtf import EdtfError
from yearlight.core.models import AuditLine
from yearlight.memorials import actions, queries
from yearlight.memorials.models import KeptCustom, Person, PersonDate
from yearlight.memorials.series import days_between

NOW = make.NOW


def _died(cast: Cast) -> PersonDate:
    return PersonDate.objects.get(person=cast.person, kind="died")


def _keep(cast: Cast, custom: str, who: str = "keeper", **options: str) -> KeptCustom:
    viewer = cast.viewer(who)
    return actions.keep_custom(viewer, cast.person, date=_died(cast), custom=custom, options=options, now=NOW)


def _move(cast: Cast, occurrence: str, to: date | None, custom: str = "civil-yearly") -> KeptCustom:
    viewer = cast.viewer("keeper")
    return actions.move_day(viewer, cast.person, date=_died(cast), custom=custom, occurrence=occurrence, to=to, now=NOW)


def _days(cast: Cast, year: int) -> list[tuple[str, str]]:
    series = queries.series(cast.viewer("keeper"), [cast.person])
    found, _faulty = days_between(series, date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    return [(date.fromordinal(day.on).isoformat(), day.series.custom) for day in found]


def test_a_custom_that_is_kept_comes_back_with_its_choices(cast: Cast) -> None:
    kept = _keep(cast, "yahrzeit", adar="ii")
    assert (kept.options, kept.made_by) == ({"adar": "ii"}, cast.keeper)
    assert ("2019-12-04", "yahrzeit") in _days(cast, 2019)


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_nobody_but_a_keeper_changes_the_days(cast: Cast, who: str) -> None:
    kept = _keep(cast, "yahrzeit")
    viewer, died = cast.viewer(who), _died(cast)
    for deed in (
        lambda: _keep(cast, "shiva", who),
        lambda: actions.change_custom(viewer, kept, options={}, now=NOW),
        lambda: actions.take_away_custom(viewer, kept, now=NOW),
        lambda: actions.bring_back_custom(viewer, kept, now=NOW),
        lambda: actions.move_day(
            viewer, cast.person, date=died, custom="yahrzeit", occurrence="y5780", to=None, now=NOW
        ),
        lambda: actions.add_date(viewer, cast.person, kind="due", happened_on="2019", now=NOW),
        lambda: actions.change_date(viewer, died, happened_on="2017", now=NOW),
        lambda: actions.take_away_date(viewer, died, now=NOW),
        lambda: actions.bring_back_date(viewer, died, now=NOW),
    ):
        with pytest.raises(actions.NotThere):
            deed()
    assert _days(cast, 2019) == [("2019-11-14", "civil-yearly"), ("2019-12-04", "yahrzeit")]


def test_the_other_keeper_may_take_away_what_one_keeper_chose(cast: Cast) -> None:
    actions.take_away_custom(cast.viewer("other_keeper"), _keep(cast, "yahrzeit"), now=NOW)
    assert _days(cast, 2019) == [("2019-11-14", "civil-yearly")]


def test_each_change_is_a_new_version_says_when_and_leaves_a_line_in_the_log(cast: Cast) -> None:
    kept = _keep(cast, "yahrzeit")
    before = Person.objects.get(pk=cast.person.pk).version
    later = NOW + timedelta(days=1)
    actions.take_away_custom(cast.viewer("keeper"), kept, now=later)
    person = Person.objects.get(pk=cast.person.pk)
    assert (person.version, person.days_changed_at) == (before + 1, later)
    line = AuditLine.objects.latest("pk")
    assert (line.verb, line.thing, line.thing_id) == ("put away custom", "custom", kept.public_id)
    assert line.family_id == cast.family.pk


def test_what_was_taken_away_is_brought_back_as_it_was_for_thirty_days(cast: Cast) -> None:
    viewer, kept = cast.viewer("keeper"), _keep(cast, "yahrzeit", adar="ii")
    actions.take_away_custom(viewer, kept, now=NOW)
    with pytest.raises(actions.NotThere):
        actions.bring_back_custom(viewer, kept, now=NOW + timedelta(days=30))
    actions.bring_back_custom(viewer, kept, now=NOW + timedelta(days=29))
    assert (KeptCustom.objects.get().options, len(_days(cast, 2019))) == ({"adar": "ii"}, 2)


def test_taking_away_twice_leaves_the_first_day_of_the_thirty(cast: Cast) -> None:
    viewer, kept = cast.viewer("keeper"), _keep(cast, "yahrzeit")
    actions.take_away_custom(viewer, kept, now=NOW)
    actions.take_away_custom(viewer, kept, now=NOW + timedelta(days=5))
    assert KeptCustom.objects.get().put_away_at == NOW


def test_a_custom_kept_again_is_the_same_row_and_begins_anew(cast: Cast) -> None:
    kept = _keep(cast, "yahrzeit", adar="ii")
    _move(cast, "y5780", date(2019, 12, 7), "yahrzeit")
    actions.take_away_custom(cast.viewer("keeper"), kept, now=NOW)
    again = _keep(cast, "yahrzeit", "other_keeper")
    assert (again.pk, again.options, again.moved, again.put_away_at) == (kept.pk, {}, {}, None)


def test_a_custom_kept_twice_is_changed_and_its_moved_days_stay(cast: Cast) -> None:
    _keep(cast, "yahrzeit")
    _move(cast, "y5780", date(2019, 12, 7), "yahrzeit")
    again = _keep(cast, "yahrzeit", adar="ii")
    assert (again.options, again.moved) == ({"adar": "ii"}, {"y5780": "2019-12-07"})
    assert KeptCustom.objects.count() == 1


def test_when_in_its_day_it_was_is_kept_with_the_custom_that_asked(cast: Cast) -> None:
    viewer, died = cast.viewer("keeper"), _died(cast)
    actions.keep_custom(viewer, cast.person, date=died, custom="yahrzeit", options={}, sunset="after", now=NOW)
    assert _died(cast).sunset == "after"
    assert ("2019-12-05", "yahrzeit") in _days(cast, 2019)


def test_the_day_each_year_is_switched_off_and_on(cast: Cast) -> None:
    viewer = cast.viewer("keeper")
    nothing = _keep(cast, "none")
    assert _days(cast, 2026) == []
    actions.take_away_custom(viewer, nothing, now=NOW)
    assert _days(cast, 2026) == [("2026-11-14", "civil-yearly")]


def test_a_row_for_the_day_each_year_taken_away_does_not_let_it_come_by_itself(cast: Cast) -> None:
    viewer, kept = cast.viewer("keeper"), _keep(cast, "civil-yearly")
    actions.take_away_custom(viewer, kept, now=NOW)
    assert _days(cast, 2026) == []
    actions.bring_back_custom(viewer, kept, now=NOW)
    assert _days(cast, 2026) == [("2026-11-14", "civil-yearly")]
    _keep(cast, "none")
    assert _days(cast, 2026) == []
    _keep(cast, "civil-yearly")
    assert _days(cast, 2026) == [("2026-11-14", "civil-yearly")]


@pytest.mark.parametrize(
    ("custom", "options", "why"),
    [
        ("no-such", {}, Why.UNKNOWN_CUSTOM),
        ("yahrzeit", {"adar": "iii"}, Why.UNKNOWN_ANSWER),
        ("yahrzeit", {"colour": "red"}, Why.UNKNOWN_OPTION),
        ("yahrzeit", {"first": "burial"}, Why.NEEDS_BURIAL),
    ],
)
def test_what_cannot_be_followed_is_declined_and_nothing_kept(
    cast: Cast, custom: str, options: dict[str, str], why: Why
) -> None:
    with pytest.raises(Declined) as declined:
        _keep(cast, custom, **options)
    assert declined.value.why is why
    assert not KeptCustom.objects.exists()


def test_a_choice_without_a_default_must_be_made(cast: Cast) -> None:
    with pytest.raises(actions.NotAnswered) as left_open:
        actions.keep_custom(cast.viewer("keeper"), cast.person, date=None, custom="mothers-day", options={}, now=NOW)
    assert left_open.value.option == "country"


def test_a_custom_is_kept_only_for_a_date_that_it_takes(cast: Cast) -> None:
    for one, custom in ((_died(cast), "shiva"), (_died(cast), "christmas"), (None, "yahrzeit")):
        with pytest.raises(actions.NotThere):
            actions.keep_custom(cast.viewer("keeper"), cast.person, date=one, custom=custom, options={}, now=NOW)


def test_no_custom_is_kept_for_a_date_of_somebody_else(cast: Cast) -> None:
    other = make.make_date(make.make_person(cast.family, "Ada"))
    with pytest.raises(actions.NotThere):
        actions.keep_custom(cast.viewer("keeper"), cast.person, date=other, custom="none", options={}, now=NOW)


def test_other_choices_leave_the_days_that_were_moved(cast: Cast) -> None:
    kept = _keep(cast, "yahrzeit")
    _move(cast, "y5780", date(2019, 12, 7), "yahrzeit")
    actions.change_custom(cast.viewer("keeper"), kept, options={"adar": "both"}, now=NOW)
    kept.refresh_from_db()
    assert (kept.options, kept.moved) == ({"adar": "both"}, {"y5780": "2019-12-07"})


def test_a_single_day_is_moved_and_put_back(cast: Cast) -> None:
    _move(cast, "y2026", date(2026, 12, 2))
    assert _days(cast, 2026) == [("2026-12-02", "civil-yearly")]
    assert _days(cast, 2027) == [("2027-11-14", "civil-yearly")]
    _move(cast, "y2026", None)
    assert _days(cast, 2026) == [("2026-11-14", "civil-yearly")]


def test_a_day_moved_to_where_its_rule_puts_it_is_not_moved(cast: Cast) -> None:
    assert _move(cast, "y2026", date(2026, 11, 14)).moved == {}


@pytest.mark.parametrize(("days", "is_near"), [(60, True), (-60, True), (61, False), (-61, False)])
def test_a_day_is_moved_by_sixty_days_at_most(cast: Cast, days: int, is_near: bool) -> None:
    to = date(2026, 11, 14) + timedelta(days=days)
    if is_near:
        assert _move(cast, "y2026", to).moved == {"y2026": to.isoformat()}
    else:
        with pytest.raises(actions.MovedTooFar):
            _move(cast, "y2026", to)


def test_a_day_of_what_is_not_kept_cannot_be_moved(cast: Cast) -> None:
    with pytest.raises(actions.NotThere):
        _move(cast, "y5780", date(2019, 12, 7), "yahrzeit")
    _keep(cast, "none")
    with pytest.raises(actions.NotThere):
        _move(cast, "y2026", date(2026, 11, 15))


def test_a_date_is_added_changed_taken_away_and_brought_back(cast: Cast) -> None:
    viewer = cast.viewer("keeper")
    row = actions.add_date(viewer, cast.person, kind="funeral", happened_on="2018-11-20", sunset="after", now=NOW)
    actions.keep_custom(viewer, cast.person, date=row, custom="civil-yearly", options={}, now=NOW)
    row = actions.change_date(viewer, row, happened_on="2018-11-21", now=NOW)
    assert (row.kind, row.sunset, row.first_on) == ("funeral", "after", date(2018, 11, 21))
    assert ("2026-11-21", "civil-yearly") in _days(cast, 2026)
    actions.take_away_date(viewer, row, now=NOW)
    assert _days(cast, 2026) == [("2026-11-14", "civil-yearly")]
    assert [one.kind for one in queries.dates(viewer, cast.person)] == ["died"]
    actions.bring_back_date(viewer, row, now=NOW + timedelta(days=29))
    assert ("2026-11-21", "civil-yearly") in _days(cast, 2026)


def test_a_date_that_is_put_away_takes_no_change_and_after_thirty_days_does_not_come_back(cast: Cast) -> None:
    viewer, died = cast.viewer("keeper"), _died(cast)
    actions.take_away_date(viewer, died, now=NOW)
    with pytest.raises(actions.NotThere):
        actions.change_date(viewer, died, happened_on="2017", now=NOW)
    with pytest.raises(actions.NotThere):
        actions.keep_custom(viewer, cast.person, date=died, custom="none", options={}, now=NOW)
    with pytest.raises(actions.NotThere):
        actions.bring_back_date(viewer, died, now=NOW + timedelta(days=30))


def test_a_date_that_is_none_is_refused(cast: Cast) -> None:
    viewer = cast.viewer("keeper")
    with pytest.raises(EdtfError):
        actions.change_date(viewer, _died(cast), happened_on="2018-02-31", now=NOW)
    with pytest.raises(ValueError):
        actions.add_date(viewer, cast.person, kind="adopted", happened_on="2018", now=NOW)


def test_the_sweep_removes_what_was_put_away_thirty_days_ago_and_nothing_else(cast: Cast) -> None:
    viewer = cast.viewer("keeper")
    due = make.make_date(cast.person, "due", date(2019, 2, 2))
    actions.take_away_custom(viewer, _keep(cast, "yahrzeit"), now=NOW)
    actions.take_away_date(viewer, due, now=NOW + timedelta(days=1))
    stays = _keep(cast, "civil-monthly")
    assert actions.sweep(now=NOW + timedelta(days=30)) == 1
    assert list(KeptCustom.objects.all()) == [stays]
    assert actions.sweep(now=NOW + timedelta(days=31)) == 1
    assert actions.sweep(now=NOW + timedelta(days=31)) == 0
    assert list(PersonDate.objects.all()) == [_died(cast)]
