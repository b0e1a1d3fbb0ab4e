"""The pages of deliveries: a file with good and bad lines that was booked, and one that waits; what a state is, `states` says."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from tests.budgets import scene
from waarde import Unit
from wijkwaarde.kernel.budgets.actions import add_product, make_budget
from wijkwaarde.kernel.budgets.queries import products_of
from wijkwaarde.kernel.deliveries.actions import import_file, keep_file
from wijkwaarde.kernel.deliveries.queries import aside_of, budget_now, told_file
from wijkwaarde.kernel.deliveries.rules import NewFile
from wijkwaarde.kernel.results.actions import agree_result, reach, undo_reached
from wijkwaarde.kernel.results.rules import NewReached, NewResult
from wijkwaarde.kernel.results.terms import Sayer

ROOM, RESULTS = "/wijkbudget/leveringen", "/wijkbudget/resultaten"
HEADS = "aanbieder;product;eenheid;periode;aantal;bedrag;afspraaknummer"
CARE = "Thuiszorg Voorbeeldwijk"
WAITING, OTHER, HANDED = (UUID(f"00000000-0000-4000-8000-0000000000d{number}") for number in (1, 2, 3))
PRODUCT = {"slug": "logeren", "name": "Logeren en respijtzorg voor mantelzorgers"}


def of_deliveries(cast, *, words):
    """Karel booked a file of many lines, put three aside, and looks at two that wait."""
    year, now = cast.today.year, datetime.now(UTC)
    with cast.acting("karel") as by:
        told = {"budget": a_budget(year, by=by, today=cast.today), "by": by, "now": now, "today": cast.today}
        file = told_file(import_file(new=NewFile(raw=raw(year, words=words), **named()), **told).pk, by=by)
        aside, one = aside_of(file)[0].pk, file.deliveries.first().pk
        keep_file(NewFile(raw=raw(year, words=words, cents="31"), **named(WAITING)), **told)
        keep_file(NewFile(raw=b"Code;Tijdvak;Wat het kostte\r\nB01;2026-01;12", **named(OTHER)), **told)
        result = a_result(words=words, **told)
    with cast.acting("marieke") as by:
        new = NewFile(raw=raw(year, words=words, cents="32"), organisation_id=by.organisation_id, **named(HANDED))
        keep_file(new, **told | {"by": by})
    return [
        {"name": "results", "path": RESULTS, "who": "marieke"},
        {"name": "result-wrong", "path": f"{RESULTS}/{result}", "press": "Boeken", "who": "karel"},
        {"name": "deliveries", "path": ROOM, "who": "karel"},
        {"name": "deliveries-board", "path": f"{ROOM}?bladzijde=2", "who": "hanneke"},
        {"name": "delivery-files", "path": f"{ROOM}/bestanden", "who": "karel"},
        {"name": "delivery-numbers", "path": f"{ROOM}/afspraaknummers", "who": "karel"},
        {"name": "delivery-new", "path": f"{ROOM}/met-de-hand", "who": "karel"},
        {"name": "delivery-wrong", "path": f"{ROOM}/met-de-hand", "press": "Boeken", "who": "karel"},
        {"name": "delivery-undo", "path": f"{ROOM}/levering/{one}/terug", "who": "karel"},
        {"name": "delivery-upload-wrong", "path": f"{ROOM}/inlezen", "press": "Bekijken", "who": "karel"},
        {"name": "delivery-preview", "path": f"{ROOM}/inlezen/{WAITING}", "who": "karel"},
        {"name": "delivery-columns", "path": f"{ROOM}/inlezen/{OTHER}", "press": "Verder", "who": "karel"},
        {"name": "delivery-file", "path": f"{ROOM}/{file.pk}", "who": "karel"},
        {"name": "deliveries-manager", "path": ROOM, "who": "marieke"},
        {"name": "delivery-hand-in-wrong", "path": f"{ROOM}/inlezen", "press": "Aanleveren", "who": "marieke"},
        {"name": "delivery-handed-in", "path": f"{ROOM}/inlezen/{HANDED}", "who": "marieke"},
        {
            "name": "delivery-let-many-go-wrong",
            "path": f"{ROOM}/{file.pk}/apart/laten-vallen",
            "press": "Hoeft niet",
            "who": "karel",
        },
        {"name": "delivery-aside-wrong", "path": f"{ROOM}/regel/{aside}", "press": "Hoeft niet", "who": "karel"},
        {"name": "delivery-take-back", "path": f"{ROOM}/{file.pk}/terug", "who": "karel"},
    ]


def a_result(*, budget, words, by, now, today):
    """A result under a long name, which was reached more often than was agreed, and once by mistake."""
    new = NewResult(
        organisation_id=by.organisation_id,
        product_id=budget.products.get(slug=PRODUCT["slug"]).pk,
        what=words[:150],
        cents=1_234_56,
        times=2,
        begin=budget.begin,
        until=budget.until,
        request_key=uuid4(),
    )
    agreed = agree_result(budget, new=new, by=by, today=today)
    told = {"by": by, "now": now, "today": today}
    for times, sayer in ((3, Sayer.TABLE), (1, Sayer.RESIDENT)):
        said = NewReached(on=today, times=times, said_by=sayer, request_key=uuid4())
        last = reach(agreed.pk, new=said, **told)
    undo_reached(last.pk, **told)
    return agreed.pk


def named(key=None):
    """A file with a long name."""
    return {"name": "levering-thuiszorg-voorbeeldwijk-tweede-kwartaal-definitief.csv", "request_key": key or uuid4()}


def raw(year, *, words, cents="30"):
    """Sixty good lines, a credit, and three that cannot be used."""
    good = [f"{CARE};{PRODUCT['slug']};;{year}-0{1 + one % 9};{one};{one * 111},{cents};" for one in range(1, 61)]
    bad = [
        f"{CARE};{words[:80]};uur;{year}-01;1;10;",
        f"{CARE};logeren;;voorjaar;1;10;",
        f"{words[:60]};logeren;;{year};;1;",
    ]
    return "\r\n".join([HEADS, *good, f"{CARE};logeren;;{year}-01;-1;-99,{cents};", *bad]).encode()


def a_budget(year, *, by, today):
    """The budget that is there, or one of five years from this one on; with a product of ours."""
    new = scene.new(begin=date(year, 1, 1), until=date(year + 5, 1, 1), base_year=year - 1)
    found = budget_now(by=by, today=today) or make_budget(new, by=by)
    if PRODUCT["slug"] not in {one.slug for one in products_of(found)}:
        add_product(found.pk, by=by, unit=Unit.DAY, **PRODUCT)
    return found
