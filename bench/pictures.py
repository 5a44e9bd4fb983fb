"""Pictures made into their sizes: ours beside a bare pyvips loop, Debian's vipsthumbnail and Pillow, in one run.

    python bench/pictures.py [--photos 4] [--rounds 3] [--json FILE]

Every way makes the same sizes in the same formats from the same photographs,
which are drawn from numbers here: 24 megapixels, with a camera's orientation,
place and Display P3 profile. Processor seconds of all processes taken
together are compared, as ratios within this run; seconds alone say little on
a shared machine.
"""

# ruff: noqa: PLC0415 -- each way is measured in a process that has read only what it needs
import argparse
import contextlib
import io
import json
import os
import random
import resource
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.video import most_held, seconds_of

#: The press that ``ours`` goes on with.
_WARM: list[Any] = []
LONGEST = (1600, 960, 480)
QUALITY, EFFORT = 80, 2


# --- the photographs ---


def draw(path: Path, number: int) -> None:
    """One photograph of 6000 by 4000: soft forms of many sizes, and the grain of a sensor."""
    import pyvips
    from PIL import Image

    chance = random.Random(number)
    width, height = 6000, 4000
    picture = None
    for cells, depth in ((8, 70), (24, 40), (80, 25), (300, 16), (1000, 9)):
        rows = max(2, height * cells // width)
        values = bytes(min(255, max(0, round(chance.gauss(128, depth)))) for _ in range(rows * cells * 3))
        layer = pyvips.Image.new_from_memory(values, cells, rows, 3, "uchar")
        layer = layer.resize(width / cells, vscale=height / rows, kernel="cubic").crop(0, 0, width, height) - 128
        picture = layer if picture is None else picture + layer
    grain = pyvips.Image.gaussnoise(width, height, mean=128, sigma=4, seed=number)
    picture = (picture + grain).cast("uchar").copy(interpretation="srgb")
    wide = pyvips.Image.black(8, 8, bands=3).copy(interpretation="srgb").icc_transform("p3").get("icc-profile-data")
    exif = Image.Exif()
    exif[0x0112] = (1, 6, 3, 8)[number % 4]
    exif[0x010F] = "Orrery Cameras"
    exif.get_ifd(0x8769)[0x9003] = "2018:11:14 06:40:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (7.0, 0.0, 0.0)})
    pixels = Image.frombytes("RGB", (width, height), picture.write_to_memory())
    pixels.save(path, quality=90, exif=exif, icc_profile=bytes(wide))
    if number == 0:
        picture = picture.copy_memory()
        for ending, options in (
            (".png", {"compression": 1, "interlace": True}),
            (".avif", {"effort": 0}),
            (".tif", {}),
        ):
            picture.write_to_file(str(path.with_name(f"as{ending}")), **options)


def bomb(path: Path) -> None:
    """A whole PNG of 900 megapixels in about 0.9 MB."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    side = 30_000
    packer = zlib.compressobj(9)
    line = b"\0" * (side + 1)
    data = b"".join(packer.compress(line) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


# --- the ways ---


def ours(photos: list[Path], out: Path) -> None:
    """Through the press, and written as the vault writes them."""
    from yearlight.keepsakes.press import Press

    # Warm: it serves two hundred pictures, so its start is nothing of what one costs.
    press = _WARM[0] if _WARM else Press(batch=10_000, idle=60)
    _WARM[:] = [press]
    for photo in photos:
        found = press.look(photo, megapixels=120, today=date(2026, 11, 3))
        made = press.sizes(photo, kind=found["media_type"], width=found["width"], height=found["height"])
        for (name, ending), data in made.items():
            (out / f"{name}.{ending}.new").write_bytes(data)
            (out / f"{name}.{ending}.new").rename(out / f"{name}.{ending}")


def bare(photos: list[Path], out: Path) -> None:
    """The shortest pyvips loop that makes the same sizes."""
    import pyvips

    for photo in photos:
        image = pyvips.Image.thumbnail(str(photo), LONGEST[0], height=LONGEST[0], size="down", output_profile="srgb")
        image = image.copy_memory()
        for longest in LONGEST:
            if longest != LONGEST[0]:
                image = image.thumbnail_image(longest, height=longest, size="down").copy_memory()
            image.write_to_file(f"{out}/{longest}.webp", Q=QUALITY, effort=EFFORT, keep="none")
            image.write_to_file(f"{out}/{longest}.jpg", Q=QUALITY, keep="none")


def pillow(photos: list[Path], out: Path) -> None:
    """Pillow as its documentation shows it: open, upright, a thumbnail of each size, save."""
    from PIL import Image, ImageOps

    for photo in photos:
        with Image.open(photo) as opened:
            image = in_srgb(ImageOps.exif_transpose(opened), opened.info.get("icc_profile"))
        for longest in LONGEST:
            size = image.copy()
            size.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            save_pillow(size, out, longest)


def tuned_pillow(photos: list[Path], out: Path) -> None:
    """Pillow at its best, with what we know: decoded at half size, each size made from the one before."""
    from PIL import Image, ImageOps

    for photo in photos:
        with Image.open(photo) as opened:
            opened.draft("RGB", (LONGEST[0], LONGEST[0]))
            profile = opened.info.get("icc_profile")
            image = ImageOps.exif_transpose(opened)
        image.thumbnail((LONGEST[0], LONGEST[0]), Image.Resampling.LANCZOS)
        image = in_srgb(image, profile)
        for longest in LONGEST:
            image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            save_pillow(image, out, longest)


def in_srgb(image: Any, profile: bytes | None) -> Any:
    from PIL import ImageCms

    if not profile:
        return image
    return ImageCms.profileToProfile(image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB")


def save_pillow(image: Any, out: Path, longest: int) -> None:
    image.info = {}
    image.save(out / f"{longest}.webp", quality=QUALITY, method=EFFORT)
    image.save(out / f"{longest}.jpg", quality=QUALITY)


def thumbnailer(photos: list[Path], out: Path) -> None:
    """vipsthumbnail as Debian packages it, once for each size and format."""
    options = {
        "webp": f"[Q={QUALITY},reduction_effort={EFFORT},strip]",
        "jpg": f"[Q={QUALITY},strip]",
    }
    for photo in photos:
        for longest in LONGEST:
            for ending, option in options.items():
                command = ["vipsthumbnail", photo, "--size", f"{longest}x{longest}>", "--export-profile", "srgb"]
                subprocess.run([*command, "-o", f"{out}/{longest}.{ending}{option}"], check=True)


WAYS: dict[str, Callable[[list[Path], Path], None]] = {
    "ours": ours,
    "bare pyvips": bare,
    "vipsthumbnail": thumbnailer,
    "Pillow": pillow,
    "Pillow tuned": tuned_pillow,
}


# --- measuring ---


def child(way: str, folder: Path) -> None:
    """Do it once to warm up, then measure; tell what it cost."""
    photos = sorted(folder.glob("*.jpg")) * 3
    with tempfile.TemporaryDirectory() as out:
        WAYS[way](photos[:1], Path(out))
        behind = sum(seconds_of(press._child.pid) for press in _WARM)
        before, begun = os.times(), time.perf_counter()
        WAYS[way](photos, Path(out))
        after, ended = os.times(), time.perf_counter()
        behind = sum(seconds_of(press._child.pid) for press in _WARM) - behind
        held = max((most_held(press._child.pid) for press in _WARM), default=0)
        size = sum(path.stat().st_size for path in Path(out).iterdir())
        count = len(list(Path(out).iterdir()))
    spent = sum(after[:4]) - sum(before[:4]) + behind
    own = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    peak = max(held, *own) / 1024
    told = {
        "cpu": spent / len(photos),
        "wall": (ended - begun) / len(photos),
        "peak_mb": peak,
        "bytes": size,
        "files": count,
    }
    print(json.dumps(told))


def measured(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """The middle of some rounds, taken turn by turn so that a busy minute meets all alike."""
    ways = [way for way in WAYS if way != "vipsthumbnail" or shutil.which("vipsthumbnail")]
    found: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    environment = {**os.environ, "VIPS_CONCURRENCY": "1"}
    for _ in range(rounds):
        for way in ways:
            command = [sys.executable, __file__, "--child", way, str(folder)]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
            found[way].append(json.loads(done.stdout))
    return {way: {key: statistics.median(one[key] for one in told) for key in told[0]} for way, told in found.items()}


def peaks(folder: Path) -> dict[str, float]:
    """The most memory the press's child held for one 24-megapixel picture of other kinds, in MB."""
    from yearlight.keepsakes.press import Press

    found = {}
    for path in sorted(folder.glob("as.*")):
        press = Press()
        told = press.look(path, megapixels=120, today=date(2026, 11, 3))
        press.sizes(path, kind=told["media_type"], width=told["width"], height=told["height"])
        assert press._child is not None
        found[path.suffix] = most_held(press._child.pid) / 1024
        press.close()
    return found


def refusal(folder: Path) -> dict[str, float]:
    """How long it takes to refuse a bomb, and what that costs in memory."""
    from yearlight.keepsakes.press import Press, PressFault

    bomb(folder / "bomb.png")
    press = Press()
    press.look(next(folder.glob("*.jpg")), megapixels=120, today=date(2026, 11, 3))
    took = []
    for _ in range(20):
        begun = time.perf_counter()
        with contextlib.suppress(PressFault):
            press.look(folder / "bomb.png", megapixels=120, today=date(2026, 11, 3))
            raise SystemExit("The bomb was taken.")
        took.append(1000 * (time.perf_counter() - begun))
    press.close()
    (folder / "bomb.png").unlink()
    return {"ms": statistics.median(took)}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--photos", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In a process of its own: what it needs of memory is not the makers' memory.
        subprocess.run([sys.executable, __file__, "--draw", name, str(options.photos)], check=True)
        ways = measured(folder, options.rounds)
        refused = refusal(folder)
        most = peaks(folder)
    for way, told in ways.items():
        print(
            f"{way:14} {told['cpu']:.3f} processor seconds a photograph, {told['wall']:.3f} s, "
            f"peak {told['peak_mb']:.0f} MB, {told['files']:.0f} files, {told['bytes']:.0f} bytes"
        )
    figures = [("ours beside bare pyvips", ways["ours"]["cpu"] / ways["bare pyvips"]["cpu"], "at most", 1.15)]
    safety = 1000 * (ways["ours"]["cpu"] - ways["bare pyvips"]["cpu"])
    figures.append(("what safety costs a photograph, in processor ms", safety, "at most", 20))
    for other, bound in (("vipsthumbnail", 1.3), ("Pillow", 1.3), ("Pillow tuned", 1.0)):
        if other in ways:
            figures.append((f"{other} beside ours", ways[other]["cpu"] / ways["ours"]["cpu"], "at least", bound))
    figures.append(("peak memory in MB", ways["ours"]["peak_mb"], "at most", 300))
    figures += [(f"peak memory for a {kind} in MB", peak, "at most", 300) for kind, peak in most.items()]
    figures.append(("a bomb of 900 megapixels refused in ms", refused["ms"], "at most", 50))
    held = True
    for what, figure, side, bound in figures:
        is_held = figure <= bound if side == "at most" else figure >= bound
        held &= is_held
        print(f"{what}: {figure:.2f} ({side} {bound}){'' if is_held else '   NOT HELD'}")
    if options.json:
        options.json.write_text(json.dumps({"ways": ways, "refusal": refused, "peaks": most}, indent=1))
    return 0 if held else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]))
    elif sys.argv[1:2] == ["--draw"]:
        for number in range(int(sys.argv[3])):
            draw(Path(sys.argv[2]) / f"{number}.jpg", number)
    else:
        sys.exit(main())
