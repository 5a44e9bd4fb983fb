"""``yearlight demo``: a complete invented family over eight years, to look around in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from yearlight.core import clock
from yearlight.ops import prepare
from yearlight.ops.demo import SomebodyIsHere, make_demo

_SMALL = 0.25


class Command(BaseCommand):
    help = "Make an invented family with eight years of letters and pictures, to look around in."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="also where somebody has an account already")
        parser.add_argument("--pictures-each-year", type=int, metavar="N", help="at most so many, to be quicker")
        parser.add_argument("--small", action="store_true", help="draw the pictures smaller, to be much quicker")

    def handle(self, **options: Any) -> None:
        self.stdout.write(_("The demo family’s pictures are being drawn. This takes about half a minute."))
        now = clock.now()
        prepare.prepare(now=now)
        try:
            demo = make_demo(
                now=now,
                today=now.date(),
                is_again=options["again"],
                pictures_each_year=options["pictures_each_year"],
                scale=_SMALL if options["small"] else 1.0,
            )
        except SomebodyIsHere as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(
            _(
                "An invented family is here, with %(pictures)d pictures and %(entries)d texts. Start it with: yearlight run"
            )
            % {"pictures": demo.pictures, "entries": demo.entries}
        )
        self.stdout.write(_("These sign in, each with the password %(password)s") % {"password": demo.password})
        for one in demo.sign_ins:
            self.stdout.write(f"  {one.name}: {one.email}")
