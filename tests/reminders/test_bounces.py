import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reminders.returns import report
from yearlight.reminders.bounces import Kind, bounce_in, is_of_the_address

OURS = "<x7k2x7k2x7k2x7k2.0f@house.example>"


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", Kind.NO_SUCH_ADDRESS),
        ("Failed", "5.2.1 (mailbox closed)", Kind.NO_SUCH_ADDRESS),
        ("failed", "5.0.0", Kind.NO_SUCH_ADDRESS),
        # Whom a server trusts, and what it finds in a message, is no fault of the address.
        ("failed", "5.7.26", Kind.NOT_ARRIVED),
        ("failed", "5.6.1", Kind.NOT_ARRIVED),
        # It was tried for days and then given up.
        ("failed", "4.4.7", Kind.NOT_ARRIVED),
        ("failed", "", Kind.NOT_ARRIVED),
        ("delayed", "4.4.1", Kind.DELAYED),
    ],
)
def test_what_a_server_says_is_told_apart(action: str, status: str, kind: Kind) -> None:
    found = bounce_in(report(OURS, action=action, status=status))
    assert found is not None
    assert (found.kind, found.message_ids) == (kind, (OURS,))


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_message_that_came_back_is_found_whole_or_by_its_headers(is_whole: bool, eol: str) -> None:
    found = bounce_in(report(OURS, is_whole=is_whole, eol=eol))
    assert found is not None
    assert found.message_ids == (OURS,)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Subject: Re: A day in your year\r\n\r\nThank you.\r\n",
        report(OURS, action="delivered", status="2.0.0"),
        report(OURS, action="relayed"),
        report(OURS).replace(b"delivery-status; boundary", b"disposition-notification; boundary"),
        report(OURS).replace(b"multipart/report", b"multipart/mixed"),
        report(OURS).replace(b"message/delivery-status", b"text/plain"),
    ],
)
def test_anything_else_is_no_message_that_came_back(data: bytes) -> None:
    assert bounce_in(data) is None


@pytest.mark.parametrize(
    ("status", "is_so"), [("5.1.1", True), ("5.2.2", True), ("5.7.1", False), ("4.2.2", False), ("x", False)]
)
def test_only_some_failures_are_of_the_address(status: str, is_so: bool) -> None:
    assert is_of_the_address(status) is is_so


# --- whatever comes in ---


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    bounce_in(data)


@given(st.binary(max_size=60), st.integers(0, 900), st.integers(0, 60))
def test_no_damage_to_a_real_one_raises(data: bytes, at: int, length: int) -> None:
    whole = report(OURS)
    found = bounce_in(whole[:at] + data + whole[at + length :])
    assert found is None or isinstance(found.kind, Kind)


def test_many_kinds_of_damage_raise_nothing() -> None:
    """Turned, doubled and cut pieces of real ones, which chance alone seldom makes."""
    chance = random.Random(5)
    lines = report(OURS, is_whole=True).split(b"\r\n")
    for _ in range(400):
        pieces = [chance.choice(lines) for _ in range(chance.randrange(1, 60))]
        bounce_in(b"\r\n".join(lines[: chance.randrange(12)] + pieces))


def test_parts_within_parts_without_end_are_not_followed() -> None:
    deep = b"".join(
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="%d"\r\n\r\n--%d\r\n' % (number, number)
        for number in range(3000)
    )
    assert bounce_in(deep) is None
    assert bounce_in(b"Content-Type: message/rfc822\r\n\r\n" * 5000) is None


def test_what_is_too_long_is_read_to_its_bound() -> None:
    found = bounce_in(report(OURS) + b"x" * 3_000_000)
    assert found is not None
