"""The days a ritual can hang on, and the dates that an age can be counted from."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from yearlight.calendars import edtf
from yearlight.calendars.edtf import Precision
from yearlight.memorials import queries as memorials
from yearlight.memorials.sentences import called, date_name
from yearlight.memorials.series import YEARLY, Series, days_between
from yearlight.people.viewer import Viewer
from yearlight.rituals.shown import RitualView
from yearlight.rituals.years import counts_for
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person, PersonDate

#: Days of a ritual are looked for within so many days of what was done.
_NEAR = 200
#: Dates that an age can be counted from. From the others follows none.
_AGES_FROM = ("born", "due")


def series_of(viewer: Viewer, persons: "Sequence[Person]") -> dict[str, Series]:
    """What comes back for these persons, by its name in addresses."""
    return {name_of(one): one for one in memorials.series(viewer, persons)}


def day_choices(viewer: Viewer, persons: "Sequence[Person]", *, kept: str = "") -> list[tuple[str, str]]:
    """The days a ritual can hang on, and before them none. Where there are several persons it is said whose each is.

    ``kept`` is the one it has, which stays to be chosen where it does not come back now.
    """
    found = series_of(viewer, persons)
    words = [(name, series_words(one, with_name=len(persons) > 1)) for name, one in found.items()]
    if kept and kept not in found:
        words.append((kept, _("The day it had, which does not come back now")))
    return [("", _("On no day of its own")), *words]


def age_choices(viewer: Viewer, persons: "Sequence[Person]") -> list[tuple[str, str]]:
    """The dates that an age can be counted from, and before them none."""
    found = [("", _("No age is told"))]
    for person in persons:
        for one in dates_of(viewer, person):
            words = _("Counted from: %(date)s") % {"date": in_words(one.happened_on)}
            label = _("%(day)s. %(counted)s") % {"day": date_name(person, one), "counted": words}
            found.append((one.public_id, label))
    return found


def dates_of(viewer: Viewer, person: "Person") -> "list[PersonDate]":
    """The dates of a person that an age can be counted from."""
    return [one for one in memorials.dates(viewer, person) if counts_from(one)]


def owners(viewer: Viewer, persons: "Sequence[Person]") -> dict[str, str]:
    """Whose each day and each date is that a form offers: the person's public id by the form's value."""
    days = {name: one.person.public_id for name, one in series_of(viewer, persons).items()}
    dates = {one.public_id: person.public_id for person in persons for one in dates_of(viewer, person)}
    return days | dates


def age_date(viewer: Viewer, persons: "Sequence[Person]", public_id: str) -> "PersonDate | None":
    """The date of this id, if an age can be counted from it and it is one of these persons'."""
    found = (one for person in persons for one in dates_of(viewer, person))
    return next((one for one in found if one.public_id == public_id), None)


def year_of(viewer: Viewer, view: RitualView, persons: "Sequence[Person]", on: date) -> int:
    """The year that what is done on a day counts for: by the day the ritual hangs on, else by the calendar."""
    series = series_of(viewer, persons).get(view.day_name) if view.day_name else None
    if series is None:
        return on.year
    days, _faulty = days_between([series], on.toordinal() - _NEAR, on.toordinal() + _NEAR)
    return counts_for(on, ((day.on, day.occurrence.day) for day in days))


def counts_from(one: "PersonDate") -> bool:
    """Whether ages can be counted from a date: a birth or a due date, of which the day is known, and which is not put away."""
    if one.kind not in _AGES_FROM or one.put_away_at is not None:
        return False
    when = edtf.parse(one.happened_on)
    return when.precision is Precision.DAY and not when.is_uncertain and not when.is_approximate


def name_of(series: Series) -> str:
    return f"{(series.date or series.person).public_id}.{series.custom}"


def series_words(series: Series, *, with_name: bool) -> str:
    """What a day is called where it is chosen, and where a ritual says on which it hangs."""
    person, of = series.person, series.date
    day = date_name(person, of, is_same_day=series.is_same_day) if of else ""
    custom = gettext(series.kept.custom.name) if series.kept else series.custom
    words = day if series.custom == YEARLY else custom
    if day and series.custom != YEARLY:
        words = _("%(custom)s: %(day)s") % {"custom": custom, "day": day}
    return _("%(name)s: %(day)s") % {"name": called(person), "day": words} if with_name else words
