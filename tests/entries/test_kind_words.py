"""Kind words: left, changed, withdrawn by their writer; read first and decided of by the keepers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from tests import make
from tests.conftest import Cast
from yearlight.core.ids import public_id
from yearlight.entries import actions
from yearlight.entries import queries as entries
from yearlight.entries.actions import Read
from yearlight.entries.models import Entry, EntryState, Thanks
from yearlight.entries.queries import words as queries
from yearlight.entries.texts import LONGEST_WORD, Said
from yearlight.memorials.actions import set_closed
from yearlight.people.models import Member
from yearlight.people.roles import CircleKind, Role

TODAY = date(2026, 11, 3)


@dataclass
class Words:
    """What the cast can do with kind words, and what each of them sees."""

    cast: Cast

    def leave(
        self, body: str = "Jonah had your chin.", *, who: str = "relative", window: str = "", **said: Any
    ) -> Entry:
        return actions.leave_word(
            self.cast.viewer(who),
            person=self.cast.person,
            said=Said(body, **said),
            window=window or public_id(),
            now=make.NOW,
            today=TODAY,
        )

    def change(self, entry: Entry, body: str, **said: Any) -> Entry:
        return actions.change_word(
            self.cast.viewer("relative"),
            person=self.cast.person,
            entry_id=entry.public_id,
            said=Said(body, **said),
            now=make.NOW,
        )

    def read(self, entry: Entry) -> Read:
        entry.refresh_from_db()
        return Read(self.cast.person, entry.public_id, entry.revision)

    def put_on_page(self, entry: Entry, kind: CircleKind = CircleKind.FAMILY, *, who: str = "keeper") -> Entry:
        circle_id = self.cast.circle(kind).pk
        return actions.put_on_page(self.cast.viewer(who), read=self.read(entry), circle_id=circle_id, now=make.NOW)

    def on_page(self, who: str) -> set[str]:
        told = queries.words(self.cast.viewer(who), self.cast.person)
        rest = [word for group in told.rest for word in group.words]
        return {word.body for word in (*told.chosen, *rest)}

    def waiting(self, who: str = "keeper") -> str:
        found = queries.next_to_read(self.cast.viewer(who), self.cast.person)
        return found.text.body if found else ""

    def own(self, who: str = "relative") -> list[str]:
        return [word.body for word in queries.own_words(self.cast.viewer(who), self.cast.person, now=make.NOW)]


@pytest.fixture
def words(cast: Cast) -> Words:
    return Words(cast)


def test_a_word_waits_for_the_keepers_and_nobody_else_sees_it(words: Words) -> None:
    words.leave()
    assert words.waiting() == words.waiting("other_keeper") == "Jonah had your chin."
    assert words.on_page("keeper") == words.on_page("relative") == set()
    assert words.own() == ["Jonah had your chin."]


def test_a_word_on_the_page_is_seen_by_its_circle(words: Words) -> None:
    entry = words.leave()
    words.put_on_page(entry)
    assert words.on_page("relative") == words.on_page("other_keeper") == {"Jonah had your chin."}
    assert not words.waiting()


def test_a_word_kept_between_the_keepers_is_seen_by_both_and_nobody_else(words: Words) -> None:
    entry = words.leave()
    actions.keep_between_us(words.cast.viewer("keeper"), read=words.read(entry), now=make.NOW)
    assert words.on_page("other_keeper") == {"Jonah had your chin."}
    assert words.on_page("relative") == set()


def test_what_keepers_put_away_is_never_removed_by_time(words: Words) -> None:
    entry = words.leave()
    actions.put_word_away(words.cast.viewer("keeper"), read=words.read(entry), now=make.NOW)
    actions.sweep(now=make.NOW + timedelta(days=4000))
    [line] = queries.out_of_sight(words.cast.viewer("other_keeper"), words.cast.person)
    assert line.label == "Jonah had your chin."
    assert words.on_page("keeper") == set()


@pytest.mark.parametrize("decision", [actions.keep_between_us, actions.put_word_away, None])
def test_a_writer_is_shown_the_same_whatever_was_decided(decision: Any, words: Words) -> None:
    entry = words.leave(by="Ilse")
    viewer = words.cast.viewer("relative")
    before = queries.own_words(viewer, words.cast.person, now=make.NOW)
    if decision:
        decision(words.cast.viewer("keeper"), read=words.read(entry), now=make.NOW)
    else:
        words.put_on_page(entry, CircleKind.FRIENDS)
    assert queries.own_words(viewer, words.cast.person, now=make.NOW) == before


def test_a_second_press_makes_no_second_word(words: Words) -> None:
    first, second = words.leave(window="w1"), words.leave(window="w1")
    assert first.pk == second.pk
    assert words.own() == ["Jonah had your chin."]


def test_a_change_before_anybody_decided_takes_the_texts_place(words: Words) -> None:
    entry = words.leave()
    words.change(entry, "Jonah had his mother’s chin.")
    assert words.waiting() == "Jonah had his mother’s chin."
    assert list(entry.versions.values_list("body", flat=True)) == ["Jonah had your chin."]


def test_the_text_on_the_page_stays_until_the_new_one_was_read(words: Words) -> None:
    entry = words.leave()
    words.put_on_page(entry)
    words.change(entry, "Jonah had his mother’s chin.")
    assert words.on_page("relative") == {"Jonah had your chin."}
    assert words.waiting() == "Jonah had his mother’s chin."
    words.put_on_page(entry)
    assert words.on_page("relative") == {"Jonah had his mother’s chin."}


def test_a_changed_name_is_read_first_like_a_text(words: Words) -> None:
    entry = words.leave(by="Ilse")
    words.put_on_page(entry)
    words.change(entry, "Jonah had your chin.", by="Something that nobody has read")

    def shown() -> str:
        return repr(queries.words(words.cast.viewer("relative"), words.cast.person))

    assert "Something that nobody has read" not in shown()
    [own] = queries.own_words(words.cast.viewer("relative"), words.cast.person, now=make.NOW)
    found = queries.next_to_read(words.cast.viewer("keeper"), words.cast.person)
    assert found is not None
    assert own.said_by == found.said_by == "Something that nobody has read"
    words.put_on_page(entry)
    assert "Something that nobody has read" in shown()


def test_a_name_that_changed_while_a_word_was_read_is_not_put_on_the_page(words: Words) -> None:
    entry = words.leave(by="Ilse")
    read = words.read(entry)
    words.change(entry, "Jonah had your chin.", by="Something that nobody has read")
    circle_id = words.cast.circle(CircleKind.FAMILY).pk
    with pytest.raises(actions.TextChanged):
        actions.put_on_page(words.cast.viewer("keeper"), read=read, circle_id=circle_id, now=make.NOW)


def test_a_name_that_stays_makes_no_newer_text(words: Words) -> None:
    entry = words.leave()
    words.put_on_page(entry)
    words.change(entry, "Jonah had your chin.", by=words.cast.relative.name)
    assert not words.waiting()


def test_the_earlier_text_can_be_left_as_it_is(words: Words) -> None:
    entry = words.leave()
    words.put_on_page(entry)
    words.change(entry, "Something else.")
    actions.leave_earlier_text(words.cast.viewer("keeper"), read=words.read(entry), now=make.NOW)
    assert words.on_page("relative") == {"Jonah had your chin."}
    assert not words.waiting()
    assert words.own() == ["Something else."]


def test_a_text_that_changed_while_it_was_read_is_not_put_on_the_page(words: Words) -> None:
    entry = words.leave()
    read = words.read(entry)
    words.change(entry, "Something that nobody has read.")
    circle_id = words.cast.circle(CircleKind.FAMILY).pk
    with pytest.raises(actions.TextChanged):
        actions.put_on_page(words.cast.viewer("keeper"), read=read, circle_id=circle_id, now=make.NOW)
    assert words.on_page("keeper") == set()
    assert words.waiting() == "Something that nobody has read."


def test_a_word_for_the_keepers_alone_cannot_be_put_on_the_page(words: Words) -> None:
    entry = words.leave(is_for_keepers=True)
    with pytest.raises(actions.NotForOthers):
        words.put_on_page(entry)
    assert words.on_page("relative") == set()


def test_a_writer_who_wants_fewer_readers_takes_the_word_from_the_page_at_once(words: Words) -> None:
    entry = words.leave()
    words.put_on_page(entry)
    words.change(entry, "Jonah had your chin.", is_for_keepers=True)
    assert words.on_page("relative") == set()
    assert words.waiting() == "Jonah had your chin."


@pytest.mark.parametrize("kind", [CircleKind.KEEPERS, None])
def test_a_word_goes_on_the_page_only_for_a_circle_that_was_chosen(kind: CircleKind | None, words: Words) -> None:
    entry = words.leave()
    circle_id = words.cast.circle(kind).pk if kind else None
    with pytest.raises(actions.NotForOthers):
        actions.put_on_page(words.cast.viewer("keeper"), read=words.read(entry), circle_id=circle_id, now=make.NOW)
    assert words.waiting() == "Jonah had your chin."


def test_withdrawing_takes_a_word_from_everybody_at_once(words: Words) -> None:
    entry = words.leave()
    words.put_on_page(entry)
    relative = words.cast.viewer("relative")
    given: dict[str, Any] = {"person": words.cast.person, "entry_id": entry.public_id}
    actions.withdraw_word(relative, now=make.NOW, **given)
    assert words.on_page("keeper") == words.on_page("relative") == set()
    assert queries.to_read(words.cast.viewer("keeper"), words.cast.person, entry.public_id) is None
    actions.bring_word_back(relative, now=make.NOW + timedelta(days=29), **given)
    assert words.on_page("relative") == {"Jonah had your chin."}


def test_a_withdrawn_word_is_removed_after_its_days(words: Words) -> None:
    entry = words.leave()
    relative, given = words.cast.viewer("relative"), {"person": words.cast.person, "entry_id": entry.public_id}
    actions.withdraw_word(relative, now=make.NOW, **given)
    late = make.NOW + timedelta(days=30)
    with pytest.raises(actions.NotThere):
        actions.bring_word_back(relative, now=late, **given)
    actions.sweep(now=late)
    assert not Entry.objects.filter(pk=entry.pk).exists()


def test_a_keeper_who_asked_sees_no_word_before_the_other_has_passed_it_on(words: Words) -> None:
    keeper, other = words.cast.viewer("keeper"), words.cast.viewer("other_keeper")
    given: dict[str, Any] = {"person": words.cast.person, "now": make.NOW}
    actions.ask_to_read_first(keeper, reader_id=words.cast.other_keeper.pk, **given)
    entry = words.leave()
    assert words.waiting("keeper") == ""
    assert queries.to_read(keeper, words.cast.person, entry.public_id) is None
    assert words.waiting("other_keeper") == "Jonah had your chin."
    actions.pass_on(other, read=words.read(entry), now=make.NOW)
    assert words.waiting("keeper") == "Jonah had your chin."
    words.change(entry, "A new text is read first again.")
    assert words.waiting("keeper") == ""
    actions.ask_to_read_first(keeper, reader_id=None, **given)
    assert words.waiting("keeper") == "A new text is read first again."


def test_a_keeper_who_asked_sees_no_text_that_the_other_put_aside(words: Words) -> None:
    keeper, other = words.cast.viewer("keeper"), words.cast.viewer("other_keeper")
    entry = words.leave()
    words.put_on_page(entry)
    actions.ask_to_read_first(keeper, person=words.cast.person, reader_id=words.cast.other_keeper.pk, now=make.NOW)
    words.change(entry, "Something that hurts.")
    actions.leave_earlier_text(other, read=words.read(entry), now=make.NOW)
    for viewer, is_told in ((other, True), (keeper, False)):
        found = queries.to_read(viewer, words.cast.person, entry.public_id)
        assert found is not None
        assert ("Something that hurts." in repr(found)) is is_told


def test_a_word_that_was_hidden_while_it_waited_shows_no_text_of_somebody_who_is_not_heard(words: Words) -> None:
    keeper, entry = words.cast.viewer("keeper"), words.leave()
    given: dict[str, Any] = {"person": words.cast.person, "entry_id": entry.public_id, "now": make.NOW}
    actions.hide_word(keeper, is_hidden=True, **given)
    actions.hear_no_more(keeper, **given)
    words.change(entry, "Something that hurts.")
    assert queries.out_of_sight(keeper, words.cast.person) == ()
    assert queries.to_read(keeper, words.cast.person, entry.public_id) is None
    actions.hear_again(keeper, person=words.cast.person, member_id=words.cast.relative.pk, now=make.NOW)
    [line] = queries.out_of_sight(keeper, words.cast.person)
    assert line.label == "Something that hurts."


def test_two_keepers_cannot_each_leave_the_reading_to_the_other(words: Words) -> None:
    given: dict[str, Any] = {"person": words.cast.person, "now": make.NOW}
    actions.ask_to_read_first(words.cast.viewer("keeper"), reader_id=words.cast.other_keeper.pk, **given)
    with pytest.raises(actions.ReadsThem):
        actions.ask_to_read_first(words.cast.viewer("other_keeper"), reader_id=words.cast.keeper.pk, **given)


def test_a_keeper_who_left_holds_no_word_back(words: Words) -> None:
    given: dict[str, Any] = {"person": words.cast.person, "now": make.NOW}
    actions.ask_to_read_first(words.cast.viewer("keeper"), reader_id=words.cast.other_keeper.pk, **given)
    words.leave()
    Member.objects.filter(pk=words.cast.other_keeper.pk).update(left_at=make.NOW)
    assert words.waiting("keeper") == "Jonah had your chin."


def test_somebody_who_is_not_heard_writes_as_before_and_reaches_nobody(words: Words) -> None:
    keeper, person = words.cast.viewer("keeper"), words.cast.person
    shown = words.leave("On the page before.")
    words.put_on_page(shown)
    actions.hear_no_more(keeper, person=person, entry_id=shown.public_id, now=make.NOW)
    hidden = words.leave("Nobody reads this.")
    words.change(shown, "Nor this.")
    assert set(words.own()) == {"Nobody reads this.", "Nor this."}
    assert words.waiting("keeper") == words.waiting("other_keeper") == ""
    assert queries.to_read(keeper, person, hidden.public_id) is None
    assert words.on_page("relative") == {"On the page before."}
    [silent] = queries.silent(keeper, person)
    member_id = queries.silent_member(keeper, person, silent.key)
    assert member_id is not None
    actions.hear_again(keeper, person=person, member_id=member_id, now=make.NOW)
    assert queries.to_read(keeper, person, hidden.public_id) is not None
    assert words.waiting() == "Nor this."


def test_a_keeper_decides_of_the_text_they_see_where_a_newer_one_is_not_heard(words: Words) -> None:
    entry = words.leave("On the page before.")
    words.put_on_page(entry)
    actions.hear_no_more(words.cast.viewer("keeper"), person=words.cast.person, entry_id=entry.public_id, now=make.NOW)
    words.change(entry, "Nobody reads this.")
    words.put_on_page(entry, CircleKind.FRIENDS)
    assert words.on_page("keeper") == {"On the page before."}
    shown = queries.to_read(words.cast.viewer("keeper"), words.cast.person, entry.public_id)
    assert shown is not None
    assert (shown.text.body, shown.earlier, shown.aside) == ("On the page before.", None, None)


def test_thanks_stand_once_on_the_writers_own_page(words: Words) -> None:
    entry = words.leave()
    for _press in range(2):
        actions.thank(
            words.cast.viewer("keeper"),
            person=words.cast.person,
            words="Thank you.",
            entry_id=entry.public_id,
            now=make.NOW,
        )
    assert [one.words for one in queries.thanks(words.cast.viewer("relative"), words.cast.person)] == ["Thank you."]
    assert queries.thanks(words.cast.viewer("stranger"), words.cast.person) == ()


def test_thanks_to_all_go_to_nobody_whose_words_the_keeper_has_not(words: Words) -> None:
    words.leave()
    silent = make.make_member(words.cast.family, Role.FRIEND, name="Silent")
    viewer = make.make_viewer(silent)
    left = actions.leave_word(
        viewer, person=words.cast.person, said=Said("Nobody reads this."), window="w", now=make.NOW, today=TODAY
    )
    keeper = words.cast.viewer("keeper")
    actions.hear_no_more(keeper, person=words.cast.person, entry_id=left.public_id, now=make.NOW)
    assert actions.thank(keeper, person=words.cast.person, words="Thank you.", now=make.NOW) == 1
    assert list(Thanks.objects.values_list("to", flat=True)) == [words.cast.relative.pk]


def test_a_word_hidden_at_a_wish_stands_nowhere_until_it_is_shown_again(words: Words) -> None:
    entry = words.leave()
    words.put_on_page(entry)
    given: dict[str, Any] = {"person": words.cast.person, "entry_id": entry.public_id, "now": make.NOW}
    actions.hide_word(words.cast.viewer("keeper"), is_hidden=True, **given)
    assert words.on_page("keeper") == words.on_page("relative") == set()
    words.put_on_page(entry)
    assert words.on_page("relative") == set()
    actions.hide_word(words.cast.viewer("other_keeper"), is_hidden=False, **given)
    assert words.on_page("relative") == {"Jonah had your chin."}


def test_three_words_stand_on_the_first_page_and_no_fourth(words: Words) -> None:
    keeper, person = words.cast.viewer("keeper"), words.cast.person
    left = [words.put_on_page(words.leave(f"Word {number}")) for number in range(4)]
    for entry in left[:3]:
        actions.choose_word(keeper, person=person, entry_id=entry.public_id, is_chosen=True, now=make.NOW)
    with pytest.raises(actions.EnoughChosen):
        actions.choose_word(keeper, person=person, entry_id=left[3].public_id, is_chosen=True, now=make.NOW)
    actions.put_word_away(keeper, read=words.read(left[0]), now=make.NOW)
    actions.choose_word(keeper, person=person, entry_id=left[3].public_id, is_chosen=True, now=make.NOW)
    assert {one.body for one in entries.kind_words(keeper, person, chosen=True)} == {"Word 1", "Word 2", "Word 3"}


def test_what_is_done_every_year_is_noted_with_its_word(words: Words) -> None:
    entry = words.leave("We light a candle by the lake.")
    keeper, given = words.cast.viewer("keeper"), {"person": words.cast.person, "entry_id": entry.public_id}
    actions.note_yearly(keeper, is_yearly=True, now=make.NOW, **given)
    assert [one.label for one in queries.done_every_year(keeper, words.cast.person)] == [
        "We light a candle by the lake."
    ]
    assert entry.word.waits_since is not None


def test_many_words_in_a_day_come_to_an_end(words: Words) -> None:
    for number in range(20):
        words.leave(f"Word {number}")
    with pytest.raises(actions.TooMany):
        words.leave("One more")
    assert Entry.objects.count() == 20


@pytest.mark.parametrize(("body", "error"), [("  \n", actions.EmptyText), ("a" * (LONGEST_WORD + 1), actions.TooLong)])
def test_a_word_has_a_line_and_an_end(body: str, error: type[Exception], words: Words) -> None:
    with pytest.raises(error):
        words.leave(body)


@pytest.mark.parametrize("who", ["keeper", "stranger"])
def test_nobody_leaves_words_but_those_who_are_asked_to(who: str, words: Words) -> None:
    with pytest.raises(actions.NotThere):
        words.leave(who=who)
    assert words.leave(who="relative").state == EntryState.WAITING


def test_a_word_that_a_keeper_wrote_down_can_be_put_away_too(words: Words, cast: Cast) -> None:
    text = entries_text(cast)
    entry = actions.keep_kind_word(cast.viewer("keeper"), person=cast.person, said_by="Tove", text=text, now=make.NOW)
    assert words.on_page("relative") == {"I have brought bread."}
    actions.put_word_away(cast.viewer("other_keeper"), read=words.read(entry), now=make.NOW)
    assert words.on_page("relative") == words.on_page("keeper") == set()
    words.put_on_page(entry)
    assert words.on_page("relative") == {"I have brought bread."}


def entries_text(cast: Cast) -> Any:
    return actions.Text(body="I have brought bread.", audience=cast.circle(CircleKind.FAMILY).public_id)


def test_a_closed_place_shows_no_word_and_takes_none(words: Words, cast: Cast) -> None:
    words.put_on_page(words.leave())
    client = cast.client("relative")
    address = f"/p/{cast.person.public_id}/words/"
    assert client.get(address).status_code == 200
    set_closed(cast.viewer("keeper"), person=cast.person, is_closed=True, now=make.NOW)
    answers = [client.get(f"{address}{page}") for page in ("", "write/", "mine/")]
    # What somebody wrote stays theirs to withdraw; of the place their page tells nothing.
    assert [answer.status_code for answer in answers] == [404, 404, 200]
    assert "Jonah" not in answers[2].content.decode().replace("Jonah had your chin.", "")
    assert cast.client("other_keeper").get(address).status_code == 200
    set_closed(cast.viewer("other_keeper"), person=cast.person, is_closed=False, now=make.NOW)
    assert client.get(address).status_code == 200


def test_a_word_is_not_put_away_like_a_letter_by_somebody_who_is_a_keeper_by_now(words: Words, cast: Cast) -> None:
    entry = words.leave()
    words.put_on_page(entry)
    type(cast.relative).objects.filter(pk=cast.relative.pk).update(role=Role.KEEPER)
    cast.relative.refresh_from_db()
    given: dict[str, Any] = {"person": cast.person, "entry_id": entry.public_id, "now": make.NOW}
    with pytest.raises(actions.NotThere):
        actions.put_away(cast.viewer("relative"), **given)
    actions.withdraw_word(cast.viewer("relative"), **given)
    with pytest.raises(actions.NotThere):
        actions.bring_back(cast.viewer("relative"), **given)
    assert words.on_page("keeper") == set()
