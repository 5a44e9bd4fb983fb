"""Changes to what a family keeps: customs, their choices, and single days that are moved.

A birth, a death and a day to be remembered come back each civil year without a
row. So that taking this away holds, the custom ``none`` is kept in its place,
and of the two only one is kept at a time.
"""

from collections.abc import Mapping
from datetime import date as civil
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yearlight.calendars.customs import custom as custom_of
from yearlight.calendars.customs.options import choose
from yearlight.calendars.customs.rule import Custom, Takes
from yearlight.calendars.occurrences import identity, occurrences
from yearlight.core.errors import NotThere, YearlightError
from yearlight.memorials import queries
from yearlight.memorials.actions.gate import note, seat_to_change, touch_days
from yearlight.memorials.models import KeptCustom, Person, PersonDate, Sunset
from yearlight.memorials.series import MOVED_WITHIN, NOTHING, YEARLY, Series, check, comes_by_itself, kept_of
from yearlight.people.viewer import Viewer

_OTHER = {YEARLY: NOTHING, NOTHING: YEARLY}


class NotAnswered(YearlightError):  # noqa: N818 -- read as a sentence, as all of ours are
    """A choice that has no default was left open. ``option`` is its name."""

    code = "not_answered"

    def __init__(self, option: str) -> None:
        super().__init__(_("One thing must be chosen before this can be kept. Nothing was changed."))
        self.option = option


class MovedTooFar(YearlightError):  # noqa: N818
    """A single day is moved only within the time around it."""

    code = "moved_too_far"


def keep_custom(
    viewer: Viewer,
    person: Person,
    *,
    date: PersonDate | None,
    custom: str,
    options: Mapping[str, str],
    now: datetime,
    sunset: str = "",
) -> KeptCustom:
    """Keep a custom for a date, or each year where it needs none. One that was put away begins anew.

    One that is kept already is changed to these choices, as by ``change_custom``.

    ``sunset`` says when in its day the date was, where that was asked on the way.

    Raises ``NotThere``; ``Declined`` where the rule cannot be followed for the
    date, or an option or answer is not offered; ``NotAnswered``.
    """
    seat = seat_to_change(viewer, person.family_id)
    _check_is_theirs(person, date)
    rule = custom_of(custom)
    if not _fits(rule, date):
        raise NotThere
    if date and sunset:
        date.sunset = Sunset(sunset)
    chosen = _check(viewer, person, date, rule, options, now)
    first = {"person": person, "made_by_id": seat.member_id, "made_at": now}
    values: dict[str, Any] = {"options": chosen, "put_away_at": None}
    found: dict[str, Any] = {"date": date} if date else {"person": person, "date": None}
    with transaction.atomic():
        if date and sunset:
            PersonDate.objects.filter(pk=date.pk).update(sunset=date.sunset)
        if not KeptCustom.objects.filter(**found, custom=rule.key, put_away_at=None).exists():
            values["moved"] = {}
        kept, _is_new = KeptCustom.objects.update_or_create(
            **found, custom=rule.key, defaults=values, create_defaults=first | values
        )
        _make_room(kept, now)
        _changed(viewer, "keep custom", kept, now)
    return kept


def change_custom(viewer: Viewer, kept: KeptCustom, *, options: Mapping[str, str], now: datetime) -> KeptCustom:
    """Choose otherwise for a custom that is kept. Single days that were moved stay so. Raises as ``keep_custom``."""
    seat_to_change(viewer, kept.person.family_id)
    chosen = _check(viewer, kept.person, kept.date, custom_of(kept.custom), options, now)
    with transaction.atomic():
        if not KeptCustom.objects.filter(pk=kept.pk, put_away_at=None).update(options=chosen):
            raise NotThere
        kept.options = chosen
        _changed(viewer, "change custom", kept, now)
    return kept


def take_away_custom(viewer: Viewer, kept: KeptCustom, *, now: datetime) -> KeptCustom:
    """Put a custom away; its days come back no more. Raises ``NotThere``; safe to repeat."""
    seat = seat_to_change(viewer, kept.person.family_id)
    with transaction.atomic():
        if KeptCustom.objects.filter(pk=kept.pk, put_away_at=None).update(put_away_at=now):
            kept.put_away_at = now
            if kept.custom == YEARLY and kept.date and comes_by_itself(kept.date, queries.dates(viewer, kept.person)):
                _keep_nothing(kept, seat.member_id, now)
            _changed(viewer, "put away custom", kept, now)
    return kept


def bring_back_custom(viewer: Viewer, kept: KeptCustom, *, now: datetime) -> KeptCustom:
    """Bring a custom back as it was. Raises ``NotThere``, also after its 30 days."""
    seat_to_change(viewer, kept.person.family_id)
    with transaction.atomic():
        if not KeptCustom.objects.filter(pk=kept.pk, put_away_at__gt=now - queries.STAYS).update(put_away_at=None):
            raise NotThere
        kept.put_away_at = None
        _make_room(kept, now)
        _changed(viewer, "bring back custom", kept, now)
    return kept


def move_day(
    viewer: Viewer,
    person: Person,
    *,
    date: PersonDate | None,
    custom: str,
    occurrence: str,
    to: civil | None,
    now: datetime,
) -> KeptCustom:
    """Keep a single day on another one; without ``to``, where its rule puts it again.

    ``occurrence`` is the day's ``identity``. What comes back without a row gets
    one. Raises ``NotThere``, and ``MovedTooFar`` where the rule puts no such day
    within sixty days of it.
    """
    seat = seat_to_change(viewer, person.family_id)
    _check_is_theirs(person, date)
    kept_here = queries.series(viewer, [person])
    one = next((one for one in kept_here if one.custom == custom and one.date == date), None)
    if one is None or one.kept is None:
        raise NotThere
    on = _day_of(one, occurrence, to) if to else 0
    with transaction.atomic():
        if one.row is None:
            anew: dict[str, Any] = {"options": {}, "moved": {}, "put_away_at": None}
            first = {"person": person, "made_by_id": seat.member_id, "made_at": now}
            KeptCustom.objects.update_or_create(date=date, custom=custom, defaults=anew, create_defaults=first)
        kept = KeptCustom.objects.select_for_update().get(person=person, date=date, custom=custom)
        kept.moved = {key: day for key, day in kept.moved.items() if key != occurrence}
        if to and to.toordinal() != on:
            kept.moved[occurrence] = to.isoformat()
        kept.save(update_fields=["moved"])
        _changed(viewer, "move day", kept, now)
    return kept


def _check_is_theirs(person: Person, date: PersonDate | None) -> None:
    if date is not None and (date.person_id != person.pk or date.put_away_at is not None):
        raise NotThere


def _fits(rule: Custom, date: PersonDate | None) -> bool:
    return date.kind in rule.anchors if date else not rule.anchors


def _check(
    viewer: Viewer, person: Person, date: PersonDate | None, rule: Custom, given: Mapping[str, str], now: datetime
) -> dict[str, str]:
    """The answers as they are kept, once a day could be found with them."""
    chosen = choose(rule, given)
    for option in rule.options:
        if option.takes is not Takes.SOME and not chosen[option.key]:
            raise NotAnswered(option.key)
    check(kept_of(rule, chosen, date, queries.dates(viewer, person)), now.date().toordinal())
    return {key: chosen[key] for key in given}


def _make_room(kept: KeptCustom, now: datetime) -> None:
    """Of the day each year and nothing at all only one is kept."""
    if kept.custom in _OTHER:
        beside = KeptCustom.objects.filter(person=kept.person_id, date=kept.date_id, custom=_OTHER[kept.custom])
        beside.filter(put_away_at=None).update(put_away_at=now)


def _keep_nothing(kept: KeptCustom, member_id: int, now: datetime) -> None:
    first = {"person": kept.person, "made_by_id": member_id, "made_at": now}
    KeptCustom.objects.update_or_create(
        date=kept.date, custom=NOTHING, defaults={"put_away_at": None}, create_defaults=first
    )


def _day_of(series: Series, occurrence: str, to: civil) -> int:
    """Where the rule puts the day, which must be near the day it is moved to."""
    assert series.kept is not None  # noqa: S101  asked by the caller
    first, last = to.toordinal() - MOVED_WITHIN, to.toordinal() + MOVED_WITHIN
    for one in occurrences(series.kept, first, last):
        if identity(series.kept.custom, one) == occurrence and first <= one.day <= last:
            return one.day
    raise MovedTooFar(
        _("A day can be moved by sixty days at most. It is kept where it was. Choose a day nearer to it.")
    )


def _changed(viewer: Viewer, verb: str, kept: KeptCustom, now: datetime) -> None:
    touch_days(kept.person_id, now=now)
    note(viewer, verb, kept, now=now)
