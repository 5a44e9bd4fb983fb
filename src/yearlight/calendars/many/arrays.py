"""What the vector forms share."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.signedinteger[Any]]
Days: TypeAlias = npt.NDArray[np.int32]
Bools: TypeAlias = npt.NDArray[np.bool_]


def within(values: Ints, first: int, last: int) -> bool:
    """Whether every value lies from ``first`` to ``last``; so it is where there is none."""
    return not values.size or (int(values.min()) >= first and int(values.max()) <= last)


def table(values: object) -> Days:
    """A sequence of numbers as an array that nobody changes."""
    made = np.array(values, np.int32)
    made.setflags(write=False)
    return made


def split(packed: Days) -> tuple[Days, Days, Days]:
    """Year, month and day out of one number (``year << 9 | month << 5 | day``)."""
    return packed >> 9, packed >> 5 & 15, packed & 31
