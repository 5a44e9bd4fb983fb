"""Personal links: what the door says and to whom, what a guest sees and may, and how it ends."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.models import AuditLine
from yearlight.people import actions, queries
from yearlight.people.actions import Access
from yearlight.people.models import Account, Invitation, Member, PersonalLink
from yearlight.people.roles import CircleKind, Deed, Role, Sees

_CLOSED = "This page is no longer open."
_NEVER = "/g/zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz/"


def _open_for(keeper: Client, **sent: str) -> str:
    """The address of a fresh link for somebody new, as the page shows it."""
    page = keeper.post(reverse("people:add"), {"name": "Ann", "sees": "family", "may_leave_words": "on", **sent})
    found = re.search(r"http://testserver(/g/[\w-]+/)", page.text)
    assert found, page.text
    return found[1]


def _come_in(address: str) -> Client:
    client = Client()
    assert client.post(address).headers["Location"] == "/g/"
    return client


def _ann() -> Member:
    return Member.objects.get(name="Ann")


def _place(cast: Cast) -> str:
    return f"/p/{cast.person.public_id}/"


def test_link_opens_what_was_chosen_without_an_account(cast: Cast) -> None:
    shown = make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    kept_back = make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.KEEPERS))
    guest = _come_in(_open_for(cast.client("keeper"), relation="his aunt"))
    assert _place(cast) in guest.get("/g/").text
    assert guest.get(_place(cast)).status_code == 200
    assert guest.get(f"{_place(cast)}letters/{shown.public_id}/").status_code == 200
    assert guest.get(f"{_place(cast)}letters/{kept_back.public_id}/").status_code == 404
    ann = _ann()
    assert (ann.account, ann.role, ann.relation) == (None, Role.RELATIVE, "his aunt")


def test_narrowest_is_the_page_for_words_alone(cast: Cast) -> None:
    page = cast.client("keeper").get(reverse("people:add")).text
    assert re.search(r'value="nothing" checked', page)
    guest = _come_in(_open_for(cast.client("keeper"), sees="nothing"))
    assert not _ann().memberships.exists()
    assert guest.get(_place(cast)).status_code == 404
    assert _place(cast) + '"' not in guest.get("/g/").text


def test_friend_sees_what_is_shown_to_everyone_invited(cast: Cast) -> None:
    cast.person.audience = cast.circle(CircleKind.FRIENDS)
    cast.person.save()
    narrower = make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    guest = _come_in(_open_for(cast.client("keeper"), sees="friends"))
    assert guest.get(_place(cast)).status_code == 200
    assert guest.get(f"{_place(cast)}letters/{narrower.public_id}/").status_code == 404


def test_looking_at_the_door_changes_nothing_and_tells_no_name(cast: Cast) -> None:
    address = _open_for(cast.client("keeper"), line="Come when you like.")
    visitor = Client()
    for _preview in range(3):
        assert visitor.head(address).status_code == 200
        page = visitor.get(address)
    assert "Mara invites you" in page.text
    assert "Come when you like." in page.text
    for word in ("Jonah", "Peter", "Ann", "2018", "og:", cast.person.public_id):
        assert word not in page.text
    assert address.split("/")[2] not in page.text
    assert not visitor.cookies.get("yearlight"), "nothing is remembered of someone who only looks"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "no-store" in page.headers["Cache-Control"]


def test_guests_own_page_names_nobody_in_its_title(cast: Cast) -> None:
    guest = _come_in(_open_for(cast.client("keeper")))
    title = re.search(r"<title>(.*)</title>", guest.get("/g/").text)
    assert title
    assert title[1] == "Your page · Yearlight"


def test_guests_see_no_room_of_an_account(cast: Cast) -> None:
    guest = _come_in(_open_for(cast.client("keeper")))
    for address in ("/g/", _place(cast)):
        page = guest.get(address).text
        for word in ("Not today", "Only me", "My settings", '"/people/"', "/year/", "data-viewer><dialog open"):
            assert word not in page, (address, word)
        assert reverse("pages:help") in page


def test_whatever_closed_a_link_it_answers_alike(cast: Cast) -> None:
    keeper = cast.client("keeper")
    closed, renewed, over, left = (_open_for(keeper, name=name) for name in ("One", "Two", "Three", "Four"))
    one, two, three, four = (Member.objects.get(name=name) for name in ("One", "Two", "Three", "Four"))
    keeper.post(reverse("people:member", args=[one.public_id]), {"do": "close"})
    keeper.post(reverse("people:member", args=[two.public_id]), {"do": "link"})
    PersonalLink.objects.filter(member=three).update(expires_at=clock.now())
    Member.objects.filter(pk=four.pk).update(left_at=clock.now())
    for client in (Client(), cast.client("stranger")):
        for method in ("get", "post"):
            answers = [getattr(client, method)(address) for address in (closed, renewed, over, left, _NEVER)]
            assert {one.status_code for one in answers} == {404}
            assert len({one.content for one in answers}) == 1
            assert _CLOSED in answers[0].text
            assert "Mara" not in answers[0].text


def test_closing_acts_at_once_on_every_device(cast: Cast) -> None:
    address = _open_for(cast.client("keeper"))
    phone, desk = _come_in(address), _come_in(address)
    actions.close_link(cast.viewer("keeper"), public_id=_ann().public_id, now=clock.now())
    for device in (phone, desk):
        assert device.get("/g/").status_code == 404
        assert device.get(_place(cast)).headers["Location"].startswith(reverse("account_login"))


def test_another_link_leaves_the_one_before_leading_nowhere(cast: Cast) -> None:
    address = _open_for(cast.client("keeper"))
    device = _come_in(address)
    token = actions.make_link(cast.viewer("keeper"), public_id=_ann().public_id, now=clock.now())
    assert device.get("/g/").status_code == 404
    assert Client().get(address).status_code == 404
    assert _come_in(f"/g/{token}/").get(_place(cast)).status_code == 200
    assert _ann().links.filter(closed_at=None).count() == 1


def test_link_is_open_until_its_day(cast: Cast) -> None:
    address = _open_for(cast.client("keeper"), lasts="30")
    [link] = PersonalLink.objects.all()
    assert link.expires_at == link.made_at + timedelta(days=30)
    token = address.split("/")[2]
    assert queries.door(token, now=link.expires_at - timedelta(seconds=1)) is not None
    assert queries.door(token, now=link.expires_at) is None
    assert queries.guest_of(link.public_id, now=link.expires_at).seats == ()


def test_moving_somebody_acts_at_their_next_request(cast: Cast) -> None:
    guest = _come_in(_open_for(cast.client("keeper")))
    assert guest.get(_place(cast)).status_code == 200
    form = {"do": "keep", "name": "Ann", "relation": "", "sees": "nothing", "may_leave_words": "on"}
    cast.client("other_keeper").post(reverse("people:member", args=[_ann().public_id]), form)
    assert guest.get(_place(cast)).status_code == 404
    assert guest.get("/g/").status_code == 200


def test_session_holds_no_right(cast: Cast) -> None:
    guest = _come_in(_open_for(cast.client("keeper")))
    assert set(guest.session.keys()) == {"personal_link"}
    assert guest.session["personal_link"] == PersonalLink.objects.get().public_id


def test_guest_is_looked_up_in_two_queries(cast: Cast, django_assert_num_queries: object) -> None:
    link = cast.guest_link("guest_reading")
    with django_assert_num_queries(2):  # type: ignore[operator]
        viewer = queries.guest_of(link.public_id, now=make.NOW)
    assert viewer.account_id is None
    assert viewer == make.make_viewer(link.member)


def test_words_can_be_left_out_for_one(cast: Cast) -> None:
    link = cast.guest_link("guest_reading")
    assert queries.guest_of(link.public_id, now=make.NOW).may(Deed.LEAVE_WORD, cast.family.pk)
    access = Access(Sees.FAMILY, frozenset(), may_leave_words=False)
    actions.change_member(
        cast.viewer("keeper"), public_id=link.member.public_id, relation="", access=access, now=make.NOW
    )
    assert not queries.guest_of(link.public_id, now=make.NOW).may(Deed.LEAVE_WORD, cast.family.pk)
    assert queries.guest_of(link.public_id, now=make.NOW).may(Deed.SEE_PLACE, cast.family.pk)


def test_leaving_closes_it_on_this_device_alone(cast: Cast) -> None:
    address = _open_for(cast.client("keeper"))
    here, elsewhere = _come_in(address), _come_in(address)
    assert "closed on this device" in here.post(reverse("people:leave")).text
    assert here.get("/g/").status_code == 404
    assert elsewhere.get("/g/").status_code == 200
    assert _come_in(address).get(_place(cast)).status_code == 200


@pytest.mark.parametrize("then", ["leave", "another comes in"])
def test_whoever_uses_the_device_next_cannot_take_the_seat_with_their_account(cast: Cast, then: str) -> None:
    keeper = cast.client("keeper")
    device = _come_in(_open_for(keeper))
    device.post(reverse("people:make-account"))
    assert "invitation" in device.session
    if then == "leave":
        device.post(reverse("people:leave"))
    else:
        device.post(_open_for(keeper, name="Ben"))
    assert "invitation" not in device.session


def test_link_in_a_browser_that_is_signed_in_changes_nothing(cast: Cast) -> None:
    keeper = cast.client("keeper")
    address = _open_for(keeper)
    for method in ("get", "post"):
        assert "You are signed in here" in getattr(keeper, method)(address).text
    assert keeper.get("/people/").status_code == 200
    assert keeper.get("/g/").status_code == 404


def test_whoever_signs_in_is_no_guest_any_more(cast: Cast) -> None:
    device = _come_in(_open_for(cast.client("keeper")))
    device.force_login(cast.account("stranger"))
    assert device.get(_place(cast)).status_code == 404


def test_account_takes_the_same_seat(cast: Cast) -> None:
    address = _open_for(cast.client("keeper"))
    device, ann = _come_in(address), _ann()
    assert device.post(reverse("people:make-account")).headers["Location"] == reverse("account_signup")
    token = device.session["invitation"]["token"]
    account = make.make_account("ann@example.org", name="")
    device.force_login(account)
    come = f"/come/{token}/"
    assert "An account of your own" in device.get(come).text
    assert device.post(come, {"name": "Ann"}).headers["Location"] == "/"
    ann.refresh_from_db()
    assert ann.account == account
    assert queries.viewer_of(account.pk) == make.make_viewer(ann)
    assert Client().get(address).status_code == 404
    assert Member.objects.filter(name="Ann").count() == 1


def test_account_is_made_by_whoever_came_by_a_link(cast: Cast) -> None:
    """The whole way, with the page that makes accounts."""
    device = _come_in(_open_for(cast.client("keeper")))
    device.post(reverse("people:make-account"))
    sent = {"email": "ann@example.org", "password1": "rowan-lake-tram"}
    device.post(reverse("account_signup"), sent)
    assert Account.objects.filter(email="ann@example.org").exists()


def test_an_account_is_offered_once_at_a_time(cast: Cast) -> None:
    device = _come_in(_open_for(cast.client("keeper")))
    tokens = []
    for _press in range(2):
        device.post(reverse("people:make-account"))
        tokens.append(device.session["invitation"]["token"])
    assert [Client().get(f"/come/{token}/").status_code for token in tokens] == [404, 200]
    assert "Links that are open" not in cast.client("keeper").get("/people/").text


def test_closing_a_link_closes_the_account_it_offered(cast: Cast) -> None:
    device = _come_in(_open_for(cast.client("keeper")))
    device.post(reverse("people:make-account"))
    actions.close_link(cast.viewer("keeper"), public_id=_ann().public_id, now=clock.now())
    assert Client().get(f"/come/{device.session['invitation']}/").status_code == 404


def test_somebody_who_belongs_already_takes_no_second_seat(cast: Cast) -> None:
    device = _come_in(_open_for(cast.client("keeper")))
    device.post(reverse("people:make-account"))
    token = device.session["invitation"]["token"]
    assert actions.accept(cast.account("relative"), token=token, name="", now=clock.now()) == cast.relative
    assert _ann().account is None
    assert Invitation.objects.get().used_at is None


def test_link_is_kept_as_its_sum_alone(cast: Cast) -> None:
    keeper = cast.client("keeper")
    token = _open_for(keeper).split("/")[2]
    assert len(token) == 43, "256 bits"
    assert PersonalLink.objects.get().token_hash == queries.hashed(token)
    kept = [*PersonalLink.objects.values(), *AuditLine.objects.values(), *Member.objects.values()]
    assert token not in str(kept)
    for page in ("/people/", reverse("people:member", args=[_ann().public_id])):
        assert token not in keeper.get(page).text


def test_link_is_mailed_without_a_name_of_ours(cast: Cast, settings: Settings) -> None:
    settings.SENDS_MAIL = True
    address = _open_for(cast.client("keeper"), line="Come when you like.", email="ann@example.org")
    [message] = mail.outbox
    assert message.to == ["ann@example.org"]
    assert message.subject == "A link for you"
    assert f"http://testserver{address}" in str(message.body)
    assert "Jonah" not in f"{message.subject} {message.body}"
    assert "ann@example.org" not in str([*PersonalLink.objects.values(), *Member.objects.values()])


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_only_keepers_open_change_and_close(cast: Cast, who: str) -> None:
    link = cast.guest_link("guest_reading")
    viewer, public_id = cast.viewer(who), link.member.public_id
    everything = [
        lambda: actions.add_guest(
            viewer, family_id=cast.family.pk, name="Ann", relation="", access=Access(), now=make.NOW
        ),
        lambda: actions.make_link(viewer, public_id=public_id, now=make.NOW),
        lambda: actions.close_link(viewer, public_id=public_id, now=make.NOW),
        lambda: actions.change_member(viewer, public_id=public_id, relation="x", now=make.NOW),
        lambda: actions.look_as(viewer, public_id=public_id, now=make.NOW),
        lambda: actions.make_circle(viewer, family_id=cast.family.pk, name="x", now=make.NOW),
    ]
    for deed in everything:
        with pytest.raises(actions.NotThere):
            deed()
    link.refresh_from_db()
    assert link.closed_at is None


def test_no_link_is_made_for_whoever_signs_in(cast: Cast) -> None:
    for member in (cast.other_keeper, cast.relative):
        with pytest.raises(actions.NotThere):
            actions.make_link(cast.viewer("keeper"), public_id=member.public_id, now=make.NOW)
        page = cast.client("keeper").get(reverse("people:member", args=[member.public_id])).text
        assert 'value="link"' not in page


def test_form_without_a_name_is_asked_again(cast: Cast) -> None:
    answer = cast.client("keeper").post(reverse("people:add"), {"sees": "family", "line": "Come."})
    assert answer.status_code == 422
    assert "Come." in answer.text
    assert not PersonalLink.objects.exists()


def test_coming_days_are_told_to_guests_without_a_page_that_is_not_theirs(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW)
    keeper, guest = (cast.client(who).get(_place(cast)).text for who in ("keeper", "guest_reading"))
    for page in (keeper, guest):
        assert "The day Jonah died" in page
    assert 'href="/year/day/' in keeper
    assert 'href="/year/' not in guest


def test_guest_finds_the_pages_of_the_place_at_every_width(cast: Cast) -> None:
    page = cast.client("guest_reading").get(_place(cast)).text
    assert f'href="{_place(cast)}letters/"' in page
    assert 'class="is-guest ' in page


def test_whoever_only_writes_learns_of_no_second_place_that_is_the_familys(cast: Cast) -> None:
    writer = cast.client("guest_writing")
    assert "A few words for" in writer.get("/g/").text
    make.make_person(cast.family, "Signe", audience=cast.circle(CircleKind.FAMILY))
    page = writer.get("/g/").text
    assert "Jonah" not in page
    assert "Signe" not in page
    make.make_person(cast.family, "Lars", audience=cast.circle(CircleKind.FRIENDS))
    page = writer.get("/g/").text
    assert "Lars" in page
    assert "Signe" not in page


def test_a_browser_is_told_to_drop_its_pictures_where_a_link_is_closed_and_at_leaving(cast: Cast) -> None:
    closed, reading = cast.client("closed_link"), cast.client("guest_reading")
    for address in ("/g/", f"/p/{cast.person.public_id}/", f"/p/{cast.person.public_id}/photos/"):
        assert closed.get(address).headers["Clear-Site-Data"] == '"cache"', address
        assert address == "/g/" or "Clear-Site-Data" not in reading.get(address).headers
    assert Client().get("/g/not-a-link/").headers["Clear-Site-Data"] == '"cache"'
    assert reading.post("/g/leave/").headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in cast.client("keeper").get("/").headers
    assert "Clear-Site-Data" not in Client().get("/").headers
