"""No request that broke off on its way is read as if it were whole.

Servers end a body that broke off without any error, and Django takes what came
for the whole form: a letter would be kept without its end.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Source(Protocol):
    """What a server gives to read from."""

    def read(self, size: int, /) -> bytes: ...


class WholeInput:
    """The body of a request of a known length. Reading raises ``OSError`` where it ends before."""

    def __init__(self, source: Source, length: int) -> None:
        self._source = source
        self._left = length

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        pieces = []
        while wanted:
            piece = self._source.read(wanted)
            if not piece:
                raise OSError(f"The request broke off {self._left} bytes before its end.")
            wanted -= len(piece)
            self._left -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def readline(self, size: int = -1) -> bytes:
        """One line; forms are read by the piece, so this need not be fast."""
        line = bytearray()
        while self._left and not line.endswith(b"\n") and len(line) != size:
            line += self.read(1)
        return bytes(line)


def whole(application: Application) -> Application:
    """The application, given no body that is not whole."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = str(environ.get("CONTENT_LENGTH") or "0")
        if length.isdecimal():
            environ["wsgi.input"] = WholeInput(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return answer
