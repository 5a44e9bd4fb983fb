"""Whom the keepers ask for kind words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.memorials.asking import WordsFrom
from yearlight.web.forms import offer


class AskedForm(forms.Form):
    """Who may leave words for somebody; the circles and people count where some are chosen."""

    words_from = forms.ChoiceField(
        choices=[
            (WordsFrom.NOBODY.value, _("Nobody; no words are taken here")),
            (WordsFrom.CHOSEN.value, _("Only those you choose here")),
            (WordsFrom.SHOWN.value, _("Those to whom this place is shown, and those you invited for it")),
        ],
        label=_("Who may leave words"),
        help_text=_("Of these, whoever may leave words at all; that is chosen with each person."),
    )
    circles = forms.MultipleChoiceField(required=False, label=_("Those in these circles"))
    members = forms.MultipleChoiceField(
        required=False,
        label=_("These people"),
        help_text=_("They learn by it that there is this page, and the name on it; nothing else of the place opens."),
    )

    def __init__(
        self, *args: Any, circles: Sequence[tuple[str, str]], members: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "circles", circles)
        offer(self, "members", members)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chooses = data.get("words_from") == WordsFrom.CHOSEN
        if chooses and not self.errors and not data.get("circles") and not data.get("members"):
            self.add_error("words_from", _("Choose a circle or a person, or nobody. Nothing was changed."))
        return data
