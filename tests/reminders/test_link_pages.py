"""What the links in a message open: pages for whoever has the link, signed in or not."""

from datetime import date
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from yearlight.core import clock
from yearlight.people import actions as people
from yearlight.reminders import due, links
from yearlight.reminders.actions.leads import set_leads
from yearlight.reminders.models import HowTold, Pause, Receiver, Subject, WhyStopped, Wish
from yearlight.reminders.queries.sources import sources

pytestmark = pytest.mark.usefixtures("clock_stands")

PAGES = ("", "stop/", "pause/", "everything/")


@pytest.fixture
def wish(cast: Cast) -> Wish:
    viewer = cast.viewer("keeper")
    [source] = sources(viewer)
    return set_leads(viewer, source=source, leads=due.leads("7m,0m"), now=make.NOW)


def at(wish: Wish, page: str = "") -> str:
    receiver = Receiver.objects.get(pk=wish.receiver_id)
    return f"/r/{links.token(receiver, [wish.pk])}/{page}"


def press(wish: Wish, page: str, **sent: object) -> HttpResponse:
    """From a browser that has no cookie, and that would refuse a form without its mark."""
    return Client(enforce_csrf_checks=True).post(at(wish, page), sent)  # type: ignore[return-value]


def said(wish: Wish, page: str = "") -> str:
    return Client().get(at(wish, page)).content.decode()


def key(wish: Wish) -> str:
    assert wish.date is not None
    return f"{wish.date.public_id}.civil-yearly"


@pytest.mark.parametrize("page", PAGES)
def test_looking_changes_nothing(wish: Wish, page: str) -> None:
    before = Receiver.objects.values().get(), Wish.objects.values().get()
    for method in ("get", "head"):
        assert getattr(Client(), method)(at(wish, page)).status_code == 200
    assert (Receiver.objects.values().get(), Wish.objects.values().get()) == before
    assert not Pause.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_page_names_nobody_and_no_cause(wish: Wish, page: str) -> None:
    found = said(wish, page).lower()
    for word in ("jonah", "died", "mara", "peter"):
        assert word not in found


@pytest.mark.parametrize("page", PAGES)
def test_page_names_nobody_to_who_is_signed_in_here_either(cast: Cast, wish: Wish, page: str) -> None:
    """Somebody else may be signed in on the device that the message is read on."""
    assert "Jonah" not in cast.client("other_keeper").get(at(wish, page)).content.decode()


def test_page_says_what_the_day_is_where_that_was_chosen(wish: Wish) -> None:
    Receiver.objects.update(subject=Subject.TOLD)
    assert "The day Jonah died" in said(wish)
    Wish.objects.update(told=HowTold.SOFTER)
    assert "Jonah" not in said(wish)


@pytest.mark.parametrize("page", PAGES)
def test_page_tells_nobody_where_it_is_and_is_kept_in_no_cache(wish: Wish, page: str) -> None:
    answer = Client().get(at(wish, page))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "set-cookie" not in {name.lower() for name in answer.headers}
    assert not answer.cookies


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_leads_nowhere_says_one_sentence(wish: Wish, page: str, method: str) -> None:
    address = at(wish, page)
    Receiver.objects.update(links=2)
    answer = getattr(Client(), method)(address, {"do": "stop"} if method == "post" else None)
    assert answer.status_code == 404
    assert "This link leads nowhere now." in answer.content.decode()
    assert Receiver.objects.get().stopped_at is None


def test_how_a_day_is_told_and_when_messages_come_is_changed(wish: Wish) -> None:
    sent = {"day": key(wish), "day0-told": "softer", "day0-leads": ["1e"], "day0-others": "3"}
    assert press(wish, "", **sent).status_code == 302
    wish.refresh_from_db()
    assert (wish.told, wish.year, wish.leads) == ("softer", None, "3m,1e")


def test_not_this_year_is_that_of_the_next_day(wish: Wish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: make.NOW.replace(month=12))
    assert "Next on 14 November 2027." in said(wish)
    press(wish, "", **{"day": key(wish), "day0-told": "not_this_year", "day0-others": ""})
    wish.refresh_from_db()
    assert (wish.told, wish.year) == ("not_this_year", 2027)


def test_a_choice_that_is_none_is_met_kindly(wish: Wish) -> None:
    answer = press(wish, "", **{"day": key(wish), "day0-told": "loud", "day0-others": "soon"})
    assert answer.status_code == 422
    wish.refresh_from_db()
    assert (wish.told, wish.leads) == ("as_it_is", "7m,0m")


def test_messages_about_a_day_are_stopped_and_its_telling_stays(wish: Wish) -> None:
    assert "Stop messages about this day" in said(wish, "stop/")
    press(wish, "stop/", day=key(wish))
    wish.refresh_from_db()
    assert (wish.leads, wish.due_on, wish.told) == ("", None, "as_it_is")
    assert "No message comes about this day." in said(wish, "stop/")


def test_link_of_one_day_stops_no_other(cast: Cast, wish: Wish) -> None:
    viewer = cast.viewer("keeper")
    made = make.make_date(cast.person, "born", date(2018, 11, 2))
    other_source = next(one for one in sources(viewer) if one.date == made)
    other = set_leads(viewer, source=other_source, leads=due.leads("0m"), now=make.NOW)
    press(wish, "stop/", day=key(other))
    other.refresh_from_db()
    assert other.leads == "0m"


def test_a_day_that_is_not_seen_any_more_is_named_nowhere(cast: Cast, wish: Wish) -> None:
    Receiver.objects.update(subject=Subject.TOLD)
    cast.keeper.left_at = make.NOW
    cast.keeper.save()
    for page in ("", "stop/"):
        assert "The day of this message is not kept for you any more." in said(wish, page)
        assert "Jonah" not in said(wish, page)


def test_everything_is_paused_by_one_press_and_comes_again_by_another(wish: Wish) -> None:
    press(wish, "pause/", do="pause")
    assert "Nothing comes until you undo it." in said(wish, "pause/")
    press(wish, "pause/", do="end")
    assert Pause.objects.get().ended_at == make.NOW


def test_everything_is_paused_until_a_day(wish: Wish) -> None:
    press(wish, "pause/", do="until", **{"until-day": "1", "until-month": "12", "until-year": "2026"})
    assert Pause.objects.get().until == date(2026, 12, 1)
    assert "Messages come again from 1 December 2026 on." in said(wish, "pause/")


def test_a_day_that_is_over_pauses_nothing(wish: Wish) -> None:
    sent = {"until-day": "1", "until-month": "11", "until-year": "2026"}
    assert press(wish, "pause/", do="until", **sent).status_code == 422
    assert not Pause.objects.exists()


def test_day_of_a_pause_is_that_where_the_receiver_lives(cast: Cast, wish: Wish) -> None:
    """It is 3 November here, and the 4th in Auckland already."""
    account = cast.account("keeper")
    account.time_zone = "Pacific/Auckland"
    account.save()
    sent = {"until-day": "4", "until-month": "11", "until-year": "2026"}
    assert press(wish, "pause/", do="until", **sent).status_code == 422


def test_a_mail_program_stops_everything_by_one_post(wish: Wish) -> None:
    answer = press(wish, "everything/", **{"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content) == (200, b"")
    receiver = Receiver.objects.get()
    assert (receiver.stopped_at, receiver.stopped_why) == (make.NOW, WhyStopped.ASKED)


def test_stopping_twice_keeps_the_first_time_and_the_reason(wish: Wish) -> None:
    Receiver.objects.update(stopped_at=make.NOW, stopped_why=WhyStopped.RETURNED)
    press(wish, "everything/", **{"List-Unsubscribe": "One-Click"})
    assert Receiver.objects.get().stopped_why == WhyStopped.RETURNED


def test_everything_stopped_is_undone_on_the_page(wish: Wish) -> None:
    press(wish, "everything/", do="stop")
    assert "No message comes to you by e-mail any more, about no day." in said(wish, "everything/")
    press(wish, "everything/", do="open")
    assert Receiver.objects.get().stopped_at is None


def test_page_says_what_else_keeps_messages_from_coming(wish: Wish) -> None:
    press(wish, "pause/", do="pause")
    for page in ("", "stop/"):
        assert "Everything is paused, so nothing comes about this day now either." in said(wish, page)
    press(wish, "everything/", do="stop")
    for page in ("", "stop/"):
        assert "All e-mail to you is stopped" in said(wish, page)


def test_pausing_and_stopping_work_while_it_is_quiet(cast: Cast, wish: Wish) -> None:
    people.be_quiet(cast.account("keeper"), now=make.NOW)
    client = cast.client("keeper")
    for page in ("pause/", "everything/"):
        assert client.get(at(wish, page)).status_code == 200
    for page in ("", "stop/"):
        assert client.get(at(wish, page)).status_code == 302


def test_many_presses_one_after_the_other_are_asked_to_wait(wish: Wish) -> None:
    answers = [press(wish, "everything/", do="stop").status_code for _try in range(21)]
    assert answers[:20] == [302] * 20
    assert answers[20] == 429


def test_page_reads_in_the_language_of_the_receiver(cast: Cast, wish: Wish, settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar-xb", "[RTL]")]
    account = cast.account("keeper")
    account.language = "ar-xb"
    account.save()
    assert 'dir="rtl"' in said(wish, "pause/")


def test_no_page_of_a_link_needs_script() -> None:
    import yearlight.reminders  # noqa: PLC0415

    folder = Path(yearlight.reminders.__file__).parent / "templates/reminders"
    for template in folder.glob("link_*.html"):
        assert "<script" not in template.read_text()
