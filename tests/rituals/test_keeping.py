"""Rituals and their acts as they are kept: begun once, seen by few, changed without anything being dropped, put away."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.conftest import Cast
from tests.rituals.conftest import begin, note
from yearlight.core.ids import public_id
from yearlight.entries import actions as entries
from yearlight.entries.models import Entry, EntryState
from yearlight.memorials import actions as memorials
from yearlight.memorials import queries as memorial_queries
from yearlight.memorials.actions import erasing
from yearlight.people.roles import CircleKind, Role
from yearlight.rituals import actions, queries
from yearlight.rituals.facts import Facts, OwnField, OwnValue, fields_from_row, fields_to_row
from yearlight.rituals.kinds import Chapter, FieldKind, Kind
from yearlight.rituals.models import Act, Ritual
from yearlight.rituals.shown import RitualView


def _seen(cast: Cast, who: str = "keeper") -> RitualView:
    [one] = queries.rituals(cast.viewer(who), cast.person)
    return one


# --- begun, and noted


def test_a_second_press_finds_the_ritual_begun(cast: Cast) -> None:
    given = {
        "persons": [cast.person],
        "kind": Kind.WALK,
        "said": actions.Said("The walk"),
        "key": public_id(),
        "now": make.NOW,
    }
    assert actions.begin(cast.viewer("keeper"), **given) == actions.begin(cast.viewer("keeper"), **given)


def test_somebody_elses_key_makes_a_ritual_of_its_own(cast: Cast) -> None:
    first = begin(cast)
    said = actions.Said("The walk")
    other = actions.begin(
        cast.viewer("other_keeper"), persons=[cast.person], kind=Kind.WALK, said=said, key=first.public_id, now=make.NOW
    )
    assert other.public_id != first.public_id


def test_a_second_press_finds_the_year_noted(cast: Cast) -> None:
    ritual, window = begin(cast), public_id()
    assert note(cast, ritual, 2025, "First frost", window=window) == note(
        cast, ritual, 2025, "First frost", window=window
    )
    assert len(_seen(cast).acts) == 1


def test_that_it_was_done_needs_no_word(cast: Cast) -> None:
    note(cast, begin(cast, Kind.WALK), 2024)
    assert [act.year for act in _seen(cast).acts] == [2024]


def test_several_acts_of_one_year_stand_beside_each_other(cast: Cast) -> None:
    ritual = begin(cast)
    note(cast, ritual, 2019, on="2019-10-27")
    note(cast, ritual, 2019, on="2019-03-21", chapter=Chapter.PLANTED)
    assert [act.chapter for act in _seen(cast).acts] == [Chapter.YEAR, Chapter.PLANTED]


def test_relatives_and_strangers_begin_nothing_and_note_nothing(cast: Cast) -> None:
    ritual = begin(cast)
    for who in ("relative", "stranger"):
        with pytest.raises(actions.NotThere):
            begin(cast, who=who)
        with pytest.raises(actions.NotThere):
            note(cast, ritual, 2025, who=who)
    assert note(cast, ritual, 2025, who="other_keeper").state == EntryState.KEPT


def test_a_ritual_that_one_does_not_see_takes_nothing(cast: Cast) -> None:
    ritual = begin(cast, audience="me")
    with pytest.raises(actions.NotThere):
        note(cast, ritual, 2025, who="other_keeper")


# --- who sees it


def test_an_act_of_ones_own_is_seen_by_nobody_else(cast: Cast) -> None:
    ritual = begin(cast)
    note(cast, ritual, 2024, "For all")
    note(cast, ritual, 2025, "For me", audience="me")
    assert [act.what for act in _seen(cast).acts] == ["For me", "For all"]
    assert [act.what for act in _seen(cast, "other_keeper").acts] == ["For all"]
    assert [act.what for act in _seen(cast, "relative").acts] == ["For all"]


def test_what_a_gift_cost_is_the_familys_alone(cast: Cast) -> None:
    friends = cast.circle(CircleKind.FRIENDS).public_id
    cast.person.audience = cast.circle(CircleKind.FRIENDS)
    cast.person.save()
    ritual = begin(cast, Kind.GIFT, audience=friends)
    note(cast, ritual, 2025, "A ball", audience=friends, facts=Facts(cost="12"))
    friend = make.make_viewer(make.make_member(cast.family, Role.FRIEND))
    [seen] = queries.rituals(friend, cast.person)
    assert (seen.acts[0].cost, _seen(cast, "relative").acts[0].cost) == ("", "12")


def test_where_it_stands_is_the_keepers_alone(cast: Cast) -> None:
    begin(cast, stands_at="By the gate")
    assert _seen(cast, "other_keeper").stands_at == "By the gate"
    assert _seen(cast, "relative").stands_at == ""


# --- several persons


def test_twins_share_one_ritual_and_each_act_at_whichever_place(cast: Cast) -> None:
    twin = make.make_person(cast.family, "Noah", audience=cast.circle(CircleKind.FAMILY))
    ritual = begin(cast, persons=[cast.person, twin])
    note(cast, ritual, 2024, person=cast.person)
    note(cast, ritual, 2025, person=twin)
    for person in (cast.person, twin):
        [seen] = queries.rituals(cast.viewer("relative"), person)
        assert [act.year for act in seen.acts] == [2025, 2024]
        assert seen.persons == ("Jonah", "Noah")


def test_at_a_place_that_is_not_shown_nothing_shared_is_shown_either(cast: Cast) -> None:
    twin = make.make_person(cast.family, "Noah")
    ritual = begin(cast, persons=[cast.person, twin])
    note(cast, ritual, 2024, person=cast.person)
    note(cast, ritual, 2025, person=twin)
    seen = _seen(cast, "relative")
    assert ([act.year for act in seen.acts], seen.persons) == ([2024], ("Jonah",))


def test_changing_a_shared_ritual_keeps_those_whose_place_one_does_not_see(cast: Cast) -> None:
    own = cast.family.circles.create(kind=CircleKind.OWN, name="Hers")
    cast.keeper.memberships.create(circle=own)
    twin = make.make_person(cast.family, "Noah", audience=own)
    ritual = begin(cast, persons=[cast.person, twin])
    actions.change(
        cast.viewer("other_keeper"),
        person=cast.person,
        ritual_id=ritual.public_id,
        persons=[cast.person],
        said=actions.Said("The tree"),
        now=make.NOW,
    )
    assert set(ritual.persons.all()) == {cast.person, twin}


def test_persons_of_two_families_share_nothing(cast: Cast) -> None:
    theirs = make.make_person(cast.stranger.family)
    with pytest.raises(actions.NotThere):
        begin(cast, persons=[cast.person, theirs])


# --- changed


def test_the_text_and_the_facts_before_stay_readable(cast: Cast) -> None:
    ritual = begin(cast, Kind.GIFT)
    act = note(cast, ritual, 2024, "A ball", facts=Facts(for_whom="The ward"))
    note(
        cast,
        ritual,
        2025,
        "A red ball",
        facts=Facts(for_whom="The library"),
        act_id=act.public_id,
        base=1,
        who="other_keeper",
    )
    entry = _seen(cast).acts[0].entry
    [version] = [one.title for one in act.versions.all()]
    [before] = queries.earlier(cast.viewer("keeper"), entry)
    assert (version, before.year, before.facts.for_whom) == ("A ball", 2024, "The ward")
    assert before.changed_by == cast.other_keeper.name
    assert queries.earlier(cast.viewer("relative"), _seen(cast, "relative").acts[0].entry) == ()


def test_two_who_change_an_act_at_the_same_moment_drop_nothing(cast: Cast) -> None:
    ritual = begin(cast, Kind.GIFT)
    act = note(cast, ritual, 2025, "A ball", facts=Facts(for_whom="The ward"))
    note(cast, ritual, 2025, "A red ball", act_id=act.public_id, base=1)
    with pytest.raises(actions.Conflict) as conflict:
        note(cast, ritual, 2025, "A blue ball", act_id=act.public_id, base=1, who="other_keeper")
    assert conflict.value.draft.title == "A blue ball"
    conflict.value.draft.refresh_from_db()
    assert _seen(cast).acts[0].what == "A red ball"


def test_another_keeper_changes_the_words_and_not_who_sees_them(cast: Cast) -> None:
    ritual = begin(cast)
    keepers = cast.circle(CircleKind.KEEPERS).public_id
    act = note(cast, ritual, 2025, "Frost", audience=keepers)
    note(cast, ritual, 2025, "First frost", act_id=act.public_id, base=1, who="other_keeper")
    act.refresh_from_db()
    assert (act.title, act.audience) == ("First frost", cast.circle(CircleKind.KEEPERS))


def test_what_was_answered_outlives_the_field_that_asked(cast: Cast) -> None:
    value = OwnValue("22222222bbbbbbbb", "How far", FieldKind.NUMBER, "7")
    ritual = begin(cast, Kind.WALK, fields=(OwnField("22222222bbbbbbbb", "How far", FieldKind.NUMBER),))
    note(cast, ritual, 2025, facts=Facts(own=(value,)))
    said = actions.Said("The walk", audience=cast.circle(CircleKind.FAMILY).public_id)
    actions.change(
        cast.viewer("keeper"),
        person=cast.person,
        ritual_id=ritual.public_id,
        persons=[cast.person],
        said=said,
        now=make.NOW,
    )
    assert (_seen(cast).fields, _seen(cast).acts[0].facts.own) == ((), (value,))


def test_facts_and_fields_come_back_from_their_rows() -> None:
    facts = Facts("The ward", "Ada", "12", "7", (OwnValue("k", "How far", FieldKind.NUMBER, "7"),))
    fields = (OwnField("k", "How far", FieldKind.NUMBER),)
    assert (Facts.from_row(facts.to_row()), Facts().to_row()) == (facts, {})
    assert fields_from_row(fields_to_row(fields)) == fields


# --- ages


def _gift(cast: Cast, kind: str = "born") -> Ritual:
    day = make.make_date(cast.person, kind, date(2018, 11, 14))
    return begin(cast, Kind.GIFT, age_from=day.public_id)


def test_the_age_is_reckoned_for_each_year_and_corrected_or_left_out_where_the_family_wants(cast: Cast) -> None:
    ritual = _gift(cast)
    note(cast, ritual, 2025, on="2025-12-24")
    note(cast, ritual, 2024, on="2024-12-24", facts=Facts(age="5"))
    note(cast, ritual, 2023, on="2023-12-24", facts=Facts(age="none"))
    note(cast, ritual, 2018, on="2018-11-14")
    note(cast, ritual, 2020, on="2020-06-01")
    note(cast, ritual, 2019, on="2019-03-14")
    assert [act.age for act in _seen(cast).acts] == ["seven", "five", "", "one", "4 months", ""]


@pytest.mark.parametrize("kind", ["died", "funeral", "remembered", "own", "found"])
def test_no_age_is_counted_from_another_date_than_a_birth_or_a_due_date(cast: Cast, kind: str) -> None:
    note(cast, _gift(cast, kind), 2025)
    assert (_seen(cast).tells_age, _seen(cast).acts[0].age) == (False, "")


def test_no_age_is_told_any_more_from_a_date_that_was_put_away_or_is_not_certain(cast: Cast) -> None:
    note(cast, _gift(cast), 2025)
    born = cast.person.dates.get(kind="born")
    for changed in ({"put_away_at": make.NOW}, {"put_away_at": None, "happened_on": "2018-11~"}):
        cast.person.dates.filter(pk=born.pk).update(**changed)
        assert _seen(cast).acts[0].age == ""


def test_without_a_date_that_was_chosen_no_age_is_told(cast: Cast) -> None:
    make.make_date(cast.person, "born", date(2018, 11, 14))
    note(cast, begin(cast, Kind.GIFT), 2025)
    assert _seen(cast).acts[0].age == ""


# --- its day


def test_a_ritual_hangs_on_a_day_of_the_persons_and_on_no_other(cast: Cast) -> None:
    died = cast.person.dates.get(kind="died")
    begin(cast, day=f"{died.public_id}.civil-yearly")
    assert _seen(cast).day is not None
    begin(cast, Kind.WALK, day="zzzzzzzzzzzzzzzz.civil-yearly")
    assert Ritual.objects.get(kind="walk").day == ""


def test_when_the_day_is_put_away_the_ritual_is_there_without_it_and_gets_it_back(cast: Cast) -> None:
    [series] = memorial_queries.series(cast.viewer("keeper"), [cast.person])
    begin(cast, day=f"{series.date and series.date.public_id}.civil-yearly")
    kept = memorials.keep_custom(
        cast.viewer("keeper"), cast.person, date=series.date, custom="none", options={}, now=make.NOW
    )
    assert _seen(cast).day is None
    memorials.take_away_custom(cast.viewer("keeper"), kept, now=make.NOW)
    kept.delete()
    assert _seen(cast).day is not None


# --- ended, put away, removed


def test_a_ritual_that_ended_stays_readable_and_can_be_taken_up_again(cast: Cast) -> None:
    ritual = begin(cast)
    given = {"person": cast.person, "ritual_id": ritual.public_id, "now": make.NOW}
    actions.end(cast.viewer("other_keeper"), **given, ended_on="2026", words="")
    assert (_seen(cast).is_ended, _seen(cast).ended_date_words) == (True, "2026")
    actions.take_up_again(cast.viewer("keeper"), **given)
    assert not _seen(cast).is_ended


def test_a_ritual_without_years_is_put_away_and_either_keeper_brings_it_back(cast: Cast) -> None:
    given = {"person": cast.person, "ritual_id": begin(cast).public_id, "now": make.NOW}
    actions.put_away(cast.viewer("keeper"), **given)
    assert queries.rituals(cast.viewer("keeper"), cast.person) == ()
    assert actions.sweep(now=make.NOW + timedelta(days=29)) == 0
    actions.bring_back(cast.viewer("other_keeper"), **given)
    assert _seen(cast).name == "The rowan"


def test_after_thirty_days_a_ritual_that_was_put_away_is_removed(cast: Cast) -> None:
    given = {"person": cast.person, "ritual_id": begin(cast).public_id}
    actions.put_away(cast.viewer("keeper"), **given, now=make.NOW)
    with pytest.raises(actions.NotThere):
        actions.bring_back(cast.viewer("keeper"), **given, now=make.NOW + timedelta(days=30))
    assert actions.sweep(now=make.NOW + timedelta(days=30)) == 1
    assert not Ritual.objects.exists()


@pytest.mark.parametrize("audience", ["me", None])
def test_nobody_puts_away_with_a_ritual_what_another_wrote(cast: Cast, audience: str | None) -> None:
    """Also where they do not see it: it may be the other's alone."""
    ritual = begin(cast)
    note(cast, ritual, 2025, who="other_keeper", audience=audience)
    with pytest.raises(actions.HoldsYears):
        actions.put_away(cast.viewer("keeper"), person=cast.person, ritual_id=ritual.public_id, now=make.NOW)


def test_an_act_is_put_away_by_its_writer_and_brought_back_with_its_facts(cast: Cast) -> None:
    ritual = begin(cast, Kind.GIFT)
    act = note(cast, ritual, 2025, "A ball", facts=Facts(for_whom="The ward"))
    given = {"person": cast.person, "entry_id": act.public_id, "now": make.NOW}
    with pytest.raises(entries.NotThere):
        entries.put_away(cast.viewer("other_keeper"), **given)
    entries.put_away(cast.viewer("keeper"), **given)
    assert _seen(cast).acts == ()
    entries.bring_back(cast.viewer("keeper"), **given)
    assert _seen(cast).acts[0].facts.for_whom == "The ward"


def test_with_a_place_goes_what_was_done_for_it_and_a_shared_ritual_stays_with_the_others(cast: Cast) -> None:
    twin = make.make_person(cast.family, "Noah")
    shared, alone = begin(cast, persons=[cast.person, twin]), begin(cast, Kind.WALK)
    note(cast, shared, 2024, person=cast.person)
    note(cast, shared, 2025, person=twin)
    note(cast, alone, 2025)
    erasing.erase(public_id=cast.person.public_id, family_id=cast.family.pk, now=make.NOW)
    assert actions.sweep(now=make.NOW) == 1
    assert list(Ritual.objects.all()) == [shared]
    assert list(Act.objects.values_list("year", flat=True)) == [2025]
    assert Entry.objects.count() == 1


def test_with_an_account_goes_what_it_alone_saw(cast: Cast) -> None:
    begin(cast, audience="me")
    kept = begin(cast, Kind.WALK)
    actions.erase_own([cast.keeper.pk])
    assert list(Ritual.objects.all()) == [kept]
