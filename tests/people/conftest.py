"""What tests of people share: nobody is refused for what another test tried."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> Iterator[None]:
    """Rate limits count in the cache."""
    cache.clear()
    yield
    cache.clear()
