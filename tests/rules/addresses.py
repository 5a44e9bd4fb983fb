"""Every address of the site, and who may come there: one row each, held complete by a test."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse


class Who(Enum):
    """For whom an address answers. Everyone else is told that nothing is there."""

    #: Nobody of those who try.
    NOBODY = "nobody"
    #: Also those who are signed out.
    ANYONE = "anyone"
    #: Everyone with an account, whatever family they belong to.
    SIGNED_IN = "signed in"
    #: Everyone with an account that keeps a family, their own or this one.
    ANY_KEEPER = "any keeper"
    #: Members whose circles see the thing, and guests whose circles do.
    SEES_AS_GUEST = "sees, with an account or without"
    #: Whoever came by a personal link that is open, whatever it shows.
    GUESTS = "guests"
    #: Everyone with an account, and whoever came by a personal link: each finds there what they see.
    INSIDE = "inside"
    #: Members with an account whose circles see the thing.
    SEES = "sees"
    #: Whoever sees something of a member or a child, and both keepers, who know of them anyway.
    KNOWS = "knows"
    #: Whoever sees something of a living child, and everyone who keeps a family.
    READS_JOYS = "reads joys"
    #: Whoever may open the children's view: keepers, of any family, and those whom they allowed, of whom the cast has none.
    OPENS_VIEW = "opens the children's view"
    #: The child whom it is about, grown and with a way in, of whom the cast has none; tests of children hold the rest.
    THE_CHILD = "the child"
    #: The relative to whom the closed letter was left.
    ITS_OPENER = "may open the letter"
    #: Both keepers, where they see the thing.
    KEEPERS = "keepers"
    #: Both keepers, whoever wrote it and whoever sees it.
    EITHER_KEEPER = "either keeper"
    #: The keeper who wrote it, alone.
    WRITER = "writer"
    #: Members who are no keepers and may leave words, with an account or without.
    LEAVES_WORDS = "leaves words"
    #: The relative who left the word, alone.
    LEFT_IT = "left it"
    #: Whoever looks after the site, and belongs to no family.
    OPERATOR = "operator"
    #: The relative who left the word, and the keepers who read it first.
    LEFT_IT_OR_READS = "left it, or reads it first"
    #: Members who see the thing and are no keepers, with an account or without.
    READS = "sees, and is no keeper"
    #: The relative who asked not to be named, alone.
    ASKED = "asked not to be named"


#: Those that let guests past the door; who of them comes further is the gate's.
PAST_THE_DOOR = frozenset(
    {
        Who.SEES_AS_GUEST,
        Who.GUESTS,
        Who.INSIDE,
        Who.LEAVES_WORDS,
        Who.LEFT_IT,
        Who.LEFT_IT_OR_READS,
        Who.READS,
        Who.ASKED,
        Who.KNOWS,
        Who.READS_JOYS,
        Who.OPENS_VIEW,
        Who.THE_CHILD,
        Who.ITS_OPENER,
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """One address: who may read it, and who may press there. ``None``: it takes no such request."""

    get: Who | None
    post: Who | None = None
    #: The address itself is the key: no cookie counts there, and so no form's own mark.
    is_key: bool = False
    #: Whoever has no link that is open is told so there, and not asked to sign in.
    is_guests_door: bool = False


_SEEN = Row(Who.SEES)
_SHOWN = Row(Who.SEES_AS_GUEST)
_KEPT = Row(Who.KEEPERS, Who.KEEPERS)
_PRESSED = Row(None, Who.KEEPERS)
_OWN_PRESSED = Row(None, Who.WRITER)
_OWN = Row(Who.SIGNED_IN, Who.SIGNED_IN)

_HOST = Row(Who.OPERATOR)
_HOST_PRESSED = Row(Who.OPERATOR, Who.OPERATOR)


def _texts(kind: str, many: str, suffix: str) -> dict[str, Row]:
    """The addresses of one kind of text."""
    return {
        f"entries:{many}": _SHOWN,
        f"entries:{kind}": _SHOWN,
        f"entries:write{suffix}": _KEPT,
        f"entries:keep_new_draft{suffix}": _PRESSED,
        f"entries:edit{suffix}": _KEPT,
        # What a keeper typed is never dropped: where the letter is not theirs it becomes a draft of their own.
        f"entries:keep_draft{suffix}": Row(None, Who.EITHER_KEEPER),
        f"entries:beside{suffix}": _KEPT,
        f"entries:versions{suffix}": Row(Who.KEEPERS),
        f"entries:bring_back_version{suffix}": _PRESSED,
        f"entries:put_away{suffix}": _OWN_PRESSED,
        # Nothing is put away in this trial, so nobody finds anything there; tests of entries hold the rest.
        f"entries:away{suffix}": Row(Who.WRITER),
        f"entries:bring_back{suffix}": _OWN_PRESSED,
    }


_BEFORE_THE_DOOR = Row(Who.ANYONE, Who.ANYONE)
_READ_BY_ANYONE = Row(Who.ANYONE)
_KEY = Row(Who.ANYONE, Who.ANYONE, is_key=True)
_OF_ANY_KEEPER = Row(Who.ANY_KEEPER, Who.ANY_KEEPER)
#: Answers only those who have set such a thing up, which nobody of the cast has; tests of people hold the rest.
_SET_UP_BY_NOBODY = Row(Who.NOBODY, Who.NOBODY)

_SIGNING_IN = {
    "account_login": _BEFORE_THE_DOOR,
    "account_logout": _BEFORE_THE_DOOR,
    "account_inactive": _READ_BY_ANYONE,
    "account_signup": _BEFORE_THE_DOOR,
    "account_signup_by_passkey": _BEFORE_THE_DOOR,
    "account_email_verification_sent": _BEFORE_THE_DOOR,
    "account_request_login_code": _BEFORE_THE_DOOR,
    "account_confirm_login_code": _BEFORE_THE_DOOR,
    "account_reset_password": _BEFORE_THE_DOOR,
    "account_reset_password_done": _READ_BY_ANYONE,
    "account_reset_password_from_key": _BEFORE_THE_DOOR,
    "account_reset_password_from_key_done": _READ_BY_ANYONE,
    "account_reauthenticate": _OWN,
    "account_email": _OWN,
    "account_change_password": _OWN,
    "account_set_password": _OWN,
    "mfa_authenticate": _BEFORE_THE_DOOR,
    "mfa_login_webauthn": _BEFORE_THE_DOOR,
    "mfa_signup_webauthn": _BEFORE_THE_DOOR,
    "mfa_index": Row(Who.SIGNED_IN),
    "mfa_reauthenticate": _OWN,
    "mfa_reauthenticate_webauthn": _OWN,
    "mfa_activate_totp": _OWN,
    "mfa_deactivate_totp": _SET_UP_BY_NOBODY,
    "mfa_view_recovery_codes": Row(Who.NOBODY),
    "mfa_generate_recovery_codes": _OWN,
    "mfa_download_recovery_codes": _SET_UP_BY_NOBODY,
    "mfa_list_webauthn": Row(Who.SIGNED_IN),
    "mfa_add_webauthn": _OWN,
    # They ask for the password before they look whether there is such a key, and whose.
    "mfa_remove_webauthn": _OWN,
    "mfa_edit_webauthn": _OWN,
    "usersessions_list": _OWN,
}

ROWS: dict[str, Row] = {
    **_SIGNING_IN,
    **_texts("letter", "letters", ""),
    **_texts("moment", "moments", "_moment"),
    "entries:show": _SHOWN,
    "entries:open": Row(Who.ITS_OPENER, Who.ITS_OPENER),
    "entries:text": Row(Who.WRITER),
    "entries:put_text_away": _OWN_PRESSED,
    "children:joys": Row(Who.READS_JOYS),
    "children:child-add": _OF_ANY_KEEPER,
    "children:child": Row(Who.KNOWS),
    "children:child-change": Row(Who.EITHER_KEEPER, Who.EITHER_KEEPER),
    "children:hand-over": Row(None, Who.EITHER_KEEPER),
    "children:keep": Row(Who.EITHER_KEEPER, Who.EITHER_KEEPER),
    "children:joy": Row(Who.SEES_AS_GUEST, Who.WRITER),
    "children:put-away": _OWN_PRESSED,
    "children:bring-back": Row(None, Who.NOBODY),
    "children:hide": Row(None, Who.THE_CHILD),
    "children:picture": _SHOWN,
    # The view is open in no browser of this trial; its own test goes through every address as whoever is in it.
    "children:view": Row(Who.NOBODY),
    "children:open": Row(Who.OPENS_VIEW, Who.OPENS_VIEW),
    "children:close": Row(Who.NOBODY, Who.NOBODY),
    "children:sign-out": Row(None, Who.NOBODY),
    "children:who": _OF_ANY_KEEPER,
    "children:choose": _KEPT,
    "children:shown": Row(Who.NOBODY),
    "children:shown-of": Row(Who.NOBODY),
    "children:drawing": Row(Who.NOBODY),
    "children:picture-of": Row(Who.NOBODY),
    "keepsakes:photos": _SHOWN,
    "keepsakes:add": _KEPT,
    "keepsakes:which": _SHOWN,
    "keepsakes:say": Row(Who.KEEPERS),
    "keepsakes:mend": Row(Who.KEEPERS, Who.KEEPERS),
    "keepsakes:uploads": _PRESSED,
    "keepsakes:upload": Row(Who.WRITER),
    "keepsakes:keep-upload": _OWN_PRESSED,
    "keepsakes:change": _KEPT,
    "keepsakes:put-away": _OWN_PRESSED,
    "keepsakes:away": Row(Who.WRITER),
    "keepsakes:bring-back": _OWN_PRESSED,
    "keepsakes:rendition": _SHOWN,
    "keepsakes:original": Row(Who.KEEPERS),
    "keepsakes:original-moment": Row(Who.KEEPERS),
    "keepsakes:play": _SHOWN,
    "keepsakes:captions": _SHOWN,
    "memorials:start": Row(Who.SIGNED_IN),
    "memorials:begin": _OF_ANY_KEEPER,
    "memorials:change": _KEPT,
    "memorials:cover": _PRESSED,
    "memorials:days": Row(Who.KEEPERS),
    "memorials:custom-add": _KEPT,
    "memorials:custom": Row(Who.EITHER_KEEPER, Who.EITHER_KEEPER),
    "memorials:date-add": _KEPT,
    "memorials:date": Row(Who.EITHER_KEEPER, Who.EITHER_KEEPER),
    "memorials:asked": _KEPT,
    "memorials:closed": Row(None, Who.EITHER_KEEPER),
    "pages:today": Row(Who.SIGNED_IN),
    "pages:whole-year": Row(Who.SIGNED_IN),
    "pages:whole-year-of": Row(Who.SIGNED_IN),
    "pages:shared-days": Row(Who.SIGNED_IN),
    "pages:shared-day": Row(None, Who.SIGNED_IN),
    "pages:day": _SEEN,
    "pages:wish": Row(Who.SEES, Who.SEES),
    "pages:move-day": _PRESSED,
    "pages:day-file": _SEEN,
    "pages:as-member": Row(Who.EITHER_KEEPER),
    "pages:corner": Row(Who.KNOWS),
    "pages:guest": Row(Who.GUESTS, is_guests_door=True),
    "pages:find": Row(Who.INSIDE),
    "pages:log": Row(Who.ANY_KEEPER),
    "pages:log-of": Row(Who.ANY_KEEPER),
    "pages:me": Row(Who.SIGNED_IN),
    "pages:again": _OWN,
    "pages:help": _READ_BY_ANYONE,
    "pages:about": _READ_BY_ANYONE,
    "pages:robots": _READ_BY_ANYONE,
    "pages:manifest": _READ_BY_ANYONE,
    "pages:manifest-discreet": _READ_BY_ANYONE,
    "pages:worker": _READ_BY_ANYONE,
    "pages:offline": _READ_BY_ANYONE,
    "pages:healthz": _READ_BY_ANYONE,
    "pages:place": _SHOWN,
    "pages:year": _SHOWN,
    "pages:photo": _SHOWN,
    # It was asked for by nobody, and a press without a word lets it come no more; tests of pages hold the rest.
    "pages:photo-again": Row(None, Who.NOBODY),
    "pages:photo-rather-not": Row(None, Who.SEES),
    "pages:add": Row(Who.KEEPERS),
    "pages:away": Row(Who.KEEPERS),
    "host:home": _HOST,
    "host:accounts": _HOST,
    "host:account": _HOST_PRESSED,
    "host:families": _HOST,
    "host:invite": _HOST_PRESSED,
    "host:family": _HOST_PRESSED,
    "host:mail": _HOST,
    "host:doors": _HOST,
    "host:text": _HOST_PRESSED,
    "people:quiet": _OWN,
    "people:open-again": Row(None, Who.SIGNED_IN),
    "people:settings": _OWN,
    # Only where sign-up is open, and then for whoever belongs to no family.
    "people:found": _SET_UP_BY_NOBODY,
    "people:people": Row(Who.ANY_KEEPER),
    "people:add": _OF_ANY_KEEPER,
    "people:member": Row(Who.EITHER_KEEPER, Who.EITHER_KEEPER),
    "people:circle-add": _OF_ANY_KEEPER,
    # Whoever is not in a circle learns nothing of it, the other keeper neither.
    "people:circle": Row(Who.WRITER, Who.WRITER),
    "people:door": _BEFORE_THE_DOOR,
    "people:leave": Row(None, Who.GUESTS, is_guests_door=True),
    "people:make-account": Row(None, Who.GUESTS, is_guests_door=True),
    "people:invite": _OF_ANY_KEEPER,
    "people:close-invitation": Row(None, Who.EITHER_KEEPER),
    "people:come": _BEFORE_THE_DOOR,
    "people:ways": Row(Who.SIGNED_IN),
    # About the other keeper: of themselves nobody asks anything there.
    "people:ask": Row(Who.WRITER, Who.WRITER),
    "people:leave-family": _OF_ANY_KEEPER,
    # Nothing has waited its days in this trial; tests of people hold who can make the link.
    "people:make-way-back": Row(None, Who.NOBODY),
    "people:sheet": _OWN,
    "people:successor": _OF_ANY_KEEPER,
    "people:heir": Row(Who.ANY_KEEPER),
    # Nobody of the cast was chosen; tests of people hold who can tell.
    "people:entrusted": Row(Who.SIGNED_IN, Who.NOBODY),
    "people:recover": _BEFORE_THE_DOOR,
    "people:way-back": _BEFORE_THE_DOOR,
    "memorials:erase": Row(Who.EITHER_KEEPER, Who.EITHER_KEEPER),
    "people:stop-wait": Row(None, Who.EITHER_KEEPER),
    "people:stop": _KEY,
    "rituals:rituals": _SHOWN,
    "rituals:ritual": _SHOWN,
    "rituals:table": _SHOWN,
    "rituals:begin": Row(Who.KEEPERS),
    "rituals:begin-kind": _KEPT,
    "rituals:change": _KEPT,
    # Nothing is put away in this trial but for this; tests of rituals hold the rest.
    "rituals:bring-back": _PRESSED,
    "rituals:candle": Row(Who.SEES_AS_GUEST, Who.SEES_AS_GUEST),
    "rituals:order": _SHOWN,
    "rituals:order-large": _SHOWN,
    "rituals:order-sheet": _SHOWN,
    "rituals:order-answer": Row(None, Who.SEES_AS_GUEST),
    "rituals:order-begin": _PRESSED,
    "rituals:order-change": _KEPT,
    "rituals:order-add": _KEPT,
    "rituals:order-part": _KEPT,
    "rituals:acts": _SHOWN,
    "rituals:act": _SHOWN,
    "rituals:act-add": _KEPT,
    "rituals:act-edit": _KEPT,
    "rituals:act-versions": Row(Who.KEEPERS),
    "rituals:act-beside": _KEPT,
    "rituals:act-put-away": _OWN_PRESSED,
    "rituals:act-away": Row(Who.WRITER),
    "rituals:act-bring-back": _OWN_PRESSED,
    "reminders:word-near": Row(Who.GUESTS, Who.GUESTS),
    "words:words": _SHOWN,
    "words:rules": Row(Who.LEAVES_WORDS),
    "words:write": Row(Who.LEAVES_WORDS, Who.LEAVES_WORDS),
    "words:mine": Row(Who.LEAVES_WORDS),
    "words:change": Row(Who.LEFT_IT, Who.LEFT_IT),
    "words:withdraw": Row(None, Who.LEFT_IT),
    "words:bring-back": Row(None, Who.LEFT_IT),
    "words:ask-to-hide": Row(Who.READS, Who.READS),
    "words:take-wish-back": Row(None, Who.ASKED),
    "words:picture": Row(Who.LEFT_IT_OR_READS),
    "words:recording": Row(Who.LEFT_IT_OR_READS),
    "words:picture-original": Row(Who.EITHER_KEEPER),
    "words:inbox": Row(Who.EITHER_KEEPER),
    "words:readers": Row(None, Who.EITHER_KEEPER),
    "words:away": Row(Who.EITHER_KEEPER),
    "words:thank-all": Row(Who.EITHER_KEEPER, Who.EITHER_KEEPER),
    "words:word": Row(Who.EITHER_KEEPER, Who.EITHER_KEEPER),
    "words:thank": Row(Who.EITHER_KEEPER, Who.EITHER_KEEPER),
    "reminders:devices": _OWN,
    "reminders:reminders": _OWN,
    "reminders:ways": _OWN,
    "reminders:hours": _OWN,
    "reminders:subject": _OWN,
    "reminders:leads": Row(Who.SEES, Who.SEES),
    "reminders:sent": Row(Who.SIGNED_IN),
    "reminders:sent-in": Row(Who.SIGNED_IN),
    # Whoever made the first account, who is the keeper that writes.
    "reminders:outbox": Row(Who.WRITER),
    "reminders:answers": _OWN,
    "reminders:feed": _OWN,
    "reminders:feed-file": _READ_BY_ANYONE,
    "reminders:word-link": _KEPT,
    "reminders:word": _KEY,
    "reminders:word-confirm": _KEY,
    "reminders:link": _KEY,
    "reminders:link-stop": _KEY,
    "reminders:link-pause": _KEY,
    "reminders:link-everything": _KEY,
}


def addresses() -> Iterator[tuple[str, str]]:
    """Every address in the list: its name with its folder, and its pattern."""
    yield from _walk(get_resolver(), "", "")


def _walk(resolver: URLResolver, before: str, folder: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one, pattern, f"{folder}{one.namespace}:" if one.namespace else folder)
        elif isinstance(one, URLPattern):
            yield f"{folder}{one.name}", pattern


def at(name: str, named: dict[str, Any]) -> str:
    """The address by its name, with just the values it takes."""
    folder, _colon, own_name = name.rpartition(":")
    resolver = get_resolver() if not folder else get_resolver().namespace_dict[folder][1]
    for possibilities, _pattern, _defaults, _converters in resolver.reverse_dict.getlist(own_name):
        try:
            return reverse(name, kwargs={key: named[key] for _form, keys in possibilities for key in keys})
        except NoReverseMatch:
            continue
    raise AssertionError(f"no such address: {name}")
