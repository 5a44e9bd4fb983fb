"""Finding: by words of any script, never across the gate, and in step with what is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from yearlight.core import search
from yearlight.entries.models import Entry, EntryState, EntryTerms
from yearlight.keepsakes.models import Original, Picture
from yearlight.people.roles import CircleKind


def _letter(cast: Cast, body: str, circle: CircleKind | None = CircleKind.FAMILY, **more: object) -> Entry:
    audience = cast.circle(circle) if circle else None
    return make.make_letter(cast.person, cast.keeper, body=body, audience=audience, **more)


def _found(cast: Cast, query: str, who: str = "keeper") -> str:
    answer = cast.client(who).get("/find/", {"q": query})
    assert answer.status_code == 200
    return answer.content.decode()


_NOTHING = "Nothing you can see here holds all of these words."


def test_a_letter_is_found_by_its_words_and_shows_where_they_stand(cast: Cast) -> None:
    letter = _letter(cast, "The lake was *still* frozen, and it snowed on the rowan.")
    page = _found(cast, "rowan snow")
    assert f"/letters/{letter.public_id}/" in page
    assert "it <mark>snowed</mark> on the <mark>rowan</mark>." in page
    assert _NOTHING in _found(cast, "rowan rain")


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("keeper", {"family", "keepers", "own"}),
        ("other_keeper", {"family", "keepers"}),
        ("relative", {"family"}),
        ("guest_reading", {"family"}),
        ("guest_writing", set()),
        ("stranger", set()),
    ],
)
def test_everyone_finds_what_they_see(cast: Cast, who: str, sees: set[str]) -> None:
    letters = {
        "family": _letter(cast, "The key, for the family."),
        "keepers": _letter(cast, "The key, for the keepers.", CircleKind.KEEPERS),
        "own": _letter(cast, "The key, for Mara.", None),
    }
    page = _found(cast, "key", who)
    assert {name for name, one in letters.items() if one.public_id in page} == sees


def test_what_is_not_kept_is_not_found(cast: Cast) -> None:
    for state in (EntryState.DRAFT, EntryState.PUT_AWAY, EntryState.WAITING):
        _letter(cast, "The key", None, state=state)
    assert _NOTHING in _found(cast, "key")


def test_a_changed_text_is_found_by_its_new_words_alone(cast: Cast) -> None:
    letter = _letter(cast, "The key")
    letter.body = "The door"
    letter.save()
    assert _NOTHING in _found(cast, "key")
    assert letter.public_id in _found(cast, "door")
    letter.delete()
    assert not EntryTerms.objects.exists()
    assert list(search.matching(EntryTerms, [cast.family.pk], "door", most=10)) == []


def test_a_save_that_changes_no_text_leaves_the_index_alone(cast: Cast) -> None:
    letter = _letter(cast, "The key")
    with CaptureQueriesContext(connection) as asked:
        letter.save(update_fields=["is_chosen"])
    assert len(asked) == 1


def test_what_was_put_in_without_the_index_is_taken_up_later(cast: Cast) -> None:
    letter = _letter(cast, "The key")
    EntryTerms.objects.all().delete()
    assert _NOTHING in _found(cast, "key")
    assert search.index_missing(Entry) == 1
    assert search.index_missing(Entry) == 0
    assert letter.public_id in _found(cast, "key")
    EntryTerms.objects.update(recipe=0, terms="")
    assert search.index_missing(Entry) == 1
    assert letter.public_id in _found(cast, "key")


def test_a_picture_is_found_and_one_that_is_shut_away_is_not_shown(cast: Cast) -> None:
    original = Original.objects.create(
        family=cast.family, sha256="0" * 64, size=1, media_type="image/jpeg", width=1600, height=1067,
        kept_at=make.NOW, recipe=1,
    )  # fmt: skip
    common = {
        "family": cast.family, "person": cast.person, "original": original, "writer": cast.keeper,
        "audience": cast.circle(CircleKind.FAMILY), "added_at": make.NOW,
    }  # fmt: skip
    shown = Picture.objects.create(caption="The rowan in autumn", **common)
    shut = Picture.objects.create(caption="Rowan", note_before="From the hospital", is_shut_away=True, **common)
    page = _found(cast, "rowan")
    assert f"/photos/{shown.public_id}/1" in page or f"{shown.public_id}/" in page
    assert "From the hospital" in page
    assert f'src="/p/{cast.person.public_id}/photos/{shut.public_id}' not in page


def test_a_family_never_meets_the_terms_of_another(cast: Cast) -> None:
    letter = _letter(cast, "The key")
    assert {pk for pks in search.matching(EntryTerms, [cast.family.pk], "key", most=10) for pk in pks} == {letter.pk}
    assert list(search.matching(EntryTerms, [cast.stranger.family_id], "key", most=10)) == []


@pytest.mark.parametrize("query", ['"', "key OR door", "NOT", "key*", "^key", "a:b", "(", "key AND", "'; drop", "\0"])
def test_nothing_that_is_asked_for_is_a_sign_to_the_database(cast: Cast, query: str) -> None:
    _letter(cast, "Nothing of that")
    assert _NOTHING in _found(cast, query) or "required" in _found(cast, query)


def test_a_search_asks_no_more_often_for_many_than_for_few(cast: Cast) -> None:
    client = cast.client("keeper")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/find/", {"q": "snow"})
        return len(queries)

    _letter(cast, "It snowed.")
    client.get("/find/")
    few = asked()
    for number in range(80):
        _letter(cast, f"Snow, the {number}th.")
    assert asked() <= few


def test_the_newest_are_shown_where_there_are_more(cast: Cast) -> None:
    first = _letter(cast, "Snow, the first.")
    for _number in range(60):
        last = _letter(cast, "Snow again.")
    page = _found(cast, "snow")
    assert "There may be more" in page
    assert last.public_id in page
    assert first.public_id not in page


def test_a_place_is_found_by_its_name(cast: Cast) -> None:
    assert f'<li><a href="/p/{cast.person.public_id}/"><bdi>Jonah</bdi></a></li>' in _found(cast, "jon")
