"""Which sizes a picture is shown in. Follows from its width and height alone; knows no Django."""

from dataclasses import dataclass

#: One more whenever the way sizes are made changes; originals made by an older one are made again.
RECIPE = 1
#: The longest side of each size, from small to large; also its name in addresses and on disk.
LONGEST = (480, 960, 1600)
#: What a size is written as: the ending in addresses and on disk, and its media type.
FORMATS = {"webp": "image/webp", "jpg": "image/jpeg"}
#: So many moments of a video can stand for it; each is made in every size.
MOMENTS = 6
#: The same for what is played: one more whenever it is made in another way.
PLAY_RECIPE = 1
#: What a video, and a sound, is played as: the ending, and the media type of it.
PLAYED = {"mp4": "video/mp4", "opus": "audio/ogg", "m4a": "audio/mp4"}


@dataclass(frozen=True, slots=True)
class Size:
    """One size: its name, and how many pixels it really has."""

    name: int
    width: int
    height: int


def sizes_of(width: int, height: int) -> tuple[Size, ...]:
    """The sizes of a picture of this many pixels, from small to large, never enlarged.

    A picture smaller than the next size ends the list with its own pixels, so
    there is always one size, and the largest is the last.
    """
    longest = max(width, height)
    sizes = []
    for name in LONGEST:
        share = min(1.0, name / longest)
        sizes.append(Size(name, max(1, round(width * share)), max(1, round(height * share))))
        if name >= longest:
            break
    return tuple(sizes)
