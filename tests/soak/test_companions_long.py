"""The long form of the random comings and goings of `test_companions`: PAIRS_EXAMPLES (300)."""

import os
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from test_catalog_recording import Desk
from test_companions import Pairs

EXAMPLES = int(os.environ.get("PAIRS_EXAMPLES", "300"))


def test_pairs_come_and_go_for_long(tmp_path: Path) -> None:
    Desk(tmp_path).catalog.close()
    Pairs.empty = tmp_path
    run_state_machine_as_test(
        Pairs,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
