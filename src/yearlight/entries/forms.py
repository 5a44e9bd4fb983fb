"""What the writing page sends, cleaned."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.calendars.edtf import Edtf, EdtfError, Fault, from_parts, parse
from yearlight.core.files import Incoming
from yearlight.core.ids import public_id
from yearlight.entries.texts import LONGEST_TITLE, ONLY_ME, Going, Said, Sent, Text, Window, lines
from yearlight.people.choices import Reader
from yearlight.web.dates import FAULTS, NO_DATE
from yearlight.web.forms import Typed, offer

_FAULTS = FAULTS | {
    Fault.NO_SUCH_DAY: _("That month has no such day. Your text is safe; change the day, or leave it empty.")
}
_NAME = re.compile(r"[a-z0-9]{1,32}")
_GOING = re.compile(r"([a-z0-9]{1,32}):([0-9]{1,9})")


class WritingForm(forms.Form):
    """A letter or moment as the page sends it: its text, its date, who may read it, and which window it is."""

    title = Typed(required=False, label=_("Title, if it has one"))
    body = Typed(required=False, strip=False)
    day = forms.CharField(required=False, label=_("Day"))
    month = forms.CharField(required=False, label=_("Month"))
    year = forms.CharField(required=False, label=_("Year"))
    about = forms.BooleanField(required=False, label=_("About then"))
    #: A date that three fields cannot hold, and whether it stays.
    other_date = forms.CharField(required=False, max_length=64)
    keeps_other_date = forms.BooleanField(required=False)
    audience = forms.ChoiceField(required=False, label=_("Who may read it"))
    opens_day = forms.CharField(required=False, label=_("Day"))
    opens_month = forms.CharField(required=False, label=_("Month"))
    opens_year = forms.CharField(required=False, label=_("Year"))
    opener = forms.ChoiceField(
        required=False,
        label=_("Who may open it before that day"),
        help_text=_(
            "A brother or sister, when they are old enough, or whoever it is for. Until then they are told that a letter "
            "waits for them, and nothing of it. Should they never open it, it opens on the day above."
        ),
    )
    window = forms.CharField(required=False)
    saves = forms.IntegerField(required=False, min_value=0, max_value=10**9)
    base_revision = forms.IntegerField(required=False, min_value=0, max_value=10**9)
    going_on = forms.CharField(required=False)

    title_longest = LONGEST_TITLE

    def __init__(
        self, *args: Any, audiences: list[tuple[str, str]], readers: Sequence[Reader], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "audience", audiences)
        offer(
            self, "opener", [("", _("Nobody; it opens on that day")), *((one.public_id, one.name) for one in readers)]
        )
        self._readers = {one.public_id: one for one in readers}
        self._today = today

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["happened_on"] = self._date("day", "month", "year", about=bool(data.get("about")))
        if data.get("keeps_other_date") and not data["happened_on"] and not self.has_error("day"):
            data["happened_on"] = _readable(data.get("other_date", ""))
        opens = self._date("opens_day", "opens_month", "opens_year")
        data["opens_on"] = _whole_day(opens)
        if opens and data["opens_on"] is None:
            self.add_error("opens_day", _("A letter opens on one day. Write its day, month and year."))
        self._check_opening(data)
        return data

    def _check_opening(self, data: dict[str, Any]) -> None:
        """Nothing opens by a slip: neither a day that has come, nor somebody who could not read it then."""
        opens_on, opener = data["opens_on"], self._readers.get(data.get("opener", ""))
        if opens_on is not None and opens_on <= self._today:
            words = _("That day has come already, so it would be open at once. Choose a later day, or leave it empty.")
            self.add_error("opens_day", words)
        if opener is None or self.has_error("opens_day"):
            return
        if opens_on is None:
            words = _("Write a day too, on which it opens if %(name)s does not open it before.")
            self.add_error("opens_day", words % {"name": opener.name})
        elif data.get("audience") not in opener.audiences:
            words = _(
                "Those you chose do not include %(name)s. Choose others who may read it, or somebody else to open it."
            )
            self.add_error("opener", words % {"name": opener.name})

    def _date(self, day: str, month: str, year: str, *, about: bool = False) -> str:
        data = self.cleaned_data
        try:
            found = from_parts(data.get(day, ""), data.get(month, ""), data.get(year, ""), about=about)
        except EdtfError as error:
            self.add_error(day, _FAULTS.get(error.code, NO_DATE))
            return ""
        return found.text if found else ""

    def text(self) -> Text:
        """What was typed; a part that cannot be used is left empty, so that the rest can be kept in a draft."""
        data = self.cleaned_data
        return Text(
            title=data.get("title", ""),
            body=data.get("body", ""),
            happened_on=data.get("happened_on", ""),
            audience=data.get("audience") or ONLY_ME,
            opens_on=data.get("opens_on"),
            opener=data.get("opener", ""),
        )

    def window_now(self, *, later: int = 0) -> Window:
        """The window it came from; ``later`` counts the saves this answer adds."""
        data = self.cleaned_data
        name = data.get("window", "")
        going = _GOING.fullmatch(data.get("going_on", ""))
        return Window(
            name=name if _NAME.fullmatch(name) else public_id(),
            saves=(data.get("saves") or 0) + later,
            base_revision=data.get("base_revision") or 0,
            going_on=Going(going[1], int(going[2])) if going else None,
        )


class WordForm(forms.Form):
    """A kind word as its page sends it."""

    body = Typed(required=False, strip=False, label=_("Your words"))
    by = Typed(required=False, max_length=120, label=_("Your name, as they know you"))
    for_keepers = forms.BooleanField(required=False)
    #: What is to be seen on the picture, for those who cannot see it.
    picture_words = Typed(
        required=False,
        max_length=300,
        label=_("What is to be seen or heard?"),
        help_text=_("For those who cannot see or hear it. It may be left empty."),
    )
    without_picture = forms.BooleanField(required=False)
    window = forms.CharField(required=False)

    def said(self) -> Said:
        data = self.cleaned_data
        body = lines(data.get("body", "")).strip()
        return Said(body, data.get("by", ""), bool(data.get("for_keepers")))

    def sent(self, incoming: Incoming | None, file_name: str) -> Sent:
        """The picture as it comes with these words, or is taken away. Another file wins over taking away."""
        data = self.cleaned_data
        is_taken_away = bool(data.get("without_picture")) and incoming is None
        return Sent(incoming, file_name, data.get("picture_words", ""), is_taken_away)

    def window_now(self) -> str:
        name = self.cleaned_data.get("window", "")
        return name if _NAME.fullmatch(name) else public_id()


class ThanksForm(forms.Form):
    """One of the suggested lines of thanks, or words of one's own, which win."""

    line = forms.ChoiceField(required=False, label=_("A line, if one fits"))
    own = Typed(required=False, max_length=300, label=_("Or your own words"))

    def __init__(self, *args: Any, suggested: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._suggested = suggested
        offer(self, "line", ((str(number), words) for number, words in enumerate(suggested, start=1)))

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        line = data.get("line", "")
        data["words"] = data.get("own", "").strip() or (self._suggested[int(line) - 1] if line else "")
        if not data["words"] and not self.errors:
            self.add_error("line", _("Choose a line, or write one. Nothing was sent."))
        return data


def date_fields(text: str) -> dict[str, Any]:
    """An EDTF date as the form's fields show it."""
    if not text:
        return {}
    try:
        found = parse(text)
    except EdtfError:
        return {}
    parts = {
        "day": found.day or "",
        "month": found.month or "",
        "year": found.year or "",
        "about": found.is_approximate,
    }
    return parts if _said_again(found, parts) == text else {"other_date": text, "keeps_other_date": True}


def opening_fields(day: date | None) -> dict[str, Any]:
    """The day a letter opens on, as the form's fields show it."""
    return {"opens_day": day.day, "opens_month": day.month, "opens_year": day.year} if day else {}


def _said_again(found: Edtf, parts: dict[str, Any]) -> str:
    try:
        again = from_parts(
            str(parts["day"]),
            str(parts["month"]),
            f"{parts['year']:04}" if found.year else "",
            about=found.is_approximate,
        )
    except EdtfError:
        return ""
    return again.text if again else ""


def _readable(text: str) -> str:
    try:
        return parse(text).text if text else ""
    except EdtfError:
        return ""


def _whole_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
