"""Dates in words, in the reader's language."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.utils import formats
from django.utils.dates import MONTHS
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from yearlight.calendars import edtf
from yearlight.calendars.edtf import Edtf, Precision


def in_words(text: str) -> str:
    """A date as the family knows it, from its EDTF text: "14 November 2018", "about 2019", "spring 2018".

    Empty for no date. What cannot be read, which nothing here writes, is shown as it stands.
    """
    if not text:
        return ""
    try:
        return _whole(edtf.parse(text))
    except edtf.EdtfError:
        return text


def names_in_words(names: Sequence[str]) -> str:
    """ "Mara", "Mara and Peter", "Mara, Peter and Ilse"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def day_in_words(day: date) -> str:
    """A whole date: "14 November 2018"."""
    return formats.date_format(day, "DATE_FORMAT")


def weekday_in_words(day: date, *, with_year: bool = False) -> str:
    """A date with its weekday: "Saturday 14 November"."""
    words = _weekday(get_language(), day)
    if not with_year:
        return words
    return _("%(day)s %(year)s") % {"day": words, "year": day.year}


@lru_cache(maxsize=4096)
def _weekday(language: str, day: date) -> str:
    """Kept for each language: a list of days writes the same ones again and again."""
    return formats.date_format(day, pgettext("a day: weekday, day and month in Django's letters", "l j F"))


def _whole(when: Edtf) -> str:
    if when.precision is Precision.INTERVAL:
        return _between(when)
    words = _plain(when)
    if when.is_approximate and when.is_uncertain:
        return _("perhaps about %(date)s") % {"date": words}
    if when.is_approximate:
        return _("about %(date)s") % {"date": words}
    if when.is_uncertain:
        return _("perhaps %(date)s") % {"date": words}
    return words


def _between(when: Edtf) -> str:
    start, end = (_whole(one) if one else "" for one in (when.start, when.end))
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("from %(start)s on") % {"start": start}
    return _("until %(end)s") % {"end": end} if end else _("at a time nobody knows")


def _plain(when: Edtf) -> str:
    match when.precision:
        case Precision.DAY if when.year and when.month and when.day:
            return formats.date_format(date(when.year, when.month, when.day), "DATE_FORMAT")
        case Precision.DAY_OF_YEAR if when.month and when.day:
            return formats.date_format(date(2000, when.month, when.day), "MONTH_DAY_FORMAT")
        case Precision.MONTH if when.month:
            return _("%(month)s %(year)s") % {"month": MONTHS[when.month], "year": when.year}
        case Precision.SEASON if when.season:
            return _("%(season)s %(year)s") % {"season": _season(when.season), "year": when.year}
        case Precision.DECADE:
            return _("the %(year)ss") % {"year": when.year}
        case Precision.CENTURY:
            return _("between %(first)s and %(last)s") % {"first": when.year, "last": (when.year or 0) + 99}
        case _:
            return str(when.year)


def _season(number: int) -> str:
    names = {21: _("spring"), 22: _("summer"), 23: _("autumn"), 24: _("winter")}
    return names[number]
