"""The date that a file's name tells, as telephones and people write it. Knows no Django."""

import re
from datetime import date

_BETWEEN = r"[-_. ]?"
#: A whole day, not inside a longer number: IMG-20200926-WA0007, 2019-05-02 14.33, PXL_20230704_1.
_DAY = re.compile(rf"(?<!\d)((?:18|19|20)\d\d){_BETWEEN}(0[1-9]|1[0-2]){_BETWEEN}(0[1-9]|[12]\d|3[01])(?!\d)")
#: A month, only where a name begins with it: "1974-11 mum and dad".
_MONTH = re.compile(r"((?:18|19|20)\d\d)[-_.](0[1-9]|1[0-2])(?![\d])")
#: A year, only where a name begins with it and goes on in words: "1974 mum and dad".
_YEAR = re.compile(r"((?:18|19|20)\d\d)[ _-]+[^\W\d_]{2}")


def date_in_name(name: str, *, today: date) -> str:
    """The date in a file's name as EDTF, as exact as the name is; empty if it names none."""
    for found in _DAY.finditer(name):
        year, month, day = (int(part) for part in found.groups())
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        if (on - today).days <= 1:
            return on.isoformat()
    if (month_found := _MONTH.match(name)) and (int(month_found[1]), int(month_found[2])) <= (today.year, today.month):
        return f"{month_found[1]}-{month_found[2]}"
    if (year_found := _YEAR.match(name)) and int(year_found[1]) <= today.year:
        return year_found[1]
    return ""
