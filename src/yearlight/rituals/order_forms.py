"""What the pages of a ceremony's order send, cleaned."""

import json
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.core.ids import is_public_id, public_id
from yearlight.rituals.actions.orders import When
from yearlight.rituals.kinds import Coming, PartKind
from yearlight.rituals.orders import PartText, kind_words
from yearlight.web.dates import DateForm, fields_of
from yearlight.web.forms import Typed, offer

LONGEST_PART = 20_000


class WhenForm(DateForm):
    """When and where a ceremony is. Any of it may be left out."""

    at = Typed(
        required=False,
        max_length=120,
        label=_("At what hour"),
        help_text=_("In your words: at four, or when it grows dark."),
    )
    place = Typed(required=False, max_length=200, label=_("Where"))
    told = Typed(required=False, max_length=2000, label=_("A line for those who are invited"))
    asks = forms.BooleanField(
        required=False,
        label=_("Ask whether they come"),
        help_text=_("Everyone who sees this page can say that they come, that they cannot, or that they are there in thought. Nobody is asked twice, and only keepers read the answers."),
    )  # fmt: skip

    #: What the page was opened with.
    base = forms.CharField(required=False)

    def when(self) -> When:
        data = self.cleaned_data
        return When(self.happened_on, data["at"], data["place"], data["told"], data["asks"])

    def opened_with(self) -> When | None:
        """What stood there when the page was opened, or None where the page did not say."""
        try:
            told = json.loads(self.cleaned_data["base"])
            happens_on, at, place, line = (str(told[name]) for name in ("happens_on", "at", "place", "told"))
            return When(happens_on, at, place, line, bool(told["asks"]))
        except (ValueError, TypeError, KeyError):
            return None


def when_fields(when: When) -> dict[str, Any]:
    """The first values of a ``WhenForm``."""
    told = asdict(when)
    return {**told, **fields_of(when.happens_on), "base": json.dumps(told)}


class PartForm(forms.Form):
    """One step of an order."""

    kind = forms.ChoiceField(label=_("What it is"))
    heading = Typed(
        max_length=200,
        label=_("What it is called"),
        error_messages={"required": _("Give the step a word by which it is known. Nothing else is needed.")},
    )
    who = Typed(required=False, max_length=200, label=_("Who does it"))
    text = Typed(
        required=False,
        max_length=LONGEST_PART,
        strip=False,
        label=_("What is said or read"),
        help_text=_("An empty line begins a new paragraph. Lines stay as you break them."),
    )
    base = forms.IntegerField(required=False, min_value=0)
    key = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", ((one.value, words) for one, words in kind_words().items()))

    def part(self) -> PartText:
        data = self.cleaned_data
        return PartText(PartKind(data["kind"]), data["heading"], data["who"], data["text"])

    def key_now(self) -> str:
        """The id of the step to be, as the page had it."""
        key = self.cleaned_data.get("key", "")
        return key if is_public_id(key) else public_id()


class AnswerForm(forms.Form):
    """Whether somebody comes."""

    said = forms.ChoiceField(choices=[(one.value, one.value) for one in Coming])
    line = Typed(required=False, max_length=300)

    def coming(self) -> Coming:
        return Coming(self.cleaned_data["said"])
