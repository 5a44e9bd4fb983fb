"""The parts of a ceremony's order, and orders to begin from.

The orders to begin from were written for Yearlight, and say so. They name what many families of a way do, and quote nothing:
the words of a prayer, a psalm or a sutra are the family's own to write in. Each is a beginning to be changed, and a way that
asks for somebody who knows it says that too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yearlight.rituals.kinds import Coming, PartKind


@dataclass(frozen=True, slots=True)
class PartText:
    """One step as it is written: what it is called, who does it, and what is said."""

    kind: PartKind
    heading: str
    who: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """An order to begin from. ``note`` says what to know before."""

    key: str
    words: str
    note: str
    parts: Sequence[PartText]


def kind_words() -> dict[PartKind, str]:
    """The kinds of steps in the order in which a form offers them."""
    return {
        PartKind.WELCOME: _("A welcome"),
        PartKind.CANDLE: _("A candle or a light"),
        PartKind.NAMES: _("Names are read"),
        PartKind.READING: _("A reading or a letter"),
        PartKind.BLESSING: _("A blessing or a prayer"),
        PartKind.SONG: _("A song or music"),
        PartKind.SILENCE: _("Silence"),
        PartKind.CHILDREN: _("Something the children do"),
        PartKind.FOOD: _("Food"),
        PartKind.FREE: _("Something else"),
    }


def coming_words() -> dict[Coming, str]:
    """What one can answer to an invitation."""
    return {
        Coming.YES: _("I will be there"),
        Coming.NO: _("I cannot be there"),
        Coming.THOUGHT: _("I will be with you in thought"),
    }


def beginnings(name: str) -> tuple[Beginning, ...]:
    """The orders to begin from, for somebody called ``name``; the one without any tradition first."""
    welcome = PartText(PartKind.WELCOME, _("Welcome"), "", _("Somebody says why we are here, in one sentence."))
    lamp = PartText(PartKind.CANDLE, _("The candle is lit"), "")
    named = PartText(PartKind.NAMES, _("The name is read"), "", name)
    letter = PartText(PartKind.READING, _("This year’s letter"), _("Whoever can"))
    silence = PartText(PartKind.SILENCE, _("A minute of silence"))
    food = PartText(PartKind.FOOD, _("Something warm to eat and drink"))
    ask = _("Ask somebody who knows your family’s way; ways differ between houses and places.")
    return (
        Beginning(
            "plain", _("Without a tradition"), _("Six steps. Half an hour or less."),
            (welcome, lamp, named, letter, silence, food),
        ),
        Beginning(
            "children", _("With young children"), _("Short, with something for small hands."),
            (
                PartText(PartKind.CANDLE, _("We light the lantern"), _("The youngest, with help")),
                PartText(PartKind.NAMES, _("We say the name together"), _("Everyone"), name),
                PartText(PartKind.CHILDREN, _("Each lays down what they brought"), _("The children")),
                PartText(PartKind.SONG, _("A song that everyone knows")),
                food,
            ),
        ),
        Beginning(
            "christian", _("A Christian order"), ask,
            (
                welcome, lamp,
                PartText(PartKind.READING, _("A psalm"), "", _("The twenty-third is often chosen.")),
                PartText(PartKind.NAMES, _("The name is read, and a prayer follows"), "", name),
                PartText(PartKind.BLESSING, _("The Lord’s Prayer"), _("Everyone who likes")),
                PartText(PartKind.SONG, _("A hymn")),
                PartText(PartKind.BLESSING, _("A blessing")), food,
            ),
        ),
        Beginning(
            "jewish", _("A Jewish order"),
            _("Ask somebody who knows your family’s way; ways differ between houses and places. Kaddish is said where ten are there; with fewer a psalm can be said instead."),
            (
                PartText(PartKind.CANDLE, _("The memorial light is lit"), "", _("At sunset the evening before, for a Yahrzeit.")),
                PartText(PartKind.READING, _("Psalms")),
                PartText(PartKind.BLESSING, _("El Male Rachamim"), "", _("With the name: %(name)s") % {"name": name}),
                PartText(PartKind.BLESSING, _("Kaddish")),
                PartText(PartKind.FREE, _("A stone is laid"), _("Everyone")),
                PartText(PartKind.FREE, _("Tzedakah in the name of %(name)s") % {"name": name}), food,
            ),
        ),
        Beginning(
            "muslim", _("A Muslim order"), ask,
            (
                welcome,
                PartText(PartKind.READING, _("From the Quran"), "", _("Al-Fatiha, and what the family chooses.")),
                PartText(PartKind.BLESSING, _("Dua for %(name)s and for the parents") % {"name": name}),
                silence,
                PartText(PartKind.FREE, _("Food or alms for others, in the name of %(name)s") % {"name": name}), food,
            ),
        ),
        Beginning(
            "buddhist", _("A Buddhist order"), ask,
            (
                PartText(PartKind.CANDLE, _("Incense and a light")),
                PartText(PartKind.READING, _("A sutra is recited")),
                PartText(PartKind.NAMES, _("The name is read"), "", name),
                PartText(PartKind.FREE, _("Flowers, water and a sweet are set down"), _("Everyone")),
                silence,
                PartText(PartKind.FOOD, _("Tea together")),
            ),
        ),
        Beginning(
            "hindu", _("A Hindu order"),
            _("Ask somebody who knows your family’s way; ways differ between houses and places. In many families no rite is kept for a child who died very young; a lamp and a name may be right."),
            (
                PartText(PartKind.CANDLE, _("A lamp is lit")),
                PartText(PartKind.BLESSING, _("A prayer of the family")),
                PartText(PartKind.NAMES, _("The name is read"), "", name),
                PartText(PartKind.FREE, _("Flowers are offered"), _("Everyone")),
                PartText(PartKind.FREE, _("Food is given to others"), "", ""), food,
            ),
        ),
    )  # fmt: skip
