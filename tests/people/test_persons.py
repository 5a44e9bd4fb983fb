"""The page of people, the circles a family makes for itself, and looking as somebody else."""

import re

import pytest
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.core.models import AuditLine
from yearlight.people import actions, queries
from yearlight.people.actions import Access
from yearlight.people.models import Circle, Member
from yearlight.people.roles import CircleKind, Role, Sees


def _her_side(cast: Cast) -> Circle:
    return actions.make_circle(cast.viewer("keeper"), family_id=cast.family.pk, name="Her side", now=make.NOW)


def _keep(cast: Cast, member: Member, who: str = "keeper", **sent: object) -> None:
    form = {"do": "keep", "name": member.name, "relation": "", "sees": "nothing", **sent}
    answer = cast.client(who).post(reverse("people:member", args=[member.public_id]), form)
    assert answer.status_code == 302


def test_page_tells_of_each_what_they_see_and_how_they_come_in(cast: Cast) -> None:
    writing, reading = (cast.guest_link(who).member for who in ("guest_writing", "guest_reading"))
    cast.guest_link("closed_link")
    reading.relation, writing.may_leave_words = "his aunt", False
    reading.save()
    writing.save()
    page = cast.client("keeper").get("/people/").text
    rows = dict(
        re.findall(r'<tr role="row">\s*<td role="cell"><a class="who"[^>]*><bdi>(\w+)</bdi>(.*?)</tr>', page, re.S)
    )
    assert "What is shown to the family" in rows["guest_reading"]
    assert "his aunt" in rows["guest_reading"]
    assert "Link made on 3 November 2026" in rows["guest_reading"]
    assert "Only the page where words are left" in rows["guest_writing"]
    assert "reads only" in rows["guest_writing"]
    assert "Link closed on 3 November 2026" in rows["closed_link"]
    assert "Signs in" in rows["Ilse"]
    assert "Keeper: writes" in rows["Peter"]


def test_another_keepers_circles_and_name_are_not_ours_to_change(cast: Cast) -> None:
    before = make.make_viewer(cast.other_keeper)
    for access in (None, Access(Sees.NOTHING)):
        actions.change_member(
            cast.viewer("keeper"),
            public_id=cast.other_keeper.public_id,
            relation="his father",
            name="Somebody",
            access=access,
            now=make.NOW,
        )
    cast.other_keeper.refresh_from_db()
    assert (cast.other_keeper.relation, cast.other_keeper.name) == ("his father", "Peter")
    assert make.make_viewer(cast.other_keeper) == before


def test_relative_with_an_account_is_moved_and_keeps_their_name(cast: Cast) -> None:
    _keep(cast, cast.relative, name="Somebody", sees="friends", may_leave_words="on")
    cast.relative.refresh_from_db()
    assert (cast.relative.name, cast.relative.role) == ("Ilse", Role.FRIEND)
    assert cast.client("relative").get(f"/p/{cast.person.public_id}/").status_code == 404


def test_circle_is_known_to_those_in_it_alone(cast: Cast) -> None:
    circle = _her_side(cast)
    address = reverse("people:circle", args=[circle.public_id])
    assert "Her side" in cast.client("keeper").get("/people/").text
    assert cast.client("keeper").get(address).status_code == 200
    assert "Her side" not in cast.client("other_keeper").get("/people/").text
    for do in ("fill", "rename", "take-away"):
        assert cast.client("other_keeper").post(address, {"do": do, "name": "x"}).status_code == 404
    circle.refresh_from_db()
    assert circle.name == "Her side"


def test_two_sides_do_not_see_each_other(cast: Cast) -> None:
    """Each keeper shows something to a circle of their own, and moves somebody both know."""
    hers = _her_side(cast)
    his = actions.make_circle(cast.viewer("other_keeper"), family_id=cast.family.pk, name="His side", now=make.NOW)
    _keep(cast, cast.relative, sees="family", circles=[hers.public_id])
    _keep(cast, cast.relative, "other_keeper", sees="family", circles=[his.public_id])
    inside = set(cast.relative.memberships.filter(circle__kind=CircleKind.OWN).values_list("circle__name", flat=True))
    assert inside == {"Her side", "His side"}, "what one keeper chose is not undone by the other, who cannot see it"
    form = {"do": "keep", "relation": "", "sees": "family", "circles": [his.public_id]}
    guessed = cast.client("keeper").post(reverse("people:member", args=[cast.keeper.public_id]), form)
    assert guessed.status_code == 302, "of a keeper only the relation is read"
    assert cast.client("keeper").post(reverse("people:member", args=[cast.relative.public_id]), form).status_code == 422
    assert not cast.keeper.memberships.filter(circle=his).exists()
    letter = make.make_letter(cast.person, cast.keeper, audience=hers)
    address = f"/p/{cast.person.public_id}/letters/{letter.public_id}/"
    answers = {who: cast.client(who).get(address).status_code for who in ("keeper", "relative", "other_keeper")}
    assert answers == {"keeper": 200, "relative": 200, "other_keeper": 404}


def test_people_are_put_into_a_circle_and_out_of_it(cast: Cast) -> None:
    circle = _her_side(cast)
    address = reverse("people:circle", args=[circle.public_id])
    stranger = cast.stranger.public_id
    cast.client("keeper").post(address, {"do": "fill", "who": [cast.relative.public_id, stranger]})
    assert set(circle.memberships.values_list("member", flat=True)) == {cast.keeper.pk, cast.relative.pk}
    cast.client("keeper").post(address, {"do": "fill", "who": [cast.other_keeper.public_id]})
    cast.client("keeper").post(address, {"do": "fill"})
    inside = set(circle.memberships.values_list("member", flat=True))
    assert inside == {cast.keeper.pk, cast.other_keeper.pk}, (
        "a keeper stays in the circle that they may have written for"
    )


def test_circle_is_renamed_and_taken_away_while_nothing_is_shown_to_it(cast: Cast) -> None:
    circle = _her_side(cast)
    address, keeper = reverse("people:circle", args=[circle.public_id]), cast.client("keeper")
    assert keeper.post(address, {"do": "rename", "name": " "}).status_code == 422
    keeper.post(address, {"do": "rename", "name": "Grandparents"})
    letter = make.make_letter(cast.person, cast.keeper, audience=circle)
    assert "Something is shown to this circle" in keeper.post(address, {"do": "take-away"}, follow=True).text
    circle.refresh_from_db()
    assert circle.name == "Grandparents"
    letter.delete()
    assert keeper.post(address, {"do": "take-away"}).headers["Location"] == "/people/"
    assert not Circle.objects.filter(kind=CircleKind.OWN).exists()


def test_circle_of_every_family_is_nobodys_to_change(cast: Cast) -> None:
    for kind in (CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS):
        address = reverse("people:circle", args=[cast.circle(kind).public_id])
        for do in ("fill", "rename", "take-away"):
            assert cast.client("keeper").post(address, {"do": do, "name": "x"}).status_code == 404


def test_keeper_sees_the_place_as_somebody_else_does(cast: Cast) -> None:
    make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY), title="For all of us")
    make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.KEEPERS), title="For Peter")
    page = cast.client("keeper").get(reverse("pages:as-member", args=[cast.relative.public_id])).text
    assert "For all of us" in page
    assert "For Peter" not in page
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    line = AuditLine.objects.get(verb="look as")
    assert (line.actor, line.thing_id) == (str(cast.keeper.account_id), cast.relative.public_id)


def test_looking_as_somebody_shows_nothing_the_keeper_could_not_see(cast: Cast) -> None:
    """Neither what they keep alone, nor what is shown to circles that the keeper is not in."""
    circle = _her_side(cast)
    actions.put_in_circle(
        cast.viewer("keeper"), public_id=circle.public_id, members=[cast.relative.public_id], now=make.NOW
    )
    make.make_letter(cast.person, cast.keeper, audience=circle, title="Her side alone")
    make.make_letter(cast.person, cast.relative, title="Mine alone")
    address = reverse("pages:as-member", args=[cast.relative.public_id])
    hers, his = (cast.client(who).get(address).text for who in ("keeper", "other_keeper"))
    assert "Her side alone" in hers
    assert "Her side alone" not in his
    assert "Mine alone" not in hers + his


def test_somebody_who_only_writes_sees_no_place(cast: Cast) -> None:
    guest = cast.guest_link("guest_writing").member
    page = cast.client("keeper").get(reverse("pages:as-member", args=[guest.public_id]))
    assert "sees no place that you see" in page.text
    assert cast.client("keeper").get(f"{page.wsgi_request.path}?place={cast.person.public_id}").status_code == 404


@pytest.mark.parametrize("who", ["relative", "guest_reading", "stranger"])
def test_others_see_nobodys_list(cast: Cast, who: str) -> None:
    if who != "guest_reading":
        assert queries.members(cast.viewer(who), cast.family.pk, now=make.NOW) == []
    answer = cast.client(who).get("/people/")
    assert answer.status_code in (302, 404) or "Mara" not in answer.text


def test_a_link_opens_no_circle_that_its_maker_is_not_in(cast: Cast) -> None:
    """Whoever made a link has held it: else a keeper could read by it what the other shows to their side."""
    hers = _her_side(cast)
    link = cast.guest_link("guest_reading")
    ann = link.member.public_id
    actions.put_in_circle(cast.viewer("keeper"), public_id=hers.public_id, members=[ann], now=make.NOW)
    keeper, other = (queries.viewer_of(cast.account(who).pk) for who in ("keeper", "other_keeper"))
    assert hers.pk in queries.guest_of(link.public_id, now=make.NOW).circle_ids
    for maker, is_shown in ((other, False), (keeper, True)):
        actions.make_link(maker, public_id=ann, now=make.NOW)
        newest = link.member.links.get(closed_at=None)
        seen = queries.guest_of(newest.public_id, now=make.NOW).circle_ids
        assert (hers.pk in seen) is is_shown
        assert cast.circle(CircleKind.FAMILY).pk in seen


def test_an_account_sees_what_the_link_showed(cast: Cast) -> None:
    hers = _her_side(cast)
    link = cast.guest_link("guest_reading")
    ann = link.member
    actions.put_in_circle(cast.viewer("keeper"), public_id=hers.public_id, members=[ann.public_id], now=make.NOW)
    now = clock.now()
    actions.make_link(queries.viewer_of(cast.account("other_keeper").pk), public_id=ann.public_id, now=now)
    guest = queries.guest_of(ann.links.get(closed_at=None).public_id, now=now)
    account = make.make_account("ann@example.org")
    actions.accept(account, token=actions.offer_account(guest, now=now), name="", now=now)
    assert queries.viewer_of(account.pk).circle_ids == guest.circle_ids
    assert hers.pk not in guest.circle_ids


def test_keeper_is_told_where_a_link_of_another_does_not_reach(cast: Cast) -> None:
    address = reverse("people:member", args=[cast.guest_link("guest_reading").member.public_id])
    said = "Their link was made by another keeper"
    assert said not in cast.client("keeper").get(address).text
    assert said not in cast.client("other_keeper").get(address).text, "there is no circle it could be about"
    actions.make_circle(cast.viewer("other_keeper"), family_id=cast.family.pk, name="His side", now=make.NOW)
    assert said in cast.client("other_keeper").get(address).text
    assert said not in cast.client("keeper").get(address).text
