"""Receives files from browsers: straight to the disk they will stay on, hashed on the way, never held in memory."""

import hashlib
import secrets
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from yearlight.core.files import Incoming, incoming_folder, is_short_of_space

_MEGABYTE = 1 << 20


class IncomingFile(UploadedFile):
    """One file of a form. ``incoming`` is what came, or None where ``refused`` says why it did not."""

    def __init__(self, *, name: str, incoming: Incoming | None, refused: str = "", content_type: str = "") -> None:
        super().__init__(None, name, content_type=content_type, size=incoming.size if incoming else 0)
        self.incoming = incoming
        self.refused = refused

    def close(self) -> None:
        """Take away what nobody kept: Django calls this when the request is over."""
        if self.incoming is not None:
            self.incoming.discard()


class IncomingUploadHandler(FileUploadHandler):
    """Streams each file into ``incoming/``. Nothing is taken from someone who is not signed in."""

    chunk_size = 1 << 18

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._received: list[IncomingFile] = []
        self._path: Path | None = None
        self._open: IO[bytes] | None = None
        self._refused = ""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            raise SkipFile
        self._digest, self._size = hashlib.sha256(), 0
        folder = incoming_folder()
        self._refused = "no_space" if is_short_of_space(folder) else ""
        self._path = folder / secrets.token_hex(16)
        self._open = None if self._refused else self._path.open("xb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._open is None:
            return
        self._size += len(raw_data)
        if self._size > settings.YEARLIGHT_PICTURE_MB * _MEGABYTE:
            self._refuse("too_large")
            return
        self._digest.update(raw_data)
        try:
            self._open.write(raw_data)
        except OSError:
            self._refuse("no_space")

    def file_complete(self, file_size: int) -> IncomingFile:
        incoming = None
        name, kind = str(self.file_name or ""), str(self.content_type or "")
        if self._open is not None and self._path is not None:
            try:
                self._open.close()
            except OSError:
                self._refuse("no_space")
            else:
                incoming = Incoming(self._path, self._size, self._digest.hexdigest(), name, kind)
        self._open = self._path = None
        file = IncomingFile(name=name, incoming=incoming, refused=self._refused, content_type=kind)
        self._received.append(file)
        return file

    def upload_interrupted(self) -> None:
        """The request broke off: nothing of it remains."""
        self._refuse("broken_off")
        for file in self._received:
            file.close()

    def _refuse(self, code: str) -> None:
        self._refused = code
        if self._open is not None:
            self._open.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        self._open = self._path = None
