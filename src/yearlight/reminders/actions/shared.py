"""Taking part in shared days, and no longer."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.calendars.customs import custom as custom_of
from yearlight.calendars.customs.declined import Declined
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.rule import Takes
from yearlight.core.errors import YearlightError
from yearlight.people.viewer import Viewer
from yearlight.reminders.actions import planning
from yearlight.reminders.actions.notes import note
from yearlight.reminders.models import SharedDay, Wish


class NotShared(YearlightError):  # noqa: N818
    """There is no such shared day, or it cannot be kept like this."""

    code = "not_shared"


class NotChosen(NotShared):
    """A choice without which the day has no date was left open."""

    code = "not_chosen"


def take_part(viewer: Viewer, *, custom: str, options: Mapping[str, str], now: datetime) -> SharedDay:
    """Put a shared day on this account's year and into its feed, or choose otherwise for it. Raises ``NotShared``."""
    chosen = _checked(custom, options)
    assert viewer.account_id is not None  # noqa: S101  nobody comes here signed out
    with transaction.atomic():
        values = {"options": chosen, "changed_at": now}
        one, _is_new = SharedDay.objects.update_or_create(account_id=viewer.account_id, custom=custom, defaults=values)
        planning.touch(Wish.objects.filter(receiver__account=viewer.account_id, person=None, custom=custom), now)
        note(viewer.account_id, "take part", "shared day", now=now)
    return one


def take_no_part(viewer: Viewer, *, custom: str, now: datetime) -> None:
    """Take a shared day off this account's year and out of its feed. Safe to repeat.

    What was wished for it stays, should it ever be switched on again.
    """
    with transaction.atomic():
        SharedDay.objects.filter(account=viewer.account_id, custom=custom).delete()
        note(viewer.account_id, "take no part", "shared day", now=now)


def _checked(custom: str, options: Mapping[str, str]) -> dict[str, str]:
    """The choices as they are kept: one for each option."""
    try:
        rule = custom_of(custom)
        chosen = choose(rule, options)
    except Declined as refused:
        raise NotShared(_("This shared day cannot be kept like this. Nothing was changed.")) from refused
    if rule.anchors:
        raise NotShared(_("This day is counted from a date, and no shared day. Nothing was changed."))
    if any(one.takes is Takes.ONE and not chosen[one.key] for one in rule.options):
        raise NotChosen(_("Countries keep this day on different dates. Choose one, and it can be kept."))
    return dict(chosen.answers)
