"""Dates in words, in the reader's language."""

from datetime import date

import pytest
from django.utils import translation

from yearlight.web.words import in_words, weekday_in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("2018-11-14", "14 November 2018"),
        ("2018-11", "November 2018"),
        ("2018", "2018"),
        ("2018~", "about 2018"),
        ("2018?", "perhaps 2018"),
        ("2018%", "perhaps about 2018"),
        ("2018-11-14~", "about 14 November 2018"),
        ("2018-21", "spring 2018"),
        ("2018-24", "winter 2018"),
        ("201X", "the 2010s"),
        ("20XX", "between 2000 and 2099"),
        ("2018-11-01/2018-11-14", "1 November 2018 to 14 November 2018"),
        ("2018/..", "from 2018 on"),
        ("../2018", "until 2018"),
        ("what no one wrote", "what no one wrote"),
    ],
)
def test_a_date_is_told_as_the_family_knows_it(text: str, words: str) -> None:
    assert in_words(text) == words


def test_a_day_has_its_weekday() -> None:
    assert weekday_in_words(date(2026, 11, 14)) == "Saturday 14 November"
    assert weekday_in_words(date(2026, 11, 14), with_year=True) == "Saturday 14 November 2026"


def test_a_date_is_told_in_the_readers_language() -> None:
    with translation.override("nb"):
        assert "november 2018" in in_words("2018-11-14")
