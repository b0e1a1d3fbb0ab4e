"""The pages of the reconciliation: figures with long names that differ, and a file that waits; what a state is, `states` says."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from tests.browser.delivered import a_budget
from wijkwaarde.instruments.reconciliation.actions import explain, join_centres, keep_books, use_books
from wijkwaarde.instruments.reconciliation.rules import NewBooks, NewExplanation
from wijkwaarde.instruments.reconciliation.terms import Reason

ROOM = "/wijkbudget/aansluiting"
WAITING, OTHER = UUID("00000000-0000-4000-8000-0000000000e1"), UUID("00000000-0000-4000-8000-0000000000e2")


def of_reconciled(cast, *, words):
    """Karel laid the home care's own figures beside ours, joined most of its cost centres and explained one difference."""
    year, now = cast.today.year, datetime.now(UTC)
    care = cast.actor("chantal").organisation_id
    with cast.acting("karel") as by:
        budget = a_budget(year, by=by, today=cast.today)
        product = budget.products.get(slug="logeren").pk
        told = {"budget": budget, "by": by}
        used = keep_books(of_care(care, year, raw(year, words=words)), now=now, **told)
        use_books(used.request_key, by=by, now=now)
        products = {(f"41{number} Logeren en respijtzorg", words[:60]): product for number in range(10, 20)}
        join_centres(**told, organisation_id=care, products=products, version=0, today=cast.today)
        new = NewExplanation(
            product_id=product,
            month=date(year, 1, 1),
            cents=-1_234_50,
            reason=Reason.VACANCY,
            words=words[:200],
            request_key=uuid4(),
        )
        explain(**told, organisation_id=care, new=new, today=cast.today)
        keep_books(of_care(care, year, raw(year, words=words, cents="31"), key=WAITING), now=now, **told)
        keep_books(of_care(care, year, b"Soort;Wat het kostte\r\n4100;12", key=OTHER), now=now, **told)
    party, why = f"{ROOM}/{care}", f"{ROOM}/{care}/verklaren/{product}/{year}02"
    return [
        {"name": "reconciliation", "path": ROOM, "who": "karel"},
        {"name": "reconciliation-board", "path": ROOM, "who": "hanneke"},
        {"name": "reconciliation-party", "path": party, "who": "karel"},
        {"name": "reconciliation-party-manager", "path": party, "who": "marieke"},
        {"name": "reconciliation-upload-wrong", "path": f"{ROOM}/inlezen", "press": "Bekijken", "who": "karel"},
        {"name": "reconciliation-preview", "path": f"{ROOM}/inlezen/{WAITING}", "who": "karel"},
        {"name": "reconciliation-columns", "path": f"{ROOM}/inlezen/{OTHER}", "press": "Verder", "who": "karel"},
        {"name": "reconciliation-centres", "path": f"{party}/koppelen", "who": "karel"},
        {"name": "reconciliation-together-wrong", "path": f"{party}/verklaren", "press": "Verklaren", "who": "karel"},
        {"name": "reconciliation-explain-wrong", "path": why, "press": "Verklaren", "who": "karel"},
    ]


def of_care(care, year, found, *, key=None):
    """Figures under a long name."""
    name = "kostenplaatsen-thuiszorg-voorbeeldwijk-tot-en-met-het-derde-kwartaal.csv"
    return NewBooks(raw=found, name=name, organisation_id=care, year=year, is_turned=False, request_key=key or uuid4())


def raw(year, *, words, cents="30"):
    """A line per cost centre and month, one cost centre that nobody joined, and two lines that cannot be read."""
    rows = [
        f"41{number} Logeren en respijtzorg;{words[:60]};{month};{number * month * 37},{cents}"
        for number in range(10, 20)
        for month in range(1, 10)
    ]
    bad = f";{words[:60]};1;10", f"4110;{words[:60]};voorjaar;10"
    return "\r\n".join(["kostenplaats;product;maand;bedrag", *rows, "9000;Kantine;1;125.000", *bad]).encode()
