"""The traditions among which a family chooses, and the customs of each.

A tradition is a way to find a custom and nothing more: it is stored nowhere,
and never taken from a language or a name. A custom that several share stands
in each of them.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from yearlight.calendars.customs import CUSTOMS
from yearlight.calendars.customs.rule import Custom


@dataclass(frozen=True, slots=True)
class Tradition:
    """A tradition by its name, with a line below it; both are message ids, or empty."""

    key: str
    name: str
    hint: str
    customs: tuple[str, ...]

    def fitting(self, kind: str) -> list[Custom]:
        """Its customs for a date of this kind; without one, those of the year."""
        return [one for one in map(CUSTOMS.__getitem__, self.customs) if _fits(one, kind)]


def _fits(one: Custom, kind: str) -> bool:
    return kind in one.anchors if kind else not one.anchors


TRADITIONS = (
    Tradition(
        "civil",
        gettext_noop("By the everyday calendar"),
        gettext_noop("Each year, month or week, so many days after, or days that you enter."),
        ("civil-yearly", "civil-monthly", "civil-weekly", "counted", "every-n-years", "hand-entered"),
    ),
    Tradition(
        "jewish",
        gettext_noop("Jewish"),
        gettext_noop("Days begin at the sunset before."),
        ("yahrzeit", "yizkor", "shiva", "shloshim", "hebrew-birthday"),
    ),
    Tradition(
        "muslim",
        gettext_noop("Muslim"),
        gettext_noop("Days begin at the sunset before."),
        ("hijri-yearly", "hijri-3-7-40", "muslim-waiting-period"),
    ),
    Tradition(
        "chinese",
        gettext_noop("Chinese"),
        "",
        (
            "chinese-yearly",
            "chinese-sevens",
            "taiwanese-dui-nian",
            "qingming",
            "ghost-festival",
            "double-ninth",
            "cold-clothes",
        ),
    ),
    Tradition(
        "korean",
        gettext_noop("Korean"),
        "",
        ("korean-gije", "korean-49", "korean-samuje", "hansik", "seollal", "chuseok", "ghost-festival"),
    ),
    Tradition(
        "vietnamese",
        gettext_noop("Vietnamese"),
        "",
        ("vietnamese-gio", "vietnamese-49", "vietnamese-tieu-tuong", "ghost-festival"),
    ),
    Tradition(
        "japanese",
        gettext_noop("Japanese Buddhist"),
        "",
        (
            "japanese-yearly",
            "japanese-monthly",
            "japanese-sevens",
            "japanese-nenki",
            "first-bon",
            "bon",
            "higan",
            "jizo-bon",
        ),
    ),
    Tradition(
        "orthodox",
        gettext_noop("Orthodox"),
        "",
        (
            "orthodox-yearly",
            "orthodox-3-9-40",
            "orthodox-months",
            "orthodox-memorial-saturdays",
            "radonitsa",
            "thomas-sunday",
            "holy-innocents",
        ),
    ),
    Tradition(
        "western",
        gettext_noop("Catholic, Protestant and Mexican"),
        "",
        (
            "catholic-yearly",
            "months-mind",
            "catholic-3-7-30",
            "all-souls",
            "november",
            "totensonntag",
            "holy-innocents",
            "dia-de-muertos",
        ),
    ),
    Tradition(
        "hindu",
        gettext_noop("Hindu"),
        gettext_noop("Your priest or almanac gives the day; you enter it here."),
        ("hand-entered", "hindu-10-13", "mahalaya"),
    ),
    Tradition(
        "shared",
        gettext_noop("Days that many keep"),
        gettext_noop("None is kept unless you choose it, and taking no part is fine."),
        (
            "wave-of-light",
            "baby-loss-awareness-week",
            "bereaved-mothers-day",
            "bereaved-fathers-day",
            "worldwide-candle-lighting",
            "childrens-grief-awareness-day",
            "survivors-of-suicide-loss-day",
            "world-prematurity-day",
            "grief-awareness-day",
            "christmas",
            "mothers-day",
            "fathers-day",
        ),
    ),
    Tradition(
        "none",
        gettext_noop("No day each year"),
        gettext_noop("The date stays on the place, and does not come back each year."),
        ("none",),
    ),
)


def tradition(key: str) -> Tradition | None:
    """The tradition of this name, or None."""
    return next((one for one in TRADITIONS if one.key == key), None)


def fitting(kind: str) -> list[Tradition]:
    """The traditions that have a custom for a date of this kind; without one, for the year."""
    return [one for one in TRADITIONS if one.fitting(kind)]
