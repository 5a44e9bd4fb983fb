import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.keeping import days, found, iso, kept, number
from yearlight.calendars.customs import CUSTOMS, custom
from yearlight.calendars.customs.declined import SENTENCES, Declined, Why
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.reasons import WORDS, Reason
from yearlight.calendars.customs.rule import Certainty, Custom, Takes
from yearlight.calendars.occurrences import Kept, following, identity, occurrences, occurrences_of_many

EVERY = sorted(CUSTOMS)
NEEDS_YEAR = [key for key in EVERY if CUSTOMS[key].anchors and CUSTOMS[key].needs_year]
ANCHORED = [key for key in EVERY if CUSTOMS[key].anchors]
#: CARE.md's words that ours never say (R1 to R6).
NEVER_SAID = re.compile(
    r"\b(lost|passed|gone|angel\w*|heaven\w*|celebrat\w*|happy|journey|healing|memories|still)\b|!", re.I
)


def whole(key: str) -> Kept:
    """The custom with its default choices, counted from a day in 2018."""
    answers = {"country": "fr"} if key in {"mothers-day", "fathers-day"} else {}
    one = kept(key, "2018-11-14", options=answers)
    return one if CUSTOMS[key].anchors else Kept(one.custom, one.chosen)


def texts(one: Custom) -> list[str]:
    options = [text for option in one.options for text in (option.words, *(choice.words for choice in option.choices))]
    return [one.name, one.rule, *one.limits, *options]


@pytest.mark.parametrize("key", EVERY)
def test_a_custom_says_what_it_does_in_a_sentence_and_where_it_comes_from(key: str) -> None:
    one = CUSTOMS[key]
    assert one.key == key
    assert one.rule[0].isupper() or one.rule[0].isdigit()
    assert one.rule.endswith(".")
    assert one.source
    assert not [text for text in texts(one) if NEVER_SAID.search(text)]


def test_reasons_and_refusals_all_have_their_sentence() -> None:
    assert set(WORDS) == set(Reason)
    assert set(SENTENCES) == set(Why)
    assert not [text for text in (*WORDS.values(), *SENTENCES.values()) if NEVER_SAID.search(text)]


@pytest.mark.parametrize("key", EVERY)
def test_every_offered_choice_can_be_taken(key: str) -> None:
    one = CUSTOMS[key]
    for option in one.options:
        if option.takes in {Takes.ONE, Takes.SOME} and option.default:
            assert set(option.default.split(",")) <= {choice.key for choice in option.choices}
        for choice in option.choices:
            assert choose(one, {option.key: choice.key})[option.key] == choice.key


@pytest.mark.parametrize("key", EVERY)
def test_days_lie_between_those_asked_for_and_in_order(key: str) -> None:
    first, last = number("2024-03-15"), number("2026-08-20")
    some = occurrences(whole(key), first, last)
    assert [one.day for one in some] == sorted(one.day for one in some)
    assert all(one.ends >= first and one.day <= last and one.day <= one.ends and one.custom == key for one in some)


@pytest.mark.parametrize("key", EVERY)
def test_a_window_is_the_sum_of_its_parts(key: str) -> None:
    first, middle, last = number("2018-11-01"), number("2021-04-04"), number("2024-12-31")
    parts = {*occurrences(whole(key), first, middle), *occurrences(whole(key), middle + 1, last)}
    assert parts == set(occurrences(whole(key), first, last))


#: Choices by which a day leaves the year of its calendar: a death at the turn of a year, and its choices.
AT_A_TURN = [
    ("hijri-yearly", "2024-07-06", {"thirtieth": "first"}),  # 30 Dhu al-Hijja 1445
    ("chinese-yearly", "2024-02-09", {"thirtieth": "first"}),  # 30 of the 12th month
    ("vietnamese-gio", "2023-02-05", {}),  # the 1st month of a year with a leap month
    ("chinese-yearly", "2023-02-05", {"first_years": "months", "eve": "both"}),
    ("yahrzeit", "2023-09-17", {"first": "twelve-months"}),  # 2 Tishrei of a leap year
    ("yahrzeit", "2023-09-13", {"first": "burial"}),  # 27 Elul, buried in the next year
]


@pytest.mark.parametrize(("key", "died", "options"), AT_A_TURN)
def test_no_day_is_missed_where_a_window_begins_or_ends_with_it(key: str, died: str, options: dict[str, str]) -> None:
    one = kept(key, died, burial="2023-09-17" if options.get("first") == "burial" else "", options=options)
    some = occurrences(one, number("2024-01-01"), number("2034-12-31"))
    assert [occurrences(one, each.day, each.day) for each in some] == [[each] for each in some]


@pytest.mark.parametrize("key", EVERY)
def test_no_two_days_are_the_same_by_their_identity(key: str) -> None:
    one = whole(key)
    some = occurrences(one, number("2018-11-01"), number("2040-12-31"))
    assert len({identity(one.custom, each) for each in some}) == len(some)


def test_an_identity_does_not_move_with_the_date() -> None:
    one, later = kept("yahrzeit", "2018-11-14"), kept("yahrzeit", "2018-11-15")
    window = number("2026-01-01"), number("2026-12-31")
    (first,), (second,) = occurrences(one, *window), occurrences(later, *window)
    assert first.day != second.day
    assert identity(one.custom, first) == identity(later.custom, second)


@pytest.mark.parametrize("date", ["2018-11", "2018", "2018-23", "201X", "2018-11-14/2018-11-16"])
def test_a_date_without_its_day_is_declined(date: str) -> None:
    for key in ANCHORED:
        with pytest.raises(Declined) as refused:
            found(key, date)
        assert refused.value.why is Why.NEEDS_DAY, key


def test_a_date_without_its_year_is_declined_where_the_year_is_needed() -> None:
    for key in NEEDS_YEAR:
        with pytest.raises(Declined) as refused:
            found(key, "XXXX-11-14")
        assert refused.value.why is Why.NEEDS_YEAR, key


def test_a_custom_that_counts_from_a_date_is_declined_without_one() -> None:
    for key in ANCHORED:
        with pytest.raises(Declined) as refused:
            found(key)
        assert refused.value.why is Why.NEEDS_DATE, key


def test_a_day_without_its_year_comes_back_uncounted() -> None:
    some = found("civil-yearly", "XXXX-02-29", 2023, 2024)
    assert [(iso(one.day), one.number) for one in some] == [("2023-02-28", 0), ("2024-02-29", 0)]
    assert days("civil-monthly", "XXXX-11-30", 2023, 2023)[1] == "2023-02-28"


def test_an_interval_of_one_day_is_that_day() -> None:
    assert days("civil-yearly", "2018-11-14/2018-11-14", 2019, 2019) == ["2019-11-14"]


@pytest.mark.parametrize("date", ["2018-11-14?", "2018-11-14~", "2018-11-14%"])
def test_an_uncertain_date_makes_its_days_to_be_asked(date: str) -> None:
    (one,) = found("civil-yearly", date, 2019, 2019)
    assert one.certainty is Certainty.ASK
    assert Reason.DATE_IS_UNCERTAIN in one.reasons


def test_the_next_days_are_found_however_far_they_are() -> None:
    assert [iso(one.day) for one in following(kept("civil-yearly", "2018-11-14"), number("2026-11-14"))] == [
        "2027-11-14",
        "2028-11-14",
        "2029-11-14",
    ]
    leap = kept("civil-yearly", "2016-02-29", options={"feb29": "leap_only"})
    assert [iso(one.day) for one in following(leap, number("2026-01-01"))][-1] == "2036-02-29"
    assert len(following(kept("shiva", "2018-03-02"), number("2018-01-01"))) == 1
    assert following(kept("shiva", "2018-03-02"), number("2019-01-01")) == []


def test_many_are_found_together_and_refusals_stand_beside() -> None:
    together = occurrences_of_many(
        [("Jonah", kept("civil-yearly", "2018-11-14")), ("Mia", kept("civil-yearly", "2018-05")), ("Ida", kept("bon"))],
        number("2026-01-01"),
        number("2026-12-31"),
    )
    assert [(who, iso(one.day)) for who, one in together.days] == [("Ida", "2026-08-13"), ("Jonah", "2026-11-14")]
    assert [(who, refused.why) for who, refused in together.declined] == [("Mia", Why.NEEDS_DAY)]


@pytest.mark.parametrize(
    ("key", "answers", "why"),
    [
        ("yahrzeit", {"adr": "ii"}, Why.UNKNOWN_OPTION),
        ("yahrzeit", {"adar": "iii"}, Why.UNKNOWN_ANSWER),
        ("counted", {"days": "0"}, Why.UNKNOWN_ANSWER),
        ("counted", {"days": "ten"}, Why.UNKNOWN_ANSWER),
        ("hand-entered", {"days": "2026-02-30"}, Why.UNKNOWN_ANSWER),
        ("japanese-nenki", {"more": "37,38"}, Why.UNKNOWN_ANSWER),
    ],
)
def test_an_answer_that_is_not_offered_is_declined(key: str, answers: dict[str, str], why: Why) -> None:
    with pytest.raises(Declined) as refused:
        choose(custom(key), answers)
    assert refused.value.why is why


def test_an_unknown_custom_is_declined() -> None:
    with pytest.raises(Declined) as refused:
        custom("yarzeit")
    assert refused.value.why is Why.UNKNOWN_CUSTOM


@given(st.sampled_from(EVERY), st.integers(1, 3652059), st.integers(0, 400))
def test_any_window_is_answered_or_declined_by_name(key: str, first: int, length: int) -> None:
    one = whole(key)
    try:
        some = occurrences(one, first, min(first + length, 3652059))
    except Declined as refused:
        assert refused.why in {Why.OUT_OF_RANGE, Why.NEEDS_BURIAL}  # noqa: PT017 -- either answer is right
    else:
        assert all(each.ends >= first for each in some)


@given(st.sampled_from(ANCHORED), st.integers(1, 3652059))
def test_any_date_is_answered_or_declined_by_name(key: str, died_on: int) -> None:
    try:
        occurrences(kept(key, iso(died_on)), died_on, min(died_on + 800, 3652059))
    except Declined as refused:
        assert refused.why in {Why.OUT_OF_RANGE, Why.BURIED_IN_FESTIVAL}  # noqa: PT017 -- either answer is right
