"""A sheet to draw on: SVG with soft edges, fog and ripples, drawn by libvips with its own librsvg."""

import math
from collections.abc import Iterable, Sequence
from random import Random

Point = tuple[float, float]
Stop = tuple[float, str]

#: How far land and water go on beyond the sheet's sides, so that ripples find something there.
BEYOND = 60


class Sheet:
    """What is drawn so far. Filters and gradients are defined as they are first wanted."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.width = width
        self.height = height
        self.random = Random(seed)  # noqa: S311 (pictures, not secrets)
        self._defs: dict[str, str] = {}
        self._drawn: list[str] = []

    def add(self, *marks: str) -> None:
        """Draw on top of what is there."""
        self._drawn += marks

    def define(self, markup: str) -> str:
        """Something to refer to; ``@`` in the markup becomes its id, which is returned. The same twice is one."""
        if markup not in self._defs:
            self._defs[markup] = f"d{len(self._defs)}"
        return self._defs[markup]

    def svg(self) -> str:
        """The whole sheet."""
        defs = "".join(markup.replace("@", name) for markup, name in self._defs.items())
        size = f'width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{defs}</defs>{"".join(self._drawn)}</svg>'

    # ------------------------------------------------------------ paints and filters

    def fall(self, stops: Sequence[Stop], *, sideways: bool = False) -> str:
        """A paint that changes from top to bottom, or from left to right."""
        to = 'x2="1" y2="0"' if sideways else 'x2="0" y2="1"'
        return self._paint(f'<linearGradient id="@" {to}>{_stops(stops)}</linearGradient>')

    def shine(self, colour: str, strength: float = 1.0) -> str:
        """A paint that is strongest in the middle and fades out like light."""
        fading = [(0.0, strength), (0.12, strength * 0.8), (0.3, strength * 0.4), (0.55, strength * 0.14), (1.0, 0.0)]
        stops = "".join(f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{much:.3f}"/>' for at, much in fading)
        return self._paint(f'<radialGradient id="@">{stops}</radialGradient>')

    def rounded(self, light: str, middle: str, dark: str) -> str:
        """A paint that makes a flat shape look round, lit from above and the left."""
        stops = _stops([(0, light), (0.55, middle), (1, dark)])
        return self._paint(f'<radialGradient id="@" cx=".36" cy=".26" r=".85">{stops}</radialGradient>')

    def _paint(self, markup: str) -> str:
        return f"url(#{self.define(markup)})"

    def soft(self, radius: float, across: float | None = None) -> str:
        """The attribute that softens what carries it."""
        spread = f"{radius:g}" if across is None else f"{across:g} {radius:g}"
        return self._filter(f'<feGaussianBlur stdDeviation="{spread}"/>')

    def rippled(self, scale: float, seed: int, *, blur: float = 2.0) -> str:
        """The attribute that makes a picture lie on moving water."""
        return self._filter(
            f'<feTurbulence type="fractalNoise" baseFrequency=".005 .075" numOctaves="3" seed="{seed}"/>'
            f'<feDisplacementMap in="SourceGraphic" scale="{scale:g}" xChannelSelector="R" yChannelSelector="G"/>'
            f'<feGaussianBlur stdDeviation="{blur:g} {blur / 2:g}"/>'
        )

    def wobbly(self, scale: float, seed: int, grain: float = 0.03) -> str:
        """The attribute that makes an edge uneven, as a hand or a crayon does."""
        return self._filter(
            f'<feTurbulence type="fractalNoise" baseFrequency="{grain:g}" numOctaves="2" seed="{seed}"/>'
            f'<feDisplacementMap in="SourceGraphic" scale="{scale:g}" xChannelSelector="R" yChannelSelector="G"/>'
        )

    def cloud(self, colour: str, *, fx: float, fy: float, seed: int, gain: float = 2.5, least: float = 0.5) -> str:
        """The attribute that turns a shape into drifts of one colour: fog, frost, clouds, grain of wood.

        ``fx`` and ``fy`` say how many drifts lie across the sheet; what is under ``least`` stays clear.
        """
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return self._filter(
            f'<feTurbulence type="fractalNoise" baseFrequency="{fx / self.width:.5f} {fy / self.height:.5f}" '
            f'numOctaves="4" seed="{seed}"/><feColorMatrix values="0 0 0 0 {red:.3f} 0 0 0 0 {green:.3f} '
            f'0 0 0 0 {blue:.3f} 0 0 0 {gain:g} {-gain * least:.3f}"/><feComposite in2="SourceGraphic" operator="in"/>'
        )

    def _filter(self, steps: str) -> str:
        box = 'x="-5%" y="-5%" width="110%" height="110%" color-interpolation-filters="sRGB"'
        name = self.define(f'<filter id="@" {box}>{steps}</filter>')
        return f'filter="url(#{name})"'

    # ------------------------------------------------------------ shapes

    def whole(self, paint: str, extra: str = "") -> str:
        """A shape that covers the sheet."""
        return self.band(0, self.height, paint, extra)

    def band(self, top: float, bottom: float, paint: str, extra: str = "") -> str:
        """A shape from edge to edge between two heights."""
        wide = self.width + 2 * BEYOND
        return f'<rect x="-{BEYOND}" y="{top:g}" width="{wide}" height="{bottom - top:g}" fill="{paint}" {extra}/>'

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 1.0, *, flat: float = 1.0) -> str:
        """Light around a point; ``flat`` under 1 lays it down."""
        paint = self.shine(colour, strength)
        return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{radius:.1f}" ry="{radius * flat:.1f}" fill="{paint}"/>'

    def vignette(self, strength: float = 0.3) -> None:
        """Darker corners, as old lenses have them."""
        stops = f'<stop offset=".55" stop-opacity="0"/><stop offset="1" stop-opacity="{strength:g}"/>'
        self.add(self.whole(self._paint(f'<radialGradient id="@" r=".7">{stops}</radialGradient>')))

    def ridge(self, base: float, height: float, waves: float, *, step: float = 6) -> list[Point]:
        """An uneven line from edge to edge around ``base``, hills if ``waves`` are few."""
        phases = [(waves * 1.9**k, 0.52**k, self.random.uniform(0, 2 * math.pi)) for k in range(6)]
        line = []
        for i in range(int((self.width + 2 * BEYOND) / step) + 2):
            x = i * step - BEYOND
            rise = sum(much * math.sin(2 * math.pi * often * x / self.width + phase) for often, much, phase in phases)
            line.append((x, base - height * rise / 2))
        return line

    def land(self, line: list[Point], paint: str, extra: str = "", *, bottom: float | None = None) -> str:
        """Everything under a line."""
        floor = self.height if bottom is None else bottom
        return f'<path d="{outline([*line, (self.width + BEYOND + 10, floor), (-BEYOND - 10, floor)])}" fill="{paint}" {extra}/>'

    def firs(self, line: list[Point], size: float, *, gap: float = 0.5) -> str:
        """The ``d`` of conifers that stand along a line."""
        step = line[1][0] - line[0][0]
        x, parts = float(-BEYOND), []
        while x < self.width + BEYOND:
            tall = size * self.random.uniform(0.45, 1.35)
            foot = line[int((x + BEYOND) / step)][1] + size * 0.3
            parts.append(self._fir(x, foot, tall))
            x += size * self.random.uniform(0.12, 0.12 + gap)
        return "".join(parts)

    def _fir(self, x: float, foot: float, tall: float) -> str:
        half, tiers = tall * 0.17, 5
        right = [
            (x + half * k / tiers * self.random.uniform(0.8, 1.2), foot - tall + tall * k / tiers)
            for k in range(1, tiers + 1)
        ]
        left = [(x - (px - x) * self.random.uniform(0.8, 1.2), py) for px, py in reversed(right)]
        return outline([(x, foot - tall), *right, *left])

    def blades(self, count: int, top: float, *, tallest: float, spread: float = 1.0, middle: float = 0.5) -> str:
        """The ``d`` of blades of grass under ``top``, longer the nearer they are."""
        parts = []
        for _ in range(count):
            near = self.random.random() ** 0.7
            x = self.width * (middle + spread * (self.random.random() - 0.5))
            y = top + (self.height - top + 20) * near
            tall = (4 + tallest * near**1.8) * self.random.uniform(0.5, 1.5)
            lean = self.random.gauss(0, 0.2) * tall
            wide = 0.5 + 1.6 * near
            parts.append(f"M{x - wide:.1f} {y:.0f}L{x + lean:.1f} {y - tall:.0f} {x + wide:.1f} {y:.0f}z")
        return "".join(parts)


def outline(points: Iterable[Point], *, closed: bool = True) -> str:
    """The ``d`` of straight lines through points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("z" if closed else "")


def shape(d: str, paint: str, extra: str = "") -> str:
    """A filled path."""
    return f'<path d="{d}" fill="{paint}" {extra}/>'


def stroke(d: str, colour: str, width: float, extra: str = "") -> str:
    """A drawn path with round ends."""
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" {ends} {extra}/>'


def group(marks: Iterable[str], extra: str = "") -> str:
    """Several marks that are softened, mirrored or faded together."""
    return f"<g {extra}>{''.join(marks)}</g>"


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two, 0 the one and 1 the other."""
    parts = []
    for i in (1, 3, 5):
        a, b = int(one[i : i + 2], 16), int(other[i : i + 2], 16)
        parts.append(f"{round(a + (b - a) * share):02x}")
    return "#" + "".join(parts)


def _stops(stops: Sequence[Stop]) -> str:
    return "".join(f'<stop offset="{at:g}" stop-color="{colour}"/>' for at, colour in stops)
