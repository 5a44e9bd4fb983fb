"""A place that its keepers closed: every address that others come to, from the list of addresses."""

from collections.abc import Callable

from tests.conftest import Cast
from tests.rules.addresses import ROWS, Who, at
from tests.rules.conftest import Things

#: Those of a place that somebody who is no keeper comes to.
_OF_A_PLACE = sorted(
    name
    for name, row in ROWS.items()
    if row.get in (Who.SEES, Who.SEES_AS_GUEST, Who.LEAVES_WORDS, Who.LEFT_IT, Who.LEFT_IT_OR_READS, Who.READS)
    and name.split(":")[0] in ("entries", "keepsakes", "pages", "reminders", "rituals", "words")
)
#: What somebody left themselves stays theirs to change and withdraw.
_THEIR_OWN = {"words:mine", "words:change", "words:picture", "words:recording"}


def test_one_press_closes_every_page_of_a_place_and_one_opens_it_as_it_was(
    cast: Cast, things: Callable[[str], Things]
) -> None:
    there = things("family")
    addresses = {name: at(name, there.names(name)) for name in _OF_A_PLACE}
    relative, guest, keeper = (cast.client(who) for who in ("relative", "guest_reading", "keeper"))

    def answers(who: str) -> dict[str, int]:
        client = {"relative": relative, "guest": guest, "keeper": keeper}[who]
        return {name: client.get(address).status_code for name, address in addresses.items()}

    before = {who: answers(who) for who in ("relative", "guest", "keeper")}
    assert set(before["relative"].values()) <= {200, 302}
    press = f"/p/{cast.person.public_id}/closed/"
    keeper.post(press, {"do": "close"})
    assert {name for name, status in answers("relative").items() if status != 404} == _THEIR_OWN
    told = " ".join(relative.get(addresses[name]).content.decode(errors="ignore") for name in sorted(_THEIR_OWN))
    assert cast.person.name not in told.replace("Jonah had your chin.", "")
    assert 200 not in answers("guest").values()
    assert answers("keeper") == before["keeper"]
    cast.client("other_keeper").post(press, {"do": "open"})
    assert {who: answers(who) for who in before} == before
