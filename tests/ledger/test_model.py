"""The ledger does what a model of it in plain Python does, whatever is asked of it and in whatever order."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger.books import command
from tests.ledger.machine import Books
from wijkwaarde.kernel.isolation import in_partnership

EXAMPLES = int(os.environ.get("WIJKWAARDE_LEDGER_EXAMPLES", "60"))


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_ledger_and_its_model_agree_whatever_is_asked(cast):
    quick = settings(
        max_examples=EXAMPLES, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
    )
    with cast.acting("chantal") as chantal, in_partnership(chantal.partnership_id):
        machine = type("Machine", (Books,), {"by": command(chantal.partnership_id)})
        run_state_machine_as_test(machine, settings=quick)
