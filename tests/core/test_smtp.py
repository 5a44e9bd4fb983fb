import datetime
import socket
import ssl
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django.fixtures import Settings

from tests.core.post import Hall, mail_server
from yearlight.core.mail import Came, NotReached, Parcel
from yearlight.core.smtp import MailServer, said_of

PARCEL = Parcel("days@house.example", "mara@example.org", b"Subject: A day\r\n\r\n.hidden\r\n..two\r\nlast\r\n", "one")


def yes() -> bool:
    return True


@pytest.fixture
def hall(settings: Settings) -> Iterator[Hall]:
    with mail_server(settings) as found:
        yield found


def test_message_arrives_byte_for_byte_with_lines_that_begin_with_a_dot(hall: Hall) -> None:
    with MailServer() as server:
        reply = server.hand_over(PARCEL, yes)
    assert reply == (Came.TAKEN, "250 2.0.0 queued as 7A")
    [one] = hall.taken
    assert (one.mail_from, one.rcpt_tos, one.original_content) == (PARCEL.sender, [PARCEL.to], PARCEL.data)


def test_last_question_comes_before_the_server_could_take_it(hall: Hall) -> None:
    with MailServer() as server:
        server.hand_over(PARCEL, lambda: hall.taken == [])
    assert len(hall.taken) == 1


def test_message_withheld_at_the_last_moment_never_arrives_and_the_next_one_does(hall: Hall) -> None:
    with MailServer() as server:
        assert server.hand_over(PARCEL, lambda: False).came is Came.WITHHELD
        assert server.hand_over(PARCEL, yes).came is Came.TAKEN
    assert len(hall.taken) == 1
    assert hall.connections == 2


def test_several_messages_go_over_one_connection(hall: Hall) -> None:
    with MailServer() as server:
        assert [server.hand_over(PARCEL, yes).came for _ in range(3)] == [Came.TAKEN] * 3
    assert hall.connections == 1


@pytest.mark.parametrize(
    ("command", "answer", "came"),
    [
        ("RCPT", "450 4.2.1 busy", Came.AGAIN),
        ("RCPT", "550 5.1.1 no such mailbox", Came.REFUSED),
        ("DOT", "451 4.7.1 come back later", Came.AGAIN),
        ("DOT", "554 5.7.1 not wanted", Came.REFUSED),
        # The sender is not the receiver's fault: the host may mend it within the hours.
        ("MAIL", "550 5.7.1 who are you", Came.AGAIN),
        ("RCPT", "421 4.3.2 closing", Came.AGAIN),
    ],
)
def test_what_the_server_answers_decides(hall: Hall, command: str, answer: str, came: Came) -> None:
    hall.answers[command] = [answer]
    with MailServer() as server:
        assert server.hand_over(PARCEL, yes) == (came, answer)
        assert hall.taken == []
        assert server.hand_over(PARCEL, yes).came is Came.TAKEN


def test_connection_that_breaks_after_the_dot_leaves_it_unsure_whether_taken_or_not(hall: Hall) -> None:
    for hall.breaks in ("before", "after"):
        with MailServer() as server:
            assert server.hand_over(PARCEL, yes).came is Came.UNSURE
    assert len(hall.taken) == 1


def test_connection_that_breaks_before_the_dot_has_handed_nothing_over(hall: Hall) -> None:
    asked = []
    with MailServer() as server:
        server.hand_over(PARCEL, yes)
        assert server._open is not None
        assert server._open.sock is not None
        server._open.sock.shutdown(socket.SHUT_RDWR)
        reply = server.hand_over(PARCEL, lambda: bool(asked.append(1)) or True)
    assert (reply.came, asked, len(hall.taken)) == (Came.AGAIN, [], 1)


def test_server_that_is_not_there_is_told_before_anything_is_asked(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    with MailServer() as server, pytest.raises(NotReached, match="ConnectionRefusedError"):
        server.hand_over(PARCEL, yes)


def test_what_was_said_is_short_and_names_no_address() -> None:
    assert said_of(550, b"<mara@example.org>: no such user\nhere") == "550 <…>: no such user here"
    assert len(said_of(550, b"x" * 1000)) == 200


# --- STARTTLS ---


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate for localhost, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begins = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins.replace(year=2120))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def _served_with(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_message_goes_over_starttls_to_a_server_that_can_prove_its_name(
    settings: Settings, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(settings, _served_with(certificate)) as hall, MailServer() as server:
        assert server.hand_over(PARCEL, yes).came is Came.TAKEN
        assert hall.taken


def test_nothing_is_told_to_a_server_that_cannot_prove_its_name(settings: Settings, certificate: Path) -> None:
    with mail_server(settings, _served_with(certificate)) as hall, MailServer() as server:
        with pytest.raises(NotReached, match="SSLCertVerificationError"):
            server.hand_over(PARCEL, yes)
        assert hall.taken == []
