"""What waits: nothing happens before its day, what is stopped never happens, and everyone whom it concerns is told once."""

import re
import smtplib
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.models import AuditLine
from yearlight.ops import erasing
from yearlight.people import actions, post, queries
from yearlight.people.actions import be_quiet, ending, host, keepers, telling, waits
from yearlight.people.actions.refused import NotOpen, NotThere
from yearlight.people.models import Member, Telling, Wait
from yearlight.people.queries import waits as reading
from yearlight.people.roles import Role
from yearlight.people.waiting import RULES, Party, State, WaitKind

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


def test_the_other_keeper_stays_a_keeper_until_the_thirtieth_day(cast: Cast) -> None:
    ended(cast)
    tell()
    tell(NOW + 23 * DAY)
    assert do(NOW + 30 * DAY - timedelta(seconds=1)) == 0
    cast.other_keeper.refresh_from_db()
    assert cast.other_keeper.role == Role.KEEPER
    assert do(NOW + 30 * DAY) == 1
    cast.other_keeper.refresh_from_db()
    assert cast.other_keeper.role == Role.RELATIVE
    assert circle_kinds(cast.other_keeper) == {"family", "friends"}
    assert do(NOW + 60 * DAY) == 0


def test_both_keepers_are_told_and_nobody_twice(cast: Cast) -> None:
    ended(cast)
    told = tell()
    assert sorted(to for to, _subject in told) == ["mara@example.org", "peter@example.org"]
    assert {subject for _to, subject in told} == {"Something waits, and you can stop it"}
    assert tell() == []
    assert len(tell(NOW + 23 * DAY)) == 2
    assert tell(NOW + 29 * DAY) == []


def test_the_message_names_nobody_in_its_subject_and_opens_without_signing_in(cast: Cast) -> None:
    wait = ended(cast)
    tell()
    [message] = [one for one in mail.outbox if one.to == ["peter@example.org"]]
    assert "Mara" not in message.subject
    assert message.body.startswith("Mara asked that Peter is no longer a keeper.")
    waits.stop_by_link(link_in(str(message.body)), now=NOW + DAY)
    wait.refresh_from_db()
    assert wait.state == State.STOPPED
    assert do(NOW + 31 * DAY) == 0


def test_only_a_sum_of_the_token_is_kept(cast: Cast) -> None:
    ended(cast)
    tell()
    tokens = {link_in(str(one.body)) for one in mail.outbox}
    assert len(tokens) == 2
    kept = set(Telling.objects.exclude(token_hash=None).values_list("token_hash", flat=True))
    assert not tokens & kept
    assert all(len(one) >= 43 for one in tokens)


@pytest.mark.parametrize("who", ["keeper", "other_keeper"])
def test_either_keeper_can_stop_it(cast: Cast, who: str) -> None:
    wait = ended(cast)
    waits.stop(cast.viewer(who), public_id=wait.public_id, now=NOW + DAY)
    tell(NOW + DAY)
    assert do(NOW + 40 * DAY) == 0
    cast.other_keeper.refresh_from_db()
    assert cast.other_keeper.role == Role.KEEPER


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_nobody_else_can_stop_it(cast: Cast, who: str) -> None:
    wait = ended(cast)
    with pytest.raises(NotThere):
        waits.stop(cast.viewer(who), public_id=wait.public_id, now=NOW)
    wait.refresh_from_db()
    assert wait.state == State.OPEN


def test_how_it_ended_is_told_to_both(cast: Cast) -> None:
    wait = ended(cast)
    tell()
    waits.stop(cast.viewer("other_keeper"), public_id=wait.public_id, now=NOW + DAY)
    assert sorted(tell(NOW + DAY)) == [
        ("mara@example.org", "Something to know"),
        ("peter@example.org", "Something to know"),
    ]
    assert "It was stopped. Nothing of it happened." in str(mail.outbox[-1].body)
    assert tell(NOW + 23 * DAY) == []


def test_two_who_ask_the_same_of_each_other_leave_one_keeper(cast: Cast) -> None:
    ended(cast)
    second = keepers.end_keeper(cast.viewer("other_keeper"), public_id=cast.keeper.public_id, now=NOW)
    tell()
    tell(NOW + 23 * DAY)
    assert do(NOW + 30 * DAY) == 1
    second.refresh_from_db()
    assert second.state == State.LAPSED
    assert cast.family.members.filter(role=Role.KEEPER, left_at=None).count() == 1


def test_it_is_written_in_the_log_of_the_family(cast: Cast) -> None:
    wait = ended(cast)
    waits.stop(cast.viewer("other_keeper"), public_id=wait.public_id, now=NOW)
    lines = AuditLine.objects.filter(family_id=cast.family.pk, thing_id=wait.public_id).order_by("pk")
    assert [(one.verb, one.thing, one.actor) for one in lines] == [
        ("ask for", "end keeper", str(cast.account("keeper").pk)),
        ("stop", "end keeper", str(cast.account("other_keeper").pk)),
    ]


def test_the_same_is_asked_for_once_and_not_again_at_once(cast: Cast) -> None:
    wait = ended(cast)
    with pytest.raises(waits.WaitsAlready):
        ended(cast)
    waits.stop(cast.viewer("other_keeper"), public_id=wait.public_id, now=NOW)
    with pytest.raises(waits.WaitsAlready, match="10 November 2026"):
        ended(cast, NOW + 6 * DAY)
    assert ended(cast, NOW + 7 * DAY).state == State.OPEN


def test_a_relative_can_ask_for_nothing(cast: Cast) -> None:
    for ask in (keepers.end_keeper, keepers.hand_over, keepers.recover):
        with pytest.raises(NotThere):
            ask(cast.viewer("relative"), public_id=cast.keeper.public_id, now=NOW)
    assert not Wait.objects.exists()


class _Server:
    """A mail server that refuses as a test says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fault: Exception | None = None
        really = mail.EmailMessage.send

        def send(message: mail.EmailMessage, *, fail_silently: bool = False) -> int:
            if self.fault is not None:
                raise self.fault
            return really(message, fail_silently)

        monkeypatch.setattr(mail.EmailMessage, "send", send)


def test_while_nobody_can_be_told_nothing_happens_and_the_days_count_from_the_telling(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = _Server(monkeypatch)
    server.fault = ConnectionRefusedError()
    wait = ended(cast)
    assert tell() == []
    assert do(NOW + 30 * DAY) == 0
    server.fault = None
    assert len(tell(NOW + 31 * DAY)) == 4
    wait.refresh_from_db()
    assert wait.due_at == NOW + 61 * DAY
    assert do(NOW + 61 * DAY - timedelta(seconds=1)) == 0
    assert do(NOW + 61 * DAY) == 1


def test_a_server_that_is_away_is_knocked_at_once_a_round_and_not_for_each_message(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = _Server(monkeypatch)
    server.fault = ConnectionRefusedError()
    ended(cast)
    tell()
    assert sorted(Telling.objects.filter(number=0).values_list("attempts", flat=True)) == [0, 1]


def test_a_message_that_cannot_be_written_keeps_no_other_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ended(cast)
    really = post.waits

    def fail(*, to: list[str], **more: Any) -> None:
        if to == ["mara@example.org"]:
            raise ValueError("no")
        really(to=to, **more)

    with monkeypatch.context() as patched:
        patched.setattr(post, "waits", fail)
        assert [to for to, _subject in tell()] == ["peter@example.org"]
    assert [to for to, _subject in tell(NOW + timedelta(hours=1))] == ["mara@example.org"]


def test_an_address_that_is_none_holds_nothing_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    server = _Server(monkeypatch)
    server.fault = smtplib.SMTPRecipientsRefused({"peter@example.org": (550, b"no such user")})
    ended(cast)
    for hours in (0, 1, 2):
        tell(NOW + timedelta(hours=hours))
    assert Telling.objects.filter(number=0, refused_at=None).count() == 0
    for hours in (0, 1, 2):
        tell(NOW + 23 * DAY + timedelta(hours=hours))
    assert do(NOW + 30 * DAY) == 1


def test_a_worker_that_dies_after_handing_over_says_it_again_under_the_same_name(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(cast)

    def die(one: Telling, now: datetime) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(telling, "_told", die)
        with pytest.raises(KeyboardInterrupt):
            tell()
    assert len(tell()) == 1, "the one that is in hand is left to whoever has it"
    assert len(tell(NOW + timedelta(minutes=6))) == 1
    first, _other, again = mail.outbox
    assert first.extra_headers == again.extra_headers
    assert link_in(str(first.body)) == link_in(str(again.body))


def test_a_worker_that_dies_while_doing_has_done_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    wait = ended(cast)
    tell()
    tell(NOW + 23 * DAY)

    def die(member: object, now: datetime) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ending, "_close_invitations", die)
        with pytest.raises(KeyboardInterrupt):
            do(NOW + 30 * DAY)
    wait.refresh_from_db()
    cast.other_keeper.refresh_from_db()
    assert (wait.state, cast.other_keeper.role) == (State.OPEN, Role.KEEPER)
    assert do(NOW + 30 * DAY) == 1


def test_one_that_fails_keeps_no_other_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = ended(cast)
    host.delete(account=cast.account("stranger").public_id, now=NOW)
    tell()
    tell(NOW + 23 * DAY)

    def fail(member: object, now: datetime) -> None:
        raise ValueError("no")

    monkeypatch.setitem(ending.DOES, WaitKind.END_KEEPER, fail)
    assert do(NOW + 30 * DAY) == 1
    failing.refresh_from_db()
    assert failing.state == State.OPEN


def test_a_day_that_was_put_off_meanwhile_is_waited_for(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ended(cast)
    tell()
    tell(NOW + 23 * DAY)
    looked_at = list(reading.due(ending.DOES, NOW + 30 * DAY))
    Wait.objects.update(due_at=NOW + 31 * DAY)
    with monkeypatch.context() as patched:
        patched.setattr(reading, "due", lambda kinds, now: looked_at)
        assert ending.do_due(now=NOW + 30 * DAY) == 0
    assert do(NOW + 31 * DAY) == 1


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


class TestHost:
    """What whoever looks after the machine does is told to the account and to its families."""

    def test_a_locked_account_is_signed_out_and_everyone_is_told(self, cast: Cast) -> None:
        client = cast.client("keeper")
        assert client.get("/").status_code == 200
        host.lock(account=cast.account("keeper").public_id, now=NOW)
        assert client.get("/").status_code == 302
        assert sorted(to for to, _subject in tell()) == ["mara@example.org", "peter@example.org"]
        assert "Nothing in it was opened" in str(mail.outbox[-1].body)
        host.unlock(account=cast.account("keeper").public_id, now=NOW)
        assert cast.client("keeper").get("/").status_code == 200
        with pytest.raises(NotThere):
            host.unlock(account=cast.account("keeper").public_id, now=NOW)

    @pytest.mark.parametrize("who", ["keeper", "other_keeper"])
    def test_a_recovery_is_told_and_stopped_by_owner_or_family(self, cast: Cast, who: str) -> None:
        wait = host.recover(account=cast.account("keeper").public_id, now=NOW)
        assert sorted(to for to, _subject in tell()) == ["mara@example.org", "peter@example.org"]
        waits.stop(cast.viewer(who), public_id=wait.public_id, now=NOW)
        tell(NOW + DAY)
        assert do(NOW + 8 * DAY) == 0

    def test_the_host_can_take_back_what_is_the_hosts_alone(self, cast: Cast) -> None:
        of_host = host.recover(account=cast.account("keeper").public_id, now=NOW)
        host.stop(public_id=of_host.public_id, now=NOW)
        of_keeper = ended(cast)
        with pytest.raises(NotThere):
            host.stop(public_id=of_keeper.public_id, now=NOW)

    def test_a_removed_account_takes_what_was_its_own_and_leaves_what_it_showed(self, cast: Cast) -> None:
        circle = make.circle(cast.family)
        shown = make.make_letter(cast.person, cast.keeper, audience=circle)
        own = make.make_letter(cast.person, cast.keeper)
        others = make.make_letter(cast.person, cast.other_keeper)
        host.delete(account=cast.account("keeper").public_id, now=NOW)
        tell()
        tell(NOW + 23 * DAY)
        assert do(NOW + 30 * DAY) == 1
        model = type(shown)
        assert set(model.objects.values_list("pk", flat=True)) == {shown.pk, others.pk}
        cast.keeper.refresh_from_db()
        assert (cast.keeper.account, cast.keeper.left_at, cast.keeper.name) == (None, NOW + 30 * DAY, "Mara")
        assert own.pk
        assert [to for to, _subject in tell(NOW + 30 * DAY)] == ["peter@example.org"]

    def test_a_family_that_nobody_else_keeps_goes_with_its_account(self, cast: Cast) -> None:
        person = make.make_person(cast.stranger.family, "Ben")
        make.make_letter(person, cast.stranger)
        family = cast.stranger.family
        host.delete(account=cast.account("stranger").public_id, now=NOW)
        tell()
        tell(NOW + 23 * DAY)
        assert do(NOW + 30 * DAY) == 1
        assert not type(family).objects.filter(pk=family.pk).exists()
        assert type(cast.family).objects.filter(pk=cast.family.pk).exists()


def test_a_place_is_removed_after_thirty_days_and_not_by_one_who_keeps_it_no_longer(cast: Cast) -> None:
    wait = keepers.erase_place(
        cast.viewer("keeper"), family_id=cast.family.pk, thing=cast.person.public_id, label="Jonah", now=NOW
    )
    make.make_letter(cast.person, cast.other_keeper, audience=make.circle(cast.family))
    assert wait.label == "Jonah"
    tell()
    assert "Jonah" not in str(mail.outbox[-1].body)
    tell(NOW + 23 * DAY)
    assert do(NOW + 29 * DAY) == 0
    assert do(NOW + 30 * DAY) == 1
    assert not type(cast.person).objects.filter(pk=cast.person.pk).exists()


def test_a_link_of_a_keeper_who_is_none_any_more_stops_nothing(cast: Cast) -> None:
    third = make.make_member(cast.family, account=make.make_account("ada@example.org"))
    ended(cast)
    tell()
    [message] = [one for one in mail.outbox if one.to == ["ada@example.org"]]
    type(third).objects.filter(pk=third.pk).update(role=Role.RELATIVE)
    with pytest.raises(NotOpen):
        waits.stop_by_link(link_in(str(message.body)), now=NOW)


def test_every_party_that_may_stop_is_told() -> None:
    assert set(RULES) == set(WaitKind)
    for kind, rule in RULES.items():
        assert rule.may_stop <= set(rule.told), kind
        assert not rule.may_stop or Party.SUBJECT in rule.may_stop, kind
