"""A date with unknown parts: what the fields take, what they say, and that none is altered by being shown."""

import pytest

from yearlight.web.dates import DateForm, fields_of


def _form(**sent: str) -> DateForm:
    return DateForm(sent)


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({}, ""),
        ({"day": "14", "month": "11", "year": "2018"}, "2018-11-14"),
        ({"month": "11", "year": "2018"}, "2018-11"),
        ({"year": "2018"}, "2018"),
        ({"year": "2018", "about": "on"}, "2018~"),
        ({"year": "2018", "season": "winter"}, "2018-24"),
        ({"day": " 14 ", "month": "11", "year": "2018"}, "2018-11-14"),
        ({"day": "٣", "month": "١١", "year": "٢٠١٨"}, "2018-11-03"),
        ({"other_date": "2018-11-01/2018-11-14", "keeps_other_date": "on"}, "2018-11-01/2018-11-14"),
        ({"other_date": "2018-11-01/2018-11-14"}, ""),
        ({"other_date": "2018/2019", "keeps_other_date": "on", "year": "2020"}, "2020"),
    ],
)
def test_what_is_known_of_a_date_is_enough(sent: dict[str, str], text: str) -> None:
    form = _form(**sent)
    assert form.is_valid(), form.errors
    assert form.happened_on == text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"day": "31", "month": "2", "year": "2018"}, "That month has no such day. Change the day, or leave it empty."),
        ({"day": "29", "month": "2", "year": "2019"}, "That month has no such day. Change the day, or leave it empty."),
        ({"day": "14", "year": "2018"}, "A day needs its month. Add the month, or leave the day empty."),
        ({"month": "13", "year": "2018"}, "Months go from 1 to 12."),
        ({"year": "18"}, "Write the year with four digits, such as 2018."),
        ({"year": "last"}, "Write the day, the month and the year in digits."),
        ({"month": "11", "year": "2018", "season": "winter"}, "Choose either a season or a day and month."),
        ({"other_date": "whenever", "keeps_other_date": "on"}, "This date cannot be read. Write day, month and year in digits, or leave the date empty."),
    ],
)  # fmt: skip
def test_what_cannot_be_a_date_is_told_in_a_sentence(sent: dict[str, str], told: str) -> None:
    form = _form(**sent)
    assert not form.is_valid()
    assert form.errors["day"] == [told]
    assert form.happened_on == ""


@pytest.mark.parametrize(
    "text",
    ["", "2018-11-14", "2018-11", "2018", "2018~", "2018-24", "0987", "2018?", "2018%", "201X", "20XX", "2018-11-01/2018-11-14", "2018/..", "../2018"],
)  # fmt: skip
def test_a_date_that_is_shown_and_sent_back_is_the_same_date(text: str) -> None:
    sent = {name: str(value) for name, value in fields_of(text).items() if value not in ("", False)}
    form = _form(**sent)
    assert form.is_valid(), form.errors
    assert form.happened_on == text
