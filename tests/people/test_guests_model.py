"""Whatever keepers do with links and circles, and guests with their devices: who sees what is as ten lines say."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests import make
from tests.conftest import Cast
from yearlight.entries.models import Entry
from yearlight.people import actions, queries
from yearlight.people.actions import Access
from yearlight.people.audience import visible_to
from yearlight.people.models import Circle, Member
from yearlight.people.roles import CircleKind, Sees
from yearlight.people.viewer import Viewer

_PERSONS = st.integers(0, 1)
_SEES = st.sampled_from(Sees)
_DEVICES = st.integers(0, 1)
#: The keeper who made the circle, and the one who is not in it.
_KEEPERS = st.sampled_from(["keeper", "other_keeper"])


@dataclass
class Told:
    """The model: what somebody is shown, who made their link, how many they had, and by which each device came."""

    sees: Sees
    is_in_own: bool
    maker: str
    links: int = 1
    is_open: bool = True
    devices: dict[int, int] = field(default_factory=dict)

    def shown(self, device: int) -> set[str]:
        """The letters that this device shows."""
        if not self.is_open or self.devices.get(device) != self.links:
            return set()
        wide = {Sees.NOTHING: set(), Sees.FRIENDS: {"friends"}, Sees.FAMILY: {"friends", "family"}}[self.sees]
        return wide | ({"own"} if self.is_in_own and self.maker == "keeper" else set())


def test_at_every_step_each_device_shows_what_the_model_says(cast: Cast) -> None:
    own = actions.make_circle(cast.viewer("keeper"), family_id=cast.family.pk, name="Her side", now=make.NOW)
    circles: list[Circle] = [*(cast.circle(kind) for kind in CircleKind if kind is not CircleKind.OWN), own]
    letters = {make.make_letter(cast.person, cast.keeper, audience=one).pk: one.kind for one in circles}
    keepers = {who: queries.viewer_of(cast.account(who).pk) for who in ("keeper", "other_keeper")}

    class Family(RuleBasedStateMachine):
        """One family; each run begins with nobody invited."""

        @initialize()
        def begin(self) -> None:
            Member.objects.filter(account=None).delete()
            self.told: list[Told] = []
            self.ids: list[str] = []
            self.tokens: list[list[str]] = []
            self.sessions: dict[tuple[int, int], str] = {}

        @rule(by=_KEEPERS, sees=_SEES, is_in=st.booleans())
        def share(self, by: str, sees: Sees, is_in: bool) -> None:
            if len(self.told) == 2:
                return
            name = f"guest {len(self.told)}"
            token = actions.add_guest(
                keepers[by],
                family_id=cast.family.pk,
                name=name,
                relation="",
                access=_access(sees, is_in),
                now=make.NOW,
            )
            self.told.append(Told(sees, is_in and by == "keeper", by))
            self.ids.append(Member.objects.get(name=name).public_id)
            self.tokens.append([token])
            self.open_a_link(len(self.told) - 1, 0, 0)

        @precondition(lambda self: self.told)
        @rule(who=_PERSONS, device=_DEVICES, nth=st.integers(0, 3))
        def open_a_link(self, who: int, device: int, nth: int) -> None:
            """The newest one, or one from before. Whoever is given a link opens it at once on their first device."""
            who %= len(self.told)
            nth %= len(self.tokens[who])
            door = queries.door(self.tokens[who][nth], now=make.NOW)
            is_newest = nth == len(self.tokens[who]) - 1
            assert (door is not None) == (is_newest and self.told[who].is_open)
            if door is not None:
                self.sessions[who, device] = door.link_id
                self.told[who].devices[device] = self.told[who].links

        @precondition(lambda self: self.told)
        @rule(by=_KEEPERS, who=_PERSONS)
        def close(self, by: str, who: int) -> None:
            who %= len(self.told)
            actions.close_link(keepers[by], public_id=self.ids[who], now=make.NOW)
            self.told[who].is_open = False

        @precondition(lambda self: self.told)
        @rule(by=_KEEPERS, who=_PERSONS)
        def renew(self, by: str, who: int) -> None:
            who %= len(self.told)
            self.tokens[who].append(actions.make_link(keepers[by], public_id=self.ids[who], now=make.NOW))
            self.told[who].links += 1
            self.told[who].is_open, self.told[who].maker = True, by
            self.open_a_link(who, 0, len(self.tokens[who]) - 1)

        @precondition(lambda self: self.told)
        @rule(by=_KEEPERS, who=_PERSONS, sees=_SEES, is_in=st.booleans())
        def move(self, by: str, who: int, sees: Sees, is_in: bool) -> None:
            """A keeper who is not in the circle puts nobody in and takes nobody out, whatever they ask for."""
            who %= len(self.told)
            access = _access(sees, is_in)
            actions.change_member(keepers[by], public_id=self.ids[who], relation="", access=access, now=make.NOW)
            self.told[who].sees = sees
            if by == "keeper":
                self.told[who].is_in_own = is_in

        @precondition(lambda self: self.told)
        @rule(who=_PERSONS, device=_DEVICES)
        def leave(self, who: int, device: int) -> None:
            who %= len(self.told)
            self.sessions.pop((who, device), None)
            self.told[who].devices.pop(device, None)

        @invariant()
        def each_device_shows_what_it_shall(self) -> None:
            for who, told in enumerate(getattr(self, "told", ())):
                for device in (0, 1):
                    viewer = queries.guest_of(self.sessions.get((who, device), ""), now=make.NOW)
                    assert _letters(viewer, letters) == told.shown(device)

    def _access(sees: Sees, is_in: bool) -> Access:
        return Access(sees, frozenset({own.public_id} if is_in else ()))

    quick = settings(max_examples=30, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Family, settings=quick)


def _letters(viewer: Viewer, letters: dict[int, str]) -> set[str]:
    return {letters[pk] for pk in Entry.objects.filter(visible_to(viewer)).values_list("pk", flat=True)}
