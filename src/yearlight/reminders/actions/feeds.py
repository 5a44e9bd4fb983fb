"""Making, changing, renewing and closing a feed, and keeping its bytes ready."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from yearlight.core import clock
from yearlight.core.errors import YearlightError
from yearlight.people import queries as people
from yearlight.people.quiet import is_quiet
from yearlight.people.viewer import Viewer
from yearlight.reminders import feed as composer
from yearlight.reminders.actions.notes import note
from yearlight.reminders.feed import Alarm, CalendarDay, Frame
from yearlight.reminders.models import Feed, FeedDay
from yearlight.reminders.queries import feeds as queries
from yearlight.reminders.queries.sources import sources

if TYPE_CHECKING:
    from yearlight.people.models import Account


class NoFeed(YearlightError):  # noqa: N818
    """There is no open feed of this account."""

    code = "no_feed"


@dataclass(frozen=True, slots=True)
class FeedFile:
    """What a calendar is handed, and the name of just these bytes."""

    body: bytes
    etag: str


def make(viewer: Viewer, *, name: str, titles: str, alarm: str, now: datetime) -> str:
    """Make the account's feed; returns the token of its address, which is kept nowhere. Where there is one it is renewed."""
    with transaction.atomic():
        one = queries.own_feed(viewer)
        if one is None:
            assert viewer.account_id is not None  # noqa: S101  nobody comes here signed out
            one = Feed(account_id=viewer.account_id, made_at=now)
        one.name, one.titles, one.alarm = name or _("Days"), titles, alarm
        return _with_token(viewer, one, "make", now)


def renew(viewer: Viewer, *, now: datetime) -> str:
    """Give the feed another address; the one before leads nowhere from now on. Raises ``NoFeed``."""
    with transaction.atomic():
        return _with_token(viewer, _own(viewer), "renew", now)


def change(viewer: Viewer, *, name: str, titles: str, alarm: str, now: datetime) -> None:
    """Change what the feed is called and how it tells its days. Raises ``NoFeed``."""
    with transaction.atomic():
        one = _own(viewer)
        one.name, one.titles, one.alarm = name or _("Days"), titles, alarm
        one.save(update_fields=["name", "titles", "alarm"])
        note(viewer.account_id, "change", "feed", now=now)


def close(viewer: Viewer, *, now: datetime) -> None:
    """Close the feed: its address leads nowhere, and what it said is forgotten. Raises ``NoFeed``."""
    with transaction.atomic():
        one = _own(viewer)
        one.closed_at, one.body, one.etag, one.state = now, b"", "", ""
        one.save(update_fields=["closed_at", "body", "etag", "state"])
        FeedDay.objects.filter(feed=one).delete()
        note(viewer.account_id, "close", "feed", now=now)


def read(token: str, *, now: datetime) -> FeedFile | None:
    """What the feed of this address holds; None where there is none. Made anew only when something in it changed."""
    one = queries.feed_at(token)
    if one is None:
        return None
    with _as_the_account_reads(one.account) as today:
        found = sources(people.viewer_of(one.account_id))
        rings = not is_quiet(one.account)
        state = queries.state_of(one, found, today, rings=rings)
        if state == one.state:
            return FeedFile(bytes(one.body), one.etag)
        with transaction.atomic():
            days = _remembered(one, queries.days_told(found, one.titles, today), today, now.replace(microsecond=0))
            body = composer.compose(Frame(one.name, Alarm(one.alarm) if rings else Alarm.NONE), days)
            etag = hashlib.sha256(body).hexdigest()
            # Another reading may have done the same at this instant; a feed closed meanwhile stays closed.
            Feed.objects.filter(pk=one.pk, closed_at=None).update(body=body, etag=etag, state=state)
    return FeedFile(body, etag)


def _remembered(one: Feed, days: Iterator[CalendarDay], today: date, now: datetime) -> list[CalendarDay]:
    """The days with the number and time of their last change, which are remembered; those long over are forgotten."""
    rows = {row.uid: row for row in FeedDay.objects.select_for_update().filter(feed=one)}
    told, changed = [], []
    for day in days:
        row = rows.get(day.uid)
        if row is None:
            row = FeedDay(feed=one, uid=day.uid, told=_digest(day), last=day.last, changed_at=now)
            changed.append(row)
        elif row.told != _digest(day):
            row.told, row.last, row.changed_at, row.sequence = _digest(day), day.last, now, row.sequence + 1
            changed.append(row)
        told.append(replace(day, sequence=row.sequence, changed_at=row.changed_at))
    FeedDay.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["feed", "uid"],
        update_fields=["told", "last", "changed_at", "sequence"],
    )
    FeedDay.objects.filter(feed=one, last__lt=today.toordinal() - 400).delete()
    return told


def _digest(day: CalendarDay) -> str:
    facts = day.first, day.last, day.title, day.note, day.hour
    return hashlib.sha256(repr(facts).encode()).hexdigest()


@contextmanager
def _as_the_account_reads(account: "Account") -> Iterator[date]:
    """The account's language and time zone, as a calendar asks for none; gives its date of today."""
    zone = clock.zone(account.time_zone) or clock.zone(settings.TIME_ZONE)
    language = account.language if account.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(zone):
        yield clock.today_here()


def _with_token(viewer: Viewer, one: Feed, verb: str, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    one.token_hash, one.made_at = people.hashed(token), now
    one.save()
    note(viewer.account_id, verb, "feed", now=now)
    return token


def _own(viewer: Viewer) -> Feed:
    one = queries.own_feed(viewer)
    if one is None:
        raise NoFeed(_("There is no calendar feed now. Nothing else was changed. You can make one on this page."))
    return one
