"""What is asked about oneself and about those who are invited, cleaned."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yearlight.calendars import edtf
from yearlight.people.actions import Access
from yearlight.people.held import LONGEST_LIST, names_in, unread
from yearlight.people.looks import Light, TypeSize
from yearlight.people.roles import Sees
from yearlight.people.waiting import OWNERS_DAYS
from yearlight.web.dates import DateForm
from yearlight.web.forms import Typed, offer, zone_choices

_AS_DEVICE = ("", _("As this browser asks for"))


class NameForm(forms.Form):
    """How others see who wrote something."""

    name = Typed(
        max_length=120,
        label=_("Your name"),
        help_text=_("It stands beside what you write and add, for those who see it."),
        error_messages={"required": _("Write a name; a first name is enough. The one before stays until then.")},
    )


class LooksForm(forms.Form):
    """Light and type."""

    light = forms.ChoiceField(choices=Light.choices, label=_("Light"))
    type_size = forms.ChoiceField(choices=TypeSize.choices, label=_("Size of the type"))
    uses_device_fonts = forms.BooleanField(
        required=False,
        label=_("Use this device’s own typefaces"),
        help_text=_("Pages are lighter then, and may read easier on some screens."),
    )


class PlaceForm(forms.Form):
    """Language and time zone."""

    language = forms.ChoiceField(required=False, label=_("Language"))
    time_zone = forms.ChoiceField(
        required=False, label=_("Time zone"), help_text=_("It decides when a day begins for you.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "language", [_AS_DEVICE, *settings.LANGUAGES])
        _offer(self, "time_zone", zone_choices())


class RestForm(forms.Form):
    """What others in the room may see, and how one is met."""

    has_discreet_titles = forms.BooleanField(
        required=False,
        label=_("Discreet titles"),
        help_text=_("The window is then called “Notes”, for a screen that others see."),
    )
    covers_on_double_escape = forms.BooleanField(
        required=False,
        label=_("Cover the page when I press Escape twice"),
        help_text=_("It is Not today by keyboard: everything is quiet until you open it again."),
    )
    is_greeted = forms.BooleanField(required=False, label=_("Greet me by name on Today"))


class SoftlyForm(forms.Form):
    """The gentler degree of the quiet page."""

    veils_pictures = forms.BooleanField(
        required=False,
        label=_("Photographs stand behind a veil"),
        help_text=_("Each shows its words, and “Show it”."),
    )
    held_people = Typed(
        required=False,
        max_length=LONGEST_LIST,
        label=_("Not these people"),
        help_text=_("Names as they stand under “Who is on it”, with commas between."),
    )
    held_dates = Typed(
        required=False,
        max_length=LONGEST_LIST,
        label=_("Not these dates"),
        help_text=_("Such as 2018-11-15, 2018-11 or 2018, with commas between; XXXX-11-15 is that day of every year."),
    )

    def clean_held_dates(self) -> str:
        dates: str = self.cleaned_data["held_dates"]
        if unknown := unread(dates):
            raise forms.ValidationError(
                _(
                    "%(date)s cannot be read as a date. Write the year first, such as 2018-11-15. What you held before stays held."
                ),
                params={"date": unknown[0]},
            )
        return ", ".join(names_in(dates))


class UntilForm(DateForm):
    """A whole day in the future, on which everything opens again."""

    until: date | None = None
    fault = _("Write a whole day that is to come, with its month and year. It stays quiet until you change it.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.until = None if self.errors else _whole_day(self.happened_on)
        if not self.errors and (self.until is None or self.until <= self.today):
            self.add_error("day", self.fault)
        return data


class InviteForm(forms.Form):
    """One line of the inviter's own, and where to send the link."""

    line = Typed(
        required=False,
        max_length=300,
        label=_("A line of your own"),
        help_text=_(
            "Whoever opens the link reads it, and so may a messenger that looks at links before they are opened. "
            "It may stay empty."
        ),
    )
    email = forms.EmailField(
        required=False,
        label=_("Their e-mail address"),
        help_text=_("The link is sent there. Leave it empty to hand the link over yourself."),
        error_messages={"invalid": _("This address cannot be read. Look once more, or leave it empty.")},
    )


class MemberForm(forms.Form):
    """What is said of somebody of the family who is not a keeper, and what they see and may."""

    name = Typed(
        max_length=120,
        label=_("Their name"),
        help_text=_("As you call them. They see it on their own page, and it stands beside what they write."),
        error_messages={"required": _("Write a name; a first name is enough.")},
    )
    relation = Typed(
        required=False,
        max_length=80,
        label=_("Who they are"),
        help_text=_("In your own words, such as “his grandmother”. Only keepers see it; it may stay empty."),
    )
    sees = forms.ChoiceField(
        choices=[
            (Sees.NOTHING.value, _("Only the page where words are left")),
            (Sees.FRIENDS.value, _("What is shown to everyone invited")),
            (Sees.FAMILY.value, _("What is shown to the family, and to everyone invited")),
        ],
        initial=Sees.NOTHING.value,
        label=_("What they see"),
        help_text=_(
            "A place that is shown to its keepers alone stays so: who sees it is chosen under “Change this place”."
        ),
    )
    circles = forms.MultipleChoiceField(required=False, label=_("Also what is shown to"))
    may_leave_words = forms.BooleanField(
        required=False,
        initial=True,
        label=_("They may leave kind words"),
        help_text=_("Keepers read them first, and decide whether anyone else does."),
    )

    def __init__(
        self, *args: Any, circles: Sequence[tuple[str, str]], has_account: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if has_account:
            # A name belongs to whoever has an account.
            del self.fields["name"]
        _offer(self, "circles", circles)

    @property
    def access(self) -> Access:
        """What was chosen; of a form that is valid."""
        data = self.cleaned_data
        return Access(Sees(data["sees"]), frozenset(data["circles"]), data["may_leave_words"])


class LinkForm(InviteForm):
    """A personal link: a line, how long it is open, where to send it, and whether a code is asked for."""

    lasts = forms.ChoiceField(
        required=False,
        choices=[("", _("Until it is closed")), ("30", _("For 30 days")), ("365", _("For a year"))],
        label=_("How long it is open"),
    )
    asks_code = forms.BooleanField(
        required=False,
        label=_("Send a code to this address before the link opens on a device"),
        help_text=_("Whoever has the link alone does not come in then. The address is kept for it."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("asks_code") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("A code needs an address to go to. Write it, or leave the code out."))
        return data

    @property
    def code_to(self) -> str:
        """Where codes are sent, or nothing; of a form that is valid."""
        return str(self.cleaned_data["email"]) if self.cleaned_data["asks_code"] else ""

    def expires_at(self, now: datetime) -> datetime | None:
        """When the link is over, or None; of a form that is valid."""
        days = self.cleaned_data["lasts"]
        return now + timedelta(days=int(days)) if days else None


class CodeForm(forms.Form):
    """The code that was sent for the door of a personal link."""

    code = forms.CharField(
        max_length=20,
        label=_("The code"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        error_messages={"required": _("Write the six digits of the code.")},
    )


class GuestForm(LinkForm, MemberForm):
    """Somebody new without an account, and their link."""

    field_order = ["name", "relation", "sees", "circles", "may_leave_words", "line", "lasts", "email", "asks_code"]


class RelationForm(forms.Form):
    """Who a keeper is; nothing else of a keeper is another's to change."""

    relation = Typed(required=False, max_length=80, label=_("Who they are"), help_text=_("In your own words."))


class CircleForm(forms.Form):
    """A circle of the family's own."""

    name = Typed(
        max_length=80,
        label=_("Its name"),
        help_text=_("Such as “his side”. Those who are in it read it beside what is shown to it."),
        error_messages={"required": _("Write a name for the circle.")},
    )


class SheetForm(forms.Form):
    """The code of a printed recovery sheet, with the address of its account."""

    email = forms.CharField(
        max_length=254,
        label=_("The e-mail address of the account"),
        error_messages={"required": _("Write the address that stands on the sheet.")},
    )
    code = forms.CharField(
        max_length=80,
        label=_("The code on the sheet"),
        help_text=_("Seven groups of four signs. Large or small letters, with gaps or without."),
        error_messages={"required": _("Write the code that stands on the sheet.")},
    )


class NewPasswordForm(forms.Form):
    """A new password at the end of a recovery."""

    password = forms.CharField(
        label=_("A new password"),
        strip=False,
        help_text=_("Ten signs or more. Several words that do not belong together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Write a password.")},
    )

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._account = account

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self._account)
        return password


class SuccessorForm(forms.Form):
    """Who tells that somebody died, who takes over, and how long it waits."""

    tells = forms.ChoiceField(
        label=_("Who tells"), help_text=_("They press once to say that you died, or cannot keep the place any more.")
    )
    takes_over = forms.ChoiceField(
        label=_("Who takes over"),
        help_text=_("They become a keeper when the days are over. It may be the same person."),
    )
    days = forms.ChoiceField(
        label=_("How long it waits"),
        help_text=_("Three messages come to you in that time. Any sign of life stops it."),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "tells", people)
        _offer(self, "takes_over", people)
        words = ((days, ngettext("%(days)d day", "%(days)d days", days)) for days in OWNERS_DAYS)
        _offer(self, "days", [(str(days), one % {"days": days}) for days, one in words])


def _whole_day(text: str) -> date | None:
    when = edtf.parse(text) if text else None
    is_whole = when is not None and when.precision is edtf.Precision.DAY
    return (
        date(when.year, when.month, when.day) if is_whole and when and when.year and when.month and when.day else None
    )


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    offer(form, name, choices)
    form.fields[name].error_messages["invalid_choice"] = _("This is not one of the choices. The one before stays.")
