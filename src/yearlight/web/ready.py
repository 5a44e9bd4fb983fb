"""Parts of pages that everyone in the same circles sees alike, kept ready in memory.

The key holds everything the part depends on, the circles above all; so no
page can show what belongs to another's, and nothing has to be thrown away when
something changes: the person's version is in the key too. See decision 0006.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

#: In letters of HTML; two to three bytes of memory each at the most.
_ROOM = 6_000_000


class Ready:
    """A bounded memory of drawn parts; what was used longest ago goes first. Safe for threads."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._parts: OrderedDict[Hashable, tuple[str, ...]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, draw: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """The parts of this key; drawn where they are not here. Two at once may both draw, which harms nothing."""
        with self._lock:
            found = self._parts.get(key)
            if found is not None:
                self._parts.move_to_end(key)
                return found
        drawn = draw()
        self._keep(key, drawn)
        return drawn

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._parts.clear()
            self._size = 0

    def __len__(self) -> int:
        return len(self._parts)

    def _keep(self, key: Hashable, drawn: tuple[str, ...]) -> None:
        with self._lock:
            self._size -= _size(self._parts.pop(key, ()))
            self._parts[key] = drawn
            self._size += _size(drawn)
            while self._size > self._room and len(self._parts) > 1:
                _key, oldest = self._parts.popitem(last=False)
                self._size -= _size(oldest)


def _size(parts: tuple[str, ...]) -> int:
    return sum(len(part) for part in parts)


#: The memory of this process: the shared parts of places, and the frames around pages, which are many and small.
parts = Ready()
frames = Ready(1_000_000)
