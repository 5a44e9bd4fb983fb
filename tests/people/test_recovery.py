"""A new way into an account: it waits, it is told, its owner can stop it, and at its end it opens once."""

import math
import re
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from tests.people.waited import do, tell
from yearlight.core import clock
from yearlight.core.errors import NotThere
from yearlight.core.ids import ALPHABET
from yearlight.people.actions import host, keepers, recovery, waits
from yearlight.people.actions.refused import NotOpen
from yearlight.people.models import Account, RecoverySheet, Wait
from yearlight.people.waiting import State, WaitKind

NOW, DAY = make.NOW, timedelta(days=1)
NEW = "heron-gravel-spoon"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> "Winder":
    return Winder(monkeypatch)


class Winder:
    """Winds the clock on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def __call__(self, now: datetime) -> None:
        self._patch.setattr(clock, "now", lambda: now)


def _sheet(cast: Cast) -> str:
    return recovery.make_sheet(cast.account("keeper"), now=NOW)


def _use(code: str, email: str = "mara@example.org") -> str:
    """Write the sheet's code on its page, as somebody who is signed out; what the page says, or where it leads."""
    answer = Client().post(reverse("people:recover"), {"email": email, "code": code})
    return answer.headers.get("Location") or answer.text


def _wait_out(now: datetime = NOW) -> None:
    tell(now)
    tell(now + 6 * DAY)
    do(now + 7 * DAY)


def can_sign_in(password: str) -> bool:
    """Whether the owner comes to Today with this password."""
    account = Account.objects.get(email="mara@example.org")
    account.emailaddress_set.get_or_create(email=account.email, verified=True, primary=True)  # type: ignore[attr-defined]
    answer = Client().post(reverse("account_login"), {"login": account.email, "password": password})
    return answer.headers.get("Location") == "/"


class TestSheet:
    """The printed sheet."""

    def test_its_code_is_long_and_only_a_sum_of_it_is_kept(self, cast: Cast) -> None:
        code = _sheet(cast)
        assert re.fullmatch(rf"([{ALPHABET}]{{4}} ){{6}}[{ALPHABET}]{{4}}", code)
        assert 28 * math.log2(len(ALPHABET)) >= 128
        [row] = RecoverySheet.objects.all()
        assert code.replace(" ", "") not in (row.code_hash, str(row.pk))
        assert len(row.code_hash) == 64

    def test_it_opens_nothing_before_its_days_are_over(self, cast: Cast, at: Winder) -> None:
        at(NOW)
        code = _sheet(cast)
        assert "It waits" in _use(code)
        tell()
        at(NOW + 6 * DAY)
        assert "It waits" in _use(code)
        with pytest.raises(NotOpen):
            recovery.make_link_by_sheet(email="mara@example.org", code=code, now=NOW + 6 * DAY)

    def test_it_opens_the_account_when_they_are_over_and_once(self, cast: Cast, at: Winder) -> None:
        at(NOW)
        code = _sheet(cast)
        _use(code)
        _wait_out()
        at(NOW + 7 * DAY)
        link = _use(code.upper().replace(" ", "-"))
        assert link.startswith("/recover/")
        assert "For the account mara@example.org." in Client().get(link).text
        answer = Client().post(link, {"password": NEW})
        assert answer.headers["Location"] == reverse("account_login")
        assert can_sign_in(NEW)
        assert not can_sign_in("rowan-lake-tram")
        assert Client().post(link, {"password": "another-way-round"}).status_code == 404
        assert "do not fit together" in _use(code), "the sheet is used up"

    def test_owner_and_the_other_keeper_are_told(self, cast: Cast, at: Winder) -> None:
        at(NOW)
        _use(_sheet(cast))
        assert sorted(to for to, _subject in tell()) == ["mara@example.org", "peter@example.org"]

    def test_every_confirmed_address_of_the_account_is_told(self, cast: Cast, at: Winder) -> None:
        account = cast.account("keeper")
        account.emailaddress_set.create(email="mara@work.example.org", verified=True)  # type: ignore[attr-defined]
        account.emailaddress_set.create(email="typed@example.org", verified=False)  # type: ignore[attr-defined]
        at(NOW)
        _use(_sheet(cast))
        tell()
        [message] = [one for one in mail.outbox if "mara@example.org" in one.to]
        assert message.to == ["mara@example.org", "mara@work.example.org"]

    def test_owner_stops_it_from_a_session_and_it_never_opens(self, cast: Cast, at: Winder) -> None:
        at(NOW)
        code = _sheet(cast)
        _use(code)
        tell()
        wait = Wait.objects.get()
        owner = cast.client("keeper")
        assert "Something" not in owner.get("/").text
        assert "The code of a printed sheet was used" in owner.get("/").text
        owner.post(reverse("people:stop-wait", args=[wait.public_id]))
        do(NOW + 9 * DAY)
        at(NOW + 9 * DAY)
        with pytest.raises(NotOpen):
            recovery.make_link_by_sheet(email="mara@example.org", code=code, now=NOW + 9 * DAY)

    def test_another_sheet_ends_the_one_before(self, cast: Cast, at: Winder) -> None:
        at(NOW)
        older, newer = _sheet(cast), _sheet(cast)
        assert "do not fit together" in _use(older)
        assert "It waits" in _use(newer)

    def test_an_ended_sheet_a_wrong_code_and_no_account_answer_alike(self, cast: Cast, at: Winder) -> None:
        at(NOW)
        code = _sheet(cast)
        recovery.end_sheet(cast.account("keeper"), now=NOW)
        said = {
            re.sub(r'value="[^"]*"', "", _use(tried, email))
            for tried, email in ((code, "mara@example.org"), ("2" * 28, "mara@example.org"), (code, "who@example.org"))
        }
        assert len(said) == 1
        assert not Wait.objects.exists()

    def test_a_code_of_another_account_opens_nothing(self, cast: Cast, at: Winder) -> None:
        at(NOW)
        assert "do not fit together" in _use(_sheet(cast), "peter@example.org")

    def test_many_tries_at_one_address_are_refused(self, cast: Cast) -> None:
        answers = [
            Client().post(reverse("people:recover"), {"email": "mara@example.org", "code": "2" * 28}).status_code
            for _number in range(6)
        ]
        assert answers == [422] * 5 + [429]

    def test_it_is_made_only_by_whoever_knows_the_password(self, cast: Cast) -> None:
        client, address = cast.client("keeper"), reverse("people:sheet")
        assert client.get(address).status_code == 200
        assert reverse("account_reauthenticate") in client.post(address, {"do": "make"}).headers["Location"]
        client.post(reverse("account_reauthenticate"), {"password": "rowan-lake-tram"})
        page = client.post(address, {"do": "make"})
        assert page.status_code == 200
        code = re.search(r"(?:[2-9a-z]{4} ){6}[2-9a-z]{4}", page.text)
        assert code
        assert code[0] not in client.get(address).text
        assert mail.outbox[-1].to == ["mara@example.org"]
        client.post(address, {"do": "end"})
        assert not RecoverySheet.objects.filter(ended_at=None).exists()


class TestByAnotherKeeper:
    """The other keeper asks for it."""

    def test_the_link_is_made_when_the_days_are_over(self, cast: Cast, at: Winder) -> None:
        at(NOW)
        wait = keepers.recover(cast.viewer("other_keeper"), public_id=cast.keeper.public_id, now=NOW)
        with pytest.raises(NotOpen):
            recovery.make_link(cast.viewer("other_keeper"), public_id=wait.public_id, now=NOW)
        _wait_out()
        at(NOW + 7 * DAY)
        helper = cast.client("other_keeper")
        assert "can be opened now, for seven days" in helper.get(reverse("people:ways")).text
        page = helper.post(reverse("people:make-way-back", args=[wait.public_id]))
        found = re.search(r"http://testserver(/recover/[\w-]+/)", page.text)
        assert found
        Client().post(found[1], {"password": NEW})
        assert can_sign_in(NEW)
        assert "can be opened now" not in helper.get(reverse("people:ways")).text

    @pytest.mark.parametrize("who", ["keeper", "relative", "stranger"])
    def test_nobody_else_makes_the_link(self, cast: Cast, who: str) -> None:
        wait = keepers.recover(cast.viewer("other_keeper"), public_id=cast.keeper.public_id, now=NOW)
        _wait_out()
        with pytest.raises(NotThere):
            recovery.make_link(cast.viewer(who), public_id=wait.public_id, now=NOW + 7 * DAY)

    def test_a_newer_link_closes_the_one_before_and_both_end_with_their_days(self, cast: Cast) -> None:
        wait = keepers.recover(cast.viewer("other_keeper"), public_id=cast.keeper.public_id, now=NOW)
        _wait_out()
        viewer, later = cast.viewer("other_keeper"), NOW + 8 * DAY
        older = recovery.make_link(viewer, public_id=wait.public_id, now=later)
        newer = recovery.make_link(viewer, public_id=wait.public_id, now=later)
        with pytest.raises(NotOpen):
            recovery.open_again(older, password=NEW, now=later)
        with pytest.raises(NotOpen):
            recovery.open_again(newer, password=NEW, now=NOW + 14 * DAY)
        with pytest.raises(NotOpen):
            recovery.make_link(viewer, public_id=wait.public_id, now=NOW + 14 * DAY)

    def test_one_who_keeps_nothing_any_more_opens_nothing(self, cast: Cast) -> None:
        wait = keepers.recover(cast.viewer("other_keeper"), public_id=cast.keeper.public_id, now=NOW)
        keepers.leave(cast.viewer("other_keeper"), family_id=cast.family.pk, now=NOW + DAY)
        _wait_out()
        do(NOW + 8 * DAY)
        wait.refresh_from_db()
        assert wait.state == State.LAPSED

    def test_what_was_there_before_ends_with_it(self, cast: Cast) -> None:
        account, session = cast.account("keeper"), cast.client("keeper")
        Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={})
        _sheet(cast)
        wait = keepers.recover(cast.viewer("other_keeper"), public_id=cast.keeper.public_id, now=NOW)
        _wait_out()
        token = recovery.make_link(cast.viewer("other_keeper"), public_id=wait.public_id, now=NOW + 7 * DAY)
        assert session.get("/").status_code == 200
        recovery.open_again(token, password=NEW, now=NOW + 7 * DAY)
        assert session.get("/").status_code == 302
        assert not Authenticator.objects.filter(user=account).exists()
        assert not RecoverySheet.objects.filter(ended_at=None).exists()

    def test_a_password_that_is_too_short_is_met_kindly(self, cast: Cast, at: Winder) -> None:
        at(NOW + 7 * DAY)
        wait = keepers.recover(cast.viewer("other_keeper"), public_id=cast.keeper.public_id, now=NOW)
        _wait_out()
        token = recovery.make_link(cast.viewer("other_keeper"), public_id=wait.public_id, now=NOW + 7 * DAY)
        address = reverse("people:way-back", args=[token])
        assert Client().post(address, {"password": "short"}).status_code == 422
        assert Client().post(address, {"password": NEW}).status_code == 302


def test_the_host_opens_an_account_only_after_its_days_and_the_family_was_told(cast: Cast) -> None:
    wait = host.recover(account=cast.account("keeper").public_id, now=NOW)
    with pytest.raises(NotOpen):
        recovery.make_link_for_host(public_id=wait.public_id, now=NOW)
    assert sorted(to for to, _subject in tell()) == ["mara@example.org", "peter@example.org"]
    tell(NOW + 6 * DAY)
    do(NOW + 7 * DAY)
    token = recovery.make_link_for_host(public_id=wait.public_id, now=NOW + 7 * DAY)
    assert recovery.open_again(token, password=NEW, now=NOW + 7 * DAY) == cast.account("keeper")


def test_a_wait_of_another_kind_opens_no_account(cast: Cast) -> None:
    keepers.end_keeper(cast.viewer("keeper"), public_id=cast.other_keeper.public_id, now=NOW)
    tell()
    tell(NOW + 23 * DAY)
    do(NOW + 30 * DAY)
    wait = Wait.objects.get(kind=WaitKind.END_KEEPER, state=State.DONE)
    with pytest.raises(NotThere):
        recovery.make_link(cast.viewer("keeper"), public_id=wait.public_id, now=NOW + 30 * DAY)
    with pytest.raises(NotOpen):
        recovery.make_link_for_host(public_id=wait.public_id, now=NOW + 30 * DAY)


def test_a_stopped_recovery_of_the_host_opens_nothing(cast: Cast) -> None:
    wait = host.recover(account=cast.account("keeper").public_id, now=NOW)
    waits.stop(cast.viewer("other_keeper"), public_id=wait.public_id, now=NOW)
    _wait_out()
    with pytest.raises(NotOpen):
        recovery.make_link_for_host(public_id=wait.public_id, now=NOW + 8 * DAY)
    assert Account.objects.get(email="mara@example.org").check_password("rowan-lake-tram")
