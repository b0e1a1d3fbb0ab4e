"""A year is corrected while the settlement before it is undone: the books never say more than was shared."""

from datetime import date
from uuid import uuid4

import pytest

from tests.agreements import scene
from tests.agreements.conftest import invited, signed_by
from tests.meanwhile import meanwhile
from wijkwaarde.kernel.agreements import actions
from wijkwaarde.kernel.agreements.models import SettledYear
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.ledger.queries import trial_balance


@pytest.mark.parametrize("is_undone_first", [True, False])
def test_what_is_undone_while_it_is_corrected_is_never_counted_as_paid(is_undone_first, *, committing_cast):
    with committing_cast.acting("karel") as karel:
        scene.a_budget(karel)
        petra = invited(committing_cast, by=karel)
        seen = signed_by(karel, hanneke=committing_cast.actor("hanneke"), petra=petra)
        close_period(by=karel, until=date(2026, 1, 1), today=scene.TODAY, now=scene.NOW)
        first = scene.settle(seen, by=karel, is_definitive=True)

    def undo(by):
        actions.undo_settlement(first.pk, by=by, today=scene.TODAY, now=scene.NOW, key=uuid4())

    def settle(by):
        told = scene.figures(costs=910_000_00)
        scene.settle(seen, by=by, told=told, is_definitive=True, why="Er kwam nog een rekening.")

    works = (undo, settle) if is_undone_first else (settle, undo)
    ends = meanwhile(*works, cast=committing_cast)
    assert [type(end) for end in ends] == [type(None), type(None) if is_undone_first else Refused]
    with committing_cast.acting("karel") as karel:
        balances = {one.code: one.amount for one in trial_balance(by=karel).rows}
        last = SettledYear.objects.get(result=90_000_00)
        shared = sum(last.shares.values_list("cents", flat=True))
    assert (balances["Settlement:Result"], shared) == (90_000_00, 90_000_00)
