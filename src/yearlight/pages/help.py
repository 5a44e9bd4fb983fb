"""The lines of the help page, from the host's own file."""

import logging
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)
_NEEDED = ("country", "name", "last_checked")
_WAYS = ("call", "text", "address")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """People one can talk to, as the host entered them."""

    country: str
    name: str
    last_checked: date
    call: str = ""
    text: str = ""
    address: str = ""
    hours: str = ""

    @property
    def dial(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.call if sign.isdigit() or sign == "+")


def lines(path: Path | None) -> list[HelpLine]:
    """The lines of the file; one that says too little is left out, and the log names it."""
    if path is None:
        return []
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("line", [])
    except (OSError, ValueError) as error:
        logger.warning("The help lines could not be read: %s", error)
        return []
    return [line for number, one in enumerate(found, 1) if (line := _line(number, one))]


def _line(number: int, one: Any) -> HelpLine | None:
    try:
        said: dict[str, Any] = {name: value if name == "last_checked" else str(value) for name, value in one.items()}
        line = HelpLine(**said)
    except (TypeError, AttributeError):
        line = None
    is_whole = line is not None and isinstance(line.last_checked, date) and any(getattr(line, way) for way in _WAYS)
    is_safe = line is not None and (not line.address or line.address.startswith(("https://", "http://")))
    if not (is_whole and is_safe):
        logger.warning(
            "Help line %s is left out: it needs %s, and one of %s.", number, ", ".join(_NEEDED), ", ".join(_WAYS)
        )
        return None
    return line
