"""Who may make an account: whoever was invited, everyone, or nobody new; as the host set it."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.env import Env
from yearlight.core.errors import NotThere
from yearlight.people import actions
from yearlight.people.models import Account, Member
from yearlight.people.roles import Role

_NEW = {"email": "edith@example.org", "password1": "rowan-lake-tram"}
FOUND = "/me/begin/"


@pytest.fixture
def is_open(settings: Settings) -> None:
    settings.YEARLIGHT_SIGN_UP, settings.SENDS_MAIL = "open", True


def _confirmed(client: Client) -> str:
    """Make an account and confirm its address; where that leads to."""
    client.post(reverse("account_signup"), _NEW)
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code, mail.outbox[-1].body
    return client.post(reverse("account_email_verification_sent"), {"code": code[1]}).headers["Location"]


def test_where_it_is_open_anyone_begins_a_family_of_their_own(cast: Cast, is_open: None) -> None:
    client = Client()
    assert "Make an account" in client.get(reverse("account_login")).text
    assert _confirmed(client) == FOUND
    assert client.post(FOUND, {"name": "Edith"}).headers["Location"] == reverse("memorials:start")
    member = Member.objects.get(account__email=_NEW["email"])
    assert member.role == Role.KEEPER
    assert member.family not in (cast.family, cast.stranger.family)


def test_a_second_press_makes_no_second_family(cast: Cast, is_open: None) -> None:
    account = make.make_account("edith@example.org")
    actions.begin_family(account, name="Edith", now=clock.now())
    with pytest.raises(NotThere):
        actions.begin_family(account, name="Edith", now=clock.now())
    client = Client()
    client.force_login(account)
    assert client.get(FOUND).status_code == 404


@pytest.mark.parametrize("who", ["relative", "operator"])
def test_whoever_belongs_to_a_family_or_looks_after_the_site_begins_none_this_way(
    cast: Cast, is_open: None, who: str
) -> None:
    assert cast.client(who).post(FOUND, {"name": "Ilse"}).status_code == 404


def test_today_leads_there_whoever_has_no_place_yet(cast: Cast, is_open: None) -> None:
    client = Client()
    client.force_login(make.make_account("edith@example.org"))
    assert f'href="{FOUND}"' in client.get("/").text
    assert f'href="{FOUND}"' not in cast.client("keeper").get("/").text


def test_where_it_is_by_invitation_nobody_begins_without_one(cast: Cast) -> None:
    client = Client()
    client.force_login(make.make_account("edith@example.org"))
    assert client.post(FOUND, {"name": "Edith"}).status_code == 404
    assert f'href="{FOUND}"' not in client.get("/").text


def test_where_it_is_closed_a_keepers_link_makes_no_account_and_says_so(cast: Cast, settings: Settings) -> None:
    token = actions.invite(cast.viewer("keeper"), family_id=cast.family.pk, role=Role.KEEPER, now=clock.now())
    settings.YEARLIGHT_SIGN_UP = "closed"
    client = Client()
    client.post(f"/come/{token}/", {"do": "new"})
    assert "No new accounts are made here at present" in client.get(reverse("account_signup")).text
    client.post(reverse("account_signup"), _NEW)
    assert not Account.objects.filter(email=_NEW["email"]).exists()
    assert "No new accounts are made here at present" in cast.client("keeper").get("/people/invite/").text
    assert cast.client("keeper").get("/").status_code == 200


def test_where_it_is_closed_a_link_of_the_hosts_own_is_answered(cast: Cast, settings: Settings) -> None:
    settings.YEARLIGHT_SIGN_UP = "closed"
    link = re.findall(r"/come/[\w-]+/", cast.client("operator").post(reverse("host:invite")).text)[0]
    client = Client()
    client.post(link, {"do": "new"})
    assert client.post(reverse("account_signup"), _NEW).headers["Location"] == link


def test_the_setting_takes_one_of_three_words() -> None:
    env = Env(environ={"YEARLIGHT_SIGN_UP": "anyone"})
    env.choice("YEARLIGHT_SIGN_UP", "invited", "", among=("open", "invited", "closed"))
    assert env.faults == ["YEARLIGHT_SIGN_UP must be one of open, invited, closed."]
