"""New families, and the places of their members."""

from datetime import datetime

from django.db import transaction

from yearlight.core import audit
from yearlight.core.errors import NotThere
from yearlight.people.models import Account, Circle, Family, Member, Membership
from yearlight.people.queries.hosting import may_begin_family
from yearlight.people.roles import CIRCLES, CircleKind, Role

_OF_EVERY_FAMILY = (CircleKind.KEEPERS, CircleKind.FAMILY, CircleKind.FRIENDS)


def found_family(account: Account, *, name: str, now: datetime) -> Member:
    """Make a new family with its circles, and this account its first keeper."""
    with transaction.atomic():
        family = Family.objects.create(made_at=now)
        Circle.objects.bulk_create([Circle(family=family, kind=kind) for kind in _OF_EVERY_FAMILY])
        member = join(family.pk, account, Role.KEEPER, name, now)
        note(account.pk, family.pk, "found", "family", family.public_id, now)
    return member


def begin_family(account: Account, *, name: str, now: datetime) -> Member:
    """The same for somebody whom nobody invited, where everyone may make an account. Raises ``NotThere``.

    Whoever belongs to a family already, or looks after the site, begins none this way; and a second press makes no second.
    """
    with transaction.atomic():
        held = Account.objects.select_for_update().get(pk=account.pk)
        if not may_begin_family(held):
            raise NotThere
        return found_family(held, name=name, now=now)


def join(family_id: int, account: Account, role: Role, name: str, now: datetime) -> Member:
    """A member with the circles of their role; someone who left comes back to their old seat."""
    member, _is_new = Member.objects.update_or_create(
        family_id=family_id,
        account=account,
        defaults={"role": role, "left_at": None, "name": name or account.name or account.email.partition("@")[0]},
        create_defaults={
            "role": role,
            "joined_at": now,
            "name": name or account.name or account.email.partition("@")[0],
        },
    )
    wanted = Circle.objects.filter(family_id=family_id, kind__in=CIRCLES[role])
    Membership.objects.filter(member=member).exclude(circle__kind=CircleKind.OWN).delete()
    Membership.objects.bulk_create([Membership(member=member, circle=circle) for circle in wanted])
    return member


def note(account_id: int | None, family_id: int, verb: str, thing: str, thing_id: str, now: datetime) -> None:
    audit.note(actor=str(account_id or ""), family_id=family_id, verb=verb, thing=thing, thing_id=thing_id, now=now)
