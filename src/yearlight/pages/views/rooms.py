"""Today, and the private room."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from yearlight.core import clock
from yearlight.entries import queries as entries
from yearlight.entries.queries import words
from yearlight.entries.queries.opening import closed_letters
from yearlight.keepsakes import queries as keepsakes
from yearlight.memorials import queries as memorials
from yearlight.memorials.sentences import called, called_within
from yearlight.pages import days
from yearlight.pages.context import persons_of
from yearlight.pages.own import own_pages
from yearlight.pages.words_left import words_for
from yearlight.people.actions.succession import show_life
from yearlight.people.queries.hosting import may_begin_family
from yearlight.people.queries.waits import WaitView, open_waits
from yearlight.people.request import account as account_of
from yearlight.people.request import viewer as viewer_of
from yearlight.people.roles import Deed
from yearlight.people.waiting import Party, WaitKind
from yearlight.reminders.actions.lookbacks import note_shown
from yearlight.reminders.actions.told import tell_of_faults
from yearlight.reminders.queries.lookbacks import Again, again_today
from yearlight.reminders.queries.sources import of_persons
from yearlight.reminders.queries.wishes import wishes
from yearlight.web.words import day_in_words, weekday_in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person
    from yearlight.people.viewer import Viewer

logger = logging.getLogger(__name__)

#: "When you like" holds at most so many rows.
_ROWS = 5
#: What others added is told for so long.
_LATELY = timedelta(days=14)
_OWN_PICTURES = 24


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits until one likes."""

    icon: str
    words: str
    note: str
    address: str


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The way in: the date, the next day, what waits; sections without content are not there."""
    viewer, persons = viewer_of(request), persons_of(request)
    day, now = clock.today_here(), clock.now()
    begun = _part(lambda: memorials.begun(viewer))
    rows = _part(lambda: _rows(viewer, persons, now)) or []
    sources = _part(lambda: of_persons(viewer, persons, wishes(viewer)))
    coming = _part(lambda: _coming(sources, day)) or []
    again = _part(lambda: _again(request, persons, sources, day))
    # Told once: a program that only asks for the head has shown it to nobody.
    fault = _part(lambda: tell_of_faults(viewer, now=now)) if request.method == "GET" else ""
    told = _part(lambda: _waiting(request, now))
    lives, waiting = (False, []) if told is _BROKEN else told
    context = {
        "today": day,
        "lives": lives,
        "waits": waiting,
        "today_words": weekday_in_words(day),
        "greeting": _greeting(request),
        "coming": coming[0] if coming else None,
        "rows": rows[:_ROWS],
        "has_more": len(rows) > _ROWS,
        "is_broken": _BROKEN in (begun, rows, sources, coming, again),
        "again": again if again is not _BROKEN else None,
        "begun": begun if begun is not _BROKEN else None,
        "may_found": not persons and _may_found(request),
        "may_begin": not persons and memorials.family_to_begin_in(viewer) is not None,
        "places": [
            (called(one), reverse("pages:place", args=[one.public_id]), _may_write(viewer, one)) for one in persons
        ],
        "may_write": any(_may_write(viewer, one) for one in persons),
        "fault_told": fault if fault is not _BROKEN else "",
    }
    return render(request, "pages/today.html", context)


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """What only the viewer sees: their own texts and pictures, and what they have begun."""
    viewer = viewer_of(request)
    persons = [
        {
            "name": called(one),
            "person": one,
            "lines": entries.own_lines(viewer, one),
            "pictures": keepsakes.own_pictures(viewer, one, limit=_OWN_PICTURES),
        }
        for one in persons_of(request)
        if _may_write(viewer, one)
    ]
    context = {
        "persons": persons,
        "drafts": entries.drafts(viewer),
        "words_for": words_for(viewer),
        "own": own_pages(viewer),
    }
    return render(request, "pages/me.html", context)


def _waiting(request: HttpRequest, now: datetime) -> tuple[bool, list[WaitView]]:
    """Whether somebody waited to be told dead who is here, so that it is stopped; and all else that waits."""
    account, found = account_of(request), open_waits(viewer_of(request))
    told_dead = [one for one in found if one.told.kind is WaitKind.SUCCEED and one.party is Party.SUBJECT]
    if account is None or not told_dead or request.method != "GET":
        return False, found
    return show_life(account, now=now), [one for one in found if one not in told_dead]


_BROKEN: Any = ["broken"]


def _part(ask: Callable[[], Any]) -> Any:
    """One part of the page; where it cannot be read, the rest stands without it."""
    try:
        return ask()
    except DatabaseError:
        logger.exception("A part of Today could not be read.")
        return _BROKEN


def _rows(viewer: "Viewer", persons: "list[Person]", now: datetime) -> list[Row]:
    rows = [
        Row("letter", _("A letter is kept for you"), _("It can wait for as long as you like."), one.address)
        for one in closed_letters(viewer, persons)
    ]
    rows += [
        Row(
            "letter" if draft.kind == "letter" else "moment",
            draft.label or _("Without words yet"),
            _("Begun on %(day)s. Only you see it.") % {"day": day_in_words(timezone.localtime(draft.saved_at).date())},
            draft.address,
        )
        for draft in entries.drafts(viewer, limit=_ROWS + 1)
    ]
    for person in persons:
        rows += _kind_words(viewer, person)
        rows += _from_others(viewer, person, now - _LATELY)
    return rows


def _kind_words(viewer: "Viewer", person: "Person") -> list[Row]:
    """One line however many wait, without a number: nobody is waiting for an answer."""
    if not words.waits(viewer, person):
        return []
    return [Row("pen", _("Kind words for %(name)s") % {"name": called_within(person)}, _("To read when you like."),
                f"{words.base_of(person)}inbox/")]  # fmt: skip


def _from_others(viewer: "Viewer", person: "Person", since: datetime) -> list[Row]:
    rows = [
        Row("letter" if line.kind == "letter" else "moment", line.label, _kept_by(line.writer_name), line.address)
        for line in entries.added_by_others(viewer, person, since=since, limit=_ROWS + 1)
    ]
    pictures = keepsakes.added_by_others(viewer, person, since=since)
    if pictures:
        words = ngettext("%(count)s photograph was added", "%(count)s photographs were added", pictures)
        address = reverse("keepsakes:photos", args=[person.public_id])
        rows.append(Row("image", words % {"count": pictures}, called(person), address))
    return rows


def _kept_by(name: str) -> str:
    return _("Kept by %(name)s") % {"name": name} if name else ""


def _coming(sources: Any, day: date) -> list[Any]:
    return [] if sources is _BROKEN else [(one, one.person) for one in days.coming(sources, today=day)]


def _again(request: HttpRequest, persons: "list[Person]", sources: Any, day: date) -> Again | None:
    """The photograph that was asked for and comes today; that it was shown is remembered."""
    viewer, account = viewer_of(request), account_of(request)
    found = again_today(viewer, persons, sources, today=day) if sources is not _BROKEN else None
    if found is None or account is None:
        return None
    if request.method == "GET":
        note_shown(viewer, found.pk, today=day)
    return replace(found, is_softened=found.is_softened or account.veils_pictures)


def _greeting(request: HttpRequest) -> str:
    account = account_of(request)
    if account is None or not account.is_greeted or not account.name:
        return _("Today")
    hour = timezone.localtime(clock.now()).hour
    if 5 <= hour < 11:
        words = _("Good morning, %(name)s")
    elif 11 <= hour < 18:
        words = _("Good day, %(name)s")
    elif 18 <= hour < 23:
        words = _("Good evening, %(name)s")
    else:
        words = _("Hello, %(name)s")
    return words % {"name": account.name}


def _may_found(request: HttpRequest) -> bool:
    account = account_of(request)
    return account is not None and may_begin_family(account)


def _may_write(viewer: "Viewer", person: "Person") -> bool:
    return viewer.may(Deed.WRITE, person.family_id)
