"""Camera files that lie beside the project, where they do."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from yearlight.keepsakes.named import date_in_name
from yearlight.keepsakes.press import Press, PressFault

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "photos"
TODAY = date(2026, 11, 3)
pytestmark = pytest.mark.skipif(
    not (SAMPLES / "expected.json").is_file(), reason="no sample photographs beside the project"
)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    press = Press()
    yield press
    press.close()


def expected() -> dict[str, object]:
    return dict(json.loads((SAMPLES / "expected.json").read_text()))


def test_every_sample_picture_gets_its_sizes_and_nothing_else_does(press: Press) -> None:
    taken = []
    for path in sorted(SAMPLES.iterdir()):
        try:
            found = press.look(path, megapixels=120, today=TODAY)
        except PressFault:
            continue
        taken.append(path.name)
        assert press.sizes(path, kind=found["media_type"], width=found["width"], height=found["height"])
    # The telephone's picture lies there twice, under two names.
    assert len(taken) == expected()["pictures"] or len(set(taken) - {"image.heic"}) == expected()["pictures"]
    assert not {"not-a-picture.jpg", "IMG_0042.MOV", "Thumbs.db", ".DS_Store"} & set(taken)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("exif-with-offset.jpg", "2020-09-24"),
        ("exif-no-offset.jpg", "2021-09-26"),
        ("exif-date-zero.jpg", ""),
        ("digitized-only.jpg", ""),
        ("IMG-20200926-WA0007.jpg", "2020-09-26"),
        ("1974-11 mum and dad.jpg", "1974-11"),
        ("Scan_undated.jpg", ""),
    ],
)
def test_sample_is_of_the_day_it_says(name: str, day: str, press: Press) -> None:
    found = press.look(SAMPLES / name, megapixels=120, today=TODAY)
    assert (found["happened_on"] or date_in_name(name, today=TODAY)) == day
