"""The command ``yearlight``."""

import os
import sys

from django.core.management import execute_from_command_line

from yearlight.core.errors import YearlightError


def main() -> None:
    """Run one command; an expected error is one sentence on standard error and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yearlight.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except YearlightError as error:
        print(error.sentence, file=sys.stderr)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
