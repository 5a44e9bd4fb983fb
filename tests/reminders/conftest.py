"""What tests of reminders share: a clock that stands, and a push service with a browser behind it."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from tests import make
from tests.reminders.push_service import Browser, Service, service
from yearlight.core import clock


@pytest.fixture
def clock_stands(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is ``make.NOW`` throughout, and nobody is refused for what another test tried: rate limits count in the cache."""
    monkeypatch.setattr(clock, "now", lambda: make.NOW)
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def there(settings: Settings) -> Iterator[Service]:
    """A push service on this machine, to which messages may be handed."""
    settings.OUTSIDE_MAY_BE_HERE = True
    with service() as made:
        yield made


@pytest.fixture
def browser() -> Browser:
    return Browser()
