"""What is said of something that waits: that it was asked for, what would happen, and how it ended."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yearlight.people.waiting import Party, State, WaitKind


@dataclass(frozen=True, slots=True)
class Told:
    """One wait, with the names that its sentences need."""

    kind: WaitKind
    asker: str
    subject: str
    #: What a place is called. It stands on pages alone: no message names it.
    label: str
    due_at: datetime
    ended_at: datetime | None = None

    def asked(self, party: Party) -> str:
        """That it was asked for, and by whom, as it is said to this party."""
        if self.kind is WaitKind.SUCCEED and party is Party.SUBJECT:
            return _("%(asker)s told us that you died, or cannot keep the place any more.") % self._names
        return _asked(self) % self._names

    @property
    def would_happen(self) -> str:
        """What happens on its day."""
        return _would_happen(self.kind) % self._names

    def ended(self, state: State) -> str:
        """How it ended."""
        if state is State.STOPPED:
            return _("It was stopped. Nothing of it happened.")
        if state is State.LAPSED:
            return _("Its day came, and it could not be done any more. Nothing of it happened.")
        return _done(self.kind) % self._names

    @property
    def _names(self) -> dict[str, str]:
        return {"asker": self.asker or _("Somebody"), "subject": self.subject or _("somebody"), "label": self.label}


def _asked(told: Told) -> str:
    match told.kind:
        case WaitKind.END_KEEPER:
            return _("%(asker)s asked that %(subject)s is no longer a keeper.")
        case WaitKind.ERASE_PLACE:
            return _("%(asker)s asked that a whole place is removed for good.")
        case WaitKind.HAND_OVER:
            return _("%(asker)s asked that %(subject)s becomes a keeper in their place.")
        case WaitKind.LEAVE:
            return _("%(subject)s asked to leave.")
        case WaitKind.RECOVER:
            return _("%(asker)s asked for a new way into the account of %(subject)s.")
        case WaitKind.RECOVER_BY_SHEET:
            return _("The code of a printed sheet was used to ask for a new way into the account of %(subject)s.")
        case WaitKind.SUCCEED:
            return _("%(asker)s told us that %(subject)s died, or cannot keep the place any more.")
        case WaitKind.HOST_RECOVERS:
            return _("Whoever looks after this place asked for a new way into the account of %(subject)s.")
        case WaitKind.HOST_LOCKS:
            return _("Whoever looks after this place closed the account of %(subject)s.")
        case WaitKind.HOST_UNLOCKS:
            return _("Whoever looks after this place opened the account of %(subject)s for signing in again.")
        case WaitKind.HOST_DELETES:
            return _("Whoever looks after this place was asked to remove the account of %(subject)s.")


def _would_happen(kind: WaitKind) -> str:
    match kind:
        case WaitKind.END_KEEPER:
            return _(
                "%(subject)s would then be a relative, who sees what is shown to the family. What they wrote stays "
                "theirs, and nothing is removed."
            )
        case WaitKind.ERASE_PLACE:
            return _(
                "Everything in it would be removed then, whoever wrote or added it: letters, photographs, days and "
                "kind words."
            )
        case WaitKind.HAND_OVER:
            return _("%(subject)s would then be a keeper, and %(asker)s would leave. What they wrote stays.")
        case WaitKind.RECOVER:
            return _(
                "%(asker)s could then hand over a link with which a new password is set. Whoever opens it comes in as "
                "%(subject)s."
            )
        case WaitKind.RECOVER_BY_SHEET:
            return _("Whoever has the sheet could then set a new password, and come in as %(subject)s.")
        case WaitKind.SUCCEED:
            return _(
                "Whoever %(subject)s chose to take over would then be a keeper. What %(subject)s kept for themselves "
                "alone is opened to nobody."
            )
        case WaitKind.HOST_RECOVERS:
            return _(
                "They could then hand over a link with which a new password is set. Whoever opens it comes in as "
                "%(subject)s."
            )
        case WaitKind.HOST_DELETES:
            return _(
                "The account would be removed then, with what only %(subject)s could see. What they showed to others "
                "stays where it is."
            )
        case WaitKind.LEAVE | WaitKind.HOST_LOCKS | WaitKind.HOST_UNLOCKS:
            return ""


def _done(kind: WaitKind) -> str:
    match kind:
        case WaitKind.END_KEEPER:
            return _("%(subject)s is no longer a keeper. What they wrote stays theirs.")
        case WaitKind.ERASE_PLACE:
            return _("The place is removed.")
        case WaitKind.HAND_OVER:
            return _("%(subject)s is a keeper now, and %(asker)s has left. What they wrote stays.")
        case WaitKind.LEAVE:
            return _("%(subject)s has left of their own accord. What they wrote stays.")
        case WaitKind.RECOVER | WaitKind.RECOVER_BY_SHEET | WaitKind.HOST_RECOVERS:
            return _("A new way into the account of %(subject)s can be opened now, for seven days.")
        case WaitKind.SUCCEED:
            return _("Whoever %(subject)s chose to take over is a keeper now.")
        case WaitKind.HOST_LOCKS:
            return _(
                "Whoever looks after this place closed the account of %(subject)s: nobody can sign in with it. Nothing "
                "in it was opened, changed or removed."
            )
        case WaitKind.HOST_UNLOCKS:
            return _(
                "Whoever looks after this place opened the account of %(subject)s for signing in again. The ways in are "
                "the ones it had."
            )
        case WaitKind.HOST_DELETES:
            return _("The account of %(subject)s is removed.")
