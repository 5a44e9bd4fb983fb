"""Rituals as pages: begun from nothing or from a kind word, noted year by year, and read by whom they are for."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.keepsakes import draw, record
from tests.rituals.conftest import begin, note
from yearlight.core.ids import public_id
from yearlight.entries import actions as entries
from yearlight.entries.models import Entry, EntryDraft
from yearlight.entries.texts import Said
from yearlight.keepsakes.models import Picture
from yearlight.people.roles import CircleKind, Role
from yearlight.rituals.facts import Facts, OwnField, OwnValue
from yearlight.rituals.kinds import Chapter, FieldKind, Kind
from yearlight.rituals.models import Act, Ritual
from yearlight.web import ready


def _base(cast: Cast) -> str:
    return f"/p/{cast.person.public_id}/rituals/"


def _text(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def _family(cast: Cast) -> str:
    return cast.circle(CircleKind.FAMILY).public_id


# --- begun


def test_one_word_begins_a_ritual(cast: Cast) -> None:
    client = cast.client("keeper")
    page = client.get(f"{_base(cast)}begin/tree/")
    key = re.search(r'name="key" value="(\w+)"', page.content.decode())
    assert key
    for _press in range(2):
        answer = client.post(f"{_base(cast)}begin/tree/", {"name": "The rowan", "key": key[1], "do": "keep"})
        assert answer["Location"] == f"{_base(cast)}{key[1]}/"
    ritual = Ritual.objects.get()
    assert (ritual.kind, ritual.name, list(ritual.persons.all()), ritual.audience) == (
        "tree", "The rowan", [cast.person], None,
    )  # fmt: skip


def test_a_ritual_without_a_word_for_it_is_asked_for_one_and_keeps_what_was_typed(cast: Cast) -> None:
    answer = cast.client("keeper").post(f"{_base(cast)}begin/walk/", {"name": "", "told": "Up to the lake"})
    assert (answer.status_code, Ritual.objects.count()) == (422, 0)
    assert "Up to the lake" in answer.content.decode()


def test_every_offer_stands_beside_nothing_at_all(cast: Cast) -> None:
    for address in ("", "begin/"):
        assert "Or nothing at all" in _text(cast.client("keeper").get(_base(cast) + address))


def test_no_other_kind_is_begun_than_those_that_are_offered(cast: Cast) -> None:
    assert cast.client("keeper").get(f"{_base(cast)}begin/shop/").status_code == 404


def test_what_a_kind_word_tells_of_becomes_a_ritual_of_ones_own(cast: Cast) -> None:
    said = Said("We planted a tree, and each autumn we photograph it.", "Asha")
    word = entries.leave_word(
        cast.viewer("relative"), person=cast.person, said=said, window=public_id(), now=make.NOW, today=make.NOW.date()
    )
    client = cast.client("keeper")
    offered = f"{_base(cast)}begin/"
    assert "Asha" not in _text(client.get(f"{offered}?word={word.public_id}"))
    client.post(f"/p/{cast.person.public_id}/words/{word.public_id}/", {"do": "yearly"})
    assert f"{offered}?word={word.public_id}" in client.get(f"/p/{cast.person.public_id}/add/").content.decode()
    assert "We planted a tree" in _text(client.get(f"{offered}?word={word.public_id}"))
    client.post(f"{offered}tree/?word={word.public_id}", {"name": "The rowan", "do": "keep"})
    assert Ritual.objects.get().from_word == word


def test_a_ritual_for_several_asks_for_whom_and_wants_an_answer(cast: Cast) -> None:
    twin = make.make_person(cast.family, "Noah", audience=cast.circle(CircleKind.FAMILY))
    client = cast.client("keeper")
    assert client.post(f"{_base(cast)}begin/walk/", {"name": "The walk"}).status_code == 422
    both = [cast.person.public_id, twin.public_id]
    client.post(f"{_base(cast)}begin/walk/", {"name": "The walk", "persons": both, "audience": _family(cast)})
    for person in (cast.person, twin):
        assert "For Jonah , Noah" in _text(cast.client("relative").get(f"/p/{person.public_id}/rituals/"))


def test_a_day_of_somebody_else_is_not_left_out_without_a_word(cast: Cast) -> None:
    twin = make.make_person(cast.family, "Noah", audience=cast.circle(CircleKind.FAMILY))
    theirs = make.make_date(twin, "born", date(2018, 11, 14))
    given = {"name": "The gift", "persons": [cast.person.public_id], "audience": _family(cast)}
    client, address = cast.client("keeper"), f"{_base(cast)}begin/gift/"
    for wrong in ({"day": f"{theirs.public_id}.civil-yearly"}, {"age_from": theirs.public_id}):
        answer = client.post(address, {**given, **wrong})
        assert answer.status_code == 422
        assert "a day of somebody else here" in _text(answer)
    both = [cast.person.public_id, twin.public_id]
    client.post(address, {**given, "persons": both, "day": f"{theirs.public_id}.civil-yearly"})
    assert Ritual.objects.get().day == f"{theirs.public_id}.civil-yearly"


# --- noted


def _note(client: Client, ritual: Ritual, cast: Cast, **fields: Any) -> HttpResponse:
    given = {"on-day": "11", "on-month": "10", "on-year": "2026", "audience": _family(cast), "window": public_id()}
    return client.post(f"{_base(cast)}{ritual.public_id}/add/", {**given, **fields})


def test_a_year_is_noted_with_its_facts(cast: Cast) -> None:
    ritual = begin(cast, Kind.GIFT, name="The gift")
    answer = _note(
        cast.client("keeper"), ritual, cast,
        title="A wooden tram", body="He may rename the stops.", for_whom="Harbour Street", carried_by="Ada", cost="30",
    )  # fmt: skip
    page = _text(cast.client("other_keeper").get(answer["Location"]))
    for words in ("A wooden tram", "He may rename the stops.", "Harbour Street", "Ada", "30", "11 October 2026"):
        assert words in page
    assert Act.objects.get().year == 2026


def test_a_second_press_notes_one_year(cast: Cast) -> None:
    ritual, client, window = begin(cast), cast.client("keeper"), public_id()
    first, second = (_note(client, ritual, cast, window=window, title="First frost") for _press in range(2))
    assert first["Location"] == second["Location"]
    assert Act.objects.count() == 1


def test_a_year_without_any_day_is_noted_by_its_number(cast: Cast) -> None:
    ritual = begin(cast)
    empty = {"on-day": "", "on-month": "", "on-year": ""}
    client = cast.client("keeper")
    assert _note(client, ritual, cast, **empty, title="Frost").status_code == 422
    assert _note(client, ritual, cast, **empty, title="Frost", year="1987").status_code == 302
    assert Act.objects.get().year == 1987


@pytest.mark.parametrize(("field", "value"), [("year", "soon"), ("year", "0"), ("on-month", "14"), ("age", "121")])
def test_what_cannot_be_used_is_met_kindly_and_the_rest_is_there(cast: Cast, field: str, value: str) -> None:
    born = make.make_date(cast.person, "born", date(2018, 11, 14))
    ritual = begin(cast, Kind.GIFT, age_from=born.public_id)
    answer = _note(cast.client("keeper"), ritual, cast, title="A red sledge", **{field: value})
    assert answer.status_code == 422
    assert "A red sledge" in answer.content.decode()
    assert not Entry.objects.filter(kind="act").exists()


def test_what_was_given_late_counts_for_the_day_the_ritual_hangs_on(cast: Cast) -> None:
    died = cast.person.dates.get(kind="died")
    cast.person.dates.filter(pk=died.pk).update(happened_on="2018-12-24", first_on="2018-12-24", last_on="2018-12-24")
    ritual = begin(cast, Kind.GIFT, day=f"{died.public_id}.civil-yearly")
    _note(cast.client("keeper"), ritual, cast, **{"on-day": "2", "on-month": "1", "on-year": "2026"})
    assert Act.objects.get().year == 2025


def test_the_familys_own_fields_are_asked_and_a_number_is_a_number(cast: Cast) -> None:
    fields = (
        OwnField("22222222bbbbbbbb", "How far", FieldKind.NUMBER),
        OwnField("33333333bbbbbbbb", "First snow", FieldKind.DATE),
    )
    ritual, client = begin(cast, Kind.WALK, fields=fields), cast.client("keeper")
    answered = {
        "own_22222222bbbbbbbb": "seven", "own-33333333bbbbbbbb-month": "11", "own-33333333bbbbbbbb-year": "2026",
    }  # fmt: skip
    assert _note(client, ritual, cast, **answered).status_code == 422
    done = _note(client, ritual, cast, **{**answered, "own_22222222bbbbbbbb": "7,5"})
    assert "How far 7,5 First snow November 2026" in _text(client.get(done["Location"]))


def test_the_last_year_stands_beside_this_years_and_can_be_begun_from(cast: Cast) -> None:
    ritual = begin(cast, Kind.GIFT)
    note(cast, ritual, 2025, "A wooden tram", facts=Facts("Harbour Street", "Ada"), on="2025-12-24")
    client, address = cast.client("keeper"), f"{_base(cast)}{ritual.public_id}/add/"
    page = client.get(address)
    assert "What you did last time" in _text(page)
    assert 'value="Harbour Street"' not in page.content.decode()
    begun = client.get(f"{address}?from=last").content.decode()
    assert 'value="Harbour Street"' in begun
    assert 'value="A wooden tram"' in begun


def test_an_act_is_changed_and_what_stood_there_is_readable(cast: Cast) -> None:
    ritual = begin(cast, Kind.GIFT)
    act = note(cast, ritual, 2025, "A ball", facts=Facts("The ward"), on="2025-12-24")
    client, address = cast.client("other_keeper"), f"{_base(cast)}acts/{act.public_id}/"
    given = {
        "title": "A red ball",
        "for_whom": "The library",
        "on-year": "2025",
        "base_revision": 1,
        "window": public_id(),
    }
    assert client.post(f"{address}edit/", given).status_code == 302
    assert "A red ball" in _text(client.get(address))
    before = _text(client.get(f"{address}versions/"))
    assert "A ball" in before
    assert "The ward" in before


def test_of_two_texts_kept_at_the_same_moment_both_are_there(cast: Cast) -> None:
    ritual = begin(cast)
    act = note(cast, ritual, 2025, "Frost", on="2025-11-14")
    note(cast, ritual, 2025, "First frost", on="2025-11-14", act_id=act.public_id, base=1)
    client, address = cast.client("other_keeper"), f"{_base(cast)}acts/{act.public_id}/"
    given = {"title": "Rime", "on-year": "2025", "base_revision": 1, "window": public_id()}
    answer = client.post(f"{address}edit/", given)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Rime"' in page
    assert 'name="base_revision" value="2"' in page
    assert EntryDraft.objects.get(closed_at=None).title == "Rime"
    client.post(f"{address}edit/", {**given, "base_revision": 2})
    act.refresh_from_db()
    assert (act.title, act.versions.count()) == ("Rime", 2)


def test_pictures_come_with_the_year_and_are_seen_as_it_is(cast: Cast, tmp_path: Path, settings: Settings) -> None:
    settings.YEARLIGHT_HOME = tmp_path / "home"
    settings.YEARLIGHT_HOME.mkdir()
    ritual = begin(cast)
    files = [
        SimpleUploadedFile("taken-here.jpg", draw.saved(draw.quarters(600, 400)), "image/jpeg"),
        SimpleUploadedFile("notes.txt", b"no picture", "text/plain"),
    ]
    client = cast.client("keeper")
    answer = _note(client, ritual, cast, pictures=files)
    picture = Picture.objects.get()
    assert (picture.audience, picture.happened_on) == (cast.circle(CircleKind.FAMILY), "2026-10-11")
    page = _text(client.get(answer["Location"]))
    assert "notes.txt" in page
    assert Entry.objects.get(kind="act").attachments.count() == 1


def test_a_recording_is_kept_beside_what_was_done(cast: Cast) -> None:
    client = cast.client("keeper")
    file = SimpleUploadedFile("the song.mp3", record.sound(seconds=1), "audio/mpeg")
    answer = _note(client, begin(cast, Kind.CEREMONY), cast, pictures=[file])
    assert "A sound of" in _text(client.get(answer["Location"]))


def test_a_form_that_comes_back_says_that_its_pictures_are_to_be_chosen_again(cast: Cast) -> None:
    file = SimpleUploadedFile("window.jpg", draw.saved(draw.quarters(60, 40)), "image/jpeg")
    answer = _note(cast.client("keeper"), begin(cast), cast, year="soon", pictures=[file])
    assert "Choose them again." in _text(answer)
    assert not Picture.objects.exists()


def test_only_the_page_that_takes_the_picture_may_ask_for_the_camera(cast: Cast) -> None:
    ritual, client = begin(cast), cast.client("keeper")
    assert "camera=(self)" in client.get(f"{_base(cast)}{ritual.public_id}/add/")["Permissions-Policy"]
    assert "camera=()" in client.get(f"{_base(cast)}{ritual.public_id}/")["Permissions-Policy"]


def test_an_act_is_put_away_and_brought_back_from_its_page(cast: Cast) -> None:
    act = note(cast, begin(cast), 2025, "First frost")
    client, address = cast.client("keeper"), f"{_base(cast)}acts/{act.public_id}/"
    away = client.post(f"{address}put-away/")
    assert "First frost" in _text(client.get(away["Location"]))
    assert client.get(address).status_code == 404
    client.post(f"{address}bring-back/")
    assert client.get(address).status_code == 200


# --- read


def test_a_tree_is_a_strip_with_a_gap_and_without_a_word_about_it(cast: Cast) -> None:
    ritual = begin(cast)
    for year in (2019, 2021):
        act = note(cast, ritual, year, on=f"{year}-10-10")
        act.attachments.create(picture=make.make_picture(cast.person, cast.keeper, audience=act.audience))
    note(cast, ritual, 2022, chapter=Chapter.DIED, body="The storm took it.")
    page = cast.client("relative").get(f"{_base(cast)}{ritual.public_id}/").content.decode()
    assert re.findall(r'<li class="(w[\w-]+)"', page) == ["w1", "w0", "w2", "w-words"]
    assert "The tree died" in page
    assert "style=" not in page
    strip = page[page.index('class="strip') :].split("</ol>")[0]
    for blame in ("missed", "missing", "forgot", "late", "not done"):
        assert blame not in strip


def test_of_a_tree_the_years_that_were_told_in_words_are_a_list_below_its_strip(cast: Cast) -> None:
    ritual = begin(cast)
    for year, title in ((2019, "First frost"), (2020, "")):
        act = note(cast, ritual, year, title)
        act.attachments.create(picture=make.make_picture(cast.person, cast.keeper, audience=act.audience))
    page = cast.client("relative").get(f"{_base(cast)}{ritual.public_id}/").content.decode()
    assert re.findall(r'<span class="y">(\d+)</span><div>', page) == ["2019"]
    assert page.count('<li class="w') == 2


def test_a_picture_that_is_shut_away_is_not_shown_in_the_strip(cast: Cast) -> None:
    ritual = begin(cast)
    act = note(cast, ritual, 2019)
    picture = make.make_picture(
        cast.person, cast.keeper, audience=act.audience, is_shut_away=True, note_before="The tree in the rain."
    )
    act.attachments.create(picture=picture)
    page = cast.client("relative").get(_base(cast)).content.decode()
    assert "The tree in the rain." in page
    assert "<img" not in page[page.index('class="strip') :].split("</ol>")[0]


def test_the_gift_book_is_a_table_without_a_price(cast: Cast) -> None:
    born = make.make_date(cast.person, "born", date(2018, 11, 14))
    ritual = begin(cast, Kind.GIFT, age_from=born.public_id)
    note(cast, ritual, 2025, "A tram", facts=Facts("Harbour Street", cost="30"), on="2025-12-24")
    page = _text(cast.client("relative").get(f"{_base(cast)}{ritual.public_id}/"))
    assert "2025 A tram Harbour Street For a child of seven" in page
    assert "30" not in page[page.index("A tram") : page.index("Take the years out")]


def test_the_table_is_safe_in_a_spreadsheet_and_tells_the_cost_to_the_family_alone(cast: Cast) -> None:
    friends = cast.circle(CircleKind.FRIENDS)
    cast.person.audience = friends
    cast.person.save()
    ritual = begin(cast, Kind.GIFT, audience=friends.public_id)
    note(
        cast,
        ritual,
        2025,
        "=HYPERLINK(1)",
        body="**Because** of the bears.",
        facts=Facts(cost="30"),
        audience=friends.public_id,
    )
    friend = Client()
    friend.force_login(make.make_account("karin@example.org"))
    make.make_member(cast.family, Role.FRIEND, account=friend.get("/").wsgi_request.user)
    rows = {}
    for who, client in (("family", cast.client("relative")), ("friend", friend)):
        answer = client.get(f"{_base(cast)}{ritual.public_id}/table.csv")
        assert answer["Content-Disposition"].startswith("attachment")
        text = answer.content.decode().removeprefix("\ufeff")
        rows[who] = next(csv.DictReader(io.StringIO(text, newline="")))
    assert rows["family"]["What"] == "'=HYPERLINK(1)"
    assert rows["family"]["Why this"] == "Because of the bears."
    assert rows["family"]["Cost"] == "30"
    assert "Cost" not in rows["friend"]


def test_what_was_done_last_year_stands_beside_this_years_day(cast: Cast) -> None:
    died = cast.person.dates.get(kind="died")
    ritual = begin(cast, Kind.GIFT, name="The gift", day=f"{died.public_id}.civil-yearly")
    note(cast, ritual, 2025, "A wooden tram", on="2025-11-14")
    day = f"/year/day/{died.public_id}.civil-yearly."
    page = _text(cast.client("keeper").get(f"{day}y2026/"))
    assert "What you do on it The gift What you did last time" in page
    assert "A wooden tram" in page
    assert "Begin this year’s, or leave it" in page
    assert "Begin this year’s" not in _text(cast.client("keeper").get(f"{day}y2031/"))
    assert "Begin this year’s" not in _text(cast.client("relative").get(f"{day}y2026/"))
    assert "Noted for 2025" in _text(cast.client("keeper").get(f"{day}y2025/"))


def test_a_ritual_on_a_day_leads_to_the_wish_for_that_day(cast: Cast) -> None:
    died = cast.person.dates.get(kind="died")
    ritual = begin(cast, day=f"{died.public_id}.civil-yearly")
    page = cast.client("keeper").get(f"{_base(cast)}{ritual.public_id}/").content.decode()
    wish = re.search(r'href="(/me/reminders/day/[^"]+)"', page)
    assert wish
    assert cast.client("keeper").get(wish[1]).status_code == 200
    assert (
        "/me/reminders/" not in cast.client("guest_reading").get(f"{_base(cast)}{ritual.public_id}/").content.decode()
    )


def test_an_act_is_found_by_its_words(cast: Cast) -> None:
    act = note(cast, begin(cast), 2025, "First frost")
    page = cast.client("relative").get("/find/?q=frost").content.decode()
    assert f"{_base(cast)}acts/{act.public_id}/" in page


def test_a_ritual_that_is_ones_own_is_on_nobody_elses_page(cast: Cast) -> None:
    ritual = begin(cast, name="Alone by the lake", audience="me")
    note(cast, ritual, 2025, "At night", audience="me")
    for who in ("other_keeper", "relative"):
        assert "Alone by the lake" not in _text(cast.client(who).get(_base(cast)))
        assert cast.client(who).get(f"{_base(cast)}{ritual.public_id}/").status_code == 404
        assert cast.client(who).get(f"{_base(cast)}{ritual.public_id}/table.csv").status_code == 404


def test_an_act_that_is_shown_to_more_than_its_ritual_names_the_ritual_to_nobody(cast: Cast) -> None:
    ritual = begin(cast, name="Ours", audience=cast.circle(CircleKind.KEEPERS).public_id)
    act = note(cast, ritual, 2025, "A stone")
    page = _text(cast.client("relative").get(f"{_base(cast)}acts/{act.public_id}/"))
    assert "A stone" in page
    assert "Ours" not in page


def test_a_change_keeps_the_day_of_a_ritual_that_does_not_come_back_now(cast: Cast) -> None:
    died = cast.person.dates.get(kind="died")
    day = f"{died.public_id}.civil-yearly"
    ritual, client = begin(cast, day=day), cast.client("keeper")
    cast.person.dates.filter(pk=died.pk).update(put_away_at=make.NOW)
    address = f"{_base(cast)}{ritual.public_id}/change/"
    assert f'<option value="{day}" selected>' in client.get(address).content.decode()
    client.post(address, {"do": "keep", "name": "The tree", "day": day})
    ritual.refresh_from_db()
    assert (ritual.name, ritual.day) == ("The tree", day)


# --- ended and put away


def test_a_ritual_is_ended_and_taken_up_again(cast: Cast) -> None:
    ritual, client = begin(cast), cast.client("keeper")
    address = f"{_base(cast)}{ritual.public_id}/"
    client.post(f"{address}change/", {"do": "end", "end-year": "2026", "end-words": "The garden was sold."})
    page = _text(client.get(address))
    assert "Until 2026. The garden was sold." in page
    assert "Add a picture" not in page
    client.post(f"{address}change/", {"do": "again"})
    assert "Add a picture" in _text(client.get(address))


def test_a_ritual_is_put_away_and_brought_back_from_the_page_of_all(cast: Cast) -> None:
    ritual, client = begin(cast), cast.client("keeper")
    client.post(f"{_base(cast)}{ritual.public_id}/change/", {"do": "put-away"})
    assert client.get(f"{_base(cast)}{ritual.public_id}/").status_code == 404
    assert "Bring it back" in _text(client.get(_base(cast)))
    client.post(f"{_base(cast)}{ritual.public_id}/bring-back/")
    assert client.get(f"{_base(cast)}{ritual.public_id}/").status_code == 200


def test_a_ritual_with_years_is_not_put_away_and_says_what_to_do(cast: Cast) -> None:
    ritual, client = begin(cast), cast.client("keeper")
    note(cast, ritual, 2025, who="other_keeper", audience="me")
    client.post(f"{_base(cast)}{ritual.public_id}/change/", {"do": "put-away"})
    page = _text(client.get(f"{_base(cast)}{ritual.public_id}/change/"))
    assert "You can end it instead" in page


def test_a_change_keeps_the_keys_of_fields_and_what_was_answered(cast: Cast) -> None:
    field = OwnField("22222222bbbbbbbb", "How far", FieldKind.NUMBER)
    ritual, client = begin(cast, Kind.WALK, fields=(field,)), cast.client("keeper")
    note(cast, ritual, 2025, facts=Facts(own=(OwnValue(field.key, field.name, field.kind, "7"),)))
    given = {
        "do": "keep",
        "name": "The walk",
        "audience": _family(cast),
        "key_0": field.key,
        "name_0": "How many miles",
        "kind_0": "number",
    }
    client.post(f"{_base(cast)}{ritual.public_id}/change/", given)
    ritual.refresh_from_db()
    assert ritual.fields == [{"key": field.key, "name": "How many miles", "kind": "number"}]
    assert "How far : 7" in _text(client.get(f"{_base(cast)}{ritual.public_id}/"))


# --- many


def _asked(client: Client, address: str) -> int:
    client.get("/about/")
    ready.forget()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_forty_years_ask_the_database_as_often_as_one(cast: Cast) -> None:
    born = make.make_date(cast.person, "born", date(2018, 11, 14))
    died = cast.person.dates.get(kind="died")
    day = f"{died.public_id}.civil-yearly"
    rituals = [begin(cast), begin(cast, Kind.GIFT, age_from=born.public_id, day=day)]

    def fill(years: range) -> None:
        for ritual in rituals:
            for year in years:
                act = note(
                    cast, ritual, year, f"Year {year}", on=f"{year}-10-10", who=("keeper", "other_keeper")[year % 2]
                )
                act.attachments.create(picture=make.make_picture(cast.person, cast.keeper, audience=act.audience))

    addresses = [_base(cast), f"/year/day/{day}.y2026/"]
    addresses += [f"{_base(cast)}{one.public_id}/{tail}" for one in rituals for tail in ("", "add/", "table.csv")]
    fill(range(1985, 1986))
    few = [_asked(cast.client("keeper"), one) for one in addresses]
    fill(range(1986, 2026))
    assert [_asked(cast.client("keeper"), one) for one in addresses] == few
    page = cast.client("keeper").get(addresses[2]).content.decode()
    assert page.count('<li class="w7"') < page.count('<li class="w') == 41


def test_photographs_beside_an_act_lead_back_to_it_and_are_seen_one_after_the_other(cast: Cast) -> None:
    act = note(cast, begin(cast), 2025, "First frost")
    for _one in range(2):
        act.attachments.create(picture=make.make_picture(cast.person, cast.keeper, audience=act.audience))
    client, address = cast.client("keeper"), f"{_base(cast)}acts/{act.public_id}/"
    assert "Back to what was done" in _text(client.get(f"{address}photographs/"))
    shown = re.search(r'href="(/p/[^"]+/show/[^"]*|/p/[^"]+show[^"]*)"', client.get(address).content.decode())
    assert shown
    assert "What was done" in _text(client.get(shown[1]))


def test_what_was_put_away_stands_on_the_page_of_all_that_was(cast: Cast) -> None:
    act = note(cast, begin(cast), 2025, "First frost")
    client = cast.client("keeper")
    client.post(f"{_base(cast)}acts/{act.public_id}/put-away/")
    page = client.get(f"/p/{cast.person.public_id}/away/").content.decode()
    assert "First frost" in page
    assert f"{_base(cast)}acts/{act.public_id}/" in page
