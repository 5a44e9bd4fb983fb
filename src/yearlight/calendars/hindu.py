"""What can be said of a Hindu date without a priest: the tithi of a moment, and Mahalaya Amavasya.

A tithi is a lunar day: the time in which the Moon gains 12 degrees on the Sun.
Numbers 1 to 15 are of the bright half (shukla; 15 is Purnima), 16 to 30 of the
dark half (krishna; 30 is Amavasya). No yearly date is worked out from it: the
rule and the place decide, and families differ.

Range: 1900 to 2100. The boundaries of a tithi are within a minute of a full
ephemeris, which ``trials/calendars.py`` holds; the turning of the Earth, which
nobody can foretell, may add another by 2100.

Sources: the Sun, Bretagnon and Simon, *Planetary Programs and Tables from
-4000 to +2800*, without its smaller half; the Moon, Chapront-Touzé and
Chapront's ELP-2000/82, shortened as in Meeus, *Astronomical Algorithms*,
chapter 47; dynamical against universal time, observations and the forecast of
Morrison, Stephenson, Hohenkerk and Zawilski, 2021. Mahalaya, from the rule of
Sewell and Dikshit, *The Indian Calendar*, p. 17.
"""

from math import cos, degrees, floor, radians, sin
from typing import NamedTuple

from yearlight.calendars import day as days
from yearlight.calendars.doubt import Doubt
from yearlight.calendars.errors import OutOfRange
from yearlight.calendars.tables import mahalaya as table

NAME = "Hindu"
FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_DAY, LAST_DAY = days.number(FIRST_YEAR, 1, 1), days.number(LAST_YEAR, 12, 31)

#: How many minutes from its boundary a tithi is not to be relied on: clocks and notes of a death are no better.
UNSURE_WITHIN = 10

_DAYS = bytes(map(int, table.DAYS.split()))
_DIFFER = frozenset(map(int, table.DIFFER.split()))

#: Noon of 1 January 2000, from which the theories count.
_EPOCH = days.number(2000, 1, 1) + 0.5
#: Degrees that the Moon gains on the Sun in a day, on average.
_GAIN = 12.19075
#: Seconds of dynamical time ahead of universal time, every ten years from 1900; measured to 2020.
_AHEAD = (-3, 10, 21, 24, 24, 29, 33, 40, 51, 57, 64, 66, 69, 70, 71, 72, 74, 76, 79, 83, 87)

#: The Sun's longitude: parts of 1/10,000,000 of a radian, and of each sine's angle the degrees in 2000 and in a century.
_SUN = (
    (403406, 270.54861, 0.9287892),
    (195207, 340.19128, 35999.1376958),
    (119433, 63.91854, 35999.4089666),
    (112392, 331.26220, 35998.7287385),
    (3891, 317.843, 71998.20261),
    (2819, 86.631, 71998.4403),
    (1721, 240.052, 36000.35726),
    (660, 310.26, 71997.4812),
    (350, 247.23, 32964.4678),
    (334, 260.87, -19.4410),
    (314, 297.82, 445267.1117),
    (268, 343.14, 45036.8840),
    (242, 166.79, 3.1008),
    (234, 81.53, 22518.4434),
    (158, 3.50, -19.9739),
    (132, 132.75, 65928.9345),
    (129, 182.95, 9038.0293),
    (114, 162.03, 3034.7684),
    (99, 29.8, 33718.148),
    (93, 266.4, 3034.448),
    (86, 249.2, -2280.773),
    (78, 157.6, 29929.992),
    (72, 257.8, 31556.493),
    (68, 185.1, 149.588),
    (64, 69.9, 9037.750),
)

#: The Moon's longitude: multiples of its elongation, the Sun's anomaly, its own, and its latitude's argument;
#: then millionths of a degree of the sine.
_MOON = (
    (0, 0, 1, 0, 6288774),
    (2, 0, -1, 0, 1274027),
    (2, 0, 0, 0, 658314),
    (0, 0, 2, 0, 213618),
    (0, 1, 0, 0, -185116),
    (0, 0, 0, 2, -114332),
    (2, 0, -2, 0, 58793),
    (2, -1, -1, 0, 57066),
    (2, 0, 1, 0, 53322),
    (2, -1, 0, 0, 45758),
    (0, 1, -1, 0, -40923),
    (1, 0, 0, 0, -34720),
    (0, 1, 1, 0, -30383),
    (2, 0, 0, -2, 15327),
    (0, 0, 1, 2, -12528),
    (0, 0, 1, -2, 10980),
    (4, 0, -1, 0, 10675),
    (0, 0, 3, 0, 10034),
    (4, 0, -2, 0, 8548),
    (2, 1, -1, 0, -7888),
    (2, 1, 0, 0, -6766),
    (1, 0, -1, 0, -5163),
    (1, 1, 0, 0, 4987),
    (2, -1, 1, 0, 4036),
    (2, 0, 2, 0, 3994),
    (4, 0, 0, 0, 3861),
    (2, 0, -3, 0, 3665),
    (0, 1, -2, 0, -2689),
    (2, 0, -1, 2, -2602),
    (2, -1, -2, 0, 2390),
    (1, 0, 1, 0, -2348),
    (2, -2, 0, 0, 2236),
    (0, 1, 2, 0, -2120),
    (0, 2, 0, 0, -2069),
    (2, -2, -1, 0, 2048),
    (2, 0, 1, -2, -1773),
    (2, 0, 0, 2, -1595),
    (4, -1, -1, 0, 1215),
    (0, 0, 2, 2, -1110),
)


class Tithi(NamedTuple):
    """A lunar day, and how far a moment lies within it, in minutes."""

    number: int
    since: int
    left: int

    @property
    def is_sure(self) -> bool:
        """Whether the moment is far enough from both boundaries."""
        return min(self.since, self.left) >= UNSURE_WITHIN


def tithi(day: int, minute: float) -> Tithi:
    """The tithi at a moment, told as a day number and minutes of universal time; raises OutOfRange.

    The minutes may be negative or more than a day: a caller takes the place's
    offset from its own clock's minutes.

    >>> tithi(days.number(2018, 11, 14), 6 * 60)
    Tithi(number=7, since=427, left=1174)
    """
    moment = day + minute / 1440
    if not FIRST_DAY <= moment < LAST_DAY + 1:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    number = floor(elongation(moment) / 12)
    since = moment - _reached(12 * number, moment)
    left = _reached(12 * number + 12, moment) - moment
    return Tithi(number + 1, floor(1440 * since), floor(1440 * left))


def tithis(day: int, first: float, last: float) -> tuple[int, ...]:
    """The tithis that hold between two minutes of universal time, in order; for a death whose hour is not known."""
    begun, ended = tithi(day, first).number, tithi(day, last).number
    return tuple((begun - 1 + i) % 30 + 1 for i in range((ended - begun) % 30 + 1))


def mahalaya(year: int) -> int:
    """The day of Mahalaya (Sarvapitri) Amavasya at the central station of India; raises OutOfRange.

    The day in whose afternoon (aparahna) the Amavasya that ends the month
    Bhadrapada (counted from new moon) holds.

    >>> days.civil(mahalaya(2026))
    Civil(year=2026, month=10, day=10)
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfRange(NAME, FIRST_DAY, LAST_DAY)
    return days.number(year, 9, 1) + _DAYS[year - FIRST_YEAR]


def mahalaya_doubt(year: int) -> Doubt | None:
    """Why the day is not certain: in some years Delhi, Chennai, Kolkata and Mumbai do not agree."""
    return Doubt.PLACE if year in _DIFFER else None


def elongation(moment: float) -> float:
    """How far the Moon is ahead of the Sun, 0 to 360 degrees, at a day number and fraction of universal time."""
    decades = (moment - FIRST_DAY) / 3652.5
    step = min(int(decades), len(_AHEAD) - 2)
    ahead = _AHEAD[step] + (decades - step) * (_AHEAD[step + 1] - _AHEAD[step])
    t = (moment + ahead / 86400 - _EPOCH) / 36525
    return (_moon(t) - _sun(t)) % 360


def _sun(t: float) -> float:
    """Its longitude, without nutation (which the Moon shares) and with aberration."""
    aberration = 0.0000974 * cos(radians(177.63 + 35999.01848 * t)) - 0.005575
    total = sum(c * sin(radians(phase + rate * t)) for c, phase, rate in _SUN)
    return 282.7771834 + 36000.76953744 * t + degrees(total / 1e7) + aberration


def _moon(t: float) -> float:
    mean = 218.3164477 + 481267.88123421 * t - 0.0015786 * t * t
    d = radians(297.8501921 + 445267.1114034 * t - 0.0018819 * t * t)
    m = radians(357.5291092 + 35999.0502909 * t - 0.0001536 * t * t)
    m_moon = radians(134.9633964 + 477198.8675055 * t + 0.0087414 * t * t)
    f = radians(93.2720950 + 483202.0175233 * t - 0.0036539 * t * t)
    # The Earth's orbit grows rounder, and what hangs on the Sun's anomaly grows smaller with it.
    rounder = 1 - 0.002516 * t
    total = sum(c * rounder ** abs(j) * sin(i * d + j * m + k * m_moon + n * f) for i, j, k, n, c in _MOON)
    venus, jupiter = radians(119.75 + 131.849 * t), radians(53.09 + 479264.290 * t)
    total += 3958 * sin(venus) + 1962 * sin(radians(mean) - f) + 318 * sin(jupiter)
    return mean + total / 1e6


def _reached(target: float, moment: float) -> float:
    """When the elongation is ``target``, nearest to a moment."""
    for _ in range(6):
        moment += ((target - elongation(moment) + 180) % 360 - 180) / _GAIN
    return moment
