"""Asking the program who sees what: at the gate as everybody, and on one page as somebody."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from trials.circles.rule import Word
from trials.circles.scene import ASKING, MARK, ON, PLACES, WORD, Scene
from yearlight.core import clock
from yearlight.entries.queries import gate, word_gate
from yearlight.keepsakes.queries import gate as keepsakes
from yearlight.memorials import queries as memorials
from yearlight.memorials.models import Person
from yearlight.people.viewer import Viewer
from yearlight.reminders.actions import feeds

_TEXT = re.compile(rf"{MARK}\d+")
#: The folders of a place where things stand, by their kinds.
_FOLDERS = {"letter": "letters", "moment": "moments", "photo": "photos", "word": "words"}
Page = Callable[[Scene, str, str], Iterator[str]]


class Gates:
    """The questions of the gates in the database's language, made by them once for each viewer as one stands.

    Making one costs ten times what asking it does, and it is made of nothing but the viewer and the place.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[Viewer, int], list[tuple[str, tuple[object, ...]]]] = {}

    def places(self, viewer: Viewer) -> dict[str, int]:
        """The places that a viewer sees."""
        return dict(self._ask(viewer, 0))

    def things(self, viewer: Viewer, pk: int) -> set[str]:
        """The public ids of the entries and photographs of one place that a viewer sees."""
        return {row[0] for row in self._ask(viewer, pk)}

    def forget(self) -> None:
        """Make every question anew: another rule may be in the program now."""
        self._made.clear()

    def _ask(self, viewer: Viewer, pk: int) -> Iterator[tuple[Any, ...]]:
        if (viewer, pk) not in self._made:
            self._made[viewer, pk] = list(_questions(viewer, pk))
        for sql, values in self._made[viewer, pk]:
            with connection.cursor() as cursor:
                cursor.execute(sql, values)
                yield from cursor.fetchall()


def _questions(viewer: Viewer, pk: int) -> Iterator[tuple[str, tuple[object, ...]]]:
    if not pk:
        asked = [memorials._seen(viewer).values_list("name", "pk")]
    else:
        rows = (gate.kept(viewer, pk), keepsakes.seen(viewer, Person(pk=pk), bare=True))
        asked = [each.values_list("public_id") for each in rows]
    for one in asked:
        # Whoever is in no circle is asked for nothing.
        with suppress(EmptyResultSet):
            yield one.query.sql_with_params()


gates = Gates()


def at_the_gate(scene: Scene) -> Iterator[str]:
    """What anybody is shown that the rule does not say, or the other way round."""
    things = scene.world.things.items()
    for who in ASKING:
        viewer = scene.viewer(who)
        persons = gates.places(viewer)
        yield from _differs(f"{who} at the gate of places", set(persons), _places(scene, who))
        for name, pk in persons.items():
            found = {scene.ids[one] for one in gates.things(viewer, pk)}
            owed = {key for key, one in things if one.place == name and scene.world.sees(who, one)}
            yield from _differs(f"{who} at the gate of {name}", found, owed)


def words_to_read(scene: Scene, who: str, name: str) -> Iterator[str]:
    """The words that wait for somebody, and those that they may decide of."""
    viewer = scene.viewer(who)
    if memorials.person(viewer, scene.slugs[name]) is None:
        return
    person, things = scene.person(name), scene.world.things.items()
    words = [(key, one) for key, one in things if isinstance(one, Word) and one.place == name]
    asked = ((word_gate.waiting, scene.world.reads), (word_gate.known, scene.world.decides))
    for ask, rule in asked:
        found = {scene.ids[one] for one in ask(viewer, person).values_list("public_id", flat=True)}
        yield from _differs(f"{who} for {ask.__name__} words", found, {key for key, one in words if rule(who, one)})


def lists(scene: Scene, who: str, name: str) -> Iterator[str]:
    """The lists of a place: letters, moments, kind words, photographs. Each holds just what this one sees."""
    for kind, folder in _FOLDERS.items():
        page = _read(scene, who, f"/p/{scene.slugs[name]}/{folder}/")
        if not scene.world.sees_place(who, name):
            yield from _differs(f"{who} reads {folder} of {name}", {page is not None}, {False})
        else:
            yield from _differs(f"{who} reads {folder} of {name}", _texts(page), _owed(scene, who, name, kind))


def year(scene: Scene, who: str, name: str) -> Iterator[str]:
    """A year of a place holds everything that this one sees."""
    page = _read(scene, who, f"/p/{scene.slugs[name]}/{ON.year}/")
    if not scene.world.sees_place(who, name):
        yield from _differs(f"{who} reads a year of {name}", {page is not None}, {False})
        return
    yield from _differs(f"{who} reads a year of {name}", _texts(page), _owed(scene, who, name, *_FOLDERS))


def place(scene: Scene, who: str, name: str) -> Iterator[str]:
    """The first page of a place, which lies ready for all who are in the same circles, has room for some of it."""
    page = _read(scene, who, f"/p/{scene.slugs[name]}/")
    yield from _differs(f"{who} reads {name}", {page is not None}, {scene.world.sees_place(who, name)})
    too_much = _texts(page) - _owed(scene, who, name, *_FOLDERS)
    yield from _differs(f"{who} reads the first page of {name}", too_much, set())


def one_by_one(scene: Scene, who: str, name: str) -> Iterator[str]:
    """Each thing's own address, and its original."""
    for key, one in scene.world.things.items():
        if one.place != name or one.kind == "word":
            continue
        address = f"/p/{scene.slugs[name]}/{_FOLDERS[one.kind]}/{scene.known(key)}/"
        found = _texts(_read(scene, who, address)) & {one.text}
        yield from _differs(f"{who} opens {key}", found, {one.text} if scene.world.sees(who, one) else set())


def find(scene: Scene, who: str, name: str) -> Iterator[str]:
    """The search, over every place, finds just what this one sees."""
    page = _read(scene, who, f"/find/?q={WORD}")
    found = _texts(page)
    owed = {text for place in PLACES for text in _owed(scene, who, place, *_FOLDERS)}
    owed |= _owed(scene, who, "Noor", *_FOLDERS)
    yield from _differs(f"{who} looks for everything", found, owed)


def feed(scene: Scene, who: str, name: str) -> Iterator[str]:
    """The calendar of an account names just the places that it sees."""
    if who in scene.feeds:
        body = feeds.read(scene.feeds[who], now=clock.now())
        told = {one for one in scene.persons if body is not None and one.encode() in body.body}
        yield from _differs(f"{who} reads the feed", told, _places(scene, who))


def whole_year(scene: Scene, who: str, name: str) -> Iterator[str]:
    """The year's list of days names just the places that this one sees."""
    if not scene.world.people[who].is_guest and who != "stranger":
        told = {one for one in scene.persons if one in (_read(scene, who, "/year/") or "")}
        yield from _differs(f"{who} reads the year's days", told, _places(scene, who))


PAGES: tuple[Page, ...] = (words_to_read, lists, year, place, one_by_one, find, feed, whole_year)


def on_a_page(scene: Scene, turn: int) -> Iterator[str]:
    """One page as one of those who ask; every turn another of each."""
    who, rest = ASKING[turn % len(ASKING)], turn // len(ASKING)
    page, name = PAGES[rest % len(PAGES)], (*PLACES, "Noor")[rest // len(PAGES) % 3]
    yield from page(scene, who, name)


def _places(scene: Scene, who: str) -> set[str]:
    return {name for name in scene.world.places if scene.world.sees_place(who, name)}


def _owed(scene: Scene, who: str, name: str, *kinds: str) -> set[str]:
    things = scene.world.things.values()
    return {one.text for one in things if one.place == name and one.kind in kinds and scene.world.sees(who, one)}


def _read(scene: Scene, who: str, address: str) -> str | None:
    """A page as this one gets it; None where nothing is there for them."""
    answer = scene.clients[who].get(address)
    return answer.content.decode() if answer.status_code == 200 else None


def _texts(page: str | None) -> set[str]:
    return set(_TEXT.findall(page or ""))


def _differs(
    what: str, found: set[object] | set[str] | set[bool], owed: set[object] | set[str] | set[bool]
) -> Iterator[str]:
    if found != owed:
        yield f"{what}: shown {sorted(found - owed, key=str)}, not shown {sorted(owed - found, key=str)}"
