"""Scenes out of doors: the lake, the rowan, birches, the sea, lanterns, snow."""

import math
from dataclasses import dataclass
from itertools import pairwise

from yearlight.ops.demo_pictures.sheet import Point, Sheet, group, mixed, outline, shape, stroke


@dataclass(frozen=True, slots=True)
class Light:
    """The colours of an hour: sky from above to the horizon, the far land, mist, the sun."""

    sky: tuple[str, str, str]
    far: str
    near: str
    mist: str
    sun: str
    shore: str


DAWN = Light(("#9fb0b6", "#d3d0c8", "#eed9bf"), "#c9cbc6", "#465a5b", "#efe4d6", "#ffe7bd", "#2c3839")
NOON = Light(("#86a8c0", "#b4cad3", "#dfe3da"), "#a9bcc0", "#40594d", "#e2e8e4", "#fff6dc", "#3a4632")
EVENING = Light(("#5f7488", "#a99c97", "#e8b989"), "#a58f88", "#3b4650", "#d9b596", "#ffd9a0", "#232b2e")
WINTER = Light(("#b8c4ca", "#d5dbdc", "#e9e6e0"), "#d2d8d9", "#6c7d82", "#f0f1ee", "#fff3df", "#7f8c90")


def lake(seed: int, light: Light = DAWN) -> Sheet:
    """A still lake between wooded hills."""
    sheet = Sheet(1500, 1000, seed)
    horizon = 590
    sheet.add(sheet.whole(sheet.fall([(0, light.sky[0]), (0.38, light.sky[1]), (0.6, light.sky[2])])))
    drifts = sheet.cloud(mixed(light.sky[0], "#ffffff", 0.5), fx=4, fy=11, seed=seed)
    sheet.add(sheet.band(0, horizon - 60, "#000", f'{drifts} opacity=".5"'))
    sheet.add(sheet.glow(sheet.random.uniform(450, 1150), horizon - 90, 420, light.sun, 0.95))
    land = [mark for k in range(5) for mark in _hills(sheet, light, horizon, k)]
    hills = sheet.define(f'<g id="@">{group(land)}</g>')
    below = sheet.define(f'<clipPath id="@"><rect y="{horizon}" width="1500" height="410"/></clipPath>')
    above = sheet.define(f'<clipPath id="@"><rect width="1500" height="{horizon}"/></clipPath>')
    sheet.add(f'<use href="#{hills}" clip-path="url(#{above})"/>')
    water = [
        sheet.band(0, horizon, sheet.fall([(0, light.sky[0]), (1, light.sky[2])])),
        f'<use href="#{hills}" clip-path="url(#{above})"/>',
    ]
    # A little higher than a mirror would have it, so that ripples at the far edge find land to move.
    turned = f'transform="translate(0 {2 * horizon - 16}) scale(1 -1)"'
    sheet.add(f'<g clip-path="url(#{below})">{group([group(water, turned)], sheet.rippled(38, seed))}</g>')
    deep = mixed(light.near, "#20303a", 0.5)
    darker = f'<linearGradient id="@" x2="0" y2="1"><stop stop-color="{deep}" stop-opacity=".05"/>'
    darker += f'<stop offset="1" stop-color="{deep}" stop-opacity=".5"/></linearGradient>'
    sheet.add(sheet.band(horizon, 1000, f"url(#{sheet.define(darker)})"))
    haze = sheet.cloud(light.mist, fx=5, fy=14, seed=seed + 7, gain=2.2, least=0.35)
    sheet.add(group([sheet.band(horizon - 30, horizon + 44, light.mist, haze)], f'{sheet.soft(12)} opacity=".8"'))
    sheet.add(sheet.land(sheet.ridge(975, 40, 1.3), light.shore, sheet.soft(1.5)), _reeds(sheet, light.shore))
    sheet.vignette(0.22)
    return sheet


def _hills(sheet: Sheet, light: Light, horizon: float, k: int) -> list[str]:
    """The hills number ``k``, nearer and darker than those before, and the mist at their foot."""
    colour = mixed(light.far, light.near, (k / 4) ** 1.2)
    line = sheet.ridge(horizon - 180 + k * 40, 130 - k * 20, 1.1 + k * 0.55)
    marks = [sheet.land(line, colour, bottom=horizon + 4)]
    if k >= 2:
        marks.append(shape(sheet.firs(line, 18 + 14 * (k - 2)), colour))
    foot = sheet.band(horizon - 70 + 8 * k, horizon + 8, light.mist, f'{sheet.soft(22)} opacity="{0.5 - 0.06 * k:.2f}"')
    return [group(marks, sheet.soft(1.1)), foot]


def _reeds(sheet: Sheet, colour: str) -> str:
    stalks, heads = [], []
    for _ in range(170):
        x = sheet.random.gauss(190, 140) if sheet.random.random() < 0.72 else sheet.random.gauss(1290, 75)
        tall = sheet.random.uniform(50, 200)
        lean = sheet.random.gauss(0, 0.12) * tall
        stalks.append(f"M{x:.1f} 1000Q{x:.1f} {1000 - tall * 0.6:.1f} {x + lean:.1f} {985 - tall:.1f}")
        if sheet.random.random() < 0.35:
            heads.append(f"M{x + lean:.1f} {985 - tall:.1f}v-{sheet.random.uniform(16, 30):.0f}")
    return stroke("".join(stalks), colour, 2.4) + stroke("".join(heads), colour, 7)


@dataclass(frozen=True, slots=True)
class Autumn:
    """How a rowan and its meadow look in one year."""

    sky: tuple[str, str, str]
    meadow: tuple[str, str]
    leaves: tuple[str, ...]
    leafy: float
    fog: float = 0.3
    frost: float = 0.0
    berries: float = 0.0


AUTUMNS = (
    Autumn(("#b9c6cb", "#d5dad7", "#e8e3d8"), ("#a3a06e", "#6a7148"), ("#7d6a2f", "#a98638", "#c9a24a"), 0.6, 0.35),
    Autumn(("#8fa9bd", "#c2d0d6", "#f0e2cb"), ("#b3a668", "#757643"), ("#8a4a22", "#b5662a", "#d08a3c"), 0.8),
    Autumn(
        ("#c9cecd", "#dcdfdb", "#e9e7df"), ("#9aa07a", "#5d6a4b"), ("#7b5a26", "#a5752f", "#c39644"), 0.6, 0.8, 0, 0.6
    ),
    Autumn(
        ("#7f9fb9", "#bccfd8", "#eadfcb"), ("#bda961", "#7d7a3f"), ("#833a1c", "#b04f22", "#d07a35"), 0.9, 0.2, 0, 1
    ),
    Autumn(
        ("#a9b3b6", "#c7cdcb", "#dcd9d0"), ("#94966a", "#59613f"), ("#6d3319", "#964420", "#b8632c"), 0.5, 0.5, 0, 1
    ),
    Autumn(
        ("#c3cdd3", "#dde2e2", "#efe9df"), ("#b9c0b6", "#8d978c"), ("#7a3c20", "#9d5a33", "#b67c4c"), 0.2, 0.55, 0.8, 1
    ),
    Autumn(
        ("#86a4b8", "#c3d1d5", "#f2dfc2"), ("#c0aa62", "#7d783f"), ("#7b3219", "#aa4a20", "#cb7431"), 0.95, 0.25, 0, 1
    ),
)


def rowan(seed: int, growth: float, autumn: Autumn) -> Sheet:
    """The rowan on its meadow; ``growth`` 0 when it was planted, 1 when it is grown."""
    sheet = Sheet(1040, 1300, seed)
    horizon = 780
    _meadow(sheet, horizon, autumn)
    tree = _Tree(sheet, growth, (520, 1040))
    wood = "#565350" if autumn.frost else "#4a4038"
    sheet.add(sheet.glow(545, 1046, 40 + 300 * growth, "#1d2114", 0.55, flat=0.13))
    if growth < 0.2:
        sheet.add(stroke("M488 1048L495 850", "#7f6a51", 9), stroke("M494 925L523 932", "#7f6a51", 4))
    sheet.add(group([stroke(d, wood, width) for width, d in tree.wood()], sheet.soft(0.5)))
    for k, colour in enumerate(autumn.leaves):
        d = tree.leaves(int((160 + 8000 * growth) * autumn.leafy / len(autumn.leaves)), k / len(autumn.leaves))
        sheet.add(shape(d, colour, 'opacity=".93"'))
    sheet.add(shape(tree.berries(int(95 * growth * autumn.berries)), "#b5371f"))
    sheet.add(shape(tree.fallen(int(300 * growth * autumn.leafy)), autumn.leaves[1], 'opacity=".8"'))
    blade = "#c9cec9" if autumn.frost else mixed(autumn.meadow[1], "#000000", 0.15)
    sheet.add(shape(sheet.blades(160, 990, tallest=26, spread=0.45), blade, 'opacity=".75"'))
    sheet.add(sheet.whole(autumn.sky[2], f'opacity="{autumn.fog * 0.13:.2f}"'))
    sheet.vignette(0.2)
    return sheet


def _meadow(sheet: Sheet, horizon: float, autumn: Autumn) -> None:
    """Sky, far woods and grass up to the viewer's feet."""
    sheet.add(sheet.whole(sheet.fall([(0, autumn.sky[0]), (0.45, autumn.sky[1]), (0.62, autumn.sky[2])])))
    clouds = sheet.cloud("#f4f3ee", fx=3, fy=8, seed=5)
    sheet.add(sheet.band(0, horizon - 50, "#000", f'{clouds} opacity=".55"'))
    for k in range(3):
        colour = mixed("#74898a", autumn.sky[2], 0.62 - 0.22 * k)
        line = sheet.ridge(horizon - 110 + 46 * k, 110 - 25 * k, 1.2 + 0.6 * k)
        marks = [sheet.land(line, colour), shape(sheet.firs(line, 12 + 18 * k, gap=0.35), colour)]
        sheet.add(group(marks, sheet.soft(2.2 - 0.4 * k)))
    sheet.add(sheet.band(horizon - 90, horizon + 90, autumn.sky[2], f'{sheet.soft(40)} opacity="{autumn.fog:g}"'))
    ground = sheet.land(sheet.ridge(horizon + 34, 22, 0.8), sheet.fall([(0, autumn.meadow[0]), (1, autumn.meadow[1])]))
    sheet.add(group([ground], sheet.soft(1.4)))
    patches = sheet.cloud(mixed(autumn.meadow[1], "#1c2410", 0.4), fx=18, fy=60, seed=11, least=0.45)
    sheet.add(sheet.band(horizon + 50, sheet.height, "#000", f'{patches} opacity=".5"'))
    for colour, much in ((mixed(autumn.meadow[1], "#000000", 0.35), 0.5), (autumn.meadow[0], 0.5)):
        sheet.add(shape(sheet.blades(2000, horizon + 60, tallest=46, spread=1.05), colour, f'opacity="{much}"'))
    if autumn.frost:
        rime = sheet.cloud("#eef1f1", fx=34, fy=90, seed=13, gain=1.6, least=0.2)
        sheet.add(sheet.band(horizon + 20, sheet.height, "#000", f'{rime} opacity="{autumn.frost * 0.8:.2f}"'))


class _Tree:
    """A small tree that is the same every year, only taller."""

    def __init__(self, sheet: Sheet, growth: float, foot: Point) -> None:
        self.sheet, self.foot, self.growth = sheet, foot, growth
        self.tall = 1300 * (0.15 + 0.47 * growth)
        self.tips: list[Point] = []
        self.limbs: list[tuple[float, list[Point]]] = []
        self._trunk()

    def _trunk(self) -> None:
        thick, line = 3.2 + 17 * self.growth, []
        for k in range(31):
            t = k / 30
            line.append((self._sway(t), self.foot[1] - self.tall * 0.94 * t))
            if t > 0.42:
                self.tips += [line[-1]] * 3
        for k in range(0, 30, 3):
            self.limbs.append((max(1.2, thick * (1 - 0.86 * k / 30)), line[k : k + 4]))
        # The golden section scatters the limbs evenly around the stem.
        for k in range(7 + int(26 * self.growth)):
            t = 0.27 + 0.70 * (k * 0.618 % 1.0)
            self._limb_at(t, (t - 0.27) / 0.73, 1 if k % 2 else -1, thick)

    def _sway(self, t: float) -> float:
        return self.foot[0] + 7 * self.growth * math.sin(t * 4.2) + 2 * math.sin(t * 11)

    def _limb_at(self, t: float, up: float, side: int, thick: float) -> None:
        reach = self.tall * (0.07 + 0.25 * math.sin(math.pi * (1 - up) ** 1.15)) * self.sheet.random.uniform(0.8, 1.1)
        angle = math.pi / 2 - side * (1.12 - 0.5 * up + 0.14 * self.sheet.random.gauss(0, 1))
        start = (self._sway(t), self.foot[1] - self.tall * 0.94 * t)
        self._limb(start, angle, reach, max(1.1, thick * (0.42 - 0.25 * up)), side * 0.34, 1)

    def _limb(self, start: Point, angle: float, length: float, width: float, bend: float, order: int) -> None:
        """One limb, bending toward the light; limbs of the next order leave it on both sides."""
        x, y = start
        line, steps = [start], 8
        for k in range(steps):
            now = angle + bend * k / steps + 0.07 * math.sin(k * 1.9 + x)
            x, y = x + math.cos(now) * length / steps, y - math.sin(now) * length / steps
            line.append((x, y))
            if k > 0 or order > 1:
                self.tips.append((x, y))
            if order < 3 and k >= 2 and length > 26 and self.sheet.random.random() < 0.6:
                side = 1 if k % 2 else -1
                away = now + side * self.sheet.random.uniform(0.55, 0.8)
                self._limb(
                    (x, y),
                    away,
                    length * (0.46 - 0.02 * k),
                    width * (1 - 0.7 * k / steps) * 0.5,
                    -side * 0.25,
                    order + 1,
                )
        self.limbs += [(width, line[:5]), (max(0.9, width * 0.55), line[4:])]

    def wood(self) -> list[tuple[float, str]]:
        """Widths and paths of everything wooden, gathered by width."""
        by_width: dict[float, list[str]] = {}
        for width, line in self.limbs:
            by_width.setdefault(round(width * 2) / 2, []).append(outline(line, closed=False))
        return [(width, "".join(parts)) for width, parts in by_width.items()]

    def _scattered(self, wide: float) -> Point:
        x, y = self.sheet.random.choice(self.tips)
        return self.sheet.random.gauss(x, wide), self.sheet.random.gauss(y, wide * 0.85)

    def leaves(self, count: int, shade: float) -> str:
        """The ``d`` of so many leaves; ``shade`` 0 on the dark side of the crown, 1 in its light."""
        parts: list[str] = []
        spread = 7 + 15 * self.growth
        while len(parts) < count:
            x, y = self._scattered(spread)
            lit = 0.5 + (x - self.foot[0]) / self.tall + self.sheet.random.gauss(0, 0.35)
            if y > self.foot[1] - self.tall * 0.2 or abs(lit - shade - 0.15) > 0.5:
                continue
            size = self.sheet.random.uniform(3.5, 7.5) * (0.8 + 0.3 * self.growth)
            a = self.sheet.random.uniform(0, math.pi)
            dx, dy = math.cos(a) * size, math.sin(a) * size
            parts.append(
                f"M{x - dx:.1f} {y - dy:.1f}L{x + dy * 0.45:.1f} {y - dx * 0.45:.1f} {x + dx:.1f} {y + dy:.1f} {x - dy * 0.45:.1f} {y + dx * 0.45:.1f}z"
            )
        return "".join(parts)

    def berries(self, clusters: int) -> str:
        """The ``d`` of clusters of berries."""
        parts = []
        for _ in range(clusters):
            cx, cy = self._scattered(8 + 16 * self.growth)
            if cy > self.foot[1] - self.tall * 0.2:
                continue
            for _ in range(8):
                x, y = self.sheet.random.gauss(cx, 5), self.sheet.random.gauss(cy, 4)
                parts.append(f"M{x - 2.6:.1f} {y:.1f}a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0z")
        return "".join(parts)

    def fallen(self, count: int) -> str:
        """The ``d`` of leaves that lie in the grass."""
        parts = []
        for _ in range(count):
            x = self.sheet.random.gauss(self.foot[0], 60 + 220 * self.growth)
            y = self.foot[1] - 8 + abs(self.sheet.random.gauss(0, 40 + 40 * self.growth))
            parts.append(f"M{x - 4:.1f} {y:.1f}l4-2 4 2-4 2z")
        return "".join(parts)


def birches(seed: int, *, snow: bool = False) -> Sheet:
    """Birch trunks in fog, the nearest last."""
    sheet = Sheet(1500, 1000, seed)
    floor = "#e9ebea" if snow else "#b09a68"
    sheet.add(sheet.whole(sheet.fall([(0, "#c3cccd"), (0.55, "#dfe0da"), (1, "#cfcdc0")])))
    for k in range(6):
        near = k / 5
        base = 700 + 58 * k
        bark, dark = mixed("#c9cfcc", "#eceae2", near), mixed("#b2bbb9", "#2d302e", near)
        ground = sheet.land(sheet.ridge(base, 26, 1.5), mixed("#d9d8ce", floor, 0.25 + 0.7 * near))
        sheet.add(group([ground], sheet.soft(10)))
        trees = [_birch(sheet, base, k, bark, dark) for _ in range((24, 18, 13, 8, 5, 3)[k])]
        sheet.add(group(trees, sheet.soft(max(0.5, 1.5 - 0.25 * k))))
        sheet.add(sheet.whole("#e4e6e1", f'opacity="{0.24 * (1 - near):.2f}"'))
    if not snow:
        grass = sheet.blades(1500, 840, tallest=70)
        sheet.add(shape(grass, "#8d7744", 'opacity=".7"'))
    fog = sheet.cloud("#eceeea", fx=3, fy=4, seed=seed, gain=1.8, least=0.4)
    sheet.add(sheet.whole("#000", f'{fog} opacity=".5"'))
    sheet.vignette(0.16)
    return sheet


def _birch(sheet: Sheet, base: float, k: int, bark: str, dark: str) -> str:
    r = sheet.random
    x, wide, lean = r.uniform(0, 1500), 5 + 5 * k + r.uniform(0, 3 + 4 * k), r.gauss(0, 0.02)
    foot = base + r.uniform(0, 12)
    paint = sheet.fall(
        [(0, mixed(bark, dark, 0.35)), (0.35, bark), (0.8, bark), (1, mixed(bark, dark, 0.2))], sideways=True
    )
    top = x + lean * foot
    trunk = [(x - wide / 2, foot), (x + wide / 2, foot), (top + wide * 0.37, -10), (top - wide * 0.37, -10)]
    marks, twigs = [], []
    for _ in range(9 + 9 * k):
        y = r.uniform(0, foot)
        length = wide * r.uniform(0.15, 0.6)
        start = x + lean * (foot - y) - wide * 0.45 + r.uniform(0, wide * 0.9 - length)
        marks.append(f"M{start:.1f} {y:.1f}q{length / 2:.1f} {r.gauss(0, 2.5):.1f} {length:.1f} 0")
    for _ in range(7 if k < 5 else 3):
        y, side = r.uniform(0, foot * 0.55), r.choice((-1, 1))
        long = (40 + 16 * k) * r.uniform(0.6, 1.6) * side
        twigs.append(
            f"M{x + lean * (foot - y):.1f} {y:.1f}q{long * 0.4:.1f} {-abs(long) * 0.7:.1f} {long:.1f} {-abs(long) * 0.55:.1f}"
        )
    drawn = (
        stroke("".join(twigs), mixed(bark, dark, 0.6), 0.8 + 0.5 * k, 'opacity=".7"'),
        shape(outline(trunk), paint),
        stroke("".join(marks), dark, 1 + 0.55 * k, f'opacity="{0.3 + 0.13 * k:.2f}"'),
    )
    return "".join(drawn)


def beach(seed: int, heights: tuple[int, ...] = (168, 112, 158, 84)) -> Sheet:
    """The edge of the sea in the evening, and people from behind, far away, hand in hand."""
    sheet = Sheet(1600, 980, seed)
    horizon, edge = 412, 650
    sheet.add(sheet.whole(sheet.fall([(0, "#8ea6b6"), (0.22, "#b6c2c6"), (0.36, "#e3d3bd"), (0.42, "#efd2ab")])))
    streaks = sheet.cloud("#7b8d9c", fx=3, fy=16, seed=seed)
    sheet.add(sheet.band(0, horizon - 20, "#000", f'{streaks} opacity=".5"'))
    sheet.add(sheet.glow(500, horizon - 14, 330, "#ffeac2", 0.95, flat=0.7))
    sheet.add(
        sheet.band(horizon, 980, sheet.fall([(0, "#9fb0b3"), (0.3, "#a9b3b0"), (0.42, "#b7ad9a"), (1, "#8f8471")]))
    )
    for colour, least, turn in (("#ece6d8", 0.52, 1), ("#5e7479", 0.52, 2)):
        waves = sheet.cloud(colour, fx=7, fy=170, seed=seed + turn, gain=5, least=least)
        sheet.add(sheet.band(horizon + 2, edge, "#000", f'{waves} opacity=".45"'))
    sheet.add(sheet.glow(500, 690, 520, "#f1d9b3", 0.6, flat=0.35))
    for k, y in enumerate((572, 612, 664)):
        line = sheet.ridge(y, 12 + 4 * k, 1.7)
        foam = stroke(outline(line, closed=False), "#f3efe5", 5 + 3 * k)
        sheet.add(group([foam], f'{sheet.wobbly(14, seed + k)} opacity="{0.65 + 0.1 * k:.2f}"'))
    sand = sheet.cloud("#6f6553", fx=90, fy=140, seed=seed + 4, gain=2, least=0.45)
    sheet.add(sheet.band(edge + 50, 980, "#000", f'{sand} opacity=".25"'))
    people = sheet.define(f'<g id="@">{_people(sheet, 720, heights)}</g>')
    still = f'{sheet.soft(4)} opacity=".35" transform="translate(0 1452) scale(1 -1)"'
    sheet.add(group([f'<use href="#{people}"/>'], still), f'<use href="#{people}" {sheet.soft(0.7)}/>')
    sheet.vignette(0.2)
    return sheet


def _people(sheet: Sheet, foot: float, heights: tuple[int, ...]) -> str:
    x = 900.0
    parts: list[str] = []
    hands: list[tuple[float, float, float, float]] = []
    for tall in heights:
        half = tall * 0.15
        coat = f"M{x - tall * 0.07:.1f} {foot - tall * 0.86:.1f}h{tall * 0.14:.1f}L{x + half:.1f} {foot - tall * 0.4:.1f}h-{2 * half:.1f}z"
        legs = "".join(
            f"M{x + side * tall * 0.075 - tall * 0.05:.1f} {foot - tall * 0.42:.1f}h{tall * 0.1:.1f}l-{tall * 0.02:.1f} {tall * 0.42:.1f}h-{tall * 0.06:.1f}z"
            for side in (-1, 1)
        )
        head = f'<circle cx="{x:.1f}" cy="{foot - tall * 0.92:.1f}" r="{tall * 0.075:.1f}" fill="#303a40"/>'
        parts += [shape(coat + legs, "#303a40"), head]
        hands.append((x, foot - tall * 0.46, half, foot - tall * 0.76))
        x += 62 + tall * 0.28
    for (x1, y1, half1, shoulder1), (x2, y2, half2, shoulder2) in pairwise(hands):
        low = max(y1, y2) - 4
        arm = f"M{x1 + half1 * 0.5:.1f} {shoulder1:.1f}L{(x1 + half1 + x2 - half2) / 2:.1f} {low:.1f} {x2 - half2 * 0.5:.1f} {shoulder2:.1f}"
        parts.append(stroke(arm, "#303a40", 9))
    return "".join(parts)


def lanterns(seed: int, count: int = 46) -> Sheet:
    """Paper lanterns on dark water."""
    sheet = Sheet(1500, 1000, seed)
    horizon = 430
    sheet.add(
        sheet.whole(
            sheet.fall([(0, "#172736"), (0.3, "#2f4b5e"), (0.43, "#5f7480"), (0.45, "#3e5462"), (1, "#0f1a23")])
        )
    )
    line = sheet.ridge(horizon - 46, 60, 1.4)
    wood = sheet.define(
        f'<g id="@">{sheet.land(line, "#1a2a35", bottom=horizon)}{shape(sheet.firs(line, 30, gap=0.3), "#1a2a35")}</g>'
    )
    sheet.add(f'<use href="#{wood}" {sheet.soft(1.6)}/>')
    turned = group(
        [f'<use href="#{wood}" transform="translate(0 {2 * horizon - 10}) scale(1 -1)"/>'], sheet.rippled(34, seed)
    )
    below = sheet.define(f'<clipPath id="@"><rect y="{horizon}" width="1500" height="600"/></clipPath>')
    sheet.add(f'<g clip-path="url(#{below})" opacity=".8">{turned}</g>')
    glitter = sheet.cloud("#7f97a3", fx=9, fy=140, seed=seed, gain=4, least=0.55)
    sheet.add(sheet.band(horizon + 6, 1000, "#000", f'{glitter} opacity=".25"'))
    places = sorted((sheet.random.random() ** 1.5, sheet.random.random()) for _ in range(count))
    for near, across in places:
        _lantern(
            sheet, 750 + 1500 * (across - 0.5) * (0.5 + 0.7 * near), horizon + 16 + 440 * near, 3 + 21 * near**1.15
        )
    sheet.vignette(0.4)
    return sheet


def _lantern(sheet: Sheet, x: float, y: float, size: float) -> None:
    colour = sheet.random.choice(("#ffcf86", "#ffbe6b", "#ffdca6"))
    body = f'<rect x="{x - size * 0.8:.1f}" y="{y - size * 1.7:.1f}" width="{size * 1.6:.1f}" height="{size * 1.7:.1f}" rx="{size * 0.2:.1f}" '
    lit = sheet.fall([(0, mixed(colour, "#b8702a", 0.4)), (0.6, "#fff0cf"), (1, colour)])
    gleams = []
    for k in range(int(6 + size * 0.7)):
        half = size * (0.75 - 0.03 * k) * sheet.random.uniform(0.4, 1.2)
        if half > 0:
            gleams.append(
                f"M{x - half + sheet.random.gauss(0, size * 0.15):.1f} {y + size * (0.3 + 0.52 * k):.1f}h{2 * half:.1f}"
            )
    sheet.add(sheet.glow(x, y - size * 0.8, size * 4.2, colour, 0.5))
    sheet.add(stroke("".join(gleams), colour, max(0.8, size * 0.2), f'{sheet.soft(1)} opacity=".55"'))
    sheet.add(f'{body}fill="{lit}"/>')


def snow(seed: int, light: Light = WINTER) -> Sheet:
    """The first snow, and a track of steps across it."""
    sheet = Sheet(1500, 1000, seed)
    horizon = 470
    sheet.add(sheet.whole(sheet.fall([(0, light.sky[0]), (0.3, light.sky[1]), (0.48, light.sky[2])])))
    sheet.add(sheet.glow(1050, horizon - 70, 380, light.sun, 0.8))
    for k in range(3):
        line = sheet.ridge(horizon - 60 + 34 * k, 90 - 20 * k, 1.2 + k * 0.6)
        colour = mixed(light.near, light.sky[2], 0.7 - 0.28 * k)
        sheet.add(
            group([sheet.land(line, colour), shape(sheet.firs(line, 22 + 26 * k), colour)], sheet.soft(1.8 - 0.5 * k))
        )
    for k, colour in enumerate(("#dfe5e8", "#e8ecee", "#f1f3f3")):
        field = sheet.land(
            sheet.ridge(horizon + 50 + 120 * k, 46 + 30 * k, 0.7),
            sheet.fall([(0, colour), (1, mixed(colour, "#b9c6d0", 0.5))]),
        )
        sheet.add(group([field], sheet.soft(2 + 2 * k)))
    steps = []
    for k in range(26):
        t = k / 25
        x, y = 300 + 560 * t**0.7 + (9 + 18 * (1 - t)) * (1 if k % 2 else -1), 985 - 410 * t**0.8
        steps.append(
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{4 + 17 * (1 - t):.1f}" ry="{1.6 + 7 * (1 - t):.1f}" fill="#a9b7c3"/>'
        )
    sheet.add(group(steps, f'{sheet.soft(1.5)} opacity=".85"'))
    flakes = "".join(f"M{sheet.random.uniform(0, 1500):.0f} {sheet.random.uniform(0, 1000):.0f}h.1" for _ in range(260))
    sheet.add(stroke(flakes, "#ffffff", 4.5, f'{sheet.soft(0.9)} opacity=".8"'))
    sheet.vignette(0.16)
    return sheet


def stones(seed: int) -> Sheet:
    """Stones that were laid down one by one in the moss."""
    sheet = Sheet(1400, 1050, seed)
    sheet.add(sheet.whole("#5c6a3f"))
    for colour, turn, cells in (("#39462a", 1, 30), ("#8a9a58", 2, 60), ("#a3843f", 3, 18)):
        moss = sheet.cloud(colour, fx=cells, fy=cells, seed=seed + turn, gain=3.4, least=0.5)
        sheet.add(sheet.whole("#000", f'{moss} opacity=".8"'))
    placed: list[tuple[float, float, float]] = []
    for _ in range(900):
        x, y, size = sheet.random.gauss(700, 280), sheet.random.gauss(540, 190), sheet.random.uniform(36, 96)
        if all(math.hypot(x - px, (y - py) * 1.25) > (size + pr) * 0.98 for px, py, pr in placed):
            placed.append((x, y, size))
    laid = [_stone(sheet, x, y, size) for x, y, size in sorted(placed, key=lambda stone: stone[1])]
    edges = "".join(d for d, _ in laid)
    sheet.add(shape(edges, "#171c10", f'{sheet.soft(9)} opacity=".6" transform="translate(9 14)"'))
    sheet.add(*(shape(d, paint) for d, paint in laid))
    speckle = sheet.cloud("#33332f", fx=300, fy=240, seed=seed, gain=3, least=0.55)
    sheet.add(shape(edges, "#000", f'{speckle} opacity=".4"'))
    sheet.vignette(0.35)
    return sheet


def _stone(sheet: Sheet, x: float, y: float, size: float) -> tuple[str, str]:
    """The edge of a stone and its paint, lit from above."""
    colour = sheet.random.choice(("#9a9a94", "#b3aca0", "#84898a", "#a8988a", "#c3bfb6", "#767c80"))
    points = []
    for k in range(40):
        a = k * math.pi / 20
        far = size * (1 + 0.07 * math.sin(2 * a + size) + 0.04 * math.sin(3 * a + x))
        points.append((x + far * math.cos(a), y + far * 0.78 * math.sin(a)))
    return outline(points), sheet.rounded(mixed(colour, "#ffffff", 0.35), colour, mixed(colour, "#22241f", 0.6))
