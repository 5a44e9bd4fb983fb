"""Why a day of a calendar is not certain; the caller finds the words for people."""

from enum import StrEnum


class Doubt(StrEnum):
    """Where a calendar names a day and cannot be sure of it."""

    #: Beyond what those who keep the calendar have published.
    FORECAST = "forecast"
    #: A new moon to come lies so close to midnight that the turning of the Earth decides its day.
    MIDNIGHT = "midnight"
    #: Two parts of a country kept different months then.
    DIVIDED = "divided"
    #: Reckoned by the rule; no printed calendar of that time was compared.
    UNATTESTED = "unattested"
    #: Within one country the place decides.
    PLACE = "place"
