"""Accounts by link only; signing in and out; every page of it in our own dress."""

import re
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import get_hasher
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.rules.addresses import addresses
from yearlight.core import clock
from yearlight.core.mail import OutboxBackend
from yearlight.people import actions
from yearlight.people.models import Account, Member
from yearlight.people.passwords import SmallArgon2
from yearlight.people.roles import Role

_NEW = {"email": "edith@example.org", "password1": "rowan-lake-tram"}
_PLAIN = [name for name, pattern in addresses() if pattern.startswith("accounts/") and "<" not in pattern]


@pytest.fixture
def link(cast: Cast) -> str:
    """The address of an open link."""
    token = actions.invite(cast.viewer("keeper"), family_id=cast.family.pk, role=Role.KEEPER, now=clock.now())
    return f"/come/{token}/"


def _carrying(link: str) -> Client:
    """A browser of someone new who pressed on the link."""
    client = Client()
    assert client.post(link, {"do": "new"}).headers["Location"] == reverse("account_signup")
    return client


@pytest.mark.parametrize("name", ["account_signup", "account_signup_by_passkey"])
def test_no_account_is_made_without_a_link(name: str, db: None) -> None:
    client = Client()
    assert "Accounts are made by invitation" in client.get(reverse(name)).text
    assert "Accounts are made by invitation" in client.post(reverse(name), _NEW).text
    assert not Account.objects.exists()


def test_link_closed_on_the_way_makes_no_account(link: str, cast: Cast) -> None:
    client = _carrying(link)
    assert client.get(reverse("account_signup")).status_code == 200
    cast.keeper.invitations_made.update(closed_at=clock.now())
    assert "Accounts are made by invitation" in client.post(reverse("account_signup"), _NEW).text
    assert not Account.objects.filter(email=_NEW["email"]).exists()


def test_someone_new_comes_in_by_link_and_password(link: str, cast: Cast) -> None:
    client = _carrying(link)
    answer = client.post(reverse("account_signup"), _NEW)
    assert answer.headers["Location"] == link, "without a mail server the link vouches for the address"
    assert EmailAddress.objects.get(email=_NEW["email"]).verified
    assert client.post(link, {"name": "Edith"}).headers["Location"] == "/"
    assert Member.objects.get(account__email=_NEW["email"]).role == Role.KEEPER
    assert mail.outbox == []
    client.logout()
    assert (
        client.post(reverse("account_login"), {"login": _NEW["email"], "password": _NEW["password1"]}).headers[
            "Location"
        ]
        == "/"
    ), "the link is put down"


def test_a_link_that_was_begun_and_left_lets_nobody_in_who_uses_the_browser_later(
    link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, begun = _carrying(link), clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(minutes=59))
    assert client.get(reverse("account_signup")).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(minutes=60))
    assert "Accounts are made by invitation" in client.post(reverse("account_signup"), _NEW).text
    assert not Account.objects.filter(email=_NEW["email"]).exists()
    assert client.post(link, {"do": "new"}).status_code == 302, "the link itself begins it anew"
    assert client.post(reverse("account_signup"), _NEW).headers["Location"] == link


def test_signing_in_leads_to_no_link_that_somebody_else_began_and_left(
    link: str, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, begun = _carrying(link), clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(hours=2))
    account = cast.account("stranger")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    answer = client.post(reverse("account_login"), {"login": account.email, "password": "rowan-lake-tram"})
    assert answer.headers["Location"] == "/"


def test_an_address_that_a_link_vouched_for_signs_in_by_mail_once_there_is_a_mail_server(
    link: str, settings: Settings
) -> None:
    """As decision 0011 says of it, and docs/hosting/mail.md to whoever sets one."""
    client = _carrying(link)
    client.post(reverse("account_signup"), _NEW)
    client.post(link, {"name": "Edith"})
    settings.SENDS_MAIL = True
    Client().post(reverse("account_request_login_code"), {"email": _NEW["email"]})
    assert [message.to for message in mail.outbox] == [[_NEW["email"]]]


def test_with_a_mail_server_the_address_is_confirmed_by_a_code(link: str, settings: Settings) -> None:
    settings.SENDS_MAIL = True
    client = _carrying(link)
    confirm = reverse("account_email_verification_sent")
    assert client.post(reverse("account_signup"), _NEW).headers["Location"] == confirm
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get(email=_NEW["email"]).verified
    [message] = mail.outbox
    code = re.search(r"\n\n(\S+)\n", str(message.body))
    assert code
    assert client.post(confirm, {"code": "ZZZ-ZZZ"}).status_code == 200
    assert client.post(confirm, {"code": code[1]}).headers["Location"] == link
    assert EmailAddress.objects.get(email=_NEW["email"]).verified


def test_someone_with_an_account_signs_in_and_comes_back_to_the_link(link: str, cast: Cast) -> None:
    account = make.make_account("edith@example.org")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    client = Client()
    assert client.post(link, {"do": "sign-in"}).headers["Location"] == reverse("account_login")
    answer = client.post(reverse("account_login"), {"login": account.email, "password": "rowan-lake-tram"})
    assert answer.headers["Location"] == link
    assert "Come in as Edith" in client.get(link).text


def test_wrong_password_says_so_kindly_and_never_writes_it_back(cast: Cast) -> None:
    answer = Client().post(reverse("account_login"), {"login": "mara@example.org", "password": "wrong-one-here"})
    assert "Address and password do not fit together" in answer.text
    assert "wrong-one-here" not in answer.text
    same = Client().post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong-one-here"})
    assert "Address and password do not fit together" in same.text


def test_code_signs_in_and_its_message_names_nobody(cast: Cast) -> None:
    account = cast.account("keeper")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    client = Client()
    answer = client.post(reverse("account_request_login_code"), {"email": account.email}, follow=True)
    assert "Write the code" in answer.text
    [message] = mail.outbox
    assert message.subject == "A code to sign in"
    assert "Mara" not in f"{message.subject} {message.body}"
    code = re.search(r"\n\n(\S+)\n", str(message.body))
    assert code
    assert client.post(reverse("account_confirm_login_code"), {"code": code[1]}).headers["Location"] == "/"


def test_nobody_is_written_to_who_has_no_account(db: None) -> None:
    Client().post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    assert mail.outbox == []


@pytest.mark.parametrize("who", ["nobody", "keeper"])
@pytest.mark.parametrize("name", _PLAIN)
def test_page_is_in_our_own_dress_and_says_no_name_before_the_door(name: str, who: str, cast: Cast) -> None:
    client = cast.client(who)
    if who == "keeper":
        client.post(reverse("account_reauthenticate"), {"password": "rowan-lake-tram"})
    answer = client.get(reverse(name))
    assert answer.status_code in (200, 302, 404)
    if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
        return
    assert answer.text.count("<h1") == 1
    assert "web/yearlight.css" in answer.text
    assert not re.search(r" style=|<script>|onclick|!</p>|[Ss]uccessfully|Security Key|Two-Factor", answer.text)
    if who == "nobody":
        for word in ("Jonah", "Mara", "2018", "<img"):
            assert word not in answer.text


def test_without_script_no_passkey_is_offered(cast: Cast) -> None:
    page = Client().get(reverse("account_login")).text
    assert re.search(r"<div data-passkey hidden><button[^>]*passkey_login", page)
    assert 'type="password"' in page


def test_second_step_is_set_up_with_a_picture_that_the_policy_allows(cast: Cast) -> None:
    client = cast.client("keeper")
    client.post(reverse("account_reauthenticate"), {"password": "rowan-lake-tram"})
    page = client.get(reverse("mfa_activate_totp")).text
    assert "<svg" in page.partition('class="qr"')[2][:400]
    assert "data:image" not in page
    assert "style=" not in page


def test_password_checks_take_little_memory() -> None:
    hasher = get_hasher("default")
    made = SmallArgon2()
    assert hasher.algorithm in ("argon2", "md5")
    encoded = made.encode("rowan-lake-tram", "abcdefghijklmnop")
    assert "m=19456,t=2,p=1" in encoded
    assert made.verify("rowan-lake-tram", encoded)
    assert not made.verify("rowan-lake-train", encoded)


def test_message_without_a_mail_server_is_kept_and_printed(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.OUTBOX = tmp_path / "outbox"
    OutboxBackend().send_messages([EmailMessage("A code to sign in", "Write this: ABC-DEF", to=["mara@example.org"])])
    [kept] = settings.OUTBOX.iterdir()
    assert settings.OUTBOX.stat().st_mode & 0o077 == 0
    assert "ABC-DEF" in str(message_from_bytes(kept.read_bytes()).get_payload())
    printed = capsys.readouterr().out
    assert "mara@example.org" in printed
    assert "ABC-DEF" in printed


def test_anothers_passkey_is_not_there(cast: Cast) -> None:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - a table of allauth's, for this test alone

    key = Authenticator.objects.create(user=cast.account("keeper"), type="webauthn", data={"name": "Phone"})
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        client = cast.client("other_keeper")
        client.post(reverse("account_reauthenticate"), {"password": "rowan-lake-tram"})
        assert client.get(reverse(name, args=[key.pk])).status_code == 404
        assert client.post(reverse(name, args=[key.pk]), {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_signing_out_takes_one_press(cast: Cast) -> None:
    client = cast.client("keeper")
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("account_login")
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))


def test_many_tries_are_stopped_in_our_own_words(cast: Cast) -> None:
    """Otherwise a password could be guessed at leisure."""
    client, sent = Client(), {"login": "mara@example.org", "password": "wrong-one-here"}
    said = [client.post(reverse("account_login"), sent) for _try in range(40)]
    assert "There were many tries one after the other" in said[-1].text
    assert "web/yearlight.css" in said[-1].text
    assert {one.status_code for one in said} <= {200, 429}
