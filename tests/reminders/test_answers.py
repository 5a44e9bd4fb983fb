"""Messages that come in, as programs of this world write them, and as nobody writes them."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yearlight.reminders.answers import own_text, read

REPEATED = "A day in your year\n> Change this day: https://yearlight.example/r/x/\n> Wednesday, 14 November"


def message(text: str = "He laughed in the tram.", **headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"From": "Mara <mara@example.org>", "To": "a+key@example.org", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


@pytest.mark.parametrize(
    "above",
    [
        "On Wed, 14 Nov 2026 at 08:00, Yearlight <yearlight@example.org> wrote:",
        "On Nov 14, 2026, at 08:00, Yearlight <yearlight@example.org> wrote:",
        "Am 14.11.2026 um 08:00 schrieb Yearlight <yearlight@example.org>:",
        "Le mer. 14 nov. 2026 à 08:00, Yearlight <yearlight@example.org> a écrit :",
        "El mié, 14 nov 2026 a las 08:00, Yearlight (<yearlight@example.org>) escribió:",
        "Il giorno mer 14 nov 2026 alle ore 08:00 Yearlight <yearlight@example.org> ha scritto:",
        "Op wo 14 nov. 2026 om 08:00 schreef Yearlight <yearlight@example.org>:",
        "בתאריך יום ד׳, 14 בנוב׳ 2026 ב-8:00 מאת Yearlight <\u200fyearlight@example.org\u200f>:",
        "Den ons 14 nov. 2026 kl. 08:00 skrev Yearlight\n<yearlight@example.org>:",
        "2026年11月14日(水) 8:00 Yearlight <yearlight@example.org>:",
    ],
)
def test_what_a_program_repeats_is_cut(above: str) -> None:
    assert (
        own_text(f"He laughed in the tram.\n\nHe did.\n\n{above}\n\n> {REPEATED}\n")
        == "He laughed in the tram.\n\nHe did."
    )


def test_what_outlook_repeats_without_marks_is_cut() -> None:
    text = (
        "He laughed in the tram.\n\n________________________________\nFrom: Yearlight <yearlight@example.org>\n"
        "Sent: Wednesday, November 14, 2026 8:00 AM\nTo: Mara\nSubject: A day in your year\n\nWednesday, 14 November\n"
    )
    assert own_text(text) == "He laughed in the tram."


def test_what_is_written_below_or_between_stays() -> None:
    above = "On Wed, 14 Nov 2026 at 08:00, Yearlight <yearlight@example.org> wrote:"
    assert (
        own_text(f"{above}\n> A day in your year\n>\n> Wednesday\n\nHe laughed in the tram.")
        == "He laughed in the tram."
    )
    between = f"One.\n{above}\n> A day in your year\n\nTwo.\n\n> Wednesday\nThree."
    assert own_text(between) == "One.\n\nTwo.\n\nThree."


@pytest.mark.parametrize(
    "text",
    [
        "Dear Jonah,\n\n  the lake\n    was white.\n\nYour mother",
        "She wrote: I am tired.\nAnd then nothing more.",
        "On the day you were born it snowed.\n\nBest regards,\nyour father",
        "-- \nand under the line as well",
    ],
)
def test_a_letter_that_repeats_nothing_stays_whole(text: str) -> None:
    assert own_text(text) == text.strip()


def test_broken_lines_become_paragraphs_again() -> None:
    made = message("He laughed in \nthe tram.\nThen he slept.\n")
    made.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed')
    assert read(made.as_bytes()).text == "He laughed in the tram.\nThen he slept."


def test_a_page_is_read_for_its_words() -> None:
    made = message()
    made.set_content(
        "<html><head><style>p{}</style></head><body><p>He laughed&nbsp;in <b>the tram</b>.</p><div>Then<br>he slept.</div>"
        '<div class="gmail_quote"><div>On Wednesday somebody wrote</div><div>this</div></div><script>x()</script></body></html>',
        subtype="html",
    )
    assert read(made.as_bytes()).text == "He laughed in the tram.\n\nThen\nhe slept."


def test_pictures_lie_beside_it_in_their_order() -> None:
    made = message()
    made.add_attachment(b"one", maintype="image", subtype="jpeg", filename="IMG_1.jpg")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="paper.pdf")
    made.add_attachment(b"two", maintype="image", subtype="heic", filename="größe.heic")
    found = read(made.as_bytes())
    assert [(one.name, one.data) for one in found.pictures] == [("IMG_1.jpg", b"one"), ("größe.heic", b"two")]
    assert found.text == "He laughed in the tram."


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<letters.example.org>"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
    ],
)
def test_what_a_program_wrote_is_known(headers: dict[str, str]) -> None:
    assert read(message(**headers).as_bytes()).is_automatic
    assert not read(message(Auto_Submitted="no").as_bytes()).is_automatic


@pytest.mark.parametrize(
    ("report", "is_forged"),
    [
        ("mx.example.org; dmarc=fail (p=reject) header.from=example.org; spf=softfail", True),
        ("mx.example.org; spf=fail smtp.mailfrom=else.example", True),
        ("mx.example.org; spf=fail; dkim=pass header.d=example.org", False),
        ("mx.example.org; spf=none; dkim=none", False),
        ("mx.example.org; dmarc=pass", False),
    ],
)
def test_what_the_mail_server_found_out_counts(report: str, is_forged: bool) -> None:
    assert read(message(Authentication_Results=report).as_bytes()).is_forged is is_forged


def test_a_message_of_two_senders_has_none() -> None:
    assert read(message(From="mara@example.org, peter@example.org").as_bytes()).sender == ""


def test_the_messages_it_answers_are_named_from_the_nearest_on() -> None:
    made = message(In_Reply_To="<b@x>", References="<a@x> <b@x>")
    assert read(made.as_bytes()).answers == ("<b@x>", "<a@x>")


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_fault(data: bytes) -> None:
    read(data)


_HEADER = st.sampled_from(
    ["Content-Type", "Content-Transfer-Encoding", "From", "To", "In-Reply-To", "Content-Disposition", "Subject", "Date"]
)
_VALUE = st.text(
    st.characters(blacklist_characters="\r\n", blacklist_categories=["Cs"]), max_size=60
) | st.sampled_from(
    [
        'multipart/mixed; boundary="x"',
        "multipart/alternative; boundary=",
        "text/html; charset=none-such",
        "text/plain; charset=utf-16; format=flowed",
        "message/rfc822",
        "image/jpeg",
        "base64",
        "quoted-printable",
        "8bit",
        "attachment; filename*=\"utf-8''%FF\"",
    ]
)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(_HEADER, _VALUE), max_size=6),
    st.lists(st.sampled_from(["--x", "--x--", "", "<p>a", "=ZZ", "aGE="]), max_size=8),
)
def test_any_headers_are_read_without_a_fault(headers: list[tuple[str, str]], lines: list[str]) -> None:
    data = "".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n" + "\r\n".join(lines)
    read(data.encode("utf-8", "surrogateescape"))
