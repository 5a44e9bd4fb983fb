from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from yearlight.core import clock
from yearlight.ops import claim, prepare


class Command(BaseCommand):
    help = "Print a fresh one-time link for the first keeper of a new instance."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        prepare.prepare(now=clock.now())
        link = claim.link(now=clock.now())
        self.stdout.write(
            claim.sentence(link) if link else _("This place has its keeper already. Keepers invite each other.")
        )
