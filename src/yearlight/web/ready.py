"""Parts of pages that everyone in the same circles sees alike, kept ready in memory.

The key holds everything the part depends on, the circles above all; so no
page can show what belongs to another's, and nothing has to be thrown away when
something changes: the person's version is in the key too. See decision 0006.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

Part = TypeVar("Part")
_memories: "list[Ready[Any]]" = []


class Ready(Generic[Part]):
    """A bounded memory of drawn parts; what was used longest ago goes first. Safe for threads.

    ``room`` and what ``size`` tells of a part are in letters of HTML; two to three bytes of memory each at the most.
    """

    def __init__(self, room: int, size: Callable[[Part], int]) -> None:
        self._room = room
        self._size_of = size
        self._parts: OrderedDict[Hashable, Part] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, draw: Callable[[], Part]) -> Part:
        """The part of this key; drawn where it is not here. Two at once may both draw, which harms nothing."""
        found = self.look(key)
        if found is None:
            found = draw()
            self.keep(key, found)
        return found

    def look(self, key: Hashable) -> Part | None:
        """The part of this key, or None where it is not here."""
        with self._lock:
            found = self._parts.get(key)
            if found is not None:
                self._parts.move_to_end(key)
            return found

    def keep(self, key: Hashable, drawn: Part) -> None:
        """Keep a part, and let go of the oldest where there is no room for all."""
        with self._lock:
            if key in self._parts:
                self._size -= self._size_of(self._parts.pop(key))
            self._parts[key] = drawn
            self._size += self._size_of(drawn)
            while self._size > self._room and len(self._parts) > 1:
                _key, oldest = self._parts.popitem(last=False)
                self._size -= self._size_of(oldest)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._parts.clear()
            self._size = 0

    def __len__(self) -> int:
        return len(self._parts)


def memory(room: int, size: Callable[[Part], int]) -> Ready[Part]:
    """A memory of this process, which ``forget`` empties with the others."""
    made = Ready(room, size)
    _memories.append(made)
    return made


def forget() -> None:
    """Empty every memory of this process."""
    for one in _memories:
        one.clear()


def letters(parts: tuple[str, ...]) -> int:
    """How much there is of some drawn texts."""
    return sum(len(part) for part in parts)


#: The shared parts of places and of years, and the frames around pages, which are many and small.
parts: Ready[tuple[str, ...]] = memory(6_000_000, letters)
frames: Ready[tuple[str, ...]] = memory(1_000_000, letters)
