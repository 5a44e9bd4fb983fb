"""Makes the demo family, through the same actions that the pages use."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from yearlight.calendars import edtf
from yearlight.core.errors import YearlightError
from yearlight.core.files import Incoming
from yearlight.entries import actions as entries
from yearlight.entries.texts import Said, Text, Window
from yearlight.keepsakes import actions as keepsakes
from yearlight.memorials import actions as memorials
from yearlight.ops import demo_story as story
from yearlight.ops.demo_pictures.photograph import develop
from yearlight.ops.demo_rituals import Maker
from yearlight.ops.demo_story import Shot, When, Written
from yearlight.people import actions as people
from yearlight.people import queries as people_queries
from yearlight.people.choices import audience_from
from yearlight.people.roles import Role
from yearlight.people.viewer import Viewer

if TYPE_CHECKING:
    from yearlight.keepsakes.models import Picture
    from yearlight.memorials.models import Person
    from yearlight.people.models import Account

#: How many pictures are drawn at once; drawing leaves the interpreter free.
_HANDS = 2
_YEARS = 8


class SomebodyIsHere(YearlightError):  # noqa: N818
    """The folder holds accounts already, perhaps a real family's."""

    code = "somebody_is_here"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One who can sign in to the demo."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made, for the terminal."""

    sign_ins: tuple[SignIn, ...]
    password: str
    pictures: int
    entries: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns the story's years into real ones, the last of them this year."""

    today: date

    def day(self, when: When) -> date:
        return date(self.today.year - _YEARS + when.year, when.month, when.day)

    def instant(self, when: When) -> datetime:
        return datetime.combine(self.day(when), datetime.min.time(), UTC).replace(hour=when.hour)

    def has_come(self, when: When) -> bool:
        return self.day(when) <= self.today


@dataclass(slots=True)
class _Place:
    """The place as it is being made: who writes, and the pictures by name."""

    calendar: Calendar
    person: "Person"
    writers: dict[str, Viewer]
    audiences: dict[str, str]
    circle_ids: dict[str, int | None]
    pictures: dict[str, "Picture"] = field(default_factory=dict)

    def writer(self, by: str) -> Viewer:
        """Miriam writes and adds her own; what is of all others Peter adds."""
        return self.writers.get(by, self.writers[story.PETER])


def make_demo(
    *,
    today: date,
    now: datetime,
    is_again: bool = False,
    pictures_each_year: int | None = None,
    scale: float = 1.0,
) -> Demo:
    """Make the family with everything it has; the pictures' sizes are left to the worker.

    ``pictures_each_year`` and a ``scale`` below 1 keep it small. Raises ``SomebodyIsHere`` where
    accounts exist, unless ``is_again`` puts one more family beside them.
    """
    if not is_again and get_user_model().objects.exists():
        raise SomebodyIsHere(
            _(
                "Somebody has an account here already, so nothing was made. Give the demo an empty folder of its own "
                "with YEARLIGHT_HOME, or add --again to put the demo family beside those who are here."
            )
        )
    password = "-".join(secrets.token_hex(2) for _part in range(4))
    accounts = [_account(name, password) for name in (story.MIRIAM, story.PETER, "Ilse")]
    place = _found(Calendar(today), accounts, now=now)
    shots = _shots(place.calendar, pictures_each_year)
    for shot, data in _drawn(place.calendar, shots, scale):
        _add(place, shot, data)
    if story.COVER in place.pictures:
        cover = place.pictures[story.COVER]
        memorials.choose_cover(place.writer(story.PETER), person=place.person, picture_id=cover.public_id, now=now)
    written = [one for one in story.WRITTEN if place.calendar.has_come(one.when)]
    for one in written:
        _write(place, one)
    grandmother = people_queries.viewer_of(accounts[2].pk)
    acts = _rituals(place, grandmother).make()
    said = _keep_kind_words(place) + _leave_kind_words(place, grandmother)
    sign_ins = tuple(SignIn(account.name, account.email) for account in accounts)
    return Demo(sign_ins, password, pictures=len(shots), entries=len(written) + acts + said)


# --- the family and its place


def _account(name: str, password: str) -> "Account":
    """An account with a made-up address that can sign in at once."""
    accounts = get_user_model().objects
    tries = (f"{name.lower()}{number or ''}@family.example" for number in (0, *range(2, 1000)))
    email = next(one for one in tries if not accounts.filter(email=one).exists())
    account = accounts.create_user(email, password, name=name)
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return account


def _found(calendar: Calendar, accounts: list["Account"], *, now: datetime) -> _Place:
    """Two keepers, a grandmother who may look, and the place they made in the first winter."""
    miriam, peter, ilse = accounts
    begun = calendar.instant(When(0, 11, 21, 20))
    people.found_family(miriam, name=story.MIRIAM, now=begun)
    viewer = people_queries.viewer_of(miriam.pk)
    family_id = viewer.seats[0].family_id
    for account, role in ((peter, Role.KEEPER), (ilse, Role.RELATIVE)):
        token = people.invite(viewer, family_id=family_id, role=role, now=now)
        people.accept(account, token=token, name=account.name, now=now)
    viewers = {account.name: people_queries.viewer_of(account.pk) for account in (miriam, peter)}
    circles = people_queries.circles(viewer, family_id)
    audiences = {story.ME: story.ME} | {str(circle.kind): circle.public_id for circle in circles}
    circle_ids = {name: audience_from(viewer, family_id, value) for name, value in audiences.items()}
    person = _person(calendar, viewers[story.MIRIAM], family_id, circle_ids, begun)
    return _Place(calendar, person, viewers, audiences, circle_ids)


def _person(
    calendar: Calendar, viewer: Viewer, family_id: int, circle_ids: dict[str, int | None], now: datetime
) -> "Person":
    person = memorials.begin(viewer, family_id=family_id, now=now)
    died, due = (calendar.day(When(0, *day)).isoformat() for day in (story.DIED, story.DUE))
    dates = [
        {"kind": "born", "happened_on": died},
        {"kind": "died", "happened_on": died},
        {"kind": "due", "happened_on": due},
    ]
    memorials.set_dates(viewer, person=person, dates=dates, now=now)
    return memorials.change_person(
        viewer,
        person=person,
        who="our_child",
        name=story.NAME,
        relation=story.RELATION,
        how_died="born_still",
        weeks=story.WEEKS,
        told=story.TOLD,
        latitude=story.LATITUDE,
        audience_id=circle_ids[story.FAMILY],
        begin_at=None,
        now=now,
    )


# --- pictures


def _shots(calendar: Calendar, each_year: int | None) -> list[Shot]:
    """The pictures up to today; at most so many of each year."""
    come = (shot for shot in story.SHOTS if calendar.has_come(shot.when))
    by_year = groupby(come, key=lambda shot: shot.when.year)
    return [shot for _year, shots in by_year for shot in list(shots)[:each_year]]


def _drawn(calendar: Calendar, shots: Iterable[Shot], scale: float) -> Iterator[tuple[Shot, bytes]]:
    """Each picture with its bytes, drawn a few at a time and in order."""

    def draw(shot: Shot) -> tuple[Shot, bytes]:
        return shot, develop(shot.draw(), taken_at=calendar.instant(shot.when), seed=shot.when.day, scale=scale)

    with ThreadPoolExecutor(_HANDS) as hands:
        yield from hands.map(draw, shots)


def _add(place: _Place, shot: Shot, data: bytes) -> None:
    viewer, now = place.writer(shot.by), place.calendar.instant(shot.when)
    audience_id = place.circle_ids[shot.audience]
    incoming = _incoming(data)
    try:
        added = keepsakes.add_picture(
            viewer,
            person=place.person,
            incoming=incoming,
            audience_id=audience_id,
            now=now,
            caption=shot.caption,
            description=shot.description,
            taken_by=shot.by,
        )
    finally:
        incoming.discard()
    if shot.name:
        place.pictures[shot.name] = added.picture
    if shot.is_shut_away:
        _shut_away(viewer, added.picture, shot, now)


def _incoming(data: bytes) -> Incoming:
    """The bytes as an upload would have left them."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = Path(settings.YEARLIGHT_HOME) / "incoming" / f"demo-{sha256[:16]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Incoming(path=path, size=len(data), sha256=sha256, name="", media_type_claimed="image/jpeg")


def _shut_away(viewer: Viewer, picture: "Picture", shot: Shot, now: datetime) -> None:
    keepsakes.change_picture(
        viewer,
        picture=picture,
        now=now,
        caption=picture.caption,
        description=picture.description,
        happened_on=picture.happened_on,
        taken_by=picture.taken_by,
        is_shut_away=True,
        note_before=shot.note_before,
        audience_id=picture.audience_id,
    )


# --- words


def _write(place: _Place, one: Written) -> None:
    """Keep a letter or a moment with its pictures, or leave it as the draft it is."""
    viewer, now = place.writer(one.by), place.calendar.instant(one.when)
    text = Text(one.title, one.body, _edtf(place, one.when), place.audiences[one.audience])
    if one.is_draft:
        window = Window(secrets.token_hex(8), saves=1)
        entries.save_draft(viewer, person=place.person, kind=one.kind, window=window, text=text, now=now)
        return
    entry = entries.keep_entry(viewer, person=place.person, kind=one.kind, text=text, now=now, today=now.date())
    for name in one.beside:
        if name in place.pictures:
            picture_id = place.pictures[name].public_id
            entries.attach(viewer, person=place.person, entry_id=entry.public_id, picture_id=picture_id, now=now)


def _rituals(place: _Place, grandmother: Viewer) -> Maker:
    """What they do each year, as Peter writes it down."""
    calendar, viewer = place.calendar, place.writer(story.PETER)
    family = place.audiences[story.FAMILY]
    when = (calendar.day, calendar.instant, calendar.today)
    return Maker(viewer, grandmother, place.person, family, place.pictures, *when)


def _keep_kind_words(place: _Place) -> int:
    come = [said for said in story.SAID if place.calendar.has_come(said.when)]
    for said in come:
        text = Text(body=said.body, happened_on=_edtf(place, said.when), audience=place.audiences[story.FRIENDS])
        entries.keep_kind_word(
            place.writer(story.MIRIAM),
            person=place.person,
            said_by=said.by,
            text=text,
            is_chosen=said.is_chosen,
            now=place.calendar.instant(said.when),
        )
    return len(come)


def _leave_kind_words(place: _Place, grandmother: Viewer) -> int:
    """Two words that were left for the keepers: the first was put away, the second waits."""
    words = [
        entries.leave_word(
            grandmother,
            person=place.person,
            said=Said(said.body, said.by),
            window=secrets.token_hex(8),
            now=place.calendar.instant(said.when),
            today=place.calendar.day(said.when),
        )
        for said in (story.LEFT_AND_PUT_AWAY, story.LEFT)
    ]
    read = entries.Read(place.person, words[0].public_id, words[0].revision)
    entries.put_word_away(
        place.writer(story.PETER), read=read, now=place.calendar.instant(story.LEFT_AND_PUT_AWAY.when)
    )
    return len(words)


def _edtf(place: _Place, when: When) -> str:
    return edtf.from_day(place.calendar.day(when).toordinal()).text
