"""Help is one press from every page: whoever looks, and wherever they are."""

from collections.abc import Callable

import pytest
from django.db import transaction

from tests.conftest import Cast
from tests.rules.addresses import ROWS, Row, Who, at
from tests.rules.conftest import Things

#: An adult sits beside a child who looks at it, and closes it.
_OF_CHILDREN = "children:"
_READERS = {
    Who.GUESTS: "guest_reading",
    Who.LEAVES_WORDS: "guest_writing",
    Who.LEFT_IT: "relative",
    Who.OPERATOR: "operator",
    Who.SEES_AS_GUEST: "guest_reading",
    Who.ANYONE: "nobody",
}


@pytest.mark.slow
def test_help_is_one_press_from_every_page(things: Callable[[str], Things], cast: Cast) -> None:
    there, without, pages = things("family"), [], 0
    clients = {who: cast.client(who) for who in {*_READERS.values(), "keeper"}}
    for name, row in sorted(ROWS.items()):
        if row.get in (None, Who.NOBODY) or name.startswith(_OF_CHILDREN):
            continue
        with transaction.atomic():
            answer = clients[_reader(row)].get(at(name, there.names(name)))
            transaction.set_rollback(True)
        if answer.status_code == 200 and not answer.streaming and b"<!doctype html>" in answer.content:
            pages += 1
            if 'href="/help/"' not in answer.text:
                without.append(name)
    assert without == []
    assert pages > 60


def _reader(row: Row) -> str:
    """Somebody without an account where the page is for them, since they find help no less."""
    assert row.get is not None
    return _READERS.get(row.get, "keeper")
