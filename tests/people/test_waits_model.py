"""Waits in any order of presses, faults and days: nothing before its time, nothing stopped is done, nobody is told twice."""

import contextlib
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests import make
from yearlight.core.errors import NotThere
from yearlight.people.actions import ending, host, keepers, telling, waits
from yearlight.people.models import Member, Telling, Wait
from yearlight.people.roles import Role
from yearlight.people.waiting import State, WaitKind

DAY = timedelta(days=1)


class Waits(RuleBasedStateMachine):
    """Two keepers and a relative ask, stop and wait, while the mail server comes and goes."""

    def __init__(self) -> None:
        super().__init__()
        # Each run begins with a database in which nobody is, and leaves it so.
        self.rows = transaction.atomic()
        self.rows.__enter__()
        self.now, self.is_up = make.NOW, True
        self.stopped: set[str] = set()
        self.patch, self.names = pytest.MonkeyPatch(), Counter[str]()
        really = mail.EmailMessage.send

        def send(message: mail.EmailMessage, fail_silently: bool = False) -> int:
            if not self.is_up:
                raise ConnectionRefusedError
            self.names[message.extra_headers["Message-ID"]] += 1
            return really(message, fail_silently)

        self.patch.setattr(mail.EmailMessage, "send", send)
        family = make.make_family()
        names = ("mara@example.org", "peter@example.org", "ilse@example.org")
        roles = (Role.KEEPER, Role.KEEPER, Role.RELATIVE)
        self.members = [
            make.make_member(family, role, account=make.make_account(name))
            for role, name in zip(roles, names, strict=True)
        ]

    def _viewer(self, who: int) -> Any:
        return make.make_viewer(Member.objects.get(pk=self.members[who].pk))

    @rule(who=st.integers(0, 1), whom=st.integers(0, 2), what=st.sampled_from(["end", "over", "back", "host"]))
    def ask(self, who: int, whom: int, what: str) -> None:
        asks = {"end": keepers.end_keeper, "over": keepers.hand_over, "back": keepers.recover}
        try:
            if what == "host":
                account = self.members[whom].account
                assert account is not None
                host.recover(account=account.public_id, now=self.now)
            else:
                asks[what](self._viewer(who), public_id=self.members[whom].public_id, now=self.now)
        except (NotThere, waits.WaitsAlready):
            return

    @precondition(lambda self: Wait.objects.filter(state=State.OPEN).exists())
    @rule(who=st.integers(0, 2), which=st.integers(0, 5))
    def stop(self, who: int, which: int) -> None:
        found = list(Wait.objects.filter(state=State.OPEN).order_by("pk"))
        wait = found[which % len(found)]
        try:
            waits.stop(self._viewer(who), public_id=wait.public_id, now=self.now)
        except NotThere:
            return
        self.stopped.add(wait.public_id)

    @rule(is_up=st.booleans())
    def mail_server(self, is_up: bool) -> None:
        self.is_up = is_up

    @rule(days=st.sampled_from([0, 1, 6, 7, 22, 23, 30]))
    def time_goes_by(self, days: int) -> None:
        self.now += days * DAY

    @rule()
    def worker_tells(self) -> None:
        telling.tell_due(lambda: self.now)

    @rule()
    def worker_does(self) -> None:
        ending.do_due(now=self.now)

    @rule()
    def worker_dies_while_doing(self) -> None:
        def die(wait: Wait, now: Any) -> bool:
            raise KeyboardInterrupt

        with self.patch.context() as patched:
            for kind in WaitKind:
                if kind in ending.DOES:
                    patched.setitem(ending.DOES, kind, die)
            with contextlib.suppress(KeyboardInterrupt):
                ending.do_due(now=self.now)

    @invariant()
    def nothing_is_done_before_its_time(self) -> None:
        for wait in Wait.objects.filter(state=State.DONE):
            assert wait.ended_at is not None
            told = [one.told_at for one in wait.tellings.filter(number=0)]
            assert wait.ended_at >= wait.asked_at + wait.lasts
            assert all(at is not None and wait.ended_at >= at + wait.lasts for at in told)

    @invariant()
    def what_was_stopped_stays_stopped(self) -> None:
        rows = Wait.objects.filter(public_id__in=self.stopped)
        assert set(rows.values_list("state", flat=True)) <= {State.STOPPED}

    @invariant()
    def nobody_is_told_twice(self) -> None:
        assert max(self.names.values(), default=0) <= 1
        assert sum(self.names.values()) == Telling.objects.exclude(told_at=None).count()

    @invariant()
    def somebody_keeps_the_family(self) -> None:
        family_id = self.members[0].family_id
        assert Member.objects.filter(family_id=family_id, role=Role.KEEPER, left_at=None).exists()

    def teardown(self) -> None:
        self.patch.undo()
        transaction.set_rollback(True)
        self.rows.__exit__(None, None, None)


@pytest.mark.django_db
def test_waits_hold_what_they_promise_in_any_order() -> None:
    run_state_machine_as_test(
        Waits,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
