"""Years of a ritual: strips with gaps, the year an act counts for, and ages. Properties, and answers that are known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.calendars.gestation import Age, Unit
from yearlight.rituals.kinds import Chapter
from yearlight.rituals.years import WIDEST, Mark, Panel, age, counts_for, strips

_YEARS = st.integers(1900, 2100)
_MARKS = st.lists(st.builds(Mark, _YEARS, st.sampled_from(Chapter), st.booleans()), max_size=60).map(
    lambda marks: sorted(marks, key=lambda one: one.year)
)
_DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def _pictured(*years: int) -> list[Mark]:
    return [Mark(year) for year in years]


@given(_MARKS)
def test_each_act_stands_in_exactly_one_panel_and_in_order(marks: list[Mark]) -> None:
    panels = [panel for strip in strips(marks) for panel in strip.panels]
    assert [panel.at for panel in panels if panel.at is not None] == list(range(len(marks)))
    assert all(panel.first == panel.last == marks[panel.at].year for panel in panels if panel.at is not None)


@given(_MARKS)
def test_each_year_without_an_act_between_two_with_one_lies_in_one_gap(marks: list[Mark]) -> None:
    for strip in strips(marks):
        done = {panel.first for panel in strip.panels if panel.at is not None}
        gaps = [year for panel in strip.panels if panel.at is None for year in range(panel.first, panel.last + 1)]
        assert gaps == [year for year in range(min(done), max(done)) if year not in done]


@given(_MARKS)
def test_nothing_is_awaited_before_the_first_act_or_after_the_last(marks: list[Mark]) -> None:
    for strip in strips(marks):
        assert strip.panels[0].at is not None
        assert strip.panels[-1].at is not None


@given(_MARKS)
def test_panels_with_a_picture_widen_and_others_have_no_width(marks: list[Mark]) -> None:
    for strip in strips(marks):
        widths = [panel.width for panel in strip.panels if panel.at is not None and marks[panel.at].is_pictured]
        assert widths == sorted(widths)
        assert set(widths) <= set(range(1, WIDEST + 1))
        assert all(panel.width == 0 for panel in strip.panels if panel.at is None or not marks[panel.at].is_pictured)


@given(_MARKS)
def test_a_tree_that_followed_begins_a_strip_and_one_that_died_closes_its_own(marks: list[Mark]) -> None:
    for strip in strips(marks):
        chapters = [marks[panel.at].chapter for panel in strip.panels if panel.at is not None]
        assert Chapter.FOLLOWED not in chapters[1:]
        assert strip.is_closed == (Chapter.DIED in chapters)


def test_eight_autumns_with_one_left_out_are_laid_out_as_the_design_has_them() -> None:
    [strip] = strips(_pictured(2019, 2020, 2022, 2023, 2024, 2025, 2026))
    assert [(one.first, one.width) for one in strip.panels] == [
        (2019, 1), (2020, 2), (2021, 0), (2022, 3), (2023, 4), (2024, 5), (2025, 6), (2026, 7),
    ]  # fmt: skip


def test_many_years_without_a_picture_are_one_gap() -> None:
    [strip] = strips(_pictured(1990, 2015))
    assert strip.panels[1] == Panel(1991, 2014)


def test_a_tree_that_was_planted_after_another_died_has_a_strip_of_its_own() -> None:
    marks = [
        Mark(2001, Chapter.PLANTED),
        Mark(2003),
        Mark(2004, Chapter.DIED, is_pictured=False),
        Mark(2006, Chapter.PLANTED),
    ]
    assert [(one.is_closed, len(one.panels)) for one in strips(marks)] == [(True, 4), (False, 1)]


def test_a_picture_that_is_older_than_the_planting_is_of_the_same_tree() -> None:
    assert len(strips([Mark(2001), Mark(2002, Chapter.PLANTED), Mark(2003)])) == 1


@given(_DAYS)
def test_without_a_day_of_its_own_an_act_counts_for_the_year_of_its_date(on: date) -> None:
    assert counts_for(on) == on.year


@given(_YEARS, st.integers(-150, 150), st.integers(-60, 60))
def test_an_act_that_comes_late_or_early_counts_for_the_year_of_the_day_it_hangs_on(
    year: int, late: int, moved: int
) -> None:
    """Christmas each year, one of which the family moved."""
    kept = [
        (date(one, 12, 24).toordinal() + (moved if one == year else 0), date(one, 12, 24).toordinal())
        for one in (year - 1, year, year + 1)
    ]
    on = date.fromordinal(kept[1][0] + late)
    nearest = min(kept, key=lambda one: (abs(one[0] - on.toordinal()), one[0]))
    assert counts_for(on, kept) == date.fromordinal(nearest[1]).year
    if abs(late) <= 120:
        assert counts_for(on, kept) == year


def test_what_was_given_on_the_second_of_january_counts_for_the_christmas_before() -> None:
    kept = [(date(year, 12, 24).toordinal(),) * 2 for year in (2024, 2025, 2026)]
    assert counts_for(date(2026, 1, 2), kept) == 2025


@given(_DAYS, st.integers(0, 130))
def test_an_age_grows_by_one_with_each_year_and_ends(born: date, years: int) -> None:
    found = age(born.toordinal(), born.year + years, None)
    if years > 120:
        assert found is None
    elif years >= 2:
        assert found == Age(Unit.YEARS, years)


@given(_DAYS, st.integers(-400, 20_000))
def test_no_age_is_told_before_the_day_it_is_counted_from_or_on_it(born: date, since: int) -> None:
    on = born + timedelta(days=since)
    found = age(born.toordinal(), on.year, on)
    assert (found is None) == (since <= 0)


@given(_DAYS, st.integers(1, 60), st.integers(1, 360))
def test_a_gift_that_comes_late_is_told_with_the_age_of_its_year(born: date, years: int, late: int) -> None:
    year = born.year + years
    assert age(born.toordinal(), year, date(year, 12, 31) + timedelta(days=late)) == age(born.toordinal(), year, None)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2018, 12, 24), Age(Unit.WEEKS, 5, 5)),
        (date(2019, 6, 1), Age(Unit.MONTHS, 6)),
        (date(2020, 11, 13), Age(Unit.MONTHS, 23)),
        (date(2025, 12, 24), Age(Unit.YEARS, 7)),
    ],
)
def test_ages_are_told_as_everywhere(on: date, told: Age) -> None:
    assert age(date(2018, 11, 14).toordinal(), on.year, on) == told
