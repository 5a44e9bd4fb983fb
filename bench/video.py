"""A video made ready to be played: ours, with its walls and steps, beside the ``ffmpeg`` command with the same settings, in one run.

    python bench/video.py [--seconds 20] [--rounds 3] [--json FILE]

The video is drawn from numbers here: 1920 by 1080, H.264 with a key frame each second, and AAC. Processor seconds of all
processes taken together are compared, as a ratio within this run. Then videos of growing length show that memory does not
grow with them.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

FILTER = "scale=1280:720"
SETTINGS = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-profile:v", "high", "-pix_fmt", "yuv420p"]
SOUND = ["-c:a", "aac", "-b:a", "128k", "-ar", "48000"]
_RATE = 30


# --- the video ---


def draw(path: Path, seconds: int) -> None:
    """Soft forms that move, with the grain of a sensor, and a voice's worth of noise."""
    import av  # noqa: PLC0415 -- only where it is drawn
    import numpy as np  # noqa: PLC0415

    chance = np.random.default_rng(7)
    ground = np.kron(chance.integers(40, 215, (40, 64, 3)), np.ones((48, 48, 1))).astype(np.uint8)
    grain = [chance.integers(0, 12, (1080, 1920, 1), dtype=np.uint8) for _ in range(5)]
    with av.open(path, "w") as container:
        film: Any = container.add_stream("libx264", rate=_RATE)
        film.width, film.height, film.pix_fmt = 1920, 1080, "yuv420p"
        film.codec_context.gop_size, film.codec_context.options = _RATE, {"preset": "ultrafast", "crf": "20"}
        sound: Any = container.add_stream("aac", rate=48_000, layout="stereo")
        for number in range(seconds * _RATE):
            down, along = (number * 3) % 700, (number * 5) % 1000
            pixels = ground[down : down + 1080, along : along + 1920] + grain[random.Random(number).randrange(5)]
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, _RATE)
            container.mux(film.encode(frame))
        container.mux(film.encode(None))
        noise = (chance.standard_normal((2, seconds * 48_000)) * 0.05).astype("f4")
        for at in range(0, noise.shape[1], 1024):
            heard = av.AudioFrame.from_ndarray(noise[:, at : at + 1024].copy(), format="fltp", layout="stereo")
            heard.sample_rate, heard.pts, heard.time_base = 48_000, at, Fraction(1, 48_000)
            container.mux(sound.encode(heard))
        container.mux(sound.encode(None))


# --- the ways ---


def ours(source: Path, out: Path) -> None:
    """By the steps of the worker, in the press's second child."""
    from yearlight.keepsakes.press import Press  # noqa: PLC0415

    press = Press(megabytes=3072, seconds=480, patience=570, writes=16_384, nice=10)
    film, sound, whole = (out / name for name in ("film", "sound", "played.mp4"))
    for path in (film, sound, whole):
        path.touch()
    told: dict[str, Any] = {"next": None, "length": 0}
    is_begun = False
    while not is_begun or told["next"] is not None:
        told = press.encode("film", [source, film], kind="video/mp4", at=told["length"], start=told["next"])
        is_begun = True
    press.encode("sound", [source, sound], kind="video/mp4")
    press.encode("join", [source, film, sound, whole], length=told["length"])
    (out / "behind walls").write_text(str(end(press)))


def end(press: Any) -> float:
    """Have its child end by itself; returns the processor seconds it used behind walls, which are counted for nobody."""
    from yearlight.keepsakes import walls  # noqa: PLC0415

    used = seconds_of(press._child.pid) if walls.stand() else 0.0
    press._line.close()
    press._child.wait()
    press._line = press._child = None
    return used


def command(source: Path, out: Path) -> None:
    """The command, as its documentation shows it."""
    options = ["-vf", FILTER, *SETTINGS, *SOUND, "-movflags", "+faststart", "-threads", "2"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", source, *options, out / "played.mp4"], check=True)


WAYS: dict[str, Callable[[Path, Path], None]] = {"ours": ours, "ffmpeg": command}


# --- measuring ---


def child(way: str, source: Path) -> None:
    """Do it once; tell what it cost, with all its processes, and the most memory that one of them held."""
    with tempfile.TemporaryDirectory() as out:
        begun, before = time.perf_counter(), os.times()
        process = os.fork()
        if process == 0:
            WAYS[way](source, Path(out))
            os._exit(0)
        peak = 0
        while os.waitpid(process, os.WNOHANG) == (0, 0):
            peak = max(peak, most_held(process))
            time.sleep(0.05)
        after = os.times()
        walled = Path(out) / "behind walls"
        behind = float(walled.read_text()) if walled.exists() else 0.0
        size = (Path(out) / "played.mp4").stat().st_size
    told = {
        "cpu": sum(after[2:4]) - sum(before[2:4]) + behind,
        "wall": time.perf_counter() - begun,
        "peak_mb": peak / 1024,
    }
    print(json.dumps({**told, "bytes": size}))


def most_held(process: int) -> int:
    """The most memory in kilobytes that a process or one of those it began has held."""
    held = 0
    for one in family_of(process):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{one}/status").read_text().splitlines()
            held = max(held, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
    return held


def seconds_of(process: int) -> float:
    """The processor seconds that a process and those it began have used until now."""
    used = 0
    for one in family_of(process):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            used += sum(int(field) for field in fields[11:13])
    return used / os.sysconf("SC_CLK_TCK")


def family_of(process: int) -> list[int]:
    """A process and all that it began."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [process]
    for one in found:
        found += parents.get(one, [])
    return found


def measured(way: str, source: Path) -> dict[str, float]:
    """One way in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--child", way, source], capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    ways = [way for way in WAYS if way != "ffmpeg" or shutil.which("ffmpeg")]
    with tempfile.TemporaryDirectory() as name:
        source, longer = Path(name) / "source.mp4", Path(name) / "longer.mp4"
        draw(source, options.seconds)
        draw(longer, 3 * options.seconds)
        found: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
        for _ in range(options.rounds):
            for way in ways:
                found[way].append(measured(way, source))
        long = measured("ours", longer)
    middle = {way: {key: statistics.median(one[key] for one in told) for key in told[0]} for way, told in found.items()}
    for way, one in middle.items():
        print(
            f"{way:8} {one['cpu']:.2f} processor seconds for {options.seconds} s of video, {one['wall']:.2f} s, "
            f"peak {one['peak_mb']:.0f} MB, {one['bytes']:.0f} bytes"
        )
    figures = [("memory for three times the length", long["peak_mb"] / middle["ours"]["peak_mb"], 1.1)]
    if "ffmpeg" in middle:
        figures.insert(0, ("ours beside the ffmpeg command", middle["ours"]["cpu"] / middle["ffmpeg"]["cpu"], 1.2))
    else:
        print("There is no ffmpeg command here to compare with.")
    for what, figure, bound in figures:
        print(f"{what}: {figure:.2f} (at most {bound}){'' if figure <= bound else '   NOT HELD'}")
    if options.json:
        options.json.write_text(json.dumps({"ways": middle, "longer": long}, indent=1))
    return 0 if all(figure <= bound for _what, figure, bound in figures) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]))
    else:
        sys.exit(main())
