"""Settings from the environment: read as what they are, or refused in a sentence that names them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yearlight.core.env import Env, Setting, SettingsError

Read = Callable[[Env], Any]

_COUNT: Read = lambda env: env.integer("YEARLIGHT_COUNT", 4, "How many.", least=1, most=64)  # noqa: E731
_FLAG: Read = lambda env: env.flag("YEARLIGHT_FLAG", False, "Whether.")  # noqa: E731
_WAY: Read = lambda env: env.choice("YEARLIGHT_WAY", "a", "Which.", among=("a", "b"))  # noqa: E731
_WORDS: Read = lambda env: env.words("YEARLIGHT_WORDS", (), "Names.")  # noqa: E731
_TEXT: Read = lambda env: env.text("YEARLIGHT_TEXT", "none", "Any.")  # noqa: E731
_PATH: Read = lambda env: env.path("YEARLIGHT_PATH", None, "Where.")  # noqa: E731


@pytest.mark.parametrize(
    ("read", "name", "raw", "value"),
    [
        (_COUNT, "YEARLIGHT_COUNT", "64", 64),
        (_COUNT, "YEARLIGHT_COUNT", " 1 ", 1),
        (_COUNT, "YEARLIGHT_COUNT", "", 4),
        (_FLAG, "YEARLIGHT_FLAG", "Yes", True),
        (_FLAG, "YEARLIGHT_FLAG", "1", True),
        (_FLAG, "YEARLIGHT_FLAG", "off", False),
        (_WAY, "YEARLIGHT_WAY", "b", "b"),
        (_WORDS, "YEARLIGHT_WORDS", "one, two,,three ", ("one", "two", "three")),
        (_TEXT, "YEARLIGHT_TEXT", "  x y ", "x y"),
        (_TEXT, "YEARLIGHT_TEXT", "   ", "none"),
        (_PATH, "YEARLIGHT_PATH", "/srv/lines.toml", Path("/srv/lines.toml")),
        (_PATH, "YEARLIGHT_PATH", "", None),
    ],
)
def test_a_setting_is_read_as_what_it_is(read: Read, name: str, raw: str, value: object) -> None:
    env = Env({name: raw})
    assert read(env) == value
    assert env.faults == []


@pytest.mark.parametrize(
    ("read", "name", "raw", "sentence"),
    [
        (_COUNT, "YEARLIGHT_COUNT", "0", "YEARLIGHT_COUNT must be a whole number from 1 to 64."),
        (_COUNT, "YEARLIGHT_COUNT", "65", "YEARLIGHT_COUNT must be a whole number from 1 to 64."),
        (_COUNT, "YEARLIGHT_COUNT", "four", "YEARLIGHT_COUNT must be a whole number from 1 to 64."),
        (_COUNT, "YEARLIGHT_COUNT", "4.5", "YEARLIGHT_COUNT must be a whole number from 1 to 64."),
        (_FLAG, "YEARLIGHT_FLAG", "perhaps", "YEARLIGHT_FLAG must be yes or no."),
        (_WAY, "YEARLIGHT_WAY", "c", "YEARLIGHT_WAY must be one of a, b."),
    ],
)
def test_a_wrong_setting_is_refused_in_a_sentence(read: Read, name: str, raw: str, sentence: str) -> None:
    env = Env({name: raw})
    read(env)
    with pytest.raises(SettingsError) as refused:
        env.finish()
    assert refused.value.sentence == sentence


def test_a_value_can_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "count").write_text("12\n")
    env = Env({"YEARLIGHT_COUNT_FILE": str(tmp_path / "count")})
    assert _COUNT(env) == 12
    env.finish()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "nowhere", tmp_path / "binary"):
        env = Env({"YEARLIGHT_TEXT_FILE": str(path)})
        assert _TEXT(env) == "none"
        assert env.faults == [f"YEARLIGHT_TEXT_FILE names {path}, which cannot be read."]


def test_a_value_and_a_file_together_are_refused() -> None:
    env = Env({"YEARLIGHT_TEXT": "one", "YEARLIGHT_TEXT_FILE": "/etc/other"})
    _TEXT(env)
    assert env.faults == ["YEARLIGHT_TEXT and YEARLIGHT_TEXT_FILE are both set: keep one of them."]


def test_a_slip_of_the_pen_in_a_name_is_found() -> None:
    env = Env({"YEARLIGHT_CUONT": "3", "HOME": "/root"})
    _COUNT(env)
    with pytest.raises(SettingsError, match="There is no setting YEARLIGHT_CUONT"):
        env.finish()


def test_every_fault_is_told_at_once() -> None:
    env = Env({"YEARLIGHT_COUNT": "x", "YEARLIGHT_FLAG": "x", "YEARLIGHT_OTHER": "x"})
    _COUNT(env)
    _FLAG(env)
    with pytest.raises(SettingsError) as refused:
        env.finish()
    assert len(refused.value.sentence.splitlines()) == 3


def test_no_refusal_repeats_the_value() -> None:
    """A secret that stands in the wrong place would end up in a log."""
    env = Env({"YEARLIGHT_COUNT": "hunter2", "YEARLIGHT_WAY": "hunter2"})
    _COUNT(env)
    _WAY(env)
    assert "hunter2" not in "".join(env.faults)


def test_every_setting_is_remembered_as_the_documentation_lists_it() -> None:
    env = Env({})
    _FLAG(env)
    _WORDS(env)
    assert env.settings == {
        "YEARLIGHT_FLAG": Setting("YEARLIGHT_FLAG", "yes or no", "no", "Whether."),
        "YEARLIGHT_WORDS": Setting("YEARLIGHT_WORDS", "words with commas between them", "", "Names."),
    }
