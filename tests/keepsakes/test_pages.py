"""The photographs of a place: its pages and files, for each of those who ask."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import make
from tests.conftest import Cast
from tests.keepsakes import draw
from tests.keepsakes.given import Given
from yearlight.keepsakes import actions, queries, vault
from yearlight.keepsakes.models import Original, Picture
from yearlight.people.roles import CircleKind
from yearlight.web import ready

Give = Callable[..., Given]


def at(cast: Cast, rest: str = "") -> str:
    return f"/p/{cast.person.public_id}/photos/{rest}"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    # The viewer that every page carries holds a figure too, an empty one.
    return answer.content.decode().partition("<template data-viewer")[0]


def real_picture(cast: Cast, give: Give, *, circle: CircleKind | None = CircleKind.FAMILY, **more: Any) -> Picture:
    """A picture whose bytes are in the vault, with its sizes."""
    data = draw.saved(draw.quarters(1000, 800), exif=draw.exif(taken="2018:11:15 09:00:00", place=(51.5, -7.25)))
    values = {"file_name": "IMG_0042 Lindqvist.jpg", "now": make.NOW, **more}
    audience_id = cast.circle(circle).pk if circle else None
    picture = actions.add_picture(
        cast.viewer("keeper"), person=cast.person, incoming=give(data), audience_id=audience_id, **values
    ).picture
    actions.make_sizes(picture.original_id)
    return picture


# --- the list ---


def test_list_is_filed_by_year_and_month_with_the_newest_first(cast: Cast) -> None:
    circle = cast.circle(CircleKind.FAMILY)
    for day in (date(2018, 11, 14), date(2020, 3, 1), date(2018, 12, 24)):
        make.make_picture(
            cast.person, cast.keeper, audience=circle, happened_on=day.isoformat(), first_on=day, last_on=day
        )
    make.make_picture(cast.person, cast.keeper, audience=circle, happened_on="", first_on=None, last_on=None)
    album = queries.album(cast.viewer("relative"), cast.person)
    assert album is not None
    filed = [(year.number, [month.number for month in year.months]) for year in album.years]
    assert filed == [(2020, [3]), (2018, [12, 11]), (None, [None])]
    assert album.all_years == [(2020, 1), (2018, 2), (None, 1)]
    text = page(cast.client("relative"), at(cast))
    assert text.index("2020</h2>") < text.index("December") < text.index("November") < text.index("Without a year</h2>")


def test_empty_list_says_that_some_places_have_none(cast: Cast) -> None:
    text = page(cast.client("keeper"), at(cast))
    assert "No photographs. Some places have none." in text
    assert "Add photographs" in text


def test_relative_is_not_asked_to_add(cast: Cast) -> None:
    assert "Add photographs" not in page(cast.client("relative"), at(cast))


def test_year_can_be_looked_at_alone(cast: Cast) -> None:
    circle = cast.circle(CircleKind.FAMILY)
    make.make_picture(cast.person, cast.keeper, audience=circle)
    make.make_picture(cast.person, cast.keeper, audience=circle, happened_on="", first_on=None, last_on=None)
    client = cast.client("relative")
    assert page(client, at(cast, "?year=2018")).count("<figure") == 1
    assert page(client, at(cast, "?year=none")).count("<figure") == 1
    for nonsense in ("?year=2017", "?year=20x8", "?page=2", "?page=0", "?year=2018&page=2", "?page=x"):
        assert client.get(at(cast, nonsense)).status_code == 404


def test_date_that_spans_years_belongs_to_none(cast: Cast) -> None:
    make.make_picture(
        cast.person,
        cast.keeper,
        audience=cast.circle(CircleKind.FAMILY),
        happened_on="197X",
        first_on=date(1970, 1, 1),
        last_on=date(1979, 12, 31),
    )
    viewer = cast.viewer("keeper")
    assert queries.years(viewer, cast.person) == [(None, 1)]
    album = queries.album(viewer, cast.person, undated=True)
    assert album is not None
    assert album.years[0].count == 1
    assert queries.album(viewer, cast.person, year=1970) is None


def many(cast: Cast, count: int) -> None:
    first = make.make_picture(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    copies = []
    for number in range(count - 1):
        day = date(2018 + number % 4, 1 + number % 12, 1 + number % 28)
        copies.append(
            Picture(
                family_id=first.family_id,
                person_id=first.person_id,
                original_id=first.original_id,
                audience_id=first.audience_id,
                writer_id=first.writer_id,
                happened_on=day.isoformat(),
                first_on=day,
                last_on=day,
                added_at=make.NOW,
            )
        )
    Picture.objects.bulk_create(copies)


def test_many_photographs_cost_no_more_queries_and_come_a_year_at_a_time(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    def count() -> int:
        client = cast.client("relative")
        client.get(at(cast))
        with django_assert_max_num_queries(40) as counted:
            client.get(at(cast))
        return len(counted)

    many(cast, 10)
    few = count()
    many(cast, 1990)
    # Rows that no action wrote tell nobody that something changed.
    ready.forget()
    assert count() == few
    client = cast.client("relative")
    text = page(client, at(cast))
    assert text.count("<figure") == queries.A_PAGE
    assert "2021</h2>" in text
    assert "2020</h2>" not in text
    of_year = queries.years(cast.viewer("relative"), cast.person)[0][1]
    last = -(-of_year // queries.A_PAGE)
    rest = of_year - (last - 1) * queries.A_PAGE
    assert page(client, at(cast, f"?year=2021&page={last}")).count("<figure") == rest
    assert client.get(at(cast, f"?year=2021&page={last + 1}")).status_code == 404


def test_one_kind_alone_is_shown_where_there_are_several(cast: Cast) -> None:
    family = cast.circle(CircleKind.FAMILY)
    make.make_picture(cast.person, cast.keeper, audience=family, caption="The lake")
    client = cast.client("relative")
    assert "?kind=" not in page(client, at(cast))
    ready.forget()
    film = make.make_picture(cast.person, cast.keeper, audience=family, caption="Her laugh")
    Original.objects.filter(pk=film.original_id).update(media_type="video/mp4", duration_ms=2000)
    hers = make.make_picture(cast.person, cast.keeper, caption="Only hers")
    Original.objects.filter(pk=hers.original_id).update(media_type="application/pdf")
    everything = page(client, at(cast))
    assert "?kind=video" in everything
    assert "?kind=paper" not in everything
    films = page(client, at(cast, "?kind=video"))
    assert "Her laugh" in films
    assert "The lake" not in films
    assert "Only hers" not in page(client, at(cast, "?kind=paper"))
    assert client.get(at(cast, "?kind=elephant")).status_code == 404
    assert client.get(at(cast, "?kind=video&year=1999")).status_code == 404


def test_only_some_are_shown_by_who_took_them_who_is_on_them_or_what_is_shut_away(cast: Cast) -> None:
    client, family = cast.client("keeper"), cast.circle(CircleKind.FAMILY)
    make.make_picture(cast.person, cast.keeper, audience=family, caption="By Peter", taken_by="Peter")
    make.make_picture(cast.person, cast.keeper, audience=family, caption="With Ann", people="Grandma Lotte,  Ann")
    make.make_picture(cast.person, cast.keeper, audience=family, caption="With Annabel", people="Annabel; Ann-Marie")
    make.make_picture(cast.person, cast.keeper, caption="Hers", taken_by="Nobody else knows")
    shut = {"is_shut_away": True, "note_before": "From the ward", "people": "Ann", "taken_by": "Peter"}
    make.make_picture(cast.person, cast.keeper, audience=family, caption="Not yet", **shut)
    chosen = page(client, reverse("keepsakes:which", args=[cast.person.public_id]))
    for link in ("?by=Peter", "?of=Ann", "?of=Annabel", "?of=Grandma+Lotte", "?of=Ann-Marie", "?shut=1"):
        assert f'{link}"' in chosen
    by, of = page(client, at(cast, "?by=Peter")), page(client, at(cast, "?of=Ann"))
    assert [caption in by for caption in ("By Peter", "With Ann", "From the ward")] == [True, False, False]
    assert [caption in of for caption in ("With Ann<", "With Annabel", "From the ward")] == [True, False, False]
    # What is shut away is told by its line, and neither by who took it nor by who is on it.
    away = page(client, at(cast, "?shut=1"))
    assert "From the ward" in away
    assert "By Peter" not in away
    assert "There is none of these here." in page(client, at(cast, "?of=Ben"))
    assert "There is none of these here." in page(cast.client("relative"), at(cast, "?by=Nobody else knows"))
    assert "Nobody else knows" not in page(
        cast.client("relative"), reverse("keepsakes:which", args=[cast.person.public_id])
    )
    for nonsense in ("?shut=2", "?of=" + "a" * 501, "?by=%00", "?of=Ann&year=1999"):
        assert client.get(at(cast, nonsense)).status_code == 404


def test_choice_holds_from_page_to_page(cast: Cast) -> None:
    many(cast, 300)
    Picture.objects.update(taken_by="Peter & Ann")
    text = page(cast.client("keeper"), at(cast, "?by=Peter %26 Ann"))
    for link in ("?year=2021&page=2&by=Peter+%26+Ann", "?year=2018&by=Peter+%26+Ann"):
        assert link in text.replace("&amp;", "&")


def test_every_picture_of_a_year_stands_once_on_its_pages_in_order(cast: Cast) -> None:
    many(cast, 300)
    viewer, [(year, count), *_rest] = cast.viewer("relative"), queries.years(cast.viewer("relative"), cast.person)
    albums = [
        queries.album(viewer, cast.person, year=year, page=number)
        for number in range(1, 1 + -(-count // queries.A_PAGE))
    ]
    found = [
        one for album in albums if album for part in album.years for month in part.months for one in month.pictures
    ]
    assert len(found) == len({one.pk for one in found}) == count
    assert found == sorted(found, key=lambda one: (one.first_on, one.pk), reverse=True)  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"recipe": 0}, "Its sizes are being made. One moment."),
        ({"recipe": 0, "fault": "crashed"}, "This file cannot be shown. It is kept."),
    ],
)
def test_picture_without_sizes_holds_its_room(fields: dict[str, Any], words: str, cast: Cast) -> None:
    make.make_picture(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY), description="A lake in snow")
    Original.objects.update(**fields)
    text = page(cast.client("relative"), at(cast))
    assert words in text
    assert "A lake in snow" in text
    assert "<img" not in text
    assert 'width="1600" height="1067"' in text


def test_picture_shut_away_is_told_and_not_shown(cast: Cast) -> None:
    make.make_picture(
        cast.person,
        cast.keeper,
        audience=cast.circle(CircleKind.FAMILY),
        is_shut_away=True,
        note_before="A picture of Jonah after he died",
    )
    text = page(cast.client("relative"), at(cast))
    assert "A picture of Jonah after he died" in text
    assert "Show it" in text
    assert "?show=1" in text
    assert "<img" not in text


def test_figure_reserves_its_room_and_offers_every_size(cast: Cast, give: Give) -> None:
    picture = real_picture(cast, give, description="Four coloured quarters")
    text = page(cast.client("relative"), at(cast))
    assert 'width="1000" height="800" alt="Four coloured quarters"' in text
    for size in ("480.webp 480w", "960.webp 960w", "1600.webp 1000w", "1600.jpg 1000w"):
        assert f"/photos/{picture.public_id}/{size}" in text


def test_first_row_is_loaded_at_once_and_the_rest_when_it_comes_near(cast: Cast) -> None:
    many(cast, 30)
    text = page(cast.client("relative"), at(cast))
    assert 0 < text.count("<img") - text.count('loading="lazy"') <= 8


# --- the gate ---


GATE = [
    ("", "get", {"keeper": 200, "other_keeper": 200, "relative": 200, "stranger": 404, "nobody": 302}),
    ("add/", "get", {"keeper": 200, "other_keeper": 200, "relative": 404, "stranger": 404, "nobody": 302}),
    ("add/", "post", {"keeper": 422, "other_keeper": 422, "relative": 404, "stranger": 404, "nobody": 302}),
    ("{id}/change/", "get", {"keeper": 200, "other_keeper": 200, "relative": 404, "stranger": 404, "nobody": 302}),
    ("{id}/480.webp", "get", {"keeper": 200, "other_keeper": 200, "relative": 200, "stranger": 404, "nobody": 302}),
    ("{id}/960.jpg", "get", {"keeper": 200, "other_keeper": 200, "relative": 200, "stranger": 404, "nobody": 302}),
    ("{id}/original", "get", {"keeper": 200, "other_keeper": 200, "relative": 404, "stranger": 404, "nobody": 302}),
    ("{id}/put-away/", "post", {"other_keeper": 404, "relative": 404, "stranger": 404, "nobody": 302, "keeper": 302}),
    ("{id}/bring-back/", "post", {"other_keeper": 404, "relative": 404, "stranger": 404, "nobody": 302, "keeper": 404}),
]


@pytest.mark.parametrize(("rest", "method", "expected"), GATE)
def test_each_address_answers_each_of_the_cast(
    rest: str, method: str, expected: dict[str, int], cast: Cast, give: Give
) -> None:
    picture = real_picture(cast, give)
    address = at(cast, rest.format(id=picture.public_id))
    assert {who: getattr(cast.client(who), method)(address).status_code for who in expected} == expected


@pytest.mark.parametrize("rest", ["480.webp", "original", "change/"])
def test_what_its_writer_alone_sees_is_not_there_for_anyone_else(rest: str, cast: Cast, give: Give) -> None:
    picture = real_picture(cast, give, circle=None)
    address = at(cast, f"{picture.public_id}/{rest}")
    assert cast.client("keeper").get(address).status_code == 200
    for who in ("other_keeper", "relative", "stranger"):
        assert cast.client(who).get(address).status_code == 404
        assert cast.client(who).get(address, headers={"If-None-Match": "*"}).status_code == 404


def test_file_of_one_place_is_not_found_under_another(cast: Cast, give: Give) -> None:
    picture = real_picture(cast, give)
    other = make.make_person(cast.family, "Elin")
    assert cast.client("keeper").get(f"/p/{other.public_id}/photos/{picture.public_id}/480.webp").status_code == 404


# --- files ---


def test_size_is_sent_without_anything_of_the_original(cast: Cast, give: Give) -> None:
    picture = real_picture(cast, give)
    answer = cast.client("relative").get(at(cast, f"{picture.public_id}/960.webp"))
    assert answer["Content-Type"] == "image/webp"
    # What is closed is closed at once: only a keeper's browser shows it without asking again.
    assert answer["Cache-Control"] == "private, no-cache"
    keepers = cast.client("keeper").get(at(cast, f"{picture.public_id}/960.webp"))
    assert keepers["Cache-Control"] == "private, max-age=600"
    assert "Content-Disposition" not in answer
    assert "Lindqvist" not in str(answer.headers)
    assert draw.opened(answer.getvalue()).size == (960, 768)
    assert b"Orrery" not in answer.getvalue()


def test_saving_data_gets_the_size_below(cast: Cast, give: Give) -> None:
    picture = real_picture(cast, give)
    client = cast.client("relative")
    usual = client.get(at(cast, f"{picture.public_id}/960.webp"))
    saving = client.get(at(cast, f"{picture.public_id}/960.webp"), headers={"Save-Data": "on"})
    assert draw.opened(saving.getvalue()).size == (480, 384)
    assert "Save-Data" in saving["Vary"]
    assert saving["ETag"] != usual["ETag"]
    smallest = client.get(at(cast, f"{picture.public_id}/480.webp"), headers={"Save-Data": "on"})
    assert draw.opened(smallest.getvalue()).size == (480, 384)


def test_size_that_there_is_not_is_not_found(cast: Cast, give: Give) -> None:
    small = make.make_picture(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    Original.objects.filter(pk=small.original_id).update(width=300, height=200)
    client = cast.client("relative")
    for rest in ("1600.webp", "480.gif", "481.webp", "480.webp"):
        assert client.get(at(cast, f"{small.public_id}/{rest}")).status_code == 404


def test_original_is_taken_along_as_it_was_given(cast: Cast, give: Give) -> None:
    picture = real_picture(cast, give)
    client = cast.client("keeper")
    answer = client.get(at(cast, f"{picture.public_id}/original"))
    assert answer.getvalue() == vault.file_of(picture.original.sha256).read_bytes()
    assert answer["Content-Disposition"] == 'attachment; filename="IMG_0042 Lindqvist.jpg"'
    part = client.get(at(cast, f"{picture.public_id}/original"), headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.getvalue()) == (206, answer.getvalue()[2:6])


def test_pages_of_a_relative_hold_no_file_name_and_no_place(cast: Cast, give: Give) -> None:
    real_picture(cast, give)
    text = page(cast.client("relative"), at(cast))
    for secret in ("Lindqvist", "IMG_0042", "51.5", "7.25", "original"):
        assert secret not in text


# --- adding ---


def upload(*datas: bytes, **fields: str) -> dict[str, Any]:
    files = [SimpleUploadedFile(f"{number}.jpg", data, "image/jpeg") for number, data in enumerate(datas)]
    return {"pictures": files, "audience": "me", **fields}


def test_one_photograph_without_script_is_kept_with_its_words(cast: Cast) -> None:
    answer = cast.client("keeper").post(at(cast, "add/"), upload(draw.jpeg(), caption="The lake", description="Snow"))
    picture = Picture.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == at(cast, f"{picture.public_id}/")
    assert (picture.caption, picture.description, picture.audience_id) == ("The lake", "Snow", None)


def test_many_at_once_without_script_are_told_one_by_one(cast: Cast) -> None:
    circle = cast.circle(CircleKind.FAMILY)
    sent = upload(draw.jpeg(), b"not a picture", draw.jpeg(80, 60), draw.bomb(), b"", caption="One of them")
    answer = cast.client("keeper").post(at(cast, "add/"), {**sent, "audience": circle.public_id})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "2 photographs are kept." in text
    assert "not one that can be opened here" in text
    assert "has more than 120 million pixels" in text
    assert Picture.objects.count() == 2
    assert set(Picture.objects.values_list("caption", "audience_id")) == {("", circle.pk)}


def test_form_without_a_file_says_so_and_keeps_the_words(cast: Cast) -> None:
    answer = cast.client("keeper").post(at(cast, "add/"), {"audience": "me", "caption": "The lake"})
    assert answer.status_code == 422
    assert "No file came with this" in answer.content.decode()
    assert "The lake" in answer.content.decode()


def test_script_is_answered_file_by_file(cast: Cast) -> None:
    client = cast.client("keeper")
    accept = {"Accept": "application/json"}
    first = client.post(at(cast, "add/"), upload(draw.jpeg()), headers=accept)
    again = client.post(at(cast, "add/"), upload(draw.jpeg()), headers=accept)
    wrong = client.post(at(cast, "add/"), upload(b"not a picture"), headers=accept)
    told = [answer.json()["files"][0] for answer in (first, again, wrong)]
    assert [answer.status_code for answer in (first, again, wrong)] == [201, 201, 422]
    assert [(one["kept"], one["code"]) for one in told] == [(True, "kept"), (True, "here"), (False, "not_a_picture")]
    assert told[0]["address"] == told[1]["address"]
    assert "</" not in told[2]["sentence"]


def test_file_too_large_is_refused_and_the_others_go_on(cast: Cast, settings: Settings) -> None:
    settings.YEARLIGHT_PICTURE_MB = 1
    large = draw.jpeg() + bytes(2**20)
    answer = cast.client("keeper").post(at(cast, "add/"), upload(large, draw.jpeg()))
    assert "It is larger than this place allows (1 MB)." in answer.content.decode()
    assert Picture.objects.count() == 1


def test_nothing_is_left_in_the_way_of_the_next(cast: Cast, home: Any) -> None:
    cast.client("keeper").post(at(cast, "add/"), upload(draw.jpeg(), b"not a picture"))
    cast.client("keeper").post(at(cast, "add/"), {**upload(draw.jpeg()), "audience": "nonsense"})
    assert not [path for path in (home / "incoming").rglob("*") if path.is_file()]
    assert Picture.objects.count() == 1


def test_two_hundred_photographs_can_be_sent_in_one_form(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {
        "media_type": "image/jpeg",
        "width": 60,
        "height": 40,
        "taken_at_text": "",
        "happened_on": "",
        "duration_ms": 0,
        "asset_id": "",
    }
    monkeypatch.setattr(actions, "_look", lambda *_a, **_k: {**found, "latitude": None, "longitude": None})
    answer = cast.client("keeper").post(at(cast, "add/"), upload(*(bytes([n]) * 10 for n in range(200))))
    assert answer.status_code == 200
    assert Picture.objects.count() == 200


# --- changing ---


def changed(**more: str) -> dict[str, str]:
    return {"caption": "The lake", "description": "Snow on a lake", "taken_by": "Ilse", "audience": "me", **more}


def test_keeper_changes_what_is_said_of_a_picture(cast: Cast) -> None:
    picture = make.make_picture(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    address = at(cast, f"{picture.public_id}/change/")
    data = changed(day="", month="3", year="2019", about="on", is_shut_away="on", note_before="After he died")
    assert cast.client("keeper").post(address, data).status_code == 302
    picture.refresh_from_db()
    assert (picture.caption, picture.taken_by, picture.audience_id) == ("The lake", "Ilse", None)
    assert (picture.happened_on, picture.first_on, picture.last_on) == ("2019-03~", date(2019, 3, 1), date(2019, 3, 31))
    assert (picture.is_shut_away, picture.note_before) == (True, "After he died")


def test_who_is_on_it_is_named_by_hand_and_found_by_those_who_see_it(cast: Cast) -> None:
    picture = make.make_picture(cast.person, cast.keeper, audience=cast.circle(CircleKind.KEEPERS))
    page = reverse("pages:photo", args=[cast.person.public_id, picture.public_id])
    circle = cast.circle(CircleKind.KEEPERS).public_id
    cast.client("keeper").post(at(cast, f"{picture.public_id}/change/"), changed(people="Ilse, Theo", audience=circle))
    assert "Ilse, Theo" in cast.client("other_keeper").get(page).text
    assert picture.public_id in cast.client("other_keeper").get("/find/?q=theo").text
    assert picture.public_id not in cast.client("relative").get("/find/?q=theo").text
    Picture.objects.update(is_shut_away=True)
    assert "Ilse, Theo" not in cast.client("other_keeper").get(page).text
    assert "Ilse, Theo" in cast.client("other_keeper").get(f"{page}?show=1").text


def test_where_it_was_taken_is_read_by_keepers_alone_and_forgotten_when_they_wish(cast: Cast) -> None:
    fields = {"audience": cast.circle(CircleKind.FAMILY), "latitude": 59.9, "longitude": 10.7}
    picture = make.make_picture(cast.person, cast.keeper, **fields)
    page = reverse("pages:photo", args=[cast.person.public_id, picture.public_id])
    address, keeper = at(cast, f"{picture.public_id}/change/"), cast.client("keeper")
    assert "59.90000, 10.70000" in keeper.get(address).text
    for who in ("keeper", "relative", "guest_reading"):
        assert "59.9" not in cast.client(who).get(page).text
    circle = cast.circle(CircleKind.FAMILY).public_id
    keeper.post(address, changed(audience=circle))
    picture.refresh_from_db()
    assert picture.latitude == 59.9
    keeper.post(address, changed(audience=circle, forgets_place="on"))
    picture.refresh_from_db()
    assert (picture.latitude, picture.longitude) == (None, None)
    assert "Where it was taken" not in keeper.get(address).text


def test_other_keeper_changes_words_and_not_who_sees_it(cast: Cast) -> None:
    circle = cast.circle(CircleKind.FAMILY)
    picture = make.make_picture(cast.person, cast.keeper, audience=circle)
    address = at(cast, f"{picture.public_id}/change/")
    client = cast.client("other_keeper")
    assert client.post(address, changed(audience=circle.public_id)).status_code == 302
    assert client.post(address, changed(audience="me", caption="Mine now")).status_code == 422
    picture.refresh_from_db()
    assert (picture.caption, picture.audience_id) == ("The lake", circle.pk)
    with pytest.raises(actions.NotThere):
        actions.change_picture(
            cast.viewer("other_keeper"),
            picture=picture,
            now=make.NOW,
            caption="",
            description="",
            happened_on="",
            taken_by="",
            is_shut_away=False,
            note_before="",
            audience_id=None,
        )


def test_date_that_cannot_be_read_is_met_kindly_and_nothing_is_gone(cast: Cast) -> None:
    picture = make.make_picture(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    answer = cast.client("keeper").post(
        at(cast, f"{picture.public_id}/change/"), changed(day="31", month="2", year="2019")
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "That month has no such day." in text
    assert "Snow on a lake" in text
    picture.refresh_from_db()
    assert picture.happened_on == "2018-11-15"


def test_date_that_three_fields_cannot_hold_stays(cast: Cast) -> None:
    picture = make.make_picture(
        cast.person,
        cast.keeper,
        audience=cast.circle(CircleKind.FAMILY),
        happened_on="2018-23",
        first_on=None,
        last_on=None,
    )
    address = at(cast, f"{picture.public_id}/change/")
    assert 'value="2018-23"' in page(cast.client("keeper"), address)
    cast.client("keeper").post(address, changed(other_date="2018-23", keeps_other_date="on"))
    picture.refresh_from_db()
    assert picture.happened_on == "2018-23"


def test_neighbours_follow_the_order_of_the_list(cast: Cast) -> None:
    many(cast, 12)
    make.make_picture(
        cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY), happened_on="", first_on=None, last_on=None
    )
    viewer = cast.viewer("relative")
    listed = queries.pictures(viewer, cast.person)
    for number, view in enumerate(listed):
        before, after = queries.beside(viewer, cast.person, view)
        assert before == (listed[number - 1] if number else None)
        assert after == (listed[number + 1] if number + 1 < len(listed) else None)
