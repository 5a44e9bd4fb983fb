"""Plain functions that make rows, each complete with sensible values."""

from datetime import UTC, date, datetime
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client

from yearlight.core.ids import public_id
from yearlight.entries.models import Entry, EntryKind, EntryState
from yearlight.keepsakes.models import Original, Picture
from yearlight.memorials.models import Person, PersonDate
from yearlight.people.models import Account, Circle, Family, Member, Membership, PersonalLink
from yearlight.people.queries import hashed
from yearlight.people.roles import CIRCLES, CircleKind, Deed, Role
from yearlight.people.viewer import Seat, Viewer
from yearlight.reminders.models import Receiver

NOW = datetime(2026, 11, 3, 19, 0, tzinfo=UTC)


def make_account(email: str = "mara@example.org", *, password: str = "rowan-lake-tram", **fields: Any) -> Account:
    account = Account(email=email, **{"name": email.partition("@")[0].title(), **fields})
    account.set_password(password)
    account.save()
    return account


def make_operator(email: str = "host@example.org") -> Account:
    """Somebody who looks after the site."""
    return make_account(email, operator_since=NOW)


def sign_in_operator(client: Client, account: Account) -> None:
    """As after signing in with the second step."""
    client.force_login(account)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, account, "mfa", type="totp")
    request.session.save()


def make_family() -> Family:
    """A family with its three circles and nobody in it."""
    family = Family.objects.create(made_at=NOW)
    for kind in (CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS):
        Circle.objects.create(family=family, kind=kind)
    return family


def make_member(family: Family, role: Role = Role.KEEPER, *, account: Account | None = None, name: str = "") -> Member:
    member = Member.objects.create(
        family=family, account=account, role=role, joined_at=NOW, name=name or (account.name if account else role.value)
    )
    for circle in family.circles.filter(kind__in=CIRCLES[role]):
        Membership.objects.create(member=member, circle=circle)
    return member


def make_viewer(member: Member) -> Viewer:
    circles = frozenset(member.memberships.values_list("circle_id", flat=True))
    withheld = frozenset() if member.may_leave_words else frozenset({Deed.LEAVE_WORD})
    seat = Seat(member.family_id, member.pk, Role(member.role), circles, withheld)
    return Viewer(account_id=member.account_id, seats=(seat,))


def make_link(member: Member, token: str = "", **fields: Any) -> PersonalLink:
    """The open personal link of a member without an account, made by the family's first keeper."""
    maker = member.family.members.filter(role=Role.KEEPER).order_by("pk").first()
    values = {"token_hash": hashed(token or public_id()), "made_at": NOW, "made_by": maker, **fields}
    return PersonalLink.objects.create(member=member, **values)


def circle(family: Family, kind: CircleKind = CircleKind.KEEPERS) -> Circle:
    return family.circles.get(kind=kind)


def make_person(family: Family, name: str = "Jonah", **fields: Any) -> Person:
    return Person.objects.create(family=family, name=name, **{"audience": circle(family), "made_at": NOW, **fields})


def make_date(person: Person, kind: str = "died", on: date = date(2018, 11, 14), **fields: Any) -> PersonDate:
    return PersonDate.objects.create(
        person=person, kind=kind, **{"happened_on": on.isoformat(), "first_on": on, "last_on": on, **fields}
    )


def make_receiver(account: Account, **fields: Any) -> Receiver:
    return Receiver.objects.create(account=account, **{"made_at": NOW, **fields})


def make_letter(person: Person, writer: Member | None, *, audience: Circle | None = None, **fields: Any) -> Entry:
    """A kept letter; without an audience its writer alone sees it."""
    values: dict[str, Any] = {
        "kind": EntryKind.LETTER,
        "state": EntryState.KEPT,
        "title": "Eight",
        "body": "Dear Jonah,\n\nIt snowed in the night.",
        "happened_on": "2025-11-14",
        "first_on": date(2025, 11, 14),
        "last_on": date(2025, 11, 14),
        "revision": 1,
        "made_at": NOW,
        "kept_at": NOW,
        "changed_at": NOW,
    }
    return Entry.objects.create(
        family_id=person.family_id, person=person, writer=writer, audience=audience, **{**values, **fields}
    )


def make_picture(person: Person, writer: Member, *, audience: Circle | None = None, **fields: Any) -> Picture:
    """A kept picture's rows; its bytes are not in the vault (``keep_picture`` keeps real ones)."""
    count = Original.objects.count()
    original = Original.objects.create(
        family_id=person.family_id,
        sha256=f"{count:064x}",
        size=1000,
        media_type="image/jpeg",
        width=1600,
        height=1067,
        kept_at=NOW,
        recipe=1,
    )
    values: dict[str, Any] = {
        "caption": "The lake",
        "happened_on": "2018-11-15",
        "first_on": date(2018, 11, 15),
        "last_on": date(2018, 11, 15),
        "added_at": NOW,
    }
    return Picture.objects.create(
        family_id=person.family_id,
        person=person,
        original=original,
        writer=writer,
        audience=audience,
        **{**values, **fields},
    )
