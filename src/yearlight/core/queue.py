"""Later work."""

from typing import Any

from django_tasks.backends.base import BaseTaskBackend


class LeasedBackend(BaseTaskBackend):  # type: ignore[misc]
    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        raise NotImplementedError
