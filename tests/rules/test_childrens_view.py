"""Every address as whoever is in the children's view: nothing is there but the view itself."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.rules.addresses import ROWS, at
from tests.rules.conftest import Things
from tests.rules.test_every_address import Asker
from yearlight.children.actions import choose
from yearlight.children.models import Opener
from yearlight.people import childrens_view

MakeThings = Callable[[str], Things]
#: What answers in the view: its own pages, and what belongs to no place.
IN_THE_VIEW = {
    "children:view",
    "children:shown",
    "children:shown-of",
    "children:close",
    "children:sign-out",
    "children:drawing",
    "children:picture-of",
}
BESIDE = {"pages:help", "pages:robots", "pages:healthz", "pages:worker"}
OPENED_BY = ("keeper", "guest_reading")
METHODS = ("GET", "HEAD", "POST")


def in_the_view(client: Client) -> Client:
    """This browser shows the children's view, which closes with 2580."""
    session = client.session
    session[childrens_view.KEY] = make_password("2580")
    session.save()
    return client


def opened_by(cast: Cast, who: str) -> Client:
    client = cast.client(who)
    if who == "guest_reading":
        Opener.objects.create(member=cast.family.members.get(name=who), allowed_at=make.NOW)
    return in_the_view(client)


@pytest.mark.parametrize("who", OPENED_BY)
def test_every_other_address_is_not_there(who: str, things: MakeThings, cast: Cast, settings: Settings) -> None:
    """All addresses in one go, each as whoever could come there without the view, and all answered alike."""
    there = things("family")
    asker = Asker(opened_by(cast, who))
    nowhere = {method: _told(asker.ask(method, "/no-such-page/")) for method in METHODS}
    found = []
    for name in sorted(set(ROWS) - IN_THE_VIEW - BESIDE):
        with transaction.atomic():
            address = at(name, there.names(name))
            answers = {method: _told(asker.ask(method, address)) for method in METHODS}
            transaction.set_rollback(True)
        # The rows are taken back; their bytes would stand in the way of the same ones.
        for folder in ("originals", "renditions"):
            shutil.rmtree(Path(settings.YEARLIGHT_HOME) / folder, ignore_errors=True)
        there.tokens.clear()
        found += [(name, method) for method in METHODS if answers[method] != nowhere[method]]
    assert nowhere["GET"][0] == 404
    assert found == []


def _told(answer: HttpResponseBase) -> tuple[int, bytes]:
    """Status and text, but for the mark that each form has of its own."""
    assert isinstance(answer, HttpResponse)
    return answer.status_code, re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


@pytest.mark.parametrize("who", OPENED_BY)
def test_pages_of_the_view_are_there(who: str, things: MakeThings, cast: Cast) -> None:
    there = things("family")
    named = there.names("children:shown-of")
    client = opened_by(cast, who)
    for name in ("children:view", "children:shown", "children:shown-of", "children:close"):
        assert client.get(at(name, named)).status_code == 200, name


def test_picture_is_in_the_view_only_once_it_is_chosen(things: MakeThings, cast: Cast) -> None:
    there = things("family")
    picture = there._picture_with_bytes()
    address = f"/children/of/{cast.person.public_id}/{picture.public_id}/480.webp"
    client = opened_by(cast, "keeper")
    assert client.get(address).status_code == 404
    for_children = {"offered": ([], [picture.pk]), "chosen": ([], [picture.pk]), "words": ""}
    choose(cast.viewer("keeper"), person=cast.person, now=make.NOW, **for_children)
    assert client.get(address).status_code == 200
    picture.is_shut_away = True
    picture.save()
    assert client.get(address).status_code == 404


def test_without_the_view_its_pages_are_not_there(things: MakeThings, cast: Cast) -> None:
    there = things("family")
    for name in sorted(IN_THE_VIEW):
        client = cast.client("keeper")
        assert client.get(at(name, there.names(name))).status_code in (404, 405), name
