"""Later work takes ids and nothing else, does nothing for rows that are gone, and may run twice."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django_tasks.base import Task

import yearlight
from tests.conftest import Cast
from tests.rules.test_every_address import MakeThings

_GONE = 10**9


def _tasks() -> Iterator[tuple[str, Task[Any, Any]]]:
    """Every piece of later work that the program has, by its name."""
    for module in pkgutil.walk_packages(yearlight.__path__, "yearlight."):
        if module.name.endswith((".jobs", ".housekeeping", ".erasing")):
            for name, one in vars(importlib.import_module(module.name)).items():
                if isinstance(one, Task) and one.func.__module__ == module.name:
                    yield f"{module.name}.{name}", one


TASKS = dict(_tasks())


def _rows() -> dict[str, int]:
    """How many rows each table of ours has, but those that say that housekeeping ran."""
    return {
        model.__name__: model._default_manager.count()
        for model in apps.get_models()
        if model.__module__.startswith("yearlight.")
    }


def test_every_kind_of_later_work_is_found() -> None:
    assert {
        "yearlight.keepsakes.jobs.make_sizes",
        "yearlight.entries.jobs.open_letters",
        "yearlight.people.jobs.do_due",
    } <= set(TASKS)


def test_later_work_takes_ids_alone() -> None:
    """So that nothing of a family lies in a queue, and what is done is asked for anew when it is done."""
    takes = {name: list(inspect.signature(one.func).parameters.values()) for name, one in TASKS.items()}
    assert {
        name: [str(one) for one in wanted]
        for name, wanted in takes.items()
        if any(not one.name.endswith("_id") and one.default is inspect.Parameter.empty for one in wanted)
    } == {}


@pytest.mark.parametrize(
    "name", sorted(name for name, one in TASKS.items() if "_id" in str(inspect.signature(one.func)))
)
def test_what_is_gone_is_left_alone(name: str, things: MakeThings, cast: Cast) -> None:
    things("family").names("keepsakes:rendition")
    before = _rows()
    TASKS[name].func(_GONE)
    assert _rows() == before


@pytest.mark.parametrize(
    "name", sorted(name for name, one in TASKS.items() if "_id" not in str(inspect.signature(one.func)))
)
def test_run_twice_nothing_more_is_done_than_once(name: str, things: MakeThings, cast: Cast) -> None:
    there = things("family")
    for address in ("entries:letter", "keepsakes:rendition", "words:word", "rituals:act"):
        there.names(address)
    TASKS[name].func()
    rows, sent = _rows(), len(mail.outbox)
    TASKS[name].func()
    assert (_rows(), len(mail.outbox)) == (rows, sent)
