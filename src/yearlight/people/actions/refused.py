"""What is refused, and in which words."""

from yearlight.core.errors import YearlightError


class NotOpen(YearlightError):  # noqa: N818
    """A link lets nobody in: it was used, closed, is over, or never was. Which of these, nobody is told."""

    code = "not_open"
