"""What a page says of a person: whole sentences, in the family's words where they gave some.

The verb follows from what was answered about the death, and from nothing
else: no number of weeks decides it. An age is never worked out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yearlight.calendars import edtf, gestation
from yearlight.calendars.edtf import Precision
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person, PersonDate

_IN = {Precision.MONTH, Precision.SEASON, Precision.YEAR}
_ON = {Precision.DAY, Precision.DAY_OF_YEAR}


def called(person: "Person") -> str:
    """The name, or what the family says where there is none."""
    if person.name or person.called:
        return person.name or person.called
    if person.who == "someone":
        return _("The one you remember")
    return _("Our child")


def called_within(person: "Person") -> str:
    """The same where it does not begin a sentence."""
    if person.name or person.called:
        return person.name or person.called
    return _("the one you remember") if person.who == "someone" else _("our child")


@dataclass(frozen=True, slots=True)
class DateLine:
    """One line about a date. ``iso`` is the day, where exactly one day is meant."""

    label: str
    words: str
    iso: str = ""
    is_soft: bool = False


def date_lines(person: "Person", dates: Sequence["PersonDate"]) -> list[DateLine]:
    """The dates of a person as the head of their place tells them."""
    by_kind: dict[str, PersonDate] = {}
    for one in dates:
        by_kind.setdefault(one.kind, one)
    lines = _life(person, by_kind.get("born"), by_kind.get("died"))
    lines += [line for line in (_weeks(person, by_kind.get("due"), _reckoned_weeks(person, dates)),) if line]
    for one in dates:
        if one.kind in ("found", "funeral", "remembered", "own"):
            lines.append(_other(one))
    return lines


def _life(person: "Person", born: "PersonDate | None", died: "PersonDate | None") -> list[DateLine]:
    if born and died and born.happened_on == died.happened_on:
        if person.death_words:
            return [_line(_("Died"), died, _own_verb(person.death_words, died))]
        if person.how_died == "born_still":
            return [_line(_("Stillborn"), died, _stillborn(died))]
        if person.how_died == "in_pregnancy":
            return [_line(_("Died"), died, _died(died))]
        return [_line(_("Born and died"), died, _born_and_died(died))]
    lines = [_line(_("Born"), born, _born(born))] if born else []
    if died:
        lines.append(_death(person, died, is_born_told=born is not None))
    # A child who died first and was born on a later day is told in that order.
    return sorted(lines, key=lambda line: line.iso) if all(line.iso for line in lines) else lines


def _death(person: "Person", died: "PersonDate", *, is_born_told: bool) -> DateLine:
    if person.death_words:
        return _line(_("Died"), died, _own_verb(person.death_words, died))
    if person.how_died == "born_still" and not is_born_told:
        return _line(_("Stillborn"), died, _stillborn(died))
    return _line(_("Died"), died, _died(died))


def _born_and_died(when: "PersonDate") -> str:
    match _kind(when):
        case "on":
            return _("Born and died on %(date)s") % _date(when)
        case "in":
            return _("Born and died in %(date)s") % _date(when)
        case _:
            return _("Born and died: %(date)s") % _date(when)


def _born(when: "PersonDate") -> str:
    match _kind(when):
        case "on":
            return _("Born on %(date)s") % _date(when)
        case "in":
            return _("Born in %(date)s") % _date(when)
        case _:
            return _("Born: %(date)s") % _date(when)


def _died(when: "PersonDate") -> str:
    match _kind(when):
        case "on":
            return _("Died on %(date)s") % _date(when)
        case "in":
            return _("Died in %(date)s") % _date(when)
        case _:
            return _("Died: %(date)s") % _date(when)


def _stillborn(when: "PersonDate") -> str:
    match _kind(when):
        case "on":
            return _("Stillborn on %(date)s") % _date(when)
        case "in":
            return _("Stillborn in %(date)s") % _date(when)
        case _:
            return _("Stillborn: %(date)s") % _date(when)


def _own_verb(words: str, when: "PersonDate") -> str:
    return _("%(words)s, %(date)s") % {"words": words, **_date(when)}


def _weeks(person: "Person", due: "PersonDate | None", reckoned: gestation.Weeks | None) -> DateLine | None:
    """The weeks and the due date, as the family said them; only where they wish are the weeks worked out."""
    weeks = _weeks_in_words(person.weeks, person.days or 0)
    if reckoned:
        words = _weeks_in_words(reckoned.weeks, reckoned.days)
        weeks = _("%(weeks)s, reckoned from the due date") % {"weeks": words}
    if due is None:
        return DateLine(_("Weeks"), weeks, is_soft=True) if weeks else None
    due_words = _("due on %(date)s") if _kind(due) == "on" else _("due: %(date)s")
    words = due_words % _date(due)
    if weeks:
        words = _("%(weeks)s; %(due)s") % {"weeks": weeks, "due": words}
    return DateLine(_("Weeks and due date"), words[:1].upper() + words[1:], is_soft=True)


def _weeks_in_words(number: int | None, beyond: int) -> str:
    if number is None:
        return ""
    weeks = ngettext("At %(count)s week", "At %(count)s weeks", number) % {"count": number}
    if not beyond:
        return weeks
    days = ngettext("%(count)s day", "%(count)s days", beyond) % {"count": beyond}
    return _("%(weeks)s and %(days)s") % {"weeks": weeks, "days": days}


def _other(one: "PersonDate") -> DateLine:
    labels = {
        "found": _("The day we knew"),
        "funeral": _("Funeral"),
        "remembered": _("The day we remember"),
        "own": _("A day of our own"),
    }
    label = one.word or labels[one.kind]
    return _line(label, one, _("%(label)s: %(date)s") % {"label": label, **_date(one)}, is_soft=True)


def _line(label: str, when: "PersonDate", words: str, *, is_soft: bool = False) -> DateLine:
    iso = when.happened_on if edtf.parse(when.happened_on).precision is Precision.DAY else ""
    return DateLine(label, words, iso.rstrip("?~%"), is_soft)


def _date(when: "PersonDate") -> dict[str, str]:
    return {"date": in_words(when.happened_on)}


def _kind(when: "PersonDate") -> str:
    """Which preposition the date wants: "on", "in", or none."""
    found = edtf.parse(when.happened_on)
    if found.is_approximate or found.is_uncertain:
        return ""
    return "on" if found.precision in _ON else "in" if found.precision in _IN else ""


# --- days that come back, by the civil calendar


def day_words(person: "Person", kind: str, *, is_same_day: bool = False) -> str:
    """What a day of theirs is called."""
    name = {"name": called_within(person)}
    if is_same_day:
        if person.how_died == "born_still":
            return _("The day %(name)s was stillborn") % name
        if person.how_died == "in_pregnancy":
            return _("The day %(name)s died") % name
        return _("The day %(name)s was born and died") % name
    match kind:
        case "born":
            return _("The day %(name)s was born") % name
        case "died":
            return _("The day %(name)s died") % name
        case "due":
            return _("The day %(name)s was due") % name
        case "found":
            return _("The day you knew")
        case "funeral":
            return _("The day of the funeral")
        case _:
            return _("The day you remember %(name)s") % name


def years_since(first: date, day: date) -> str:
    """How many years a day is after the first one, in words: "Eight years"."""
    years = day.year - first.year
    words = (
        "", _("One year"), _("Two years"), _("Three years"), _("Four years"), _("Five years"), _("Six years"),
        _("Seven years"), _("Eight years"), _("Nine years"), _("Ten years"), _("Eleven years"), _("Twelve years"),
    )  # fmt: skip
    if 0 < years < len(words):
        return words[years]
    return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}


# --- what a date is called, weeks and ages that are worked out where a family switched it on


def date_name(person: "Person", one: "PersonDate", *, is_same_day: bool = False) -> str:
    """What one date of theirs is called, in the family's word where there is one; ``is_same_day`` as for a day."""
    if one.word:
        return one.word
    return (
        _("A day of your own")
        if one.kind == "own"
        else day_words(person, one.kind, is_same_day=is_same_day and one.kind == "died")
    )


def would_be(person: "Person", dates: Sequence["PersonDate"], on: date) -> str:
    """How old they would be on a day: from the birth, or from the due date where none was. Empty unless switched on."""
    kinds = ("due", "born") if person.how_died == "in_pregnancy" else ("born", "due")
    begins = next((day for kind in kinds if (day := _known_day(dates, kind))), None)
    if not person.tells_would_be or begins is None:
        return ""
    age = gestation.would_be(begins, on.toordinal())
    if age is None or age.number == age.days == 0:
        return ""
    named = {"name": called(person), "count": age.number}
    if age.unit is gestation.Unit.YEARS:
        return _("%(name)s would be %(count)s.") % named
    if age.unit is gestation.Unit.MONTHS:
        return (
            ngettext("%(name)s would be %(count)s month old.", "%(name)s would be %(count)s months old.", age.number)
            % named
        )
    return (
        ngettext("%(name)s would be %(count)s week old.", "%(name)s would be %(count)s weeks old.", age.number) % named
    )


def _reckoned_weeks(person: "Person", dates: Sequence["PersonDate"]) -> gestation.Weeks | None:
    """The weeks by the due date: at the birth, or at the death of a child who died before it.

    Where nothing is said of the death, a day of death alone is none of a pregnancy.
    """
    due = _known_day(dates, "due")
    before_birth = {"in_pregnancy": ("died", "born"), "born_still": ("born", "died")}
    kinds = before_birth.get(person.how_died, ("born",))
    on = next((day for kind in kinds if (day := _known_day(dates, kind))), None)
    if not person.reckons_weeks or person.weeks is not None or due is None or on is None:
        return None
    try:
        return gestation.weeks(gestation.from_due(due), on)
    except gestation.GestationError:
        return None


def _known_day(dates: Sequence["PersonDate"], kind: str) -> int | None:
    """The day of the first date of a kind, if it is one day and certain."""
    one = next((one for one in dates if one.kind == kind), None)
    when = edtf.parse(one.happened_on) if one else None
    if when is None or when.precision is not Precision.DAY or when.is_uncertain or when.is_approximate:
        return None
    return when.first
