"""Work on pictures that is done later."""

from django_tasks import task

from yearlight.core import clock
from yearlight.keepsakes import actions, checking, mending, playing, uploads


@task()
def make_sizes(original_id: int) -> None:
    """Make the sizes in which an original is shown."""
    actions.make_sizes(original_id)


@task(priority=-10)
def make_play(original_id: int) -> None:
    """Do the next step of making an original ready to be played."""
    playing.make(original_id)


@task()
def remake() -> None:
    """See that every original has its sizes, made by the recipe of today."""
    actions.remake()


@task()
def sweep() -> None:
    """Remove what was put away long enough ago, and bytes that nothing names."""
    actions.sweep(now=clock.now())
    mending.sweep_mendings(now=clock.now())


@task()
def sweep_uploads() -> None:
    """Forget files that were begun to be sent and not gone on with for a day."""
    uploads.sweep(now=clock.now())


@task()
def check_part() -> None:
    """Read the hour's part of all originals and compare them with their checksums."""
    checking.check_part(now=clock.now())


@task()
def index() -> None:
    """Index the words of what was kept before there was an index, or put in without it."""
    actions.index_missing()
