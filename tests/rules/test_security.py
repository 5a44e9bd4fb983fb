"""The page that answers the ASVS: every number of levels 1 and 2 once, and every test that it names exists."""

import re
from collections import Counter

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests import make
from tests.rules.texts import ROOT

_PAGE = ROOT / "docs/hosting/security.md"
#: How many requirements of level 1 or 2 each section of ASVS 5.0.0 has. In each they come before those of level 3 alone.
_SECTIONS = {
    "1.1": 2,
    "1.2": 9,
    "1.3": 11,
    "1.4": 3,
    "1.5": 2,
    "2.1": 3,
    "2.2": 3,
    "2.3": 4,
    "2.4": 1,
    "3.2": 2,
    "3.3": 4,
    "3.4": 6,
    "3.5": 5,
    "3.7": 2,
    "4.1": 3,
    "4.2": 1,
    "4.3": 2,
    "4.4": 4,
    "5.1": 1,
    "5.2": 3,
    "5.3": 2,
    "5.4": 3,
    "6.1": 3,
    "6.2": 12,
    "6.3": 4,
    "6.4": 4,
    "6.5": 5,
    "6.6": 3,
    "6.8": 4,
    "7.1": 3,
    "7.2": 4,
    "7.3": 2,
    "7.4": 5,
    "7.5": 2,
    "7.6": 2,
    "8.1": 2,
    "8.2": 3,
    "8.3": 1,
    "8.4": 1,
    "9.1": 3,
    "9.2": 4,
    "10.1": 2,
    "10.2": 2,
    "10.3": 4,
    "10.4": 11,
    "10.5": 5,
    "10.6": 2,
    "10.7": 3,
    "11.1": 2,
    "11.2": 3,
    "11.3": 3,
    "11.4": 4,
    "11.5": 1,
    "11.6": 1,
    "12.1": 3,
    "12.2": 2,
    "12.3": 4,
    "13.1": 1,
    "13.2": 5,
    "13.3": 2,
    "13.4": 5,
    "14.1": 2,
    "14.2": 4,
    "14.3": 3,
    "15.1": 3,
    "15.2": 3,
    "15.3": 7,
    "16.1": 1,
    "16.2": 5,
    "16.3": 4,
    "16.4": 3,
    "16.5": 3,
    "17.1": 1,
    "17.2": 4,
    "17.3": 2,
}
_ROW = re.compile(r"^\| ((?:\d+\.\d+\.\d+(?:, )?)+) \| (.+) \| (.+) \|$", re.MULTILINE)
_TEST = re.compile(r"`((?:\w+/)+test_\w+\.py)(?:::(test_\w+))?`")


def _rows() -> list[tuple[str, str, str]]:
    return _ROW.findall(_PAGE.read_text(encoding="utf-8"))


def test_every_requirement_of_levels_1_and_2_is_answered_once() -> None:
    told = Counter(number for numbers, _asked, _answer in _rows() for number in numbers.split(", "))
    asked = {f"{section}.{at}" for section, count in _SECTIONS.items() for at in range(1, count + 1)}
    assert len(asked) == 253, "70 of level 1, 183 of level 2"
    assert asked - set(told) == set()
    assert set(told) - asked == set()
    assert [number for number, times in told.items() if times > 1] == []


def test_every_answer_says_how_or_why_not() -> None:
    for numbers, _asked, answer in _rows():
        assert answer.startswith(("Met", "Not met", "None here")), numbers
        if answer.startswith("Met:"):
            assert _TEST.search(answer) or "the same two" in answer or "none is there" in answer or "](" in answer, (
                numbers
            )


def test_every_test_that_is_named_exists() -> None:
    named = set(_TEST.findall(_PAGE.read_text(encoding="utf-8")))
    assert named
    for path, test in sorted(named):
        file = ROOT / "tests" / path
        assert file.exists(), path
        assert not test or f"def {test}(" in file.read_text(encoding="utf-8"), f"{path}::{test}"


@pytest.mark.parametrize("password", ["rowan", "1234567890", "password123", "qwertyuiop"])
def test_passwords_are_checked_for_length_and_for_being_common(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_long_password_of_any_signs_is_taken_as_it_was_typed(db: None) -> None:
    for password in ("rowan lake tram", "ש" * 64, "a" * 128, " Two spaces, and a tab\t "):
        validate_password(password)
        account = make.make_account(f"{len(password)}{ord(password[0])}@example.org", password=password)
        assert account.check_password(password)
        assert not account.check_password(password[:-1])
        assert not account.check_password(password.swapcase() if password.swapcase() != password else password + "a")
