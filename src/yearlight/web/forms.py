"""What forms of every folder share."""

from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One thing that needs another look, and the field it is about."""

    at: str
    words: str


def faults_of(*given: forms.BaseForm) -> list[FaultLine]:
    """What is wrong in these forms, in their order, for the head of the page."""
    lines = []
    for form in given:
        lines += [FaultLine("", str(words)) for words in form.non_field_errors()]
        for field in form:
            lines += [FaultLine(field.id_for_label or field.auto_id, str(words)) for words in field.errors]
    return lines


class Typed(forms.CharField):
    """Text as it was typed; a sign that no database can hold is left out rather than the text refused."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value).replace("\x00", "") if value else value)
