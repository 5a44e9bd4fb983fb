"""What tests of waits share: telling, doing what is due, and the link in a message."""

import re
from datetime import datetime, timedelta

from django.core import mail

from tests import make
from tests.conftest import Cast
from yearlight.ops import erasing
from yearlight.people.actions import ending, keepers, telling, waits
from yearlight.people.models import Member, Wait

NOW, DAY = make.NOW, timedelta(days=1)


def tell(now: datetime = NOW) -> list[tuple[str, str]]:
    """Tell what is due; to whom, and what its subject was."""
    before = len(mail.outbox)
    telling.tell_due(lambda: now)
    return [(one.to[0], str(one.subject)) for one in mail.outbox[before:]]


def do(now: datetime) -> int:
    return ending.do_due(now=now) + waits.do_due(erasing.DOES, now=now)


def ended(cast: Cast, now: datetime = NOW) -> Wait:
    """The keeper asks that the other keeper is one no longer."""
    return keepers.end_keeper(cast.viewer("keeper"), public_id=cast.other_keeper.public_id, now=now)


def circle_kinds(member: Member) -> set[str]:
    return set(member.memberships.values_list("circle__kind", flat=True))


def link_in(message: str) -> str:
    found = re.search(r"/wait/([\w-]+)/", message)
    assert found, message
    return found[1]
