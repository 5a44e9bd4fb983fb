"""Pieces of later work that tests put in. What they did stands in ``DONE``."""

from django_tasks import task

DONE: list[str] = []


@task()
def note(word: str) -> None:
    """Done at once."""
    DONE.append(word)


@task()
def stumble(word: str) -> None:
    """Fails each time."""
    DONE.append(word)
    raise RuntimeError("the disk is full")


def plain(word: str = "plain") -> None:
    """Work may also be a plain function."""
    DONE.append(word)
