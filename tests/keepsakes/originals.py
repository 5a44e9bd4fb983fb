"""A family's originals over months: given, given again, put away, swept, rotting, mended; and the process may die anywhere.

A plain model says which bytes are named, which of them the disk has harmed, and what the second copy has. The program and
the model must agree after every step.
"""

import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests import make
from tests.keepsakes.given import given
from yearlight.keepsakes import actions, checking, vault
from yearlight.keepsakes.folder import Folder
from yearlight.keepsakes.models import Original, Picture, PictureState
from yearlight.people.roles import CircleKind

FILES = tuple(bytes([number]) * (number + 1) for number in range(6))
#: What the program asks of the disk when it keeps, sweeps and mends; it may die before any of these.
_ASKED = ("link", "fsync", "utime", "rename", "unlink", "replace")
_number = st.integers(0, 31)
_dies_at = st.one_of(st.just(0), st.integers(1, 12))


class Died(BaseException):
    """The process ends here: nothing after it is done, and its transaction with it."""


class Originals(RuleBasedStateMachine):
    """Two keepers and one place. Everything in it is taken back at its end."""

    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self._life = transaction.atomic()
        self._life.__enter__()
        self._before = settings.YEARLIGHT_HOME, settings.YEARLIGHT_SECOND_COPY
        self.home = Path(mkdtemp(prefix="yearlight-originals-"))
        self.copy = self.home / "copy"
        self.copy.mkdir()
        settings.YEARLIGHT_HOME, settings.YEARLIGHT_SECOND_COPY = self.home, self.copy
        family = make.make_family()
        self.viewers = [make.make_viewer(make.make_member(family)) for _one in range(2)]
        self.person = make.make_person(family)
        self.circle = make.circle(family, CircleKind.KEEPERS).pk
        self.now = make.NOW
        #: By the checksum: what lies there instead of the right bytes; None where nothing does.
        self.harmed: dict[str, bytes | None] = {}
        self._press, actions.press.look = actions.press.look, _look  # type: ignore[assignment]
        self._later, actions.make_later_what_follows = actions.make_later_what_follows, lambda _original: None
        Originals.done["histories"] += 1

    def teardown(self) -> None:
        actions.press.look, actions.make_later_what_follows = self._press, self._later  # type: ignore[method-assign]
        settings.YEARLIGHT_HOME, settings.YEARLIGHT_SECOND_COPY = self._before
        transaction.set_rollback(True)
        self._life.__exit__(None, None, None)
        shutil.rmtree(self.home)

    # --- what people and time do

    @rule(which=st.sampled_from(FILES), who=st.integers(0, 1), dies_at=_dies_at)
    def add(self, which: bytes, who: int, dies_at: int) -> None:
        incoming = given(self.home, which)
        with self._perhaps_dying(dies_at, lambda: self._is_healed_if_there(incoming.sha256)):
            actions.add_picture(
                self.viewers[who], person=self.person, incoming=incoming, audience_id=self.circle, now=self.now
            )
        self._is_healed_if_there(incoming.sha256)
        assert dies_at or incoming.sha256 not in self.harmed, "it was answered as kept, and is not"
        incoming.path.unlink(missing_ok=True)
        Originals.done["added"] += 1

    @precondition(lambda self: Picture.objects.exists())
    @rule(number=_number, is_back=st.booleans())
    def put_away_or_bring_back(self, number: int, is_back: bool) -> None:
        rows = list(Picture.objects.order_by("pk"))
        picture = rows[number % len(rows)]
        viewer = next(one for one in self.viewers if picture.writer_id in one.member_ids)
        state = PictureState.PUT_AWAY if is_back else PictureState.KEPT
        if picture.state == state:
            try:
                (actions.bring_back if is_back else actions.put_away)(viewer, picture=picture, now=self.now)
            except actions.NotThere:
                # Its thirty days are over.
                return

    @rule(days=st.sampled_from([0, 1, 6, 8, 29, 31]), dies_at=_dies_at)
    def wait_and_sweep(self, days: int, dies_at: int) -> None:
        self.now += timedelta(days=days)
        with self._perhaps_dying(dies_at):
            actions.sweep(now=self.now)
        Originals.done["swept"] += 1
        self._forget_what_went()

    # --- what the disk does

    @precondition(lambda self: any(self._there()))
    @rule(number=_number, bit=st.integers(0, 63), is_lost=st.booleans())
    def harm(self, number: int, bit: int, is_lost: bool) -> None:
        there = sorted(self._there())
        sha256 = there[number % len(there)]
        path = vault.file_of(sha256)
        path.chmod(0o640)
        if is_lost:
            path.unlink()
            self.harmed[sha256] = None
        else:
            data = bytearray(path.read_bytes())
            data[bit % len(data)] ^= 1 << bit % 8
            path.write_bytes(data)
            # Twice the same bit is the right one again.
            good = next(one for one in FILES if given(self.home, one).sha256 == sha256)
            self.harmed.pop(sha256, None)
            if bytes(data) != good:
                self.harmed[sha256] = bytes(data)
        Originals.done["harmed"] += 1

    @rule()
    def copy_all(self) -> None:
        """Whoever looks after the place copies what is there, good or not, over what was good before never."""
        for sha256 in self._there():
            to = Folder(self.copy).path(sha256)
            if sha256 not in self.harmed:
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(vault.file_of(sha256), to)

    @rule(dies_at=_dies_at)
    def read_again(self, dies_at: int) -> None:
        """Each original that is harmed is named, no other is, and those that the copy has are mended."""
        harmed = {sha256 for sha256 in self._named() if sha256 in self.harmed}
        told: dict[str, bool] = {}
        with self._perhaps_dying(dies_at):
            for one in checking.check_all(now=self.now):
                if one.damage is not None:
                    told[one.sha256] = one.is_mended
        is_whole = dies_at == 0
        assert set(told) <= harmed, "a good original was called harmed"
        assert not is_whole or set(told) == harmed, "a harmed original was not named"
        for sha256 in harmed:
            has_copy = Folder(self.copy).path(sha256).is_file()
            if told.get(sha256) or self._is_good(sha256):
                assert has_copy
                del self.harmed[sha256]
            else:
                assert not (is_whole and has_copy), "what the copy has was not mended"
                self._is_healed_if_there(sha256)
        Originals.done["read again"] += 1

    # --- what must always be so

    @invariant()
    def every_named_original_is_there_unless_the_disk_harmed_it(self) -> None:
        for sha256 in self._named():
            if sha256 in self.harmed:
                there = vault.file_of(sha256)
                assert (there.read_bytes() if there.is_file() else None) == self.harmed[sha256]
            else:
                assert self._is_good(sha256), f"{sha256} is named and is not there"

    def _is_good(self, sha256: str) -> bool:
        """Read here by itself: the program's own reading is what is tried."""
        path = vault.file_of(sha256)
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256

    def _named(self) -> set[str]:
        return set(Original.objects.values_list("sha256", flat=True))

    def _there(self) -> set[str]:
        return {name for name, _size in vault.originals()}

    def _is_healed_if_there(self, sha256: str) -> None:
        """To give a file again brings it back where the disk had harmed it."""
        if self._is_good(sha256):
            self.harmed.pop(sha256, None)
        elif sha256 in self.harmed:
            path = vault.file_of(sha256)
            # It died between laying the harmed one aside and laying the good one there.
            self.harmed[sha256] = path.read_bytes() if path.is_file() else None

    def _forget_what_went(self) -> None:
        there = self._there()
        for sha256 in set(self.harmed) - self._named():
            if sha256 not in there:
                del self.harmed[sha256]

    @contextmanager
    def _perhaps_dying(self, dies_at: int, then: Callable[[], None] = lambda: None) -> Iterator[None]:
        """The process dies before the disk is asked for the ``dies_at``-th time; 0: it lives."""
        if not dies_at:
            yield
            return
        left = [dies_at]
        real = {name: getattr(os, name) for name in _ASKED}

        def asked(name: str) -> Callable[..., Any]:
            def ask(*words: Any, **more: Any) -> Any:
                left[0] -= 1
                if left[0] == 0:
                    raise Died
                return real[name](*words, **more)

            return ask

        try:
            for name in _ASKED:
                setattr(os, name, asked(name))
            with transaction.atomic():
                yield
        except Died:
            Originals.done["died"] += 1
        finally:
            for name, function in real.items():
                setattr(os, name, function)
        then()


def _look(path: Path, **_told: Any) -> dict[str, Any]:
    """What the press would say of any of these files, if they were pictures."""
    found: dict[str, Any] = dict.fromkeys(actions._FOUND, "")
    return found | {
        "media_type": "image/jpeg", "width": 60, "height": 40, "duration_ms": 0, "latitude": None, "longitude": None
    }  # fmt: skip
