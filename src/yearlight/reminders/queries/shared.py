"""The shared days that can be kept, and which of them whoever looks takes part in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_noop

from yearlight.calendars.customs import east_asia, hindu, japanese, orthodox, parents_days, shared, western
from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.rule import Custom
from yearlight.calendars.occurrences import Kept, following
from yearlight.people.viewer import Viewer
from yearlight.reminders.models import SharedDay


class Group(NamedTuple):
    """Shared days of one origin. ``name`` is a message id."""

    name: str
    customs: Sequence[Custom]


@dataclass(frozen=True, slots=True)
class Offered:
    """One shared day, and whether this account takes part. ``next_on`` is 0 where the day is not known."""

    custom: Custom
    is_on: bool
    answers: Mapping[str, str]
    next_on: int = 0


_ORIGINS = (
    (gettext_noop("Kept around the world"), shared.CUSTOMS),
    (gettext_noop("Mother’s Day and Father’s Day"), parents_days.CUSTOMS),
    (gettext_noop("In Western churches, and in Mexico"), western.CUSTOMS),
    (gettext_noop("In Orthodox churches"), orthodox.CUSTOMS),
    (gettext_noop("In China, Korea and Vietnam"), east_asia.CUSTOMS),
    (gettext_noop("In Japan"), japanese.CUSTOMS),
    (gettext_noop("Hindu days"), hindu.CUSTOMS),
)
#: All that need no date of a person.
GROUPS = tuple(Group(name, [one for one in customs if not one.anchors]) for name, customs in _ORIGINS)


def offered(viewer: Viewer, *, today: int) -> list[tuple[str, list[Offered]]]:
    """Every shared day in its group, with the next one from ``today`` on, and whether this viewer takes part."""
    mine = _mine(viewer)
    return [(group.name, [_offered(one, mine, today) for one in group.customs]) for group in GROUPS]


def offered_one(viewer: Viewer, custom: str, *, today: int) -> Offered | None:
    """One shared day; None where there is none of that name."""
    rule = next((one for group in GROUPS for one in group.customs if one.key == custom), None)
    return _offered(rule, _mine(viewer), today) if rule else None


def _mine(viewer: Viewer) -> dict[str, Mapping[str, str]]:
    rows = SharedDay.objects.filter(account=viewer.account_id) if viewer.account_id else ()
    return {one.custom: one.options for one in rows}


def _offered(one: Custom, mine: Mapping[str, Mapping[str, str]], today: int) -> Offered:
    answers = mine.get(one.key, {})
    try:
        chosen = choose(one, answers)
        found = following(Kept(one, chosen), today - 1, 1)
    except Declined:
        return Offered(one, one.key in mine, answers)
    return Offered(one, one.key in mine, dict(chosen.answers), max(found[0].day, today) if found else 0)
