import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.keeping import days, found, iso
from yearlight.calendars import easter, gregorian
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import Certainty

# Pascha 2026 is 12 April, 2025 is 20 April, 2024 is 5 May. Church lists: mystagogyresourcecenter.com (Greek),
# uofa.ru (Russian, 2017), stvolodymyr.ca (Ukrainian); naslovi.net 2025-10-11 and glasregije057.com 2022-11-05 (Serbian).
KNOWN = [
    ("orthodox-memorial-saturdays", {}, 2026, ["2026-02-14", "2026-02-21", "2026-02-28", "2026-05-30"]),
    (
        "orthodox-memorial-saturdays",
        {"church": "russian"},
        2017,
        ["2017-02-18", "2017-03-11", "2017-03-18", "2017-03-25", "2017-06-03", "2017-10-28"],
    ),
    ("orthodox-memorial-saturdays", {"church": "romanian"}, 2026, ["2026-02-14", "2026-05-30", "2026-10-24"]),
    (
        "orthodox-memorial-saturdays",
        {"church": "serbian"},
        2025,
        ["2025-02-22", "2025-06-07", "2025-10-11", "2025-11-01"],
    ),
    ("orthodox-memorial-saturdays", {"church": "serbian", "days": "demetrius"}, 2022, ["2022-11-05"]),
    ("orthodox-memorial-saturdays", {"days": "meatfare", "pascha": "western"}, 2026, ["2026-02-07"]),
    ("radonitsa", {}, 2026, ["2026-04-21"]),
    ("radonitsa", {}, 2024, ["2024-05-14"]),
    ("thomas-sunday", {}, 2026, ["2026-04-19"]),
    ("all-souls", {}, 2025, ["2025-11-02"]),  # a Sunday; zenit.org
    ("all-souls", {"on_sunday": "moved"}, 2025, ["2025-11-03"]),
    ("all-souls", {"on_sunday": "moved"}, 2026, ["2026-11-02"]),
    ("november", {}, 2026, ["2026-11-01/2026-11-30"]),
    ("totensonntag", {}, 2025, ["2025-11-23"]),
    ("totensonntag", {}, 2026, ["2026-11-22"]),
    ("holy-innocents", {}, 2026, ["2026-12-28"]),
    ("holy-innocents", {"church": "orthodox-new"}, 2026, ["2026-12-29"]),
    ("holy-innocents", {"church": "orthodox-old"}, 2026, ["2026-01-11"]),
    ("dia-de-muertos", {}, 2026, ["2026-11-01", "2026-11-02"]),
    ("dia-de-muertos", {"days": "oct-28,children"}, 2026, ["2026-10-28", "2026-11-01"]),
    ("christmas", {}, 2026, ["2026-12-25"]),
    ("christmas", {"calendar": "old"}, 2026, ["2026-01-07"]),
]


@pytest.mark.parametrize(("key", "options", "year", "expected"), KNOWN)
def test_days_are_those_of_the_churches(key: str, options: dict[str, str], year: int, expected: list[str]) -> None:
    assert days(key, "", year, year, **options) == expected


def test_the_kazan_feast_moves_demetrius_saturday_in_russian_use_alone() -> None:
    russian = found("orthodox-memorial-saturdays", "", 2017, 2017, church="russian")[-1]
    assert (iso(russian.day), Reason.MOVED_FROM_KAZAN in russian.reasons) == ("2017-10-28", True)
    assert days("orthodox-memorial-saturdays", "", 2017, 2017, church="ukrainian")[-1] == "2017-11-04"


def test_a_lenten_saturday_on_the_annunciation_is_to_be_asked() -> None:
    # 7 April 2018 was the Annunciation of the old calendar and the day before Pascha; 25 March 2023 a Greek Lenten Saturday.
    asked = found("orthodox-memorial-saturdays", "", 2020, 2030, days="lent-2,lent-3,lent-4")
    by_day = {iso(one.day): one.certainty for one in asked}
    assert by_day["2023-03-25"] is Certainty.ASK
    assert by_day["2026-03-14"] is Certainty.EXACT


@given(st.integers(1900, 2099))
def test_saturdays_of_souls_are_saturdays(year: int) -> None:
    for church in ("greek", "russian", "ukrainian", "romanian", "serbian"):
        for one in found("orthodox-memorial-saturdays", "", year, year, church=church):
            assert gregorian.weekday(one.day) == gregorian.SATURDAY


@given(st.integers(1900, 2099))
def test_demetrius_saturday_is_strictly_before_the_feast(year: int) -> None:
    for calendar, feast in (("new", (year, 10, 26)), ("old", (year, 11, 8))):
        one = found("orthodox-memorial-saturdays", "", year, year, days="demetrius", calendar=calendar)[0]
        assert 1 <= gregorian.to_day(*feast) - one.day <= 7


@given(st.integers(1900, 2099))
def test_totensonntag_is_the_sunday_before_advent(year: int) -> None:
    (one,) = found("totensonntag", "", year, year)
    fourth_of_advent = gregorian.on_or_before(gregorian.SUNDAY, gregorian.to_day(year, 12, 24))
    assert one.day == fourth_of_advent - 28
    assert easter.western(year) % 7 == one.day % 7
