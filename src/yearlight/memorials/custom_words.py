"""Customs in words: a day with its date in its calendar, how sure it is and why; and why no day can be given.

The engine holds English sentences; here they are passed through the reader's language.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yearlight.calendars import hebrew, hindu
from yearlight.calendars.customs import CUSTOMS
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.reasons import words
from yearlight.calendars.customs.rule import Calendar, Certainty, Chosen, DateIn, Occurrence, Option, Takes
from yearlight.calendars.errors import OutOfRange
from yearlight.memorials.series import KeptDay
from yearlight.web.words import day_in_words, weekday_in_words

_HEBREW = (
    gettext_lazy("Nisan"), gettext_lazy("Iyar"), gettext_lazy("Sivan"), gettext_lazy("Tammuz"), gettext_lazy("Av"),
    gettext_lazy("Elul"), gettext_lazy("Tishrei"), gettext_lazy("Cheshvan"), gettext_lazy("Kislev"),
    gettext_lazy("Tevet"), gettext_lazy("Shevat"), gettext_lazy("Adar"), gettext_lazy("Adar II"),
)  # fmt: skip
_HIJRI = (
    gettext_lazy("Muharram"), gettext_lazy("Safar"), gettext_lazy("Rabi al-Awwal"), gettext_lazy("Rabi al-Thani"),
    gettext_lazy("Jumada al-Ula"), gettext_lazy("Jumada al-Akhira"), gettext_lazy("Rajab"), gettext_lazy("Shaban"),
    gettext_lazy("Ramadan"), gettext_lazy("Shawwal"), gettext_lazy("Dhu al-Qadah"), gettext_lazy("Dhu al-Hijjah"),
)  # fmt: skip
_CERTAINTY = {
    Certainty.EXACT: gettext_lazy("This day will not move."),
    Certainty.PROVISIONAL: gettext_lazy("This day is a forecast and may move by a day."),
    Certainty.ASK: gettext_lazy("This is the general rule. Please ask somebody who knows your family’s way."),
}
#: Minutes that Indian time is ahead of universal time.
_INDIAN_TIME = 330
#: What can be done where no day can be given.
_TO_DO = {
    Why.NEEDS_DATE: gettext_lazy("Add the date first, and choose this again."),
    Why.NEEDS_YEAR: gettext_lazy(
        "If you find the year, add it to the date. “The same date each year” can be kept without it."
    ),
    Why.NEEDS_DAY: gettext_lazy("If you find the day, add it to the date. Until then the date stands as it is."),
    Why.NEEDS_BURIAL: gettext_lazy("Add the day of the funeral as a date, or choose another way."),
    Why.NEEDS_COUNTRY: gettext_lazy("Choose a country."),
    Why.BURIED_IN_FESTIVAL: gettext_lazy("The days your rabbi gives can be entered by hand."),
    Why.OUT_OF_RANGE: gettext_lazy("Another calendar may reach that far, or the days can be entered by hand."),
    Why.UNKNOWN_ANSWER: gettext_lazy("Choose one of the answers that are offered."),
}
_SUNSETS = {
    "before": gettext_lazy("The date is taken as before sunset."),
    "after": gettext_lazy("The date is taken as after nightfall, so it belongs to the next day of this calendar."),
    "unknown": gettext_lazy("Nobody knows whether it was before sunset or after, so both days are given."),
}
_NOTHING_CHOSEN = pgettext_lazy("an option of a custom", "none")


@dataclass(frozen=True, slots=True)
class DayTold:
    """One day of a custom, as a page tells it. Empty words are not shown."""

    on: date
    when: str
    #: Where the family moved it: the day that the rule gives.
    moved_from: str
    in_its_calendar: str
    from_sunset: str
    until: str
    certainty: str
    reasons: tuple[str, ...]

    @property
    def notes(self) -> list[str]:
        """What stands below the day, sentence by sentence."""
        told = (self.moved_from, self.from_sunset, self.until, self.certainty, *self.reasons)
        return [words for words in told if words]


def day_told(found: Occurrence, on: int | None = None) -> DayTold:
    """A day that a custom gives; ``on`` is where the family keeps it, if elsewhere."""
    kept, rule = date.fromordinal(on or found.day), date.fromordinal(found.day)
    is_moved = kept != rule
    evening = weekday_in_words(date.fromordinal(found.day - 1), with_year=True)
    last = weekday_in_words(date.fromordinal(found.ends), with_year=True)
    return DayTold(
        on=kept,
        when=weekday_in_words(kept, with_year=True),
        moved_from=_("Your family moved it. The rule gives %(day)s.") % {"day": day_in_words(rule)} if is_moved else "",
        in_its_calendar=in_its_calendar(found.date_in_calendar) if found.date_in_calendar else "",
        from_sunset=_("From sunset on %(day)s.") % {"day": evening}
        if found.starts_evening_before and not is_moved
        else "",
        until=_("Until %(day)s.") % {"day": last} if found.ends > found.day and not is_moved else "",
        certainty=str(_CERTAINTY[found.certainty]),
        reasons=tuple(sentences(found)),
    )


def kept_day_told(day: KeptDay) -> DayTold:
    """A day of a series, where the family keeps it."""
    return day_told(day.occurrence, day.on)


def in_its_calendar(when: DateIn) -> str:
    """A date as its calendar says it: "6 Kislev 5787"."""
    if when.calendar in _MONTHS_OF:
        named = {"day": when.day, "month": _month(when), "year": when.year}
        return _("%(day)s %(month)s %(year)s") % named
    numbers = {"day": when.day, "month": when.month, "year": when.year}
    if when.is_leap_month:
        return _("day %(day)s of the leap month %(month)s, %(year)s") % numbers
    return _("day %(day)s of month %(month)s, %(year)s") % numbers


_MONTHS_OF = {Calendar.HEBREW: _HEBREW, Calendar.UMM_AL_QURA: _HIJRI, Calendar.TABULAR: _HIJRI}


def _month(when: DateIn) -> str:
    if when.calendar is Calendar.HEBREW and when.month == hebrew.ADAR and hebrew.is_leap(when.year):
        return _("Adar I")
    return str(_MONTHS_OF[when.calendar][when.month - 1])


def sentences(found: Occurrence) -> list[str]:
    """Why the day is that day, in whole sentences."""
    return [_(sentence) for sentence in words(found.reasons)]


def sentence_of(declined: Declined) -> str:
    """Why no day is given."""
    return _(declined.sentence) % declined.values


def declined_told(declined: Declined) -> str:
    """Why no day is given, and what can be done."""
    to_do = str(_TO_DO.get(declined.why, ""))
    return _("%(why)s %(to_do)s") % {"why": sentence_of(declined), "to_do": to_do} if to_do else sentence_of(declined)


def custom_name(key: str) -> str:
    """What a custom is called; its key, where no such custom is known here."""
    found = CUSTOMS.get(key)
    return _(found.name) if found else key


def sunset_told(sunset: str) -> str:
    """When in its day a date is taken to be."""
    return str(_SUNSETS[sunset])


def tithis_told(day: int) -> str:
    """The tithis that held on a day from midnight to midnight by Indian time; empty outside the years that are known."""
    try:
        found = hindu.tithis(day, -_INDIAN_TIME, 1440 - _INDIAN_TIME)
    except OutOfRange:
        return ""
    names = ", ".join(_tithi(number) for number in found)
    return _("By Indian time these tithis held on that day: %(names)s. Nothing is counted from them.") % {
        "names": names
    }


def _tithi(number: int) -> str:
    if number in (15, 30):
        return _("Purnima") if number == 15 else _("Amavasya")
    if number < 15:
        return _("Shukla %(number)s") % {"number": number}
    return _("Krishna %(number)s") % {"number": number - 15}


def choices_told(chosen: Chosen, options: tuple[Option, ...]) -> list[tuple[str, str]]:
    """What was chosen, option by option, in words."""
    return [(_(option.words), _answer_told(option, chosen)) for option in options]


def _answer_told(option: Option, chosen: Chosen) -> str:
    if option.takes is Takes.NUMBERS:
        return ", ".join(map(str, chosen.numbers(option.key)))
    if option.takes is Takes.DAYS:
        return ", ".join(day_in_words(date.fromisoformat(day)) for day in chosen.several(option.key))
    words_of = {choice.key: _(choice.words) for choice in option.choices}
    picked = chosen.several(option.key) if option.takes is Takes.SOME else (chosen[option.key],)
    return ", ".join(words_of[key] for key in picked if key in words_of) or str(_NOTHING_CHOSEN)
