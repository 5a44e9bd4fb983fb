"""Who takes over when a keeper died: three messages, any sign of life stops it, and nothing private is opened."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from tests.people.test_recovery import Winder, at, can_sign_in
from tests.people.waited import circle_kinds, do, link_in, tell
from yearlight.core import audit
from yearlight.core.errors import NotThere
from yearlight.people import queries
from yearlight.people.actions import succession, waits
from yearlight.people.models import Member, Successor, Wait
from yearlight.people.roles import Role
from yearlight.people.waiting import State

__all__ = ["at"]

NOW, DAY = make.NOW, timedelta(days=1)


@pytest.fixture
def teller(cast: Cast) -> Member:
    """Somebody of the family with an account, who tells; the relative of the cast takes over."""
    return make.make_member(cast.family, Role.FRIEND, account=make.make_account("asha@example.org"))


@pytest.fixture
def chosen(cast: Cast, teller: Member) -> Successor:
    return _choose(cast, teller)


def _choose(cast: Cast, teller: Member, days: int = 60, now: datetime = NOW - DAY) -> Successor:
    return succession.choose(
        cast.viewer("keeper"),
        family_id=cast.family.pk,
        tells=teller.public_id,
        takes_over=cast.relative.public_id,
        days=days,
        now=now,
    )


def _told(teller: Member, chosen: Successor, now: datetime = NOW) -> Wait:
    return succession.tell(make.make_viewer(teller), public_id=chosen.public_id, now=now)


def _to_owner(now: datetime) -> int:
    return sum(to == "mara@example.org" for to, _subject in tell(now))


def test_three_messages_come_to_the_owner_and_then_the_chosen_one_is_a_keeper(
    cast: Cast, teller: Member, chosen: Successor
) -> None:
    _told(teller, chosen)
    came = {day: _to_owner(NOW + day * DAY) for day in range(60)}
    assert {day for day, number in came.items() if number} == {0, 20, 41}
    assert set(came.values()) == {0, 1}
    assert do(NOW + 60 * DAY - timedelta(seconds=1)) == 0
    assert do(NOW + 60 * DAY) == 1
    cast.relative.refresh_from_db()
    assert cast.relative.role == Role.KEEPER
    assert circle_kinds(cast.relative) == {"keepers", "family", "friends"}
    assert ("ilse@example.org", "Something to know") in tell(NOW + 60 * DAY)
    assert "Whoever Mara chose to take over is a keeper now." in str(mail.outbox[-1].body)


def test_what_the_owner_kept_alone_stays_closed_to_whoever_takes_over(
    cast: Cast, teller: Member, chosen: Successor
) -> None:
    own = make.make_letter(cast.person, cast.keeper, title="For nobody else")
    shared = make.make_letter(cast.person, cast.keeper, audience=make.circle(cast.family))
    _told(teller, chosen)
    for day in (0, 20, 41):
        tell(NOW + day * DAY)
    do(NOW + 60 * DAY)
    viewer = queries.viewer_of(cast.account("relative").pk)
    assert viewer.sees(audience_id=shared.audience_id, writer_id=shared.writer_id)
    assert not viewer.sees(audience_id=own.audience_id, writer_id=own.writer_id)
    assert cast.account("keeper").check_password("rowan-lake-tram")


def test_signing_in_stops_it(cast: Cast, teller: Member, chosen: Successor, at: Winder) -> None:
    wait = _told(teller, chosen)
    at(NOW + 10 * DAY)
    assert can_sign_in("rowan-lake-tram")
    wait.refresh_from_db()
    assert wait.state == State.STOPPED
    assert ("asha@example.org", "Something to know") in tell(NOW + 10 * DAY)
    assert do(NOW + 61 * DAY) == 0


def test_opening_today_stops_it_and_says_so_once(cast: Cast, teller: Member, chosen: Successor, at: Winder) -> None:
    wait = _told(teller, chosen)
    at(NOW + 10 * DAY)
    owner = cast.client("keeper")
    assert owner.head("/").status_code == 200
    wait.refresh_from_db()
    assert wait.state == State.OPEN
    assert "You are here, so it is stopped" in owner.get("/").text
    wait.refresh_from_db()
    assert wait.state == State.STOPPED
    assert "You are here" not in owner.get("/").text


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_link_in_any_of_the_messages_stops_it(
    cast: Cast, teller: Member, chosen: Successor, at: Winder, number: int
) -> None:
    wait = _told(teller, chosen)
    for day in (0, 20, 41):
        tell(NOW + day * DAY)
    bodies = [str(one.body) for one in mail.outbox if one.to == ["mara@example.org"]]
    assert bodies[number].startswith("Asha told us that you died, or cannot keep the place any more.")
    at(NOW + 50 * DAY)
    address = reverse("people:stop", args=[link_in(bodies[number])])
    assert Client().get(address).status_code == 200
    wait.refresh_from_db()
    assert wait.state == State.OPEN, "looking stops nothing"
    Client(enforce_csrf_checks=True).post(address)
    wait.refresh_from_db()
    assert wait.state == State.STOPPED


def test_anything_the_owner_does_keeps_it_from_happening(cast: Cast, teller: Member, chosen: Successor) -> None:
    wait = _told(teller, chosen)
    for day in (0, 20, 41):
        tell(NOW + day * DAY)
    audit.note(
        actor=str(cast.account("keeper").pk),
        family_id=cast.family.pk,
        verb="keep",
        thing="letter",
        thing_id="x",
        now=NOW + 50 * DAY,
    )
    assert do(NOW + 60 * DAY) == 0
    wait.refresh_from_db()
    cast.relative.refresh_from_db()
    assert (wait.state, cast.relative.role) == (State.LAPSED, Role.RELATIVE)


def test_choosing_otherwise_is_a_sign_of_life(cast: Cast, teller: Member, chosen: Successor) -> None:
    wait = _told(teller, chosen)
    _choose(cast, teller, days=90, now=NOW + DAY)
    wait.refresh_from_db()
    assert wait.state == State.STOPPED


def test_whoever_told_can_take_it_back(cast: Cast, teller: Member, chosen: Successor) -> None:
    wait = _told(teller, chosen)
    waits.stop(make.make_viewer(teller), public_id=wait.public_id, now=NOW + DAY)
    wait.refresh_from_db()
    assert wait.state == State.STOPPED


@pytest.mark.parametrize("who", ["other_keeper", "relative", "stranger"])
def test_nobody_tells_or_stops_but_those_who_were_chosen(
    cast: Cast, teller: Member, chosen: Successor, who: str
) -> None:
    with pytest.raises(NotThere):
        succession.tell(cast.viewer(who), public_id=chosen.public_id, now=NOW)
    wait = _told(teller, chosen)
    with pytest.raises(NotThere):
        waits.stop(cast.viewer(who), public_id=wait.public_id, now=NOW)


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_only_a_keeper_chooses_and_only_people_of_the_family(cast: Cast, teller: Member, who: str) -> None:
    chosen: dict[str, Any] = {"tells": teller.public_id, "takes_over": teller.public_id, "days": 30, "now": NOW}
    with pytest.raises(NotThere):
        succession.choose(cast.viewer(who), family_id=cast.family.pk, **chosen)
    for wrong in ({"tells": cast.stranger.public_id}, {"takes_over": cast.keeper.public_id}, {"days": 1}):
        with pytest.raises(NotThere):
            succession.choose(cast.viewer("keeper"), family_id=cast.family.pk, **{**chosen, **wrong})
    assert not Successor.objects.exists()


class TestPages:
    """Choosing, telling, and the page to print."""

    def test_a_keeper_chooses_and_takes_it_back(self, cast: Cast, teller: Member) -> None:
        client, address = cast.client("keeper"), reverse("people:successor")
        assert "Who takes over" in client.get(address).text
        sent = {"tells": teller.public_id, "takes_over": cast.relative.public_id, "days": "30"}
        assert client.post(address, {**sent, "days": "31"}).status_code == 422
        assert client.post(address, sent).status_code == 302
        assert "Asha tells, and Ilse takes over after 30 days." in client.get(address).text
        heir = client.get(reverse("people:heir")).text
        assert "Asha signs in at the address above" in heir
        assert "http://testserver/" in heir
        row = Successor.objects.get()
        client.post(address, {"do": "take-back", "chosen": row.public_id})
        assert not Successor.objects.exists()
        assert "Nobody was chosen yet" in client.get(reverse("people:heir")).text

    def test_whoever_was_chosen_tells_with_one_press(self, cast: Cast, teller: Member, chosen: Successor) -> None:
        client, address = Client(), reverse("people:entrusted")
        assert teller.account is not None
        client.force_login(teller.account)
        assert "Mara chose you to tell us" in client.get(address).text
        assert "Ilse" not in client.get(address).text
        assert client.post(address, {"chosen": chosen.public_id}).status_code == 302
        assert Wait.objects.get().due_at > NOW
        assert "You told us, and it waits." in client.get(address).text

    def test_whoever_takes_over_reads_so_and_cannot_tell(self, cast: Cast, chosen: Successor) -> None:
        client, address = cast.client("relative"), reverse("people:entrusted")
        page = client.get(address).text
        assert "Mara chose you to take over" in page
        assert "chose you to tell us" not in page
        assert client.post(address, {"chosen": chosen.public_id}).status_code == 404
