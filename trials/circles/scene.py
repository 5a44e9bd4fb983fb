"""Two families in a database in memory, and in the rule beside it, name by name the same."""

from dataclasses import dataclass, field
from datetime import date

from django.test import Client

from trials.circles.rule import Place, Somebody, World
from yearlight.core import clock
from yearlight.keepsakes.models import Original, Picture
from yearlight.memorials import actions as memorials
from yearlight.memorials.models import Person, PersonDate
from yearlight.people import actions, guests, queries
from yearlight.people.models import Account, Circle, Family, Member, Membership
from yearlight.people.roles import CIRCLES, CircleKind, Role
from yearlight.people.viewer import STRANGER, Viewer
from yearlight.reminders.actions import feeds
from yearlight.web import ready

KEEPERS = ("mara", "peter")
RELATIVES = ("ilse", "oma", "ben")
GUESTS = ("oma", "ben")
#: Of another family: a keeper, and a guest of theirs.
OTHERS = ("lena", "tom")
#: Whoever asks. The last is nobody's.
ASKING = (*KEEPERS, *RELATIVES, *OTHERS, "stranger")
HERE, THERE = "here", "there"
PLACES = ("Jonah", "Lea")
#: How each thing begins that is shown; the rest is its number and that of its text. With a vowel, so that no public id holds it.
MARK = "zaq"
#: A word that every thing has, for the search.
WORD = "hail"
#: The day on which everything here is said to be.
ON = date(2025, 11, 14)


@dataclass
class Scene:
    """What is in the database, by the names that the rule has for it."""

    world: World = field(default_factory=World)
    members: dict[str, Member] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    #: By the public id of an entry or picture, the key that the rule knows it by, and the other way round.
    ids: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    feeds: dict[str, str] = field(default_factory=dict)
    made: int = 0

    def viewer(self, who: str) -> Viewer:
        """Who they are now, asked as every request asks."""
        if who == "stranger":
            return STRANGER
        if self.world.people[who].is_guest:
            return queries.guest_of(self.links[who], now=clock.now())
        return queries.viewer_of(self.members[who].account_id)

    def person(self, name: str) -> Person:
        return Person.objects.get(pk=self.persons[name])

    def next_text(self) -> str:
        self.made += 1
        return f"{MARK}{self.made}"

    def known(self, name: str) -> str:
        """The public id by which the database has a thing of the rule."""
        return next(public_id for public_id, key in self.ids.items() if key == name)

    def value(self, circle: str | None) -> str:
        """A circle as a form's choice."""
        return self.circles[circle].public_id if circle else "me"

    def make_link(self, keeper: str, guest: str) -> None:
        """Make a guest's link, and go in by it."""
        token = actions.make_link(self.viewer(keeper), public_id=self.members[guest].public_id, now=clock.now())
        self.come_in(guest, token)
        self.world.people[guest].link_by = keeper

    def come_in(self, guest: str, token: str) -> None:
        door = queries.door(token, now=clock.now())
        assert door is not None
        self.links[guest] = door.link_id
        client = self.clients[guest]
        session = client.session
        session[guests.KEY] = door.link_id
        session.save()


def begin() -> Scene:
    """Two families: one with two keepers, a relative, two guests and two places; another with a keeper, a guest and one."""
    ready.forget()
    scene = Scene()
    for family in (HERE, THERE):
        _family(scene, family)
    _keeper(scene, HERE, "mara")
    _keeper(scene, HERE, "peter")
    _member(scene, HERE, "ilse", Role.RELATIVE, is_guest=False)
    _keeper(scene, THERE, "lena")
    for guest, keeper, family in (("oma", "mara", HERE), ("ben", "peter", HERE), ("tom", "lena", THERE)):
        _member(scene, family, guest, Role.RELATIVE if guest != "ben" else Role.FRIEND, is_guest=True)
        scene.make_link(keeper, guest)
    for name in PLACES:
        _place(scene, HERE, "mara", name)
    _place(scene, THERE, "lena", "Noor")
    scene.world.people["stranger"] = Somebody("")
    scene.clients["stranger"] = Client()
    for who in (*KEEPERS, "ilse", "lena"):
        scene.feeds[who] = feeds.make(scene.viewer(who), name="Days", titles="told", alarm="none", now=clock.now())
    return scene


def _family(scene: Scene, family: str) -> None:
    row = Family.objects.create(made_at=clock.now())
    for kind in CIRCLES[Role.KEEPER]:
        scene.circles[f"{family} {kind}"] = Circle.objects.create(family=row, kind=kind)


def _keeper(scene: Scene, family: str, name: str) -> None:
    _member(scene, family, name, Role.KEEPER, is_guest=False)


def _member(scene: Scene, family: str, name: str, role: Role, *, is_guest: bool) -> None:
    account = None if is_guest else Account.objects.create(email=f"{name}@example.org", name=name)
    row = scene.circles[f"{family} keepers"].family
    member = Member.objects.create(family=row, account=account, role=role, joined_at=clock.now(), name=name)
    names = {f"{family} {kind}" for kind in CIRCLES[role]}
    Membership.objects.bulk_create([Membership(member=member, circle=scene.circles[one]) for one in names])
    scene.members[name] = member
    scene.world.people[name] = Somebody(family, role is Role.KEEPER, is_guest, names)
    scene.clients[name] = Client()
    if account is not None:
        scene.clients[name].force_login(account)


def _place(scene: Scene, family: str, keeper: str, name: str) -> None:
    viewer, shown_to = scene.viewer(keeper), f"{family} {CircleKind.FAMILY}"
    row = scene.circles[shown_to]
    person = memorials.begin(viewer, family_id=row.family_id, now=clock.now())
    memorials.change_person(viewer, person=person, now=clock.now(), name=name, audience_id=row.pk, begin_at=None)
    PersonDate.objects.create(person=person, kind="died", happened_on=ON.isoformat(), first_on=ON, last_on=ON)
    scene.persons[name], scene.slugs[name] = person.pk, person.public_id
    scene.world.places[name] = Place(family, shown_to)


def add_photograph(scene: Scene, writer: str, place: str, text: str) -> str:
    """A photograph of its writer's own; only its rows, since what is asked is who sees it. Returns its id."""
    person = scene.person(place)
    count = Original.objects.count()
    original = Original.objects.create(
        family_id=person.family_id,
        sha256=f"{count:064x}",
        size=1000,
        media_type="image/jpeg",
        width=1600,
        height=1067,
        kept_at=clock.now(),
        recipe=1,
    )
    picture = Picture.objects.create(
        family_id=person.family_id,
        person=person,
        original=original,
        writer=scene.members[writer],
        caption=f"{text} {WORD}",
        happened_on=ON.isoformat(),
        first_on=ON,
        last_on=ON,
        added_at=clock.now(),
    )
    return picture.public_id
