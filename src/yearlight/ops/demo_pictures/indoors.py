"""Scenes near by: the candle, rowan berries, a knitted hat, a parcel, a child's drawing."""

import math
from itertools import pairwise

from yearlight.ops.demo_pictures.sheet import Point, Sheet, group, mixed, outline, shape, stroke


def candle(seed: int) -> Sheet:
    """A candle in a glass on a window sill at dusk, the lights of a harbour behind it."""
    sheet = Sheet(1000, 1250, seed)
    r = sheet.random
    evening = sheet.fall([(0, "#1f3142"), (0.45, "#3a5366"), (0.62, "#7d8a8c"), (0.68, "#a98f74"), (1, "#24313a")])
    sheet.add(sheet.whole(evening))
    lights = []
    for _ in range(44):
        colour = r.choice(("#d9a65c", "#c98b4a", "#a8b3ad"))
        at = f'cx="{r.uniform(0, 1000):.0f}" cy="{r.uniform(600, 880):.0f}" r="{r.uniform(10, 42):.0f}"'
        lights.append(f'<circle {at} fill="{colour}" opacity="{r.uniform(0.08, 0.32):.2f}"/>')
    sheet.add(group(lights, sheet.soft(4)))
    bars = '<path d="M245 0h40v1000h-40zM0 375h1000v30H0zM0 0h28v1000H0z" fill="#18232b"/>'
    sheet.add(group([bars], sheet.soft(2)), stroke("M282 0V1000", "#8a6d4b", 3, sheet.soft(1.5)))
    sheet.add(sheet.band(1000, 1250, sheet.fall([(0, "#6d5a45"), (0.1, "#4d4237"), (1, "#201f1f")])))
    wood = sheet.cloud("#1a1410", fx=4, fy=120, seed=seed, gain=3, least=0.48)
    sheet.add(sheet.band(1000, 1250, "#000", f'{wood} opacity=".45"'))
    x = 585.0
    sheet.add(sheet.glow(x, 815, 620, "#c7782f", 0.5), sheet.glow(x, 1060, 380, "#d98f43", 0.75, flat=0.22))
    glass = f'<rect x="{x - 100}" y="700" width="200" height="358" rx="24"'
    body = sheet.fall([(0, "#c79a5c"), (0.3, "#e9b469"), (0.55, "#f3c27a"), (0.72, "#c88a44"), (1, "#5b3a1d")])
    sheet.add(f'{glass} fill="{body}" opacity=".8"/>')
    sheet.add(f'<path d="M{x - 99} 920h198v115q0 22-24 22h-150q-24 0-24-22z" fill="#f0cd98" opacity=".75"/>')
    sheet.add(f'<ellipse cx="{x}" cy="920" rx="98" ry="11" fill="#ffe3b0" opacity=".8"/>')
    sheet.add(sheet.glow(x, 830, 190, "#ffd890", 0.95))
    sheet.add(f'{glass} fill="none" stroke="#ffdf9f" stroke-width="5" opacity=".4" {sheet.soft(1.5)}/>')
    sheet.add(stroke(f"M{x} 925V890", "#3a2a1c", 4))
    flame = outline(_flame(x, 902, 125 + 20 * r.random(), 26))
    sheet.add(shape(flame, "#ffc873", sheet.soft(7)), shape(flame, "#fff1cc", sheet.soft(2)))
    sheet.add(sheet.glow(815, 640, 60, "#f0b060", 0.5))
    sheet.vignette(0.35)
    return sheet


def _flame(x: float, foot: float, tall: float, wide: float) -> list[Point]:
    heights = [k / 40 for k in range(41)]
    right = [(x + wide * math.sin(math.pi * t**0.62), foot - tall * t) for t in heights]
    left = [(x - wide * 0.95 * math.sin(math.pi * t**0.62), foot - tall * t) for t in reversed(heights)]
    return right + left


def berries(seed: int) -> Sheet:
    """Rowan berries from near."""
    sheet = Sheet(1500, 1000, seed)
    r = sheet.random
    sheet.add(sheet.whole(sheet.fall([(0, "#7c8f86"), (0.5, "#97a083"), (1, "#6c7660")])))
    blots = []
    for _ in range(80):
        colour = r.choice(("#c9b45f", "#a7b08a", "#d8c996", "#7d8d6a", "#b9702f", "#dfe3d8"))
        at = f'cx="{r.uniform(0, 1500):.0f}" cy="{r.uniform(0, 1000):.0f}" r="{r.uniform(30, 120):.0f}"'
        blots.append(f'<circle {at} fill="{colour}" opacity="{r.uniform(0.1, 0.35):.2f}"/>')
    sheet.add(group(blots, sheet.soft(16)))
    clusters = [
        (r.gauss(x, 40), r.gauss(y, 30), size) for x, y, size in ((600, 560, 150), (910, 680, 120), (350, 430, 95))
    ]
    sheet.add(stroke("M20 60Q380 190 780 240T1310 190", "#4f4032", 13, sheet.soft(1)))
    stems = []
    for x, y, size in clusters:
        stems.append(f"M{x - 30:.0f} 205L{x - 8:.0f} {y - size * 0.9:.0f}")
        for k in range(20):
            a = k * 0.314
            stems.append(
                f"M{x - 8:.0f} {y - size * 0.9:.0f}l{math.cos(a) * size * 0.8:.0f} {size * 0.9 + math.sin(a) * size * 0.5:.0f}"
            )
    sheet.add(stroke("".join(stems), "#4f4032", 3.5, sheet.soft(0.8)))
    for x, y, angle, pairs in ((780, 240, 0.4, 6), (450, 185, 2.5, 5), (1200, 200, -0.2, 5), (990, 225, 1.25, 6)):
        _leaf(sheet, (x, y), angle + r.gauss(0, 0.1), pairs)
    for x, y, size in clusters:
        _cluster(sheet, x, y, size)
    sheet.vignette(0.28)
    return sheet


def _leaf(sheet: Sheet, start: Point, angle: float, pairs: int) -> None:
    """A leaf of the rowan: leaflets in pairs along a stalk and one at its end."""
    x, y = start
    leaflets, veins = [], [f"M{x:.0f} {y:.0f}"]
    for k in range(pairs):
        x, y = x + math.cos(angle) * 44, y + math.sin(angle) * 44
        veins.append(f"L{x:.0f} {y:.0f}")
        for side in (-1, 1) if k < pairs - 1 else (0,):
            a, long = angle + side * 1.05, 112 * (1 - 0.06 * k)
            tip = (x + math.cos(a) * long, y + math.sin(a) * long)
            veins.append(f"M{x:.0f} {y:.0f}L{tip[0]:.0f} {tip[1]:.0f}M{x:.0f} {y:.0f}")
            bulge = (-math.sin(a) * 30, math.cos(a) * 30)
            mid = (x + math.cos(a) * long * 0.42, y + math.sin(a) * long * 0.42)
            leaflets.append(
                f"M{x:.0f} {y:.0f}Q{mid[0] + bulge[0]:.0f} {mid[1] + bulge[1]:.0f} {tip[0]:.0f} {tip[1]:.0f}"
                f"Q{mid[0] - bulge[0]:.0f} {mid[1] - bulge[1]:.0f} {x:.0f} {y:.0f}z"
            )
    green = mixed("#7d7a35", "#c0792f", sheet.random.random())
    sheet.add(shape("".join(leaflets), sheet.fall([(0, green), (1, mixed(green, "#3d3a18", 0.4))]), sheet.soft(1.1)))
    sheet.add(stroke("".join(veins), mixed(green, "#efe0b0", 0.6), 2, 'opacity=".7"'))


def _cluster(sheet: Sheet, x: float, y: float, size: float) -> None:
    paint = sheet.rounded("#f0774a", "#c33a20", "#6a160d")
    spots = sorted(
        ((sheet.random.gauss(x, size * 0.48), sheet.random.gauss(y, size * 0.34)) for _ in range(int(size * 0.5))),
        key=lambda spot: spot[1],
    )
    for px, py in spots:
        radius = sheet.random.uniform(20, 27)
        sheet.add(
            f'<circle cx="{px:.1f}" cy="{py:.1f}" r="{radius:.1f}" fill="{paint}"/>'
            f'<circle cx="{px - radius * 0.33:.1f}" cy="{py - radius * 0.4:.1f}" r="{radius * 0.16:.1f}" fill="#ffe0cc" opacity=".8"/>'
            f'<circle cx="{px + radius * 0.1:.1f}" cy="{py + radius * 0.6:.1f}" r="{radius * 0.12:.1f}" fill="#3c0f08" opacity=".8"/>'
        )


def hat(seed: int, yarn: str = "#6f93a0", band: str = "#e8e2d2") -> Sheet:
    """A small knitted hat on linen."""
    sheet = Sheet(1100, 1100, seed)
    weave = '<pattern id="@" width="7" height="7" patternUnits="userSpaceOnUse"><path d="M0 0h7v7H0z" fill="#c2bdb0"/>'
    weave += '<path d="M0 1.500h7M0 5h7" stroke="#b1ac9f" stroke-width="1.500"/><path d="M2 0v7M5.500 0v7" stroke="#d3cec2"/></pattern>'
    sheet.add(sheet.whole(f"url(#{sheet.define(weave)})"))
    for colour, turn in (("#8e897c", 1), ("#efeadd", 2)):
        folds = sheet.cloud(colour, fx=3, fy=3, seed=seed + turn, gain=2.6, least=0.5)
        sheet.add(sheet.whole("#000", f'{folds} opacity=".5"'))
    crown = "M270 770C262 470 400 300 550 296S838 470 830 770z"
    brim = '<rect x="252" y="716" width="596" height="124" rx="44" '
    shade = f'{sheet.soft(20)} opacity=".55" transform="translate(16 22)"'
    sheet.add(group([shape(crown, "#2b2a26"), f'{brim}fill="#2b2a26"/>'], shade))
    clip = sheet.define(f'<clipPath id="@"><path d="{crown}"/></clipPath>')
    sheet.add(f'<g clip-path="url(#{clip})">{_stitches(yarn, band)}</g>')
    sheet.add(shape(crown, _roundness(sheet)))
    sheet.add(f'{brim}fill="{mixed(band, "#6d675a", 0.35)}"/>')
    ribs = "".join(f"M{x} 724V832" for x in range(284, 822, 18))
    sheet.add(stroke(ribs, band, 12, sheet.soft(1.6)), f'{brim}fill="{_roundness(sheet)}"/>')
    fluff = sheet.wobbly(34, seed, 0.09)
    sheet.add(f'<circle cx="550" cy="296" r="60" fill="#ece6d7" {fluff}/>')
    sheet.add(f'<circle cx="538" cy="282" r="40" fill="#f8f4e8" opacity=".7" {fluff}/>')
    sheet.vignette(0.2)
    return sheet


def _stitches(yarn: str, band: str) -> str:
    """Rows of stitches, two in fourteen in the second colour."""
    parts = []
    for row in range(34):
        y = 290 + row * 15
        colour = band if row % 14 in {8, 9} else yarn
        d = "".join(f"M{x} {y}l8 11M{x + 19} {y}l-8 11" for x in range(255, 850, 19))
        parts.append(f'<path d="M250 {y}h600v15h-600z" fill="{mixed(colour, "#1d2224", 0.42)}"/>')
        parts.append(stroke(d, colour, 8))
    return "".join(parts)


def _roundness(sheet: Sheet) -> str:
    """A shade for the sides of what is round."""
    stops = "".join(
        f'<stop offset="{at}" stop-color="#14181a" stop-opacity="{much}"/>'
        for at, much in ((0, 0.6), (0.25, 0.12), (0.45, 0), (0.75, 0.15), (1, 0.62))
    )
    name = sheet.define(f'<linearGradient id="@">{stops}</linearGradient>')
    return f"url(#{name})"


def parcel(seed: int, paper: str = "#c6a77c") -> Sheet:
    """A parcel in paper and string, a fir twig under the knot, from above."""
    sheet = Sheet(1300, 975, seed)
    r = sheet.random
    sheet.add(sheet.whole("#8b7a66"))
    grain = sheet.cloud("#4f4335", fx=5, fy=110, seed=seed, gain=3, least=0.46)
    sheet.add(
        sheet.whole("#000", f'{grain} opacity=".6"'), stroke("M400 0V975M860 0V975", "#4a3f33", 3, 'opacity=".6"')
    )
    sheet.add(shape("M340 210L990 196 1006 800 352 820z", "#1a140d", f'{sheet.soft(20)} opacity=".6"'))
    top = "M312 187L955 176 968 774 325 784z"
    lit = sheet.fall([(0, mixed(paper, "#ffffff", 0.12)), (1, mixed(paper, "#3a2a18", 0.16))], sideways=True)
    sheet.add(shape(top, lit))
    for colour, turn in (("#ffffff", 1), ("#54401f", 2)):
        creases = sheet.cloud(colour, fx=9, fy=7, seed=seed + turn, gain=3, least=0.55)
        sheet.add(shape(top, "#000", f'{creases} opacity=".16"'))
    x, y = 585, 460
    string = f"M{x - 6} 184L{x + 4} 780M314 {y + 6}L964 {y - 4}M{x} {y}l60 110-8 40M{x} {y}l-70 100-26 20"
    string += f"M{x} {y}c-20-120-160-120-140-40s110 60 140 40c20-120 160-120 140-40s-110 60-140 40"
    sheet.add(stroke(string, "#20180e", 9, f'{sheet.soft(4)} opacity=".5" transform="translate(6 8)"'))
    sheet.add(stroke(string, "#e9dfca", 8), stroke(string, "#b3a689", 8, 'stroke-dasharray="2 7"'))
    needles: dict[str, list[str]] = {"#33493a": [], "#557055": []}
    for angle, long in ((-2.35, 320), (-2.0, 240), (-1.05, 205)):
        _twig(sheet, (x - 20, y + 8), angle + r.gauss(0, 0.06), long, needles)
    shadow = "".join(d for parts in needles.values() for d in parts)
    sheet.add(stroke(shadow, "#1a140d", 4, f'{sheet.soft(6)} opacity=".45" transform="translate(9 12)"'))
    sheet.add(*(stroke("".join(parts), colour, 3) for colour, parts in needles.items()))
    label = "M715 585L884 546 910 628 741 668z"
    sheet.add(
        shape(label, "#20180e", f'{sheet.soft(5)} opacity=".45" transform="translate(6 8)"'), shape(label, "#f1ebdd")
    )
    sheet.vignette(0.3)
    return sheet


def _twig(sheet: Sheet, start: Point, angle: float, long: float, needles: dict[str, list[str]]) -> None:
    colours = list(needles)
    end = (start[0] + math.cos(angle) * long, start[1] + math.sin(angle) * long)
    needles[colours[0]].append(outline([start, end], closed=False))
    for k in range(90):
        t = k / 89
        x, y = start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t
        for side in (-1, 1):
            a = angle + side * sheet.random.uniform(0.6, 0.95)
            size = 44 * (1 - 0.55 * t) * sheet.random.uniform(0.7, 1.2)
            line = outline([(x, y), (x + math.cos(a) * size, y + math.sin(a) * size)], closed=False)
            needles[sheet.random.choice(colours)].append(line)


class _Crayon:
    """Wax crayon on paper: every line a little beside itself."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.marks: list[str] = []

    def line(self, points: list[Point], colour: str, width: float, *, times: int = 2) -> None:
        for _ in range(times):
            beside = [(x + self.sheet.random.gauss(0, 2.6), y + self.sheet.random.gauss(0, 2.6)) for x, y in points]
            self.marks.append(stroke(outline(beside, closed=False), colour, width, 'opacity=".85"'))

    def fill(self, left: float, top: float, right: float, bottom: float, colour: str, width: float, lines: int) -> None:
        gauss = self.sheet.random.gauss
        points: list[Point] = []
        for k in range(lines):
            x, half = left + (right - left) * k / lines, (right - left) / lines / 2
            points += [(x + gauss(0, 5), top + gauss(0, 9)), (x + half + gauss(0, 5), bottom + gauss(0, 9))]
        self.line(points, colour, width, times=1)

    def ring(self, x: float, y: float, radius: float, colour: str, width: float, *, times: int = 2) -> None:
        begin = self.sheet.random.uniform(0, 6)
        turns = [begin + k * 0.155 for k in range(43)]
        points = [(x + radius * math.cos(a) * (1 + 0.03 * math.sin(3 * a)), y + radius * math.sin(a)) for a in turns]
        self.line(points, colour, width, times=times)


def drawing(seed: int, folk: tuple[int, ...] = (236, 150, 220, 112)) -> Sheet:
    """A child's drawing: a sun, a house, people hand in hand, a tree with red berries."""
    sheet = Sheet(1400, 1050, seed)
    crayon = _Crayon(sheet)
    r = sheet.random
    sheet.add(sheet.whole(sheet.fall([(0, "#f3eddf"), (1, "#e4dccb")], sideways=True)))
    crayon.fill(60, 800, 1340, 905, "#6f9a58", 13, 96)
    crayon.fill(60, 850, 1340, 935, "#8fb069", 12, 70)
    crayon.ring(1180, 190, 74, "#e3aa2e", 15, times=3)
    crayon.fill(1124, 150, 1236, 236, "#edc04d", 13, 12)
    for k in range(12):
        a = k * math.pi / 6
        rays = [(1180 + far * math.cos(a), 190 + far * math.sin(a)) for far in (100, 150)]
        crayon.line(rays, "#e3aa2e", 11)
    _house(crayon)
    crayon.line([(1010, 820), (1004, 560)], "#7a5534", 20, times=3)
    for dx, dy in ((-70, -40), (60, -60), (0, -120), (-30, 0), (70, 20), (10, -50)):
        crayon.ring(1004 + dx, 520 + dy, 60, "#5f8f4e", 13)
    for _ in range(17):
        crayon.ring(r.gauss(1004, 62), r.gauss(480, 58), 8, "#c4402c", 10, times=1)
    _folk(crayon, folk)
    tooth = sheet.cloud("#efe8d9", fx=330, fy=250, seed=seed, gain=4, least=0.52)
    sheet.add(group(crayon.marks), sheet.whole("#000", f'{tooth} opacity=".75"'))
    sheet.vignette(0.12)
    return sheet


def _house(crayon: _Crayon) -> None:
    crayon.line([(130, 800), (130, 560), (360, 560), (360, 800), (130, 800)], "#a8553c", 12)
    crayon.line([(105, 566), (245, 420), (388, 566), (105, 566)], "#7d3a2f", 13)
    crayon.fill(150, 470, 345, 556, "#9c4a3a", 11, 16)
    crayon.line([(215, 800), (215, 690), (275, 690), (275, 800)], "#4f6fa0", 11)
    crayon.line([(300, 610), (344, 610), (344, 654), (300, 654), (300, 610)], "#4f6fa0", 9)


def _folk(crayon: _Crayon, heights: tuple[int, ...]) -> None:
    coats = ("#3f5f8f", "#b0563f", "#5d7f4f", "#c28a2e", "#7b5a86")
    hairs = ("#5b3a22", "#8a5a2b", "#3a2a20")
    foot, x, hands = 862, 470.0, []
    for k, tall in enumerate(heights):
        head = 15 + tall * 0.11
        y = foot - tall
        crayon.ring(x, y - head, head, "#2f2b28", 8)
        crayon.line(
            [(x - head, y - head * 1.3), (x, y - head * 2.1), (x + head, y - head * 1.2)], hairs[k % 3], 10, times=3
        )
        crayon.line([(x - 9, y - head * 0.6), (x, y - head * 0.42), (x + 9, y - head * 0.6)], "#b5473a", 5, times=1)
        crayon.line([(x - 7, y - head * 1.1), (x - 6, y - head * 1.05)], "#2f2b28", 6, times=1)
        crayon.line([(x + 7, y - head * 1.1), (x + 8, y - head * 1.05)], "#2f2b28", 6, times=1)
        crayon.fill(x - 22 - tall * 0.05, y, x + 22 + tall * 0.05, foot - tall * 0.36, coats[k % 5], 13, 7)
        for side in (-1, 1):
            crayon.line([(x + side * 12, foot - tall * 0.36), (x + side * 15, foot)], "#2f2b28", 8)
        hands.append((x, foot - tall * 0.76))
        x += 112
    for (x1, y1), (x2, y2) in pairwise(hands):
        crayon.line([(x1 + 20, y1), ((x1 + x2) / 2, max(y1, y2) + 52), (x2 - 20, y2)], "#2f2b28", 8)
