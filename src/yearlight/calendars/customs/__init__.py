"""The customs by which families keep a day, each declared in the file of its tradition.

To add one: a ``Custom`` in a file of its tradition, that file's ``CUSTOMS``
here, and a table of known answers from another authority in the tests
(docs/developing/customs.md).
"""

from yearlight.calendars.customs import (
    civil,
    counted,
    east_asia,
    hindu,
    japanese,
    jewish,
    lunar_yearly,
    mourning,
    muslim,
    orthodox,
    parents_days,
    shared,
    western,
)
from yearlight.calendars.customs.declined import Declined, Why
from yearlight.calendars.customs.rule import Custom

_TRADITIONS = (
    civil,
    counted,
    jewish,
    mourning,
    muslim,
    lunar_yearly,
    east_asia,
    japanese,
    orthodox,
    western,
    hindu,
    shared,
    parents_days,
)

CUSTOMS: dict[str, Custom] = {custom.key: custom for tradition in _TRADITIONS for custom in tradition.CUSTOMS}


def custom(key: str) -> Custom:
    """The custom of a name; raises Declined where there is none."""
    try:
        return CUSTOMS[key]
    except KeyError:
        raise Declined(Why.UNKNOWN_CUSTOM, custom=key) from None
