"""Hours of daylight, and the leaf of the year that is drawn from them.

The leaf runs from one midwinter to the next: January to December, and in the
south July to June. Nearer to the equator than 10 degrees the days hardly
change, and it is a steady band from January to December.

Latitude is in whole degrees, north positive, -90 to 90; ``None`` (no place
said) is taken as 50. Outside that range every function raises ValueError.
"""

import math
from datetime import date
from functools import cache
from itertools import pairwise

UNKNOWN_PLACE = 50
STEADY_WITHIN = 10

_YEAR = 365.2422
#: How high the sun's middle stands at sunrise: the air lifts it by 34', its own radius is 16'.
_AT_SUNRISE = math.radians(-50 / 60)
_MARK_LATITUDE = 59
_DAYS_BEFORE_JULY = 181


def hours(latitude: float | None, day_of_year: int) -> float:
    """Hours from sunrise to sunset, 0 to 24, on a day of the year, 1 to 366.

    The sun's declination comes from the "approximate solar coordinates" of
    the U.S. Naval Observatory (*Astronomical Almanac*, section C), the length
    of the day from the sunrise equation, with the upper edge of the sun on the
    horizon and ordinary refraction. Within about four minutes of almanacs up
    to 60 degrees for the years 1950 to 2050; near the polar circles, where
    the sun only grazes the horizon, within half an hour. Where it does not
    set or does not rise, 24 or 0.
    """
    if not 1 <= day_of_year <= 366:
        raise ValueError(f"day {day_of_year} is not in a year")
    phi = math.radians(min(89.99, max(-89.99, _degrees(latitude))))
    delta = _declination(day_of_year)
    cosine = (math.sin(_AT_SUNRISE) - math.sin(phi) * math.sin(delta)) / (math.cos(phi) * math.cos(delta))
    return 24 / math.pi * math.acos(max(-1.0, min(1.0, cosine)))


def months(latitude: float | None) -> tuple[int, ...]:
    """The months in the order in which the leaf holds them."""
    return (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6) if _is_south(latitude) else tuple(range(1, 13))


@cache
def place_of(month: int, day: int, latitude: float | None = None) -> int:
    """Where a day stands on the leaf, 0 (its beginning) to 100, for the classes ``x-NN`` and ``y-NN``.

    29 February stands with 1 March. Raises ValueError where there is no such day.
    """
    date(2024, month, day)
    if (month, day) == (2, 29):
        month, day = 3, 1
    index = date(2025, month, day).timetuple().tm_yday - 1
    if _is_south(latitude):
        index = (index - _DAYS_BEFORE_JULY) % 365
    return round(100 * (index + 0.5) / 365)


@cache
def leaf_lying(latitude: float | None = None) -> str:
    """The leaf as the ``d`` of an SVG path in a box of 1000 by 100, its beginning at the left."""
    if _is_steady(latitude):
        return "M0 38h1000v24h-1000z"
    widths = [50 * width for width in _widths(latitude, steps=20)]
    return _closed_curve(widths, step=50, middle=50, lying=True, decimals=1)


@cache
def leaf_standing(latitude: float | None = None) -> str:
    """The leaf as the ``d`` of an SVG path in a box of 100 by 1000, its beginning at the top."""
    if _is_steady(latitude):
        return "M38 0h24v1000h-24z"
    widths = [50 * width for width in _widths(latitude, steps=20)]
    return _closed_curve(widths, step=50, middle=50, lying=False, decimals=1)


@cache
def mark() -> str:
    """The mark of Yearlight: a standing leaf, always the same, in a box of 10 by 24."""
    lengths = [hours(_MARK_LATITUDE, round(355 + 365 * i / 8 - 1) % 365 + 1) for i in range(9)]
    widths = [4.8 * share**0.75 for share in _shares(lengths)]
    return _closed_curve(widths, step=3, middle=5, lying=False, decimals=2)


def _degrees(latitude: float | None) -> float:
    if latitude is None:
        return UNKNOWN_PLACE
    if not -90 <= latitude <= 90:
        raise ValueError(f"{latitude} is no latitude")
    return latitude


def _is_steady(latitude: float | None) -> bool:
    return abs(_degrees(latitude)) < STEADY_WITHIN


def _is_south(latitude: float | None) -> bool:
    return _degrees(latitude) < 0 and not _is_steady(latitude)


def _declination(day_of_year: int) -> float:
    """The sun's declination in radians at noon of a day in a middle year (2023) of the leap cycle."""
    since_2000 = day_of_year + 23 * _YEAR - 1.0
    anomaly = math.radians(357.528 + 0.9856003 * since_2000)
    longitude = 280.460 + 0.9856474 * since_2000 + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly)
    return math.asin(math.sin(math.radians(23.439)) * math.sin(math.radians(longitude)))


def _shares(lengths: list[float]) -> list[float]:
    """Each length between the shortest (0) and the longest (1)."""
    shortest, longest = min(lengths), max(lengths)
    return [(length - shortest) / (longest - shortest) for length in lengths]


def _widths(latitude: float | None, *, steps: int) -> list[float]:
    """Half the leaf's width, 0 to 1, at equal steps from its beginning to its end."""
    begins = _DAYS_BEFORE_JULY if _is_south(latitude) else 0
    lengths = [hours(latitude, round(begins + 364 * i / steps) % 365 + 1) for i in range(steps + 1)]
    return [share**0.9 for share in _shares(lengths)]


def _closed_curve(widths: list[float], *, step: int, middle: int, lying: bool, decimals: int) -> str:
    """A smooth closed outline with the widths on both sides of a middle line.

    Relative cubic curves whose handles reach a third of a step: a page carries
    this path whole, so its bytes count.
    """
    there = [middle - width for width in widths]
    back = [middle + width for width in reversed(widths)]
    across = "l" + _pair(0, back[0] - there[-1], lying, decimals)
    sides = _side(there, step, lying, decimals), _side(back, -step, lying, decimals)
    return "M" + _pair(0, there[0], lying, decimals) + across.join(sides) + "z"


def _side(heights: list[float], step: int, lying: bool, decimals: int) -> str:
    # Rounded before the differences are taken, so that the roundings do not add up along the way.
    rounded = [round(height, decimals) for height in heights]
    padded = [rounded[0], *rounded, rounded[-1]]
    slopes = [(after - before) / 2 for before, after in zip(padded, padded[2:], strict=False)]
    curves = []
    for (before, after), slope in zip(pairwise(rounded), slopes[1:], strict=True):
        handle = _pair(step * 2 / 3, after - before - slope / 3, lying, decimals)
        curves.append(handle + _spaced(_pair(step, after - before, lying, decimals)))
    first = _pair(step / 3, slopes[0] / 3, lying, decimals)
    # "s" mirrors the handle before it, which a smooth curve of equal steps wants anyway.
    return "c" + first + _spaced("s".join(curves))


def _pair(x: float, y: float, lying: bool, decimals: int) -> str:
    a, b = (x, y) if lying else (y, x)
    return _compact(a, decimals) + _spaced(_compact(b, decimals))


def _compact(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _spaced(text: str) -> str:
    """A number after another: a minus sign parts them as well as a space."""
    return text if text.startswith("-") else " " + text
