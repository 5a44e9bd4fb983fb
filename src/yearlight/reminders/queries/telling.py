"""What a message says of its days, and to whom: from rows to the frozen values of ``compose``."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from yearlight.people.queries import viewer_of
from yearlight.reminders import links, ways
from yearlight.reminders.compose import DayTold, Frame, Links
from yearlight.reminders.models import Message, Subject
from yearlight.reminders.private_address import address_of
from yearlight.reminders.queries.due import ToldDay
from yearlight.reminders.queries.feeds import title
from yearlight.reminders.queries.receivers import Contact, contact
from yearlight.reminders.queries.sources import Source
from yearlight.rituals.queries import names_hung_on


def about(message: Message) -> Contact:
    """Where its receiver is reached, and how they read."""
    return contact(message.receiver)


def days(message: Message, found: Sequence[ToldDay]) -> list[DayTold]:
    """The days in order, in the language that is active. A day that is told on two leads is told once."""
    done = _done(message.receiver.account_id, {_name_of(one.source) for one in found})
    told = {(one.on, one.source.rule(), one.occurrence): _told(one, done) for one in found}
    return sorted(told.values(), key=lambda day: day.on)


def frame(message: Message, found: Sequence[ToldDay], now: datetime) -> Frame:
    """What stands around the days."""
    receiver, to = message.receiver, about(message)
    wishes = sorted({one.source.wish.pk for one in found if one.source.wish is not None})
    return Frame(
        sender=ways.sender(),
        to=ways.in_ascii(to.email) or to.email,
        today=message.on,
        sent_at=now.replace(microsecond=0),
        message_id=ways.message_id(message.public_id),
        links=Links(
            change=links.change(receiver, wishes),
            stop=links.stop(receiver, wishes),
            pause=links.pause(receiver),
            everything=links.one_click(receiver),
        ),
        language=to.language,
        says_what=receiver.subject == Subject.TOLD,
        is_friend=receiver.account_id is None,
        has_name=all(one.source.person is None or bool(one.source.person.name) for one in found),
        reply_to=address_of(receiver.answers_to) or "",
    )


def _done(account_id: int | None, names: set[str]) -> dict[str, list[str]]:
    """What is done on these days, by their names, as far as an account sees it; nothing for whoever has none."""
    return names_hung_on(viewer_of(account_id), names) if account_id is not None else {}


def _name_of(source: Source) -> str:
    return f"{source.owner}.{source.custom}"


def _told(one: ToldDay, done: dict[str, list[str]]) -> DayTold:
    kept, occurrence = one.source.kept, one.occurrence
    return DayTold(
        on=date.fromordinal(one.on),
        last=date.fromordinal(one.on + occurrence.ends - occurrence.day),
        what=title(one.source, kept.custom) if kept else _("A day to remember"),
        is_softer=one.is_softer,
        begins_evening_before=occurrence.starts_evening_before,
        certainty=occurrence.certainty,
        done=tuple(done.get(_name_of(one.source), ())),
    )
