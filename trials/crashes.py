"""From a record of a drive: the disks that a power cut could have left behind.

What was written before the last flush is on the disk. Of what was written
after it a drive may have kept all, none, or any of it in any order, and of one
write only the first or the last sectors.
"""

import os
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trials.recorder import Kind, Record, records

BEGIN, END = "begin", "end"
_SECTOR = 512
_WAYS = {"prefix": 25, "flushed": 20, "subset": 40, "torn": 15}
#: Half of the cuts come within so many records after a mark or a flush, where mistakes are.
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Crash:
    """One disk, and which answers had been given before the power went."""

    at: int
    way: str
    image: Path
    marks: frozenset[str]


def crashes(record: Path, folder: Path, *, mib: int, count: int, chance: random.Random) -> Iterator[Crash]:
    """So many power cuts at chosen moments between the two marks, in order. Each image is gone when the next one comes."""
    whole = list(records(record))
    base, image = folder / "base.img", folder / "crash.img"
    disk = os.open(base, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    os.ftruncate(disk, mib << 20)
    done, marks, cached = 0, set[str](), list[Record]()
    try:
        for at in _moments(whole, count, chance):
            for one in whole[done:at]:
                if one.kind is Kind.MARK:
                    marks.add(one.data.decode())
                elif one.kind is Kind.WRITE:
                    cached.append(one)
                else:
                    _write(disk, cached)
                    cached = []
            done = at
            way = chance.choices(list(_WAYS), list(_WAYS.values()))[0]
            subprocess.run(["cp", "--sparse=always", base, image], check=True)
            with image.open("r+b") as file:
                _write(file.fileno(), _survivors(cached, way, chance))
            yield Crash(at, way, image, frozenset(marks))
    finally:
        os.close(disk)


def counted(record: Path) -> dict[str, int]:
    """How many writes, flushes and marks a record holds."""
    kinds = [one.kind for one in records(record)]
    return {kind.name.lower() + ("es" if kind is Kind.FLUSH else "s"): kinds.count(kind) for kind in Kind}


def _moments(whole: list[Record], count: int, chance: random.Random) -> list[int]:
    marks = {one.data.decode(): number for number, one in enumerate(whole) if one.kind is Kind.MARK}
    first, last = marks[BEGIN] + 1, marks[END]
    telling = [number for number in range(first, last + 1) if whole[number].kind is not Kind.WRITE]
    anywhere = [chance.randint(first, last) for _ in range(count - count // 2)]
    near = [min(last, chance.choice(telling) + chance.randint(1, _NEAR)) for _ in range(count // 2)]
    return sorted([*anywhere, *near])


def _survivors(cached: list[Record], way: str, chance: random.Random) -> list[Record]:
    if way == "prefix":
        return cached
    if way == "flushed":
        return []
    share = chance.choice([0.1, 0.5, 0.9])
    kept = [one for one in cached if chance.random() < share]
    if way == "torn" and kept:
        number = chance.randrange(len(kept))
        kept[number] = _torn(kept[number], chance)
    return kept


def _torn(one: Record, chance: random.Random) -> Record:
    """The first or the last sectors of a write."""
    cut = chance.randrange(max(1, len(one.data) // _SECTOR)) * _SECTOR
    if chance.random() < 0.5:
        return Record(one.kind, one.at, one.data[:cut])
    return Record(one.kind, one.at + cut, one.data[cut:])


def _write(disk: int, writes: list[Record]) -> None:
    for one in writes:
        os.pwrite(disk, one.data, one.at)
