"""A size and a format as they stand in addresses."""

from django.urls import register_converter

from yearlight.keepsakes.sizes import FORMATS, LONGEST, PLAYED


class NameConverter:
    """The name of a size."""

    regex = "|".join(str(name) for name in LONGEST)

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class EndingConverter:
    """A format that sizes are written in."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class PlayedConverter(EndingConverter):
    """An ending of what is played."""

    regex = "|".join(PLAYED)


register_converter(NameConverter, "size")
register_converter(EndingConverter, "ending")
register_converter(PlayedConverter, "played")
