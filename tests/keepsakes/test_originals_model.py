"""No named original ever goes, and every harmed one is named, whatever happens and wherever the process dies."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.keepsakes.originals import Originals


@pytest.mark.django_db
def test_no_named_original_goes_and_every_harmed_one_is_named() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Originals,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
