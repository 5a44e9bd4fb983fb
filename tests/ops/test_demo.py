from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests import make
from yearlight.entries.models import Attachment, Entry, EntryDraft, EntryKind, EntryState
from yearlight.keepsakes.models import Picture
from yearlight.memorials.models import Person
from yearlight.ops import demo, demo_story
from yearlight.ops.demo import Calendar, Demo, SomebodyIsHere, make_demo
from yearlight.ops.demo_pictures.photograph import develop
from yearlight.ops.demo_pictures.sheet import Sheet
from yearlight.ops.demo_story import When
from yearlight.people.models import Account, Member
from yearlight.rituals.models import Act, Order

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 19, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _small_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small picture in place of each large one, every one of its own colour; drawing has its own tests."""
    colours = count(1)

    def small(drawn: Sheet, *, taken_at: datetime | None, seed: int, scale: float) -> bytes:
        sheet = Sheet(60, 40, seed)
        sheet.add(sheet.whole(f"#{next(colours) * 400:06x}"))
        return develop(sheet, taken_at=taken_at, seed=seed)

    monkeypatch.setattr(demo, "develop", small)


def made(pictures_each_year: int = 1) -> Demo:
    return make_demo(today=TODAY, now=NOW, pictures_each_year=pictures_each_year)


def test_demo_makes_a_whole_place() -> None:
    result = made()
    person = Person.objects.get()
    assert (person.name, person.weeks, person.begin_at) == ("Emil", 38, None)
    assert set(person.dates.values_list("kind", flat=True)) == {"born", "died", "due"}
    assert Picture.objects.count() == result.pictures == 9
    assert set(Member.objects.values_list("role", flat=True)) == {"keeper", "relative"}
    assert (
        Entry.objects.filter(state=EntryState.DRAFT).count() == EntryDraft.objects.filter(closed_at=None).count() == 2
    )
    assert Entry.objects.filter(kind=EntryKind.KIND_WORD, is_chosen=True).count() == 3
    assert Attachment.objects.exists()


def test_demo_has_a_ceremony_with_its_order_and_answers() -> None:
    made()
    order = Order.objects.get()
    assert (order.year, order.ritual.kind, order.parts.count()) == (2025, "ceremony", 7)
    answers = order.answers.values_list("member__account__name", "said")
    assert dict(answers) == {"Peter": "yes", "Ilse": "thought"}
    assert Act.objects.filter(ritual=order.ritual, year=2025).exists()
    client = Client()
    client.force_login(Account.objects.get(name="Miriam"))
    person = Person.objects.get()
    page = client.get(f"/p/{person.public_id}/rituals/{order.ritual.public_id}/order/2025/").text
    assert "The hill is too steep for me now." in page


def test_demo_keeps_what_is_only_theirs_to_themselves() -> None:
    made()
    audiences = Entry.objects.filter(kind=EntryKind.LETTER, state=EntryState.KEPT).values_list(
        "audience__kind", flat=True
    )
    assert set(audiences) == {None, "keepers", "family"}


def test_demo_signs_in_with_the_password_it_prints() -> None:
    result = made()
    for one in result.sign_ins:
        assert Account.objects.get(email=one.email).check_password(result.password)
        assert one.email.endswith(".example")


def test_every_page_of_the_demo_opens_for_its_keepers() -> None:
    made()
    person = Person.objects.get()
    client = Client()
    client.force_login(Account.objects.get(name="Miriam"))
    pages = [
        "/",
        f"/p/{person.public_id}/",
        f"/p/{person.public_id}/letters/",
        f"/p/{person.public_id}/photos/",
        "/me/",
    ]
    pages += [f"/p/{person.public_id}/{year}/" for year in range(2018, 2027)]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_demo_leaves_a_real_family_alone() -> None:
    make.make_account()
    with pytest.raises(SomebodyIsHere):
        made()
    assert not Person.objects.exists()


def test_command_says_why_it_made_nothing() -> None:
    make.make_account()
    with pytest.raises(CommandError, match="empty folder"):
        call_command("demo")


def test_years_of_the_story_end_today() -> None:
    calendar = Calendar(TODAY)
    assert calendar.day(When(0, 11, 14)) == date(2018, 11, 14)
    assert calendar.has_come(When(8, 11, 14))
    assert not calendar.has_come(When(8, 12, 24))


def test_every_picture_named_beside_a_text_is_in_the_story() -> None:
    names = {shot.name for shot in demo_story.SHOTS if shot.name}
    assert {name for one in demo_story.WRITTEN for name in one.beside} <= names
    assert demo_story.COVER in names


def test_the_story_is_told_in_the_order_of_its_days() -> None:
    for told in (demo_story.SHOTS, demo_story.WRITTEN, demo_story.SAID):
        days = [(one.when.year, one.when.month, one.when.day) for one in told]
        assert days == sorted(days)


def test_pictures_of_each_year_can_be_few() -> None:
    few = demo._shots(Calendar(TODAY), 2)
    assert len(few) == 18
    assert len(demo._shots(Calendar(TODAY), None)) == len(demo_story.SHOTS)
