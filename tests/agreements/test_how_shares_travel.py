"""A share is in a determination or in an agreement apart, as was agreed, and never for more than it is."""

from datetime import date
from uuid import uuid4

import pytest

from tests.agreements.scene import NOW, TODAY, YEAR, figures, settle
from wijkwaarde.kernel.agreements import actions
from wijkwaarde.kernel.agreements.queries import settled_in
from wijkwaarde.kernel.budgets.actions import take_step, undo_step
from wijkwaarde.kernel.budgets.rules import NewStep
from wijkwaarde.kernel.budgets.terms import SubsidyStep
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.share_roads.actions import note_road, take_back_road
from wijkwaarde.kernel.share_roads.queries import determinations, in_determinations, left_of, travelled
from wijkwaarde.kernel.share_roads.rules import NewRoad

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(signed, karel):
    """90.01 in three: the town in a determination, the care apart, the residents in their fund."""
    seen = signed()
    close_period(by=karel, until=date(2026, 1, 1), today=TODAY, now=NOW)
    settle(seen, by=karel, told=figures(budget=90_01, costs=0), is_definitive=True)
    return seen


def determined(budget, *, by, year=YEAR):
    """The subsidy of a year, up to its determination."""
    source, town = budget.sources.get(), by.organisation_id
    for step in (SubsidyStep.APPLICATION, SubsidyStep.AWARD, SubsidyStep.ACCOUNT, SubsidyStep.DETERMINATION):
        cents, document = 1_000_00, f"besluit-{step.value}"
        words = {"cents": cents, "on": TODAY, "document": document, "applicant_id": town, "request_key": uuid4()}
        made = take_step(source, NewStep(year=year, step=step, **words), by=by, now=NOW)
    return made


def shares(by):
    return list(settled_in(YEAR, by=by)[0].shares.order_by("party__code"))


def left(by):
    return [left_of(one, found=travelled(by=by)) for one in shares(by)]


def say(share, *, by, cents=None, **words):
    return note_road(share.pk, NewRoad(cents=cents, **{"request_key": uuid4(), **words}), by=by, today=TODAY)


APART = {"name": "Deel 2025", "on": TODAY, "document": "brief-12"}


def test_a_share_in_a_determination_is_seen_there_and_what_is_left_is_counted(settled, budget, karel, hanneke):
    town, care, residents = shares(karel)
    assert left(karel) == [30_01, 30_00, 0]
    with pytest.raises(Refused, match="Kies de vaststelling"):
        say(town, by=karel, subsidy_id=1)
    step = determined(budget, by=karel)
    with pytest.raises(NotFound):
        say(town, by=hanneke, subsidy_id=step.pk)
    key = uuid4()
    first = say(town, by=karel, cents=10_00, subsidy_id=step.pk, request_key=key)
    assert say(town, by=karel, cents=10_00, subsidy_id=step.pk, request_key=key) == first
    with pytest.raises(Refused, match="meer dan er van dit deel"):
        say(town, by=karel, cents=20_02, subsidy_id=step.pk)
    say(town, by=karel, subsidy_id=step.pk)
    with pytest.raises(Refused, match="alles al geregeld"):
        say(town, by=karel, subsidy_id=step.pk)
    with pytest.raises(Refused, match="fonds van de bewoners"):
        say(residents, by=karel, **APART)
    with pytest.raises(Refused, match="op welk stuk"):
        say(care, by=karel, **(APART | {"document": ""}))
    with pytest.raises(Refused, match="Die is voorbij"):
        say(care, by=karel, **(APART | {"on": date(2026, 2, 3)}))
    say(care, by=karel, **APART)
    assert left(karel) == [0, 0, 0]
    told = in_determinations(budget.pk, year=YEAR, by=hanneke)[step.pk]
    assert [(one.organisation, one.cents) for one in told] == [
        ("Gemeente Voorbeeldstad", 10_00),
        ("Gemeente Voorbeeldstad", 20_01),
    ]
    take_back_road(first.pk, by=karel, today=TODAY)
    assert left(karel) == [10_00, 0, 0]
    undo_step(step.pk, by=karel, today=TODAY, now=NOW)
    assert left(karel) == [30_01, 0, 0]
    assert determinations(told[0].span, by=karel) == []


def test_a_correction_of_the_year_counts_what_travelled_before_it(settled, karel):
    care = shares(karel)[1]
    made = say(care, by=karel, **APART)
    less = settle(settled, by=karel, told=figures(budget=60_01, costs=0), is_definitive=True, why="Rekening erbij.")
    assert left(karel) == [20_01, -10_00, 0]
    with pytest.raises(Refused, match="daarna nog eens verdeeld"):
        say(care, by=karel, **APART)
    with pytest.raises(Refused, match="alles al geregeld"):
        say(shares(karel)[1], by=karel, **APART)
    assert take_back_road(made.pk, by=karel, today=TODAY).cents == 20_00
    assert left(karel) == [20_01, 20_00, 0]
    actions.undo_settlement(less.pk, by=karel, today=TODAY, now=NOW, key=uuid4())


def test_a_shortfall_travels_with_its_sign_and_a_provisional_share_not_at_all(signed, karel):
    seen = signed()
    settle(seen, by=karel, told=figures(budget=0, costs=90_00))
    with pytest.raises(Refused, match="nog voorlopig verdeeld"):
        say(shares(karel)[1], by=karel, **APART)
    close_period(by=karel, until=date(2026, 1, 1), today=TODAY, now=NOW)
    settle(seen, by=karel, told=figures(budget=0, costs=90_00), is_definitive=True)
    assert say(shares(karel)[1], by=karel, cents=10_00, **APART).cents == -10_00
    assert left(karel) == [-30_00, -20_00, 0]
