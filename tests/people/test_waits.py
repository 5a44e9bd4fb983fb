"""What waits: nothing happens before its day, what is stopped never happens, and everyone whom it concerns is told once."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection

from tests import make
from tests.conftest import Cast
from tests.people.waited import DAY, NOW, circle_kinds, do, ended, link_in, tell
from yearlight.core.errors import NotThere
from yearlight.core.models import AuditLine
from yearlight.people.actions import ending, host, keepers, waits
from yearlight.people.actions.refused import NotOpen
from yearlight.people.models import Telling, Wait
from yearlight.people.queries import waits as reading
from yearlight.people.roles import Role
from yearlight.people.waiting import RULES, Party, State, WaitKind


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


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_the_same_instant_one_does_it() -> None:
    family = make.make_family()
    keeper = make.make_member(family, account=make.make_account("mara@example.org"))
    other = make.make_member(family, account=make.make_account("peter@example.org"))
    keepers.end_keeper(make.make_viewer(keeper), public_id=other.public_id, now=NOW)
    tell()
    tell(NOW + 23 * DAY)
    both, done = Barrier(2), []

    def work() -> None:
        both.wait(10)
        try:
            done.append(ending.do_due(now=NOW + 30 * DAY))
        finally:
            connection.close()

    threads = [Thread(target=work) for _number in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(done) == [0, 1]
    assert AuditLine.objects.filter(verb="do").count() == 1
