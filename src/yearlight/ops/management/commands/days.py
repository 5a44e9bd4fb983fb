"""``yearlight days``: the days on which a custom is kept, for one date or a file of many."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from yearlight.core import clock
from yearlight.ops.days import NotUnderstood, Question, Row, Warned, answer, answer_file, known_customs, read_options
from yearlight.ops.days_written import FORMATS

#: Days were written, and not all that was asked for could be.
_SOME_DECLINED = 3


class Command(BaseCommand):
    help = (
        "The days on which a custom is kept. Exit code 2 if the question is not understood, 3 if a part was declined."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--list", action="store_true", help="name every custom with its range, options and source")
        parser.add_argument("--custom", action="append", default=[], help="which custom; may be given several times")
        parser.add_argument("--on", default="", help="the date it is counted from: 2018-11-14, or XXXX-11-14")
        parser.add_argument("--after-sunset", nargs="?", const="yes", default="", help="yes, no or unknown")
        parser.add_argument("--burial", default="", help="the day of the burial, for choices that ask for it")
        parser.add_argument(
            "--given", default="", help="the date as a paper has it in the custom’s calendar: 5779-08-07"
        )
        parser.add_argument("--option", action="append", default=[], metavar="NAME=VALUE", help="a choice: adar=ii")
        parser.add_argument("--from", type=int, dest="first_year", metavar="YEAR", help="the first year; this one")
        parser.add_argument("--to", type=int, dest="last_year", metavar="YEAR", help="the last year; four on")
        parser.add_argument("--from-file", metavar="FILE", help="a CSV of many dates, or - to read them from the input")
        parser.add_argument("--format", choices=sorted(FORMATS), default="table")

    def handle(self, **options: Any) -> None:
        if options["list"]:
            for key, calendar, span, choices, rule, source in known_customs():
                lines = (f"{calendar}, {span}", rule, _("Options: %(options)s") % {"options": choices or "-"}, source)
                self.stdout.write("\n    ".join((key, *lines)))
            return
        rows = self._rows(options)
        # The first day is found before anything is written, so that a refusal leaves no head of a table behind.
        first = list(islice(rows, 1))
        FORMATS[options["format"]](chain(first, rows), self.stdout)
        if self.is_partial:
            raise SystemExit(_SOME_DECLINED)

    def _rows(self, options: dict[str, Any]) -> Iterator[Row]:
        """The days; what must be told beside them goes to standard error at once."""
        self.is_partial = False
        for found in _answers(options):
            if isinstance(found, Warned):
                self.is_partial = True
                self.stderr.write(found.sentence)
            else:
                yield found


def _answers(options: dict[str, Any]) -> Iterator[Row | Warned]:
    first = options["first_year"] or clock.now().year
    last = options["last_year"] or first + 4
    asked = {name: options[name] for name in ("on", "after_sunset", "burial", "given")}
    chosen = read_options(options["option"])
    question = Question(tuple(options["custom"]), first, last, **asked, options=chosen)
    if not options["from_file"]:
        yield from answer(question)
    elif options["from_file"] == "-":
        yield from answer_file(sys.stdin, question)
    else:
        try:
            with Path(options["from_file"]).open(encoding="utf-8-sig", newline="") as lines:
                yield from answer_file(lines, question)
        except OSError as fault:
            sentence = _("The file %(file)s cannot be read: %(why)s") % {"file": fault.filename, "why": fault.strerror}
            raise NotUnderstood(sentence) from fault
