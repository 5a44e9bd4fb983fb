"""Messages on a device: encrypted for its browser alone (RFC 8291), signed by this site (RFC 8292), handed to the
push service that the browser named."""

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from email.utils import parseaddr
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from yearlight.core import outside
from yearlight.reminders.compose import Text
from yearlight.reminders.models import Reached, Subject
from yearlight.reminders.ways import Answer

if TYPE_CHECKING:
    from yearlight.reminders.models import PushDevice

_CURVE = ec.SECP256R1()
_SECONDS = 10.0
#: A signature serves one service for so long; more than a day is refused by all.
_SIGNED_FOR = 12 * 3600
#: Every message is of this size, so that a service cannot tell a word from a sentence.
_SIZE, _LONGEST = 2048, 240
_ENDED = (404, 410)
_AGAIN = (408, 425, 429)


def hand_over(
    device: "PushDevice", text: Text, before_last: Callable[[], bool], *, closes_at: datetime, now: datetime
) -> Answer:
    """Hand a message to the device's push service, which drops it when ``closes_at`` has come.

    ``before_last`` is asked just before the message itself is sent, and False withholds it. ``ended``: the browser
    takes no messages any more. ``unsure``: the connection broke off after the message was sent.
    """
    if not settings.YEARLIGHT_PUSH:
        return Answer(Reached.REFUSED, "switched off here")
    seconds = int((closes_at - now).total_seconds())
    if seconds <= 0:
        return Answer(Reached.WAITING, "its time is over")
    try:
        parts = outside.checked(device.endpoint, settings.YEARLIGHT_PUSH_SERVICES)
        body = encrypted(payload(text, device.receiver.subject), device.p256dh, device.auth)
        headers = _headers(f"{parts.scheme}://{parts.netloc}", topic(text), seconds, now)
        reply = outside.post(parts, headers, body, before_body=before_last, seconds=_SECONDS)
    except (outside.NotAllowed, ValueError) as fault:
        return Answer(Reached.REFUSED, f"not written to: {type(fault).__name__}")
    except (outside.NotReached, outside.Withheld) as fault:
        return Answer(Reached.WAITING, str(fault))
    except outside.NoAnswer as fault:
        return Answer(Reached.UNSURE, str(fault))
    return Answer(_reached(reply.status), f"{reply.status} {reply.word}"[:100])


def payload(text: Text, subject: str) -> bytes:
    """What the browser shows, as its worker reads it. More than the subject stands there only where that was chosen."""
    told = {"title": text.subject[:_LONGEST], "tag": topic(text)}
    if subject == Subject.TOLD:
        told["body"] = text.first_line[:_LONGEST]
    return json.dumps(told, ensure_ascii=False).encode().ljust(_SIZE)


def topic(text: Text) -> str:
    """One name for one message: a service keeps the last of those that have not arrived, a browser shows the last."""
    message_id = dict(text.headers)["Message-ID"]
    return _base64(hashlib.sha256(message_id.encode()).digest())[:32]


def encrypted(data: bytes, p256dh: str, auth: str) -> bytes:
    """The data for one browser alone. Raises ``ValueError`` where its keys are none."""
    # Read when a message goes out: until then it would cost every start, and most houses send none.
    import http_ece  # noqa: PLC0415

    body: bytes = http_ece.encrypt(
        data,
        private_key=ec.generate_private_key(_CURVE),
        dh=_bytes(p256dh),
        auth_secret=_bytes(auth),
        version="aes128gcm",
    )
    return body


def are_keys(p256dh: str, auth: str) -> bool:
    """Whether these are keys that a message can be encrypted for."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, _bytes(p256dh))
        return len(_bytes(auth)) == 16
    except ValueError:
        return False


def public_key() -> str:
    """The key by which browsers know this site; a subscription is bound to it."""
    return _public(settings.YEARLIGHT_PUSH_KEY)


def _headers(service: str, topic: str, seconds: int, now: datetime) -> dict[str, str]:
    import jwt  # noqa: PLC0415 - for the same reason

    key = settings.YEARLIGHT_PUSH_KEY
    claims = {"aud": service, "exp": int(now.timestamp()) + _SIGNED_FOR, "sub": _contact()}
    signed = jwt.encode(claims, _private(key), algorithm="ES256")
    return {
        "Authorization": f"vapid t={signed}, k={_public(key)}",
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(seconds),
        "Urgency": "normal",
        "Topic": topic,
    }


def _reached(status: int) -> Reached:
    if 200 <= status < 300:
        return Reached.SENT
    if status in _ENDED:
        return Reached.ENDED
    return Reached.WAITING if status in _AGAIN or status >= 500 else Reached.REFUSED


def _contact() -> str:
    """Where a push service finds whoever sends: the site's own address, or the one that messages come from."""
    if settings.YEARLIGHT_ADDRESS.startswith("https://"):
        return str(settings.YEARLIGHT_ADDRESS)
    return f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"


@lru_cache(maxsize=2)
def _private(key: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(_bytes(key)), _CURVE)


@lru_cache(maxsize=2)
def _public(key: str) -> str:
    return _base64(_private(key).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
