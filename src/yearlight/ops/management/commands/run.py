from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from yearlight.core import clock
from yearlight.keepsakes.guarded import guard
from yearlight.ops import claim, prepare, serve


class Command(BaseCommand):
    help = "Start the site and its worker, and print the address."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        serve.take_port()
        prepare.prepare(now=clock.now())
        prepare.try_store()
        self.stdout.write(_("Yearlight is at %(address)s") % {"address": serve.address()})
        link = claim.link(now=clock.now())
        if link:
            self.stdout.write(claim.sentence(link))
        self.stdout.write(guard().sentence)
        self.stdout.write(_("Press Ctrl and C to stop it. Everything kept stays where it is."))
        self.stdout.flush()
        serve.serve()
