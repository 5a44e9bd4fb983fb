"""What ``yearlight days`` answers: the days of a custom for one date or for a file of many, row by row.

Nothing is gathered: a row is written as soon as it is found, so a file of any
length takes the same memory.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from yearlight.calendars import day as days
from yearlight.calendars import edtf
from yearlight.calendars.customs import CUSTOMS, custom
from yearlight.calendars.customs.covered import calendar_of, covered
from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.options import choose, offered
from yearlight.calendars.customs.rule import Calendar, Chosen, Custom, DateIn, Occurrence
from yearlight.calendars.occurrences import Anchor, Kept, Sunset, beyond, identity, occurrences
from yearlight.core.errors import YearlightError
from yearlight.memorials.custom_words import sentence_of

COLUMNS = ("custom", "on", "occurrence", "year", "date", "ends", "starts_evening_before", "certainty", "reason")
#: What a file of dates may say in its first line; only ``on`` must be there.
FILE_COLUMNS = ("on", "custom", "after_sunset", "burial", "given", "options")
_SUNSETS = {
    "": Sunset.BEFORE,
    "no": Sunset.BEFORE,
    "yes": Sunset.AFTER,
    "unknown": Sunset.UNKNOWN,
}


class NotUnderstood(YearlightError):  # noqa: N818 -- read as a sentence, as all of ours are
    """A question that cannot be answered as it was asked."""

    code = "days_not_understood"


@dataclass(frozen=True, slots=True)
class Question:
    """One date, the customs asked for, and the years; all as somebody typed them."""

    customs: tuple[str, ...]
    first_year: int
    last_year: int
    on: str = ""
    after_sunset: str = ""
    burial: str = ""
    given: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One day, ready to be written, and what the richer formats say beside it."""

    on: str
    custom: Custom
    found: Occurrence
    chosen: Chosen

    def cells(self) -> tuple[str, ...]:
        """The values of COLUMNS."""
        found = self.found
        count = f"{found.number}.{found.part}" if found.part else str(found.number)
        evening = "yes" if found.starts_evening_before else "no"
        why = " ".join(found.reasons)
        days_ = iso(found.day), iso(found.ends)
        return (self.custom.key, self.on, count, str(found.year), *days_, evening, found.certainty.value, why)

    def identity(self) -> str:
        """What this day is the same by when it is asked for again, though its date be corrected."""
        choices = ",".join("=".join(pair) for pair in self.chosen.answers)
        return "|".join((self.custom.key, self.on, choices, identity(self.custom, self.found)))


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to be told beside the rows: a line that was declined, or years that a calendar does not cover."""

    sentence: str


def iso(day: int) -> str:
    """A day number as 2026-10-15."""
    return date.fromordinal(day).isoformat()


def answer(question: Question) -> Iterator[Row | Warned]:
    """The days of one question, in order for each custom; raises NotUnderstood."""
    if not question.customs:
        raise NotUnderstood(_("Which custom is wanted is not said. All names: yearlight days --list"))
    kept = [_kept(question, key) for key in question.customs]
    _check_options(question, [one.custom for one in kept])
    first, last = _days(question)
    for one in kept:
        try:
            found = occurrences(one, first, last)
        except Declined as refused:
            raise NotUnderstood(sentence_of(refused)) from refused
        yield from (Row(question.on or question.given, one.custom, occurrence, one.chosen) for occurrence in found)
        span = beyond(one, first, last)
        if span:
            yield Warned(
                _("%(custom)s is known from %(first)s to %(last)s; no day outside is given.")
                % {"custom": one.custom.key, "first": iso(span[0]), "last": iso(span[1])}
            )


def answer_file(lines: Iterable[str], default: Question) -> Iterator[Row | Warned]:
    """The days of every line of a CSV of dates; a line that cannot be answered is warned of, and the rest goes on.

    Raises NotUnderstood where the first line does not name the columns.
    """
    reader = csv.DictReader(lines)
    columns = set(reader.fieldnames or ())
    if "on" not in columns or not columns <= set(FILE_COLUMNS):
        raise NotUnderstood(
            _("The first line of the file must name its columns: “on”, and of these what is needed: %(known)s.")
            % {"known": ", ".join(FILE_COLUMNS[1:])}
        )
    for line in reader:
        try:
            yield from answer(_question(line, default))
        except NotUnderstood as refused:
            yield Warned(_("Line %(line)d: %(why)s") % {"line": reader.line_num, "why": refused.sentence})


def known_customs() -> Iterator[tuple[str, ...]]:
    """Every custom: its key, the range of its days, its options with the default first, its rule and its source."""
    for one in CUSTOMS.values():
        chosen = choose(one, {})
        span = covered(one, chosen)
        options = "; ".join(
            f"{option.key}={option.default or '-'} ({offered(option)})" if option.choices else f"{option.key}"
            for option in one.options
        )
        yield (
            one.key,
            calendar_of(one, chosen).value,
            f"{iso(span[0])} .. {iso(span[1])}",
            options,
            _(one.rule),
            one.source,
        )


def _question(line: Mapping[str, str | None], default: Question) -> Question:
    cells = {key: (value or "").strip() for key, value in line.items() if key}
    return replace(
        default,
        customs=tuple(cells.get("custom", "").split()) or default.customs,
        on=cells["on"],
        after_sunset=cells.get("after_sunset") or default.after_sunset,
        burial=cells.get("burial", ""),
        given=cells.get("given", ""),
        options={**default.options, **read_options(cells.get("options", "").split())},
    )


def read_options(pairs: Iterable[str]) -> dict[str, str]:
    """Options typed as ``adar=ii``; raises NotUnderstood."""
    found = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise NotUnderstood(
                _("An option is written as name=value, such as adar=ii, and not as %(text)s.") % {"text": pair}
            )
        found[key.strip()] = value.strip()
    return found


def _kept(question: Question, key: str) -> Kept:
    try:
        one = custom(key)
        known = {option.key for option in one.options}
        chosen = choose(one, {name: value for name, value in question.options.items() if name in known})
    except Declined as refused:
        raise NotUnderstood(sentence_of(refused)) from refused
    return Kept(one, chosen, _anchor(question, calendar_of(one, chosen)))


def _check_options(question: Question, customs: list[Custom]) -> None:
    """Every option must be one of a custom asked for, so that no typing error passes unseen."""
    known = {option.key for one in customs for option in one.options}
    for name in question.options:
        if name not in known:
            names = ", ".join(sorted(known)) or "-"
            raise NotUnderstood(
                _("%(custom)s has no option named %(option)s. Its options: %(known)s")
                % {"custom": ", ".join(question.customs), "option": name, "known": names}
            )


def _anchor(question: Question, calendar: Calendar) -> Anchor | None:
    if question.after_sunset not in _SUNSETS:
        raise NotUnderstood(
            _("After sunset is one of yes, no and unknown, and not %(text)s.") % {"text": question.after_sunset}
        )
    if not question.on and not question.given:
        return None
    known = _date(question.on) if question.on else None
    given = _given(question.given, calendar) if question.given else None
    burial = _date(question.burial) if question.burial else None
    if burial and (burial.first is None or burial.first != burial.last):
        raise NotUnderstood(_("The day of the burial must be known to the day."))
    return Anchor(known, _SUNSETS[question.after_sunset], burial.first if burial else None, given)


def _date(text: str) -> edtf.Edtf:
    try:
        return edtf.parse(text)
    except edtf.EdtfError as fault:
        raise NotUnderstood(
            _("%(text)s is not a date that can be read. Dates are written as 2018-11-14, 2018-11 or XXXX-11-14.")
            % {"text": text}
        ) from fault


def _given(text: str, calendar: Calendar) -> DateIn:
    """A date of the custom's calendar, typed as 5779-08-07; a leap month has an L behind its number."""
    parts = text.upper().split("-")
    is_leap = len(parts) == 3 and parts[1].endswith("L")
    numbers = [part.removesuffix("L") if at == 1 else part for at, part in enumerate(parts)]
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 6 for part in numbers):
        raise NotUnderstood(
            _("%(text)s is not a date that can be read. A date of another calendar is written as 5779-08-07.")
            % {"text": text}
        )
    year, month, day = map(int, numbers)
    return DateIn(calendar, year, month, day, is_leap)


def _days(question: Question) -> tuple[int, int]:
    first, last = question.first_year, question.last_year
    if not days.FIRST_YEAR <= first <= last <= days.LAST_YEAR:
        raise NotUnderstood(
            _("The years must lie between 1 and 9999, the first not after the last: %(first)s to %(last)s was asked.")
            % {"first": first, "last": last}
        )
    return days.number(first, 1, 1), days.number(last, 12, 31)
