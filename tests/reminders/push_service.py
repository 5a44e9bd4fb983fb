"""A push service and the browser behind it, on this machine: what arrives is decrypted as RFC 8291 says, by code of its own."""

import base64
import json
import os
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()


def to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@dataclass
class Browser:
    """The keys of one subscription, and what can be read with them."""

    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(CURVE))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def keys(self) -> dict[str, str]:
        return {"p256dh": to_text(point(self.private)), "auth": to_text(self.secret)}

    def read(self, body: bytes) -> bytes:
        """The text of one message (RFC 8291, section 3.4, and RFC 8188, section 2)."""
        salt, size, length = body[:16], struct.unpack("!L", body[16:20])[0], body[20]
        sender, record = body[21 : 21 + length], body[21 + length :]
        assert len(record) <= size, "more than one record"
        shared = self.private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        info = b"WebPush: info\0" + point(self.private) + sender
        material = _derive(shared, self.secret, info, 32)
        key = _derive(material, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derive(material, salt, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, record, None).rstrip(b"\0")
        assert padded[-1:] == b"\2", "not marked as the last record"
        return padded[:-1]


def _derive(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


def claims(header: str) -> tuple[dict[str, Any], bytes]:
    """What a site says of itself and the key it signed it with, once the signature is found good (RFC 8292)."""
    scheme, _space, rest = header.partition(" ")
    assert scheme == "vapid"
    parts = dict(one.strip().split("=", 1) for one in rest.split(","))
    signed, _dot, signature = parts["t"].rpartition(".")
    raw = to_bytes(signature)
    pair = utils.encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, to_bytes(parts["k"]))
    key.verify(pair, signed.encode(), ec.ECDSA(hashes.SHA256()))
    head, body = (json.loads(to_bytes(one)) for one in signed.split("."))
    assert head["alg"] == "ES256"
    return body, to_bytes(parts["k"])


@dataclass
class Service:
    """What it was sent, and what it answers."""

    url: str = ""
    port: int = 0
    status: int = 201
    location: str = ""
    #: End the connection when everything has come, without an answer.
    says_nothing: bool = False
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def service(*, tls: ssl.SSLContext | None = None) -> Iterator[Service]:
    """A push service that listens on this machine."""
    made = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if len(body) < int(self.headers["Content-Length"]):
                return
            made.came.append((dict(self.headers), body))
            if made.says_nothing:
                return
            self.send_response(made.status)
            if made.location:
                self.send_header("Location", made.location)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    made.port = server.server_port
    made.url = f"http://127.0.0.1:{server.server_port}/push/abc"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
