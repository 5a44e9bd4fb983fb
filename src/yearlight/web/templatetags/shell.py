"""Tags that every template has: icons, the mark, the leaf of the year, and who sees something."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.dates import MONTHS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yearlight.calendars import daylight
from yearlight.web import ready
from yearlight.web.words import in_words

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, hidden from screen readers: words stand beside it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', _sprite(), name)


@cache
def _sprite() -> str:
    return static("web/vendor/icons.svg")


@register.simple_tag
@cache
def mark(classes: str = "") -> SafeString:
    """The mark of Yearlight."""
    return format_html(
        '<svg{} viewBox="0 0 10 24" aria-hidden="true"><path fill="currentColor" d="{}"/></svg>',
        format_html(' class="{}"', classes) if classes else "",
        daylight.mark(),
    )


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str) -> SafeString:
    """A part of the frame around every page, drawn once for all who see it alike.

    It is drawn from ``shell`` alone, and the whole of that is the key: so nobody is shown what is another's.
    """
    shell = context.get("shell")
    (part,) = ready.frames.get((name, get_language(), shell), lambda: (render_to_string(name, {"shell": shell}),))
    return mark_safe(part)  # noqa: S308 - drawn by a template of our own, which escapes


@register.simple_tag
def seen_by(words: str, is_private: bool) -> SafeString:
    """Who sees this, in words."""
    return format_html(
        '<p class="seen">{}<span><span class="vh">{} </span>{}</span></p>',
        icon("lock" if is_private else "eye"),
        _("Seen by:"),
        words,
    )


#: What a day is to whoever looks: the family's own, shared with others, or quiet for them.
OWN, SHARED, QUIET = "own", "shared", "quiet"
_RING = '<svg class="{}" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4.500"/></svg>'
_RINGS = {SHARED: format_html(_RING, "mk-ring"), QUIET: format_html(_RING, "mk-ring mk-off")}


@register.simple_tag
def day_sign(kind: str) -> SafeString:
    """The sign of a day: a leaf, a ring, or a dotted ring. Words stand beside it."""
    return _RINGS.get(kind) or mark("mk")


@dataclass(frozen=True, slots=True)
class LeafMark:
    """A day on the leaf: its place, 0 to 100, what is said of it, and what it is to whoever looks."""

    place: int
    words: str
    kind: str = OWN

    @property
    def sign(self) -> SafeString:
        return day_sign(self.kind)


@register.inclusion_tag("components/leaf.html")
def leaf(latitude: float | None, marks: list[LeafMark], today: LeafMark | None = None) -> dict[str, Any]:
    """The leaf of the year, lying, with the family's own days and today."""
    return {
        "path": mark_safe(daylight.leaf_lying(latitude)),  # noqa: S308 - numbers of our own
        "marks": marks,
        "today": today,
        "months": _months(latitude),
        "words": _leaf_in_words(latitude),
    }


@register.inclusion_tag("components/standing_leaf.html")
def standing_leaf(latitude: float | None, marks: list[LeafMark], today: LeafMark | None = None) -> dict[str, Any]:
    """The leaf of the year, standing beside the list that holds its days."""
    return {
        "path": mark_safe(daylight.leaf_standing(latitude)),  # noqa: S308 - numbers of our own
        "marks": marks,
        "today": today,
        "months": [MONTHS[month] for month in daylight.months(latitude)],
        "words": _leaf_in_words(latitude),
    }


def _months(latitude: float | None) -> list[tuple[str, str]]:
    """Each month's short name and its first letter, in the order in which the leaf holds them."""
    names = (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("June"),
        _("July"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
    return [(names[month - 1], names[month - 1][0]) for month in daylight.months(latitude)]


def _leaf_in_words(latitude: float | None) -> str:
    if daylight.months(latitude)[0] == 7:
        return _("The year from July to June, drawn as the length of its days: narrow in winter, wide in December.")
    return _("The year from January to December, drawn as the length of its days: narrow in winter, wide in June.")


@register.filter
def joined(names: list[str]) -> SafeString:
    """Names with commas between them, each kept apart from the direction of the text around it."""
    return format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in names))


@register.filter(name="in_words")
def date_in_words(text: str) -> str:
    """An EDTF date in the reader's words."""
    return in_words(text)
