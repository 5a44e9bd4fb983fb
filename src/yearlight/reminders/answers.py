"""A message that came in, read: who wrote it, what they wrote themselves, and the pictures beside it. Knows no Django.

Whatever comes in is read without a fault: what cannot be read is left out.
The text of another message that a program repeats below an answer is cut
where ``mail-parser-reply`` knows the line that such a program writes above it;
what somebody wrote below or between the repeated lines stays theirs.
"""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

#: So much of a text is looked at; a longer one is left whole.
_LONGEST = 100_000
_MOST_PICTURES = 50
_LANGUAGES = ["en", "de", "cs", "da", "es", "fr", "it", "ja", "ko", "nl", "pl", "sv", "zh"]
_TO = ("delivered-to", "x-original-to", "to", "cc")
_REFUSED_BY_CHECKS = re.compile(r"\b(?:dmarc|dkim|spf)\s*=\s*(\w+)", re.IGNORECASE)
_PARTED = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "blockquote", "ul", "ol", "table"}
#: In a language that the library does not know: up to three lines with an address or a year in them, which end with a
#: colon right above lines that are marked as repeated.
_ANNOUNCED = re.compile(
    r"^(?=(?:[^\n]*\n){0,2}?[^\n]*(?:@|\b\d{4}\b))(?:[^>\n][^\n]*\n){0,2}[^>\n][^\n]*[:：]\s*\n+(?=>)", re.MULTILINE
)
_UNREAD = {"blockquote", "style", "script", "head", "title"}


class Picture(NamedTuple):
    """A picture beside a message, as it came."""

    name: str
    media_type: str
    data: bytes


class Answer(NamedTuple):
    """What a message that came in says."""

    #: The address of whoever wrote it, in small letters; empty where that is not one address.
    sender: str
    #: Every address it may have been meant for.
    to: tuple[str, ...]
    message_id: str
    #: The messages it answers, the nearest first.
    answers: tuple[str, ...]
    #: What its writer wrote, without what was repeated.
    text: str
    pictures: tuple[Picture, ...]
    #: Whether a program wrote it: an absence note, a list, a report about delivery.
    is_automatic: bool
    #: Whether the mail server that took it says that it does not come from its sender.
    is_forged: bool


def read(data: bytes, envelope: tuple[str, ...] = ()) -> Answer:
    """Read a message. ``envelope`` are the addresses it was handed over for, where they are known."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  the policy makes no other
    addresses = _addresses(message, "from")
    return Answer(
        sender=addresses[0] if len(addresses) == 1 else "",
        to=tuple(
            dict.fromkeys(one.lower() for one in (*envelope, *(to for name in _TO for to in _addresses(message, name))))
        ),
        message_id=_text_of(message, "message-id"),
        answers=_answered(message),
        text=own_text(_body(message)),
        pictures=tuple(_pictures(message)),
        is_automatic=_is_automatic(message),
        is_forged=_is_forged(message),
    )


def own_text(text: str) -> str:
    """What somebody wrote themselves: without the lines that their program repeats of the message they answer."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) <= _LONGEST and (above := _above(text)) is not None:
        before, after = above
        own = _unquoted(after) if any(line.startswith(">") for line in after.split("\n")) else ""
        return "\n\n".join(part for part in (_unquoted(before), own) if part)
    return _unquoted(text)


def _above(text: str) -> tuple[str, str] | None:
    """What stands above the first line that begins a repeated message, and what stands below it."""
    found = _begins().search(text) or _ANNOUNCED.search(text)
    # Some draw a line above it.
    return (text[: found.start()].rstrip("_- \n"), text[found.end() :]) if found else None


@lru_cache(maxsize=1)
def _begins() -> re.Pattern[str]:
    """The lines that programs write above a message they repeat, in every language the library knows."""
    # Read when the first answer comes, and not at every start of the site.
    from mailparser_reply import EmailMessage as Repeating  # noqa: PLC0415

    found: re.Pattern[str] = Repeating(text="", languages=list(_LANGUAGES)).HEADER_REGEX
    return found


def _unquoted(text: str) -> str:
    kept = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = _decoded(part)
    if part.get_content_subtype() == "html":
        return _plain(text)
    return _unflowed(text, part) if _parameter(part, "format") == "flowed" else text


def _decoded(part: MIMEPart) -> str:
    """The text of a part in whichever letters it claims; those that are none are shown as such."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _unflowed(text: str, part: MIMEPart) -> str:
    """A text whose lines were broken on the way, with its paragraphs whole again (RFC 3676)."""
    joins = "" if _parameter(part, "delsp") == "yes" else " "
    lines: list[str] = []
    is_open = False
    for line in text.replace("\r\n", "\n").split("\n"):
        line = line.removeprefix(" ")
        flows = line.endswith(" ") and line != "-- "
        if is_open and not line.startswith(">"):
            lines[-1] += line[:-1] + joins if flows else line
        else:
            lines.append(line[:-1] + joins if flows else line)
        is_open = flows and not line.startswith(">")
    return "\n".join(line.rstrip() for line in lines)


class _Plain(HTMLParser):
    """The words of a page, one paragraph under the other, without what it repeats."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD or "gmail_quote" in (dict(attrs).get("class") or ""):
            self._unread.append(tag)
        elif self._unread and tag == self._unread[-1]:
            # The same tag within one that is left out: it is closed first.
            self._unread.append(tag)
        elif tag in _PARTED:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._unread and tag == self._unread[-1]:
            self._unread.pop()
        elif tag == "p":
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.words.append(re.sub(r"\s+", " ", data))


def _plain(page: str) -> str:
    reader = _Plain()
    reader.feed(page)
    reader.close()
    return "\n".join(line.strip() for line in "".join(reader.words).split("\n"))


def _pictures(message: EmailMessage) -> list[Picture]:
    found: list[Picture] = []
    for part in message.walk():
        if part.get_content_maintype() == "image" and len(found) < _MOST_PICTURES:
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and data:
                found.append(Picture(_file_name(part), part.get_content_type(), data))
    return found


def _file_name(part: object) -> str:
    try:
        return (part.get_filename() or "")[-255:]  # type: ignore[attr-defined]
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _addresses(message: EmailMessage, name: str) -> list[str]:
    values = [_one_line(value) for value in _raw(message, name)]
    return [address.lower() for _name, address in getaddresses(values) if "@" in address]


def _answered(message: EmailMessage) -> tuple[str, ...]:
    nearest = re.findall(r"<[^<>\s]{3,250}>", _text_of(message, "in-reply-to")[:2000])
    older = re.findall(r"<[^<>\s]{3,250}>", _text_of(message, "references")[-4000:])
    return tuple(dict.fromkeys([*nearest, *reversed(older)]))


def _is_automatic(message: EmailMessage) -> bool:
    says = _text_of(message, "auto-submitted").lower()
    return (
        (says != "" and not says.startswith("no"))
        or _text_of(message, "precedence").lower() in {"bulk", "junk", "list", "auto_reply"}
        or any(_raw(message, name) for name in ("list-id", "x-autoreply", "x-autorespond"))
        or message.get_content_type() == "multipart/report"
        or _text_of(message, "return-path") == "<>"
    )


def _is_forged(message: EmailMessage) -> bool:
    """By the topmost report alone, which the server that took the message wrote; those below may be anybody's."""
    reports = _raw(message, "authentication-results")
    results = [found.lower() for found in _REFUSED_BY_CHECKS.findall(_one_line(reports[0]))] if reports else []
    return bool(results) and "pass" not in results and "fail" in results


def _text_of(message: MIMEPart, name: str) -> str:
    values = _raw(message, name)
    return _one_line(values[0]).strip() if values else ""


def _raw(message: MIMEPart, name: str) -> list[str]:
    """The header as it came: reading it by its grammar stumbles over what programs write."""
    return [value for key, value in message.raw_items() if key.lower() == name]


def _one_line(value: object) -> str:
    return re.sub(r"\s*[\r\n]+\s*", " ", str(value))


def _parameter(part: MIMEPart, name: str) -> str:
    found = re.search(rf"\b{name}\s*=\s*\"?(\w+)", _text_of(part, "content-type"), re.IGNORECASE)
    return found[1].lower() if found else ""
