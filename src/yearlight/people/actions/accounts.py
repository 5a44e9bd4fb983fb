"""Changes to accounts, and to what they used last."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from yearlight.core.errors import YearlightError
from yearlight.people.held import LONGEST_LIST, with_one
from yearlight.people.models import Account, Member
from yearlight.people.viewer import Viewer

_PREFERENCES = frozenset(
    {
        "name",
        "light",
        "type_size",
        "uses_device_fonts",
        "language",
        "time_zone",
        "has_discreet_titles",
        "is_greeted",
        "veils_pictures",
        "held_people",
        "held_dates",
        "covers_on_double_escape",
    }
)


class ListFull(YearlightError):  # noqa: N818 -- read as a sentence, as all of ours are
    """A list of people or dates has no more room."""

    code = "list_full"


def remember_audience(viewer: Viewer, family_id: int, circle_id: int | None) -> None:
    """Remember the audience last used: what is new starts there."""
    seat = viewer.seat_in(family_id)
    if seat is not None:
        changed = Member.objects.filter(pk=seat.member_id).exclude(last_audience_id=circle_id)
        if circle_id is None:
            changed = Member.objects.filter(pk=seat.member_id).exclude(last_audience=None)
        changed.update(last_audience_id=circle_id)


def set_preferences(account: Account, **chosen: Any) -> None:
    """Change how pages look to this account: any of the names in ``_PREFERENCES``."""
    if unknown := set(chosen) - _PREFERENCES:
        raise TypeError(f"no such preference: {', '.join(sorted(unknown))}")
    for name, value in chosen.items():
        setattr(account, name, value)
    account.save(update_fields=list(chosen))
    if chosen.get("name"):
        Member.objects.filter(account=account).update(name=chosen["name"])


def hold(account: Account, *, name: str = "", on: str = "") -> None:
    """Do not come across one more person, or one more date (EDTF). Raises ``ListFull`` where the list is too long for it."""
    lists = {"held_people": (account.held_people, name), "held_dates": (account.held_dates, on)}
    for column, (listed, one) in lists.items():
        longer = with_one(listed, one) if one else listed
        if len(longer) > LONGEST_LIST:
            raise ListFull(
                _(
                    "Your list of these is full, and stays as it was. Take something off it in your settings, and ask again."
                )
            )
        setattr(account, column, longer)
    account.save(update_fields=list(lists))


def be_quiet(account: Account, *, now: datetime, until: date | None = None) -> None:
    """Nothing of any place is shown to this account, until a day or until it is undone."""
    account.quiet_since = account.quiet_since or now
    account.quiet_until = until
    account.save(update_fields=["quiet_since", "quiet_until"])


def open_again(account: Account) -> None:
    """Undo that."""
    account.quiet_since = account.quiet_until = None
    account.save(update_fields=["quiet_since", "quiet_until"])
