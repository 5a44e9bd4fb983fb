"""Typed readers for settings from the environment, each refused with a sentence when wrong.

Every setting may also come from a file: ``YEARLIGHT_X_FILE`` names a file whose
content is the value, so that secrets need not stand in the environment.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from yearlight.core.errors import YearlightError

T = TypeVar("T")


class SettingsError(YearlightError):
    """One or more settings cannot be used; the sentence names each."""

    code = "settings"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as the documentation lists it."""

    name: str
    form: str
    default: str
    about: str


@dataclass
class Env:
    """Reads settings from an environment, and remembers which there are and what is wrong."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    settings: dict[str, Setting] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def text(self, name: str, default: str, about: str) -> str:
        """Any text, without the white space around it."""
        return self._read(name, default, "text", about, lambda raw: raw)

    def integer(self, name: str, default: int, about: str, *, least: int, most: int) -> int:
        """A whole number within ``least`` and ``most``."""

        def parse(raw: str) -> int:
            number = int(raw)
            if not least <= number <= most:
                raise ValueError
            return number

        return self._read(name, default, f"a whole number from {least} to {most}", about, parse)

    def flag(self, name: str, default: bool, about: str) -> bool:
        """``1``, ``yes``, ``true``, ``on`` or their opposites."""
        words = {
            "1": True,
            "yes": True,
            "true": True,
            "on": True,
            "0": False,
            "no": False,
            "false": False,
            "off": False,
        }
        return self._read(name, default, "yes or no", about, lambda raw: words[raw.lower()])

    def choice(self, name: str, default: str, about: str, *, among: tuple[str, ...]) -> str:
        """One of the given words."""

        def parse(raw: str) -> str:
            if raw not in among:
                raise ValueError
            return raw

        return self._read(name, default, "one of " + ", ".join(among), about, parse)

    def words(self, name: str, default: tuple[str, ...], about: str) -> tuple[str, ...]:
        """Words with commas between them."""
        return self._read(
            name,
            default,
            "words with commas between them",
            about,
            lambda raw: tuple(w.strip() for w in raw.split(",") if w.strip()),
        )

    def path(self, name: str, default: Path | None, about: str) -> Path | None:
        """A file or folder; ``~`` is understood."""
        return self._read(name, default, "a path", about, lambda raw: Path(raw).expanduser().absolute())

    def finish(self) -> None:
        """Raise one error that names every fault, and every unknown YEARLIGHT_ name."""
        known = set(self.settings) | {f"{name}_FILE" for name in self.settings}
        for name in sorted(self.environ):
            if name.startswith("YEARLIGHT_") and name not in known:
                self.faults.append(f"There is no setting {name}: look for a slip of the pen, or take it away.")
        if self.faults:
            raise SettingsError("\n".join(self.faults))

    def _read(self, name: str, default: T, form: str, about: str, parse: Callable[[str], T]) -> T:
        self.settings[name] = Setting(name, form, _shown(default), about)
        raw = self.environ.get(name, "").strip()
        source = self.environ.get(f"{name}_FILE", "").strip()
        if raw and source:
            self.faults.append(f"{name} and {name}_FILE are both set: keep one of them.")
            return default
        if source:
            try:
                raw = Path(source).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError):
                self.faults.append(f"{name}_FILE names {source}, which cannot be read.")
                return default
        if not raw:
            return default
        try:
            return parse(raw)
        except (ValueError, KeyError):
            self.faults.append(f"{name} must be {form}.")
            return default


def _shown(default: Any) -> str:
    if default is None or default in ("", ()):
        return ""
    if isinstance(default, bool):
        return "yes" if default else "no"
    return ",".join(default) if isinstance(default, tuple) else str(default)
