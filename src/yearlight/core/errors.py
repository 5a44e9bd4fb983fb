"""The one base class of every error that Yearlight expects, and the one that every folder knows."""

from typing import ClassVar

from django.utils.translation import gettext as _


class YearlightError(Exception):
    """An expected error: a sentence for people, a name for machines.

    ``sentence`` says what happened, what is safe and what to do next; it is
    shown to people as it is, so it is a whole translated sentence (or several).
    """

    code: ClassVar[str] = "error"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotThere(YearlightError):  # noqa: N818 -- read as a sentence, as all of ours are
    """What is asked for is not there, or not this viewer's: the two answer alike. A view that lets it through answers 404."""

    code = "not_there"

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _("This page is not here."))
