"""``yearlight operator``: who looks after the site."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext as _

from yearlight.core import clock
from yearlight.ops.serve import address
from yearlight.people.actions import operators
from yearlight.people.queries import hosting


class Command(BaseCommand):
    help = "Make the account with this address an operator, who looks after the site and belongs to no family; without an address, list them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", nargs="?", help="an address that belongs to no family's account")
        parser.add_argument("--end", action="store_true", help="the account is an operator no longer")

    def handle(self, **options: Any) -> None:
        email = options["email"]
        if not email:
            self._list()
        elif options["end"]:
            operators.end_operator(email=email, now=clock.now())
            self.stdout.write(_("%(email)s no longer looks after the site.") % {"email": email})
        else:
            self._make(email)

    def _make(self, email: str) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(_("%(email)s is no e-mail address.") % {"email": email}) from error
        _account, is_new = operators.make_operator(email=email, now=clock.now())
        self.stdout.write(_("%(email)s looks after the site.") % {"email": email})
        if is_new:
            link = address() + reverse("account_request_login_code")
            self.stdout.write(_("Sign in with a code at %(link)s") % {"link": link})
        page = address() + reverse("host:home")
        self.stdout.write(
            _("Set up a passkey or a second step in the settings, sign in again with it, and open %(page)s")
            % {"page": page}
        )

    def _list(self) -> None:
        found = hosting.operators()
        for one in found:
            self.stdout.write(one.email)
        if not found:
            self.stdout.write(_("Nobody looks after the site by its pages."))
