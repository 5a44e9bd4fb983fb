"""What stands between a browser and whoever would misuse it: cookies, sessions, redirects, the host, headers, methods."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from yearlight.people import post
from yearlight.people.quiet import is_quiet

_PASSWORD = "rowan-lake-tram"
_NEW = "another-tram-by-the-lake"
_ELSEWHERE = ("https://evil.example", "//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)")


def signed_in(cast: Cast, who: str = "keeper") -> Client:
    """A browser that signed in by the page, as people do."""
    client, account = Client(), cast.account(who)
    EmailAddress.objects.get_or_create(user=account, email=account.email, verified=True, primary=True)
    client.post(reverse("account_login"), {"login": account.email, "password": _PASSWORD})
    assert client.get("/").status_code == 200
    return client


@pytest.fixture(autouse=True)
def _nobody_knocked_before() -> None:
    cache.clear()


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


# --- cookies ---


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(cast: Cast) -> None:
    client = signed_in(cast)
    client.get(reverse("people:settings"))
    assert set(client.cookies) == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
        assert (cookie["path"], cookie["domain"]) == ("/", ""), cookie.key


def test_at_a_protected_address_cookies_are_bound_to_the_host(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    told = _settings_at("https://remember.example.org", names, tmp_path)
    assert told[:2] == ["__Host-yearlight", "__Host-yearlight-csrf"]
    assert told[2:] == [True, True]


def test_only_hosts_that_were_named_are_answered(tmp_path: Path) -> None:
    [hosts] = _settings_at("https://remember.example.org", ("ALLOWED_HOSTS",), tmp_path)
    assert hosts == ["remember.example.org", "localhost", "127.0.0.1", "[::1]"]


def test_technical_error_pages_are_refused_at_a_public_address(tmp_path: Path) -> None:
    public = {"YEARLIGHT_ADDRESS": "https://remember.example.org", "YEARLIGHT_DEBUG": "yes"}
    environment = {**os.environ, **public, "YEARLIGHT_HOME": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-m", "yearlight", "check"], env=environment, capture_output=True, check=False, text=True
    )
    assert told.returncode != 0
    assert "YEARLIGHT_DEBUG cannot be on where YEARLIGHT_ADDRESS is set" in told.stdout + told.stderr


def _settings_at(address: str, names: tuple[str, ...], home: Path) -> list[object]:
    """What the settings are where this is the site's address."""
    script = f"import json, yearlight.config.settings as s; print(json.dumps([getattr(s, n) for n in {names!r}]))"
    environment = {**os.environ, "YEARLIGHT_ADDRESS": address, "YEARLIGHT_HOME": str(home)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True, text=True)
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found


# --- sessions ---


def test_signing_in_begins_another_session(cast: Cast) -> None:
    client = signed_in(cast)
    client.post(reverse("account_logout"))
    session = client.session
    session["begun"] = "before"
    session.save()
    client.post(reverse("account_login"), {"login": cast.account("keeper").email, "password": _PASSWORD})
    assert is_signed_in(client)
    assert client.session.session_key != session.session_key


def test_a_session_that_was_signed_out_opens_nothing_any_more(cast: Cast) -> None:
    client, thief = signed_in(cast), Client()
    thief.cookies.load({name: one.value for name, one in client.cookies.items()})
    assert is_signed_in(thief)
    client.post(reverse("account_logout"))
    assert not is_signed_in(thief)


def test_another_password_ends_every_other_session(cast: Cast) -> None:
    here, elsewhere = signed_in(cast), signed_in(cast)
    answer = here.post(
        reverse("account_change_password"), {"oldpassword": _PASSWORD, "password1": _NEW, "password2": _NEW}
    )
    assert answer.status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_one_press_signs_out_everywhere_else(cast: Cast) -> None:
    here, elsewhere = signed_in(cast), signed_in(cast)
    is_signed_in(here)
    is_signed_in(elsewhere)
    assert UserSession.objects.count() == 2
    assert here.post(reverse("usersessions_list")).status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_an_account_that_is_closed_is_signed_out_at_its_next_request(cast: Cast) -> None:
    client = signed_in(cast)
    account = cast.account("keeper")
    account.is_active = False
    account.save()
    assert not is_signed_in(client)


def test_whoever_would_change_the_password_gives_the_one_before(cast: Cast) -> None:
    client = signed_in(cast)
    client.post(reverse("account_change_password"), {"oldpassword": "guessed", "password1": _NEW, "password2": _NEW})
    assert cast.account("keeper").check_password(_PASSWORD)
    cast.account("keeper").refresh_from_db()
    assert cast.account("keeper").check_password(_PASSWORD)


# --- redirects, hosts, headers ---


@pytest.mark.parametrize("elsewhere", _ELSEWHERE)
def test_signing_in_leads_to_no_other_site(cast: Cast, elsewhere: str) -> None:
    signed_in(cast)
    client = Client()
    told = {"login": cast.account("keeper").email, "password": _PASSWORD, "next": elsewhere}
    answer = client.post(f"{reverse('account_login')}?next={elsewhere}", told)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("elsewhere", _ELSEWHERE)
def test_signing_out_leads_to_no_other_site(cast: Cast, elsewhere: str) -> None:
    answer = signed_in(cast).post(f"{reverse('account_logout')}?next={elsewhere}", {"next": elsewhere})
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("account_login")


@override_settings(ALLOWED_HOSTS=["remember.example.org"])
def test_a_host_that_was_not_named_is_refused_before_anything_is_looked_up(db: None) -> None:
    for address in ("/", "/about/", reverse("account_login")):
        assert Client().get(address, headers={"host": "evil.example"}).status_code == 400, address
        assert Client().get(address, headers={"host": "remember.example.org"}).status_code in (200, 302), address


def test_links_for_others_name_the_sites_own_address_whatever_was_asked_for(settings: Settings, cast: Cast) -> None:
    settings.YEARLIGHT_ADDRESS = "https://remember.example.org"
    client = cast.client("keeper")
    answer = client.post(reverse("people:invite"), {"role": "keeper"}, headers={"host": "evil.example"})
    assert b"https://remember.example.org/come/" in answer.content
    assert b"evil.example" not in answer.content


def test_a_name_with_line_ends_begins_no_header_of_a_message(settings: Settings) -> None:
    name = "Mara\r\nBcc: eve@example.org\r\n\r\nHello"
    assert post.personal_link(to="ann@example.org", link="https://x/g/y/", line=name, invited_by=name)
    [sent] = mail.outbox
    message = sent.message()
    assert message["Bcc"] is None
    assert {str(message[one]) for one in ("Subject", "To")} == {"A link for you", "ann@example.org"}
    assert sent.recipients() == ["ann@example.org"]


def test_an_address_with_line_ends_is_written_to_nobody(cast: Cast) -> None:
    told = {"role": "keeper", "email": "ann@example.org\r\nBcc: eve@example.org"}
    answer = cast.client("keeper").post(reverse("people:invite"), told)
    assert answer.status_code == 422
    assert mail.outbox == []


def test_a_value_with_line_ends_begins_no_header_of_an_answer(cast: Cast) -> None:
    client = cast.client("keeper")
    for address in ("/accounts/login/?next=/%0d%0aSet-Cookie:%20a=b", "/year/?from=2026%0d%0aX-A:%20b"):
        answer = client.get(address)
        assert "X-A" not in answer.headers, address
        assert "a" not in answer.cookies, address


def test_browsers_are_told_to_stay_at_the_protected_address_where_it_is_one(db: None) -> None:
    assert Client().get("/about/", secure=True).headers["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains"
    )
    assert "Strict-Transport-Security" not in Client().get("/about/").headers


def test_no_answer_is_shared_with_pages_of_other_sites(cast: Cast) -> None:
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    for client in (Client(), cast.client("keeper")):
        for answer in (client.get("/", headers=asked), client.options("/", headers=asked)):
            assert not [name for name in answer.headers if name.startswith("Access-Control-")]


def test_a_request_is_repeated_to_nobody(db: None) -> None:
    for address in ("/about/", reverse("account_login"), "/"):
        assert Client().trace(address).status_code in (302, 405), address


def test_a_press_from_another_site_is_refused_whatever_its_mark(cast: Cast) -> None:
    """The form's own mark alone does not count: at a protected address the page it came from must be ours."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.account("keeper"))
    client.get(reverse("people:quiet"), secure=True)
    mark = client.cookies[settings.CSRF_COOKIE_NAME].value
    told = {"csrfmiddlewaretoken": mark}
    address = reverse("people:quiet")
    assert client.post(address, told, secure=True, headers={"origin": "https://evil.example"}).status_code == 403
    cast.account("keeper").refresh_from_db()
    assert not is_quiet(cast.account("keeper"))
    assert client.post(address, told, secure=True, headers={"origin": "https://testserver"}).status_code == 302
