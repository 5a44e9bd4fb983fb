"""The one rule of who sees what, the table of roles, and the choices of an audience."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.conftest import Cast
from yearlight.entries.models import Entry
from yearlight.people import actions, queries
from yearlight.people.audience import visible_to
from yearlight.people.choices import audience_choices, audience_from, audience_value, last_audience
from yearlight.people.roles import CIRCLES, MAY, CircleKind, Deed, Role, may
from yearlight.people.viewer import STRANGER, Seat, Viewer

_WHO = ("keeper", "other_keeper", "relative", "stranger")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.sampled_from([*CircleKind, None]), st.sampled_from([*_WHO, None])), max_size=6),
    seats=st.lists(st.tuples(st.sampled_from(_WHO), st.sets(st.sampled_from(list(CircleKind)))), max_size=3),
)
def test_the_filter_and_the_rule_say_the_same_of_every_row(
    cast: Cast, rows: list[tuple[CircleKind | None, str | None]], seats: list[tuple[str, set[CircleKind]]]
) -> None:
    """Also for writers who left, circles one was taken out of, and rows that nobody wrote."""
    own = cast.family.circles.get_or_create(kind=CircleKind.OWN, defaults={"name": "Grandparents"})[0]
    circles = {kind: own if kind is CircleKind.OWN else cast.circle(kind) for kind in CircleKind}
    written = [
        make.make_letter(
            cast.person,
            getattr(cast, writer) if writer else None,
            audience=circles[kind] if kind else None,
        )
        for kind, writer in rows
    ]
    viewer = Viewer(
        account_id=1,
        seats=tuple(
            Seat(cast.family.pk, getattr(cast, who).pk, Role.KEEPER, frozenset(circles[kind].pk for kind in kinds))
            for who, kinds in seats
        ),
    )
    try:
        found = set(Entry.objects.filter(visible_to(viewer)).values_list("pk", flat=True))
        assert found == {one.pk for one in written if viewer.sees(audience_id=one.audience_id, writer_id=one.writer_id)}
    finally:
        Entry.objects.all().delete()


def test_stranger_sees_and_may_nothing(cast: Cast) -> None:
    make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.FRIENDS))
    assert not Entry.objects.filter(visible_to(STRANGER)).exists()
    assert not any(STRANGER.may(deed, cast.family.pk) for deed in Deed)
    assert not any(may(None, deed) for deed in Deed)


def test_roles_are_as_the_table_says() -> None:
    assert set(MAY) == set(CIRCLES) == set(Role)
    assert MAY[Role.KEEPER] == set(Deed)
    for role in (Role.RELATIVE, Role.FRIEND):
        assert MAY[role] == {Deed.SEE_PLACE, Deed.LEAVE_WORD}
    assert set(CIRCLES[Role.FRIEND]) < set(CIRCLES[Role.RELATIVE]) < set(CIRCLES[Role.KEEPER])


@pytest.mark.parametrize("who", _WHO)
def test_viewer_of_an_account_is_who_it_is(cast: Cast, who: str) -> None:
    assert queries.viewer_of(cast.account(who).pk) == cast.viewer(who)


def test_someone_who_left_is_a_stranger(cast: Cast) -> None:
    cast.other_keeper.left_at = make.NOW
    cast.other_keeper.save()
    assert queries.viewer_of(cast.account("other_keeper").pk).seats == ()


def test_choices_go_from_narrow_to_wide_in_the_readers_words(cast: Cast) -> None:
    words = [words for _value, words in audience_choices(cast.viewer("keeper"), cast.family.pk)]
    assert words == ["Only you", "Peter and you", "The family", "Everyone invited"]
    assert [words for _value, words in audience_choices(cast.viewer("stranger"), cast.family.pk)] == ["Only you"]


def test_chosen_audience_comes_back_as_chosen(cast: Cast) -> None:
    viewer = cast.viewer("keeper")
    for value, _words in audience_choices(viewer, cast.family.pk):
        assert audience_value(viewer, cast.family.pk, audience_from(viewer, cast.family.pk, value)) == value


def test_circle_that_is_not_the_viewers_means_the_viewer_alone(cast: Cast) -> None:
    keepers = cast.circle(CircleKind.KEEPERS).public_id
    assert audience_from(cast.viewer("relative"), cast.family.pk, keepers) is None
    assert audience_from(cast.viewer("stranger"), cast.family.pk, keepers) is None
    assert audience_from(cast.viewer("keeper"), cast.family.pk, "zzzzzzzzzzzzzzzz") is None


def test_last_audience_is_remembered_and_begins_with_only_you(cast: Cast) -> None:
    viewer, family = cast.viewer("keeper"), cast.circle(CircleKind.FAMILY)
    assert last_audience(viewer, cast.family.pk) == "me"
    actions.remember_audience(viewer, cast.family.pk, family.pk)
    assert last_audience(viewer, cast.family.pk) == family.public_id
    assert last_audience(cast.viewer("other_keeper"), cast.family.pk) == "me"
    actions.remember_audience(viewer, cast.family.pk, None)
    assert last_audience(viewer, cast.family.pk) == "me"
