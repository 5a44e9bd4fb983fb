"""What makes the site an app of a telephone: its manifest, its worker, and the page for when there is no connection."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yearlight import __version__
from yearlight.pages.context import Shell
from yearlight.pages.help import lines as help_lines

_WORKER = Path(__file__).parent.parent / "worker.js"
#: What the page without a connection is drawn with, and nothing else. Letters of other scripts come from the device.
_FILES = (
    "web/yearlight.css",
    "web/vendor/fonts.css",
    "web/vendor/fonts/source-sans-3-latin-wght-normal.woff2",
    "web/vendor/fonts/literata-latin-wght-normal.woff2",
    "web/mark.svg",
    "pages/offline.js",
)
_PAPER = "#f5f7f5"


@login_not_required
@require_safe
def manifest(request: HttpRequest, *, is_discreet: bool) -> HttpResponse:
    """What the app is called on a telephone. There are two, and the account's page names the one that fits it.

    So nothing here is of an account, and a browser that asks without cookies, as most do, is told the same.
    """
    name = _("Notes") if is_discreet else "Yearlight"
    told = {
        # The same app under both names, so that changing the choice makes no second one.
        "id": "/",
        "name": name,
        "short_name": name,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "lang": get_language() or "en",
        "dir": "rtl" if get_language_bidi() else "ltr",
        "icons": [_icon("icon", 192, "any"), _icon("icon", 512, "any"), _icon("maskable", 512, "maskable")],
    }
    return _fresh(request, json.dumps(told, ensure_ascii=False), "application/manifest+json")


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    source = static(f"web/drawn/{name}-{size}.png")
    return {"src": source, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker's script. It is another as soon as anything of what it keeps is another."""
    files = [static(one) for one in _FILES]
    lines = help_lines(settings.YEARLIGHT_HELP_FILE), settings.YEARLIGHT_KEEPER_CONTACT
    facts = repr((__version__, _offline(), lines, files, _source()))
    shell = {
        "name": f"yearlight-{hashlib.sha256(facts.encode()).hexdigest()[:16]}",
        "offline": reverse("pages:offline"),
        "help": reverse("pages:help"),
        "files": files,
        "signOut": reverse("account_logout"),
        "today": reverse("pages:today"),
        "title": _("A day in your year"),
        "icon": static("web/drawn/icon-192.png"),
        "badge": static("web/drawn/badge-96.png"),
    }
    return _fresh(request, f"const SHELL = {json.dumps(shell)};\n{_source()}", "text/javascript; charset=utf-8")


@cache
def _source() -> str:
    return _WORKER.read_text(encoding="utf-8")


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page for when there is no connection. It is kept on the device, so it is the same for everyone."""
    return HttpResponse(_offline())


def _offline() -> str:
    # Drawn without the request: nothing of an account can get into it. Its title is the discreet one for all.
    shell = Shell(get_language() or "en", "rtl" if get_language_bidi() else "ltr", discreet=True)
    return render_to_string("pages/offline.html", {"shell": shell})


def _fresh(request: HttpRequest, text: str, content_type: str) -> HttpResponse:
    """An answer that browsers may keep, and ask about each time."""
    answer = HttpResponse(text, content_type=content_type)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, "private, no-cache"
    made: HttpResponse = get_conditional_response(request, etag=etag, response=answer) or answer
    return made
