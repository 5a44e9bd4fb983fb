"""What a family does while a trial pulls the plug, and the ledger of every answer it was given."""

import hashlib
import io
import json
import random
import re
import secrets
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

from trials.visitor import Answer, NoAnswer, Visitor

_LONGEST_NOTE = 60_000
_TUS = {"Tus-Resumable": "1.0.0"}


def body_of(key: str) -> str:
    """The text that a letter with this key has: its length too follows from the key, so half of it is known as half."""
    return " ".join([f"begin-{key}", *["dear one"] * random.Random(key).randint(1, 300), f"end-{key}"])


def keys_in(text: str) -> tuple[set[str], set[str]]:
    """The keys of whole texts within a text, and of those that are begun but not whole."""
    flat = " ".join(text.split())
    begun = set(re.findall(r"begin-([0-9a-f]+)", flat))
    whole = {key for key in begun if body_of(key) in flat}
    return whole, begun - whole


def shots(seed: int) -> Callable[[], bytes]:
    """A camera: each call gives another JPEG, all of one view, told apart by what stands in their comments."""
    rnd = random.Random(seed)
    view = Image.effect_noise((320, 213), 60).convert("RGB")
    file = io.BytesIO()
    view.save(file, "JPEG", quality=80)
    plain = file.getvalue()

    def shoot() -> bytes:
        notes = [secrets.token_bytes(rnd.randint(16, _LONGEST_NOTE)) for _ in range(rnd.randint(1, 3))]
        marked = b"".join(b"\xff\xfe" + (len(note) + 2).to_bytes(2, "big") + note for note in notes)
        return plain[:2] + marked + plain[2:]

    return shoot


@dataclass(frozen=True, slots=True)
class Told:
    """One answer that promised something: a picture kept, a draft saved, or a letter kept."""

    number: int
    what: str
    thing: str
    content: str


@dataclass
class Sending:
    """A file on its way in parts, which goes on after the server was killed."""

    address: str
    data: bytes
    #: So much is here, as the server said; and whether it was refused in the end, so that nothing of it remains.
    offset: int = 0
    is_refused: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass
class Ledger:
    """Everything that was tried, and everything that was promised, in order. Shared by all threads."""

    path: Path
    told: list[Told] = field(default_factory=list)
    #: The checksums and keys of all that was ever sent: nothing else may be found.
    tried: set[str] = field(default_factory=set)
    #: What was sent to each letter, in order: its kind and its key.
    steps: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    odd: Counter[str] = field(default_factory=Counter)
    #: Every file that was begun to be sent in parts, by its address; and those that nobody has in hand just now.
    sendings: dict[str, Sending] = field(default_factory=dict)
    waiting: list[Sending] = field(default_factory=list)
    #: Where less was here than had been said.
    broken: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def tries(self, content: str, *, letter: str = "", what: str = "") -> None:
        """Note what is about to be sent."""
        with self._lock:
            self.tried.add(content)
            if letter:
                self.steps.setdefault(letter, []).append((what, content))

    def promised(self, what: str, thing: str, content: str) -> Told:
        """Note an answer, in one line of the file."""
        with self._lock:
            told = Told(len(self.told), what, thing, content)
            self.told.append(told)
            with self.path.open("a") as file:
                file.write(f"{what} {thing} {content}\n")
        return told

    def answered_otherwise(self, what: str, answer: Answer) -> None:
        """Note an answer that promised nothing, such as a refusal."""
        with self._lock:
            self.odd[f"{what} {answer.status}"] += 1


class Hand(threading.Thread):
    """One pair of hands: adds pictures and writes letters until it is told to stop or the server is gone."""

    def __init__(
        self,
        visitor: Visitor,
        slug: str,
        ledger: Ledger,
        *,
        seed: int,
        limit: int = 10**9,
        on_told: Callable[[Told], None] = lambda told: None,
    ) -> None:
        super().__init__(daemon=True)
        self._visitor, self._base, self._ledger = visitor, f"/p/{slug}/", ledger
        self._random, self._shoot = random.Random(seed), shots(seed)
        self._limit, self._on_told = limit, on_told
        self.is_to_stop = threading.Event()
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            for _turn in range(self._limit):
                if self.is_to_stop.is_set():
                    return
                self._random.choice([self._picture, self._sending, self._sending, self._letter])()
        except NoAnswer:
            return
        except BaseException as fault:
            self.fault = fault
            raise

    def once(self, what: str) -> None:
        """Add one picture, or write one letter."""
        {"picture": self._picture, "letter": self._letter}[what]()

    def _told(self, what: str, thing: str, content: str) -> None:
        self._on_told(self._ledger.promised(what, thing, content))

    def _picture(self) -> None:
        data = self._shoot()
        sha256 = hashlib.sha256(data).hexdigest()
        self._ledger.tries(sha256)
        answer = self._visitor.post(
            f"{self._base}photos/add/",
            {"audience": "me", "caption": "", "description": ""},
            files=[("pictures", "view.jpg", data)],
            accept="application/json",
        )
        files = answer.json()["files"] if answer.status in (200, 201) else []
        if files and files[0]["kept"]:
            self._told("picture", files[0]["address"], sha256)
        else:
            self._ledger.answered_otherwise("picture", answer)

    def _sending(self) -> None:
        """A picture comes in parts, begun here or before the last crash; and once it is whole, it is kept."""
        sending = self._taken_up() or self._begun()
        if sending is None:
            return
        try:
            while sending.offset < len(sending.data):
                if not self._part(sending):
                    self._ledger.waiting.append(sending)
                    return
            self._keep_sending(sending)
        except NoAnswer:
            self._ledger.waiting.append(sending)
            raise

    def _begun(self) -> Sending | None:
        data = self._shoot()
        self._ledger.tries(hashlib.sha256(data).hexdigest())
        headers = {**_TUS, "Upload-Length": str(len(data))}
        answer = self._visitor.send("POST", f"{self._base}uploads/", headers)
        if answer.status != 201:
            self._ledger.answered_otherwise("begin", answer)
            return None
        sending = Sending(answer.goes_to, data)
        self._ledger.sendings[sending.address] = sending
        return sending

    def _taken_up(self) -> Sending | None:
        """One that was broken off: what was said to be here must be here."""
        try:
            sending = self._ledger.waiting.pop()
        except IndexError:
            return None
        try:
            answer = self._visitor.send("HEAD", sending.address, _TUS)
        except NoAnswer:
            self._ledger.waiting.append(sending)
            raise
        if answer.status != 200 or int(answer.headers["upload-offset"]) < sending.offset:
            self._ledger.broken.append(f"{sending.address}: {sending.offset}, now {answer.status} {answer.headers}")
            return None
        sending.offset = int(answer.headers["upload-offset"])
        return sending

    def _part(self, sending: Sending) -> bool:
        size = self._random.choice([1, 4096, 30_000, 200_000])
        part = sending.data[sending.offset : sending.offset + size]
        headers = {**_TUS, "Upload-Offset": str(sending.offset), "Content-Type": "application/offset+octet-stream"}
        answer = self._visitor.send("PATCH", sending.address, headers, part)
        if answer.status != 204:
            self._ledger.answered_otherwise("part", answer)
            return False
        sending.offset = int(answer.headers["upload-offset"])
        self._told("part", sending.address, str(sending.offset))
        return True

    def _keep_sending(self, sending: Sending) -> None:
        answer = self._visitor.post(f"{sending.address}keep/", {"audience": "me"})
        files = answer.json()["files"] if answer.status == 201 else []
        if files and files[0]["kept"]:
            self._told("picture", files[0]["address"], sending.sha256)
        else:
            sending.is_refused = True
            self._ledger.answered_otherwise("keep", answer)

    def _letter(self) -> None:
        """A letter is typed, with its saves, and mostly kept; then perhaps changed once or twice."""
        window = secrets.token_hex(8)
        letter = self._saved(window)
        if letter and self._random.random() < 0.7 and self._kept(letter, window, 0):
            for revision in range(1, self._random.randint(1, 3)):
                self._kept(letter, secrets.token_hex(8), revision)

    def _saved(self, window: str) -> str:
        letter, address = "", f"{self._base}letters/write/keep-draft/"
        for save in range(1, self._random.randint(2, 5)):
            key = secrets.token_hex(8)
            self._ledger.tries(key, letter=letter, what="draft")
            answer = self._visitor.post(address, self._fields(key, window, saves=save), accept="application/json")
            if answer.status != 200:
                self._ledger.answered_otherwise("draft", answer)
                return ""
            told: dict[str, Any] = answer.json()
            if not letter:
                letter, address = told["entry"], told["keep"]
                self._ledger.tries(key, letter=letter, what="draft")
            self._told("draft", letter, key)
        return letter

    def _kept(self, letter: str, window: str, revision: int) -> bool:
        key = secrets.token_hex(8)
        self._ledger.tries(key, letter=letter, what="kept")
        fields = self._fields(key, window, saves=90, base_revision=revision, do="keep")
        answer = self._visitor.post(f"{self._base}letters/{letter}/edit/", fields)
        if answer.status != 302:
            self._ledger.answered_otherwise("kept", answer)
            return False
        self._told("kept", letter, key)
        return True

    def _fields(self, key: str, window: str, **more: Any) -> dict[str, Any]:
        return {"title": "", "body": body_of(key), "audience": "me", "window": window, "base_revision": 0, **more}


def report(**figures: Any) -> None:
    """Print a trial's figures as one line of JSON."""
    print(json.dumps(figures, default=list))
