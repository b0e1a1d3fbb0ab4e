"""The pages of small purses, of hours of people and of given hours, filled with long words; what a state is, `states` says."""

from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone

from wijkwaarde.kernel.given_hours.actions import give_hours, open_pursuit
from wijkwaarde.kernel.small_purses.actions import NewPayment, pay, top_up
from wijkwaarde.kernel.staffing.actions import set_norm, tell_month
from wijkwaarde.kernel.staffing.calculation import Hours
from wijkwaarde.kernel.staffing.queries import products_on

PAID = UUID("00000000-0000-4000-8000-0000000000e6")
PURSE, STAFF, GIVEN = "/kleine-beurs", "/bezetting", "/gegeven-uren"


def of_hours(cast, *, words):
    """Chantal paid twice, once above the limit; her organisation had a vacancy for months; people gave hours."""
    party, now, year = cast.standing("chantal").organisation_id, timezone.now(), cast.today.year
    with cast.acting("karel") as by:
        top_up(party, cents=100_00, by=by, request_key=uuid4(), now=now)
        set_norm(by=by, since=date(year, 1, 1), hours_a_year=187_200, source="voorbeeld")
        for month in (1, 2, 3, 4):
            told = {"product_id": products_on(cast.today, by=by)[0].pk, "month": date(year, month, 1), "version": 0}
            tell_month(party, by=by, hours=Hours(312_00, 312_00, 150_25, 6_00, 156_00), **told)
        garden = open_pursuit(party, name=f"Buurttuin {words}"[:60], by=by)
        give_hours(garden, month=date(year, 1, 1), hours=300_50, by=by, request_key=uuid4(), now=now)
    with cast.acting("chantal") as by:
        paid = pay(NewPayment(cents=25_00, what="Tweedehands fiets", request_key=PAID), by=by, now=now)
        pay(NewPayment(cents=1_250_00, what=words[:80], request_key=uuid4()), by=by, now=now)
    return [
        {"name": "purse", "path": PURSE, "who": "chantal"},
        {"name": "purse-wrong", "path": PURSE, "press": "Betaald", "who": "chantal"},
        {"name": "purse-none", "path": PURSE, "who": "bram"},
        {"name": "purse-receipt-wrong", "path": f"{PURSE}/{paid.pk}/bon", "press": "Bon bewaren", "who": "chantal"},
        {"name": "purse-payments", "path": f"{PURSE}/betalingen", "who": "karel"},
        {"name": "purses", "path": f"{PURSE}/beurzen", "who": "karel"},
        {"name": "purses-wrong", "path": f"{PURSE}/beurzen", "press": "Aanvullen", "who": "karel"},
        {"name": "purse-limit", "path": f"{PURSE}/grens", "who": "karel"},
        {"name": "staffing", "path": STAFF, "who": "hanneke"},
        {"name": "staffing-party", "path": f"{STAFF}/{party}", "who": "karel"},
        {"name": "staffing-month-wrong", "path": f"{STAFF}/{party}/maand", "press": "Bewaren", "who": "karel"},
        {
            "name": "staffing-file-wrong",
            "path": f"{STAFF}/{party}/bestand",
            "press": "Bekijk wat erin staat",
            "who": "karel",
        },
        {"name": "staffing-norm", "path": f"{STAFF}/fte", "who": "karel"},
        {"name": "given-hours", "path": f"{GIVEN}?bedrag=ja", "who": "karel"},
        {"name": "given-hours-board", "path": GIVEN, "who": "hanneke"},
        {"name": "given-hours-pursuit", "path": f"{GIVEN}/activiteit", "who": "karel"},
        {"name": "given-hours-rename", "path": f"{GIVEN}/activiteit/{garden}", "who": "karel"},
    ]
