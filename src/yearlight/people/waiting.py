"""What is told and waits before it happens, for how long, who is told when, and who can stop it: the one table.

Knows no Django. The rule that all rows follow: what shuts out, takes a role
away, opens an account, or cannot be taken back waits, and can be stopped by
whoever it would harm. What only closes, harms nobody else and can be taken
back happens at once and is told. Nothing waits less because a family has one
keeper alone: what cannot be taken back waits for them too, since a telephone
may be in other hands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class WaitKind(StrEnum):
    """What somebody can ask for that is told first."""

    END_KEEPER = "end keeper"
    ERASE_PLACE = "erase place"
    HAND_OVER = "hand over"
    LEAVE = "leave"
    RECOVER = "recover"
    RECOVER_BY_SHEET = "recover by sheet"
    SUCCEED = "succeed"
    HOST_RECOVERS = "host recovers"
    HOST_LOCKS = "host locks"
    HOST_UNLOCKS = "host unlocks"
    HOST_DELETES = "host deletes"


class Party(StrEnum):
    """What somebody is to a wait. Who is several of them is the first that fits."""

    #: Whose role, account or place it is.
    SUBJECT = "subject"
    ASKER = "asker"
    #: The keepers of the family, or of every family that the account belongs to.
    KEEPERS = "keepers"


class Span(StrEnum):
    """How long, where that is no number of the table."""

    RECOVERY = "what the host set for recovery"
    OWNERS = "what the owner chose"


class State(StrEnum):
    """How a wait stands."""

    OPEN = "open"
    STOPPED = "stopped"
    DONE = "done"
    #: Its day came, and it could not be done any more: somebody had left, or had shown that they live.
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. ``told`` says at which hundredths of the wait each party is told of it; all of them hear of its end."""

    days: int | Span
    told: Mapping[Party, tuple[int, ...]]
    may_stop: frozenset[Party] = frozenset()
    #: Whether it can only be asked for while the family has another keeper.
    needs_another: bool = False


_AT_ONCE, _TWICE, _THRICE = (0,), (0, 75), (0, 33, 67)
_EVERYONE = dict.fromkeys(Party, _TWICE)
_ANYONE = frozenset(Party)

RULES: dict[WaitKind, Rule] = {
    WaitKind.END_KEEPER: Rule(30, _EVERYONE, _ANYONE, needs_another=True),
    WaitKind.ERASE_PLACE: Rule(30, _EVERYONE, _ANYONE),
    WaitKind.HAND_OVER: Rule(30, _EVERYONE, _ANYONE),
    WaitKind.LEAVE: Rule(0, dict.fromkeys(Party, _AT_ONCE), needs_another=True),
    WaitKind.RECOVER: Rule(Span.RECOVERY, _EVERYONE, frozenset({Party.SUBJECT, Party.ASKER})),
    WaitKind.RECOVER_BY_SHEET: Rule(Span.RECOVERY, _EVERYONE, frozenset({Party.SUBJECT})),
    WaitKind.SUCCEED: Rule(
        Span.OWNERS,
        {Party.SUBJECT: _THRICE, Party.ASKER: _AT_ONCE, Party.KEEPERS: _AT_ONCE},
        frozenset({Party.SUBJECT, Party.ASKER}),
    ),
    # The host alone opens nothing: whoever keeps a family of the account can stop it as well as its owner.
    WaitKind.HOST_RECOVERS: Rule(Span.RECOVERY, _EVERYONE, _ANYONE),
    # It only closes, and whoever had the account in their hands by wrong must not be able to stop it.
    WaitKind.HOST_LOCKS: Rule(0, dict.fromkeys(Party, _AT_ONCE)),
    WaitKind.HOST_UNLOCKS: Rule(0, dict.fromkeys(Party, _AT_ONCE)),
    WaitKind.HOST_DELETES: Rule(30, _EVERYONE, frozenset({Party.SUBJECT})),
}

#: What opens an account at its end.
OPENS_ACCOUNT = frozenset({WaitKind.RECOVER, WaitKind.RECOVER_BY_SHEET, WaitKind.HOST_RECOVERS})
#: What the host asks for.
OF_THE_HOST = frozenset({WaitKind.HOST_RECOVERS, WaitKind.HOST_LOCKS, WaitKind.HOST_UNLOCKS, WaitKind.HOST_DELETES})
#: How long the owner of a place can choose that whoever takes over waits.
OWNERS_DAYS = (30, 60, 90)
#: What was stopped is not asked for again before so many days.
AGAIN_AFTER = timedelta(days=7)


def length(kind: WaitKind, *, recovery_days: int, owners_days: int = OWNERS_DAYS[-1]) -> timedelta:
    """How long this waits."""
    days = RULES[kind].days
    if days is Span.RECOVERY:
        return timedelta(days=recovery_days)
    return timedelta(days=owners_days if days is Span.OWNERS else days)


def is_possible(kind: WaitKind, *, other_keepers: int) -> bool:
    """Whether it can be asked for in a family with so many keepers beside the one it is about, or who asks."""
    return other_keepers > 0 or not RULES[kind].needs_another


def moments(kind: WaitKind, party: Party, *, asked_at: datetime, due_at: datetime) -> list[datetime]:
    """When this party is told that it waits; nothing where nothing waits."""
    if due_at <= asked_at:
        return []
    return [asked_at + (due_at - asked_at) * hundredths / 100 for hundredths in RULES[kind].told.get(party, ())]


def may_stop(kind: WaitKind, party: Party | None) -> bool:
    """Whether somebody who is this to it can stop it."""
    return party in RULES[kind].may_stop
