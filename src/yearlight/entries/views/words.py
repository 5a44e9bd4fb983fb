"""Kind words read by everybody who sees them, and left, changed and withdrawn by whoever writes them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yearlight.core import host_texts
from yearlight.core.errors import YearlightError
from yearlight.core.ids import public_id as new_window
from yearlight.core.uploads import IncomingFile, Limit
from yearlight.entries import actions
from yearlight.entries.forms import WordForm
from yearlight.entries.markdown import to_html
from yearlight.entries.queries import words as queries
from yearlight.entries.texts import Sent
from yearlight.entries.views.where import at_words
from yearlight.keepsakes.enclosing import MOST_MEGABYTES, EnoughEnclosed
from yearlight.keepsakes.refused import PictureRefused
from yearlight.memorials.here import Here, here
from yearlight.memorials.sentences import called_within
from yearlight.people import queries as people
from yearlight.people.guests import open_to_guests, takes_files
from yearlight.people.request import account as account_of
from yearlight.people.roles import Deed
from yearlight.web import doors, permissions
from yearlight.web.forms import faults_of
from yearlight.web.words import names_in_words

_ONE_PICTURE = Limit(files=1, megabytes=MOST_MEGABYTES)


@open_to_guests
@require_safe
def many(request: HttpRequest, slug: str) -> HttpResponse:
    """The kind words that the viewer sees, the chosen ones first."""
    at = here(request, slug)
    is_keeper = at.viewer.may(Deed.READ_WORDS, at.person.family_id)
    context = {
        **_about(at),
        "told": queries.words(at.viewer, at.person),
        "is_keeper": is_keeper,
        "may_leave": queries.may_leave_words(at.viewer, at.person),
        "has_own": queries.has_own_words(at.viewer, at.person),
        "asks_to_hide": not is_keeper and "named" in request.GET,
        "hidden": () if is_keeper else queries.hidden_at_own_wish(at.viewer, at.person),
        "waits": is_keeper and queries.waits(at.viewer, at.person),
    }
    return render(request, "entries/words.html", context)


@open_to_guests
@require_safe
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """What the house asks of whoever writes here."""
    return render(request, "entries/word_rules.html", _rules(at_words(request, slug, to_leave=True)))


@takes_files(_ONE_PICTURE)
@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a word. Before the first one the rules of the house are a page of their own."""
    at = at_words(request, slug, to_leave=True)
    if request.method == "POST":
        return _sent(request, at)
    own = queries.own_words(at.viewer, at.person, now=at.now)
    if not own and "read" not in request.GET:
        return render(request, "entries/word_rules.html", {**_rules(at), "is_first": True})
    form = WordForm(initial={"by": own[0].said_by if own else _name(request, at), "window": new_window()})
    return _form(request, at, form)


@open_to_guests
@require_safe
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """What one left here, to change or withdraw, and thanks for it. Nothing tells whether it was read."""
    at = at_words(request, slug)
    seat = at.viewer.seat_in(at.person.family_id)
    context = {
        **_about(at),
        "may_leave": queries.may_leave_words(at.viewer, at.person),
        # A guest may be shown nothing but these pages.
        "sees_place": seat is not None and bool(seat.circle_ids),
        "own": queries.own_words(at.viewer, at.person, now=at.now),
        "thanks": queries.thanks(at.viewer, at.person),
        "is_sent": "sent" in request.GET,
        "sent_key": _device_key(at, request.GET.get("sent", "")),
    }
    return render(request, "entries/words_mine.html", context)


@takes_files(_ONE_PICTURE)
@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Send another text in place of one's own."""
    at = at_words(request, slug)
    own = queries.own_word(at.viewer, at.person, public_id, now=at.now)
    if own is None or own.gone_at is not None:
        raise Http404
    if request.method == "POST":
        return _sent(request, at, public_id)
    said_of_it = own.picture.description if own.picture else ""
    initial = {"body": own.body, "by": own.said_by, "for_keepers": own.is_for_keepers, "picture_words": said_of_it}
    return _form(request, at, WordForm(initial=initial), public_id)


@open_to_guests
@require_POST
def withdraw(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Take one's own word back, at once."""
    at = at_words(request, slug)
    actions.withdraw_word(at.viewer, person=at.person, entry_id=public_id, now=at.now)
    return redirect("words:mine", slug)


@open_to_guests
@require_POST
def bring_back(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Give it to them again."""
    at = at_words(request, slug)
    actions.bring_word_back(at.viewer, person=at.person, entry_id=public_id, now=at.now)
    messages.info(request, _("They have it again."))
    return redirect("words:mine", slug)


def _sent(request: HttpRequest, at: Here, public_id: str = "") -> HttpResponse:
    form = WordForm(request.POST)
    if not form.is_valid():
        return _form(request, at, form, public_id, status=422)
    if doors.is_too_often(request, "kind_word", key=f"{sorted(at.viewer.member_ids)}"):
        form.add_error(
            "body",
            _(
                "Much was sent from this connection within a short time, so this was not sent yet. "
                "It is all here. Wait a while, then send it."
            ),
        )
        return _form(request, at, form, public_id, status=429)
    try:
        _keep(at, form, _picture_in(request, form), public_id)
    except (PictureRefused, EnoughEnclosed) as refused:
        form.add_error("picture_words", refused.sentence)
        return _form(request, at, form, public_id, status=422)
    except actions.NotThere:
        raise
    except YearlightError as error:
        form.add_error("body", error.sentence)
        return _form(request, at, form, public_id, status=422)
    return redirect(f"{_base(at)}mine/?sent={public_id}")


def _keep(at: Here, form: WordForm, sent: Sent, public_id: str) -> None:
    given: dict[str, Any] = {"person": at.person, "said": form.said(), "sent": sent, "now": at.now}
    if public_id:
        actions.change_word(at.viewer, entry_id=public_id, **given)
        return
    actions.leave_word(at.viewer, window=form.window_now(), today=at.today, **given)


def _picture_in(request: HttpRequest, form: WordForm) -> Sent:
    """What came beside the words. Raises ``PictureRefused``."""
    file = request.FILES.get("picture")
    if file is None:
        return form.sent(None, "")
    if not isinstance(file, IncomingFile) or file.incoming is None:
        code = getattr(file, "refused", "") or "not_kept"
        raise PictureRefused("too_large_for_a_word" if code == "too_large" else code)
    return form.sent(file.incoming, str(file.name or ""))


def _form(request: HttpRequest, at: Here, form: WordForm, public_id: str = "", status: int = 200) -> HttpResponse:
    own = queries.own_word(at.viewer, at.person, public_id, now=at.now) if public_id else None
    context = {
        "picture": own.picture if own else None,
        # A browser does not send a file a second time by itself.
        "chooses_again": bool(form.errors) and "picture" in request.FILES,
        "may_leave": queries.may_leave_words(at.viewer, at.person),
        **_about(at),
        "form": form,
        "faults": faults_of(form) if form.errors else [],
        "public_id": public_id,
        "device_key": _device_key(at, public_id),
    }
    answer = render(request, "entries/word_write.html", context, status=status)
    answer.headers[permissions.HEADER] = permissions.permissions("microphone")
    return answer


def _device_key(at: Here, public_id: str) -> str:
    """By whom, for whom and in place of which a text is kept on this device until it is sent."""
    seat = at.viewer.seat_in(at.person.family_id)
    return f"{queries.key_of(seat.member_id)}.{at.person.public_id}.{public_id or 'new'}" if seat else ""


def _about(at: Here) -> dict[str, object]:
    keepers = people.keepers_of(at.person.family_id)
    return {
        "person": at.person,
        "name": called_within(at.person),
        "keepers": names_in_words(keepers),
        "base": _base(at),
    }


def _rules(at: Here) -> dict[str, object]:
    """With what the host asks beside."""
    # Made of the closed subset alone, by the same reader as letters.
    return {**_about(at), "own": mark_safe(to_html(host_texts.text(host_texts.Name.RULES)))}  # noqa: S308


def _base(at: Here) -> str:
    return queries.base_of(at.person)


def _name(request: HttpRequest, at: Here) -> str:
    account = account_of(request)
    return account.name if account else people.name_of(at.viewer)
