"""The pages of keeping together: asking, stopping, leaving, and handing over."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from tests.people.waited import DAY, NOW, circle_kinds, do, ended, link_in, tell
from yearlight.core import clock
from yearlight.core.errors import NotThere
from yearlight.people import actions, queries
from yearlight.people.actions import be_quiet, host, keepers, waits
from yearlight.people.models import Wait
from yearlight.people.roles import Role
from yearlight.people.waiting import State


def test_today_says_what_waits_to_those_it_concerns_alone(cast: Cast) -> None:
    ended(cast, clock.now())
    for who, is_told in (("keeper", True), ("other_keeper", True), ("relative", False), ("stranger", False)):
        page = cast.client(who).get("/").text
        assert ("Mara asked that Peter is no longer a keeper." in page) == is_told, who


def test_a_keeper_asks_and_the_other_stops_it_on_their_pages(cast: Cast) -> None:
    keeper, other = cast.client("keeper"), cast.client("other_keeper")
    address = reverse("people:ask", args=[cast.other_keeper.public_id])
    assert "After 30 days Peter would be a relative" in keeper.get(address).text
    assert keeper.post(address, {"do": "end"}, follow=True).status_code == 200
    assert "This was asked for already" in keeper.post(address, {"do": "end"}, follow=True).text
    wait = Wait.objects.get()
    assert "Mara asked that Peter is no longer a keeper." in other.get(reverse("people:ways")).text
    page = other.post(reverse("people:stop-wait", args=[wait.public_id]), follow=True).text
    assert "It is stopped." in page
    assert "Nothing waits." in page


def test_the_page_behind_a_link_says_how_it_ended_and_names_the_place_only_there(cast: Cast) -> None:
    address = reverse("memorials:erase", args=[cast.person.public_id])
    assert "Everything in the place for Jonah would be removed" in cast.client("keeper").get(address).text
    cast.client("keeper").post(address, {"do": "ask"})
    tell(clock.now())
    [message] = [one for one in mail.outbox if one.to == ["peter@example.org"]]
    link = reverse("people:stop", args=[link_in(str(message.body))])
    client = Client()
    assert "Jonah" in client.get(link).text
    assert "Jonah" not in str(message.body)
    assert client.post(link).headers["Location"] == link
    page = client.get(link)
    assert "It is stopped" in page.text
    assert "Stop it" not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_a_link_works_while_it_is_quiet_and_names_nobody_who_died(cast: Cast) -> None:
    wait = keepers.erase_place(
        cast.viewer("keeper"), family_id=cast.family.pk, thing=cast.person.public_id, label="Jonah", now=NOW
    )
    tell()
    be_quiet(cast.account("other_keeper"), now=clock.now())
    [message] = [one for one in mail.outbox if one.to == ["peter@example.org"]]
    client = cast.client("other_keeper")
    link = reverse("people:stop", args=[link_in(str(message.body))])
    page = client.get(link).text
    assert "Stop it" in page
    assert "Jonah" not in page
    client.post(link)
    wait.refresh_from_db()
    assert wait.state == State.STOPPED


def test_leaving_is_explained_before_and_the_last_keeper_is_told_why_not(cast: Cast) -> None:
    client, address = cast.client("keeper"), reverse("people:leave-family")
    assert "What you showed to others stays where it is" in client.get(address).text
    assert client.post(address, {"do": "leave"}).headers["Location"] == reverse("pages:today")
    assert client.get(address).status_code == 404
    last = cast.client("other_keeper")
    assert "You are the only keeper here" in last.get(address).text
    assert "There has to be a keeper." in last.post(address, {"do": "leave"}, follow=True).text


def test_a_keeper_leaves_at_once_and_the_other_is_told(cast: Cast) -> None:
    keepers.leave(cast.viewer("keeper"), family_id=cast.family.pk, now=NOW)
    cast.keeper.refresh_from_db()
    assert cast.keeper.left_at == NOW
    assert sorted(to for to, _subject in tell()) == ["mara@example.org", "peter@example.org"]
    assert "Mara has left of their own accord." in str(mail.outbox[-1].body)


def test_the_last_keeper_cannot_leave(cast: Cast) -> None:
    with pytest.raises(waits.NeedsAnother):
        keepers.leave(cast.viewer("stranger"), family_id=cast.stranger.family_id, now=NOW)
    cast.stranger.refresh_from_db()
    assert cast.stranger.left_at is None
    assert not Wait.objects.exists()


def test_a_keeper_whose_account_is_closed_is_not_left_alone_with_a_family(cast: Cast) -> None:
    host.lock(account=cast.account("other_keeper").public_id, now=NOW)
    with pytest.raises(waits.NeedsAnother):
        keepers.leave(cast.viewer("keeper"), family_id=cast.family.pk, now=NOW)
    cast.keeper.refresh_from_db()
    assert cast.keeper.left_at is None


def test_a_family_is_handed_over_to_a_relative(cast: Cast) -> None:
    keepers.hand_over(cast.viewer("keeper"), public_id=cast.relative.public_id, now=NOW)
    tell()
    tell(NOW + 23 * DAY)
    do(NOW + 30 * DAY)
    cast.relative.refresh_from_db()
    cast.keeper.refresh_from_db()
    assert (cast.relative.role, cast.keeper.left_at) == (Role.KEEPER, NOW + 30 * DAY)
    assert circle_kinds(cast.relative) == {"keepers", "family", "friends"}


def test_a_keeper_makes_a_relative_a_keeper_again_at_once(cast: Cast) -> None:
    address = reverse("people:ask", args=[cast.relative.public_id])
    keeper = cast.client("keeper")
    assert "Ilse would be a keeper at once" in keeper.get(address).text
    assert keeper.post(address, {"do": "make-keeper"}).headers["Location"] == reverse("people:people")
    cast.relative.refresh_from_db()
    assert cast.relative.role == Role.KEEPER
    assert circle_kinds(cast.relative) == {"keepers", "family", "friends"}
    assert keeper.post(address, {"do": "make-keeper"}).status_code == 404


def test_somebody_without_an_account_is_made_no_keeper(cast: Cast) -> None:
    guest = make.make_member(cast.family, Role.RELATIVE)
    for who, whom in (("keeper", guest), ("relative", cast.other_keeper), ("stranger", cast.relative)):
        with pytest.raises(NotThere):
            keepers.make_keeper(cast.viewer(who), public_id=whom.public_id, now=NOW)


def test_what_lets_keepers_in_closes_with_a_keeper_who_is_one_no_longer(cast: Cast) -> None:
    token = actions.invite(cast.viewer("other_keeper"), family_id=cast.family.pk, role=Role.KEEPER, now=NOW)
    keepers.leave(cast.viewer("other_keeper"), family_id=cast.family.pk, now=NOW)
    assert queries.invitation(token, now=NOW) is None
