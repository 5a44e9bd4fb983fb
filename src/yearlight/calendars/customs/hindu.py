"""Mahalaya, the one Hindu day that is found here.

The yearly day of a family is not: rule and place decide, and a date without
them is wrong for about a third of families. Such a day is entered by hand
(``hand-entered``), and the tithi of a death is given as information by
``calendars.hindu``.
"""

from collections.abc import Iterator

from yearlight.calendars import hindu
from yearlight.calendars.customs.each_year import BY_ITS_RULE, Day, each_year
from yearlight.calendars.customs.reasons import Reason
from yearlight.calendars.customs.rule import NO_DATE, Calendar, Certainty, Chosen, Custom, Recurrence
from yearlight.calendars.customs.words import gettext_noop


def _mahalaya(year: int, chosen: Chosen) -> Iterator[Day]:
    if hindu.FIRST_YEAR <= year <= hindu.LAST_YEAR:
        is_sure = hindu.mahalaya_doubt(year) is None
        reasons = BY_ITS_RULE if is_sure else (*BY_ITS_RULE, Reason.ASK_THE_PRIEST)
        yield Day(hindu.mahalaya(year), certainty=Certainty.EXACT if is_sure else Certainty.ASK, reasons=reasons)


CUSTOMS = (
    Custom(
        key="mahalaya",
        name=gettext_noop("Mahalaya (Sarvapitri) Amavasya"),
        rule=gettext_noop(
            "The day in whose afternoon the new moon’s tithi holds that ends the month of Bhadrapada, by Indian time."
        ),
        source="Sewell and Dikshit, The Indian Calendar (1896), p. 17; reckoned for central India",
        calendar=Calendar.SUN,
        recurrence=Recurrence.YEARLY,
        find=each_year("mahalaya", _mahalaya),
        anchors=NO_DATE,
        limits=(
            gettext_noop("We cannot know your family’s Hindu date. Enter what your priest gives, and it will be kept."),
        ),
    ),
)
