"""Every page asks the database as often for 2,000 entries as for ten, and never while it is being drawn."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.template import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from tests.rules.addresses import ROWS, Who, at
from tests.rules.conftest import Things
from yearlight.core.ids import public_id
from yearlight.entries.models import Entry, EntryKind
from yearlight.keepsakes.models import Original, Picture
from yearlight.people.roles import CircleKind
from yearlight.web import ready

MakeThings = Callable[[str], Things]

#: Every page that keepers read. What allauth draws holds nothing of a family.
PAGES = sorted(
    name
    for name, row in ROWS.items()
    if row.get not in (None, Who.NOBODY) and not name.startswith(("account_", "mfa_", "usersessions_"))
)
#: Who reads the pages that no keeper does.
_READERS: dict[Who | None, str] = {
    Who.LEAVES_WORDS: "relative",
    Who.LEFT_IT: "relative",
    Who.READS: "relative",
    Who.ITS_OPENER: "relative",
    Who.GUESTS: "guest_reading",
    Who.OPERATOR: "operator",
}
_FEW, _MANY = 10, 2000


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    ready.forget()
    yield
    ready.forget()


@pytest.mark.slow
def test_every_page_asks_as_often_for_two_thousand_entries_as_for_ten(things: MakeThings, cast: Cast) -> None:
    """All pages in one go for a keeper and for a relative, so that the many rows are made once."""
    there = things("family")
    named = {name: at(name, there.names(name)) for name in PAGES}
    _fill(cast, _FEW)
    few = _asked_of_all(cast, named)
    _fill(cast, _MANY)
    many = _asked_of_all(cast, named)
    assert {one: (few[one], many[one]) for one in few if few[one] != many[one]} == {}


@pytest.mark.parametrize("name", PAGES)
def test_no_template_asks_the_database(
    name: str, things: MakeThings, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is fetched before a page is drawn; the shell's own questions are asked while its context is made."""
    there = things("family")
    address = at(name, there.names(name))
    _fill(cast, _FEW)
    asked: list[str] = []
    really_draw = Template._render  # type: ignore[attr-defined]

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    def draw(template: Template, context: Any) -> Any:
        with connection.execute_wrapper(note):
            return really_draw(template, context)

    monkeypatch.setattr(Template, "_render", draw)
    assert cast.client(_READERS.get(ROWS[name].get, "keeper")).get(address).status_code in (200, 302)
    assert asked == []


def test_the_guard_would_find_a_template_that_asks(cast: Cast) -> None:
    """What the test before looks for can happen at all."""
    from django.template import Context  # noqa: PLC0415

    with CaptureQueriesContext(
        connection,
    ) as asked:
        Template("{% for one in rows %}{{ one.writer.name }}{% endfor %}").render(
            Context({"rows": Entry.objects.all()})
        )
    assert len(asked) == 1


def _asked_of_all(cast: Cast, named: dict[str, str]) -> dict[tuple[str, str], int]:
    """How often each page asks the database, by who reads it and its name."""
    readers = [(who, cast.client(who)) for who in ("keeper", "relative")]
    return {(who, name): _asked(client, address) for who, client in readers for name, address in named.items()}


def _asked(client: Client, address: str) -> int:
    """How often the database is asked, when nothing lies ready."""
    client.get("/about/")  # The session and the account are known by then.
    ready.forget()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def _fill(cast: Cast, count: int) -> None:
    """So many texts and pictures more, over twenty years, by both keepers and for every audience."""
    circles = [cast.circle(kind) for kind in (CircleKind.FAMILY, CircleKind.KEEPERS, CircleKind.FRIENDS)]
    days = [date(2006, 1, 1) + timedelta(days=step * 7300 // count) for step in range(count)]
    writers = [cast.keeper, cast.other_keeper]
    Entry.objects.bulk_create(
        Entry(
            **_row(cast, number, circles, writers, day),
            kind=(EntryKind.LETTER, EntryKind.MOMENT, EntryKind.LETTER, EntryKind.KIND_WORD)[number % 4],
            state="kept",
            title=f"Letter {number}",
            body="It snowed.",
            revision=1,
            made_at=make.NOW,
            kept_at=make.NOW,
            changed_at=make.NOW,
        )
        for number, day in enumerate(days)
    )
    first = Original.objects.count()
    originals = Original.objects.bulk_create(
        Original(family=cast.family, sha256=f"{first + number:064x}", size=1000, media_type="image/jpeg", width=1600,
                 height=1067, kept_at=make.NOW, recipe=1)
        for number in range(count)
    )  # fmt: skip
    Picture.objects.bulk_create(
        Picture(
            **_row(cast, number, circles, writers, day), original=original, caption=f"Day {number}", added_at=make.NOW
        )
        for number, (day, original) in enumerate(zip(days, originals, strict=True))
    )
    cast.person.__class__.objects.filter(pk=cast.person.pk).update(version=count)


def _row(cast: Cast, number: int, circles: list[Any], writers: list[Any], day: date) -> dict[str, Any]:
    return {
        "public_id": public_id(),
        "family": cast.family,
        "person": cast.person,
        "writer": writers[number % 2],
        "audience": circles[number % 3],
        "happened_on": day.isoformat(),
        "first_on": day,
        "last_on": day,
    }
