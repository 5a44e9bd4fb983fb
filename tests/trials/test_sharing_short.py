"""The trial of sharing in short, and that it would find a wrong rule."""

import pytest
from django.test import override_settings
from trials.circles.living import live
from trials.circles.rule import Place, Somebody, Thing, World
from trials.circles.wrong import WRONG

_NOBODY_IS_REFUSED = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.mark.trial
@pytest.mark.django_db
@override_settings(CACHES=_NOBODY_IS_REFUSED)
def test_a_short_life_shows_what_the_rule_says() -> None:
    told = live(120, seed=5, pages_each=2, a_life=40, at_once=6)
    assert told["differs"] == ""
    assert told["allowed"] > 0
    assert told["refused"] > 0


@pytest.mark.trial
@pytest.mark.django_db
@override_settings(CACHES=_NOBODY_IS_REFUSED)
@pytest.mark.parametrize("wrong", sorted(WRONG))
def test_a_wrong_rule_is_found(wrong: str) -> None:
    told = live(3000, seed=5, pages_each=2, wrong=wrong, a_life=60, at_once=10)
    assert told["differs"], told


def test_the_rule_is_what_the_page_says() -> None:
    """By hand: a circle, its writer alone, a closed place, a link that is closed, and a link of one who is not in the circle."""
    world = World()
    world.people["mara"] = Somebody("here", is_keeper=True, circles={"family", "hers"})
    world.people["peter"] = Somebody("here", is_keeper=True, circles={"family"})
    world.people["ann"] = Somebody("here", is_guest=True, circles={"family", "hers"}, link_by="peter")
    world.places["Jonah"] = Place("here", "family")
    shared = Thing("letter", "Jonah", "mara", "", "family")
    hers, own = Thing("letter", "Jonah", "mara", "", "hers"), Thing("letter", "Jonah", "mara", "")

    def seen(who: str) -> list[bool]:
        return [world.sees(who, one) for one in (shared, hers, own)]

    assert seen("mara") == [True, True, True]
    assert seen("peter") == [True, False, False]
    assert seen("ann") == [True, False, False]
    world.people["ann"].link_by = "mara"
    assert seen("ann") == [True, True, False]
    world.places["Jonah"].is_closed = True
    assert seen("mara") == [True, True, True]
    assert seen("ann") == [False, False, False]
    world.places["Jonah"].is_closed = False
    world.people["ann"].link_by = None
    assert seen("ann") == [False, False, False]
    shared.is_there = False
    assert seen("mara") == [False, True, True]
