"""Every kind of line in the log, as the sentence that a family reads.

A kind is what was done, and to what. Each has one sentence for somebody who
did it by name, and where it can happen without a name, another for that. A
test fails where the log holds a kind that is not here.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Shown(Enum):
    """To whom of the family's keepers a line is shown. Whoever did it sees it always."""

    #: It concerns the family as a whole.
    KEEPERS = "all keepers"
    #: Those who see the thing itself now: a text or a picture may be its writer's alone.
    WHO_SEE_IT = "those who see the thing"
    #: Those who are in the circle.
    IN_CIRCLE = "those in the circle"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of line reads. ``%(who)s`` did it, ``%(whom)s`` it was done to, where that is a member."""

    words: Promise
    unnamed: Promise | None = None
    shown: Shown = Shown.KEEPERS


_BY_ITSELF = _("It is 30 days since this was put away, so it was removed.")


def _seen(words: Promise, unnamed: Promise | None = None) -> Kind:
    return Kind(words, unnamed, Shown.WHO_SEE_IT)


_OF_TEXTS: dict[str, Kind] = {
    "begin": _seen(_("%(who)s began a text.")),
    "keep": _seen(_("%(who)s kept a text.")),
    "bring back version": _seen(_("%(who)s brought back an earlier version of a text.")),
    "put away": _seen(_("%(who)s put a text away.")),
    "bring back": _seen(_("%(who)s brought back a text that was put away.")),
    "remove": _seen(_("%(who)s removed a text."), _BY_ITSELF),
    "lay beside": _seen(_("%(who)s laid a photograph beside a text.")),
    "take from beside": _seen(_("%(who)s took a photograph from beside a text.")),
    "say beside": _seen(_("%(who)s wrote a line below a photograph beside a text.")),
    "sound beneath": _seen(_("%(who)s chose what is heard while photographs are shown.")),
    "order beside": _seen(_("%(who)s put photographs beside a text into another order.")),
    "answer by mail": _seen(_("%(who)s answered a message by e-mail, and it lies here as a draft.")),
    "open": _seen(_("%(who)s opened a letter."), _("A letter that was closed until a day is open now.")),
}

_OF_WORDS: dict[str, Kind] = {
    "keep": _seen(_("%(who)s kept a kind word that somebody had said or written elsewhere.")),
    "leave": Kind(_("%(who)s left a kind word."), _("Somebody with a personal link left a kind word.")),
    "change": Kind(
        _("%(who)s changed a kind word of theirs."), _("Somebody with a personal link changed their kind word.")
    ),
    "withdraw": Kind(
        _("%(who)s withdrew a kind word of theirs."), _("Somebody with a personal link withdrew their kind word.")
    ),
    "bring back": Kind(
        _("%(who)s gave back a kind word that was taken away."),
        _("Somebody with a personal link gave back a kind word that they had withdrawn."),
    ),
    "put on page": Kind(_("%(who)s put a kind word on the page.")),
    "keep between keepers": Kind(_("%(who)s kept a kind word between the keepers.")),
    "put away": Kind(_("%(who)s put a kind word away.")),
    "remove": Kind(_("%(who)s removed a kind word."), _("A kind word was removed, 30 days after it was taken away.")),
    "leave earlier text of": Kind(_("%(who)s left the earlier text of a kind word as it was.")),
    "pass on": Kind(_("%(who)s let the other keeper see a kind word too.")),
    "choose": Kind(_("%(who)s chose a kind word for the first page.")),
    "take from first page": Kind(_("%(who)s took a kind word from the first page.")),
    "hide at a wish": Kind(_("%(who)s hid a kind word because somebody wished not to appear in it.")),
    "hide at own wish": Kind(
        _("%(who)s asked not to appear in a kind word, and it is hidden."),
        _("Somebody with a personal link asked not to appear in a kind word, and it is hidden."),
    ),
    "take wish back": Kind(
        _("%(who)s took back the wish not to appear in a kind word."),
        _("Somebody with a personal link took back the wish not to appear in a kind word."),
    ),
    "heed wish": Kind(_("%(who)s took note of somebody's wish not to appear.")),
    "show again": Kind(_("%(who)s showed a kind word again that was hidden.")),
    "note as yearly": Kind(_("%(who)s noted that a kind word tells of something done each year.")),
    "note as not yearly": Kind(_("%(who)s took back the note that a kind word tells of something done each year.")),
    "lay beside": Kind(_("%(who)s laid a photograph beside a kind word.")),
    "take from beside": Kind(_("%(who)s took a photograph from beside a kind word.")),
    "say beside": Kind(_("%(who)s wrote a line below a photograph beside a kind word.")),
    "sound beneath": Kind(_("%(who)s chose what is heard while photographs beside a kind word are shown.")),
    "order beside": Kind(_("%(who)s put photographs beside a kind word into another order.")),
    "begin": _seen(_("%(who)s began to write down a kind word.")),
}

_OF_READING: dict[str, Kind] = {
    "let another read words first": Kind(_("%(who)s asked another keeper to read kind words first.")),
    "read words again": Kind(_("%(who)s reads kind words as before.")),
    "hear no more": Kind(_("%(who)s chose that words of one person reach no keeper.")),
    "hear again": Kind(_("%(who)s chose that words of one person reach the keepers again.")),
    "thank": Kind(_("%(who)s thanked for kind words.")),
}

_OF_PLACES: dict[tuple[str, str], Kind] = {
    ("person", "begin"): _seen(_("%(who)s began a place.")),
    ("person", "change"): _seen(_("%(who)s changed what a place says.")),
    ("person", "change dates"): _seen(_("%(who)s changed the dates of a place.")),
    ("person", "choose cover"): _seen(_("%(who)s chose the picture at the top of a place, or none.")),
    ("person", "close"): _seen(_("%(who)s closed a place to everyone but its keepers.")),
    ("person", "open"): _seen(_("%(who)s opened a place again as it was.")),
    ("person", "choose who is asked for words"): _seen(_("%(who)s chose who is asked for kind words.")),
    ("person", "remove"): Kind(
        _("%(who)s removed a place."), _("A place was removed for good, when its days were over.")
    ),
    ("date", "add date"): _seen(_("%(who)s added a date.")),
    ("date", "change date"): _seen(_("%(who)s changed a date.")),
    ("date", "put away date"): _seen(_("%(who)s put a date away.")),
    ("date", "bring back date"): _seen(_("%(who)s brought back a date that was put away.")),
    ("date", "remove"): _seen(_("%(who)s removed a date."), _BY_ITSELF),
    ("custom", "keep custom"): _seen(_("%(who)s chose a custom for a date.")),
    ("custom", "change custom"): _seen(_("%(who)s changed how a custom is kept.")),
    ("custom", "put away custom"): _seen(_("%(who)s put a custom away.")),
    ("custom", "bring back custom"): _seen(_("%(who)s brought back a custom that was put away.")),
    ("custom", "move day"): _seen(_("%(who)s moved a single day.")),
    ("custom", "remove"): _seen(_("%(who)s removed a custom."), _BY_ITSELF),
    ("picture", "add"): _seen(_("%(who)s added a photograph.")),
    ("picture", "change"): _seen(_("%(who)s changed what is said of a photograph, or who sees it.")),
    ("picture", "put away"): _seen(_("%(who)s put a photograph away.")),
    ("picture", "bring back"): _seen(_("%(who)s brought back a photograph that was put away.")),
    ("ritual", "begin"): _seen(_("%(who)s began a ritual.")),
    ("ritual", "change"): _seen(_("%(who)s changed what is said of a ritual, or who sees it.")),
    ("ritual", "end"): _seen(_("%(who)s wrote down that a ritual is done no more.")),
    ("ritual", "take up again"): _seen(_("%(who)s took a ritual up again.")),
    ("ritual", "begin order"): _seen(_("%(who)s began the order of a ceremony.")),
    ("ritual", "change order"): _seen(_("%(who)s changed when or where a ceremony is.")),
    ("ritual", "change steps"): _seen(_("%(who)s changed the steps of a ceremony.")),
    ("ritual", "put away"): _seen(_("%(who)s put a ritual away.")),
    ("ritual", "bring back"): _seen(_("%(who)s brought back a ritual that was put away.")),
    ("ritual", "remove"): Kind(
        _("%(who)s removed a ritual."), _("A ritual that was put away, or was of nobody any more, was removed.")
    ),
}

_OF_PEOPLE: dict[tuple[str, str], Kind] = {
    ("family", "found"): Kind(_("%(who)s made this family's place here.")),
    ("family", "set room of"): Kind(
        _("%(who)s changed how much room there is for pictures."),
        _("Whoever looks after this site changed how much room there is for pictures."),
    ),
    ("member", "add"): Kind(_("%(who)s opened the place for %(whom)s.")),
    ("member", "change"): Kind(_("%(who)s changed what is said of %(whom)s, or what they see.")),
    ("member", "invite"): Kind(_("%(who)s made a link that invites another keeper.")),
    ("member", "join"): Kind(_("%(who)s came in.")),
    ("member", "make keeper"): Kind(_("%(who)s made %(whom)s a keeper.")),
    ("member", "look as"): Kind(_("%(who)s looked at the place as %(whom)s sees it.")),
    ("invitation", "close"): Kind(_("%(who)s closed a link that invited somebody.")),
    ("personal link", "make"): Kind(_("%(who)s made a personal link for %(whom)s.")),
    ("personal link", "close"): Kind(_("%(who)s closed the personal link of %(whom)s.")),
    ("account", "offer"): Kind(
        _("%(who)s began to make an account."), _("Somebody with a personal link began to make an account.")
    ),
    ("successor", "choose"): Kind(_("%(who)s chose who takes over after them.")),
    ("successor", "take back"): Kind(_("%(who)s took back the choice of who takes over after them.")),
    ("recovery sheet", "make"): Kind(_("%(who)s printed a recovery sheet; the one before opens nothing.")),
    ("recovery sheet", "end"): Kind(_("%(who)s ended their recovery sheet.")),
    ("circle", "make"): Kind(_("%(who)s made a circle."), None, Shown.IN_CIRCLE),
    ("circle", "rename"): Kind(_("%(who)s gave a circle another name."), None, Shown.IN_CIRCLE),
    ("circle", "fill"): Kind(_("%(who)s changed who is in a circle."), None, Shown.IN_CIRCLE),
    ("circle", "take away"): Kind(_("%(who)s took a circle away."), None, Shown.IN_CIRCLE),
    ("yearly word", "make"): Kind(_("%(who)s made the link at which relatives and friends ask for a yearly word.")),
    ("yearly word", "renew"): Kind(_("%(who)s renewed the link for yearly words; the one before leads nowhere.")),
    ("yearly word", "change"): Kind(_("%(who)s changed what can be asked for at the link for yearly words.")),
    ("yearly word", "close"): Kind(_("%(who)s closed the link for yearly words.")),
    ("yearly word", "take off"): Kind(_("%(who)s took somebody off the yearly words.")),
    ("yearly word", "ask"): Kind(
        _("%(who)s asked for a yearly word."), _("Somebody asked for a yearly word by the link.")
    ),
}

_HOST = _("Whoever looks after this site asked for something that concerns an account. It waits.")
_DONE = _("Something that had waited its days was done.")
_LAPSED = _("Something that had waited could not be done any more, and nothing of it happened.")
_STOPPED = _("Whoever looks after this site took back what they had asked for.")


def _of_wait(asked: Promise, done: Promise, *, unnamed: Promise = _HOST) -> dict[str, Kind]:
    return {
        "ask for": Kind(asked, unnamed),
        "stop": Kind(_("%(who)s stopped something that waited."), _STOPPED),
        "do": Kind(_DONE, done),
        "lapse": Kind(_LAPSED, _LAPSED),
    }


_OPENED = _("A new way into an account can be opened now.")
_BY_SHEET = _("The code of a printed sheet was used to ask for a new way into an account.")
_OPENS: dict[str, Kind] = {
    "make link": Kind(
        _("%(who)s made the link that opens an account again."), _("The link that opens an account again was made.")
    ),
    "open": Kind(
        _("%(who)s set a new password by a link."), _("A new password was set by a link, and all other ways in ended.")
    ),
}
_CLOSES = _("Whoever looks after this site closed an account.")
_REOPENS = _("Whoever looks after this site opened an account for signing in again.")
_OF_WAITS: dict[str, dict[str, Kind]] = {
    "end keeper": _of_wait(
        _("%(who)s asked that another keeper is one no longer. It waits 30 days."), _("A keeper is a relative now.")
    ),
    "erase place": _of_wait(
        _("%(who)s asked that a place is removed for good. It waits 30 days."), _("A place was removed for good.")
    ),
    "hand over": _of_wait(
        _("%(who)s asked that another person keeps the place in their stead. It waits 30 days."),
        _("Another person keeps the place now."),
    ),
    "leave": _of_wait(_("%(who)s asked to leave."), _("A keeper has left.")),
    "recover": _of_wait(_("%(who)s asked for a new way into the account of somebody here."), _OPENED) | _OPENS,
    "recover by sheet": _of_wait(_("%(who)s asked for a new way into an account."), _OPENED, unnamed=_BY_SHEET)
    | _OPENS,
    "succeed": _of_wait(
        _("%(who)s told that a keeper died, or cannot keep the place any more."),
        _("Whoever was chosen to take over is a keeper now."),
    ),
    "host recovers": _of_wait(_HOST, _OPENED) | _OPENS,
    "host locks": _of_wait(_HOST, _CLOSES, unnamed=_CLOSES),
    "host unlocks": _of_wait(_HOST, _REOPENS, unnamed=_REOPENS),
    "host deletes": _of_wait(
        _HOST,
        _("An account was removed, as its owner had asked for."),
        unnamed=_("Whoever looks after this site was asked to remove an account. It waits 30 days."),
    ),
}

_OF_CHILDREN: dict[tuple[str, str], Kind] = {
    ("child", "add"): Kind(_("%(who)s added a child of the family.")),
    ("child", "change"): Kind(_("%(who)s changed what is said of a child.")),
    ("child", "hand over"): Kind(_("%(who)s handed over to a child what was kept for them.")),
    # Who sees a joy is asked nowhere but at the joy, so no other keeper is told of one.
    ("joy", "keep"): _seen(_("%(who)s kept something of a child’s.")),
    ("joy", "change"): _seen(_("%(who)s changed something of a child’s.")),
    ("joy", "put away"): _seen(_("%(who)s put something of a child’s away.")),
    ("joy", "bring back"): _seen(_("%(who)s brought back something of a child’s.")),
    ("joy", "hide"): _seen(
        _("%(who)s hid what is about them."), _("Somebody with a personal link hid what is about them.")
    ),
    ("joy", "show"): _seen(
        _("%(who)s showed again what is about them."),
        _("Somebody with a personal link showed again what is about them."),
    ),
    ("person", "choose for children"): _seen(_("%(who)s chose what is shown to children of a place.")),
    ("children's view", "allow"): Kind(_("%(who)s chose who may open the children’s view.")),
}

#: By what it was done to, and what was done.
KINDS: dict[tuple[str, str], Kind] = {
    **{(thing, verb): kind for thing in ("letter", "moment", "remembrance", "act") for verb, kind in _OF_TEXTS.items()},
    **{("kind_word", verb): kind for verb, kind in _OF_WORDS.items()},
    **{("kind_words", verb): kind for verb, kind in _OF_READING.items()},
    **_OF_PLACES,
    **_OF_PEOPLE,
    **_OF_CHILDREN,
    **{(thing, verb): kind for thing, verbs in _OF_WAITS.items() for verb, kind in verbs.items()},
}

#: For a line that an older version of the program wrote.
UNKNOWN = Kind(_("%(who)s changed something here."), _("Something was changed here."))
