"""A large file sent to the running server, beside the disk's own durable write of the same bytes, in one run.

    python bench/upload.py [--megabytes 1024] [--rounds 3] [--folder FOLDER] [--json FILE]

The server is ``yearlight run`` in a folder of its own. A file comes by the tus protocol in one part, which is answered once it
is through to the disk; beside it the same bytes are written to a file in the same folder and flushed. What the server and
everything it started hold in memory meanwhile is told for that file and for one of a sixteenth of its size.
"""

import argparse
import http.client
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from trials.hostile import megabytes
from trials.kill import seed
from trials.running import Running
from trials.seed import EMAIL, PASSWORD
from trials.visitor import CSRF_COOKIE, Visitor

#: Of the bytes that the disk writes through in a second by itself.
AT_LEAST = 0.8
#: The memory for a large file beside that for a small one, in megabytes.
AT_MOST_MORE = 32
_PIECE = 1 << 20
_TUS = {"Tus-Resumable": "1.0.0"}


def written(folder: Path, data: bytes, pieces: int) -> float:
    """Seconds of the disk's own durable write."""
    path = folder / "beside"
    began = time.perf_counter()
    with path.open("wb") as file:
        for _ in range(pieces):
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    spent = time.perf_counter() - began
    path.unlink()
    return spent


def sent(visitor: Visitor, base: str, data: bytes, pieces: int) -> float:
    """Seconds from the first byte of the part to the answer that it is kept through a power cut."""
    length = len(data) * pieces
    begun = visitor.send(
        "POST", base, {**_TUS, "Upload-Length": str(length), "Upload-Metadata": "filetype dmlkZW8vbXA0"}
    )
    assert begun.status == 201, begun.body
    said = urlsplit(visitor.url)
    line = http.client.HTTPConnection(said.hostname or "", said.port, timeout=600)
    headers = {
        **_TUS,
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": str(length),
        "Upload-Offset": "0",
        "Cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items()),
        "X-CSRFToken": visitor.cookies[CSRF_COOKIE],
    }
    began = time.perf_counter()
    line.request("PATCH", begun.goes_to, (data for _ in range(pieces)), headers)
    answer = line.getresponse()
    answer.read()
    spent = time.perf_counter() - began
    assert answer.status == 204, answer.status
    assert visitor.send("DELETE", begun.goes_to, _TUS).status == 204
    return spent


class Watch(threading.Thread):
    """The most memory that the server held from its start on."""

    def __init__(self, leader: int) -> None:
        super().__init__(daemon=True)
        self._leader, self.most, self.is_over = leader, 0, threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(0.1):
            self.most = max(self.most, megabytes(self._leader))

    def __enter__(self) -> "Watch":
        self.start()
        return self

    def __exit__(self, *_what: object) -> None:
        self.is_over.set()
        self.join()


def main() -> int:
    """Measure, print, and tell whether it is as promised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    data = os.urandom(_PIECE)
    with (
        tempfile.TemporaryDirectory(prefix="yearlight-upload-", dir=given.folder) as name,
        Running(Path(name) / "home") as running,
    ):
        base = f"/p/{seed(running)}/uploads/"
        visitor = Visitor(running.url)
        visitor.sign_in(EMAIL, PASSWORD)
        few = max(1, given.megabytes // 16)
        sent(visitor, base, data, few)
        with Watch(running.pid) as small:
            sent(visitor, base, data, few)
        ratios = []
        with Watch(running.pid) as large:
            for _round in range(given.rounds):
                disk = written(Path(name), data, given.megabytes)
                ours = sent(visitor, base, data, given.megabytes)
                ratios.append(disk / ours)
                print(f"disk {given.megabytes / disk:6.0f} MB/s, upload {given.megabytes / ours:6.0f} MB/s")
    ratio, more = statistics.median(ratios), large.most - small.most
    print(f"upload at {ratio:.2f} of the disk's own durable write (at least {AT_LEAST})")
    print(
        f"memory {small.most} MB for {few} MB, {large.most} MB for {given.megabytes} MB (at most {AT_MOST_MORE} MB more)"
    )
    if given.json:
        given.json.write_text(json.dumps({"ratio": ratio, "small_mb": small.most, "large_mb": large.most}))
    return int(ratio < AT_LEAST or more > AT_MOST_MORE)


if __name__ == "__main__":
    sys.exit(main())
