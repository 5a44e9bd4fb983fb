"""The cast: a keeper, the other keeper, a relative, guests, and a stranger with a family of their own."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db.models.signals import pre_save
from django.test import Client

from tests import make
from tests.browser.fixtures import chromium
from tests.browser.processes import pytest_xdist_make_scheduler
from yearlight.core.models import AuditLine
from yearlight.memorials.models import Person
from yearlight.pages.log_words import KINDS
from yearlight.people import guests
from yearlight.people.models import Account, Circle, Family, Member, PersonalLink
from yearlight.people.roles import CircleKind, Role
from yearlight.people.viewer import Viewer
from yearlight.web import ready

__all__ = ["chromium", "pytest_xdist_make_scheduler"]


#: Those without an account, by what their link opens.
GUESTS = ("guest_reading", "guest_writing", "closed_link")
#: Members whom few tests ask for, made when they are.
BESIDE = ("friend", "other_side", "former_keeper")


def came_by(client: Client, link: PersonalLink) -> None:
    """This browser has come in by a personal link."""
    session = client.session
    session[guests.KEY] = link.public_id
    session.save()


@dataclass
class Cast:
    """One family and those around it."""

    family: Family
    person: Person
    keeper: Member
    other_keeper: Member
    relative: Member
    stranger: Member

    def circle(self, kind: CircleKind) -> Circle:
        return make.circle(self.family, kind)

    def viewer(self, who: str) -> Viewer:
        return make.make_viewer(getattr(self, who))

    def account(self, who: str) -> Account:
        account = getattr(self, who).account
        assert account is not None
        return account

    def client(self, who: str) -> Client:
        """A signed-in browser for one of the cast; ``nobody`` is signed out."""
        client = Client()
        if who in GUESTS:
            came_by(client, self.guest_link(who))
        elif who in BESIDE:
            client.force_login(self.beside(who))
        elif who == "operator":
            make.sign_in_operator(client, make.make_operator())
        elif who != "nobody":
            client.force_login(self.account(who))
        return client

    def beside(self, who: str) -> Account:
        """The account of a friend, of a relative who sees what one side alone sees, or of a keeper who left."""
        account = make.make_account(f"{who}@example.org")
        role = {"friend": Role.FRIEND, "other_side": Role.RELATIVE}.get(who, Role.KEEPER)
        member = make.make_member(self.family, role, account=account)
        if who == "other_side":
            member.memberships.all().delete()
            side = Circle.objects.create(family=self.family, kind=CircleKind.OWN, name="His side")
            member.memberships.create(circle=side)
        elif who == "former_keeper":
            member.left_at = make.NOW
            member.save()
        return account

    def guest_link(self, who: str) -> PersonalLink:
        """The link of a guest: of one who reads like the family, of one who only writes, or one that is closed."""
        role = Role.FRIEND if who == "guest_writing" else Role.RELATIVE
        guest = make.make_member(self.family, role, name=who)
        if who == "guest_writing":
            guest.memberships.all().delete()
        return make.make_link(guest, closed_at=make.NOW if who == "closed_link" else None)


@pytest.fixture(autouse=True, scope="session")
def _every_line_has_a_sentence() -> Iterator[None]:
    """Whatever a test writes into a family's log can be read by that family."""

    def look(sender: type[AuditLine], instance: AuditLine, **more: object) -> None:
        kind = (instance.thing, instance.verb)
        assert instance.family_id is None or kind in KINDS, f"{kind} has no sentence in pages/log_words.py"

    pre_save.connect(look, sender=AuditLine)
    yield
    pre_save.disconnect(look, sender=AuditLine)


@pytest.fixture
def cast(db: None) -> Cast:
    """Jonah's place, which the family circle may see, with everyone around it."""
    # Rows of another test had the same numbers.
    ready.forget()
    family = make.make_family()
    keeper = make.make_member(family, account=make.make_account("mara@example.org"))
    other = make.make_member(family, account=make.make_account("peter@example.org"))
    relative = make.make_member(family, Role.RELATIVE, account=make.make_account("ilse@example.org"))
    elsewhere = make.make_family()
    stranger = make.make_member(elsewhere, account=make.make_account("stranger@example.org"))
    person = make.make_person(family, audience=make.circle(family, CircleKind.FAMILY))
    make.make_date(person)
    return Cast(family, person, keeper, other, relative, stranger)
