"""The pages of whoever looks after the site: they ask for a second step, and show nothing of what families have."""

import re
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast as AsText
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.rules.addresses import ROWS, Who, at
from yearlight.core import clock, host_texts, refusals
from yearlight.core.doors import Door
from yearlight.core.models import AuditLine
from yearlight.ops import erasing
from yearlight.pages.host import health
from yearlight.people.actions import ending, operators, telling, waits
from yearlight.people.actions.refused import NotOpen
from yearlight.people.models import Account, Family, Invitation, Member, Wait
from yearlight.people.roles import CircleKind, Role
from yearlight.people.waiting import State, WaitKind

MARK = "Zqxmarked"
#: Columns that only work as they are: keys, codes, dates, and what a program reads.
_AS_THEY_ARE = frozenset(
    {"public_id", "email", "password", "language", "time_zone", "happened_on", "thing", "sha256", "media_type", "code_to",
     "token_hash", "code_hash", "custom", "opens_on"}
)  # fmt: skip
_FOLDERS = ("people", "memorials", "entries", "keepsakes", "reminders", "journal", "rituals")


@pytest.fixture
def operator(cast: Cast) -> Client:
    return cast.client("operator")


def mark_everything() -> set[str]:
    """Write the mark into every column of words that any folder has; returns which."""
    marked = set()
    for model in apps.get_models():
        if model._meta.app_label not in _FOLDERS or not model.objects.exists():  # type: ignore[attr-defined]
            continue
        for field in model._meta.get_fields():
            if not isinstance(field, models.CharField | models.TextField) or field.name in _AS_THEY_ARE:
                continue
            if field.choices or (field.max_length or 1000) < 60:
                continue
            words = Concat(Value(MARK), AsText("pk", models.CharField()))
            model.objects.update(**{field.name: words})  # type: ignore[attr-defined]
            marked.add(f"{model._meta.label}.{field.name}")
    return marked


def test_no_page_of_the_host_holds_anything_that_a_family_wrote(cast: Cast, operator: Client) -> None:
    """Every column of words in every folder is marked, so that a new one is held to it too."""
    family = cast.circle(CircleKind.FAMILY)
    make.make_letter(cast.person, cast.keeper, audience=family)
    make.make_letter(cast.person, cast.keeper, kind="kind_word")
    make.make_picture(cast.person, cast.keeper, audience=family)
    make.make_link(make.make_member(cast.family, Role.FRIEND), line="For you")
    make.make_receiver(cast.account("keeper"))
    marked = mark_everything()
    wanted = {"people.Member.name", "memorials.Person.name", "entries.Entry.body", "keepsakes.Picture.caption"}
    assert wanted <= marked
    named = {"public_id": cast.account("keeper").public_id, "text": "rules"}
    for name in (one for one, row in ROWS.items() if row.get is Who.OPERATOR):
        values = {**named, "public_id": cast.family.public_id} if name == "host:family" else named
        answer = operator.get(at(name, values))
        assert answer.status_code == 200, name
        assert MARK not in answer.text, name
    for do in ("recover", "delete", "lock", "unlock", "stop"):
        answer = operator.post(at("host:account", named), {"do": do}, follow=True)
        assert MARK not in answer.text, do


def test_the_mark_would_be_found(cast: Cast) -> None:
    """What the test before looks for stands on pages of the family."""
    mark_everything()
    assert MARK in cast.client("keeper").get(f"/p/{cast.person.public_id}/").text


def test_an_operator_without_a_second_step_is_told_to_set_one_up(cast: Cast) -> None:
    client = Client()
    client.force_login(make.make_operator())
    answer = client.get("/host/")
    assert answer.status_code == 403
    assert "These pages ask for a second step" in answer.text
    address = reverse("host:account", args=[cast.account("keeper").public_id])
    client.post(address, {"do": "lock"})
    assert cast.account("keeper").is_active
    assert Account.objects.get(pk=cast.account("keeper").pk).is_active


def test_an_operator_comes_in_with_a_password_and_a_code_from_an_app(db: None) -> None:
    operator, secret, client = make.make_operator(), totp.generate_totp_secret(), Client()
    EmailAddress.objects.create(user=operator, email=operator.email, primary=True, verified=True)
    totp.TOTP.activate(operator, secret)
    client.post(reverse("account_login"), {"login": operator.email, "password": "rowan-lake-tram"})
    assert client.get("/host/").status_code == 302, "the password alone signs nobody in"
    counter = next(totp.yield_hotp_counters_from_time())
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    answer = client.post(reverse("mfa_authenticate"), {"code": code})
    assert answer.headers["Location"] == reverse("host:home")
    assert client.get("/host/").status_code == 200


def test_a_closed_account_signs_in_no_more_and_everyone_is_told(cast: Cast, operator: Client) -> None:
    keeper = cast.client("keeper")
    address = reverse("host:account", args=[cast.account("keeper").public_id])
    assert "told to the owner of the account" in operator.post(address, {"do": "lock"}, follow=True).text
    assert keeper.get("/").status_code == 302, "the session is over"
    telling.tell_due(clock.now)
    assert {one.to[0] for one in mail.outbox} == {"mara@example.org", "peter@example.org"}
    answer = operator.post(address, {"do": "lock"}, follow=True)
    assert "Nothing was changed" in answer.text
    operator.post(address, {"do": "unlock"})
    assert cast.client("keeper").get("/").status_code == 200


def test_removing_waits_thirty_days_and_the_owner_stops_it(cast: Cast, operator: Client) -> None:
    address = reverse("host:account", args=[cast.account("keeper").public_id])
    operator.post(address, {"do": "delete"})
    [wait] = Wait.objects.filter(kind=WaitKind.HOST_DELETES)
    telling.tell_due(clock.now)
    assert waits.do_due(erasing.DOES, now=clock.now() + timedelta(days=29)) == 0
    cast.client("keeper").post(reverse("people:stop-wait", args=[wait.public_id]))
    wait.refresh_from_db()
    assert wait.state == State.STOPPED
    assert Account.objects.filter(pk=cast.account("keeper").pk).exists()


def test_the_host_takes_back_what_it_asked_for_and_no_other(cast: Cast, operator: Client) -> None:
    of_keeper, of_other = (
        reverse("host:account", args=[cast.account(who).public_id]) for who in ("keeper", "other_keeper")
    )
    operator.post(of_keeper, {"do": "recover"})
    [wait] = Wait.objects.filter(kind=WaitKind.HOST_RECOVERS)
    operator.post(of_other, {"do": "stop", "wait": wait.public_id})
    wait.refresh_from_db()
    assert wait.state == State.OPEN
    operator.post(of_keeper, {"do": "stop", "wait": wait.public_id})
    wait.refresh_from_db()
    assert wait.state == State.STOPPED


def test_a_new_way_in_is_handed_over_only_after_its_days(
    cast: Cast, operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, now = reverse("host:account", args=[cast.account("keeper").public_id]), clock.now()
    operator.post(address, {"do": "recover"})
    [wait] = Wait.objects.filter(kind=WaitKind.HOST_RECOVERS)
    answer = operator.post(address, {"do": "link", "wait": wait.public_id}, follow=True)
    assert "/recover/" not in answer.text
    telling.tell_due(lambda: now + timedelta(minutes=1))
    later = now + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)
    telling.tell_due(lambda: later)
    assert ending.do_due(now=later) == 1
    assert "The link can be made now" in operator.get(address).text
    assert "/recover/" in operator.post(address, {"do": "link", "wait": wait.public_id}).text


def test_a_family_is_invited_by_a_link_that_lets_one_in(cast: Cast, operator: Client) -> None:
    answer = operator.post(reverse("host:invite"))
    [link] = re.findall(r"/come/[\w-]+/", answer.text)
    assert Invitation.objects.get(family=None).role == Role.KEEPER
    account = make.make_account("new@example.org")
    client = Client()
    client.force_login(account)
    assert client.post(link, {"name": "Asha"}).status_code == 302
    assert Member.objects.get(account=account).family not in (cast.family, cast.stranger.family)


def test_an_operator_comes_into_no_family(cast: Cast, operator: Client) -> None:
    from yearlight.people import actions  # noqa: PLC0415

    token = actions.invite(cast.viewer("keeper"), family_id=cast.family.pk, role=Role.KEEPER, now=clock.now())
    assert operator.post(f"/come/{token}/", {"name": "Host"}).status_code == 404
    assert Member.objects.filter(account__operator_since__isnull=False).count() == 0
    with pytest.raises(NotOpen):
        actions.accept(make.make_operator("two@example.org"), token=token, name="Host", now=clock.now())


def test_a_member_is_made_no_operator(cast: Cast) -> None:
    with pytest.raises(operators.CannotBeOperator):
        operators.make_operator(email="mara@example.org", now=make.NOW)
    assert not Account.objects.exclude(operator_since=None).exists()


def test_the_command_makes_lists_and_ends_operators(db: None) -> None:
    assert "Sign in with a code" in _said("host@example.org")
    assert _said().strip() == "host@example.org"
    _said("host@example.org", "--end")
    assert "Nobody looks after the site" in _said()
    kept = list(AuditLine.objects.order_by("pk").values_list("verb", "thing"))
    assert kept == [("make", "operator"), ("end", "operator")]


def test_a_new_operator_signs_in_by_a_code_to_the_address(db: None) -> None:
    _said("host@example.org")
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": "host@example.org"})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code, mail.outbox[-1].body
    answer = client.post(reverse("account_confirm_login_code"), {"code": code[1]})
    assert answer.headers["Location"] == reverse("host:home")
    assert client.get("/host/").status_code == 403


def test_the_room_of_a_family_is_set_and_its_own_log_says_so(cast: Cast, operator: Client) -> None:
    address = reverse("host:family", args=[cast.family.public_id])
    assert operator.post(address, {"megabytes": "5"}).status_code == 302
    assert Family.objects.get(pk=cast.family.pk).quota_mb == 5
    assert operator.post(address, {"megabytes": "-1"}).status_code == 422
    operator.post(address, {"megabytes": ""})
    assert Family.objects.get(pk=cast.family.pk).quota_mb is None
    assert AuditLine.objects.filter(family_id=cast.family.pk, verb="set room of", actor="").count() == 2


def test_what_doors_refused_is_shown_with_the_account_it_was_for(cast: Cast, operator: Client) -> None:
    refusals.note(Door.SIGN_IN, address="203.0.113.7", account=cast.account("keeper").public_id, now=clock.now())
    text = operator.get(reverse("host:doors")).text
    assert "203.0.113.0/24" in text
    assert "mara@example.org" in text


def test_a_text_of_the_host_is_looked_at_before_it_is_kept(cast: Cast, operator: Client) -> None:
    address = reverse("host:text", args=["rules"])
    looked = operator.post(address, {"body": "Be *kind*. <script>", "do": "look"})
    assert "<em>kind</em>" in looked.text
    assert "<script>" not in looked.text.partition('id="looks"')[2].partition("</section>")[0]
    assert host_texts.text(host_texts.Name.RULES) == ""
    operator.post(address, {"body": "Be *kind*.", "do": "keep"})
    assert host_texts.text(host_texts.Name.RULES) == "Be *kind*."
    operator.post(address, {"body": " ", "do": "keep"})
    assert host_texts.text(host_texts.Name.RULES) == ""


def test_health_says_what_needs_somebody(cast: Cast, settings: Settings, tmp_path: Any) -> None:
    settings.YEARLIGHT_HOME = tmp_path
    told = {part.sentence: part.is_well for part in health.parts(clock.now())}
    assert not told["No copy of the folder is noted here."]
    assert not told["The worker has done nothing yet. Look whether it runs."]
    assert told["The database answers."]
    (tmp_path / health.COPIED).touch()
    assert all("No copy" not in part.sentence for part in health.parts(clock.now()))


def _said(*arguments: str) -> str:
    out = StringIO()
    call_command("operator", *arguments, stdout=out)
    return out.getvalue()
