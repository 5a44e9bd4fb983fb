"""What somebody asked not to come across stands behind a line wherever they are, and for nobody else."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tests.conftest import Cast
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


def _hold(cast: Cast, who: str, **lists: str) -> None:
    Account.objects.filter(pk=cast.account(who).pk).update(**lists)


@pytest.mark.parametrize("lists", [{"held_people": "ben"}, {"held_dates": "2018-11-15"}])
def test_every_page_tells_it_by_a_line_that_says_nothing(cast: Cast, picture: Picture, lists: dict[str, str]) -> None:
    exits, source = _exits(cast, picture), f"{picture.public_id}/m."
    before = {name: cast.client("keeper").get(address).content.decode() for name, address in exits.items()}
    assert all(_WORDS in text or "A pear tree" in text for text in before.values()), "it lies on each of them"
    _hold(cast, "keeper", **lists)
    for name, address in exits.items():
        text = cast.client("keeper").get(address).content.decode()
        assert _LINE in text, name
        assert not [one for one in (_WORDS, "A pear tree", "Ben", source) if one in text], name
    # Others are asked nothing, and see it as before.
    for name, address in exits.items():
        text = cast.client("relative").get(address).content.decode()
        assert _LINE not in text, name
        assert _WORDS in text or "A pear tree" in text, name
    shown = cast.client("keeper").get(exits["photo"] + "?show=1").content.decode()
    assert _WORDS in shown
    assert picture.public_id in shown


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
    assert "Your list of these is full." in answer.content.decode()
    assert Account.objects.get(pk=cast.account("keeper").pk).held_people == "x" * 498


def test_letter_of_a_held_date_is_not_quoted_while_writing(cast: Cast) -> None:
    day = date(2018, 11, 15)
    make.make_letter(cast.person, cast.keeper, body="A year ago.", happened_on="2018-11-15", first_on=day, last_on=day)
    on = date(2019, 11, 15)
    account = cast.account("keeper").pk
    assert queries.year_ago(viewer_of(account), cast.person, on) is not None
    _hold(cast, "keeper", held_dates="2018-11")
    assert queries.year_ago(viewer_of(account), cast.person, on) is None
