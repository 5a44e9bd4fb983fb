"""Who may make an account, and where signing in leads to."""

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yearlight.core import clock
from yearlight.people.actions.succession import show_life
from yearlight.people.carried import open_welcome, token_of
from yearlight.people.queries.hosting import may_begin_family, public_id_of
from yearlight.people.request import account as account_of
from yearlight.web import doors

if TYPE_CHECKING:
    from yearlight.people.models import Account

_TOO_MANY = frozenset({"too_many_login_attempts", "rate_limited"})


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """An account is made by whoever the host's setting lets, as a rule whoever holds an open link, which goes on afterwards."""

    error_messages: ClassVar[Any] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask whoever looks after this place."),
        "cannot_remove_primary_email": _("This is the address you sign in with. Change it instead."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("Address and password do not fit together. Nothing is changed; try once more."),
        "email_taken": _("This address cannot be used here. Choose another one."),
        "enter_current_password": _("Write your present password."),
        "incorrect_code": _("That is not the code. Nothing is changed; look once more, or ask for a new one."),
        "incorrect_password": _("That is not the password. Nothing is changed; try once more."),
        "invalid_or_expired_key": _("This code is no longer good. Ask for a new one."),
        "invalid_login": _("That does not open it. Nothing is changed; try once more."),
        "invalid_password_reset": _("This link is no longer good. Ask for a new one."),
        "too_many_login_attempts": _("There were many tries one after the other. Wait five minutes, then try again."),
        "unknown_email": _("There is no account with this address."),
        "unverified_primary_email": _("This address has to be confirmed first."),
        "same_as_current": _("This is the one you have. Choose another, or leave it."),
        "rate_limited": _("There were many requests one after the other. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        welcome = open_welcome(request)
        if settings.YEARLIGHT_SIGN_UP == "closed":
            # A link of the host's own is meant all the same.
            return welcome is not None and welcome.founds_family
        return welcome is not None or settings.YEARLIGHT_SIGN_UP == "open"

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Without a mail server the link vouches for whoever holds it: nothing could be proved by mail."""
        return not settings.SENDS_MAIL and open_welcome(request) is not None

    def validation_error(self, code: str, *args: Any) -> Any:
        """A form that refuses because of too many tries is counted, as a page is that does."""
        if code in _TOO_MANY:
            typed = self.request.POST.get("login") or self.request.POST.get("email") or ""
            doors.note(self.request, doors.door_of(self.request), account=public_id_of(typed))
        return super().validation_error(code, *args)

    def post_login(self, request: HttpRequest, user: "Account", **kwargs: Any) -> HttpResponse:
        """Whoever signs in lives: what waits for their death is stopped."""
        show_life(user, now=clock.now())
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        token = token_of(request)
        if token and open_welcome(request) is not None:
            return reverse("people:come", args=[token])
        signed_in = account_of(request)
        if signed_in is not None and signed_in.operator_since is not None:
            return reverse("host:home")
        if signed_in is not None and may_begin_family(signed_in):
            return reverse("people:found")
        return str(super().get_login_redirect_url(request))

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:settings")


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The words of passkeys and of the second step."""

    error_messages: ClassVar[Any] = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _(
            "The address cannot be changed while a second step is asked for. Everything is as it was."
        ),
        "cannot_delete_authenticator": _(
            "The second step is asked for, so this cannot be removed. Everything is as it was."
        ),
        "cannot_generate_recovery_codes": _("Recovery codes come with the first passkey or app."),
        "incorrect_code": _("That is not the code. Nothing is changed; look once more, or wait for the next one."),
        "unverified_email": _("Your address has to be confirmed first. Then this can be set up."),
    }
