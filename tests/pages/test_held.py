"""What somebody asked not to come across stands behind a line wherever they are, and for nobody else."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.entries import queries
from yearlight.entries.models import Attachment, EntryKind
from yearlight.keepsakes.models import Picture
from yearlight.people.models import Account
from yearlight.people.queries import viewer_of
from yearlight.people.roles import CircleKind
from yearlight.web import ready

_LINE = "You asked not to come across this one."
_WORDS = "Under the pear tree"


@pytest.fixture
def picture(cast: Cast) -> Picture:
    """A photograph that lies everywhere a photograph can lie."""
    family = cast.circle(CircleKind.FAMILY)
    ready.forget()
    one = make.make_picture(
        cast.person, cast.keeper, audience=family, caption=_WORDS, description="A pear tree", people="Ann, Ben"
    )
    letter = make.make_letter(cast.person, cast.keeper, audience=family, body="By the tree.", title="The tree")
    Attachment.objects.create(entry=letter, picture=one)
    type(cast.person).objects.filter(pk=cast.person.pk).update(cover=one)
    cast.person.refresh_from_db()
    return one


def _exits(cast: Cast, picture: Picture) -> dict[str, str]:
    slug = cast.person.public_id
    letter = picture.attachments.get().entry
    assert letter.kind == EntryKind.LETTER
    return {
        "place": reverse("pages:place", args=[slug]),
        "year": reverse("pages:year", args=[slug, 2018]),
        "album": reverse("keepsakes:photos", args=[slug]),
        "photo": reverse("pages:photo", args=[slug, picture.public_id]),
        "letter": reverse("entries:letter", args=[slug, letter.public_id]),
        "show": reverse("entries:show", args=[slug, letter.public_id]),
        "find": reverse("pages:find") + "?q=pear",
    }


def _files(picture: Picture, text: str) -> list[str]:
    """The files of it that a page would load."""
    return re.findall(rf"{picture.public_id}/\d+\.(?:jpg|webp)", text)


def _hold(cast: Cast, who: str, **lists: str) -> None:
    Account.objects.filter(pk=cast.account(who).pk).update(**lists)


@pytest.mark.parametrize("lists", [{"held_people": "ben"}, {"held_dates": "2018-11-15"}])
def test_every_page_tells_it_by_a_line_that_says_nothing(cast: Cast, picture: Picture, lists: dict[str, str]) -> None:
    exits = _exits(cast, picture)
    before = {name: cast.client("keeper").get(address).content.decode() for name, address in exits.items()}
    assert all(_WORDS in text or "A pear tree" in text for text in before.values()), "it lies on each of them"
    assert all(_files(picture, text) for name, text in before.items() if name != "find"), "and is seen there"
    _hold(cast, "keeper", **lists)
    for name, address in exits.items():
        text = cast.client("keeper").get(address).content.decode()
        assert _LINE in text, name
        assert not [one for one in (_WORDS, "A pear tree", "Ben") if one in text], name
        assert not _files(picture, text), name
    # Others are asked nothing, and see it as before.
    for name, address in exits.items():
        text = cast.client("relative").get(address).content.decode()
        assert _LINE not in text, name
        assert _WORDS in text or "A pear tree" in text, name
    shown = cast.client("keeper").get(exits["photo"] + "?show=1").text
    assert _WORDS in shown
    assert _files(picture, shown)
    assert "Shut it again" in shown
    assert "Rather not come across this" not in shown, "that is asked already"
    assert "Show it to me again" not in shown


def test_it_is_asked_for_where_it_is_met_and_undone_in_the_settings(cast: Cast, picture: Picture) -> None:
    keeper, exits = cast.client("keeper"), _exits(cast, picture)
    assert "Rather not come across this" in keeper.get(exits["photo"]).content.decode()
    press = reverse("pages:photo-rather-not", args=[cast.person.public_id, picture.public_id])
    keeper.post(press, {"name": "Somebody else"})
    assert _LINE not in keeper.get(exits["album"]).content.decode()
    keeper.post(press, {"name": "Ann"})
    keeper.post(press, {"date": "1"})
    account = Account.objects.get(pk=cast.account("keeper").pk)
    assert (account.held_people, account.held_dates) == ("Ann", "2018-11-15")
    assert _LINE in keeper.get(exits["album"]).content.decode()
    settings = reverse("people:settings")
    refused = keeper.post(settings, {"topic": "softly", "held_people": "", "held_dates": "some day"})
    assert refused.status_code == 422
    assert "some day cannot be read as a date." in refused.content.decode()
    assert keeper.post(settings, {"topic": "softly", "held_people": "", "held_dates": ""}).status_code == 302
    assert _LINE not in keeper.get(exits["album"]).content.decode()


def test_list_that_is_full_is_told_and_keeps_what_it_has(cast: Cast, picture: Picture) -> None:
    _hold(cast, "keeper", held_people="x" * 498)
    press = reverse("pages:photo-rather-not", args=[cast.person.public_id, picture.public_id])
    answer = cast.client("keeper").post(press, {"name": "Ann"}, follow=True)
    assert "Your list of these is full, and stays as it was." in answer.content.decode()
    assert Account.objects.get(pk=cast.account("keeper").pk).held_people == "x" * 498


def test_letter_of_a_held_date_is_not_quoted_while_writing(cast: Cast) -> None:
    day = date(2018, 11, 15)
    make.make_letter(cast.person, cast.keeper, body="A year ago.", happened_on="2018-11-15", first_on=day, last_on=day)
    on = date(2019, 11, 15)
    account = cast.account("keeper").pk
    assert queries.year_ago(viewer_of(account), cast.person, on) is not None
    _hold(cast, "keeper", held_dates="2018-11")
    assert queries.year_ago(viewer_of(account), cast.person, on) is None


def test_dates_are_mended_by_its_line_and_the_put_away_is_listed_by_it(cast: Cast, picture: Picture) -> None:
    _hold(cast, "keeper", held_people="Ann")
    keeper, slug = cast.client("keeper"), cast.person.public_id
    mend = {"picture": picture.public_id, "how": "date", "year": "1998", "do": "look"}
    pages = [keeper.post(reverse("keepsakes:mend", args=[slug]), mend).text]
    keeper.post(reverse("keepsakes:put-away", args=[slug, picture.public_id]))
    pages.append(keeper.get(reverse("pages:away", args=[slug])).text)
    for text in pages:
        assert _LINE in text
        assert _WORDS not in text


def test_what_is_shut_away_for_all_does_not_tell_its_names_to_be_pressed(cast: Cast, picture: Picture) -> None:
    Picture.objects.filter(pk=picture.pk).update(is_shut_away=True, note_before="From the garden")
    keeper, address = cast.client("keeper"), _exits(cast, picture)["photo"]
    assert "Ben" not in keeper.get(address).text
    assert "Not <bdi>Ben</bdi>" in keeper.get(f"{address}?show=1").text


def test_it_comes_to_today_no_more(cast: Cast, picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 15, 12, tzinfo=UTC))
    keeper = cast.client("keeper")
    keeper.post(reverse("pages:photo-again", args=[cast.person.public_id, picture.public_id]), {"do": "ask"})
    assert _WORDS in keeper.get("/").text
    _hold(cast, "keeper", held_dates="XXXX-11-15")
    assert "From another November" not in keeper.get("/").text


def test_children_are_not_shown_it_in_the_view_that_is_opened_by_whoever_holds_it(cast: Cast, picture: Picture) -> None:
    keeper, slug = cast.client("keeper"), cast.person.public_id
    keeper.post(f"/children/choose/{slug}/?year=2018", {"chosen": [picture.public_id]})
    _hold(cast, "keeper", held_people="Ann")
    # To choose again loses nothing that was chosen before.
    keeper.post(f"/children/choose/{slug}/?year=2018", {"chosen": []})
    keeper.post("/children/open/", {"code": "2580"})
    assert picture.public_id not in keeper.get(f"/children/of/{slug}/").text
    other = cast.client("other_keeper")
    other.post("/children/open/", {"code": "2580"})
    assert picture.public_id in other.get(f"/children/of/{slug}/").text
