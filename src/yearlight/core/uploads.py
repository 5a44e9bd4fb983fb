"""Receives files from browsers: straight to the disk they will stay on, hashed on the way, never held in memory."""

import contextlib
import hashlib
import secrets
import weakref
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http.multipartparser import MultiPartParserError

from yearlight.core.files import Incoming, incoming_folder, is_short_of_space

_MEGABYTE = 1 << 20


class Limit(NamedTuple):
    """What may come with one request: so many files, each of so many megabytes."""

    files: int
    megabytes: int


def allow(request: Any, limit: Limit) -> None:
    """Take so much and no more with this request, signed in or not. It must be said before its form is read."""
    request.upload_limit = limit


class IncomingFile(UploadedFile):  # type: ignore[type-arg]  # generic for the types alone
    """One file of a form. ``incoming`` is what came, or None where ``refused`` says why it did not."""

    def __init__(self, *, name: str, incoming: Incoming | None, refused: str = "", content_type: str = "") -> None:
        super().__init__(None, name, content_type=content_type, size=incoming.size if incoming else 0)
        self.incoming = incoming
        self.refused = refused

    def close(self) -> None:
        """Take away what nobody kept: Django calls this when the request is over."""
        if self.incoming is not None:
            self.incoming.discard()


class _Arriving:
    """A file on its way, which is nothing until it has come whole."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / secrets.token_hex(16)
        self.digest, self.size = hashlib.sha256(), 0
        self._file: IO[bytes] | None = self.path.open("xb")

    def write(self, data: bytes) -> None:
        self.size += len(data)
        self.digest.update(data)
        if self._file is not None:
            self._file.write(data)

    def complete(self) -> None:
        """It is whole. Raises ``OSError`` where the disk has no room for the last of it."""
        if self._file is not None:
            self._file.close()
        self._file = None

    def discard(self) -> None:
        """Take away what came, unless it was whole."""
        if self._file is None:
            return
        file, self._file = self._file, None
        with contextlib.suppress(OSError):
            file.close()
        self.path.unlink(missing_ok=True)


class IncomingUploadHandler(FileUploadHandler):
    """Streams each file into ``incoming/``. Nothing is taken from someone who is not signed in, unless it was allowed."""

    chunk_size = 1 << 18

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._arriving: _Arriving | None = None
        self._refused = ""
        self._begun = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._begun += 1
        limit = self._limit()
        if limit is None or self._begun > limit.files:
            raise SkipFile
        folder = incoming_folder()
        self._refused = "no_space" if is_short_of_space(folder) else ""
        self._arriving = None if self._refused else _Arriving(folder)
        if self._arriving is not None:
            # Django tells a handler nothing when reading fails, so what came goes with the handler.
            weakref.finalize(self, self._arriving.discard)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._arriving is None:
            return
        try:
            self._arriving.write(raw_data)
        except OSError:
            self._refuse("no_space")
            return
        limit = self._limit()
        if limit is None or self._arriving.size > limit.megabytes * _MEGABYTE:
            self._refuse("too_large")

    def file_complete(self, file_size: int) -> IncomingFile:
        incoming = None
        name, kind = str(self.file_name or ""), str(self.content_type or "")
        if (arriving := self._arriving) is not None:
            try:
                arriving.complete()
            except OSError:
                self._refuse("no_space")
            else:
                incoming = Incoming(arriving.path, arriving.size, arriving.digest.hexdigest(), name, kind)
        self._arriving = None
        return IncomingFile(name=name, incoming=incoming, refused=self._refused, content_type=kind)

    def upload_interrupted(self) -> None:
        """Where the form ended in the middle of a file, nothing of it is taken, and nothing of it remains."""
        if self._arriving is None:
            return  # The last file was one of those that are skipped.
        self._refuse("broken_off")
        raise MultiPartParserError("The form ends in the middle of a file.")

    def _limit(self) -> Limit | None:
        """What is taken with this request; None where nothing is."""
        allowed: Limit | None = getattr(self.request, "upload_limit", None)
        if allowed is not None:
            return allowed
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        return Limit(settings.DATA_UPLOAD_MAX_NUMBER_FILES, settings.YEARLIGHT_PICTURE_MB)

    def _refuse(self, code: str) -> None:
        self._refused = code
        if self._arriving is not None:
            self._arriving.discard()
        self._arriving = None
