"""What a page says of a person, by tables: the family's words first, and never an age."""

import re
from datetime import date

import pytest
from django.utils import translation

from yearlight.memorials.models import Person, PersonDate
from yearlight.memorials.sentences import called, date_lines, day_words, years_since


def _date(kind: str, on: str, **fields: str) -> PersonDate:
    return PersonDate(kind=kind, happened_on=on, **fields)


def _lines(person: Person, *dates: PersonDate) -> list[str]:
    return [line.words for line in date_lines(person, dates)]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"name": "Jonah", "called": "our son"}, "Jonah"),
        ({"called": "our twins"}, "our twins"),
        ({}, "Our child"),
        ({"who": "family_child"}, "Our child"),
        ({"who": "someone"}, "The one you remember"),
    ],
)
def test_a_person_is_called_by_the_familys_own_word(facts: dict[str, str], words: str) -> None:
    assert called(Person(**facts)) == words


@pytest.mark.parametrize(
    ("how_died", "born", "died", "lines"),
    [
        ("", "2018-11-14", "2018-11-14", ["Born and died on 14 November 2018"]),
        ("lived", "2018-11-14", "2018-11-14", ["Born and died on 14 November 2018"]),
        ("born_still", "2018-11-14", "2018-11-14", ["Stillborn on 14 November 2018"]),
        ("in_pregnancy", "2018-11-14", "2018-11-14", ["Died on 14 November 2018"]),
        ("born_still", "", "2018-11", ["Stillborn in November 2018"]),
        ("born_still", "2018-11-15", "2018-11-14", ["Died on 14 November 2018", "Born on 15 November 2018"]),
        ("in_pregnancy", "", "2018", ["Died in 2018"]),
        ("in_pregnancy", "", "2018-22", ["Died in summer 2018"]),
        ("lived", "2018-11-14", "2018-11-20", ["Born on 14 November 2018", "Died on 20 November 2018"]),
        ("", "", "2018-11-14~", ["Died: about 14 November 2018"]),
        ("", "", "2018?", ["Died: perhaps 2018"]),
        ("", "2018", "", ["Born in 2018"]),
        ("born_still", "", "", []),
    ],
)
def test_the_verb_follows_from_how_the_death_was(how_died: str, born: str, died: str, lines: list[str]) -> None:
    dates = [_date(kind, on) for kind, on in (("born", born), ("died", died)) if on]
    assert _lines(Person(name="Jonah", how_died=how_died), *dates) == lines


@pytest.mark.parametrize("how_died", ["", "in_pregnancy", "born_still", "lived"])
@pytest.mark.parametrize("born", [(), (_date("born", "2018-11-14"),)])
def test_a_familys_own_words_stand_in_place_of_ours(how_died: str, born: tuple[PersonDate, ...]) -> None:
    person = Person(name="Jonah", how_died=how_died, death_words="Fell silent")
    lines = _lines(person, *born, _date("died", "2018-11-14"))
    assert lines == ["Fell silent, 14 November 2018"]


@pytest.mark.parametrize(
    ("weeks", "days", "due", "line"),
    [
        (22, 3, "", "At 22 weeks and 3 days"),
        (1, 1, "", "At 1 week and 1 day"),
        (40, 0, "", "At 40 weeks"),
        (22, None, "2019-03-01", "At 22 weeks; due on 1 March 2019"),
        (None, 3, "2019-03", "Due: March 2019"),
    ],
)
def test_weeks_and_due_date_are_told_and_never_counted(
    weeks: int | None, days: int | None, due: str, line: str
) -> None:
    person = Person(name="Jonah", weeks=weeks, days=days)
    assert _lines(person, *([_date("due", due)] if due else [])) == [line]


def test_other_days_bear_the_familys_word() -> None:
    lines = _lines(Person(), _date("own", "2019-05-01", word="The day of the tree"), _date("funeral", "2018-11-20"))
    assert lines == ["The day of the tree: 1 May 2019", "Funeral: 20 November 2018"]


def test_only_a_whole_day_is_told_to_machines() -> None:
    lines = date_lines(Person(), [_date("born", "2018-11-13"), _date("died", "2018-11")])
    assert [line.iso for line in lines] == ["2018-11-13", ""]


@pytest.mark.parametrize("how_died", ["in_pregnancy", "born_still"])
def test_a_child_who_died_before_or_at_birth_is_never_shown_an_age(how_died: str) -> None:
    """Whatever dates there are, and with the years counted: nothing is worked out of them."""
    person = Person(name="Jonah", how_died=how_died, counts_years=True, weeks=30)
    lines = _lines(person, _date("born", "2018-11-14"), _date("died", "2018-11-10"), _date("due", "2019-01-20"))
    said = " ".join(lines)
    assert not re.search(r"\b(year|month|hour|minute|old|age|aged)s?\b", said)
    assert not re.search(r"\d+ days", said)


@pytest.mark.parametrize(
    ("how_died", "kind", "is_same_day", "words"),
    [
        ("lived", "died", False, "The day Jonah died"),
        ("lived", "born", False, "The day Jonah was born"),
        ("lived", "died", True, "The day Jonah was born and died"),
        ("born_still", "died", True, "The day Jonah was stillborn"),
        ("in_pregnancy", "died", True, "The day Jonah died"),
        ("", "remembered", False, "The day you remember Jonah"),
    ],
)
def test_a_day_is_called_by_what_it_is(how_died: str, kind: str, is_same_day: bool, words: str) -> None:
    assert day_words(Person(name="Jonah", how_died=how_died), kind, is_same_day=is_same_day) == words


@pytest.mark.parametrize(("year", "words"), [(2019, "One year"), (2026, "Eight years"), (2031, "13 years")])
def test_years_are_told_in_words(year: int, words: str) -> None:
    assert years_since(date(2018, 11, 14), date(year, 11, 14)) == words


def test_sentences_are_made_in_the_readers_language() -> None:
    with translation.override("de"):
        assert "14. November 2018" in _lines(Person(), _date("died", "2018-11-14"))[0]
