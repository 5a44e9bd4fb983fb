"""Counted days: the 3rd, 7th, 9th, 40th, 49th, 100th, in each tradition's way of counting.

Most traditions count the day of death as the first day, so that the 49th day
is 48 days later. A civil count of "100 days after" leaves the day itself out.
Guides contradict one another now and then (one Chinese page states the first
rule and prints a table made by the second), so a family can choose.

Worked example, a death on 1 March 2026: Orthodox 3, 9 March and 9 April;
the 49th day 18 April, the 100th 8 June; 100 days after 9 June.
"""

from collections.abc import Iterator, Sequence

from yearlight.calendars.customs.civil import year_of
from yearlight.calendars.customs.options import COUNT, NO, YES
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import (
    ANY_DATE,
    DEATH,
    Asked,
    Calendar,
    Certainty,
    Custom,
    Finder,
    Kind,
    Occurrence,
    Option,
    Recurrence,
    Takes,
)
from yearlight.calendars.customs.words import gettext_noop

SEVENS = (7, 14, 21, 28, 35, 42, 49)
_BURIAL = frozenset({Kind.FUNERAL})

_AFTER = Option(COUNT.key, COUNT.words, COUNT.choices, default="after")
_EVENING = Option(
    "taiya",
    gettext_noop("Kept on the evening before (the custom of Kansai)"),
    (NO, YES),
    default="no",
)


def counted(
    key: str, marks: Sequence[int] = (), certainty: Certainty = Certainty.EXACT, starts_evening_before: bool = False
) -> Finder:
    """Finds the marks, or those of the option ``days`` where none are named, as the option ``count`` says."""

    def find(asked: Asked) -> Iterator[Occurrence]:
        is_inclusive = asked.chosen["count"] == "inclusive"
        why = (Reason.COUNTED_FROM_DAY_ONE if is_inclusive else Reason.COUNTED_AFTER,)
        before = asked.day - is_inclusive
        for mark in marks or asked.chosen.numbers("days"):
            day = before + mark
            if asked.first <= day <= asked.last:
                yield Occurrence(day, key, mark, year_of(day), day, starts_evening_before, certainty, why)

    return find


def _japanese(asked: Asked) -> Iterator[Occurrence]:
    if asked.chosen["taiya"] == "no":
        yield from counted("japanese-sevens", (*SEVENS, 100))(asked)
        return
    why = (Reason.COUNTED_FROM_DAY_ONE, Reason.EVENING_BEFORE)
    before = asked.day - (asked.chosen["count"] == "inclusive") - 1
    for mark in (*SEVENS, 100):
        day = before + mark
        if asked.first <= day <= asked.last:
            yield Occurrence(day, "japanese-sevens", mark, year_of(day), day, False, Certainty.EXACT, why)


def _declared(
    key: str,
    name: str,
    rule: str,
    source: str,
    marks: Sequence[int],
    anchors: frozenset[Kind] = DEATH,
    certainty: Certainty = Certainty.EXACT,
) -> Custom:
    find = counted(key, marks, certainty)
    return Custom(key, name, rule, source, Calendar.CIVIL, Recurrence.COUNTED, find, anchors, (COUNT,))


CUSTOMS = (
    Custom(
        key="counted",
        name=gettext_noop("So many days after"),
        rule=gettext_noop(
            "So many days after the date, as many as your family chooses, counted without the day itself."
        ),
        source="plain counting; for traditions that have no custom of their own here",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.COUNTED,
        find=counted("counted"),
        anchors=ANY_DATE,
        options=(Option("days", gettext_noop("Which days"), default="100", takes=Takes.NUMBERS), _AFTER),
    ),
    _declared(
        "orthodox-3-9-40",
        gettext_noop("The 3rd, 9th and 40th day"),
        gettext_noop("The 3rd, 9th and 40th day, where the day of death is the first."),
        "orthodox.net, commemoration of the dead (the day of death is day 1)",
        (3, 9, 40),
    ),
    Custom(
        key="japanese-sevens",
        name=gettext_noop("The sevenths to the 49th day, and the 100th"),
        rule=gettext_noop(
            "Every seventh day to the 49th, and the 100th, where the day of death is the first. In Kansai each is kept "
            "on the evening before."
        ),
        source="benricho.org/koyomi/houji.html, memoriae.jp; ameblo.jp/kohdo2 (taiya)",
        calendar=Calendar.CIVIL,
        recurrence=Recurrence.COUNTED,
        find=_japanese,
        options=(COUNT, _EVENING),
    ),
    _declared(
        "chinese-sevens",
        gettext_noop("The sevens to the 49th day, and the 100th"),
        gettext_noop(
            "Every seventh day to the 49th, and the 100th, where the day of death is the first. Some guides count the "
            "day after as the first."
        ),
        "mnkan.com 769781, mogufr.com 439215; renwen.shuyang.tv 533207 (the contradictory table)",
        (*SEVENS, 100),
    ),
    _declared(
        "korean-49",
        gettext_noop("The sevens to the 49th day, and the 100th"),
        gettext_noop("Every seventh day to the 49th, and the 100th, where the day of death is the first."),
        "bokji25.net; counted as the Japanese marks",
        (*SEVENS, 100),
    ),
    _declared(
        "korean-samuje",
        gettext_noop("Samuje, the third rite after the burial"),
        gettext_noop("Two days after the burial: the day of the burial is the first, the rite is on the third."),
        "daegilf.co.kr, bokji25.net",
        (3,),
        _BURIAL,
    ),
    _declared(
        "vietnamese-49",
        gettext_noop("The 3rd day, the sevens to the 49th, and the 100th"),
        gettext_noop("The 3rd day, every seventh to the 49th, and the 100th, where the day of death is the first."),
        "theotoi.net (49 days), vanhoaphatgiaotanphu.info 54684",
        (3, *SEVENS, 100),
    ),
    _declared(
        "hindu-10-13",
        gettext_noop("The 10th to the 13th day"),
        gettext_noop(
            "The 10th to the 13th day, counted from the death or from the cremation, as the family does. Which of them "
            "are kept your priest can say."
        ),
        "family practice; none of the guides found is binding",
        (10, 11, 12, 13),
        DEATH | _BURIAL,
        Certainty.ASK,
    ),
)
