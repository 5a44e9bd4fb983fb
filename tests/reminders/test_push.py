"""A message on a device: read by its browser alone, in time, once; and never sent anywhere but to a push service."""

import json
import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import http_ece
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.reminders.push_service import CURVE, Browser, Service, claims, service, to_bytes, to_text
from yearlight.core import clock, outside
from yearlight.core.secret import is_push_key, new_push_key
from yearlight.reminders import browsers, push
from yearlight.reminders.compose import Text
from yearlight.reminders.models import PushDevice, Reached, Subject
from yearlight.reminders.ways import Answer

TEXT = Text(
    "A day in your year", "Tomorrow is a day.\nLink: https://…\n\nThe day Jonah died", (("Message-ID", "<a@b>"),)
)
CLOSES = make.NOW + timedelta(hours=5)
SERVICES = ("fcm.googleapis.com", ".push.services.mozilla.com")


@pytest.fixture
def device(cast: Cast, there: Service, browser: Browser) -> PushDevice:
    """Mara's telephone."""
    receiver = make.make_receiver(cast.account("keeper"), by_push=True)
    return PushDevice.objects.create(
        receiver=receiver, endpoint=there.url, endpoint_hash="0" * 64, made_at=make.NOW, **browser.keys
    )


def hand(device: PushDevice, text: Text = TEXT, *, is_wanted: bool = True, **more: Any) -> Answer:
    return push.hand_over(device, text, lambda: is_wanted, **{"closes_at": CLOSES, "now": make.NOW, **more})


# --- what the browser reads


def test_softened_message_says_a_day_in_your_year_and_nothing_else(
    device: PushDevice, there: Service, browser: Browser
) -> None:
    assert hand(device).reached is Reached.SENT
    [(_head, body)] = there.came
    told = json.loads(browser.read(body))
    assert told.pop("tag")
    assert told == {"title": "A day in your year"}


def test_more_is_told_where_it_was_chosen(device: PushDevice, there: Service, browser: Browser) -> None:
    device.receiver.subject = Subject.TOLD
    hand(device, Text("The day Jonah died", "Tomorrow: The day Jonah died\nLink", TEXT.headers))
    told = json.loads(browser.read(there.came[0][1]))
    assert (told["title"], told["body"]) == ("The day Jonah died", "Tomorrow: The day Jonah died")


def test_no_other_browser_can_read_it(device: PushDevice, there: Service) -> None:
    hand(device)
    with pytest.raises(Exception, match=r"^$"):
        Browser().read(there.came[0][1])


def test_service_cannot_tell_a_soft_message_from_another_by_its_size(device: PushDevice, there: Service) -> None:
    hand(device)
    device.receiver.subject = Subject.TOLD
    hand(device, Text("תאריך " * 60, "Long. " * 200, TEXT.headers))
    assert {len(body) for _head, body in there.came} == {push._SIZE + 103}


def test_encryption_is_that_of_the_example_in_rfc_8291() -> None:
    """Appendix A: with the keys and the salt of the example comes the very message of the example."""
    private = ec.derive_private_key(int.from_bytes(to_bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")), CURVE)
    body = http_ece.encrypt(
        b"When I grow up, I want to be a watermelon",
        salt=to_bytes("DGv6ra1nlYgDCS1FRnbzlw"),
        private_key=private,
        dh=to_bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        auth_secret=to_bytes("BTBZMqHH6r4Tts7J_aSIgg"),
        version="aes128gcm",
    )
    assert to_text(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_y"
        "l95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_our_own_reader_reads_the_example_of_rfc_8291() -> None:
    private = ec.derive_private_key(int.from_bytes(to_bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")), CURVE)
    body = to_bytes(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_y"
        "l95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    read = Browser(private, to_bytes("BTBZMqHH6r4Tts7J_aSIgg")).read(body)
    assert read == b"When I grow up, I want to be a watermelon"


# --- what the service is told


def test_service_is_told_who_sends_and_until_when(device: PushDevice, there: Service, settings: Settings) -> None:
    settings.YEARLIGHT_ADDRESS = "https://remember.example.org"
    hand(device)
    head = there.came[0][0]
    said, key = claims(head["Authorization"])
    assert to_text(key) == push.public_key()
    assert said["aud"] == there.url.removesuffix("/push/abc")
    assert said["sub"] == "https://remember.example.org"
    assert 0 < said["exp"] - make.NOW.timestamp() < 24 * 3600
    assert (head["TTL"], head["Urgency"], head["Content-Encoding"]) == (str(5 * 3600), "normal", "aes128gcm")


def test_service_finds_the_sender_by_mail_where_the_site_has_no_address(device: PushDevice, there: Service) -> None:
    hand(device)
    assert claims(there.came[0][0]["Authorization"])[0]["sub"] == "mailto:yearlight@localhost"


def test_one_message_has_one_topic_and_tag_however_often_it_is_tried(
    device: PushDevice, there: Service, browser: Browser
) -> None:
    hand(device)
    hand(device)
    hand(device, Text(TEXT.subject, TEXT.body, (("Message-ID", "<another@b>"),)))
    topics = [head["Topic"] for head, _body in there.came]
    tags = [json.loads(browser.read(body))["tag"] for _head, body in there.came]
    assert topics == tags
    assert topics[0] == topics[1] != topics[2]
    assert all(len(topic) <= 32 for topic in topics)


def test_nothing_is_sent_when_its_time_is_over(device: PushDevice, there: Service) -> None:
    assert hand(device, closes_at=make.NOW).reached is Reached.WAITING
    assert there.came == []


# --- what becomes of it


@pytest.mark.parametrize(
    ("status", "reached"),
    [
        (200, Reached.SENT),
        (201, Reached.SENT),
        (404, Reached.ENDED),
        (410, Reached.ENDED),
        (429, Reached.WAITING),
        (500, Reached.WAITING),
        (503, Reached.WAITING),
        (400, Reached.REFUSED),
        (403, Reached.REFUSED),
        (413, Reached.REFUSED),
    ],
)
def test_what_the_service_answers_decides(device: PushDevice, there: Service, status: int, reached: Reached) -> None:
    there.status = status
    answer = hand(device)
    assert answer.reached is reached
    assert answer.said.startswith(str(status))


def test_redirect_is_not_followed(device: PushDevice, there: Service) -> None:
    with service() as elsewhere:
        there.status, there.location = 307, elsewhere.url
        assert hand(device).reached is Reached.REFUSED
        assert elsewhere.came == []


def test_withheld_message_is_not_sent(device: PushDevice, there: Service) -> None:
    assert hand(device, is_wanted=False).reached is Reached.WAITING
    assert there.came == []


def test_it_is_written_down_before_the_message_is_sent(device: PushDevice, there: Service) -> None:
    """Asked before anything of the message has left: a crash after that is unsure, a crash before it sent nothing."""
    came_before = []

    def before_last() -> bool:
        came_before.extend(there.came)
        return True

    push.hand_over(device, TEXT, before_last, closes_at=CLOSES, now=make.NOW)
    assert came_before == []
    assert len(there.came) == 1


def test_connection_that_breaks_off_after_the_message_leaves_it_unsure(device: PushDevice, there: Service) -> None:
    there.says_nothing = True
    assert hand(device).reached is Reached.UNSURE


def test_service_that_is_not_there_is_tried_again(device: PushDevice) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        device.endpoint = f"http://127.0.0.1:{closed.getsockname()[1]}/push"
        asked: list[bool] = []

        def before_last() -> bool:
            asked.append(True)
            return True

        answer = push.hand_over(device, TEXT, before_last, closes_at=CLOSES, now=make.NOW)
    assert answer == Answer(Reached.WAITING, "ConnectionRefusedError")
    assert asked == []


def test_host_can_switch_it_off(device: PushDevice, there: Service, settings: Settings) -> None:
    settings.YEARLIGHT_PUSH = False
    assert hand(device).reached is Reached.REFUSED
    assert there.came == []


# --- where it goes


@pytest.mark.parametrize(
    "url",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://fcm.googleapis.com:443/fcm/send/a?b=c",
    ],
)
def test_push_service_is_written_to(url: str) -> None:
    assert outside.checked(url, SERVICES).hostname


@pytest.mark.parametrize(
    "url",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "http://127.0.0.1:8000/me/",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/x",
        "https://fcm.googleapis.com.example.org/x",
        "https://evilfcm.googleapis.com/x",
        "https://push.services.mozilla.com.evil.example/x",
        "https://user@fcm.googleapis.com/x",
        "https://fcm.googleapis.com:22/x",
        "https://fcm.googleapis.com",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/a\r\nHost: x",
        "file:///etc/passwd",
        "https://fcm.googleapis.com/" + "a" * 2100,
        "https://[fcm.googleapis.com/x",
        "",
    ],
)
def test_no_other_address_is_written_to(url: str) -> None:
    with pytest.raises(outside.NotAllowed):
        outside.checked(url, SERVICES)


@pytest.mark.parametrize(
    "address", ["10.0.0.7", "192.168.1.1", "127.0.0.1", "169.254.169.254", "::1", "fd00::1", "fe80::1%2"]
)
def test_name_that_leads_into_a_network_of_ones_own_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    rows = [(0, 0, 0, "", ("8.8.8.8", 443)), (0, 0, 0, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: rows)
    with pytest.raises(outside.NotAllowed):
        outside._public_addresses("fcm.googleapis.com")


def test_connection_goes_to_the_very_addresses_that_were_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not to what the name says a moment later; and to the second where the first does not answer."""
    rows = [(0, 0, 0, "", ("2606:4700:4700::1111", 443, 0, 0)), (0, 0, 0, "", ("8.8.8.8", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: rows)
    went: list[object] = []

    def connect(to: object, *args: object) -> socket.socket:
        went.append(to)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(outside.NotReached):
        outside.post(
            outside.checked("https://fcm.googleapis.com/x", SERVICES), {}, b"", before_body=lambda: True, seconds=1
        )
    assert went == [("2606:4700:4700::1111", 443), ("8.8.8.8", 443)]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate for the name of a push service, signed by itself."""
    key, name = ec.generate_private_key(CURVE), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "push.example")])
    made = x509.CertificateBuilder(
        name, name, key.public_key(), 1, clock.now() - timedelta(1), clock.now() + timedelta(1)
    )
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("fcm.googleapis.com")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    kept = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = tmp_path / "both.pem"
    path.write_bytes(kept + made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def over_tls(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """A push service with that certificate, where the name leads to this machine."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with service(tls=context) as made:
        monkeypatch.setattr(outside, "_PORT", made.port)
        monkeypatch.setattr(outside, "_public_addresses", lambda host: ["127.0.0.1"])
        yield made


def sent_to(url: str) -> outside.Reply:
    return outside.post(outside.checked(url, SERVICES), {}, b"x", before_body=lambda: True, seconds=5)


def test_service_whose_certificate_is_trusted_is_handed_the_message(
    over_tls: Service, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert sent_to("https://fcm.googleapis.com/x").status == 201
    assert over_tls.came[0][1] == b"x"


def test_server_that_cannot_show_whose_it_is_gets_nothing(
    over_tls: Service, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(outside.NotReached, match="SSLCertVerificationError"):
        sent_to("https://fcm.googleapis.com/x")
    # Nor does one with a good certificate for another name.
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with pytest.raises(outside.NotReached, match="SSLCertVerificationError"):
        sent_to("https://updates.push.services.mozilla.com/x")
    assert over_tls.came == []


def test_loopback_is_closed_outside_of_tests(settings: Settings) -> None:
    assert settings.OUTSIDE_MAY_BE_HERE is False
    with pytest.raises(outside.NotAllowed):
        outside.checked("http://127.0.0.1:1/x", SERVICES)


# --- keys and names


def test_push_key_is_one_that_browsers_take() -> None:
    key = new_push_key()
    assert is_push_key(key)
    assert len(key) == 43
    assert len(to_bytes(push._public(key))) == 65


@pytest.mark.parametrize("text", ["", "abc", "A" * 43, "_" * 43, "!" * 43, "x" * 44])
def test_what_is_no_push_key_is_refused(text: str) -> None:
    assert not is_push_key(text)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox, Android"),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("<script>", ""),
    ],
)
def test_browser_is_called_by_its_family(agent: str, name: str) -> None:
    assert browsers.called(agent) == name
