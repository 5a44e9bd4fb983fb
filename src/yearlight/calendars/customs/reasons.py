"""Why a day is the day it is: one name for machines, one sentence for people."""

from enum import StrEnum

from yearlight.calendars.customs.words import gettext_noop


class Reason(StrEnum):
    """One thing that led to a day; its words are in ``WORDS``."""

    SAME_DATE = "same_date"
    COUNTED_FROM_DAY_ONE = "counted_from_day_one"
    COUNTED_AFTER = "counted_after"
    MONTHS_LATER = "months_later"
    WEEKS_LATER = "weeks_later"
    YEARS_LESS_ONE = "years_less_one"
    BY_ITS_RULE = "by_its_rule"
    BY_HAND = "by_hand"
    SHORT_MONTH = "short_month"
    FEB_29_ON_28 = "feb_29_on_28"
    FEB_29_ON_MARCH_1 = "feb_29_on_march_1"
    DATE_IS_UNCERTAIN = "date_is_uncertain"
    BEFORE_SUNSET_PERHAPS = "before_sunset_perhaps"
    AFTER_SUNSET_PERHAPS = "after_sunset_perhaps"
    EVE_OF_KISLEV = "eve_of_kislev"
    EVE_OF_TEVET = "eve_of_tevet"
    ALWAYS_THE_29TH = "always_the_29th"
    FIRST_OF_NEXT_MONTH = "first_of_next_month"
    LAST_ADAR = "last_adar"
    ADAR_I_IN_ADAR = "adar_i_in_adar"
    NO_30_ADAR = "no_30_adar"
    ADAR_IN_ADAR_I = "adar_in_adar_i"
    ADAR_IN_ADAR_II = "adar_in_adar_ii"
    FIRST_ON_BURIAL = "first_on_burial"
    TWELVE_MONTHS = "twelve_months"
    CUT_SHORT_BY_FESTIVAL = "cut_short_by_festival"
    SHIVA_WAS_CUT_SHORT = "shiva_was_cut_short"
    MOVED_BY_FAMILY = "moved_by_family"
    FORECAST = "forecast"
    NEAR_MIDNIGHT = "near_midnight"
    MONTHS_DIVIDED = "months_divided"
    UNATTESTED = "unattested"
    LEAP_MONTH_IN_REGULAR = "leap_month_in_regular"
    LEAP_MONTH_KEPT = "leap_month_kept"
    SECOND_OF_TWO_MONTHS = "second_of_two_months"
    LUNAR_MONTHS_LATER = "lunar_months_later"
    EVENING_BEFORE = "evening_before"
    DAY_EARLIER = "day_earlier"
    NEXT_BON = "next_bon"
    ASK_THE_PARISH = "ask_the_parish"
    MOVED_FROM_KAZAN = "moved_from_kazan"
    MOVED_FROM_SUNDAY = "moved_from_sunday"
    MOVED_FROM_PENTECOST = "moved_from_pentecost"
    ASK_THE_PRIEST = "ask_the_priest"
    FOUNDERS_MOVED_IT = "founders_moved_it"


WORDS = {
    Reason.SAME_DATE: gettext_noop("It is the same day and month of the calendar."),
    Reason.COUNTED_FROM_DAY_ONE: gettext_noop("The day itself is counted as the first day."),
    Reason.COUNTED_AFTER: gettext_noop("The days after are counted, without the day itself."),
    Reason.MONTHS_LATER: gettext_noop("It is so many whole months after the day."),
    Reason.WEEKS_LATER: gettext_noop("It is so many whole weeks after the day."),
    Reason.YEARS_LESS_ONE: gettext_noop("The year of death counts as the first, so the third comes after two years."),
    Reason.BY_ITS_RULE: gettext_noop("It is found by the rule of this day."),
    Reason.BY_HAND: gettext_noop("Your family entered this day."),
    Reason.SHORT_MONTH: gettext_noop("This month is shorter, so its last day is taken."),
    Reason.FEB_29_ON_28: gettext_noop("This year has no 29 February, so it is kept on 28 February."),
    Reason.FEB_29_ON_MARCH_1: gettext_noop("This year has no 29 February, so it is kept on 1 March."),
    Reason.DATE_IS_UNCERTAIN: gettext_noop("The date it is counted from is not certain."),
    Reason.BEFORE_SUNSET_PERHAPS: gettext_noop("This is the day if the death was before nightfall."),
    Reason.AFTER_SUNSET_PERHAPS: gettext_noop("This is the day if the death was after nightfall."),
    Reason.EVE_OF_KISLEV: gettext_noop(
        "Cheshvan had no 30th day in the first year after, so it is the day before 1 Kislev each year."
    ),
    Reason.EVE_OF_TEVET: gettext_noop(
        "Kislev had no 30th day in the first year after, so it is the day before 1 Tevet each year."
    ),
    Reason.ALWAYS_THE_29TH: gettext_noop(
        "The month had no 30th day in the first year after, so the family keeps the 29th each year."
    ),
    Reason.FIRST_OF_NEXT_MONTH: gettext_noop("The month has no 30th day this year, so it is the first of the next."),
    Reason.LAST_ADAR: gettext_noop("A death in Adar II is kept in the last Adar of the year."),
    Reason.ADAR_I_IN_ADAR: gettext_noop("This year has one Adar, and Adar I is kept in it."),
    Reason.NO_30_ADAR: gettext_noop("This year has no 30 Adar, so 30 Shevat is kept."),
    Reason.ADAR_IN_ADAR_I: gettext_noop("This year has two months of Adar, and the first is kept."),
    Reason.ADAR_IN_ADAR_II: gettext_noop("This year has two months of Adar, and the second is kept."),
    Reason.FIRST_ON_BURIAL: gettext_noop(
        "The first is kept on the date of the burial, later ones on that of the death."
    ),
    Reason.TWELVE_MONTHS: gettext_noop("The first is kept after twelve months, as that year had thirteen."),
    Reason.CUT_SHORT_BY_FESTIVAL: gettext_noop(
        "A festival begins before the end and closes it on its eve. Please ask your rabbi; this is the general rule."
    ),
    Reason.SHIVA_WAS_CUT_SHORT: gettext_noop(
        "A festival closed the shiva, so the thirty days end otherwise. Please ask your rabbi; this is the general rule."
    ),
    Reason.MOVED_BY_FAMILY: gettext_noop("Your family keeps it a day before or after the calendar’s day."),
    Reason.FORECAST: gettext_noop("The calendar is a forecast for this year, and the day may move by one."),
    Reason.NEAR_MIDNIGHT: gettext_noop(
        "The new moon is within two minutes of midnight, too close to forecast, and the day may move by one."
    ),
    Reason.MONTHS_DIVIDED: gettext_noop(
        "North and South kept different months then, and the date on a paper counts more than the one given here."
    ),
    Reason.UNATTESTED: gettext_noop("No printed calendar of that time was compared, so the date may be off by a day."),
    Reason.LEAP_MONTH_IN_REGULAR: gettext_noop("A death in a leap month is kept in the regular month of that number."),
    Reason.LEAP_MONTH_KEPT: gettext_noop("This year has the same leap month, and it is kept there."),
    Reason.SECOND_OF_TWO_MONTHS: gettext_noop("This year has the month twice, and it is kept in the second one too."),
    Reason.LUNAR_MONTHS_LATER: gettext_noop(
        "It is so many whole lunar months after, so a leap month between brings it a month earlier."
    ),
    Reason.EVENING_BEFORE: gettext_noop("It is kept on the evening before."),
    Reason.DAY_EARLIER: gettext_noop("Your family keeps it one day earlier."),
    Reason.NEXT_BON: gettext_noop("The first Bon after the 49th day is kept as the first."),
    Reason.ASK_THE_PARISH: gettext_noop(
        "A feast falls on this Saturday, and a parish may move the day. Please ask yours."
    ),
    Reason.MOVED_FROM_KAZAN: gettext_noop("The feast of 4 November falls on this Saturday, so it is a week earlier."),
    Reason.MOVED_FROM_SUNDAY: gettext_noop("2 November is a Sunday this year, so the older custom keeps 3 November."),
    Reason.MOVED_FROM_PENTECOST: gettext_noop(
        "The last Sunday of May is Pentecost this year, so it is the Sunday after."
    ),
    Reason.FOUNDERS_MOVED_IT: gettext_noop(
        "This day was moved in earlier years. Please look at what its founders say."
    ),
    Reason.ASK_THE_PRIEST: gettext_noop("Communities differ. Please ask your priest; this is the general rule."),
}


def words(reasons: tuple[Reason, ...]) -> list[str]:
    """The sentences of some reasons, untranslated."""
    return [WORDS[reason] for reason in reasons]
