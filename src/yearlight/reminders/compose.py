"""What a message says: frozen values in, text in the active language out. Asks no table, and no clock.

Its first line says when the day is, its next lines hold the links that change,
stop and pause, and only then comes what the day is: so that neither the subject
nor what a locked screen shows of the text says more than the receiver chose.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from yearlight.calendars.customs.rule import Certainty
from yearlight.web.words import day_in_words, weekday_in_words

#: Marks that turn the direction of what follows them: a name shall not turn the links after it.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FIRST_STRONG, _END = "\u2068", "\u2069"
_LONGEST_SUBJECT = 120


@dataclass(frozen=True, slots=True)
class DayTold:
    """One day that is told. ``what`` is its name as the family says it."""

    on: date
    last: date
    what: str
    is_softer: bool = False
    begins_evening_before: bool = False
    certainty: Certainty = Certainty.EXACT
    #: What the family does on it each year, as it calls that.
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """What works without signing in. ``everything`` is for mail programs, and stops all at once."""

    change: str
    stop: str
    pause: str
    everything: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the days: to whom, when, and how much the subject and the first lines may say."""

    sender: str
    to: str
    today: date
    sent_at: datetime
    message_id: str
    links: Links
    language: str = "en"
    says_what: bool = False
    #: Somebody without an account, who may write to the family.
    is_friend: bool = False
    #: Whoever is remembered has a name, which a friend can say.
    has_name: bool = True
    #: Where answers go, if they are taken.
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A message as it is sent: plain text, and its headers by name. ``first_line`` says no more than the subject may."""

    subject: str
    body: str
    headers: tuple[tuple[str, str], ...]

    @property
    def first_line(self) -> str:
        return self.body.partition("\n")[0]


def letter(days: Sequence[DayTold], frame: Frame) -> Text:
    """The message of one receiver's day, about one day or several."""
    says_what = frame.says_what and not any(day.is_softer for day in days)
    first = _first_line(days, frame.today, says_what=says_what)
    parts = [f"{first}\n{_link_lines(frame.links, is_one=len(days) == 1)}"]
    parts += _details(days, frame.today, is_told_above=says_what and len(days) == 1)
    if frame.is_friend:
        parts.append(_hint_to_friends(has_name=frame.has_name))
    if frame.reply_to:
        parts.append(_("You can answer this message. Your words then lie ready as a draft that only you see."))
    parts.append(
        _("You asked the family’s page for this message.") if frame.is_friend else _("You wished for this message.")
    )
    return Text(_subject(days, says_what=says_what), "\n\n".join(parts) + "\n", _headers(frame))


def written(text: Text) -> bytes:
    """The message as bytes, with CRLF: plain text without line breaks of ours, which each reader wraps as wide as it is."""
    message = EmailMessage(policy=SMTP)
    # Addresses of pages are longer than a line, and Python would encode them beyond what mail programs read.
    plain = {"List-Unsubscribe", "Message-ID"}
    head = "".join(f"{name}: {value}\r\n" for name, value in text.headers if name in plain)
    # First: it takes away what was said of the content before it.
    message.set_content(text.body)
    message["Subject"] = text.subject
    for name, value in text.headers:
        if name not in plain:
            message[name] = value
    return head.encode("ascii") + message.as_bytes()


def one_line(text: str) -> str:
    """Text of a family as part of a line of ours: no line breaks, nothing invisible that commands or turns."""
    words = " ".join(text.split())
    return "".join(sign for sign in words if sign not in _TURNING and unicodedata.category(sign) != "Cc")


def _subject(days: Sequence[DayTold], *, says_what: bool) -> str:
    told = "; ".join(dict.fromkeys(one_line(day.what) for day in days))
    if not says_what or not told or len(told) > _LONGEST_SUBJECT:
        return _("A day in your year") if len(days) == 1 else _("Days in your year")
    return told


def _first_line(days: Sequence[DayTold], today: date, *, says_what: bool) -> str:
    if len(days) > 1:
        when = dict.fromkeys(_day(day.on, today) for day in days)
        return _("Days in your year: %(days)s") % {"days": "; ".join(when)}
    [day] = days
    return _line_told(day, today) if says_what else _line_discreet(day.on, today)


def _line_discreet(on: date, today: date) -> str:
    words = {"day": _day(on, today), **_by_weekday(on, today)}
    match (on - today).days:
        case 0:
            return _("Today, %(day)s, is a day in your year.") % words
        case 1:
            return _("Tomorrow, %(day)s, is a day in your year.") % words
        case 7:
            return _("A week on %(weekday)s, %(date)s, is a day in your year.") % words
        case -1:
            return _("Yesterday, %(day)s, was a day in your year.") % words
        case _:
            return _("%(day)s is a day in your year.") % words


def _line_told(day: DayTold, today: date) -> str:
    return _("%(when)s: %(what)s") % {"when": _when(day.on, today), "what": _apart(day.what)}


def _when(on: date, today: date) -> str:
    """A day beside the one on which this is read; never a number of days."""
    words = {"day": _day(on, today), **_by_weekday(on, today)}
    match (on - today).days:
        case 0:
            return _("Today, %(day)s") % words
        case 1:
            return _("Tomorrow, %(day)s") % words
        case 7:
            return _("A week on %(weekday)s, %(date)s") % words
        case -1:
            return _("Yesterday was %(day)s") % words
        case _:
            return words["day"]


def _link_lines(links: Links, *, is_one: bool) -> str:
    """Each link ends its line: a mark behind it would become part of it."""
    change = _("Soften or change this day: %(link)s") if is_one else _("Soften or change these days: %(link)s")
    stop = _("Stop this day: %(link)s") if is_one else _("Stop these days: %(link)s")
    lines = (change, links.change), (stop, links.stop), (_("Pause everything: %(link)s"), links.pause)
    return "\n".join(line % {"link": link} for line, link in lines)


def _details(days: Sequence[DayTold], today: date, *, is_told_above: bool) -> list[str]:
    """What each day is, with what belongs to it. A softer day says when it is, and nothing else."""
    found = []
    for day in days:
        lines = _notes(day, today)
        if len(days) > 1:
            lines.insert(0, _line_discreet(day.on, today) if day.is_softer else _line_told(day, today))
        elif not day.is_softer and not is_told_above:
            lines.insert(0, one_line(day.what))
        found.append("\n".join(lines))
    return [lines for lines in found if lines]


def _notes(day: DayTold, today: date) -> list[str]:
    notes = []
    if day.begins_evening_before:
        notes.append(_sunset(day.on, today))
    if day.last > day.on and day.last >= today:
        notes.append(_("It lasts until %(day)s.") % {"day": _day(day.last, today)})
    if not day.is_softer and day.certainty is Certainty.PROVISIONAL:
        notes.append(_("The calendar is a forecast for this day, and it may move by one."))
    elif not day.is_softer and day.certainty is Certainty.ASK:
        notes.append(_("This is the day by the general rule, and it is not certain."))
    if day.done and not day.is_softer:
        notes.append(_("What you do on it: %(rituals)s.") % {"rituals": ", ".join(_apart(one) for one in day.done)})
    return notes


def _sunset(on: date, today: date) -> str:
    match (on - today).days:
        case 1:
            return _("It begins this evening at sunset.")
        case 0 | -1:
            return _("It began at sunset the evening before.")
        case _:
            return _("It begins at sunset on %(day)s.") % {"day": _day(on - timedelta(days=1), today)}


def _hint_to_friends(*, has_name: bool) -> str:
    if not has_name:
        return _(
            "You may write to the family, or do nothing at all. If you write: tell something you remember, "
            "give no advice. No answer is needed."
        )
    return _(
        "You may write to the family, or do nothing at all. If you write: say the name, tell something you remember, "
        "give no advice. No answer is needed."
    )


def _headers(frame: Frame) -> tuple[tuple[str, str], ...]:
    everything = frame.links.everything
    found = [
        ("From", frame.sender),
        ("To", frame.to),
        ("Date", format_datetime(frame.sent_at)),
        ("Message-ID", frame.message_id),
        ("Content-Language", frame.language),
        # No answering machine shall answer: the one heading that all know, and the one that Exchange asks for.
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ("List-Unsubscribe", f"<{everything}>"),
    ]
    if everything.startswith("https://"):
        # RFC 8058 speaks of https alone.
        found.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    if frame.reply_to:
        found.append(("Reply-To", frame.reply_to))
    return tuple(found)


def _day(on: date, today: date) -> str:
    return weekday_in_words(on, with_year=on.year != today.year)


def _by_weekday(on: date, today: date) -> dict[str, str]:
    date_words = formats.date_format(on, "MONTH_DAY_FORMAT") if on.year == today.year else day_in_words(on)
    return {"weekday": str(WEEKDAYS[on.weekday()]), "date": date_words}


def _apart(text: str) -> str:
    """Text of a family within a line of ours; held apart where it is written the other way round."""
    words = one_line(text)
    other = {"L"} if get_language_bidi() else {"R", "AL"}
    is_turned = any(unicodedata.bidirectional(sign) in other for sign in words)
    return f"{_FIRST_STRONG}{words}{_END}" if is_turned else words
