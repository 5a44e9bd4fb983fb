"""What date a picture gets when those of many are mended at once. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: A camera's clock may have been wrong by years, such as after its battery was changed.
MOST_HOURS = 24 * 366 * 30


@dataclass(frozen=True, slots=True)
class Mend:
    """Either a date for all, in EDTF; or by how many hours the camera's clock is to be moved, forward or back."""

    happened_on: str = ""
    hours: int = 0

    def date_of(self, taken_at: str) -> str | None:
        """The new date of a picture that the camera dated so; None where its time is not known, so that nothing is moved.

        The camera's own time stays as the file says it, so mending a second time begins from the same.
        """
        if not self.hours:
            return self.happened_on
        try:
            taken = datetime.fromisoformat(taken_at[:19])
            return (taken + timedelta(hours=self.hours)).date().isoformat()
        except (ValueError, OverflowError):
            return None
