"""The browsers that show an account its messages: added by a press, tried, ended, and nobody else's business."""

import hashlib
import json
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.reminders.push_service import Browser, Service
from yearlight.core.models import AuditLine
from yearlight.reminders import push
from yearlight.reminders.actions import devices
from yearlight.reminders.models import PushDevice, Receiver

pytestmark = pytest.mark.usefixtures("clock_stands")

PAGE = "/me/reminders/devices/"
AT = "https://updates.push.services.mozilla.com/wpush/v2/gAAA"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def subscribed(browser: Browser, endpoint: str = AT) -> dict[str, str]:
    return {"do": "add", "endpoint": endpoint, **browser.keys}


def add(client: Client, endpoint: str = AT, browser: Browser | None = None) -> Any:
    sent = subscribed(browser or Browser(), endpoint)
    return client.post(PAGE, sent, headers={"user-agent": FIREFOX}, follow=True)


def test_press_adds_this_browser_by_its_familys_name(cast: Cast) -> None:
    page = add(cast.client("keeper")).text
    device = PushDevice.objects.get()
    assert device.receiver.account == cast.account("keeper")
    assert (device.name, device.endpoint) == ("Firefox, Android", AT)
    assert Receiver.objects.get().by_push
    assert "Messages come to this browser now" in page
    assert f'data-device="{hashlib.sha256(AT.encode()).hexdigest()}"' in page
    assert AuditLine.objects.get(thing="device").verb == "add"


def test_endpoint_and_keys_stand_on_no_page(cast: Cast) -> None:
    """Whoever has them could send to the browser."""
    browser = Browser()
    page = add(cast.client("keeper"), browser=browser).text
    assert AT not in page
    assert not any(key in page for key in browser.keys.values())


def test_page_gives_the_browser_the_key_of_this_site(cast: Cast) -> None:
    assert f'data-push="{push.public_key()}"' in cast.client("keeper").get(PAGE).text


def test_pressing_twice_adds_one_device(cast: Cast) -> None:
    for _press in range(2):
        add(cast.client("keeper"))
    assert PushDevice.objects.count() == 1


def test_device_that_had_ended_begins_again(cast: Cast) -> None:
    client = cast.client("keeper")
    add(client)
    client.post(PAGE, {"do": "end", "device": PushDevice.objects.get().public_id})
    assert PushDevice.objects.get().ended_at == make.NOW
    add(client)
    assert PushDevice.objects.get().ended_at is None


def test_browser_of_another_account_is_not_taken_over(cast: Cast) -> None:
    """Otherwise what was said to one parent would come to the other."""
    add(cast.client("keeper"))
    page = add(cast.client("other_keeper")).text
    assert "Another account has messages in this browser" in page
    assert PushDevice.objects.get().receiver.account == cast.account("keeper")


@pytest.mark.parametrize(
    "sent",
    [
        {"endpoint": "https://127.0.0.1/x"},
        {"endpoint": "http://updates.push.services.mozilla.com/x"},
        {"endpoint": "https://example.org/x"},
        {"endpoint": f"{AT}{'a' * 2048}"},
        {"p256dh": "abc"},
        {"auth": "abc"},
        {"auth": ""},
    ],
)
def test_what_is_no_subscription_is_not_added(cast: Cast, sent: dict[str, str]) -> None:
    page = cast.client("keeper").post(PAGE, {**subscribed(Browser()), **sent}, follow=True).text
    assert "Messages cannot be sent to this browser from here. Nothing is changed." in page
    assert not PushDevice.objects.exists()
    assert not Receiver.objects.exists()


def test_ten_devices_are_enough(cast: Cast) -> None:
    for number in range(10):
        devices.add(cast.viewer("keeper"), endpoint=f"{AT}{number}", **Browser().keys, name="", now=make.NOW)
    page = add(cast.client("keeper")).text
    assert "Ten devices show your messages already" in page
    assert PushDevice.objects.count() == 10


def test_nothing_is_added_where_the_host_switched_it_off(cast: Cast, settings: Settings) -> None:
    settings.YEARLIGHT_PUSH = False
    page = cast.client("keeper").get(PAGE).text
    assert "has switched this off here" in page
    assert "data-push=" not in page
    add(cast.client("keeper"))
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize("do", ["end", "try"])
def test_device_of_another_is_not_there(cast: Cast, there: Service, do: str) -> None:
    add(cast.client("keeper"), there.url)
    device = PushDevice.objects.get()
    for who in ("other_keeper", "stranger"):
        assert cast.client(who).post(PAGE, {"do": do, "device": device.public_id}).status_code == 404
        assert device.public_id not in cast.client(who).get(PAGE).text
    device.refresh_from_db()
    assert device.ended_at is None
    assert there.came == []
    # The same press by its owner does it.
    assert cast.client("keeper").post(PAGE, {"do": do, "device": device.public_id}).status_code == 302


def test_ended_device_is_not_in_the_list_and_cannot_be_tried(cast: Cast, there: Service) -> None:
    client = cast.client("keeper")
    add(client, there.url)
    device = PushDevice.objects.get()
    assert (
        "No more messages go to that device."
        in client.post(PAGE, {"do": "end", "device": device.public_id}, follow=True).text
    )
    assert device.public_id not in client.get(PAGE).text
    assert client.post(PAGE, {"do": "try", "device": device.public_id}).status_code == 404


def test_trial_message_arrives_and_tells_of_no_day(cast: Cast, there: Service) -> None:
    browser, client = Browser(), cast.client("keeper")
    add(client, there.url, browser)
    page = client.post(PAGE, {"do": "try", "device": PushDevice.objects.get().public_id}, follow=True).text
    assert "It is on its way." in page
    told = json.loads(browser.read(there.came[0][1]))
    assert told["title"] == "This is how a message arrives"
    assert "body" not in told
    assert there.came[0][0]["TTL"] == "300"


@pytest.mark.parametrize(("status", "is_ended"), [(410, True), (404, True), (503, False), (403, False)])
def test_trial_that_is_not_taken_says_so_and_ends_what_is_no_longer_there(
    cast: Cast, there: Service, status: int, is_ended: bool
) -> None:
    client = cast.client("keeper")
    add(client, there.url)
    there.status = status
    page = client.post(PAGE, {"do": "try", "device": PushDevice.objects.get().public_id}, follow=True).text
    assert "The message was not taken." in page
    assert (PushDevice.objects.get().ended_at is not None) is is_ended


def test_many_presses_are_held_back(cast: Cast, there: Service) -> None:
    client = cast.client("keeper")
    add(client, there.url)
    device = PushDevice.objects.get()
    answers = [client.post(PAGE, {"do": "try", "device": device.public_id}).status_code for _press in range(20)]
    assert answers.count(302) == 19
    assert answers[-1] == 429
    assert len(there.came) == 19
