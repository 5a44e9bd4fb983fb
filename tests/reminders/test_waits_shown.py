"""What waits between keepers, on the devices of those it concerns: once, discreetly, and not while it is quiet."""

import json
from datetime import timedelta

import pytest

from tests import make
from tests.conftest import Cast
from tests.reminders.push_service import Browser, Service
from yearlight.people.actions import accounts, keepers
from yearlight.people.actions import waits as asked
from yearlight.reminders.actions import waits
from yearlight.reminders.models import PushDevice

NOW = make.NOW


@pytest.fixture
def device(cast: Cast, there: Service, browser: Browser) -> PushDevice:
    """Peter's telephone, who is the other keeper."""
    receiver = make.make_receiver(cast.account("other_keeper"), by_push=True)
    return PushDevice.objects.create(
        receiver=receiver, endpoint=there.url, endpoint_hash="0" * 64, made_at=NOW, **browser.keys
    )


def _ask(cast: Cast) -> str:
    return keepers.end_keeper(cast.viewer("keeper"), public_id=cast.other_keeper.public_id, now=NOW).public_id


def _shown(there: Service, browser: Browser) -> list[dict[str, str]]:
    return [json.loads(browser.read(body)) for _head, body in there.came]


def test_a_device_shows_once_that_something_waits_and_names_nobody(
    cast: Cast, device: PushDevice, there: Service, browser: Browser
) -> None:
    _ask(cast)
    assert waits.show(lambda: NOW) == 1
    assert waits.show(lambda: NOW) == 0
    [told] = _shown(there, browser)
    assert told.pop("tag")
    assert told == {"title": "Something waits, and you can stop it"}


def test_a_device_shows_that_it_ended(cast: Cast, device: PushDevice, there: Service, browser: Browser) -> None:
    public_id = _ask(cast)
    waits.show(lambda: NOW)
    asked.stop(cast.viewer("other_keeper"), public_id=public_id, now=NOW)
    waits.show(lambda: NOW)
    assert [one["title"] for one in _shown(there, browser)][1:] == ["Something to know"]


def test_nothing_is_shown_while_it_is_quiet(cast: Cast, device: PushDevice, there: Service) -> None:
    accounts.be_quiet(cast.account("other_keeper"), now=NOW - timedelta(days=1))
    _ask(cast)
    assert waits.show(lambda: NOW) == 0
    assert there.came == []


@pytest.mark.parametrize("change", [{"by_push": False}, {"ended": True}])
def test_nothing_is_shown_where_no_messages_are_wished(
    cast: Cast, device: PushDevice, there: Service, change: dict[str, bool]
) -> None:
    if change.get("ended"):
        PushDevice.objects.update(ended_at=NOW)
    else:
        type(device.receiver).objects.update(by_push=False)
    _ask(cast)
    assert waits.show(lambda: NOW) == 0
    assert there.came == []
