"""What is kept of an act beside its text, as frozen values and as what is written to the row. Knows no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from yearlight.rituals.kinds import FieldKind

#: A family can have so many fields of its own asked each year.
MOST_FIELDS = 6
#: No age is told beside this act.
NO_AGE = "none"


@dataclass(frozen=True, slots=True)
class OwnField:
    """Something that the family wants asked each year. Its key stays when its name is changed."""

    key: str
    name: str
    kind: FieldKind = FieldKind.TEXT


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What was answered, with the name the field had then: it stays readable when the field is asked no more."""

    key: str
    name: str
    kind: FieldKind
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one act. ``age`` is empty where it is reckoned, else years as the family corrected them, or ``none``."""

    for_whom: str = ""
    carried_by: str = ""
    cost: str = ""
    age: str = ""
    own: tuple[OwnValue, ...] = field(default=())

    def to_row(self) -> dict[str, Any]:
        """Only what was said, so that a row without facts is empty."""
        return {name: value for name, value in asdict(self).items() if value}

    @staticmethod
    def from_row(row: Mapping[str, Any]) -> "Facts":
        own = tuple(_value(one) for one in row.get("own", ()))
        return Facts(**{name: str(row.get(name, "")) for name in ("for_whom", "carried_by", "cost", "age")}, own=own)


#: Nothing was said beside the text.
NO_FACTS = Facts()


def fields_to_row(fields: Sequence[OwnField]) -> list[dict[str, str]]:
    """A family's fields as they are kept."""
    return [{"key": one.key, "name": one.name, "kind": one.kind.value} for one in fields]


def fields_from_row(row: Sequence[Mapping[str, str]]) -> tuple[OwnField, ...]:
    """A family's fields, as ``fields_to_row`` kept them."""
    return tuple(OwnField(one["key"], one["name"], FieldKind(one["kind"])) for one in row)


def _value(row: Mapping[str, str]) -> OwnValue:
    return OwnValue(row["key"], row["name"], FieldKind(row["kind"]), row["value"])
