import email
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import default

import pytest
from django.utils import translation

from tests.rules.test_words import WORDS
from yearlight.calendars.customs.rule import Certainty
from yearlight.reminders.compose import DayTold, Frame, Links, Text, letter, one_line, written

TODAY = date(2026, 11, 13)
_KEY = "WyJ4N2syMjMiLDEsMTIsMTNd.q0bU3Jb9yS9O4mHuyQ5m3E6bT6m8vRkqk0y1uM3xv0w"
LINKS = Links(*(f"https://remember.example.org/r/{_KEY}/{name}" for name in ("change", "stop", "pause", "everything")))
FRAME = Frame(
    sender="Yearlight <days@house.example>",
    to="mara@example.org",
    today=TODAY,
    sent_at=datetime(2026, 11, 13, 7, 0, tzinfo=UTC),
    message_id="<x7k2x7k2x7k2x7k2.0f@house.example>",
    links=LINKS,
)


def day(on: date = date(2026, 11, 14), what: str = "The day Jonah died", **more: object) -> DayTold:
    return replace(DayTold(on, on, what), **more)  # type: ignore[arg-type]


def told(*days: DayTold, **frame: object) -> Text:
    return letter(days, replace(FRAME, **frame))  # type: ignore[arg-type]


def read(text: Text) -> EmailMessage:
    """As a mail program reads it."""
    found = email.message_from_bytes(written(text), policy=default)
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    return found


def paragraphs(text: Text) -> list[str]:
    return text.body.removesuffix("\n").split("\n\n")


# --- what stands in front ---


def test_subject_and_first_line_name_nobody_unless_that_was_chosen() -> None:
    text = told(day())
    assert text.subject == "A day in your year"
    assert text.first_line == "Tomorrow, Saturday 14 November, is a day in your year."
    assert "Jonah" not in text.body[:300]
    assert "The day Jonah died" in text.body


def test_subject_and_first_line_say_what_the_day_is_where_that_was_chosen() -> None:
    text = told(day(), says_what=True)
    assert text.subject == "The day Jonah died"
    assert text.first_line == "Tomorrow, Saturday 14 November: The day Jonah died"
    assert text.body.count("Jonah") == 1


def test_softer_day_is_named_nowhere_even_where_subjects_may_say_what_it_is() -> None:
    text = told(day(is_softer=True, certainty=Certainty.ASK), says_what=True)
    assert (text.subject, "Jonah" in text.body, "rule" in text.body) == ("A day in your year", False, False)
    joined = told(day(is_softer=True), day(what="Jonah: Yahrzeit"), says_what=True)
    assert joined.subject == "Days in your year"
    assert "died" not in joined.body
    assert "Jonah: Yahrzeit" not in joined.body[:300]


@pytest.mark.parametrize(
    ("on", "line"),
    [
        (date(2026, 11, 13), "Today, Friday 13 November, is a day in your year."),
        (date(2026, 11, 20), "A week on Friday, 20 November, is a day in your year."),
        (date(2026, 11, 12), "Yesterday, Thursday 12 November, was a day in your year."),
        (date(2026, 11, 16), "Monday 16 November is a day in your year."),
        (date(2027, 1, 1), "Friday 1 January 2027 is a day in your year."),
    ],
)
def test_day_is_told_beside_the_one_on_which_it_is_read(on: date, line: str) -> None:
    assert told(day(on)).first_line == line


def test_no_message_counts_down() -> None:
    for on in range(1, 366):
        first = told(day(date.fromordinal(TODAY.toordinal() + on)), says_what=True).first_line
        assert not re.search(r"\b(in|more|left) ?(\d+|two|three) ?(days|weeks)?\b", first)


def test_links_are_the_second_line_and_end_their_lines() -> None:
    lines = told(day()).body.split("\n")
    assert lines[1:4] == [
        f"Soften or change this day: {LINKS.change}",
        f"Stop this day: {LINKS.stop}",
        f"Pause everything: {LINKS.pause}",
    ]
    assert lines[4] == ""


def test_several_days_join_into_one_message() -> None:
    text = told(day(TODAY, "The day Ada was born"), day(), day(date(2026, 11, 20), "Jonah: Yahrzeit"))
    assert text.subject == "Days in your year"
    assert text.first_line == "Days in your year: Friday 13 November; Saturday 14 November; Friday 20 November"
    assert paragraphs(text)[1:4] == [
        "Today, Friday 13 November: The day Ada was born",
        "Tomorrow, Saturday 14 November: The day Jonah died",
        "A week on Friday, 20 November: Jonah: Yahrzeit",
    ]
    assert f"Stop these days: {LINKS.stop}" in text.body


def test_subject_of_many_long_names_says_none_of_them() -> None:
    text = told(*(day(what=f"{number} " + "very long " * 8) for number in range(3)), says_what=True)
    assert text.subject == "Days in your year"


# --- what belongs to a day ---


@pytest.mark.parametrize(
    ("on", "note"),
    [
        (date(2026, 11, 14), "It begins this evening at sunset."),
        (date(2026, 11, 13), "It began at sunset the evening before."),
        (date(2026, 11, 20), "It begins at sunset on Thursday 19 November."),
    ],
)
def test_day_that_begins_at_sunset_says_so(on: date, note: str) -> None:
    assert paragraphs(told(day(on, begins_evening_before=True)))[1] == f"The day Jonah died\n{note}"


def test_what_is_not_certain_is_said_in_one_sentence() -> None:
    said = [paragraphs(told(day(certainty=certainty)))[1].split("\n")[1:] for certainty in Certainty]
    assert said == [
        [],
        ["The calendar is a forecast for this day, and it may move by one."],
        ["This is the day by the general rule, and it is not certain."],
    ]


def test_days_that_last_say_until_when() -> None:
    assert "It lasts until Sunday 15 November." in told(day(last=date(2026, 11, 15))).body


def test_what_is_done_on_a_day_stands_with_its_details_and_nowhere_else() -> None:
    text = told(day(done=("The gift", "\u05d4\u05e2\u05e5")))
    assert "What you do on it: The gift, \u2068\u05d4\u05e2\u05e5\u2069." in text.body
    assert "The gift" not in text.subject + text.first_line
    assert "The gift" not in told(day(done=("The gift",), is_softer=True)).body


def test_friends_are_told_what_to_write_and_that_nothing_is_asked() -> None:
    text = told(day(), is_friend=True)
    assert "say the name" in text.body
    assert "or do nothing at all" in text.body
    assert "No answer is needed." in text.body
    assert "say the name" not in told(day()).body


def test_friends_are_not_told_to_say_a_name_where_there_is_none() -> None:
    text = told(day(), is_friend=True, has_name=False)
    assert "say the name" not in text.body
    assert "tell something you remember" in text.body
    assert "or do nothing at all" in text.body


def test_answers_are_spoken_of_only_where_they_are_taken() -> None:
    assert "answer" not in told(day()).body
    text = told(day(), reply_to="a.k3@house.example")
    assert "You can answer this message." in text.body
    assert read(text)["Reply-To"] == "a.k3@house.example"


def test_whole_messages_use_no_word_that_hurts() -> None:
    days = [day(certainty=one, begins_evening_before=True, last=date(2026, 11, 16)) for one in Certainty]
    for text in (told(*days, is_friend=True), *(told(one, reply_to="a@b.example") for one in days)):
        said = re.sub(r"https://\S+", "", f"{text.subject}\n{text.body}")
        assert [word.reason for word in WORDS if word.is_in(said, "a message")] == []


# --- as a mail program reads it ---


def test_message_is_plain_text_with_the_headers_that_mail_programs_ask_for() -> None:
    found = read(told(day()))
    assert found.get_content_type() == "text/plain"
    assert dict(found.items()) | {"Content-Transfer-Encoding": "quoted-printable"} == {
        "Message-ID": FRAME.message_id,
        "List-Unsubscribe": f"<{LINKS.everything}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Subject": "A day in your year",
        "From": FRAME.sender,
        "To": FRAME.to,
        "Date": "Fri, 13 Nov 2026 07:00:00 +0000",
        "Content-Language": "en",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }


def test_address_to_stop_mail_stands_in_its_header_as_it_is_however_long() -> None:
    data = written(told(day(), links=replace(LINKS, everything="https://remember.example.org/r/" + "k" * 300)))
    assert b"List-Unsubscribe: <https://remember.example.org/r/" + b"k" * 300 + b">\r\n" in data


def test_one_click_is_offered_over_https_alone() -> None:
    found = read(told(day(), links=replace(LINKS, everything="http://localhost:8000/r/k/everything")))
    assert found["List-Unsubscribe"] == "<http://localhost:8000/r/k/everything>"
    assert found["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize(
    "what",
    ["יום פטירתו של יונה", "ヨナが亡くなった日" * 6, "يوم وفاة يونس", "Dzień śmierci Józefa", "The day Jonah died"],
)
def test_every_script_comes_back_as_it_was_written(what: str) -> None:
    text = told(day(what=what), says_what=True)
    data = written(text)
    assert max(len(line) for line in data.split(b"\r\n") if not line.startswith(b"List-Unsub")) <= 78
    assert data.isascii()
    found = read(text)
    assert found["Subject"] == what
    assert found.get_content().replace("\r\n", "\n") == text.body


def test_name_written_the_other_way_round_turns_nothing_around_it() -> None:
    assert told(day(what="יונה"), says_what=True).first_line.endswith(": \u2068יונה\u2069")
    assert "\u2068" not in told(day(), says_what=True).body
    with translation.override("ar-xb"):
        assert "\u2068The day Jonah died\u2069" in told(day(), says_what=True).body


@pytest.mark.parametrize(
    "what", ["Jonah\r\nBcc: other@example.org", "Jonah\nStop this day: https://bad.example/", "J\x00o"]
)
def test_no_name_makes_a_header_or_a_line_of_its_own(what: str) -> None:
    text = told(day(what=what), says_what=True)
    found = read(text)
    assert found["Bcc"] is None
    assert len(text.body.split("\n")) == len(told(day(), says_what=True).body.split("\n"))
    assert "\x00" not in written(text).decode()


def test_marks_that_turn_what_follows_are_taken_out_of_a_name() -> None:
    assert one_line("Jo\u202enah\u2066  Emil\n") == "Jonah Emil"
