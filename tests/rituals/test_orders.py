"""The order of a ceremony: begun from something, written by two at once, answered, and readable by those who see it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.conftest import Cast
from tests.rituals.conftest import begin
from yearlight.core import clock
from yearlight.core.errors import NotThere
from yearlight.core.ids import public_id
from yearlight.rituals.actions import HoldsYears, orders, put_away, sweep
from yearlight.rituals.kinds import Coming, Kind, PartKind
from yearlight.rituals.models import Answer, EarlierPart, Order, Part, Ritual
from yearlight.rituals.orders import Beginning, PartText, beginnings
from yearlight.rituals.queries import orders as queries

YEAR = 2026


@pytest.fixture
def ceremony(cast: Cast) -> Ritual:
    return begin(cast, Kind.CEREMONY, name="By the rowan")


def _address(cast: Cast, ritual: Ritual, tail: str = "", year: int = YEAR) -> str:
    return reverse("rituals:order", args=[cast.person.public_id, ritual.public_id, year]) + tail


def _begun(cast: Cast, ritual: Ritual, *headings: str, year: int = YEAR) -> Order:
    parts = [PartText(PartKind.FREE, one) for one in headings]
    return orders.begin_order(
        cast.viewer("keeper"), person=cast.person, ritual_id=ritual.public_id, year=year, parts=parts, now=make.NOW
    )


def _base(client: Client, address: str) -> str:
    """What a page carries of how things stood when it was opened."""
    found = re.search(r'name="base" value="([^"]*)"', client.get(address).text)
    assert found is not None
    return unescape(found[1])


def _headings(order: Order) -> list[str]:
    return [one.heading for one in queries.parts_of(order)]


def test_an_order_is_begun_from_one_of_ours_and_next_year_from_this_one(cast: Cast, ceremony: Ritual) -> None:
    keeper = cast.client("keeper")
    offered = keeper.get(_address(cast, ceremony)).text
    assert "Without a tradition" in offered
    assert "As it was in" not in offered
    keeper.post(_address(cast, ceremony, "begin/"), {"from": "plain"})
    order = Order.objects.get()
    assert _headings(order)[:2] == ["Welcome", "The candle is lit"]
    assert order.parts.get(kind="names").text == "Jonah"
    Part.objects.filter(kind="reading").update(text="You were here.")
    again = keeper.get(_address(cast, ceremony, year=2027)).text
    assert "As it was in 2026" in again
    keeper.post(_address(cast, ceremony, "begin/", year=2027), {"from": "last"})
    assert _headings(Order.objects.get(year=2027)) == _headings(order)
    assert Part.objects.filter(order__year=2027, text="You were here.").exists()


def test_a_second_press_begins_no_second_order(cast: Cast, ceremony: Ritual) -> None:
    one = _begun(cast, ceremony, "Welcome")
    assert _begun(cast, ceremony, "Something else") == one
    assert _headings(one) == ["Welcome"]


@pytest.mark.parametrize(("year", "answered"), [(0, 404), (1, 302), (9999, 302), (10_000, 404), (123_456, 404)])
def test_an_order_is_begun_in_no_year_that_a_calendar_has_not(
    cast: Cast, ceremony: Ritual, year: int, answered: int
) -> None:
    answer = cast.client("keeper").post(_address(cast, ceremony, "begin/", year=year), {"from": "plain"})
    assert (answer.status_code, Order.objects.count()) == (answered, int(answered == 302))


@pytest.mark.parametrize("one", beginnings("Jonah"), ids=lambda one: one.key)
def test_orders_of_ours_are_whole_and_quote_nothing_long(one: Beginning) -> None:
    assert 4 <= len(one.parts) <= 9
    assert all(part.heading and len(part.text) < 120 for part in one.parts)


def test_two_who_write_one_step_at_once_lose_nothing(cast: Cast, ceremony: Ritual) -> None:
    order = _begun(cast, ceremony, "Welcome")
    [part] = order.parts.all()
    address = _address(cast, ceremony, f"part/{part.public_id}/")
    mara, peter = cast.client("keeper"), cast.client("other_keeper")
    opened = [{"kind": "welcome", "heading": "Welcome", "base": _base(one, address)} for one in (mara, peter)]
    mara.post(address, {**opened[0], "text": "Mara's words"})
    answer = peter.post(address, {**opened[1], "text": "Peter's words"}, follow=True)
    assert "Somebody else changed this step while you wrote." in answer.text
    assert "Mara&#x27;s words" in answer.text
    part.refresh_from_db()
    assert (part.text, part.revision) == ("Peter's words", 3)
    assert list(EarlierPart.objects.order_by("revision").values_list("text", flat=True)) == ["", "Mara's words"]


def test_what_one_writes_in_a_step_is_kept_where_the_other_takes_it_out(cast: Cast, ceremony: Ritual) -> None:
    order = _begun(cast, ceremony, "Welcome")
    [part] = order.parts.all()
    address, steps = _address(cast, ceremony, f"part/{part.public_id}/"), _address(cast, ceremony, "change/")
    mara, peter = cast.client("keeper"), cast.client("other_keeper")
    opened = {"kind": "welcome", "heading": "Welcome", "base": _base(mara, address)}
    peter.post(steps, {"do": "take-out", "part": part.public_id})
    answer = mara.post(address, {**opened, "text": "Mara's words"}, follow=True)
    assert "Somebody else took this step out while you wrote." in answer.text
    assert mara.get(address).status_code == 404
    mara.post(steps, {"do": "put-in", "part": part.public_id})
    assert "Mara&#x27;s words" in mara.get(address).text


def test_two_who_say_when_and_where_at_once_lose_nothing(cast: Cast, ceremony: Ritual) -> None:
    _begun(cast, ceremony)
    address = _address(cast, ceremony, "change/")
    mara, peter = cast.client("keeper"), cast.client("other_keeper")
    ours, his = ({"do": "when", "base": _base(one, address)} for one in (mara, peter))
    mara.post(
        address, {**ours, "day": "14", "month": "11", "year": "2026", "at": "at four", "told": "Warm shoes.\r\nSoup."}
    )
    answer = peter.post(address, {**his, "at": "at five", "place": "By the rowan", "asks": "on"}, follow=True)
    assert "Yours stands now; theirs was: at four" in answer.text
    order = Order.objects.get()
    assert (order.happens_on, order.at, order.place) == ("2026-11-14", "at five", "By the rowan")
    assert (order.told, order.asks) == ("Warm shoes.\nSoup.", True)
    # With what the page shows now, a field that is emptied is empty.
    base = _base(peter, address)
    peter.post(
        address, {"do": "when", "base": base, "day": "14", "month": "11", "year": "2026", "place": "By the rowan"}
    )
    order.refresh_from_db()
    assert (order.happens_on, order.at, order.told, order.asks) == ("2026-11-14", "", "", False)


@pytest.mark.parametrize("base", ["", "{", "[]", '{"at": 1}', "null"])
def test_a_page_that_does_not_say_what_it_was_opened_with_says_all_of_it(
    cast: Cast, ceremony: Ritual, base: str
) -> None:
    _begun(cast, ceremony)
    Order.objects.update(at="at four", place="By the rowan")
    sent = {"do": "when", "base": base, "place": "By the gate"}
    answer = cast.client("keeper").post(_address(cast, ceremony, "change/"), sent, follow=True)
    order = Order.objects.get()
    assert (answer.status_code, order.at, order.place) == (200, "", "By the gate")


def test_two_who_write_two_steps_do_not_meet(cast: Cast, ceremony: Ritual) -> None:
    order = _begun(cast, ceremony, "One", "Two")
    one, two = order.parts.order_by("position")
    for who, part in (("keeper", one), ("other_keeper", two)):
        fields = {"kind": "free", "heading": part.heading, "text": who, "base": 1}
        answer = cast.client(who).post(_address(cast, ceremony, f"part/{part.public_id}/"), fields)
        assert answer.headers["Location"].endswith("change/#steps")
    assert set(Part.objects.values_list("text", flat=True)) == {"keeper", "other_keeper"}


def test_a_step_is_taken_out_and_put_in_again_within_thirty_days(
    cast: Cast, ceremony: Ritual, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = _begun(cast, ceremony, "One", "Two", "Three")
    two = order.parts.get(heading="Two")
    keeper, change = cast.client("keeper"), _address(cast, ceremony, "change/")
    keeper.post(change, {"do": "take-out", "part": two.public_id})
    assert _headings(order) == ["One", "Three"]
    monkeypatch.setattr(clock, "now", lambda: make.NOW + timedelta(days=29))
    assert "Put it in again" in keeper.get(change).text
    keeper.post(change, {"do": "put-in", "part": two.public_id})
    assert _headings(order) == ["One", "Two", "Three"]
    keeper.post(change, {"do": "take-out", "part": two.public_id})
    assert orders.sweep_parts(now=make.NOW + timedelta(days=58)) == 0
    assert orders.sweep_parts(now=make.NOW + timedelta(days=60)) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    presses=st.lists(
        st.tuples(st.sampled_from(["earlier", "later", "take-out", "put-in"]), st.integers(0, 4)), max_size=10
    )
)
def test_steps_stand_as_the_presses_say(cast: Cast, presses: list[tuple[str, int]]) -> None:
    ritual = begin(cast, Kind.CEREMONY)
    order = _begun(cast, ritual, *"ABCDE")
    names = {one.heading: one.public_id for one in order.parts.all()}
    model, out = list("ABCDE"), set[str]()
    given_ = {"person": cast.person, "ritual_id": ritual.public_id, "year": YEAR, "now": make.NOW}
    viewer = cast.viewer("keeper")
    for press, number in presses:
        letter = "ABCDE"[number]
        there = [one for one in model if one not in out]
        if press in ("earlier", "later"):
            if letter in out:
                with pytest.raises(NotThere):
                    orders.move_part(viewer, part_id=names[letter], earlier=press == "earlier", **given_)
                continue
            orders.move_part(viewer, part_id=names[letter], earlier=press == "earlier", **given_)
            to = there.index(letter) + (-1 if press == "earlier" else 1)
            if 0 <= to < len(there):
                one, other = model.index(letter), model.index(there[to])
                model[one], model[other] = model[other], model[one]
        elif press == "take-out":
            orders.take_out(viewer, part_id=names[letter], **given_)
            out.add(letter)
        else:
            orders.put_in(viewer, part_id=names[letter], **given_)
            out.discard(letter)
        assert _headings(order) == [one for one in model if one not in out]


def test_who_is_asked_answers_once_more_or_not_at_all_and_keepers_read_it(cast: Cast, ceremony: Ritual) -> None:
    _begun(cast, ceremony, "Welcome")
    page, press = _address(cast, ceremony), _address(cast, ceremony, "answer/")
    relative, guest = cast.client("relative"), cast.client("guest_reading")
    assert relative.post(press, {"said": "yes"}).status_code == 404
    Order.objects.update(asks=True)
    relative.post(press, {"said": "yes", "line": "With a cake"})
    relative.post(press, {"said": "thought", "line": "The trains"})
    guest.post(press, {"said": "no"})
    assert Answer.objects.count() == 2
    mine = relative.get(page).text
    assert "You said: I will be with you in thought." in mine
    assert "What they answered" not in mine
    told = cast.client("other_keeper").get(page).text
    assert "The trains" in told
    assert "I cannot be there" in told


def test_nobody_counts_the_answers(cast: Cast, ceremony: Ritual) -> None:
    order = _begun(cast, ceremony, "Welcome")
    order.asks = True
    order.save()
    Answer.objects.create(order=order, member=cast.relative, said=Coming.YES, answered_at=make.NOW)
    text = re.sub(r"<[^>]+>", " ", cast.client("keeper").get(_address(cast, ceremony)).text)
    assert not re.search(r"\b1 (person|answer|yes)", text)


@pytest.mark.parametrize("who", ["relative", "stranger"])
def test_only_those_who_may_change_it_write_the_order(cast: Cast, ceremony: Ritual, who: str) -> None:
    order = _begun(cast, ceremony, "Welcome")
    with pytest.raises(NotThere):
        orders.add_part(
            cast.viewer(who), person=cast.person, ritual_id=ceremony.public_id, year=YEAR,
            part=PartText(PartKind.FREE, "Mine"), key=public_id(), now=make.NOW,
        )  # fmt: skip
    assert _headings(order) == ["Welcome"]


@pytest.mark.parametrize("tail", ["begin/", "add/", "change/", "answer/"])
def test_what_is_pressed_on_a_ceremony_of_another_keepers_own_is_not_there(
    cast: Cast, ceremony: Ritual, tail: str
) -> None:
    _begun(cast, ceremony, "Welcome")
    Ritual.objects.update(audience=None)
    pressed = {"from": "plain", "heading": "Soup", "do": "take-out", "part": Part.objects.get().public_id}
    assert cast.client("other_keeper").post(_address(cast, ceremony, tail), pressed).status_code == 404
    assert Order.objects.get().parts.count() == 1


@pytest.mark.parametrize("do", ["take-out", "put-in", "earlier", "later"])
def test_a_step_that_is_not_there_answers_as_an_address_that_is_not(cast: Cast, ceremony: Ritual, do: str) -> None:
    _begun(cast, ceremony, "Welcome")
    pressed = {"do": do, "part": public_id()}
    assert cast.client("keeper").post(_address(cast, ceremony, "change/"), pressed).status_code == 404


def test_a_ceremony_whose_order_was_written_is_not_put_away_nor_swept(cast: Cast, ceremony: Ritual) -> None:
    """What is said and read in it would go with it."""
    _begun(cast, ceremony, "Welcome")
    with pytest.raises(HoldsYears):
        put_away(cast.viewer("keeper"), person=cast.person, ritual_id=ceremony.public_id, now=make.NOW)
    Ritual.objects.update(put_away_at=make.NOW)
    assert sweep(now=make.NOW + timedelta(days=31)) == 0


def test_a_sheet_holds_the_steps_in_their_order(cast: Cast, ceremony: Ritual) -> None:
    _begun(cast, ceremony, "The candle is lit", "Soup")
    answer = cast.client("relative").get(_address(cast, ceremony, "sheet-a5.pdf"))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert cast.client("relative").get(_address(cast, ceremony, "sheet-a3.pdf")).status_code == 404


def test_what_cannot_be_set_is_told_in_a_sentence(cast: Cast, ceremony: Ritual) -> None:
    _begun(cast, ceremony, "\U00012000")
    answer = cast.client("keeper").get(_address(cast, ceremony, "sheet-a5.pdf"), follow=True)
    assert "could not be set on paper" in answer.text


def test_an_order_of_sixty_steps_asks_as_often_as_one_of_two(cast: Cast, ceremony: Ritual) -> None:
    client = cast.client("keeper")

    def asked(client: Client, year: int) -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(_address(cast, ceremony, year=year))
        return len(found)

    _begun(cast, ceremony, "One", "Two")
    _begun(cast, ceremony, *(str(number) for number in range(60)), year=2027)
    client.get(_address(cast, ceremony))
    assert asked(client, 2027) == asked(client, YEAR)
