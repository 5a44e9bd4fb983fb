"""Links that let one person in, once: who makes them, what they say, what each answer gives away."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.models import AuditLine
from yearlight.people import actions, queries
from yearlight.people.models import Account, Family, Invitation, Member
from yearlight.people.roles import CircleKind, Role

_NOT_OPEN = "This link is not open."


def _link(client: Client, **sent: str) -> str:
    """The address of a fresh link, as the page shows it."""
    page = client.post(reverse("people:invite"), sent)
    found = re.search(r"http://testserver(/come/[\w-]+/)", page.text)
    assert found, page.text
    return found[1]


def _edith() -> Client:
    client = Client()
    client.force_login(make.make_account("edith@example.org", name="Edith"))
    return client


def test_first_link_founds_a_family_and_leads_to_the_first_question(db: None) -> None:
    token = actions.first_keeper_link(clock.now())
    client = _edith()
    address = f"/come/{token}/"
    assert "The first keeper" in client.get(address).text
    assert client.post(address, {"name": "Edith"}).headers["Location"] == reverse("memorials:start")
    member = Member.objects.get()
    assert (member.role, member.name) == (Role.KEEPER, "Edith")
    assert set(member.memberships.values_list("circle__kind", flat=True)) == {"keepers", "family", "friends"}
    assert actions.first_keeper_link(clock.now()) is None


def test_a_newer_first_link_closes_the_one_before(db: None) -> None:
    older, newer = actions.first_keeper_link(clock.now()), actions.first_keeper_link(clock.now())
    assert Client().get(f"/come/{older}/").status_code == 404
    assert Client().get(f"/come/{newer}/").status_code == 200


def test_second_keeper_is_equal_to_the_first(cast: Cast) -> None:
    address = _link(cast.client("keeper"), line="Come when you like.")
    client = _edith()
    page = client.get(address).text
    assert "Mara invites you" in page
    assert "Come when you like." in page
    assert "Come in as Edith" in page
    assert client.post(address, {"name": "Edith"}).headers["Location"] == "/"
    edith, mara = queries.viewer_of(Account.objects.get(name="Edith").pk), cast.viewer("keeper")
    assert edith.seats[0].role == mara.seats[0].role
    assert edith.circle_ids == mara.circle_ids
    assert client.get(f"/p/{cast.person.public_id}/").status_code == 200


def test_name_is_asked_of_an_account_that_has_none(cast: Cast) -> None:
    address = _link(cast.client("keeper"))
    account = make.make_account("new@example.org", name="")
    client = Client()
    client.force_login(account)
    assert client.post(address, {"name": " "}).status_code == 422
    client.post(address, {"name": "Edith"})
    account.refresh_from_db()
    assert account.name == Member.objects.get(account=account).name == "Edith"


def test_link_works_once(cast: Cast) -> None:
    address = _link(cast.client("keeper"))
    _edith().post(address, {"name": "Edith"})
    other = Client()
    other.force_login(make.make_account("second@example.org"))
    assert other.post(address, {"name": "Second"}).status_code == 404
    assert not Member.objects.filter(account__email="second@example.org").exists()


def test_looking_uses_nothing_up_and_gives_no_more_than_name_and_line(cast: Cast) -> None:
    address = _link(cast.client("keeper"), line="Come when you like.", email="edith@example.org")
    visitor = Client()
    for _preview in range(3):
        assert visitor.head(address).status_code == 200
        page = visitor.get(address)
    for word in ("Jonah", "Peter", "2018", "@", cast.person.public_id):
        assert word not in page.text
    assert not visitor.cookies.get("yearlight"), "nothing is remembered of someone who only looks"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert Invitation.objects.get(used_at=None).token_hash not in page.text


def test_whatever_closed_a_link_it_answers_alike(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = cast.client("keeper")
    used, closed, over = _link(keeper), _link(keeper), _link(keeper)
    _edith().post(used, {"name": "Edith"})
    row = Invitation.objects.get(token_hash=queries.hashed(closed.split("/")[2]))
    keeper.post(reverse("people:close-invitation", args=[row.public_id]))
    Invitation.objects.filter(token_hash=queries.hashed(over.split("/")[2])).update(expires_at=clock.now())
    never = "/come/zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz/"
    for client in (Client(), cast.client("stranger")):
        for method in ("get", "post"):
            answers = [getattr(client, method)(address) for address in (used, closed, over, never)]
            assert {one.status_code for one in answers} == {404}
            assert len({re.sub(r'value="\w{64}"', "", one.text) for one in answers}) == 1
            assert _NOT_OPEN in answers[0].text
            assert "Mara" not in answers[0].text


def test_link_is_open_for_seven_days(cast: Cast) -> None:
    token = actions.invite(cast.viewer("keeper"), family_id=cast.family.pk, role=Role.KEEPER, now=make.NOW)
    just, over = make.NOW + timedelta(days=7, seconds=-1), make.NOW + timedelta(days=7)
    assert queries.invitation(token, now=just) is not None
    assert queries.invitation(token, now=over) is None


def test_someone_who_belongs_here_stays_what_they_are_and_the_link_stays_open(cast: Cast) -> None:
    address = _link(cast.client("keeper"))
    cast.client("relative").post(address, {"name": "Ilse"})
    cast.relative.refresh_from_db()
    assert cast.relative.role == Role.RELATIVE
    assert Client().get(address).status_code == 200


def test_someone_who_left_comes_back_to_their_old_seat(cast: Cast) -> None:
    cast.other_keeper.left_at = make.NOW
    cast.other_keeper.save()
    address = _link(cast.client("keeper"))
    cast.client("other_keeper").post(address, {"name": "Peter"})
    assert queries.viewer_of(cast.account("other_keeper").pk) == cast.viewer("other_keeper")


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_instant_one_comes_in() -> None:
    family = make.make_family()
    keeper = make.make_member(family, account=make.make_account())
    token = actions.invite(make.make_viewer(keeper), family_id=family.pk, role=Role.KEEPER, now=clock.now())
    accounts = [make.make_account(f"{name}@example.org") for name in ("one", "two")]
    together, came = Barrier(2), []

    def come(account: Account) -> None:
        together.wait(10)
        try:
            came.append(actions.accept(account, token=token, name=account.name, now=clock.now()))
        except actions.NotOpen:
            pass
        finally:
            connection.close()

    threads = [Thread(target=come, args=[account]) for account in accounts]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert len(came) == 1
    assert Member.objects.filter(family=family).count() == 2


def test_people_are_shown_to_keepers_with_their_role_in_words(cast: Cast) -> None:
    page = cast.client("keeper").get("/people/").text
    for word in ("Mara", "(you)", "Peter", "Ilse", "Keeper: writes", "What is shown to the family"):
        assert word in page
    assert "Stranger" not in page
    for who in ("relative", "nobody"):
        assert cast.client(who).get("/people/").status_code in (404, 302)


def test_relative_cannot_invite_nor_close(cast: Cast) -> None:
    _link(cast.client("keeper"))
    [row] = Invitation.objects.all()
    close = reverse("people:close-invitation", args=[row.public_id])
    assert cast.client("relative").post("/people/invite/").status_code == 404
    for who in ("relative", "stranger"):
        assert cast.client(who).post(close).status_code == 404
    row.refresh_from_db()
    assert row.closed_at is None
    with pytest.raises(actions.NotThere):
        actions.invite(cast.viewer("relative"), family_id=cast.family.pk, role=Role.KEEPER, now=clock.now())


def test_keeper_cannot_invite_into_anothers_family(cast: Cast) -> None:
    answer = cast.client("stranger").post("/people/invite/", {"family": cast.family.public_id})
    assert answer.status_code == 404
    assert not Invitation.objects.exists()


def test_keeper_of_two_families_invites_into_the_one_they_mean(cast: Cast) -> None:
    elsewhere = Family.objects.exclude(pk=cast.family.pk).get()
    make.make_member(elsewhere, account=cast.account("keeper"))
    page = cast.client("keeper").get("/people/").text
    assert page.count("Invite another keeper") == 2
    address = _link(cast.client("keeper"), family=elsewhere.public_id)
    assert Invitation.objects.get().family == elsewhere
    assert Client().get(address).status_code == 200


def test_link_is_shown_once_and_kept_nowhere(cast: Cast) -> None:
    keeper = cast.client("keeper")
    token = _link(keeper, line="For Edith").split("/")[2]
    page = keeper.get("/people/").text
    assert "For Edith" in page
    assert token not in page
    assert token not in str(list(Invitation.objects.values()) + list(AuditLine.objects.values()))


def test_link_is_mailed_where_an_address_is_given_and_mail_is_set(cast: Cast, settings: Settings) -> None:
    settings.SENDS_MAIL = True
    address = _link(cast.client("keeper"), line="Come when you like.", email="edith@example.org")
    [message] = mail.outbox
    assert message.to == ["edith@example.org"]
    assert message.subject == "An invitation"
    assert f"http://testserver{address}" in str(message.body)
    assert "Come when you like." in str(message.body)
    assert "Jonah" not in f"{message.subject} {message.body}"


def test_nothing_is_mailed_without_a_mail_server(cast: Cast) -> None:
    _link(cast.client("keeper"), email="edith@example.org")
    assert mail.outbox == []


def test_mail_server_that_refuses_leaves_the_link_to_hand_over(cast: Cast, settings: Settings) -> None:
    settings.SENDS_MAIL = True
    settings.EMAIL_BACKEND = "tests.people.test_invitations.Refusing"
    page = cast.client("keeper").post("/people/invite/", {"email": "edith@example.org"}).text
    assert "It could not be sent to edith@example.org." in page
    assert "/come/" in page


class Refusing:
    """A mail server that takes nothing."""

    def __init__(self, **_options: object) -> None:
        pass

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError


def test_address_that_cannot_be_read_is_asked_again(cast: Cast) -> None:
    answer = cast.client("keeper").post("/people/invite/", {"email": "edith", "line": "Come."})
    assert answer.status_code == 422
    assert "Come." in answer.text
    assert not Invitation.objects.exists()


def test_new_keeper_does_not_see_what_another_keeps_alone(cast: Cast) -> None:
    own = make.make_letter(cast.person, cast.keeper)
    shared = make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.KEEPERS))
    address, client = _link(cast.client("keeper")), _edith()
    client.post(address, {"name": "Edith"})
    letters = f"/p/{cast.person.public_id}/letters/"
    assert client.get(f"{letters}{shared.public_id}/").status_code == 200
    assert client.get(f"{letters}{own.public_id}/").status_code == 404
