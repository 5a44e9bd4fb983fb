"""What a page says of a person, by tables: the family's words first, and never an age."""

import re
from datetime import date

import pytest
from django.utils import translation

from yearlight.memorials.models import Person, PersonDate
from yearlight.memorials.sentences import called, date_lines, day_words, would_be, years_since


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
    ("facts", "words"),
    [
        ({"name": "Jonah"}, "The day Jonah died"),
        ({"called": "our twins"}, "The day our twins died"),
        ({}, "The day our child died"),
        ({"who": "someone"}, "The day the one you remember died"),
    ],
)
def test_a_person_without_a_name_is_called_within_a_sentence_as_one_speaks(facts: dict[str, str], words: str) -> None:
    assert day_words(Person(**facts), "died") == words


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
    """Whatever dates there are, and with every switch on: no age at death is worked out of them."""
    person = Person(name="Jonah", how_died=how_died, counts_years=True, tells_would_be=True, weeks=30)
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


@pytest.mark.parametrize(
    ("how_died", "dates", "line"),
    [
        # Died in the pregnancy: the weeks of the day of death, whenever the birth was.
        ("in_pregnancy", {"died": "2018-11-14", "due": "2019-03-01"}, "At 24 weeks and 5 days"),
        ("in_pregnancy", {"died": "2018-11-14", "born": "2018-11-16", "due": "2019-03-01"}, "At 24 weeks and 5 days"),
        # Born still: those of the birth, or of the death where no birth is told.
        ("born_still", {"born": "2018-11-16", "died": "2018-11-14", "due": "2019-03-01"}, "At 25 weeks"),
        ("born_still", {"died": "2018-11-16", "due": "2019-03-01"}, "At 25 weeks"),
        # Lived a day: those of the birth, never of the death.
        ("lived", {"born": "2018-11-16", "died": "2018-11-17", "due": "2019-03-01"}, "At 25 weeks"),
        ("", {"born": "2018-11-16", "died": "2018-11-17", "due": "2019-03-01"}, "At 25 weeks"),
    ],
)
def test_weeks_are_worked_out_where_the_family_switched_it_on(how_died: str, dates: dict[str, str], line: str) -> None:
    given = [_date(kind, on) for kind, on in dates.items()]
    on = _lines(Person(how_died=how_died, reckons_weeks=True), *given)[-1]
    assert on == f"{line}, reckoned from the due date; due on 1 March 2019"
    off = _lines(Person(how_died=how_died), *given)[-1]
    assert off == "Due on 1 March 2019"


@pytest.mark.parametrize(
    ("how_died", "weeks", "dates"),
    [
        # The family's own weeks stand.
        ("in_pregnancy", 22, {"died": "2018-11-14", "due": "2019-03-01"}),
        # Nothing is said of the death, so it is none of a pregnancy.
        ("", None, {"died": "2018-11-14", "due": "2019-03-01"}),
        ("lived", None, {"died": "2018-11-14", "due": "2019-03-01"}),
        # A day that is not certain, or that belongs to no such pregnancy.
        ("in_pregnancy", None, {"died": "2018-11-14~", "due": "2019-03-01"}),
        ("in_pregnancy", None, {"died": "2018-11", "due": "2019-03-01"}),
        ("in_pregnancy", None, {"died": "2018-11-14", "due": "2019-03"}),
        ("in_pregnancy", None, {"died": "2018-11-14", "due": "2021-03-01"}),
        ("in_pregnancy", None, {"died": "2018-11-14"}),
    ],
)
def test_no_weeks_are_worked_out_of_what_is_not_known(how_died: str, weeks: int | None, dates: dict[str, str]) -> None:
    person = Person(how_died=how_died, reckons_weeks=True, weeks=weeks)
    assert "reckoned" not in " ".join(_lines(person, *(_date(kind, on) for kind, on in dates.items())))


@pytest.mark.parametrize(
    ("how_died", "dates", "on", "words"),
    [
        ("lived", {"born": "2018-11-14", "died": "2018-11-15"}, date(2026, 11, 14), "Jonah would be 8."),
        ("lived", {"born": "2018-11-14"}, date(2019, 11, 14), "Jonah would be 12 months old."),
        ("lived", {"born": "2018-11-14"}, date(2018, 11, 21), "Jonah would be 1 week old."),
        ("born_still", {"born": "2018-11-14", "due": "2018-12-01"}, date(2026, 11, 14), "Jonah would be 8."),
        ("born_still", {"died": "2018-11-14", "due": "2018-12-01"}, date(2026, 12, 1), "Jonah would be 8."),
        ("in_pregnancy", {"died": "2018-11-14", "due": "2019-03-01"}, date(2026, 3, 1), "Jonah would be 7."),
        ("in_pregnancy", {"born": "2018-11-14", "due": "2019-03-01"}, date(2026, 11, 14), "Jonah would be 7."),
        ("", {"born": "2018-11-14"}, date(2026, 11, 14), "Jonah would be 8."),
        # Without a birth and a due date nothing is worked out, nor from half a date, nor before, nor past 120.
        ("", {"died": "2018-11-14"}, date(2026, 11, 14), ""),
        ("lived", {"born": "2018-11"}, date(2026, 11, 14), ""),
        ("lived", {"born": "2018-11-14?"}, date(2026, 11, 14), ""),
        ("in_pregnancy", {"due": "2019-03-01"}, date(2018, 11, 14), ""),
        ("lived", {"born": "2018-11-14"}, date(2018, 11, 14), ""),
        ("lived", {"born": "1900-11-14"}, date(2026, 11, 14), ""),
    ],
)
def test_what_they_would_be_is_told_only_where_it_is_switched_on(
    how_died: str, dates: dict[str, str], on: date, words: str
) -> None:
    given = [_date(kind, day) for kind, day in dates.items()]
    assert would_be(Person(name="Jonah", how_died=how_died, tells_would_be=True), given, on) == words
    assert would_be(Person(name="Jonah", how_died=how_died), given, on) == ""
