"""Where no day can be given: the reason by name, and a sentence that says it."""

from enum import StrEnum

from yearlight.calendars.customs.words import gettext_noop


class Why(StrEnum):
    """Why a custom has no day to give."""

    NEEDS_DATE = "needs_date"
    NEEDS_YEAR = "needs_year"
    NEEDS_DAY = "needs_day"
    NEEDS_BURIAL = "needs_burial"
    NEEDS_COUNTRY = "needs_country"
    BURIED_IN_FESTIVAL = "buried_in_festival"
    OUT_OF_RANGE = "out_of_range"
    OTHER_CALENDAR = "other_calendar"
    NO_SUCH_DATE = "no_such_date"
    UNKNOWN_CUSTOM = "unknown_custom"
    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_ANSWER = "unknown_answer"


SENTENCES = {
    Why.NEEDS_DATE: gettext_noop("This custom is counted from a date, and none was given."),
    Why.NEEDS_YEAR: gettext_noop("The year of this date is not known, and this custom cannot be found without it."),
    Why.NEEDS_DAY: gettext_noop("The day of this date is not known, so no day is counted from it."),
    Why.NEEDS_BURIAL: gettext_noop("This way of keeping it needs the day of the burial, and none was given."),
    Why.NEEDS_COUNTRY: gettext_noop("Countries keep this day on different dates, and none was chosen."),
    Why.BURIED_IN_FESTIVAL: gettext_noop(
        "The burial was during a festival, when the days are counted otherwise. Please ask your rabbi."
    ),
    Why.OUT_OF_RANGE: gettext_noop(
        "The calendar of this custom is known here from %(first)s to %(last)s, and the date lies outside."
    ),
    Why.OTHER_CALENDAR: gettext_noop("The date is written in another calendar than this custom’s."),
    Why.NO_SUCH_DATE: gettext_noop("The calendar of this custom has no such date as the one given."),
    Why.UNKNOWN_CUSTOM: gettext_noop("There is no custom named %(custom)s. All names: yearlight days --list"),
    Why.UNKNOWN_OPTION: gettext_noop("%(custom)s has no option named %(option)s. Its options: %(known)s"),
    Why.UNKNOWN_ANSWER: gettext_noop("%(option)s cannot be %(answer)s. It takes: %(known)s"),
}


class Declined(ValueError):  # noqa: N818 -- an answer rather than a fault, and read as a sentence
    """No day is given. ``why`` names the reason; ``sentence`` is a message id, to be filled with ``values``."""

    def __init__(self, why: Why, **values: str) -> None:
        self.why = why
        self.values = values
        self.sentence = SENTENCES[why]
        super().__init__(self.sentence % values)
