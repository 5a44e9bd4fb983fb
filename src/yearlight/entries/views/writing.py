"""The writing page: works as a plain form; the script on top keeps while one types."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yearlight.core.errors import YearlightError
from yearlight.core.ids import public_id as new_window
from yearlight.entries import actions, queries
from yearlight.entries.addresses import base_of, entry_at
from yearlight.entries.forms import WritingForm, date_fields
from yearlight.entries.shown import Editable
from yearlight.entries.texts import Text, alike
from yearlight.entries.views.page import form_for, from_draft, from_entry, page
from yearlight.memorials.here import Here, here
from yearlight.people.actions import be_quiet
from yearlight.people.choices import last_audience
from yearlight.people.request import account as account_of
from yearlight.people.roles import Deed


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A new letter or moment. Nothing is made before something is written."""
    at = here(request, slug, deed=Deed.WRITE)
    if request.method == "POST":
        return _for_script(request, _quietly(request, at, _written(request, at, kind, None)))
    started = {
        **date_fields(at.today.isoformat()),
        "audience": last_audience(at.viewer, at.person.family_id),
        "window": new_window(),
    }
    return page(request, at, kind, None, form_for(at, initial=started))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, kind: str, public_id: str) -> HttpResponse:
    """Go on with a letter begun, or change a kept one."""
    at = here(request, slug, deed=Deed.WRITE)
    entry = queries.to_change(at.viewer, at.person, public_id, kind=kind)
    if request.method == "POST":
        # Also where the entry is out of reach by now: what was typed must not be dropped.
        return _for_script(request, _quietly(request, at, _written(request, at, kind, entry, entry_id=public_id)))
    if entry is None:
        raise Http404
    holder = queries.held_by(at.viewer, at.person, public_id, now=at.now)
    if holder and "anyway" not in request.GET:
        return render(
            request, "entries/held.html", {"person": at.person, "kind": kind, "entry": entry, "holder": holder}
        )
    texts = queries.own_texts(at.viewer, at.person, public_id)
    chosen = next((text for text in texts if text.window == request.GET.get("text")), texts[0] if texts else None)
    started = from_draft(chosen, entry) if chosen else from_entry(entry)
    is_older = chosen is not None and entry.revision > chosen.base_revision
    others = tuple(text for text in texts if text is not chosen)
    return page(
        request, at, kind, entry, form_for(at, initial=started), newer=entry if is_older else None, texts=others
    )


@require_POST
def keep_draft(request: HttpRequest, slug: str, kind: str, public_id: str = "") -> JsonResponse:
    """What the page's script sends every few seconds; answers with what is kept."""
    at = here(request, slug, deed=Deed.WRITE)
    form = form_for(at, data=request.POST)
    form.is_valid()
    changed = ""
    try:
        row = actions.save_draft(
            at.viewer,
            person=at.person,
            kind=kind,
            window=form.window_now(),
            text=form.text(),
            entry_id=public_id,
            now=at.now,
        )
    except actions.OutOfReach as error:
        row, changed = error.draft, error.sentence
    except actions.NotThere:
        raise
    except YearlightError as error:
        return JsonResponse({"words": error.sentence}, status=422)
    if row.entry.revision > row.base_revision:
        changed = _("Another text was kept in the meantime. When you keep yours, both will be here.")
    base = entry_at(base_of(slug, kind), row.entry.public_id)
    told = {
        "entry": row.entry.public_id,
        "edit": f"{base}edit/",
        "keep": f"{base}keep-draft/",
        "saves": row.saves,
        "base_revision": row.base_revision,
        "words": _("Kept at %(time)s") % {"time": formats.time_format(timezone.localtime(row.saved_at), "H:i")},
        "changed": changed,
    }
    return JsonResponse(told)


def _quietly(request: HttpRequest, at: Here, answer: HttpResponse) -> HttpResponse:
    """Not today, pressed while writing: once the text is safe, everything is quiet."""
    account = account_of(request)
    if request.POST.get("do") != "quiet" or account is None or not isinstance(answer, HttpResponseRedirect):
        return answer
    be_quiet(account, now=at.now)
    return redirect("people:quiet")


def _for_script(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A script is told where to go, or that the plain form has more to say; everyone else gets the page."""
    if "application/json" not in request.headers.get("Accept", ""):
        return answer
    if isinstance(answer, HttpResponseRedirect):
        return JsonResponse({"address": answer.url})
    return JsonResponse({"again": True}, status=answer.status_code)


def _written(request: HttpRequest, at: Here, kind: str, entry: Editable | None, *, entry_id: str = "") -> HttpResponse:
    """Do what the pressed button says with what was written."""
    form = form_for(at, data=request.POST.copy())
    wish = request.POST.get("do", "keep")
    if not form.is_valid():
        return _asked_again(request, at, kind, entry, form, entry_id)
    given: dict[str, Any] = {
        "person": at.person,
        "kind": kind,
        "text": form.text(),
        "entry_id": entry_id,
        "now": at.now,
    }
    base = base_of(at.person.public_id, kind)
    is_left = wish in ("leave", "quiet")
    if is_left and entry is not None and _says_nothing_new(form.text(), entry):
        return redirect(entry.address)
    try:
        if wish == "keep":
            kept = actions.keep_entry(at.viewer, window=form.window_now(), today=at.today, **given)
            return redirect(entry_at(base, kept.public_id))
        row = actions.save_draft(at.viewer, window=form.window_now(later=1), **given)
        entry_address = entry_at(base, row.entry.public_id)
        onwards = {"photographs": f"{entry_address}photographs/", "stay": f"{entry_address}edit/"}
        return redirect(onwards.get(wish, base))
    except actions.Conflict as error:
        return _both(request, at, kind, form, error)
    except actions.OutOfReach as error:
        messages.info(request, error.sentence)
        return redirect("entries:text", at.person.public_id, error.draft.window)
    except (actions.EmptyText, actions.TooLong) as error:
        if entry_id and entry is None:
            raise Http404 from error
        if is_left and isinstance(error, actions.EmptyText):
            return redirect(base)
        form.add_error("body", error.sentence)
        return page(request, at, kind, entry, form, status=422)


def _says_nothing_new(text: Text, entry: Editable) -> bool:
    """Whether a page is left as it was opened."""
    is_seen_alike = not entry.is_mine or (text.audience, text.opens_on, text.opener) == (
        entry.audience,
        entry.opens_on,
        entry.opener,
    )
    return is_seen_alike and text.says() == alike(entry.title, entry.body, entry.happened_on)


def _asked_again(
    request: HttpRequest, at: Here, kind: str, entry: Editable | None, form: WritingForm, entry_id: str
) -> HttpResponse:
    """Something cannot be read, a date perhaps: the text is safe in a draft, and the page says what to change."""
    window = form.window_now(later=1)
    try:
        row = actions.save_draft(
            at.viewer, person=at.person, kind=kind, window=window, text=form.text(), entry_id=entry_id, now=at.now
        )
    except actions.OutOfReach as error:
        messages.info(request, error.sentence)
        return redirect("entries:text", at.person.public_id, error.draft.window)
    except YearlightError:
        if entry_id and entry is None:
            raise Http404 from None
        return page(request, at, kind, entry, form, status=422)
    _remember(form, window=row.window, saves=row.saves, base_revision=row.base_revision, going_on="")
    entry = queries.to_change(at.viewer, at.person, row.entry.public_id, kind=kind)
    return page(request, at, kind, entry, form, status=422)


def _both(request: HttpRequest, at: Here, kind: str, form: WritingForm, conflict: actions.Conflict) -> HttpResponse:
    """Two texts of one letter: one's own in the editor, the newer beside it; keeping again keeps both."""
    row = conflict.draft
    entry = queries.to_change(at.viewer, at.person, conflict.entry.public_id, kind=kind)
    _remember(form, window=row.window, saves=row.saves, base_revision=conflict.entry.revision, going_on="")
    return page(request, at, kind, entry, form, newer=entry, status=409)


def _remember(form: WritingForm, **values: Any) -> None:
    """Let the page carry on from what is kept by now; ``_written`` gave the form a copy of what was sent."""
    for name, value in values.items():
        form.data[name] = str(value)  # type: ignore[index]
