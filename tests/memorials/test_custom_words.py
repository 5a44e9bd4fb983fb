"""Days of customs in words, by tables: a date in its calendar, its evening, how sure it is; and refusals."""

from datetime import date

import pytest

from yearlight.calendars import hebrew
from yearlight.calendars.customs import CUSTOMS
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import Calendar, Certainty, DateIn, Occurrence
from yearlight.memorials.custom_words import choices_told, day_told, declined_told, in_its_calendar, tithis_told


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (DateIn(Calendar.HEBREW, 5787, hebrew.KISLEV, 6), "6 Kislev 5787"),
        (DateIn(Calendar.HEBREW, 5787, hebrew.ADAR, 6), "6 Adar I 5787"),
        (DateIn(Calendar.HEBREW, 5787, hebrew.ADAR_II, 6), "6 Adar II 5787"),
        (DateIn(Calendar.HEBREW, 5786, hebrew.ADAR, 6), "6 Adar 5786"),
        (DateIn(Calendar.UMM_AL_QURA, 1448, 9, 1), "1 Ramadan 1448"),
        (DateIn(Calendar.TABULAR, 1448, 12, 30), "30 Dhu al-Hijjah 1448"),
        (DateIn(Calendar.CHINA, 2018, 10, 7), "day 7 of month 10, 2018"),
        (DateIn(Calendar.KOREA, 2020, 4, 1, is_leap_month=True), "day 1 of the leap month 4, 2020"),
    ],
)
def test_a_date_is_told_as_its_calendar_says_it(when: DateIn, words: str) -> None:
    assert in_its_calendar(when) == words


def _occurrence(day: date, ends: date | None = None, **fields: object) -> Occurrence:
    values = {"starts_evening_before": False, "certainty": Certainty.EXACT, "reasons": (Reason.SAME_DATE,), **fields}
    return Occurrence(day.toordinal(), "yahrzeit", 1, 2026, (ends or day).toordinal(), **values)  # type: ignore[arg-type]


def test_a_day_says_when_it_begins_and_ends() -> None:
    told = day_told(_occurrence(date(2026, 11, 6), date(2026, 11, 8), starts_evening_before=True))
    assert told.when == "Friday 6 November 2026"
    assert told.notes == [
        "From sunset on Thursday 5 November 2026.",
        "Until Sunday 8 November 2026.",
        "This day will not move.",
        "It is the same day and month of the calendar.",
    ]


def test_a_moved_day_is_told_with_the_day_of_its_rule_and_no_evening() -> None:
    told = day_told(_occurrence(date(2026, 11, 6), starts_evening_before=True), date(2026, 11, 8).toordinal())
    assert told.when == "Sunday 8 November 2026"
    assert told.notes[0] == "Your family moved it. The rule gives 6 November 2026."
    assert not any("sunset" in one for one in told.notes)


@pytest.mark.parametrize("certainty", Certainty)
def test_a_day_says_how_sure_it_is(certainty: Certainty) -> None:
    assert day_told(_occurrence(date(2026, 11, 6), certainty=certainty)).certainty.endswith(".")


@pytest.mark.parametrize(
    "why", [Why.NEEDS_DATE, Why.NEEDS_YEAR, Why.NEEDS_DAY, Why.NEEDS_BURIAL, Why.BURIED_IN_FESTIVAL]
)
def test_a_refusal_says_why_and_what_can_be_done(why: Why) -> None:
    said = declined_told(Declined(why))
    assert said.startswith(Declined(why).sentence)
    assert said.count(".") >= 2


def test_the_choices_are_told_in_words() -> None:
    rule = CUSTOMS["japanese-nenki"]
    told = dict(choices_told(choose(rule, {"more": "37,43"}), rule.options))
    assert told["Further years that some schools keep"] == "the 37th, the 43rd"
    assert told["In the twenties"] == "the 23rd and the 27th"
    assert dict(choices_told(choose(rule, {}), rule.options))["Further years that some schools keep"] == "none"
    rule = CUSTOMS["hand-entered"]
    assert choices_told(choose(rule, {"days": "2026-10-15,2027-10-04"}), rule.options) == [
        ("The days", "15 October 2026, 4 October 2027")
    ]
    rule = CUSTOMS["counted"]
    assert choices_told(choose(rule, {"days": "7,49"}), rule.options)[0][1] == "7, 49"


def test_the_tithis_of_a_day_are_those_of_india() -> None:
    assert "Shukla 6, Shukla 7." in tithis_told(date(2018, 11, 14).toordinal())
    assert "Amavasya" in tithis_told(date(2026, 10, 10).toordinal())
    assert tithis_told(date(1850, 1, 1).toordinal()) == ""
