"""What the pages say of rituals: what a kind is called and asks for, the chapters of a tree, and ages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from yearlight.calendars.gestation import Age, Unit
from yearlight.rituals.kinds import Chapter, Kind

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind as it is offered: what it is called, and one line that says what it keeps."""

    kind: Kind
    words: str
    note: str
    icon: str


def offers(name: str) -> tuple[Offer, ...]:
    """The kinds in the order in which they are offered. The page adds "or nothing at all"."""
    return (
        Offer(Kind.TREE, _("A tree"), _("A picture from the same spot each year, and what became of it."), "tree"),
        Offer(
            Kind.GIFT,
            _("A gift for another child"),
            _("What was given, why this, and for whom; with the age %(name)s would be, or without.") % {"name": name},
            "gift",
        ),
        Offer(
            Kind.KINDNESS,
            _("A kindness in the name of %(name)s") % {"name": name},
            _("Something done for somebody, known or not."),
            "kindness",
        ),
        Offer(Kind.STONE, _("A stone"), _("Laid, painted, carried home; year by year."), "stone"),
        Offer(Kind.WALK, _("A walk"), _("The same way each year, or another one."), "walk"),
        Offer(Kind.CAKE, _("A cake"), _("Baked, shared, or eaten alone."), "food"),
        Offer(Kind.NAME, _("Reading the name"), _("Where it was read, and by whom."), "book"),
        Offer(
            Kind.CEREMONY,
            _("A ceremony"),
            _("An order for the day, who does what, on paper and in large print; and afterwards how it was."),
            "flame",
        ),
        Offer(Kind.OWN, _("Something of your own"), _("Any form that comes again, with what you want asked each year."), "leaf"),
    )  # fmt: skip


def suggested_name(kind: Kind, name: str) -> str:
    """What a new ritual is called until the family says otherwise."""
    return {
        Kind.TREE: _("The tree"),
        Kind.GIFT: _("The gift"),
        Kind.KINDNESS: _("A kindness in the name of %(name)s") % {"name": name},
        Kind.STONE: _("The stone"),
        Kind.WALK: _("The walk"),
        Kind.CAKE: _("The cake"),
        Kind.NAME: _("Reading the name"),
        Kind.CEREMONY: _("The ceremony"),
        Kind.OWN: "",
    }[kind]


def chapter_words(chapter: Chapter) -> str:
    """A chapter as a heading below its year; empty for a year like any other."""
    return {
        Chapter.YEAR: "",
        Chapter.PLANTED: _("Planted"),
        Chapter.MOVED: _("Moved to another place"),
        Chapter.LEFT: _("Left with someone"),
        Chapter.DIED: _("The tree died"),
        Chapter.FOLLOWED: _("Another tree followed"),
    }[chapter]


def chapter_choices() -> list[tuple[str, str]]:
    """The chapters as a form offers them."""
    years = (Chapter.YEAR.value, _("As it is this year"))
    return [years, *((one.value, chapter_words(one)) for one in Chapter if one is not Chapter.YEAR)]


def age_words(age: Age) -> str:
    """An age within a sentence: "seven", "four months". Whole years from the first on: a gift is for a child of one."""
    if age.unit is Unit.MONTHS and age.number >= _YEAR:
        return years_in_words(age.number // _YEAR)
    if age.unit is Unit.MONTHS:
        return ngettext("%(count)s month", "%(count)s months", age.number) % {"count": age.number}
    if age.unit is Unit.WEEKS and age.number:
        return ngettext("%(count)s week", "%(count)s weeks", age.number) % {"count": age.number}
    if age.unit is Unit.WEEKS:
        return ngettext("%(count)s day", "%(count)s days", age.days) % {"count": age.days}
    return years_in_words(age.number)


def years_in_words(years: int) -> str:
    """A number of years, in a word as far as twelve."""
    words = (
        pgettext("an age in years", "one"), pgettext("an age in years", "two"), pgettext("an age in years", "three"),
        pgettext("an age in years", "four"), pgettext("an age in years", "five"), pgettext("an age in years", "six"),
        pgettext("an age in years", "seven"), pgettext("an age in years", "eight"), pgettext("an age in years", "nine"),
        pgettext("an age in years", "ten"), pgettext("an age in years", "eleven"), pgettext("an age in years", "twelve"),
    )  # fmt: skip
    if 0 < years <= len(words):
        return words[years - 1]
    return npgettext("an age in years", "%(count)s", "%(count)s", years) % {"count": years}


def gap_words(first: int, last: int) -> str:
    """Years without an act, as the label below a gap."""
    return str(first) if first == last else f"{first}–{last}"


def joined(parts: Iterable[str]) -> str:
    """Small facts on one line."""
    return " · ".join(part for part in parts if part)
