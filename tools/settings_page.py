"""Writes docs/hosting/settings.md from the settings themselves: ``python tools/settings_page.py``."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from yearlight.core.env import Setting

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/hosting/settings.md"
_HEAD = """# Every setting

Written by `python tools/settings_page.py` from the settings themselves; a test holds the two together.

Settings come from the environment. Each can also come from a file: `YEARLIGHT_X_FILE` names a file whose content is the
value of `YEARLIGHT_X`, so that passwords need not stand in the environment. A wrong value, and a name that is no
setting, is refused at the start with a sentence; the site does not start with a setting it does not understand.

| setting | what it is | values | without it |
|---|---|---|---|
"""


def page(settings: Iterable[Setting]) -> str:
    """The whole page."""
    return _HEAD + "".join(
        f"| `{one.name}` | {one.about} | {one.form} | {_default(one.name, one.default)} |\n" for one in settings
    )


def main() -> None:
    """Read the settings with nothing set, and write the page."""
    for name in [name for name in os.environ if name.startswith("YEARLIGHT_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as home:
        os.environ["YEARLIGHT_HOME"] = home
        from yearlight.config.settings import env  # noqa: PLC0415 - reads the environment made above
    PAGE.write_text(page(env.settings.values()), encoding="utf-8")


def _default(name: str, default: str) -> str:
    if name == "YEARLIGHT_HOME":
        return "`data` in a checkout, otherwise `yearlight` in the home folder"
    return f"`{default}`" if default else "empty"


if __name__ == "__main__":
    main()
