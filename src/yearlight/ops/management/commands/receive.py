from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from yearlight.core import clock
from yearlight.ops import prepare, receiving


class Command(BaseCommand):
    help = "Take messages that the host's mail server hands over by LMTP: answers to reminders, and what comes back."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        where = settings.YEARLIGHT_LMTP_LISTEN
        if not where:
            raise CommandError(
                _("YEARLIGHT_LMTP_LISTEN is empty, so there is no place to listen at. See docs/hosting/answers.md.")
            )
        prepare.prepare(now=clock.now())
        try:
            receiving.receive(where, begun=lambda: self.stdout.write(_("Listening at %(where)s.") % {"where": where}))
        except OSError as fault:
            raise CommandError(
                _("%(where)s cannot be listened at (%(reason)s). Nothing was changed.")
                % {"where": where, "reason": fault.strerror or fault}
            ) from fault
        except KeyboardInterrupt:
            return
