"""What the pages of rituals send, cleaned."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yearlight.core.ids import ALPHABET, LENGTH, public_id
from yearlight.entries.texts import LONGEST, LONGEST_TITLE, ONLY_ME, Text, Window
from yearlight.rituals.actions import Done, Said
from yearlight.rituals.facts import MOST_FIELDS, NO_AGE, Facts, OwnField, OwnValue
from yearlight.rituals.kinds import Chapter, FieldKind, Kind
from yearlight.rituals.shown import ActView, RitualView, last_day
from yearlight.rituals.words import chapter_choices
from yearlight.web.dates import DateForm, fields_of
from yearlight.web.forms import Typed, offer

_KEY = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")
_NUMBER = re.compile(r"[-+]?\d[\d\s.,'’]*")
_LONGEST_VALUE = 300
_FIELD_KINDS = [
    (FieldKind.TEXT.value, _("Words")),
    (FieldKind.NUMBER.value, _("A number")),
    (FieldKind.DATE.value, _("A date")),
]
Choices = Sequence[tuple[str, str]]


class RitualForm(forms.Form):
    """A ritual as it is begun or changed. Fields that its kind does not need are not asked."""

    name = Typed(
        max_length=120,
        label=_("What you call it"),
        error_messages={"required": _("Give it a word by which you know it. Nothing else is needed.")},
    )
    told = Typed(
        required=False, max_length=4000, label=_("How it began, or how you do it"), help_text=_("It may be left empty.")
    )
    persons = forms.MultipleChoiceField(required=False, label=_("For whom"))
    day = forms.ChoiceField(
        required=False,
        label=_("The day it belongs to"),
        help_text=_("If you wish to be told of that day, you are told of this with it. Or leave it without a day."),
    )
    age_from = forms.ChoiceField(
        required=False,
        label=_("The age that is told with each gift"),
        help_text=_("It is reckoned for each year. You can correct it there, or leave it out."),
    )
    stands_at = Typed(
        required=False, max_length=1000, label=_("Where it is"), help_text=_("Only the keepers of this place see this.")
    )
    looked_after_by = Typed(required=False, max_length=200, label=_("Who looks after it"))
    audience = forms.ChoiceField(required=False, label=_("Who sees it"))
    key = forms.CharField(required=False)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        persons: Choices,
        days: Choices,
        ages: Choices,
        owners: Mapping[str, str],
        audiences: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.owners = kind, owners
        offer(self, "persons", persons)
        offer(self, "day", days)
        offer(self, "age_from", ages)
        offer(self, "audience", audiences)
        self.rows = [self._own_field(number) for number in range(MOST_FIELDS)]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if len(self.fields["persons"].choices) > 1 and not data.get("persons"):  # type: ignore[attr-defined]
            self.add_error("persons", _("Choose for whom it is; several are possible. Nothing is kept yet."))
        for name in ("day", "age_from"):
            self._check_is_theirs(name)
        return data

    def _check_is_theirs(self, name: str) -> None:
        """A day or a date of somebody for whom the ritual is not would be left out, so it is said."""
        chosen, owner = self.cleaned_data.get("persons"), self.owners.get(self.cleaned_data.get(name, ""))
        if chosen and owner and owner not in chosen:
            self.add_error(
                name, _("This is a day of somebody else here. Choose another, or choose them above as well.")
            )

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(
            name=data["name"],
            told=data.get("told", ""),
            audience=data.get("audience") or ONLY_ME,
            day=data.get("day", ""),
            stands_at=data.get("stands_at", ""),
            looked_after_by=data.get("looked_after_by", ""),
            fields=tuple(self._fields()),
            age_from=data.get("age_from", ""),
        )

    def key_now(self) -> str:
        """The id of the ritual to be, as the page had it."""
        key = self.cleaned_data.get("key", "")
        return key if _KEY.fullmatch(key) else public_id()

    def own_fields(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The rows of the family's own fields: the key, the name, and what it takes."""
        return [(self[f"key_{number}"], self[f"name_{number}"], self[f"kind_{number}"]) for number in self.rows]

    def _own_field(self, number: int) -> int:
        self.fields[f"key_{number}"] = forms.CharField(required=False, max_length=LENGTH, widget=forms.HiddenInput)
        self.fields[f"name_{number}"] = Typed(required=False, max_length=60, label=_("What is asked"))
        self.fields[f"kind_{number}"] = forms.ChoiceField(
            required=False, choices=_FIELD_KINDS, label=_("What is written there")
        )
        return number

    def _fields(self) -> list[OwnField]:
        data = self.cleaned_data
        found = []
        for number in self.rows:
            name, key = data.get(f"name_{number}", "").strip(), data.get(f"key_{number}", "")
            if name:
                kind = FieldKind(data.get(f"kind_{number}") or FieldKind.TEXT)
                found.append(OwnField(key if _KEY.fullmatch(key) else public_id(), name, kind))
        return found


def ritual_fields(view: RitualView, *, audience: str, persons: Sequence[str], age_from: str) -> dict[str, Any]:
    """A ritual as its form shows it."""
    own: dict[str, str] = {}
    for number, one in enumerate(view.fields):
        own |= {f"key_{number}": one.key, f"name_{number}": one.name, f"kind_{number}": one.kind.value}
    return {
        "name": view.name,
        "told": view.told,
        "persons": list(persons),
        "day": view.day_name,
        "age_from": age_from,
        "stands_at": view.stands_at,
        "looked_after_by": view.looked_after_by,
        "audience": audience,
        **own,
    }


class EndForm(DateForm):
    """Since when it is done no more, and a line about it. Neither is needed."""

    words = Typed(required=False, max_length=300, label=_("A line about it"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the family's own as the page draws it: a bound field, or three of a date."""

    field: OwnField
    bound: forms.BoundField | None = None
    date: DateForm | None = None


class ActForm(forms.Form):
    """One year of a ritual as its page sends it. What its kind does not ask for is not drawn, and may be absent."""

    title = Typed(required=False, max_length=LONGEST_TITLE)
    body = Typed(required=False, max_length=LONGEST, strip=False)
    year = forms.CharField(
        required=False,
        max_length=8,
        label=_("The year it counts for"),
        help_text=_("Empty, it is the year of the date, or of the day this belongs to."),
    )
    chapter = forms.ChoiceField(required=False, label=_("Which chapter it is"))
    for_whom = Typed(required=False, max_length=_LONGEST_VALUE, label=_("For whom, or which appeal"))
    carried_by = Typed(required=False, max_length=_LONGEST_VALUE, label=_("Who carried it there"))
    age = forms.CharField(
        required=False,
        max_length=4,
        label=_("Another age, in years"),
        help_text=_("Empty, it is reckoned from the date you chose."),
    )
    without_age = forms.BooleanField(required=False, label=_("Tell no age this time"))
    cost = Typed(required=False, max_length=60, label=_("What it cost"), help_text=_("Only the family sees this."))
    audience = forms.ChoiceField(required=False, label=_("Who may see it"))
    window = forms.CharField(required=False)
    base_revision = forms.IntegerField(required=False, min_value=0, max_value=10**9)

    def __init__(self, *args: Any, ritual: RitualView, audiences: Choices, when: DateForm, **kwargs: Any) -> None:
        self.given_own: dict[str, str] = kwargs.pop("own", {})
        super().__init__(*args, **kwargs)
        self.ritual, self.when = ritual, when
        offer(self, "audience", audiences)
        offer(self, "chapter", chapter_choices())
        self.asked = [self._ask(one) for one in ritual.fields]
        self.year_given: int | None = None

    def all_valid(self) -> bool:
        """Whether everything can be used, the dates too."""
        dates = [one.date for one in self.asked if one.date is not None]
        valid = [one.is_valid() for one in (self, self.when, *dates)]
        if all(valid) and self.year_given is None and not self.on():
            self.add_error("year", _("Write the year, or a date that has one. What you wrote is in this form."))
            return False
        return all(valid)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        year = data.get("year", "").strip()
        if year and not (year.isdecimal() and len(year) <= 4 and int(year) >= 1):
            self.add_error("year", _("Write the year in digits, such as 2025."))
        elif year:
            self.year_given = int(year)
        age = data.get("age", "").strip()
        if age and not (age.isdecimal() and 0 < int(age) <= 120):
            self.add_error("age", _("Write whole years in digits, up to 120, or leave it empty."))
        for one in self.asked:
            self._check(one)
        return data

    def forms(self) -> list[forms.BaseForm]:
        """This form and those of its dates, for the faults at the head of the page."""
        return [self, self.when, *(one.date for one in self.asked if one.date is not None)]

    def on(self) -> date | None:
        """The last day that the date can mean, or None without one."""
        return last_day(self.when.happened_on)

    def done(self, year: int) -> Done:
        data = self.cleaned_data
        text = Text(data.get("title", ""), data.get("body", ""), self.when.happened_on, data.get("audience") or ONLY_ME)
        is_tree = self.ritual.kind is Kind.TREE
        facts = Facts(
            for_whom=data.get("for_whom", "").strip(),
            carried_by=data.get("carried_by", "").strip(),
            cost=data.get("cost", "").strip(),
            age=NO_AGE if data.get("without_age") else data.get("age", "").strip(),
            own=tuple(self._own()),
        )
        return Done(text, year, Chapter(data.get("chapter") or Chapter.YEAR) if is_tree else Chapter.YEAR, facts)

    def window_now(self) -> Window:
        data = self.cleaned_data
        name = data.get("window", "")
        return Window(name if _KEY.fullmatch(name) else public_id(), base_revision=data.get("base_revision") or 0)

    def _ask(self, one: OwnField) -> Asked:
        given = self.given_own.get(one.key, "")
        if one.kind is FieldKind.DATE:
            prefix = f"own-{one.key}"
            form = (
                DateForm(self.data, prefix=prefix)
                if self.is_bound
                else DateForm(prefix=prefix, initial=fields_of(given))
            )
            return Asked(one, date=form)
        name = f"own_{one.key}"
        self.fields[name] = Typed(required=False, max_length=_LONGEST_VALUE, label=one.name, initial=given)
        return Asked(one, bound=self[name])

    def _check(self, one: Asked) -> None:
        if one.field.kind is FieldKind.NUMBER and one.bound is not None:
            value = self.cleaned_data.get(one.bound.name, "").strip()
            if value and not _NUMBER.fullmatch(value):
                self.add_error(one.bound.name, _("Write a number in digits, or leave it empty."))

    def _own(self) -> list[OwnValue]:
        found = []
        for one in self.asked:
            value = one.date.happened_on if one.date else self.cleaned_data.get(f"own_{one.field.key}", "").strip()
            if value:
                found.append(OwnValue(one.field.key, one.field.name, one.field.kind, value))
        asked = {one.field.key for one in self.asked}
        # What was answered to a field that is asked no more stays with the act.
        kept = (one for one in self.kept if one.key not in asked)
        return [*found, *kept]

    #: What the act holds already.
    kept: tuple[OwnValue, ...] = ()


def act_fields(view: ActView, audience: str) -> dict[str, Any]:
    """An act as its form shows it."""
    entry, facts = view.entry, view.facts
    return {
        "title": entry.title,
        "body": entry.body,
        "year": view.year,
        "chapter": view.chapter.value,
        "for_whom": facts.for_whom,
        "carried_by": facts.carried_by,
        "age": "" if facts.age == NO_AGE else facts.age,
        "without_age": facts.age == NO_AGE,
        "cost": facts.cost,
        "audience": audience,
        "window": public_id(),
        "base_revision": entry.revision,
    }
