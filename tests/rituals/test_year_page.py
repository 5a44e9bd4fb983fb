"""What was done in a year stands on that year's page, for whom it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.conftest import Cast
from tests.rituals.conftest import begin, note
from yearlight.entries.models import Attachment
from yearlight.people.roles import CircleKind
from yearlight.web import ready


def _page(cast: Cast, year: int, who: str = "keeper") -> str:
    answer = cast.client(who).get(reverse("pages:year", args=[cast.person.public_id, year]))
    assert answer.status_code == 200
    return answer.text


def test_a_year_tells_what_was_done_in_it_and_links_to_others(cast: Cast) -> None:
    tree = begin(cast, name="The rowan")
    note(cast, tree, 2024, "Taller than the door")
    note(cast, tree, 2025, "Berries for the first time")
    page = _page(cast, 2025)
    assert "What was done" in page
    assert "Berries for the first time" in page
    assert "Taller than the door" not in page
    assert reverse("pages:year", args=[cast.person.public_id, 2024]) in page


def test_its_picture_stands_with_it_alone(cast: Cast) -> None:
    act = note(cast, begin(cast), 2025, "Berries")
    circle = cast.circle(CircleKind.FAMILY)
    picture = make.make_picture(
        cast.person, cast.keeper, audience=circle, caption="Red all over", happened_on="2025-10-01",
        first_on="2025-10-01", last_on="2025-10-01",
    )  # fmt: skip
    Attachment.objects.create(entry=act, picture=picture)
    assert _page(cast, 2025).count("Red all over</b>") == 1


@pytest.mark.parametrize(("who", "sees"), [("keeper", True), ("other_keeper", True), ("relative", False)])
def test_only_those_it_is_for_read_it(cast: Cast, who: str, sees: bool) -> None:
    note(cast, begin(cast), 2025, "Berries", audience=cast.circle(CircleKind.KEEPERS).public_id)
    assert ("Berries" in _page(cast, 2025, who)) is sees


def test_forty_years_ask_as_often_as_two(cast: Cast) -> None:
    tree = begin(cast)
    client, address = cast.client("keeper"), reverse("pages:year", args=[cast.person.public_id, 2025])

    def asked() -> int:
        client.get("/about/")
        ready.forget()
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    for year in (2024, 2025):
        note(cast, tree, year, "Berries")
    few = asked()
    for year in range(1984, 2024):
        note(cast, tree, year, "Berries")
    assert asked() == few
