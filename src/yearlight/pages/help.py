"""The lines of the help page: the host's own, or those that come with Yearlight, which nobody has called yet."""

import logging
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)
_NEEDED = ("country", "name")
#: Where the host names no file of its own.
STARTING = Path(__file__).with_name("help_lines.toml")
_WAYS = ("call", "text", "address")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """People one can talk to."""

    country: str
    name: str
    #: When the host last called it; None where it has not.
    last_checked: date | None = None
    call: str = ""
    text: str = ""
    address: str = ""
    hours: str = ""
    #: Where the number was found.
    source: str = ""

    @property
    def dial(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.call if sign.isdigit() or sign == "+")


def lines(path: Path | None) -> list[HelpLine]:
    """The lines of the host's file, or those to begin with; one that says too little is left out, and the log names it."""
    path = path or STARTING
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
    is_dated = line is not None and (line.last_checked is None or isinstance(line.last_checked, date))
    is_whole = line is not None and is_dated and line.country and line.name and any(getattr(line, way) for way in _WAYS)
    is_safe = line is not None and (not line.address or line.address.startswith(("https://", "http://")))
    if not (is_whole and is_safe):
        logger.warning(
            "Help line %s is left out: it needs %s, and one of %s.", number, ", ".join(_NEEDED), ", ".join(_WAYS)
        )
        return None
    return line


def by_country(found: list[HelpLine]) -> dict[str, list[HelpLine]]:
    """The lines of each country, in the order in which the countries are first named."""
    countries: dict[str, list[HelpLine]] = {}
    for line in found:
        countries.setdefault(line.country, []).append(line)
    return countries
