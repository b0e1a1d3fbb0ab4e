"""Budget and ledger together do what a model of them in plain Python does, whatever is asked and in whatever order."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.budgets.machine import BudgetBooks

EXAMPLES = int(os.environ.get("WIJKWAARDE_LEDGER_EXAMPLES", "30"))


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_budget_and_its_model_agree_whatever_is_asked(cast):
    quick = settings(
        max_examples=EXAMPLES, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
    )
    with cast.acting("karel") as karel:
        machine = type("Machine", (BudgetBooks,), {"by": karel})
        run_state_machine_as_test(machine, settings=quick)
