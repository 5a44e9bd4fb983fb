from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from yearlight.ops.check import Count, check


class Command(BaseCommand):
    help = (
        "Compare rows with files, both ways, and every original with its checksum. Exit code 1 if something is wrong."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quick", action="store_true", help="compare lengths only, without reading every byte")

    def handle(self, *args: Any, **options: Any) -> None:
        count, faults = Count(), 0
        for finding in check(count, reads_bytes=not options["quick"]):
            faults += finding.is_fault
            self.stdout.write(finding.sentence)
        looked = {"count": count.originals, "size": filesizeformat(count.size)}
        self.stdout.write(_("Looked at %(count)s originals, %(size)s, and at the whole database.") % looked)
        if faults:
            self.stdout.write(
                _("%(count)s faults were found. Bring back a copy of what is named above.") % {"count": faults}
            )
            raise SystemExit(1)
        self.stdout.write(_("Rows and files agree."))
