"""``yearlight reminders``: how the messages stand, in numbers; and the release of the brake."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yearlight.core import clock
from yearlight.reminders.actions import brake
from yearlight.reminders.queries import host

#: The brake is on: nothing is sent.
_BRAKED = 3


class Command(BaseCommand):
    help = "How many messages were sent, and what became of the others, by day and without names. Exit code 3 while the brake is on."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=14, metavar="N", help="so many days back; 14")
        parser.add_argument("--release", action="store_true", help="release the brake, so that messages go out again")

    def handle(self, **options: Any) -> None:
        now = clock.now()
        if options["release"]:
            was_on = brake.release(now)
            self.stdout.write(_("Messages go out again.") if was_on else _("The brake was not on."))
        # Somebody east of here has tomorrow already.
        days = host.by_day(now.date() - timedelta(days=options["days"]), now.date() + timedelta(days=1))
        for day in days:
            counts = ", ".join(f"{outcome.value} {count}" for outcome, count in sorted(day.outcomes.items()))
            self.stdout.write(f"{day.on.isoformat()}  {counts}")
        if not days:
            self.stdout.write(_("There were no messages on these days."))
        for why, count in host.stopped().items():
            words = ngettext(
                "Nothing goes to one receiver: %(why)s.", "Nothing goes to %(count)s receivers: %(why)s.", count
            )
            self.stdout.write(words % {"count": count, "why": why.label})
        self._tell_brake()

    def _tell_brake(self) -> None:
        since = host.braked_at()
        if since is None:
            self.stdout.write(_("The brake is off."))
            return
        self.stdout.write(host.sentence(since))
        raise SystemExit(_BRAKED)
