import io
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from PIL import Image

from yearlight.ops import demo_story
from yearlight.ops.demo_pictures.indoors import hat
from yearlight.ops.demo_pictures.photograph import develop
from yearlight.ops.demo_pictures.sheet import Sheet, mixed, outline


@pytest.mark.parametrize("shot", demo_story.SHOTS, ids=lambda shot: shot.caption)
def test_every_picture_can_be_drawn(shot: demo_story.Shot) -> None:
    sheet = shot.draw()
    drawn = ElementTree.fromstring(sheet.svg())
    ids = {element.get("id") for element in drawn.iter() if element.get("id")}
    wanted = {part.split(")")[0] for part in sheet.svg().split("url(#")[1:]}
    assert wanted <= ids
    assert min(sheet.width, sheet.height) >= 900


def test_a_picture_is_a_jpeg_with_its_date() -> None:
    image = Image.open(io.BytesIO(develop(hat(1), taken_at=datetime(2018, 11, 14, 15, tzinfo=UTC), seed=1)))
    assert (image.format, image.size) == ("JPEG", (1100, 1100))
    assert image.getexif().get_ifd(0x8769)[0x9003] == "2018:11:14 15:00:00"


def test_a_picture_without_a_date_says_none() -> None:
    image = Image.open(io.BytesIO(develop(Sheet(40, 30, 1), taken_at=None, seed=1)))
    assert 0x9003 not in image.getexif().get_ifd(0x8769)


def test_the_same_numbers_draw_the_same_picture() -> None:
    assert hat(1).svg() == hat(1).svg()
    assert hat(1).svg() != hat(2).svg()


def test_the_same_paint_is_defined_once() -> None:
    sheet = Sheet(40, 30, 1)
    assert sheet.fall([(0, "#000000")]) == sheet.fall([(0, "#000000")])
    assert sheet.svg().count("<linearGradient") == 1


def test_colours_are_mixed_by_their_share() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


def test_an_outline_is_closed_unless_it_is_a_line() -> None:
    assert outline([(0, 0), (1, 2)]) == "M0.0 0.0L1.0 2.0z"
    assert outline([(0, 0), (1, 2)], closed=False) == "M0.0 0.0L1.0 2.0"
