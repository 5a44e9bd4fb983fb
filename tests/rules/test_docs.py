"""The documentation is complete and leads somewhere; nothing tracked names a machine or a registry."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.rules.texts import ROOT, SOURCE

sys.path.insert(0, str(ROOT / "tools"))
DOCS = ROOT / "docs"


def _tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_the_page_of_settings_is_what_the_settings_say() -> None:
    from settings_page import PAGE, page  # noqa: PLC0415 - the tool stands in another folder

    from yearlight.config.settings import env  # noqa: PLC0415

    assert PAGE.read_text(encoding="utf-8") == page(env.settings.values()), "run: python tools/settings_page.py"


def test_every_command_is_described() -> None:
    commands = {path.stem for path in SOURCE.rglob("management/commands/*.py") if path.stem != "__init__"}
    told = (DOCS / "hosting/commands.md").read_text(encoding="utf-8")
    assert {name for name in commands if f"yearlight {name}" not in told} == set()


_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("path", [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))], ids=lambda path: path.name)
def test_every_link_of_the_documentation_leads_somewhere(path: Path) -> None:
    links = [one or other for one, other in _LINK.findall(path.read_text(encoding="utf-8"))]
    inside = [link.partition("#")[0] for link in links if "://" not in link and not link.startswith(("#", "mailto:"))]
    assert [link for link in inside if not (path.parent / link).exists()] == []


def test_every_decision_has_its_row() -> None:
    rows = (DOCS / "decisions/README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (DOCS / "decisions").glob("[0-9]*.md")}
    assert pages == set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", rows))


def test_every_direct_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = [one for group in project["dependency-groups"].values() for one in group if isinstance(one, str)]
    names = {re.split(r"[\[<>=]", one)[0].lower() for one in project["project"]["dependencies"] + groups}
    told = (DOCS / "decisions/0001-parts.md").read_text(encoding="utf-8").lower()
    assert {name for name in names if name not in told} == set()


#: Words that stand for something only one machine or one network has.
_ELSEWHERE = re.compile(
    "|".join((r"(?:artifact|nexus|proxy|mirror)[\w.-]*\.[a-z]+/(?:simple|npm|pypi)", r"--(?:extra-)?index-url \S*//",
              r'"resolved": ', r"/root/", r"/home/\w+/", r"/Users/\w+/", r"\.\./" + "shared"))
)  # fmt: skip


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in _tracked():
        if path.suffix in {".heic", ".jpg", ".png", ".webp", ".woff2"} or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {one[0]}" for one in _ELSEWHERE.finditer(text)]
    assert found == []


def test_every_word_of_the_glossary_stands_once_and_in_order() -> None:
    rows = re.findall(r"^\| (\w[^|]*?) \|", (DOCS / "developing/glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    words = [row for row in rows if row != "word"]
    assert words == sorted(set(words))
