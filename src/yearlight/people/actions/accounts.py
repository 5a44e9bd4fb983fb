"""Changes to accounts, and to what they used last."""

from datetime import date, datetime
from typing import Any

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
        "covers_on_double_escape",
    }
)


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


def be_quiet(account: Account, *, now: datetime, until: date | None = None) -> None:
    """Nothing of any place is shown to this account, until a day or until it is undone."""
    account.quiet_since = account.quiet_since or now
    account.quiet_until = until
    account.save(update_fields=["quiet_since", "quiet_until"])


def open_again(account: Account) -> None:
    """Undo that."""
    account.quiet_since = account.quiet_until = None
    account.save(update_fields=["quiet_since", "quiet_until"])
