"""The command ``yearlight``."""

import gc
import os
import sys

from yearlight import __version__
from yearlight.core.errors import YearlightError

_HELP = """yearlight: a private place where a family remembers someone who died

  yearlight run       start the site and its worker, and print the address
  yearlight claim     print a fresh one-time link for the first keeper
  yearlight demo      make an invented family, to look around in
  yearlight check     compare rows with files, and originals with their checksums
  yearlight days      the days on which a custom is kept, for any date
  yearlight reminders how many messages were sent, and what became of the others
  yearlight operator  who looks after the site by its pages, beside this command line
  yearlight receive   take answers and returned messages from the mail server
  yearlight worker    do later work only, beside a site that runs elsewhere

  yearlight COMMAND --help     what a command takes
  yearlight --version          which version this is

Settings come from the environment: YEARLIGHT_HOME names the folder that holds everything, PORT the port.
"""
_ASKS_FOR_HELP = {"", "help", "-h", "--help"}


def main() -> None:
    """Run one command; an expected error is one sentence on standard error and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yearlight.config.settings")
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    if asked in _ASKS_FOR_HELP and len(sys.argv) <= 2:
        print(_HELP, end="")
        return
    if asked == "--version":
        print(__version__)
        return
    # What is kept is for its owner, and to be read by the group of a web server in front; for nobody else.
    os.umask(0o027)
    if asked == "run":
        # What is read at a start stays; to look among it for what could go takes a tenth of the time. ``serve`` begins that.
        gc.disable()
    # Only now: the help needs nothing of it, and a folder need not be there for it.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except YearlightError as error:
        print(error.sentence, file=sys.stderr)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
