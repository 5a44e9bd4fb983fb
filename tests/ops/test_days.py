"""``yearlight days``, asked as on a command line."""

import csv
import io
import json
from pathlib import Path

import icalendar
import pytest
from django.core.management import call_command

from yearlight.calendars.customs import CUSTOMS
from yearlight.core.errors import YearlightError
from yearlight.ops.days import COLUMNS


def ask(*words: str) -> str:
    out = io.StringIO()
    call_command("days", *words, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def ask_partly(*words: str) -> tuple[str, str, int]:
    """Output, what is told beside it, and the exit code."""
    out, told = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("days", *words, stdout=out, stderr=told)
    return out.getvalue(), told.getvalue(), int(str(left.value.code))


YAHRZEIT = ("--custom", "yahrzeit", "--on", "2018-11-14", "--after-sunset", "--from", "2019", "--to", "2021")


def test_csv_has_one_line_a_day_under_the_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(ask(*YAHRZEIT, "--format", "csv"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["date"] for row in rows] == ["2019-12-05", "2020-11-23", "2021-11-11"]
    assert rows[0] == {
        "custom": "yahrzeit",
        "on": "2018-11-14",
        "occurrence": "1",
        "year": "5780",
        "date": "2019-12-05",
        "ends": "2019-12-05",
        "starts_evening_before": "yes",
        "certainty": "exact",
        "reason": "same_date",
    }


def test_a_table_says_the_reasons_in_sentences_below() -> None:
    text = ask(*YAHRZEIT)
    assert "2019-12-05" in text
    assert "same_date: It is the same day and month of the calendar." in text


def test_json_says_the_date_in_its_calendar_and_the_reason_in_words() -> None:
    first = json.loads(ask(*YAHRZEIT, "--format", "json"))[0]
    assert (first["date_in_calendar"], first["calendar"]) == ("5780-09-07", "hebrew")
    assert first["why"] == ["It is the same day and month of the calendar."]
    assert json.loads(ask("--custom", "none", "--on", "2018-11-14", "--format", "json")) == []


def test_a_calendar_file_holds_each_day_as_an_event_of_its_own() -> None:
    text = ask(
        "--custom",
        "shiva",
        "--custom",
        "bon",
        "--on",
        "2025-03-02",
        "--from",
        "2025",
        "--to",
        "2026",
        "--format",
        "ics",
    )
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    spans = [(str(one.decoded("dtstart")), str(one.decoded("dtend"))) for one in events]
    assert spans == [("2025-03-02", "2025-03-09"), ("2025-08-13", "2025-08-17"), ("2026-08-13", "2026-08-17")]
    assert len({str(one["uid"]) for one in events}) == 3
    assert "RRULE" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_calendar_file_is_the_same_bytes_each_time() -> None:
    assert ask(*YAHRZEIT, "--format", "ics") == ask(*YAHRZEIT, "--format", "ics")


def test_a_choice_is_given_as_an_option() -> None:
    adar = ("--custom", "yahrzeit", "--on", "2023-03-07", "--from", "2024", "--to", "2024", "--format", "csv")
    assert ",2024-02-23," in ask(*adar)
    assert ",2024-03-24," in ask(*adar, "--option", "adar=ii")
    both = list(csv.DictReader(io.StringIO(ask(*adar, "--option", "adar=both"))))
    assert [row["occurrence"] for row in both] == ["1.adar-i", "1.adar-ii"]


def test_a_date_of_a_paper_is_taken_as_it_stands() -> None:
    text = ask(
        "--custom",
        "chinese-yearly",
        "--given",
        "2025-06L-01",
        "--from",
        "2036",
        "--to",
        "2036",
        "--option",
        "leap=leap",
        "--format",
        "csv",
    )
    assert ",2036-07-23," in text


def test_the_list_names_every_custom() -> None:
    text = ask("--list")
    for one in CUSTOMS.values():
        assert f"{one.key}\n" in text
        assert one.source in text
    assert "1924-08-01 .. 2077-11-16" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Which custom is wanted is not said."),
        (("--custom", "yarzeit", "--on", "2018-11-14"), "There is no custom named yarzeit."),
        (("--custom", "yahrzeit"), "This custom is counted from a date, and none was given."),
        (("--custom", "yahrzeit", "--on", "2018-11"), "The day of this date is not known"),
        (("--custom", "yahrzeit", "--on", "XXXX-11-14"), "The year of this date is not known"),
        (("--custom", "yahrzeit", "--on", "14.11.2018"), "14.11.2018 is not a date that can be read."),
        (("--custom", "yahrzeit", "--on", "2018-11-14", "--option", "adar"), "An option is written as name=value"),
        (("--custom", "yahrzeit", "--on", "2018-11-14", "--option", "adar=iv"), "adar cannot be iv."),
        (("--custom", "yahrzeit", "--on", "2018-11-14", "--option", "adr=ii"), "yahrzeit has no option named adr."),
        (("--custom", "yahrzeit", "--on", "2018-11-14", "--after-sunset", "maybe"), "After sunset is one of"),
        (("--custom", "yahrzeit", "--on", "2018-11-14", "--from", "2020", "--to", "2019"), "The years must lie"),
        (("--custom", "yahrzeit", "--given", "5779-08"), "5779-08 is not a date that can be read."),
        (("--custom", "chinese-yearly", "--on", "1899-12-31"), "is known here from 1900-01-01 to"),
        (("--custom", "bon", "--from-file", "no-such-file.csv"), "The file no-such-file.csv cannot be read"),
    ],
)
def test_what_is_not_understood_is_said_in_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(YearlightError) as refused:
        ask(*words)
    assert sentence in refused.value.sentence


def test_years_outside_the_calendar_are_told_beside_those_inside() -> None:
    out, told, code = ask_partly(
        "--custom", "hijri-yearly", "--on", "2024-03-11", "--from", "2076", "--to", "2080", "--format", "csv"
    )
    assert len(out.splitlines()) == 3
    assert "hijri-yearly is known from 1924-08-01 to 2077-11-16" in told
    assert code == 3


def test_a_file_of_dates_is_answered_line_by_line(tmp_path: Path) -> None:
    dates = tmp_path / "dates.csv"
    dates.write_text(
        "on,custom,after_sunset,options\n"
        "2018-11-14,,yes,\n"
        "2018-11,,,\n"
        "2023-03-07,,no,adar=ii\n"
        "2020-02-29,civil-yearly,,feb29=mar01\n"
    )
    out, told, code = ask_partly(
        "--custom", "yahrzeit", "--from-file", str(dates), "--from", "2026", "--to", "2026", "--format", "csv"
    )
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["custom"], row["on"], row["date"]) for row in rows] == [
        ("yahrzeit", "2018-11-14", "2026-11-17"),
        ("yahrzeit", "2023-03-07", "2026-03-03"),
        ("civil-yearly", "2020-02-29", "2026-03-01"),
    ]
    assert told.startswith("Line 3: The day of this date is not known")
    assert code == 3


def test_a_file_must_name_its_columns(tmp_path: Path) -> None:
    dates = tmp_path / "dates.csv"
    dates.write_text("2018-11-14\n2019-11-14\n")
    with pytest.raises(YearlightError) as refused:
        ask("--custom", "yahrzeit", "--from-file", str(dates))
    assert "must name its columns" in refused.value.sentence
