import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.keeping import days, found, iso, kept, number
from yearlight.calendars import umm_al_qura
from yearlight.calendars.customs import muslim
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import Calendar, Certainty, DateIn
from yearlight.calendars.edtf import parse
from yearlight.calendars.occurrences import Anchor, Kept, Sunset, beyond, occurrences


def test_the_hijri_date_comes_back_eleven_days_earlier() -> None:
    # 1 Ramadan by Umm al-Qura: 11 March 2024, 1 March 2025, 18 February 2026 (R.H. van Gent's tables).
    assert days("hijri-yearly", "2024-03-11", 2025, 2026) == ["2025-03-01", "2026-02-18"]


def test_two_may_fall_in_one_civil_year() -> None:
    assert [one.year for one in found("hijri-yearly", "2024-03-11", 2030, 2030)] == [1451, 1452]


def test_a_death_after_sunset_belongs_to_the_next_date() -> None:
    assert days("hijri-yearly", "2024-03-10", 2025, 2025, sunset=Sunset.AFTER) == ["2025-03-01"]


@pytest.mark.parametrize(("shift", "expected"), [("-1", "2025-02-28"), ("0", "2025-03-01"), ("1", "2025-03-02")])
def test_a_community_may_keep_the_day_before_or_after(shift: str, expected: str) -> None:
    one = found("hijri-yearly", "2024-03-11", 2025, 2025, shift=shift)[0]
    assert iso(one.day) == expected
    assert (Reason.MOVED_BY_FAMILY in one.reasons) is (shift != "0")


def test_a_30th_is_kept_on_the_29th_or_the_first_of_the_next() -> None:
    # Ramadan 1445 had 30 days (the 30th on 9 April 2024), Ramadan 1446 had 29 (Eid on 30 March 2025).
    assert days("hijri-yearly", "2024-04-09", 2025, 2025) == ["2025-03-29"]
    assert days("hijri-yearly", "2024-04-09", 2025, 2025, thirtieth="first") == ["2025-03-30"]


def test_printed_years_are_exact_and_later_ones_a_forecast() -> None:
    kept_in = {one.year: one.certainty for one in found("hijri-yearly", "2024-03-11", 2028, 2031)}
    assert kept_in[1450] is Certainty.EXACT
    assert kept_in[1451] is Certainty.PROVISIONAL


def test_nothing_is_given_after_the_calendar_ends_and_it_is_said() -> None:
    one = kept("hijri-yearly", "2024-03-11")
    first, last = number("2078-01-01"), number("2090-12-31")
    assert occurrences(one, first, last) == []
    assert beyond(one, first, last) == (umm_al_qura.FIRST_DAY, umm_al_qura.LAST_DAY)


def test_a_death_before_the_printed_calendar_is_declined_but_not_by_the_tabular_one() -> None:
    with pytest.raises(Declined) as refused:
        found("hijri-yearly", "1924-07-31")
    assert refused.value.why is Why.OUT_OF_RANGE
    assert found("hijri-yearly", "1924-07-31", 2000, 2001, calendar="tabular")


def test_the_date_on_a_paper_counts_more_than_a_table() -> None:
    given_ = DateIn(Calendar.UMM_AL_QURA, 1445, 9, 2)
    one = kept("hijri-yearly", "2024-03-11")
    paper = Kept(one.custom, one.chosen, Anchor(parse("2024-03-11"), given=given_))
    assert iso(occurrences(paper, number("2025-01-01"), number("2025-12-31"))[0].day) == "2025-03-02"


@pytest.mark.parametrize(
    ("given_", "why"),
    [
        (DateIn(Calendar.HEBREW, 5784, 12, 1), Why.OTHER_CALENDAR),
        (DateIn(Calendar.UMM_AL_QURA, 1446, 9, 30), Why.NO_SUCH_DATE),
        (DateIn(Calendar.UMM_AL_QURA, 1300, 9, 1), Why.OUT_OF_RANGE),
    ],
)
def test_a_paper_date_that_is_none_is_declined(given_: DateIn, why: Why) -> None:
    one = kept("hijri-yearly", "2024-03-11")
    with pytest.raises(Declined) as refused:
        occurrences(Kept(one.custom, one.chosen, Anchor(None, given=given_)), 1, 800000)
    assert refused.value.why is why


def test_a_widows_waiting_period_is_four_months_and_ten_days() -> None:
    # From 1 Ramadan 1445 (11 March 2024): 1 Muharram 1446 is 7 July 2024, and ten days more are 17 July.
    assert days("muslim-waiting-period", "2024-03-11") == ["2024-03-11/2024-07-17"]


@given(st.integers(umm_al_qura.FIRST_DAY, number("2060-12-31")), st.integers(1, 15))
def test_a_hijri_day_lies_in_its_year_and_month(died_on: int, later: int) -> None:
    year, month, day = umm_al_qura.from_day(died_on)
    found_, _ = muslim.in_year(umm_al_qura, year + later, month, day)
    assert umm_al_qura.from_day(found_)[:2] == (year + later, month)
