"""A person's place: the shared part, drawn once for each audience, and what is the viewer's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext

from yearlight.entries import queries as entries
from yearlight.entries.queries import EntryView, YearCount
from yearlight.keepsakes import queries as keepsakes
from yearlight.keepsakes.queries import PictureView
from yearlight.memorials import queries as memorials
from yearlight.memorials.sentences import called, date_lines
from yearlight.pages import days
from yearlight.people.held import Held
from yearlight.people.viewer import Viewer
from yearlight.reminders.queries.sources import of_persons
from yearlight.reminders.queries.wishes import Wishes, in_short, wishes
from yearlight.web import ready

if TYPE_CHECKING:
    from yearlight.memorials.models import Person

#: So many years are told in full; earlier ones are a list.
_IN_FULL = 3
#: In one year: pictures, excerpts of letters and moments that stand on the place's first page.
_PICTURES, _LETTERS, _MOMENTS = 4, 2, 3
_CHOSEN_WORDS = 3
_COMING = 3
_LETTERS_TOLD = 600
#: From how many earlier years on decades are headings.
_MANY_YEARS = 15


@dataclass(frozen=True, slots=True)
class YearTold:
    """One of the last years, composed of what there is."""

    number: int
    lead: PictureView | None
    pictures: Sequence[PictureView]
    letters: Sequence[EntryView]
    moments: Sequence[EntryView]
    has_more: bool

    @property
    def is_empty(self) -> bool:
        return not (self.lead or self.letters or self.moments)


@dataclass(frozen=True, slots=True)
class YearLine:
    """An earlier year in one line."""

    number: int
    words: str
    decade: int | None


def shared_parts(
    viewer: Viewer, person: "Person", *, keepers: Sequence[str], today: date, veil: bool
) -> tuple[str, ...]:
    """Head, cover, leaf, coming days and years of the place, ready where they can be.

    Everyone in the viewer's circles sees them alike, but for the coming days,
    which are told as each wishes: those who wish nothing share theirs too.
    """
    seat = viewer.seat_in(person.family_id)
    circle_ids = seat.circle_ids if seat else frozenset()
    key = (
        person.pk, person.version, tuple(sorted(circle_ids)), tuple(keepers), get_language(), today.isoformat(), veil,
        viewer.held,
    )  # fmt: skip
    head, cover, leaf, coming, years = ready.parts.get(
        key, lambda: _draw(circle_ids, person, viewer.held, today=today, veil=veil)
    )
    # Where no day is coming there is none to be told otherwise, and nothing needs to be asked.
    wished = wishes(viewer) if coming.strip() else {}
    if in_short(wished):
        own_key = (*key, in_short(wished))
        (coming,) = ready.parts.get(own_key, lambda: (_coming(circle_ids, person, wished, today=today),))
    if viewer.account_id is None and coming.strip():
        # A day's own page is for those who can wish something of it.
        guests_key = (*key, "without links")
        (coming,) = ready.parts.get(guests_key, lambda: (_coming(circle_ids, person, {}, today=today, leads_on=False),))
    return head, cover, leaf, coming, years


def _coming(circle_ids: frozenset[int], person: "Person", wished: Wishes, *, today: date, leads_on: bool = True) -> str:
    everyone = entries.everyone_in(circle_ids, person.family_id)
    coming = days.coming(of_persons(everyone, [person], wished), today=today)[:_COMING]
    return render_to_string("pages/place_coming.html", {"coming": coming, "leads_on": leads_on})


def _draw(circle_ids: frozenset[int], person: "Person", held: Held, *, today: date, veil: bool) -> tuple[str, ...]:
    everyone = replace(entries.everyone_in(circle_ids, person.family_id), held=held)
    dates = memorials.dates(everyone, person)
    cover = keepsakes.cover(everyone, person)
    years, older = _years(everyone, person, circle_ids, cover, today=today)
    told = person.told[:_LETTERS_TOLD]
    context = {
        "person": person,
        "name": called(person),
        "name_class": _name_class(called(person)),
        "date_lines": date_lines(person, dates),
        "told": told + ("…" if len(person.told) > _LETTERS_TOLD else ""),
        "cover": cover,
        "marks": days.marks(person, dates),
        "today": days.today_mark(person.latitude, today),
        "years": years,
        "older": older,
        "kind_words": entries.shared_kind_words(circle_ids, person, chosen=True, limit=_CHOSEN_WORDS),
        "veil": veil,
    }
    names = ("head", "cover", "leaf", "years")
    head, cover_part, leaf, told_years = (render_to_string(f"pages/place_{name}.html", context) for name in names)
    return head, cover_part, leaf, _coming(circle_ids, person, {}, today=today), told_years


def _years(
    everyone: Viewer, person: "Person", circle_ids: frozenset[int], cover: PictureView | None, *, today: date
) -> tuple[list[YearTold], list[YearLine]]:
    counts = {one.year: one for one in entries.shared_by_year(circle_ids, person) if one.year}
    pictures = {year: count for year, count in keepsakes.years(everyone, person) if year}
    known = set(counts) | set(pictures)
    if not known:
        return [], []
    newest = max(known)
    numbers = list(range(newest, min(known) - 1, -1))
    if len(numbers) > 200:
        # Something is dated centuries ago: only years that hold something are told.
        numbers = sorted(known, reverse=True)
    full = numbers[:_IN_FULL]
    written = entries.shared_entries(circle_ids, person, years=full)
    seen = keepsakes.pictures_between(everyone, person, first_year=full[-1], last_year=full[0])
    told = [
        _told(year, written, [one for one in seen if one != cover], counts.get(year), pictures.get(year, 0))
        for year in full
    ]
    earlier = numbers[_IN_FULL:]
    return told, _lines(earlier, counts, pictures)


def _told(
    year: int, written: Sequence[EntryView], seen: Sequence[PictureView], count: YearCount | None, pictures: int
) -> YearTold:
    of_year = [one for one in written if one.year == year]
    letters = [one for one in of_year if one.kind == "letter"]
    moments = [one for one in of_year if one.kind == "moment"]
    shown = [one for one in seen if one.year == year]
    # A picture that lies beside a letter leads the year: the two were put together by hand.
    beside = [picture for letter in letters for picture in letter.pictures if picture in shown]
    lead = next(iter(beside or shown), None)
    rest = [one for one in shown if one != lead][: _PICTURES - 1]
    has_more = len(letters) > _LETTERS or len(moments) > _MOMENTS or pictures > len(rest) + (lead is not None)
    return YearTold(year, lead, rest, letters[:_LETTERS], moments[:_MOMENTS], has_more)


def _lines(years: list[int], counts: dict[int, YearCount], pictures: dict[int, int]) -> list[YearLine]:
    many, last = len(years) > _MANY_YEARS, None
    lines = []
    for year in years:
        decade = year // 10 * 10
        lines.append(
            YearLine(
                year, _count_words(counts.get(year), pictures.get(year, 0)), decade if many and decade != last else None
            )
        )
        last = decade
    return lines


def _count_words(count: YearCount | None, pictures: int) -> str:
    """ "2 letters, 11 photographs"; empty for a year that holds nothing."""
    letters, moments = (count.letters, count.moments) if count else (0, 0)
    words = [
        ngettext("%(count)s letter", "%(count)s letters", letters) % {"count": letters} if letters else "",
        ngettext("%(count)s moment", "%(count)s moments", moments) % {"count": moments} if moments else "",
        ngettext("%(count)s photograph", "%(count)s photographs", pictures) % {"count": pictures} if pictures else "",
    ]
    return ", ".join(one for one in words if one)


def _name_class(name: str) -> str:
    """Long names are set smaller, from 12 letters and again from 20."""
    return "is-very-long" if len(name) >= 20 else "is-long" if len(name) >= 12 else ""
