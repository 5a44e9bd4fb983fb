"""Photographs brought in whole: received, hashed, looked at, kept durably, their rows, and all sizes made; beside others.

    python bench/ingest.py [--photos 4] [--rounds 3] [--sharp FOLDER] [--sigal FOLDER/bin/sigal] [--json FILE]

Ours is all of that. What stands beside it makes pictures only: a bare pyvips loop that makes the same sizes; sharp at its
best, and as photo servers drive it (``npm install sharp`` in a folder); sigal, a gallery that makes one size and a thumbnail.
Photographs of 24 megapixels, processor seconds of all processes, the middle of some rounds taken in turn.
"""

# ruff: noqa: E402, PLC0415 -- each way is measured in a process that has read only what it needs
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "src"))
from bench import pictures
from bench.video import seconds_of

#: So much of what a bare loop makes in a processor second that makes the sizes alone. Where that makes 4.3 photographs,
#: ours are 3.1.
AT_LEAST = 0.72
_SIGAL = "theme = 'galleria'\nimg_size = (1600, 1600)\nthumb_size = (480, 480)\nuse_orig = False\nimg_processor = 'ResizeToFit'\n"


def ours(photos: list[Path], home: Path) -> float:
    """Processor seconds for all of them, in a place of its own; what starts once, starts before."""
    os.environ["YEARLIGHT_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "yearlight.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests import make

    from yearlight.core import clock
    from yearlight.core.uploads import IncomingUploadHandler  # noqa: F401  the way in is loaded too
    from yearlight.keepsakes import actions
    from yearlight.keepsakes.press import press
    from yearlight.people.roles import CircleKind

    family = make.make_family()
    keeper = make.make_member(family)
    viewer, person = make.make_viewer(keeper), make.make_person(family)
    circle = make.circle(family, CircleKind.FAMILY).pk

    def bring(photo: Path) -> None:
        incoming = _received(photo, home)
        added = actions.add_picture(viewer, person=person, incoming=incoming, audience_id=circle, now=clock.now())
        incoming.path.unlink()
        actions.make_sizes(added.picture.original_id)

    bring(photos[0])
    child = press._child
    assert child is not None
    behind, before = seconds_of(child.pid), os.times()
    for photo in photos[1:]:
        bring(photo)
    after = os.times()
    return sum(after[:4]) - sum(before[:4]) + seconds_of(child.pid) - behind


def _received(photo: Path, home: Path):  # type: ignore[no-untyped-def]
    """The file as the way in leaves it: written piece by piece, and hashed meanwhile."""
    import hashlib

    from yearlight.core.files import Incoming

    folder = home / "incoming"
    folder.mkdir(exist_ok=True)
    digest, path, size = hashlib.sha256(), folder / photo.name, 0
    with photo.open("rb") as source, path.open("wb") as file:
        while piece := source.read(1 << 16):
            digest.update(piece)
            file.write(piece)
            size += len(piece)
    return Incoming(path, size, digest.hexdigest(), photo.name, "image/jpeg")


def child(way: str, folder: Path, program: str) -> None:
    """One way in a process of its own; tells the processor seconds a photograph."""
    photos = sorted(folder.glob("*.jpg"))
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        if way == "ours":
            print(ours(photos, out) / (len(photos) - 1))
            return
        before = os.times()
        if way == "bare pyvips":
            pictures.bare(photos, out)
        elif way.startswith("sharp"):
            told = "each" if "servers" in way else "best"
            subprocess.run(["node", ROOT / "bench" / "ingest.mjs", program, told, out, *photos], check=True)
        else:
            (out / "sigal.conf.py").write_text(_SIGAL)
            words = [program, "build", "-n", "1", "-c", out / "sigal.conf.py", folder, out / "made"]
            subprocess.run(words, check=True, capture_output=True)
        print((sum(os.times()[:4]) - sum(before[:4])) / len(photos))


def main() -> int:
    """Measure, print, and tell whether it is as promised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=4)
    parser.add_argument(
        "--copies", type=int, default=3, help="each photograph comes so often, with other bytes at its end"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sharp", default="", help="a folder in which sharp was installed")
    parser.add_argument("--sigal", default="", help="the program")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    ways = {"ours": "", "bare pyvips": ""}
    if given.sharp:
        ways |= {"sharp at its best": given.sharp, "sharp as servers drive it": given.sharp}
    if given.sigal:
        ways["sigal"] = given.sigal
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, pictures.__file__, "--draw", name, str(given.photos)], check=True)
        for photo in sorted(folder.glob("*.jpg")):
            for copy in range(1, given.copies):
                shutil.copyfile(photo, folder / f"{photo.stem}-{copy}.jpg")
                with (folder / f"{photo.stem}-{copy}.jpg").open("ab") as file:
                    file.write(copy.to_bytes(8))
        for path in folder.glob("as.*"):
            path.unlink()
        found: dict[str, list[float]] = {way: [] for way in ways}
        environment = {**os.environ, "VIPS_CONCURRENCY": "1"}
        for _round in range(given.rounds):
            for way, program in ways.items():
                words = [sys.executable, __file__, "--child", way, name, program]
                done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True, cwd=ROOT)
                found[way].append(float(done.stdout.split()[-1]))
                time.sleep(0.2)
    middle = {way: statistics.median(one) for way, one in found.items()}
    for way, spent in middle.items():
        print(f"{way:26} {1 / spent:5.2f} photographs a processor second, {spent / middle['ours']:.2f} of ours")
    beside = middle["bare pyvips"] / middle["ours"]
    is_bad = beside < AT_LEAST
    print(f"ours makes {beside:.2f} of what the bare loop makes ({'below' if is_bad else 'at least'} {AT_LEAST})")
    if given.json:
        given.json.write_text(json.dumps(middle))
    return int(is_bad)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    else:
        sys.exit(main())
