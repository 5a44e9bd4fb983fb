"""The trial of windows for the zones in which most happens, and that it would find a wrong one."""

from datetime import timedelta
from typing import Any

import pytest

from trials import windows
from yearlight.reminders import due
from yearlight.reminders.due import Window


def test_windows_are_as_a_clock_on_the_wall_shows_them() -> None:
    assert windows.main(["--zones", "Pacific/Apia,America/St_Johns"]) == 0


@pytest.mark.parametrize("off", [-1, 1])
def test_a_window_that_is_a_second_off_is_found(monkeypatch: pytest.MonkeyPatch, off: int) -> None:
    right = due.window

    def wrong(*given: Any) -> Window:
        opens, closes = right(*given)
        return Window(opens + timedelta(seconds=off), closes)

    monkeypatch.setattr(due, "window", wrong)
    assert windows.main(["--zones", "Pacific/Apia"]) == 1
