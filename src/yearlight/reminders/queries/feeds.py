"""The feed of an account, and the days it tells."""

import hashlib
import uuid
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from yearlight import __version__
from yearlight.calendars.customs.reasons import words
from yearlight.calendars.customs.rule import Certainty, Custom, Occurrence, Recurrence
from yearlight.calendars.customs.shared import CANDLE_HOUR
from yearlight.calendars.occurrences import identity
from yearlight.memorials.sentences import called, day_words
from yearlight.people.queries import hashed
from yearlight.people.viewer import Viewer
from yearlight.reminders import feed
from yearlight.reminders.feed import CalendarDay
from yearlight.reminders.models import Feed, Titles
from yearlight.reminders.queries.sources import Source

#: How far a feed reaches: back, on, and on for what comes each month or week; in days and years.
_BACK, _YEARS_ON, _OFTEN_ON = 60, 5, 609
_OFTEN = (Recurrence.MONTHLY, Recurrence.WEEKLY)


def own_feed(viewer: Viewer) -> Feed | None:
    """The open feed of whoever looks."""
    return Feed.objects.filter(account=viewer.account_id, closed_at=None).defer("body").first()


def feed_at(token: str) -> Feed | None:
    """The feed of this address with its account, or None where it was closed, renewed, or never was."""
    rows = Feed.objects.select_related("account").filter(closed_at=None, account__is_active=True)
    return rows.filter(token_hash=hashed(token)).first()


def state_of(one: Feed, sources: list[Source], today: date, *, rings: bool) -> str:
    """Everything that the bytes depend on, in one digest: where it is the same, they are."""
    facts = [_facts(source) for source in sources]
    account = one.account.language, one.name, one.titles, one.alarm, rings
    return hashlib.sha256(repr((__version__, today, account, facts)).encode()).hexdigest()


def days_told(sources: list[Source], titles: str, today: date) -> Iterator[CalendarDay]:
    """The days of a window around today, in the language that is active; when each changed is not known here."""
    for source in sources:
        # Where no day can be given, the page of the person says why; a calendar has no place for it.
        if source.kept is not None:
            custom = source.kept.custom
            found = source.days(*_window(custom, today))
            yield from (told(source, on, one, titles) for on, one in found if not source.is_left_out(on))


def _window(custom: Custom, today: date) -> tuple[int, int]:
    first = today.toordinal()
    if custom.recurrence in _OFTEN:
        return first - _BACK, first + _OFTEN_ON
    last = date(today.year + _YEARS_ON, today.month, min(today.day, 28))
    return first - _BACK, last.toordinal()


def told(source: Source, on: int, one: Occurrence, titles: str) -> CalendarDay:
    """One day as a calendar is told of it. What is to be told softly has the discreet title whatever was chosen."""
    assert source.kept is not None  # noqa: S101  what cannot be read has no days
    custom = source.kept.custom
    is_discreet = titles == Titles.DISCREET or source.is_softer(on)
    evening = [_("It begins at sunset the evening before.")] if one.starts_evening_before else []
    doubts = [] if is_discreet or one.certainty is Certainty.EXACT else [_(text) for text in words(one.reasons)]
    return CalendarDay(
        uid=feed.uid(
            _namespace(settings.SECRET_KEY),
            person=source.person.public_id if source.person else "",
            rule=source.rule(),
            occurrence=identity(custom, one),
        ),
        first=on,
        last=on + one.ends - one.day,
        title=_("A day to remember") if is_discreet else title(source, custom),
        note=" ".join(evening + doubts),
        hour=CANDLE_HOUR.get(custom.key),
    )


def title(source: Source, custom: Custom) -> str:
    """What a day is called where its name may stand."""
    if source.person is None:
        return _(custom.name)
    if source.date is not None and custom.key == "civil-yearly":
        is_both = source.series is not None and source.series.is_same_day
        return source.date.word or day_words(source.person, source.date.kind, is_same_day=is_both)
    return _("%(name)s: %(custom)s") % {"name": called(source.person), "custom": _(custom.name)}


@lru_cache(maxsize=1)
def _namespace(secret: str) -> uuid.UUID:
    """Of this instance alone, so that nobody can work out from a calendar whose day it is."""
    return uuid.UUID(bytes=salted_hmac("yearlight.reminders.feed", "uid", secret=secret).digest()[:16])


def _facts(source: Source) -> tuple[object, ...]:
    kept, person, one, wish = source.kept, source.person, source.date, source.wish
    return (
        source.custom,
        kept and (kept.chosen.answers, kept.anchor),
        sorted(source.moved.items()),
        person and (person.public_id, person.name, person.called, person.who, person.how_died),
        one and (one.public_id, one.kind, one.word),
        source.series and source.series.is_same_day,
        wish and (wish.told, wish.year),
    )
