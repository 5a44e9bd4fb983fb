"""A place with one of everything, seen by the family; and the same again, its writer's alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.keepsakes import draw
from tests.keepsakes.given import given
from yearlight.children import actions as children
from yearlight.core import clock
from yearlight.core.files import Incoming
from yearlight.core.ids import public_id
from yearlight.entries import actions as entries
from yearlight.entries.models import Entry, EntryDraft, EntryKind, EntryState
from yearlight.entries.texts import NO_PICTURE, Said, Sent
from yearlight.keepsakes import actions as keepsakes
from yearlight.keepsakes import played, uploads, vault
from yearlight.keepsakes.models import Original, Picture, PictureState, Upload
from yearlight.memorials.models import KeptCustom, PersonDate
from yearlight.people import actions as people
from yearlight.people import queries as people_queries
from yearlight.people.actions import host
from yearlight.people.actions.keepers import end_keeper
from yearlight.people.models import Circle, Wait
from yearlight.people.queries import hashed
from yearlight.people.roles import CircleKind, Role
from yearlight.people.waiting import State
from yearlight.reminders import asking, due, links
from yearlight.reminders.actions import feeds, word_links
from yearlight.reminders.actions.leads import set_leads
from yearlight.reminders.asking import Asked
from yearlight.reminders.models import WordLink
from yearlight.reminders.queries.sources import sources
from yearlight.rituals.models import Act, Order, Ritual

#: A well-formed id that names nothing.
NOWHERE = "zzzzzzzzzzzzzzzz"


@dataclass
class Things:
    """One of everything that an address can name, all with the same audience."""

    cast: Cast
    audience: Circle | None
    tokens: dict[str, str] = field(default_factory=dict)
    waits: dict[str, str] = field(default_factory=dict)

    def names(self, address: str) -> dict[str, Any]:
        """What stands in this address, by the name the address gives it."""
        folder, _colon, name = address.partition(":")
        values: dict[str, Any] = {
            "slug": self.cast.person.public_id,
            "revision": 1,
            "year": 2025,
            "month": 11,
            "step": 1,
        }
        values["custom"] = "wave-of-light"
        if name in ("day", "wish", "move-day", "day-file"):
            values["day"] = f"{self.cast.person.dates.get(kind='died').public_id}.civil-yearly.y2027"
        elif folder == "entries":
            values["public_id"] = self._entry(name).public_id
            values["window"] = self._draft().window if name in ("text", "put_text_away") else NOWHERE
        elif folder == "children":
            values |= self._of_children() | {"name": 480, "ending": "webp"}
            if name in ("child", "child-change", "hand-over", "keep"):
                values["public_id"] = values["child_id"]
        elif name == "corner":
            self._entry("letter")
            values["public_id"] = self.cast.keeper.public_id
        elif folder == "rituals":
            values |= self._of_rituals(name)
        elif folder == "words":
            values |= self._of_words(name)
        elif folder == "memorials" and name in ("custom", "date"):
            values["public_id"] = self._custom().public_id if name == "custom" else self._date().public_id
        elif folder == "host":
            values |= {"public_id": self._seen_by_host(name), "text": "rules"}
        elif folder == "people" or name == "as-member":
            values |= self._of_people(name)
        elif folder == "reminders":
            values["token"] = self._key_of(name)
            values["key"] = f"{self.cast.person.dates.get(kind='died').public_id}.civil-yearly"
        elif not name:
            # Pages of signing in: a key and a link that nobody has.
            values |= {"pk": 1, "uidb36": "1", "key": NOWHERE}
        elif "upload" in name:
            values["public_id"] = self._upload().public_id
        elif "photo" in name or folder == "keepsakes":
            values |= {"public_id": self._picture(name).public_id, "name": 480}
            values["ending"] = "mp4" if name == "play" else "webp"
        return values

    def nowhere(self, values: dict[str, Any]) -> dict[str, Any]:
        """The same address with names that nothing has."""
        taken = {"public_id", "window", "day", "key", "ritual"} & set(values) or {"slug"}
        return {key: NOWHERE if key in taken else value for key, value in values.items()}

    def _of_children(self) -> dict[str, str]:
        """A child, with a drawing of theirs."""
        viewer, now = self.cast.viewer("keeper"), clock.now()
        child = children.add_child(viewer, family_id=self.cast.family.pk, name="Lena", born_on=None, now=now)
        written = children.Written("drawing", "A boat.", audience_id=self.audience and self.audience.pk)
        joy = children.keep_joy(
            viewer, child_id=child.public_id, written=written, window=public_id(), incoming=self._received(), now=now
        )
        assert joy.original_id is not None
        keepsakes.make_sizes(joy.original_id)
        return {"child_id": child.public_id, "public_id": joy.public_id}

    def _seen_by_host(self, name: str) -> str:
        return self.cast.family.public_id if name == "family" else self.cast.account("relative").public_id

    def _order(self) -> dict[str, Any]:
        """A ceremony's order of one step, to which people are asked."""
        ritual = Ritual.objects.create(
            family=self.cast.family,
            kind="ceremony",
            name="By the rowan",
            audience=self.audience,
            writer=self.cast.keeper,
            made_at=make.NOW,
            changed_at=make.NOW,
        )
        ritual.persons.add(self.cast.person)
        order = Order.objects.create(ritual=ritual, year=2025, asks=True, made_at=make.NOW, changed_at=make.NOW)
        part = order.parts.create(position=0, kind="candle", heading="The candle is lit", changed_at=make.NOW)
        return {"ritual": ritual.public_id, "public_id": part.public_id, "paper": "a5"}

    def _of_rituals(self, name: str) -> dict[str, Any]:
        """A tree with one year of it, which hangs on the day of the death; or the order of a ceremony."""
        if name.startswith("order"):
            return self._order()
        day = f"{self.cast.person.dates.get(kind='died').public_id}.civil-yearly"
        ritual = Ritual.objects.create(
            family=self.cast.family,
            kind="tree",
            name="The rowan",
            audience=self.audience,
            writer=self.cast.keeper,
            day=day,
            made_at=make.NOW,
            changed_at=make.NOW,
            put_away_at=clock.now() if name == "bring-back" else None,
        )
        ritual.persons.add(self.cast.person)
        is_away = name in ("act-away", "act-bring-back")
        more: dict[str, Any] = {"state": EntryState.PUT_AWAY, "put_away_at": make.NOW} if is_away else {}
        entry = make.make_letter(self.cast.person, self.cast.keeper, audience=self.audience, kind=EntryKind.ACT, **more)
        Act.objects.create(entry=entry, ritual=ritual, year=2025)
        return {"ritual": ritual.public_id, "public_id": entry.public_id, "kind": "tree"}

    def _feed(self) -> str:
        """A feed that was read once, so that its bytes lie ready, as they do for a calendar that comes again."""
        token = feeds.make(self.cast.viewer("keeper"), name="Days", titles="told", alarm="none", now=make.NOW)
        feeds.read(token, now=make.NOW)
        return token

    def _key_of(self, name: str) -> str:
        """The key in an address that is open to whoever has it."""
        if name.startswith("word"):
            return self._word(confirms=name == "word-confirm")
        return self._link() if name.startswith("link") else self._feed()

    def _word(self, *, confirms: bool) -> str:
        """The link for relatives and friends, or the one that confirms what was asked for there."""
        viewer, person = self.cast.viewer("keeper"), self.cast.person
        named = f"{person.dates.get(kind='died').public_id}.civil-yearly"
        token = word_links.make(viewer, person, days=[named], line="", now=make.NOW)
        link = WordLink.objects.get(person=person)
        asked = Asked(link.public_id, "ann@example.org", "Ann", "", "en", (named,), "7m", clock.now())
        return asking.token(asked) if confirms else token

    def _link(self) -> str:
        """The link in a message about the day of the death, which is the first there is."""
        viewer = self.cast.viewer("keeper")
        source = sources(viewer)[0]
        wish = set_leads(viewer, source=source, leads=due.leads("7m"), now=make.NOW)
        return links.token(wish.receiver, [wish.pk])

    def _date(self) -> PersonDate:
        return make.make_date(self.cast.person, "funeral", date(2018, 11, 20))

    def _custom(self) -> KeptCustom:
        return KeptCustom.objects.create(
            person=self.cast.person, date=self._date(), custom="civil-monthly", made_at=make.NOW
        )

    def _of_people(self, name: str) -> dict[str, str]:
        """Somebody, a circle of the keeper's own, or the links that let in."""
        if name in ("member", "as-member"):
            return {"public_id": self.cast.relative.public_id}
        if name == "circle":
            viewer, family_id = self.cast.viewer("keeper"), self.cast.family.pk
            return {
                "public_id": people.make_circle(viewer, family_id=family_id, name="Her side", now=make.NOW).public_id
            }
        if name == "ask":
            return {"public_id": self.cast.other_keeper.public_id}
        if name in ("stop-wait", "stop", "make-way-back", "way-back"):
            self.waits = self.waits or self._wait()
            return self.waits
        if name == "door":
            make.make_link(make.make_member(self.cast.family, Role.FRIEND), "a-token")
            return {"token": "a-token"}
        self.tokens = self.tokens or self._invitation()
        return self.tokens

    def _invitation(self) -> dict[str, str]:
        token = people.invite(
            self.cast.viewer("keeper"), family_id=self.cast.family.pk, role=Role.KEEPER, now=clock.now()
        )
        [one] = people_queries.open_invitations(self.cast.viewer("keeper"), self.cast.family.pk, now=clock.now())
        return {"token": token, "public_id": one.public_id}

    def _wait(self) -> dict[str, str]:
        """That the other keeper is one no longer, which waits; and the link in a message about it."""
        viewer, public_id = self.cast.viewer("keeper"), self.cast.other_keeper.public_id
        wait = end_keeper(viewer, public_id=public_id, now=clock.now())
        wait.tellings.filter(account=self.cast.account("other_keeper"), number=0).update(token_hash=hashed("a-token"))
        opened = host.recover(account=self.cast.account("keeper").public_id, now=clock.now())
        Wait.objects.filter(pk=opened.pk).update(state=State.DONE, ended_at=clock.now())
        opened.ways_back.create(
            token_hash=hashed("a-token"), made_at=make.NOW, expires_at=clock.now() + timedelta(days=7)
        )
        return {"public_id": wait.public_id, "token": "a-token"}

    def _entry(self, name: str) -> Entry:
        kind = EntryKind.MOMENT if "moment" in name else EntryKind.LETTER
        is_away = name.startswith(("away", "bring_back")) and "version" not in name
        more: dict[str, Any] = {"state": EntryState.PUT_AWAY, "put_away_at": make.NOW} if is_away else {}
        entry = make.make_letter(
            self.cast.person, self.cast.keeper, audience=self.audience, kind=kind, revision=2, **more
        )
        if name == "open":
            entry.audience, entry.opens_to, entry.opens_on = None, self.cast.circle(CircleKind.FAMILY), date(2040, 6, 1)
            entry.opener = self.cast.relative
            entry.save()
        entry.versions.create(
            revision=1, audience=self.audience, title="Seven", body="Before.", writer=self.cast.keeper, kept_at=make.NOW
        )
        return entry

    def _of_words(self, name: str) -> dict[str, Any]:
        """A word, and the picture that came with it."""
        if name in ("ask-to-hide", "take-wish-back"):
            return {"public_id": self._word_told(is_hidden=name == "take-wish-back").public_id}
        if name == "recording":
            return self._word_with_a_recording()
        if not name.startswith("picture"):
            return {"public_id": self._word_left().public_id}
        entry = self._word_left(Sent(self._received(), "IMG_0042.jpg", "The lake"))
        picture = entry.word.enclosure
        keepsakes.make_sizes(picture.original_id)
        return {"public_id": entry.public_id, "picture_id": picture.public_id, "name": 480, "ending": "webp"}

    def _word_with_a_recording(self) -> dict[str, Any]:
        """A word whose file counts as made ready, with the bytes that it is played as."""
        entry = self._word_left(Sent(self._received(), "IMG_0042.jpg", "The lake"))
        recording = entry.word.enclosure
        Original.objects.filter(pk=recording.original_id).update(
            media_type="audio/mpeg", duration_ms=900, play_recipe=1
        )
        path = played.path(recording.original.sha256, "m4a")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"a sound")
        return {"public_id": entry.public_id, "picture_id": recording.public_id, "ending": "m4a"}

    def _word_told(self, *, is_hidden: bool) -> Entry:
        """A word that a keeper wrote down; or one for the family, hidden because the relative asked for it."""
        audience = self.cast.circle(CircleKind.FAMILY) if is_hidden else self.audience
        text = entries.Text(body="Signe has your chin.", audience=audience.public_id if audience else "me")
        given: dict[str, Any] = {"person": self.cast.person, "now": make.NOW}
        entry = entries.keep_kind_word(self.cast.viewer("keeper"), said_by="Asha", text=text, **given)
        if is_hidden:
            entries.ask_to_hide(self.cast.viewer("relative"), entry_id=entry.public_id, **given)
        return entry

    def _word_left(self, sent: Sent = NO_PICTURE) -> Entry:
        """A kind word of the relative's, which waits for the keepers: whatever else has the audience of the trial."""
        return entries.leave_word(
            self.cast.viewer("relative"),
            person=self.cast.person,
            said=Said("Jonah had your chin."),
            window=public_id(),
            now=clock.now(),
            today=date(2026, 11, 3),
            sent=sent,
        )

    def _draft(self) -> EntryDraft:
        entry = make.make_letter(self.cast.person, self.cast.keeper, state=EntryState.DRAFT, revision=0, kept_at=None)
        return EntryDraft.objects.create(
            entry=entry,
            writer=self.cast.keeper,
            window=public_id(),
            base_revision=0,
            body="Not finished.",
            saved_at=make.NOW,
        )

    def _picture(self, name: str) -> Picture:
        if name in ("original", "rendition"):
            return self._picture_with_bytes()
        if name in ("original-moment", "play", "captions"):
            return self._picture_that_moves()
        is_away = name in ("away", "bring-back")
        more: dict[str, Any] = {"state": PictureState.PUT_AWAY, "put_away_at": make.NOW} if is_away else {}
        return make.make_picture(self.cast.person, self.cast.keeper, audience=self.audience, **more)

    def _upload(self) -> Upload:
        """A file that the keeper began to send."""
        return uploads.begin(self.cast.viewer("keeper"), person=self.cast.person, length=10, now=clock.now())

    def _picture_with_bytes(self) -> Picture:
        incoming = self._received()
        picture = keepsakes.add_picture(
            self.cast.viewer("keeper"),
            person=self.cast.person,
            incoming=incoming,
            audience_id=self.audience and self.audience.pk,
            file_name="IMG_0042.jpg",
            now=make.NOW,
        ).picture
        keepsakes.make_sizes(picture.original_id)
        return picture

    def _picture_that_moves(self) -> Picture:
        """A picture with the moment around it, ready to be played, and what is said in that."""
        more = {"media_type": "video/quicktime", "duration_ms": 3000, "play_recipe": 1, "kept_at": make.NOW}
        moment, _is_new = Original.objects.get_or_create(
            family=self.cast.family, sha256="e" * 64, defaults={"size": 4, "width": 640, "height": 480, **more}
        )
        for path in (vault.file_of(moment.sha256), played.path(moment.sha256, "mp4")):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"film")
        said = "0:01 Look at him"
        return make.make_picture(
            self.cast.person, self.cast.keeper, audience=self.audience, motion=moment, transcript=said
        )

    def _received(self) -> Incoming:
        from django.conf import settings  # noqa: PLC0415 - the folder is the test's own by now

        return given(Path(settings.YEARLIGHT_HOME), draw.saved(draw.quarters(600, 400)))


@pytest.fixture
def things(cast: Cast, tmp_path: Path, settings: Settings) -> Callable[[str], Things]:
    """``things("family")`` or ``things("own")``."""
    settings.YEARLIGHT_HOME = tmp_path / "home"
    settings.YEARLIGHT_HOME.mkdir()
    settings.YEARLIGHT_ANSWERS_ADDRESS = "yearlight+{key}@example.org"

    def make_things(whose: str) -> Things:
        return Things(cast, cast.circle(CircleKind.FAMILY) if whose == "family" else None)

    return make_things
