"""Hours of people: who tells and reads them, what cannot be, and what a vacancy is worth."""

from datetime import date, timedelta

import pytest

from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.staffing import actions
from wijkwaarde.kernel.staffing.calculation import Hours, VacantRun, cents_of
from wijkwaarde.kernel.staffing.queries import file_of_today, parties_in, staffing_of, vacancy_cents, vacancy_of
from wijkwaarde.kernel.staffing.reading import OtherColumns, read_months

pytestmark = pytest.mark.django_db
FILE = """Product;Maand;Beschikbaar;Gepland;Gebruikt;Ziek;Vacature
Begeleiding;2026-09;312;312;156;0;156
begeleiding;10-2026;312,5;312;150,25;6,25;156
"""


def tell(scene, *, month=9, product=None, organisation=None, by=None, version=0, **hours):
    return actions.tell_month(
        organisation or scene.party,
        by=by or scene.karel,
        product_id=(product or scene.guidance).pk,
        month=date(2026, month, 1),
        hours=Hours(**{"available": 31200, "planned": 31200, "used": 15600, "ill": 0, "vacant": 15600, **hours}),
        version=version,
    )


def test_a_vacancy_all_autumn_is_shown_as_such_and_is_worth_its_hours_times_the_price(scene):
    for month in (9, 10, 11):
        tell(scene, month=month)
    tell(scene, product=scene.garden, vacant=100)
    (guidance, garden) = staffing_of(scene.party, year=2026, by=scene.karel)
    assert guidance.vacant == (VacantRun(date(2026, 9, 1), date(2026, 11, 1), 3, 46800),)
    assert garden.vacant == ()
    assert guidance.total.unused == 0
    found = vacancy_of(scene.budget, year=2026, by=scene.karel)
    assert [one.hours for one in found.lines] == [46800, 100]
    assert (
        found.cents
        == cents_of(46800, price=scene.price.value)
        == vacancy_cents(scene.budget, year=2026, by=scene.karel)
    )
    assert [one.product for one in found.unpriced] == ["Buurttuin"]
    assert vacancy_cents(scene.budget, year=2025, by=scene.karel) == 0


def test_a_manager_tells_the_hours_of_their_own_organisation_the_board_reads_and_a_professional_does_not(scene, cast):
    tell(scene)
    with cast.acting("marieke") as marieke:
        tell(scene, organisation=scene.own, by=marieke)
        with pytest.raises(NotFound):
            tell(scene, month=10, by=marieke)
        with pytest.raises(NotFound):
            staffing_of(scene.party, year=2026, by=marieke)
        assert [one.organisation.pk for one in parties_in(2026, by=marieke)] == [scene.own]
    with cast.acting("hanneke") as hanneke:
        assert staffing_of(scene.party, year=2026, by=hanneke)
        assert len(parties_in(cast.today.year, by=hanneke)) > 2
        assert parties_in(1999, by=hanneke) == []
    # What was told of a year before a party came here is seen too.
    actions.tell_month(
        scene.party, by=scene.karel, product_id=scene.guidance.pk, month=date(2001, 1, 1), hours=Hours(100), version=0
    )
    assert [one.total.available for one in parties_in(2001, by=scene.karel)] == [100]
    with cast.acting("hanneke") as hanneke, pytest.raises(NotFound):
        tell(scene, month=10, by=hanneke)
    with cast.acting("chantal") as chantal, pytest.raises(NotFound):
        staffing_of(scene.party, year=2026, by=chantal)


def test_more_ill_and_vacant_than_there_was_to_be_and_hours_below_zero_are_refused(scene):
    for wrong in (
        {"ill": 15601},
        {"used": -1},
        {"used": 10_000_001},
        dict.fromkeys(("available", "planned", "used", "vacant"), 0),
    ):
        with pytest.raises(Refused):
            tell(scene, **wrong)
    with pytest.raises(Refused):
        actions.tell_month(
            scene.party,
            by=scene.karel,
            product_id=scene.guidance.pk,
            month=date(2026, 9, 2),
            hours=Hours(100, 100, 100),
            version=0,
        )


def test_two_people_who_write_the_same_month_do_not_write_over_each_other(scene):
    first = tell(scene)
    assert tell(scene).version == first.version
    with pytest.raises(Stale) as stale:
        tell(scene, used=100)
    assert stale.value.saved["used"] == "15600"
    assert tell(scene, used=100, version=first.version).version == 2


def test_a_file_is_taken_in_whole_and_twice_is_once_and_it_is_undone_on_the_same_day(scene, cast):
    products = {"begeleiding": scene.guidance.pk}
    months = read_months(FILE.encode(), name="uren.csv", products=products).months
    told = {"months": months, "name": "uren.csv", "today": cast.today}
    tell(scene, month=9, available=1_00, used=1_00, vacant=0)
    before = staffing_of(scene.party, year=2026, by=scene.karel)[0].total
    assert actions.tell_file(scene.party, by=scene.karel, **told) == 2
    assert actions.tell_file(scene.party, by=scene.karel, **told) == 0
    (guidance,) = staffing_of(scene.party, year=2026, by=scene.karel)
    assert guidance.total == Hours(62450, 62400, 30625, 625, 31200)
    file = file_of_today(scene.party, by=scene.karel, today=cast.today)
    with pytest.raises(Refused, match="op de dag zelf"):
        actions.undo_file(file.pk, by=scene.karel, today=cast.today + timedelta(days=1))
    for _again in range(2):
        assert actions.undo_file(file.pk, by=scene.karel, today=cast.today) == 0
        assert [one.total for one in staffing_of(scene.party, year=2026, by=scene.karel)] == [before]


def test_a_file_with_wrong_lines_puts_them_aside_with_why_and_one_without_columns_asks(scene):
    wrong = FILE + "Begeleding;2026-11;1;1;1;0;0\nBegeleiding;2026-13;1;1;1;0;0\nBegeleiding;2026-09;1;1;1;0;0\n"
    wrong += "Begeleiding;99999999999-09;1;1;1;0;0\n"
    reading = read_months(wrong.encode(), name="uren.csv", products={"begeleiding": scene.guidance.pk})
    assert len(reading.months) == 2
    assert [one.row for one in reading.asides] == [4, 5, 6, 7]
    whys = ("begeleiding", "geen maand", "al in een rij hierboven", "geen maand")
    for one, said in zip(reading.asides, whys, strict=True):
        assert said in one.why
    other = b"Dienst;Periode;Uren;Ingezet;Open\nBegeleiding;2026-09;10;5;5\n"
    with pytest.raises(OtherColumns) as asked:
        read_months(other, name="uren.csv", products={"begeleiding": scene.guidance.pk})
    assert asked.value.heads == ("Dienst", "Periode", "Uren", "Ingezet", "Open")
    names = {"product": "Dienst", "month": "Periode", "available": "Uren", "used": "Ingezet", "vacant": "Open"}
    reading = read_months(other, name="uren.csv", products={"begeleiding": scene.guidance.pk}, names=names)
    assert reading.total == Hours(1000, 0, 500, 0, 500)
    older = "Één blad\n".encode("cp1252") + other
    reading = read_months(older, name="uren.csv", products={"begeleiding": scene.guidance.pk}, names=names)
    assert (reading.total.available, reading.remarks[0][:29]) == (1000, "Dit bestand komt uit een oude")
    for broken in (b"", b"%PDF-1.4", b"Product;Maand;Beschikbaar;Gebruikt;Vacature\n"):
        with pytest.raises(Refused):
            read_months(broken, name="uren.csv", products={})
