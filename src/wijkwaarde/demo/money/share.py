"""What the parties of the example neighbourhood did with the first year: a vacancy told, an agreement signed, the result shared and shown to everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from uuid import NAMESPACE_OID, UUID, uuid5

from django.apps import apps
from django.utils import timezone

from wijkwaarde.demo.money.draw import first_year, told_in_file
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements.actions import account_for, make_agreement, settle_year, sign
from wijkwaarde.kernel.agreements.queries import SeenAgreement, settled_in
from wijkwaarde.kernel.agreements.rules import NewParty, NewText, Terms
from wijkwaarde.kernel.agreements.terms import FUND, Road
from wijkwaarde.kernel.barriers.queries import organisations
from wijkwaarde.kernel.budgets.queries import Budget, budget_plan, products_of
from wijkwaarde.kernel.ledger.actions import open_account, post
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity
from wijkwaarde.kernel.money_accounts.actions import party_account
from wijkwaarde.kernel.share_roads.actions import note_road
from wijkwaarde.kernel.share_roads.rules import NewRoad
from wijkwaarde.kernel.staffing.actions import tell_month
from wijkwaarde.kernel.staffing.calculation import Hours
from wijkwaarde.kernel.staffing.queries import vacancy_cents
from wijkwaarde.kernel.trail.actions import recorded
from wijkwaarde.kernel.year_results.queries import figures_of

PLAIN_WORDS = "wijkwaarde.instruments.budget_in_plain_words"
TOWN, CARE = "Gemeente Voorbeeldstad", "Thuiszorg Voorbeeldwijk"
WRITTEN = "Verslag van de bewonersavond, 14 mei"
SPENT = "Twee banken bij de speeltuin, en elke maand samen eten in het Huis van de Wijk."
NOTICED = "Bewoners zeggen dat zij elkaar vaker spreken. Bij het eten zijn elke keer dertig mensen."
SPENT_CENTS = 4_260_00
LETTER, LETTER_STANDS = "Overeenkomst over het deel van de zorg", "brief-zorg-deel-1"

type As = Callable[[str], Actor]


def share_first_year(budget: Budget, *, acting: As, today: date) -> None:
    """Tell the hours, agree, settle the first year and publish it; `acting` gives somebody of the cast by key."""
    by, now = acting("karel"), timezone.now()
    with recorded(by=by):
        parties = {name: pk for pk, name in organisations(by=by, today=today)}
        _tell_hours(budget, care=parties[CARE], by=by, today=today)
        made = make_agreement(_text(budget, parties=parties), by=by, request_key=_key("agreement"), now=now)
    _sign(made, acting=acting, today=today)
    with recorded(by=by):
        _settle(made, budget=budget, by=by, now=now, today=today)
        _spend(budget, by=by, now=now, today=today)
    if apps.is_installed(PLAIN_WORDS):
        _publish(by=by, today=today)


def _tell_hours(budget: Budget, *, care: int, by: Actor, today: date) -> None:
    """What the provider of care had in people each month; in the autumn of the first year nobody could be hired."""
    products = {one.slug: one.pk for one in products_of(budget)}
    for row in told_in_file()["hours"]:
        for year in (first_year(today), today.year):
            for month in range(1, 13 if year < today.year else today.month):
                is_vacant = month in row["vacant_in" if year < today.year else "vacant_now"]
                vacant = row["vacant"] if is_vacant else 0
                used = row["available"] - row["ill"] - vacant - row["left"]
                told = Hours(*(100 * one for one in (row["available"], row["planned"], used, row["ill"], vacant)))
                day = date(year, month, 1)
                tell_month(care, by=by, product_id=products[row["product"]], month=day, hours=told, version=0)


def _text(budget: Budget, *, parties: dict[str, int]) -> NewText:
    """Three equal parts, without what a vacancy left; the town's in the determination, the residents' in a fund of theirs."""
    everybody = (NewParty("p1", parties[TOWN]), NewParty("p2", parties[CARE]), NewParty("p3", None, is_residents=True))
    roads = {"p1": Road.DETERMINATION.value, "p2": Road.SEPARATE.value, "p3": Road.FUND.value}
    return NewText(
        title="Wat overblijft, delen we in drieën",
        begin=budget.begin,
        until=None,
        parties=everybody,
        terms=Terms(shared_by="equal", roads=roads, minimum_rate=0.01),
    )


def _sign(made: SeenAgreement, *, acting: As, today: date) -> None:
    """The town and the care sign themselves; the controller notes what the residents said."""
    for code, key, document in (("p1", "marieke", ""), ("p2", "petra", ""), ("p3", "karel", WRITTEN)):
        by = acting(key)
        with recorded(by=by):
            sign(made.party(code).pk, by=by, today=today, fingerprint=made.fingerprint, document=document)


def _settle(made: SeenAgreement, *, budget: Budget, by: Actor, now: datetime, today: date) -> None:
    year = first_year(today)
    figures = figures_of(year, by=by, parties=made.parties)
    vacancy = vacancy_cents(budget, year=year, by=by)
    settle_year(
        made.pk,
        by=by,
        year=year,
        figures=replace(figures, vacancy=vacancy, found_in="Uren van de partijen"),
        is_definitive=True,
        request_key=_key("settled"),
        now=now,
        today=today,
    )
    for settled in settled_in(year, by=by):
        for share in settled.shares.all():
            if share.party.is_residents:
                account_for(share.pk, by=by, spent_on=SPENT, noticed=NOTICED, version=1, today=today)
            elif share.road == Road.SEPARATE.value:
                letter = NewRoad(cents=None, name=LETTER, on=today, document=LETTER_STANDS, request_key=_key("letter"))
                note_road(share.pk, letter, by=by, today=today)


def _spend(budget: Budget, *, by: Actor, now: datetime, today: date) -> None:
    """Residents spent a part of their fund; the Huis van de Wijk paid it for them."""
    host = next(one.organisation for one in budget_plan(budget.pk, by=by).base_costs if one.product.slug == "ontmoeten")
    fund = open_account(
        by=by,
        kind=AccountKind.LIABILITY,
        commodity=Commodity.EURO,
        code=FUND,
        name="Fonds van de bewoners",
        begin=budget.begin,
    )
    entries = ((fund.pk, SPENT_CENTS), (party_account(host, by=by).pk, -SPENT_CENTS))
    kind, because = BookingKind.TRANSFER, Because.DOCUMENT
    post(Draft(today, kind, because, "bewonersfonds-1", entries, _key("fund")), by=by, now=now)


def _publish(*, by: Actor, today: date) -> None:
    """The first year for everybody, where that instrument was not taken out."""
    actions = import_module(f"{PLAIN_WORDS}.actions")
    new = actions.NewPublication(year=first_year(today), fund_words=SPENT, words=NOTICED, request_key=_key("public"))
    with recorded(by=by):
        actions.publish(new, by=by, today=today)


def _key(text: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"wijkwaarde-demo-share-{text}")
