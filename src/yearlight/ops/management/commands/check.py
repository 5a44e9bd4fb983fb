from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from yearlight.core import clock
from yearlight.keepsakes.guarded import guard
from yearlight.ops.check import Count, check, check_files


class Command(BaseCommand):
    help = (
        "Compare rows with files, both ways, and every original with its checksum. Exit code 1 if something is wrong."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--quick", action="store_true", help="compare lengths only, without reading every byte")
        how.add_argument(
            "--files",
            action="store_true",
            help="read every original, and mend what is damaged from YEARLIGHT_SECOND_COPY",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count, faults = Count(), 0
        if options["files"]:
            found = check_files(count, now=clock.now())
        else:
            found = check(count, reads_bytes=not options["quick"])
        for finding in found:
            faults += finding.is_fault
            self.stdout.write(finding.sentence)
        self.stdout.write(guard().sentence)
        looked = {"count": count.originals, "size": filesizeformat(count.size)}
        words = _("Looked at %(count)s originals, %(size)s, and at the whole database.")
        self.stdout.write((_("Read %(count)s originals, %(size)s.") if options["files"] else words) % looked)
        if faults:
            self.stdout.write(
                _("%(count)s faults were found. Bring back a copy of what is named above.") % {"count": faults}
            )
            raise SystemExit(1)
        self.stdout.write(_("Rows and files agree."))
