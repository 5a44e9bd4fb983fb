"""Kind words as keepers read them, and decide who else does."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yearlight.core.errors import YearlightError
from yearlight.entries import actions
from yearlight.entries.forms import ThanksForm
from yearlight.entries.queries import words as queries
from yearlight.memorials.here import Here, here
from yearlight.memorials.sentences import called_within
from yearlight.people.choices import audience_from, audience_value
from yearlight.people.roles import Deed
from yearlight.web.forms import faults_of


@require_safe
def inbox(request: HttpRequest, slug: str) -> HttpResponse:
    """The word that waits longest, large and alone, or the one after another."""
    at = here(request, slug, deed=Deed.READ_WORDS)
    found = queries.next_to_read(at.viewer, at.person, after=request.GET.get("after", ""))
    context = {
        **_about(at),
        "word": found,
        "readers": queries.readers(at.viewer, at.person),
        "wished": queries.wished_hidden(at.viewer, at.person),
    }
    if found is not None:
        context |= _choices(at, found.circle_id)
    return render(request, "entries/word_inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """One word with everything that can be decided of it, at any time."""
    at = here(request, slug, deed=Deed.READ_WORDS)
    if request.method == "POST":
        return _decided(request, at, public_id)
    found = queries.to_read(at.viewer, at.person, public_id)
    if found is None:
        raise Http404
    return render(request, "entries/word_one.html", {**_about(at), **_choices(at, found.circle_id), "word": found})


@require_safe
def away(request: HttpRequest, slug: str) -> HttpResponse:
    """What was put away or hidden, and who is not heard."""
    at = here(request, slug, deed=Deed.READ_WORDS)
    context = {
        **_about(at),
        "lines": queries.out_of_sight(at.viewer, at.person),
        "silent": queries.silent(at.viewer, at.person),
    }
    return render(request, "entries/words_away.html", context)


@require_http_methods(["POST"])
def readers(request: HttpRequest, slug: str) -> HttpResponse:
    """Who reads first for this keeper, and who is heard again."""
    at = here(request, slug, deed=Deed.READ_WORDS)
    given: dict[str, Any] = {"person": at.person, "now": at.now}
    if key := request.POST.get("hear", ""):
        member_id = queries.silent_member(at.viewer, at.person, key)
        if member_id is None:
            raise Http404
        actions.hear_again(at.viewer, member_id=member_id, **given)
        return redirect("words:away", slug)
    key = request.POST.get("reader", "")
    reader_id = queries.reader(at.viewer, at.person, key) if key else None
    if key and reader_id is None:
        raise Http404
    try:
        actions.ask_to_read_first(at.viewer, reader_id=reader_id, **given)
    except YearlightError as error:
        messages.error(request, error.sentence)
    return redirect("words:inbox", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def thank(request: HttpRequest, slug: str, public_id: str = "") -> HttpResponse:
    """One quiet thanks: to the writer of a word, or to all who left one."""
    at = here(request, slug, deed=Deed.READ_WORDS)
    found = queries.to_read(at.viewer, at.person, public_id) if public_id else None
    if public_id and (found is None or not found.has_writer):
        raise Http404
    suggested = (_("Thank you."), _("We have read it. Thank you."), _("Your words are kept here. Thank you."))
    form = ThanksForm(request.POST if request.method == "POST" else None, suggested=suggested)
    if form.is_valid():
        words = form.cleaned_data["words"]
        if actions.thank(at.viewer, person=at.person, words=words, entry_id=public_id, now=at.now):
            messages.info(request, _("It stands on their own page now, and no message was sent."))
        else:
            messages.info(request, _("Nobody who wrote here has a page of their own, so it stands nowhere."))
        return redirect("words:words", slug)
    context = {**_about(at), "form": form, "faults": faults_of(form) if form.errors else [], "word": found}
    return render(request, "entries/word_thanks.html", context, status=422 if form.errors else 200)


def _decided(request: HttpRequest, at: Here, public_id: str) -> HttpResponse:
    """What the pressed button says; afterwards the next word that waits, or the words."""
    wish = request.POST.get("do", "")
    deed = _DEEDS.get(wish)
    try:
        if deed is None:
            # Without a known button nothing is done; whose word it is not learns nothing of that.
            if queries.to_read(at.viewer, at.person, public_id) is None:
                raise Http404
            return redirect("words:word", at.person.public_id, public_id)
        deed(request, at, public_id)
    except actions.NotThere:
        raise
    except YearlightError as error:
        messages.error(request, error.sentence)
        return redirect("words:word", at.person.public_id, public_id)
    if wish not in _LEADS_ON:
        return redirect("words:word", at.person.public_id, public_id)
    return redirect("words:inbox" if queries.waits(at.viewer, at.person) else "words:words", at.person.public_id)


def _read(request: HttpRequest, at: Here, public_id: str) -> actions.Read:
    given = request.POST.get("revision", "")
    return actions.Read(at.person, public_id, int(given) if given.isdecimal() and len(given) < 9 else 0)


def _page(request: HttpRequest, at: Here, public_id: str) -> None:
    circle_id = audience_from(at.viewer, at.person.family_id, request.POST.get("circle", ""))
    # Words without a picture have no such choice, and what comes beside them later is shown.
    with_picture = "picture" in request.POST or "had-picture" not in request.POST
    read = _read(request, at, public_id)
    actions.put_on_page(at.viewer, read=read, circle_id=circle_id, with_picture=with_picture, now=at.now)


def _hear_no_more(request: HttpRequest, at: Here, public_id: str) -> None:
    actions.hear_no_more(at.viewer, person=at.person, entry_id=public_id, now=at.now)
    messages.info(request, _("What they leave from now on reaches nobody, and they are not told."))


def _of_reading(action: Callable[..., object]) -> Callable[[HttpRequest, Here, str], object]:
    return lambda request, at, public_id: action(at.viewer, read=_read(request, at, public_id), now=at.now)


def _of_word(action: Callable[..., object], **given: bool) -> Callable[[HttpRequest, Here, str], object]:
    return lambda request, at, public_id: action(at.viewer, person=at.person, entry_id=public_id, now=at.now, **given)


_DEEDS: dict[str, Callable[[HttpRequest, Here, str], object]] = {
    "page": _page,
    "between": _of_reading(actions.keep_between_us),
    "away": _of_reading(actions.put_word_away),
    "earlier": _of_reading(actions.leave_earlier_text),
    "pass": _of_reading(actions.pass_on),
    "choose": _of_word(actions.choose_word, is_chosen=True),
    "unchoose": _of_word(actions.choose_word, is_chosen=False),
    "heed": _of_word(actions.heed_wish),
    "hide": _of_word(actions.hide_word, is_hidden=True),
    "show": _of_word(actions.hide_word, is_hidden=False),
    "yearly": _of_word(actions.note_yearly, is_yearly=True),
    "not-yearly": _of_word(actions.note_yearly, is_yearly=False),
    "no-more": _hear_no_more,
}
#: After these there is nothing more to do with the word.
_LEADS_ON = frozenset({"page", "between", "away", "earlier", "pass", "heed", "no-more"})


def _about(at: Here) -> dict[str, Any]:
    return {"person": at.person, "name": called_within(at.person), "base": queries.base_of(at.person)}


def _choices(at: Here, circle_id: int | None) -> dict[str, Any]:
    """Who could see it, the narrowest first; where it stands on the page already, that circle is chosen."""
    circles = queries.circles_for_a_word(at.viewer, at.person)
    value = audience_value(at.viewer, at.person.family_id, circle_id)
    return {"circles": circles, "chosen_circle": value if value in dict(circles) else ""}
