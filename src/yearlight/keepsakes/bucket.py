"""Originals in an S3-compatible bucket, with files of this machine to work from.

Servers differ in what they check (see decision 0034), so nothing is taken on trust: each piece is sent with its MD5, a name
that is there is not written over, and what was sent is read back and hashed before anything names it.
"""

import base64
import contextlib
import errno
import hashlib
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import IO, Any, TypeVar

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from yearlight.core.files import Incoming
from yearlight.keepsakes.store import Away, Changed

T = TypeVar("T")

_PIECE = 1 << 20
#: A file is sent in parts of so many bytes; what is no larger goes in one.
PART = 64 << 20
_FOLDER = "originals/"
_NAME = re.compile(r"[0-9a-f]{64}")
_NOT_THERE = frozenset({"404", "NoSuchKey", "NotFound", "NoSuchUpload"})
_IS_THERE = frozenset({"412", "PreconditionFailed", "ConditionalRequestConflict"})
_NO_ROOM = frozenset({"507", "QuotaExceeded", "InsufficientStorage", "EntityTooLarge"})
#: A file of this machine that was used so lately is not let go, however full it is: somebody may be reading it.
_IN_USE_SECONDS = 3600.0


@dataclass(frozen=True)
class Bucket:
    """The store of a bucket. ``client`` gives the one of the process that asks; ``room`` is for the files here, in bytes."""

    name: str
    home: Path
    room: int
    client: Callable[[], Any] = field(repr=False)

    def keep(self, incoming: Incoming) -> None:
        sha256 = incoming.sha256
        told = _sums(incoming.path)
        if told.sha256 != sha256:
            raise Changed(sha256)
        if self.has(sha256):
            if self.is_sound(sha256):
                self._wait_no_more(sha256)
                return
            self._lay_aside(sha256)
        self._send(incoming.path, sha256, told)
        if not self.is_sound(sha256):
            raise Away(errno.EIO, "The bucket gives other bytes than it was sent.")
        self._wait_no_more(sha256)
        self._lay_here(incoming.path, sha256)

    def has(self, sha256: str) -> bool:
        return self._head(sha256) is not None

    def size(self, sha256: str) -> int:
        found = self._head(sha256)
        if found is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), sha256)
        return int(found["ContentLength"])

    def is_sound(self, sha256: str) -> bool:
        digest = hashlib.sha256()
        try:
            for piece in self._read(sha256):
                digest.update(piece)
        except FileNotFoundError:
            return False
        return digest.hexdigest() == sha256

    def file(self, sha256: str) -> Path:
        """See ``Store``. It is brought here where it is not, whole and compared; where the bucket has none, nothing lies there."""
        path = self._here(sha256)
        try:
            os.utime(path)
        except FileNotFoundError:
            with contextlib.suppress(FileNotFoundError):
                self._bring(sha256, path)
        return path

    def all(self) -> Iterator[tuple[str, int]]:
        # An answer that breaks off raises: a part of the names is never taken for all of them.
        pages = self.client().get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=_FOLDER)
        found = iter(pages)
        while (page := _asked(lambda: next(found, None))) is not None:
            for one in page.get("Contents", ()):
                name = one["Key"].removeprefix(_FOLDER)
                if _NAME.fullmatch(name):
                    yield name, int(one["Size"])

    def start_waiting(self, sha256: str, *, now: datetime) -> None:
        mark = self._mark(sha256)
        mark.parent.mkdir(exist_ok=True, mode=0o750)
        mark.touch()
        os.utime(mark, (now.timestamp(), now.timestamp()))

    def waits_since(self, sha256: str, *, now: datetime) -> float:
        """See ``Store``. A bucket cannot be told to count anew, so the marks lie here; where one has gone, it begins again."""
        if not self._mark(sha256).exists():
            self.start_waiting(sha256, now=now)
        return self._mark(sha256).stat().st_mtime

    def remove(self, sha256: str) -> None:
        _asked(lambda: self.client().delete_object(Bucket=self.name, Key=_key(sha256)))
        self._here(sha256).unlink(missing_ok=True)
        self._wait_no_more(sha256)

    # --- the bucket

    def _head(self, sha256: str) -> dict[str, Any] | None:
        try:
            return dict(_asked(lambda: self.client().head_object(Bucket=self.name, Key=_key(sha256))))
        except FileNotFoundError:
            self._must_be_there()
            return None

    def _must_be_there(self) -> None:
        """An answer without a body says the same of an object that is not there and of a bucket that is not."""
        try:
            _asked(lambda: self.client().head_bucket(Bucket=self.name))
        except FileNotFoundError as error:
            raise Away(errno.EIO, f"There is no bucket {self.name}.") from error

    def _read(self, sha256: str) -> Iterator[bytes]:
        body = _asked(lambda: self.client().get_object(Bucket=self.name, Key=_key(sha256)))["Body"]
        try:
            while piece := _asked(lambda: body.read(_PIECE)):
                yield piece
        finally:
            body.close()

    def _send(self, path: Path, sha256: str, told: "_Sums") -> None:
        given = {"Bucket": self.name, "Key": _key(sha256)}
        with path.open("rb") as file:
            try:
                if len(told.md5s) == 1:
                    more = {"ContentMD5": told.md5s[0], "IfNoneMatch": "*", "ContentType": "application/octet-stream"}
                    _asked(lambda: self.client().put_object(Body=file, **given, **more))
                else:
                    self._send_in_parts(file, given, told.md5s)
            except FileExistsError:
                # Another process sent the same file meanwhile; whether it did so well is asked after this.
                return

    def _send_in_parts(self, file: IO[bytes], given: dict[str, str], md5s: list[str]) -> None:
        client = self.client()
        begun = _asked(lambda: client.create_multipart_upload(ContentType="application/octet-stream", **given))
        given = {**given, "UploadId": begun["UploadId"]}
        try:
            parts = []
            for number, md5 in enumerate(md5s, 1):
                part = {"PartNumber": number, "ContentMD5": md5, "Body": file.read(PART)}
                sent = _asked(partial(client.upload_part, **part, **given))
                parts.append({"PartNumber": number, "ETag": sent["ETag"]})
            _asked(lambda: client.complete_multipart_upload(MultipartUpload={"Parts": parts}, **given))
        except OSError:
            # What was sent of it takes room until it is given up.
            with contextlib.suppress(OSError):
                _asked(lambda: client.abort_multipart_upload(**given))
            raise

    def _lay_aside(self, sha256: str) -> None:
        """Keep what is there instead of the right bytes under another name, for whoever looks after this place."""
        source, aside = f"{self.name}/{_key(sha256)}", f"damaged/{sha256}.{time.time_ns()}"
        _asked(lambda: self.client().copy_object(Bucket=self.name, Key=aside, CopySource=source))
        _asked(lambda: self.client().delete_object(Bucket=self.name, Key=_key(sha256)))

    # --- this machine

    def _here(self, sha256: str) -> Path:
        return self.home / "fetched" / sha256[:2] / sha256

    def _mark(self, sha256: str) -> Path:
        return self.home / "waiting" / sha256

    def _wait_no_more(self, sha256: str) -> None:
        self._mark(sha256).unlink(missing_ok=True)

    def _bring(self, sha256: str, path: Path) -> None:
        beside = self._beside(path)
        digest = hashlib.sha256()
        try:
            with beside.open("wb") as file:
                for piece in self._read(sha256):
                    digest.update(piece)
                    file.write(piece)
            if digest.hexdigest() != sha256:
                raise Away(errno.EIO, "The bucket gives other bytes than it was sent.")
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        self._make_room()

    def _lay_here(self, source: Path, sha256: str) -> None:
        """What was just sent is worked from next: it need not be fetched for that."""
        path = self._here(sha256)
        beside = self._beside(path)
        with contextlib.suppress(OSError):
            os.link(source, beside)
            beside.replace(path)
            os.utime(path)
        self._make_room()

    def _beside(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        return path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")

    def _make_room(self) -> None:
        """Let go of the files that were not used for longest, until the rest has room. The bucket has them all."""
        found = []
        for path in (self.home / "fetched").glob("*/*"):
            with contextlib.suppress(FileNotFoundError):
                told = path.stat()
                found.append((told.st_mtime, told.st_size, path))
        over = sum(size for _used, size, _path in found) - self.room
        for used, size, path in sorted(found):
            if over <= 0 or time.time() - used < _IN_USE_SECONDS:
                return
            path.unlink(missing_ok=True)
            over -= size


@dataclass(frozen=True, slots=True)
class _Sums:
    """The SHA-256 of a file, and the MD5 of each of its parts as a header tells it."""

    sha256: str
    md5s: list[str]


def _sums(path: Path) -> _Sums:
    whole, parts = hashlib.sha256(), list[str]()
    with path.open("rb") as file:
        while True:
            part, length = hashlib.md5(usedforsecurity=False), 0
            while length < PART and (piece := file.read(min(_PIECE, PART - length))):
                whole.update(piece)
                part.update(piece)
                length += len(piece)
            if not length and parts:
                break
            parts.append(base64.b64encode(part.digest()).decode())
            if length < PART:
                break
    return _Sums(whole.hexdigest(), parts)


def _key(sha256: str) -> str:
    return f"{_FOLDER}{sha256}"


def _asked(ask: Callable[[], T]) -> T:
    """What the bucket answers, or an ``OSError`` that says which kind of no it was."""
    try:
        return ask()
    except ClientError as error:
        told = error.response
        codes = {str(told.get("Error", {}).get("Code")), str(told.get("ResponseMetadata", {}).get("HTTPStatusCode"))}
        if "NoSuchBucket" not in codes and codes & _NOT_THERE:
            raise FileNotFoundError(errno.ENOENT, str(error)) from error
        if codes & _IS_THERE:
            raise FileExistsError(errno.EEXIST, str(error)) from error
        raise Away(errno.ENOSPC if codes & _NO_ROOM else errno.EIO, str(error)) from error
    except (BotoCoreError, OSError) as error:
        raise Away(errno.EIO, str(error)) from error


def bucket() -> Bucket:
    """The bucket that the settings name."""
    return Bucket(
        settings.YEARLIGHT_S3_BUCKET,
        Path(settings.YEARLIGHT_HOME),
        settings.YEARLIGHT_S3_FETCHED_MB << 20,
        lambda: client_of(os.getpid()),
    )


@cache
def client_of(_pid: int, *, is_anonymous: bool = False) -> Any:
    """The client of a process: connections are not shared with the one it parted from."""
    config = Config(
        signature_version=UNSIGNED if is_anonymous else None,
        s3={"addressing_style": "path"},
        connect_timeout=10,
        read_timeout=60,
        retries={"max_attempts": 3, "mode": "standard"},
        # Servers that do not know these checksums refuse them, and others take a wrong one: MD5 and our own are what counts.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.client(
        "s3",
        endpoint_url=settings.YEARLIGHT_S3_ENDPOINT or None,
        region_name=settings.YEARLIGHT_S3_REGION,
        aws_access_key_id=settings.YEARLIGHT_S3_KEY,
        aws_secret_access_key=settings.YEARLIGHT_S3_SECRET,
        config=config,
    )
