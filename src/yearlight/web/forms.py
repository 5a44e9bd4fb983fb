"""What forms of every folder share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from yearlight.core import clock


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


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field that was declared without choices those of this request."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared by the form
    field.choices = list(choices)


def zone_choices() -> list[tuple[str, str]]:
    """The time zones that can be chosen, and before them none, which is that of this place."""
    here = _("As this place has it (%(zone)s)") % {"zone": settings.TIME_ZONE}
    return [("", here), *((one, one.replace("_", " ")) for one in clock.zones())]


class Typed(forms.CharField):
    """Text as it was typed; a sign that no database can hold is left out rather than the text refused."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value).replace("\x00", "") if value else value)
