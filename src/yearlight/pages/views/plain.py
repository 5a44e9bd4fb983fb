"""Pages that belong to nobody: help, about, what machines ask, and what is said when something is not there."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from yearlight import __version__
from yearlight.core import host_texts
from yearlight.entries.markdown import to_html
from yearlight.pages.help import by_country, lines
from yearlight.web import doors


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """People one can talk to, and that nobody watches this page."""
    context = {
        "own": _own_words(),
        "countries": by_country(lines(settings.YEARLIGHT_HELP_FILE)),
        "is_starting": settings.YEARLIGHT_HELP_FILE is None,
        "contact": settings.YEARLIGHT_KEEPER_CONTACT,
    }
    return render(request, "pages/help.html", context)


def _own_words() -> str:
    """What the host wrote for this page. The lines stand also where the database answers nothing."""
    try:
        # Made of the closed subset alone, by the same reader as letters.
        return mark_safe(to_html(host_texts.text(host_texts.Name.HELP)))  # noqa: S308
    except DatabaseError:
        return ""


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, its licence and where its source is."""
    return render(request, "pages/about.html", {"version": __version__})


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the site can answer and read its database; nothing else is said."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


# --- what is said when something is not there


@requires_csrf_token
@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or it is another's; which of the two, nobody is told."""
    # The shell must not say to which place the address belongs either.
    request.resolver_match = None
    said = _("This page is not here."), _("It may have been put away, or the address may have changed on its way.")
    return _said(request, 404, *said)


@requires_csrf_token
@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, 403, _("This page is for others."), "")


@login_not_required
def too_many(request: HttpRequest) -> HttpResponse:
    """Somebody knocked too often at a page of signing in."""
    doors.note(request, doors.door_of(request))
    return doors.said(request)


@requires_csrf_token
@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, 400, _("This could not be read."), _("Nothing was changed. Go back and try it once more."))


@requires_csrf_token
@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for very long, or was sent from another site."""
    return _said(
        request,
        403,
        _("This page had been open for too long."),
        _("Nothing was changed, and what you wrote is kept on this device. Open the page anew and go on."),
    )


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Something is broken here: drawn without the database, since that may be what broke."""
    context = {
        "said": _("Something here is not working."),
        "more": _(
            "What you wrote is kept on this device. Try it again in a moment, or tell whoever looks after this place."
        ),
    }
    try:
        return HttpResponse(render_to_string("pages/said.html", context), status=500)
    except Exception:
        return HttpResponse(
            f"{context['said']} {context['more']}", status=500, content_type="text/plain; charset=utf-8"
        )


def _said(request: HttpRequest, status: int, said: str, more: str) -> HttpResponse:
    return render(request, "pages/said.html", {"said": said, "more": more}, status=status)
