"""A family's choices, checked against what a custom offers, with the default where nothing was chosen."""

from collections.abc import Mapping
from datetime import date

from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.rule import Choice, Chosen, Custom, Option, Takes
from yearlight.calendars.customs.words import gettext_noop

_LARGEST = 40_000

YES = Choice("yes", gettext_noop("yes"))
NO = Choice("no", gettext_noop("no"))

FEB_29 = Option(
    "feb29",
    gettext_noop("A 29 February, in other years"),
    (
        Choice("feb28", gettext_noop("is kept on 28 February")),
        Choice("mar01", gettext_noop("is kept on 1 March")),
        Choice("leap_only", gettext_noop("is kept in leap years only")),
    ),
    default="feb28",
)
COUNT = Option(
    "count",
    gettext_noop("How days are counted"),
    (
        Choice("inclusive", gettext_noop("the day itself is the first day")),
        Choice("after", gettext_noop("the day after is the first day")),
    ),
    default="inclusive",
)
YEARS = Option(
    "years",
    gettext_noop("For how long"),
    (
        Choice("always", gettext_noop("without an end")),
        Choice("1", gettext_noop("for the first year")),
        Choice("2", gettext_noop("for two years")),
        Choice("3", gettext_noop("for three years")),
    ),
    default="always",
)


def choose(custom: Custom, answers: Mapping[str, str]) -> Chosen:
    """The custom's options with these answers; raises Declined for an option or answer that is not offered."""
    known = {option.key: option for option in custom.options}
    for key in answers:
        if key not in known:
            names = ", ".join(known) or "-"
            raise Declined(Why.UNKNOWN_OPTION, custom=custom.key, option=key, known=names)
    return Chosen(tuple((key, _answer(option, answers.get(key, option.default))) for key, option in known.items()))


def _answer(option: Option, answer: str) -> str:
    parts = [part.strip() for part in answer.split(",") if part.strip()]
    if option.takes is Takes.ONE:
        # An option without a default is one that must be asked: left open it stays empty.
        is_offered = answer == option.default or answer in _keys(option)
    elif option.takes is Takes.SOME:
        is_offered = set(parts) <= set(_keys(option))
    else:
        is_offered = all(map(_is_number if option.takes is Takes.NUMBERS else _is_day, parts))
    if not is_offered:
        raise Declined(Why.UNKNOWN_ANSWER, option=option.key, answer=answer, known=offered(option))
    return answer if option.takes is Takes.ONE else ",".join(parts)


def offered(option: Option) -> str:
    """What an option takes, as it is typed."""
    if option.takes is Takes.NUMBERS:
        return "numbers from 1 to 40000, parted by commas"
    if option.takes is Takes.DAYS:
        return "days as 2026-10-15, parted by commas"
    separator = " | " if option.takes is Takes.ONE else ","
    return separator.join(_keys(option))


def _keys(option: Option) -> list[str]:
    return [choice.key for choice in option.choices]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= _LARGEST


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
