"""A closed letter that is left to somebody to open: they learn that there is one, and it opens when they wish, or by itself."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from tests.entries.conftest import Desk
from yearlight.core import clock
from yearlight.entries import actions
from yearlight.entries.models import Entry, EntryDraft
from yearlight.entries.queries.opening import closed_letters
from yearlight.people.roles import CircleKind
from yearlight.reminders.models import Receiver

_DAY = date(2040, 6, 1)
_WAITS = "A letter is kept for you"


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)


def _keep(cast: Cast, *, opener: str = "relative", circle: CircleKind = CircleKind.FAMILY) -> Entry:
    member = getattr(cast, opener)
    return Desk(cast).keep(
        "You held his hand.", title="For when you are grown", audience=cast.circle(circle).public_id,
        opens_on=_DAY, opener=member.public_id, today=make.NOW.date(),
    )  # fmt: skip


def _address(cast: Cast, entry: Entry, tail: str = "open/") -> str:
    return reverse("entries:letter", args=[cast.person.public_id, entry.public_id]) + tail


def _typed(cast: Cast, **more: str) -> dict[str, str]:
    typed = {"body": "You held his hand.", "audience": cast.circle(CircleKind.FAMILY).public_id, "do": "keep"}
    return typed | {"opens_day": "1", "opens_month": "6", "opens_year": "2040"} | more


def test_whom_it_is_left_to_learns_that_it_is_there_and_nothing_of_it(cast: Cast) -> None:
    entry = _keep(cast)
    relative = cast.client("relative")
    assert _WAITS in relative.get("/").text
    page = relative.get(_address(cast, entry)).text
    assert "Mara" in page
    for words in ("You held his hand", "For when you are grown"):
        for address in ("/", _address(cast, entry), f"/p/{cast.person.public_id}/", "/find/?q=hand"):
            assert words not in relative.get(address).text, address
    assert relative.get(_address(cast, entry, "")).status_code == 404
    assert relative.get(f"/p/{cast.person.public_id}/letters/").text.count("For when you") == 0


@pytest.mark.parametrize("who", ["keeper", "other_keeper", "stranger", "friend", "guest_reading"])
def test_to_all_others_it_is_not_there(cast: Cast, who: str) -> None:
    entry = _keep(cast)
    client = cast.client(who)
    assert client.get(_address(cast, entry)).status_code == 404
    assert client.post(_address(cast, entry)).status_code == 404
    assert _WAITS not in client.get("/", follow=True).text
    entry.refresh_from_db()
    assert entry.audience_id is None


def test_one_press_opens_it_to_those_it_was_written_for(cast: Cast) -> None:
    entry = _keep(cast)
    relative = cast.client("relative")
    answer = relative.post(_address(cast, entry), follow=True)
    assert "You held his hand." in answer.text
    assert "You held his hand." in cast.client("other_keeper").get(_address(cast, entry, "")).text
    assert _WAITS not in relative.get("/").text
    # A second press, and whoever comes late, find it open.
    assert relative.post(_address(cast, entry)).status_code == 404
    entry.refresh_from_db()
    assert (entry.opens_to_id, entry.opener_id) == (None, None)


def test_a_guest_opens_theirs_by_their_link(cast: Cast) -> None:
    client = cast.client("guest_reading")
    guest = cast.family.members.get(name="guest_reading")
    entry = Desk(cast).keep(
        audience=cast.circle(CircleKind.FAMILY).public_id, opens_on=_DAY, opener=guest.public_id, today=make.NOW.date()
    )
    assert _WAITS in client.get("/g/").text
    assert "It snowed." in client.post(_address(cast, entry), follow=True).text


def test_it_opens_by_itself_if_nobody_does_anything(cast: Cast) -> None:
    entry = _keep(cast)
    assert actions.open_due(now=datetime(2040, 5, 31, 12, tzinfo=UTC), default_zone="UTC") == 0
    assert actions.open_due(now=datetime(2040, 6, 2, tzinfo=UTC), default_zone="UTC") == 1
    assert "You held his hand." in cast.client("relative").get(_address(cast, entry, "")).text


def test_whoever_could_not_read_it_any_more_cannot_open_it_either(cast: Cast) -> None:
    entry = _keep(cast)
    relative = cast.client("relative")
    cast.relative.memberships.filter(circle__kind=CircleKind.FAMILY).delete()
    assert relative.post(_address(cast, entry)).status_code == 404
    assert closed_letters(cast.viewer("relative"), [cast.person]) == ()
    # It waits for its day.
    assert actions.open_due(now=datetime(2040, 6, 2, tzinfo=UTC), default_zone="UTC") == 1


def test_one_that_is_put_away_waits_for_nobody_until_it_is_brought_back(cast: Cast) -> None:
    entry, relative, keeper = _keep(cast), cast.client("relative"), cast.viewer("keeper")
    actions.put_away(keeper, person=cast.person, entry_id=entry.public_id, now=make.NOW)
    assert _WAITS not in relative.get("/").text
    assert relative.post(_address(cast, entry)).status_code == 404
    actions.bring_back(keeper, person=cast.person, entry_id=entry.public_id, now=make.NOW)
    assert _WAITS in relative.get("/").text


def test_its_writer_reads_it_changes_it_and_sees_to_whom_it_is_left(cast: Cast) -> None:
    entry, keeper = _keep(cast), cast.client("keeper")
    page = keeper.get(_address(cast, entry, "")).text
    assert "You held his hand." in page
    assert "until" in page
    assert cast.relative.name in page
    edit = keeper.get(_address(cast, entry, "edit/")).text
    assert f'<option value="{cast.relative.public_id}" selected>' in edit
    keeper.post(_address(cast, entry, "edit/"), _typed(cast, base_revision="1", opener=""))
    entry.refresh_from_db()
    assert (entry.opener_id, entry.opens_on) == (None, _DAY)
    assert _WAITS not in cast.client("relative").get("/").text


def _write(client: Client, cast: Cast, **more: str) -> str:
    return client.post(reverse("entries:write", args=[cast.person.public_id]), _typed(cast, **more), follow=True).text


def test_it_is_written_on_the_page(cast: Cast) -> None:
    _write(cast.client("keeper"), cast, opener=cast.relative.public_id)
    entry = Entry.objects.get()
    assert (entry.opener, entry.opens_on, entry.audience) == (cast.relative, _DAY, None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"opens_day": "", "opens_month": "", "opens_year": ""}, "Write a day too"),
        ({"opens_year": "2016"}, "That day has come already"),
        ({"opens_day": "3", "opens_month": "11", "opens_year": "2026"}, "That day has come already"),
        ({"audience": "me"}, "Those you chose do not include"),
    ],
)
def test_nothing_opens_by_a_slip(cast: Cast, given: dict[str, str], said: str) -> None:
    page = _write(cast.client("keeper"), cast, opener=cast.relative.public_id, **given)
    assert said in page
    assert not Entry.objects.filter(state="kept").exists()
    assert EntryDraft.objects.get().body == "You held his hand."


def test_nobody_outside_of_the_circle_is_taken_as_opener(cast: Cast) -> None:
    for opener in (cast.stranger, cast.relative):
        entry = Desk(cast).keep(
            audience=cast.circle(CircleKind.KEEPERS).public_id, opens_on=_DAY, opener=opener.public_id,
            today=make.NOW.date(),
        )  # fmt: skip
        assert entry.opener_id is None


def test_nothing_is_sent_about_it(cast: Cast) -> None:
    _keep(cast)
    assert not Receiver.objects.exists()
