"""Only some of a place's photographs: what can be chosen by, and the rows that a choice leaves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count, QuerySet

from yearlight.keepsakes.kinds import Kind, Medium
from yearlight.keepsakes.models import Picture
from yearlight.keepsakes.queries import gate
from yearlight.people.held import names_in
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.memorials.models import Person


@dataclass(frozen=True, slots=True)
class Only:
    """Which photographs are asked for; what is left out is asked of none.

    ``by`` is who took them, ``of`` one who is named on them, each as somebody wrote it. What is shut away is told
    by its line alone, so that it is found by neither, and by ``is_shut_away`` only.
    """

    medium: Medium | None = None
    by: str = ""
    of: str = ""
    is_shut_away: bool = False

    @property
    def key(self) -> str:
        """The rest of an address that keeps to this choice; empty where nothing was chosen."""
        asked = {"kind": self.medium, "by": self.by, "of": self.of, "shut": "1" if self.is_shut_away else ""}
        chosen = {name: value for name, value in asked.items() if value}
        return f"&{urlencode(chosen)}" if chosen else ""

    @property
    def is_beyond_kind(self) -> bool:
        """Whether more than a kind was chosen."""
        return bool(self.by or self.of or self.is_shut_away)

    def rows(self, rows: QuerySet[Picture]) -> QuerySet[Picture]:
        """Of rows that the gate has let through, those that were asked for."""
        if self.medium:
            rows = rows.filter(original__media_type__in=[one.value for one in Kind if one.medium is self.medium])
        return self.rows_of_any_kind(rows)

    def rows_of_any_kind(self, rows: QuerySet[Picture]) -> QuerySet[Picture]:
        """The same without a look at the kind."""
        if self.is_shut_away:
            rows = rows.filter(is_shut_away=True)
        if self.by:
            rows = rows.filter(is_shut_away=False, taken_by=self.by)
        if self.of:
            rows = rows.filter(is_shut_away=False)
            lists = rows.exclude(people="").values_list("people", flat=True).order_by().distinct()
            rows = rows.filter(people__in=[one for one in lists if self.of in names_in(one)])
        return rows


ALL = Only()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a place's photographs can be chosen by, each with how many there are."""

    by: list[tuple[Only, int]]
    of: list[tuple[Only, int]]
    shut_away: int


def choices(viewer: Viewer, person: "Person") -> Choices:
    """What this viewer can choose by, most first: who took something, who is named on something, what is shut away."""
    rows = gate.seen(viewer, person, bare=True).order_by()
    shown = rows.filter(is_shut_away=False)
    takers = Counter(dict(shown.exclude(taken_by="").values_list("taken_by").annotate(count=Count("pk"))))
    named: Counter[str] = Counter()
    for names, count in shown.exclude(people="").values_list("people").annotate(count=Count("pk")):
        for name in names_in(names):
            named[name] += count
    return Choices(
        by=[(Only(by=name), count) for name, count in _most_first(takers.items())],
        of=[(Only(of=name), count) for name, count in _most_first(named.items())],
        shut_away=rows.filter(is_shut_away=True).count(),
    )


def _most_first(counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counted, key=lambda one: (-one[1], one[0].casefold()))
