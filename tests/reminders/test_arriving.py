"""What becomes of a message that came in."""

from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.keepsakes import draw
from yearlight.entries import queries as entries
from yearlight.entries.models import Entry, EntryDraft
from yearlight.keepsakes import actions as keepsakes
from yearlight.keepsakes.models import Picture
from yearlight.keepsakes.refused import PictureRefused
from yearlight.reminders import ways
from yearlight.reminders.actions.arriving import Became, take
from yearlight.reminders.models import Arrived, Message, Receiver, Told, Wish
from yearlight.reminders.private_address import address_of, new_key

NOW = make.NOW


@pytest.fixture(autouse=True)
def answers(settings: Settings, tmp_path: Path) -> None:
    settings.YEARLIGHT_HOME = tmp_path
    settings.YEARLIGHT_ANSWERS_ADDRESS = "yearlight+{key}@example.org"


@pytest.fixture
def receiver(cast: Cast) -> Receiver:
    return make.make_receiver(cast.account("keeper"), answers_to=new_key())


def answer(receiver: Receiver, text: str = "He laughed in the tram.", **headers: str) -> EmailMessage:
    made = EmailMessage()
    to = address_of(receiver.answers_to)
    fields = {"From": "Mara <Mara@example.org>", "To": str(to), "Message-ID": "<one@example.org>"}
    for name, value in (fields | {key.replace("_", "-"): one for key, one in headers.items()}).items():
        made[name] = value
    made.set_content(text)
    return made


def drafts() -> Iterator[tuple[str, str]]:
    yield from EntryDraft.objects.order_by("pk").values_list("title", "body")


def test_an_answer_becomes_a_draft_of_its_writer_alone(cast: Cast, receiver: Receiver) -> None:
    assert take(answer(receiver).as_bytes(), now=NOW) is Became.DRAFT
    assert list(drafts()) == [("", "He laughed in the tram.")]
    assert [one.label for one in entries.drafts(cast.viewer("keeper"))] == ["He laughed in the tram."]
    assert not entries.drafts(cast.viewer("other_keeper"))


def test_a_message_is_taken_once_however_often_it_comes(receiver: Receiver) -> None:
    data = answer(receiver).as_bytes()
    assert [take(data, now=NOW), take(data, now=NOW)] == [Became.DRAFT, Became.AGAIN]
    assert Entry.objects.count() == 1


def test_a_crash_in_the_middle_leaves_one_draft(receiver: Receiver) -> None:
    data = answer(receiver).as_bytes()
    take(data, now=NOW)
    Arrived.objects.all().delete()
    assert take(data, now=NOW + timedelta(minutes=5)) is Became.DRAFT
    assert Entry.objects.count() == 1


def test_the_address_may_change_its_case_and_stand_on_the_envelope_alone(receiver: Receiver) -> None:
    made = answer(receiver)
    made.replace_header("To", "undisclosed-recipients:;")
    envelope = (str(address_of(receiver.answers_to)).upper(),)
    assert take(made.as_bytes(), now=NOW, envelope=envelope) is Became.DRAFT


@pytest.mark.parametrize(
    ("headers", "became"),
    [
        ({"From": "else@example.org"}, Became.STRANGER),
        ({"Authentication_Results": "mx; dmarc=fail"}, Became.STRANGER),
        ({"Auto_Submitted": "auto-replied"}, Became.AUTOMATIC),
        ({"To": "yearlight+bcdfghjkmnpqrstvbcdfghjkmnpqrstv@example.org"}, Became.NOBODY),
        ({"To": "somebody@example.org"}, Became.NOBODY),
    ],
)
def test_what_is_not_an_answer_of_theirs_becomes_nothing(
    receiver: Receiver, headers: dict[str, str], became: Became
) -> None:
    assert take(answer(receiver, **headers).as_bytes(), now=NOW) is became
    assert not Entry.objects.exists()


def test_an_address_that_was_closed_leads_nowhere(receiver: Receiver) -> None:
    data = answer(receiver).as_bytes()
    Receiver.objects.update(answers_to=None)
    assert take(data, now=NOW) is Became.NOBODY


def test_one_without_words_and_pictures_becomes_nothing(receiver: Receiver) -> None:
    repeated = "On Wed, 14 Nov 2026 at 08:00, Yearlight <yearlight@example.org> wrote:\n> A day in your year"
    assert take(answer(receiver, repeated).as_bytes(), now=NOW) is Became.EMPTY


def test_pictures_are_kept_for_their_writer_alone_and_lie_beside_it(cast: Cast, receiver: Receiver) -> None:
    made = answer(receiver)
    made.add_attachment(draw.saved(draw.quarters(64, 48)), maintype="image", subtype="jpeg", filename="tram.jpg")
    made.add_attachment(b"no picture", maintype="image", subtype="jpeg", filename="broken.jpg")
    assert take(made.as_bytes(), now=NOW) is Became.DRAFT
    picture = Picture.objects.get()
    assert (picture.audience_id, picture.writer_id, picture.file_name) == (None, cast.keeper.pk, "tram.jpg")
    assert [one.picture_id for one in Entry.objects.get().attachments.all()] == [picture.pk]
    assert "A picture that came with this could not be kept." in next(drafts())[1]


def test_a_picture_alone_is_kept_too(receiver: Receiver) -> None:
    made = answer(receiver, "")
    made.add_attachment(draw.saved(draw.quarters(64, 48)), maintype="image", subtype="jpeg", filename="tram.jpg")
    assert take(made.as_bytes(), now=NOW) is Became.DRAFT
    assert list(drafts()) == [("By e-mail", "")]


def test_while_the_disk_is_full_nothing_is_said_to_be_taken(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = answer(receiver)
    made.add_attachment(draw.saved(draw.quarters(64, 48)), maintype="image", subtype="jpeg", filename="tram.jpg")
    with monkeypatch.context() as patch:
        patch.setattr(keepsakes, "is_short_of_space", lambda folder: True)
        with pytest.raises(PictureRefused):
            take(made.as_bytes(), now=NOW)
    assert take(made.as_bytes(), now=NOW) is Became.DRAFT
    assert Entry.objects.get().attachments.count() == 1


def test_it_is_written_to_the_one_whose_day_was_told(cast: Cast, receiver: Receiver) -> None:
    second = make.make_person(cast.family, "Noa", audience=cast.person.audience)
    for person, day in ((second, date(2026, 11, 2)), (cast.person, date(2026, 11, 3))):
        told_of(receiver, person, day)
    assert take(answer(receiver).as_bytes(), now=NOW) is Became.DRAFT
    assert Entry.objects.get().person == cast.person
    name = ways.message_id(Message.objects.get(on=date(2026, 11, 2)).public_id)
    data = answer(receiver, In_Reply_To=name).as_bytes().replace(b"<one@", b"<two@")
    assert take(data, now=NOW) is Became.DRAFT
    assert Entry.objects.latest("pk").person == second


def told_of(receiver: Receiver, person: object, on: date) -> None:
    wish = Wish.objects.create(receiver=receiver, person=person, custom="civil-yearly", changed_at=NOW)
    sent = Message.objects.create(receiver=receiver, on=on, opens_at=NOW, closes_at=NOW)
    Told.objects.create(message=sent, wish=wish, occurrence="y2026", lead="0m", day=on)


def test_who_may_write_nowhere_is_taken_nothing(cast: Cast) -> None:
    alone = make.make_account("alone@example.org")
    receiver = make.make_receiver(alone, answers_to=new_key())
    made = answer(receiver)
    made.replace_header("From", "alone@example.org")
    assert take(made.as_bytes(), now=NOW) is Became.NO_PLACE


def test_nothing_is_taken_where_no_address_is_set(receiver: Receiver, settings: Settings) -> None:
    data = answer(receiver).as_bytes()
    settings.YEARLIGHT_ANSWERS_ADDRESS = ""
    assert take(data, now=NOW) is Became.NOBODY


def test_answers_are_switched_on_and_off_by_each_for_themselves(cast: Cast, settings: Settings) -> None:
    client = cast.client("keeper")
    assert "off until you switch it on" in client.get("/me/reminders/answers/").content.decode()
    client.post("/me/reminders/answers/", {"do": "take"})
    first = Receiver.objects.get(account=cast.account("keeper"))
    page = client.get("/me/reminders/answers/").content.decode()
    assert str(address_of(first.answers_to)) in page
    assert take(answer(first).as_bytes(), now=NOW) is Became.DRAFT
    client.post("/me/reminders/answers/", {"do": "end"})
    assert take(answer(first).as_bytes().replace(b"<one@", b"<two@"), now=NOW) is Became.NOBODY
    settings.YEARLIGHT_ANSWERS_ADDRESS = ""
    assert client.get("/me/reminders/answers/").status_code == 404
    assert "answers/" not in client.get("/me/reminders/").content.decode()
