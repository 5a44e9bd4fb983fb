import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.calendars import daylight

latitudes = st.integers(-90, 90)

# Published tables of day length (U.S. Naval Observatory, "Duration of Daylight"), at the solstices and an equinox.
KNOWN = [
    ("London, midsummer", 51.5, 172, 16 + 38 / 60),
    ("London, midwinter", 51.5, 355, 7 + 50 / 60),
    ("Stockholm, midsummer", 59.33, 172, 18 + 37 / 60),
    ("Stockholm, midwinter", 59.33, 355, 6 + 5 / 60),
    ("Sydney, midsummer", -33.87, 355, 14 + 25 / 60),
    ("Sydney, midwinter", -33.87, 172, 9 + 54 / 60),
    ("the equator, any day", 0, 79, 12 + 7 / 60),
    ("Tromsø, midsummer", 69.65, 172, 24),
    ("Tromsø, midwinter", 69.65, 355, 0),
    ("the pole, midsummer", 90, 172, 24),
    ("the other pole, midsummer", -90, 172, 0),
]


@pytest.mark.parametrize(("where", "latitude", "day", "hours"), KNOWN)
def test_days_are_as_long_as_almanacs_say(where: str, latitude: float, day: int, hours: float) -> None:
    assert daylight.hours(latitude, day) == pytest.approx(hours, abs=4 / 60), where


@given(latitudes, st.integers(1, 366))
def test_a_day_has_between_none_and_24_hours_of_light(latitude: int, day: int) -> None:
    assert 0 <= daylight.hours(latitude, day) <= 24


@given(st.integers(0, 65), st.integers(1, 182))
def test_half_a_year_later_the_south_has_the_same_light(latitude: int, day: int) -> None:
    assert daylight.hours(latitude, day) == pytest.approx(daylight.hours(-latitude, day + 183), abs=0.7)


@pytest.mark.parametrize("wrong", [-91, 91])
def test_a_latitude_outside_the_earth_is_refused(wrong: int) -> None:
    for drawn in (daylight.leaf_lying, daylight.leaf_standing, daylight.months):
        with pytest.raises(ValueError):
            drawn(wrong)


@pytest.mark.parametrize("wrong", [0, 367])
def test_a_day_outside_the_year_is_refused(wrong: int) -> None:
    with pytest.raises(ValueError):
        daylight.hours(50, wrong)


def points(path: str) -> list[tuple[float, float]]:
    """Every point that a path of M, c, s, l, h and v comes to."""
    steps = {"M": 2, "c": 6, "s": 4, "l": 2}
    x = y = 0.0
    found = []
    for sign, numbers in re.findall(r"([Mcslhvz])([^Mcslhvz]*)", path):
        values = [float(number) for number in re.findall(r"-?(?:\d+(?:\.\d+)?|\.\d+)", numbers)]
        if sign == "h":
            x += values[0]
        elif sign == "v":
            y += values[0]
        else:
            for i in range(0, len(values), steps.get(sign, 1)):
                x, y = x + values[i + steps[sign] - 2], y + values[i + steps[sign] - 1]
                found.append((x, y))
                continue
        found.append((x, y))
    return found


@given(latitudes | st.none())
def test_the_leaf_stays_in_its_box_and_under_a_kilobyte(latitude: int | None) -> None:
    lying, standing = daylight.leaf_lying(latitude), daylight.leaf_standing(latitude)
    assert len(lying) < 1000
    assert len(standing) < 1000
    assert all(-1 <= x <= 1001 and -0.5 <= y <= 100.5 for x, y in points(lying))
    assert all(-1 <= y <= 1001 and -0.5 <= x <= 100.5 for x, y in points(standing))


@given(st.integers(10, 90), st.booleans())
def test_the_leaf_is_narrow_at_both_ends_and_wide_in_the_middle(latitude: int, south: bool) -> None:
    corners = points(daylight.leaf_lying(-latitude if south else latitude))
    width = {round(x / 50): abs(y - 50) for x, y in corners}
    assert max(width[0], width[20]) < 6 < 40 < width[10]


def test_the_leaf_of_no_place_is_that_of_50_degrees() -> None:
    assert daylight.leaf_lying() == daylight.leaf_lying(50)


def test_the_year_is_a_steady_band_near_the_equator() -> None:
    assert daylight.leaf_lying(-9) == daylight.leaf_lying(9) == "M0 38h1000v24h-1000z"
    assert daylight.leaf_lying(10) != daylight.leaf_lying(9)


def test_the_mark_is_small_and_in_its_box() -> None:
    assert len(daylight.mark()) < 300
    assert all(0 <= x <= 10 and -0.01 <= y <= 24.01 for x, y in points(daylight.mark()))


def test_the_year_begins_in_its_own_midwinter() -> None:
    assert daylight.months(59)[0] == daylight.months(None)[0] == daylight.months(-5)[0] == 1
    assert daylight.months(-34) == (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("month", "day", "latitude", "place"),
    [
        (1, 1, 59, 0),
        (12, 31, 59, 100),
        (7, 2, None, 50),
        (11, 14, 59, 87),
        (2, 29, 59, 16),
        (7, 1, -34, 0),
        (6, 30, -34, 100),
        (12, 31, -34, 50),
    ],
)
def test_a_day_has_its_place_on_the_leaf(month: int, day: int, latitude: int | None, place: int) -> None:
    assert daylight.place_of(month, day, latitude) == place


def test_a_day_that_is_none_has_no_place() -> None:
    with pytest.raises(ValueError):
        daylight.place_of(2, 30)
