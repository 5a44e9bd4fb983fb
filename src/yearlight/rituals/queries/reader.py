"""Rows of rituals and acts made into what pages show."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from yearlight.calendars import edtf
from yearlight.entries.queries.acts import acts as entries_of_acts
from yearlight.entries.shown import EntryView, SeenBy
from yearlight.memorials import queries as memorials
from yearlight.memorials.sentences import called
from yearlight.memorials.series import Series
from yearlight.people import queries as people
from yearlight.people.roles import CircleKind, Deed
from yearlight.people.viewer import Viewer
from yearlight.rituals.facts import NO_AGE, Facts, fields_from_row
from yearlight.rituals.kinds import Chapter, Kind
from yearlight.rituals.models import Act, Ritual
from yearlight.rituals.queries.days import counts_from, series_of, series_words
from yearlight.rituals.shown import ActView, DayOf, RitualView, last_day
from yearlight.rituals.words import age_words, years_in_words
from yearlight.rituals.years import age
from yearlight.web.words import in_words

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


class Reader:
    """Makes views of rituals for one viewer at one person's place; what all of them need is asked for once."""

    def __init__(self, viewer: Viewer, person: "Person") -> None:
        self.viewer = viewer
        self.person = person
        self.family_id = person.family_id
        # Acts of a ritual that is shared stand at another's place, which is not everybody's to see.
        self.persons = {one.pk: one for one in memorials.persons(viewer) if one.family_id == person.family_id}
        self.names = people.circle_words(viewer, person.family_id)
        self.sees_cost = _is_of_the_family(viewer, person.family_id)
        self.may_change_others = viewer.may(Deed.CHANGE_OTHERS_ENTRY, person.family_id)
        self.may_change_place = viewer.may(Deed.CHANGE_PLACE, person.family_id)

    def views(self, rows: Sequence[Ritual]) -> list[RitualView]:
        if not rows:
            return []
        acts = Act.objects.filter(ritual__in=rows).select_related("ritual__age_from")
        by_ritual: dict[int, list[ActView]] = {}
        for one in self._acts(list(acts)):
            by_ritual.setdefault(one.ritual_id, []).append(one)
        persons: dict[int, list[int]] = {}
        through = Ritual.persons.through._default_manager.filter(ritual__in=rows).order_by("pk")
        for ritual_id, person_id in through.values_list("ritual_id", "person_id"):
            persons.setdefault(ritual_id, []).append(person_id)
        days = self._days(rows, {pk for one in persons.values() for pk in one})
        views = [self._view(row, persons[row.pk], days) for row in rows]
        return [replace(one, acts=tuple(sorted(by_ritual.get(one.pk, ()), key=_order, reverse=True))) for one in views]

    def act(self, row: Act) -> ActView | None:
        return next(iter(self._acts([row])), None)

    def _acts(self, rows: Sequence[Act]) -> Iterable[ActView]:
        entries = entries_of_acts(self.viewer, self.persons, [row.pk for row in rows])
        return [self._act(row, entries[row.pk]) for row in rows if row.pk in entries]

    def _act(self, row: Act, entry: EntryView) -> ActView:
        facts = Facts.from_row(row.facts)
        return ActView(
            entry=entry,
            ritual_id=row.ritual_id,
            year=row.year,
            chapter=Chapter(row.chapter),
            facts=facts,
            age=_age(row, facts, entry),
            cost=facts.cost if self.sees_cost else "",
        )

    def _days(self, rows: Iterable[Ritual], person_ids: Collection[int]) -> Mapping[str, Series]:
        if not any(row.day for row in rows):
            return {}
        return series_of(self.viewer, [self.persons[pk] for pk in person_ids if pk in self.persons])

    def _view(self, row: Ritual, person_ids: Sequence[int], days: Mapping[str, Series]) -> RitualView:
        series = days.get(row.day) if row.day else None
        is_mine = row.writer_id in self.viewer.member_ids
        may_write = self.viewer.may(Deed.WRITE, self.family_id)
        theirs = [self.persons[pk] for pk in person_ids if pk in self.persons]
        return RitualView(
            pk=row.pk,
            public_id=row.public_id,
            kind=Kind(row.kind),
            name=row.name,
            told=row.told,
            persons=tuple(called(one) for one in theirs),
            person_ids=frozenset(person_ids),
            seen_by=SeenBy(self.names.get(row.audience_id, ""), is_private=row.audience_id is None),
            audience_id=row.audience_id,
            is_mine=is_mine,
            may_change=may_write and (is_mine or self.may_change_others),
            stands_at=row.stands_at if self.may_change_place else "",
            looked_after_by=row.looked_after_by,
            fields=fields_from_row(row.fields),
            day_name=row.day,
            day=DayOf(row.day, series_words(series, with_name=len(theirs) > 1)) if series else None,
            age_from_id=row.age_from_id,
            tells_age=row.age_from_id is not None,
            is_for_children=all(one.who != "someone" for one in theirs),
            shows_cost=self.sees_cost,
            ended_on=row.ended_on,
            ended_date_words=in_words(row.ended_on),
            ended_words=row.ended_words,
            address=reverse("rituals:ritual", args=[self.person.public_id, row.public_id]),
        )


def _order(act: ActView) -> tuple[int, date, int, datetime | None]:
    # A chapter that begins or ends a tree stands before or after the picture of its year where no day says otherwise.
    places = (Chapter.FOLLOWED, Chapter.PLANTED, Chapter.YEAR, Chapter.MOVED, Chapter.LEFT, Chapter.DIED)
    return act.year, act.entry.first_on or date(act.year, 7, 1), places.index(act.chapter), act.entry.kept_at


def _is_of_the_family(viewer: Viewer, family_id: int) -> bool:
    """Whether what is the family's alone is this viewer's to see."""
    wider = (CircleKind.KEEPERS, CircleKind.FAMILY)
    return any(one.kind in wider for one in people.circles(viewer, family_id))


def _age(row: Act, facts: Facts, entry: EntryView) -> str:
    """The age in words: as the family corrected it, or reckoned; empty where the ritual tells none."""
    begins = row.ritual.age_from
    if facts.age == NO_AGE or begins is None or not counts_from(begins):
        return ""
    if facts.age:
        return years_in_words(int(facts.age))
    first = edtf.parse(begins.happened_on).first
    last_on = last_day(entry.happened_on)
    found = age(first, row.year, last_on) if first is not None else None
    return age_words(found) if found else ""
