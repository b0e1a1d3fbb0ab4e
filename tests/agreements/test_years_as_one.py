"""Years that are shared as one, texts from a day on, and a definitive settlement that is corrected: in the ledger, and back."""

from datetime import date
from uuid import uuid4

import pytest

from tests.agreements import scene
from tests.agreements.scene import NOW, TODAY, figures, settle, text, without
from tests.agreements.test_settling import balances, close, shares, tell
from wijkwaarde.kernel.agreements import actions, queries
from wijkwaarde.kernel.agreements.rules import Span, span_with
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.year_results.queries import figures_until
from wijkwaarde.kernel.year_results.rules import together

pytestmark = pytest.mark.django_db
BEGIN = date(2024, 1, 1)


@pytest.fixture
def budget(karel):
    return scene.a_budget(karel, begin=BEGIN, until=date(2028, 1, 1), base_year=2023)


def two_years(**terms):
    return {"begin": BEGIN, "title": "Twee jaar in één keer", "terms": {"years": 2, **terms}}


def test_years_are_counted_from_the_begin_and_the_last_time_there_may_be_fewer():
    told = [span_with(year, begin=BEGIN, until=date(2029, 6, 1), years=3) for year in range(2023, 2030)]
    assert told == [None, *[Span(2024, 2026)] * 3, *[Span(2027, 2028)] * 2, None]
    assert span_with(2024, begin=date(2024, 2, 1), until=None, years=1) is None


def test_a_good_year_makes_up_for_a_bad_one_and_no_year_is_shared_twice(signed, karel):
    seen = signed(**two_years())
    told = together([figures(budget=100_00, costs=130_00), figures(budget=100_00, costs=40_00)])
    settled = settle(seen, by=karel, told=told, year=2024)
    assert (settled.first_year, settled.year, settled.result) == (2024, 2025, 30_00)
    assert shares(settled) == {"p1": 10_00, "p2": 10_00, "p3": 10_00}
    with pytest.raises(Refused, match=r"in één keer\. Dat kan vanaf 1 januari 2028"):
        settle(seen, by=karel, told=told, year=2026)
    by_year = signed(begin=BEGIN, title="Per jaar")
    with pytest.raises(Refused, match="2024 tot en met 2025 is al verdeeld"):
        settle(by_year, by=karel, told=figures(), year=2025)
    actions.undo_settlement(settled.pk, by=karel, today=TODAY, now=NOW, key=uuid4())
    assert not any(balances(karel).values())
    assert shares(settle(by_year, by=karel, told=figures(budget=9_00, costs=0), year=2025))["p1"] == 3_00


def test_a_shortfall_is_paid_beyond_its_corridor_by_who_left_for_their_days(signed, karel):
    seen = signed(**two_years(loss_corridor=0.01))
    left_on = date(2025, 1, 1)
    actions.leave(seen.party("p2").pk, by=karel, left_on=left_on)
    told = without(figures(budget=1_000_00, costs=1_010_00 + 1_828_00), "p2", left_on=left_on)
    assert shares(settle(seen, by=karel, told=told)) == {"p1": -731_00, "p2": -366_00, "p3": -731_00}


def test_a_text_from_a_day_on_leaves_the_years_before_to_the_text_before(signed, karel):
    seen = signed(begin=BEGIN)
    later = text(begin=date(2025, 1, 1), title="Vanaf 2025", terms={"share": 0.5})
    changed = actions.change_agreement(seen.pk, later, by=karel, version=1, request_key=uuid4(), now=NOW)
    assert settle(changed, by=karel, year=2024).version.number == 1
    with pytest.raises(Refused, match="Nog niet getekend"):
        settle(changed, by=karel, year=2025)
    texts = queries.agreement_texts(seen.pk, by=karel)
    assert [found[0].number for year in (2024, 2025, 2030) if (found := queries.text_for(texts, year=year))] == [
        1,
        2,
        2,
    ]
    assert queries.text_for(texts, year=2023) is None


def test_a_correction_books_the_difference_says_why_and_keeps_what_was_told(signed, karel, hanneke):
    seen = signed()
    close(karel)
    settle(seen, by=karel, told=figures(budget=300_00, costs=0), is_definitive=True)
    ((first, _shares),) = queries.standing(queries.settled_shares(by=karel))
    town = first.shares.get(party__code="p1")
    tell(town, by=hanneke)
    more = {"told": figures(budget=330_00, costs=0), "is_definitive": True}
    last = settle(seen, by=karel, **more, why="Nog een rekening gevonden.")
    assert (last.turn, last.why) == (2, "Nog een rekening gevonden.")
    changed = last.shares.get(party__code="p1")
    assert (changed.cents, changed.booked) == (110_00, 10_00)
    assert queries.account_of(queries.share_for(changed.pk, by=karel)) is not None
    assert balances(karel)["Settlement:Result"] == 330_00
    assert queries.unaccounted(by=karel, before=2026) == ["Thuiszorg Voorbeeldwijk", ""]
    with pytest.raises(Refused, match="daarna nog eens verdeeld"):
        actions.undo_settlement(first.pk, by=karel, today=TODAY, now=NOW, key=uuid4())
    actions.undo_settlement(last.pk, by=karel, today=TODAY, now=NOW, key=uuid4())
    assert balances(karel)["Settlement:Result"] == 300_00
    assert queries.account_of(queries.share_for(town.pk, by=karel)) is not None


def test_years_without_a_budget_are_not_shared_with_others(signed, karel):
    seen = signed(begin=date(2022, 1, 1), terms={"years": 3}, title="Drie jaar")
    with pytest.raises(NotFound):
        settle(seen, by=karel, told=figures(), year=2024)
    with pytest.raises(NotFound):
        figures_until(2023, by=karel, parties=seen.parties)
