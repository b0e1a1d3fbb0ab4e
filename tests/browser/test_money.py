"""The money of a neighbourhood as people live it: a plan is promised at once, a year comes in, is closed, shared, and told to everybody."""

import csv
import io
from calendar import monthrange
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.browser import money
from tests.browser.served import serving
from tests.browser.visits import DESK, PHONE, check_axe, check_quiet, check_width, field, press, text_of

pytestmark = pytest.mark.browser

# 1,5 hours a week of 55,80 euros, as the shortlist of the neighbourhood says.
A_MONTH = Decimal("1.5") * Decimal("55.80") * 52 / 12
WHAT = "Begeleiding thuis"
RULES = ("Voorbeeld: gelijke delen", "Voorbeeld: naar wat ieder levert", "Voorbeeld: gelijk, vanaf 2 procent over")
TITLE, MEETING = "Wat overblijft, delen we in drieën", "Verslag van de bewonersavond"
WHY_NOT = "Gelijke delen past niet bij wat wij inbrengen."


@pytest.fixture(scope="module")
def neighbourhood(committed_cast, django_db_blocker, tmp_path_factory):
    """A neighbourhood of its own: its books are closed, which nobody can take back."""
    with django_db_blocker.unblock(), serving(tmp_path_factory.mktemp("money"), crowded=False) as found:
        with found.database() as cast:
            money.a_budget(cast)
            found.key, found.today = money.people(cast), cast.today
        yield found


def test_a_year_of_money_from_a_plan_that_is_promised_to_a_fund_that_everybody_reads_about(visit):
    year = visit.neighbourhood.today.year - 1
    a_plan_is_agreed_in_the_morning(visit)
    it_is_promised_at_once(visit)
    karel = a_file_comes_in(visit, year=year)
    the_year_is_closed(karel, year=year)
    three_rules_stand_side_by_side(karel, year=year)
    one_is_signed_by_all(visit, karel, year=year)
    the_year_is_shared(karel, year=year)
    the_residents_have_a_fund(karel)
    everybody_reads_it(visit, karel, year=year)


def a_plan_is_agreed_in_the_morning(visit):
    case, last = f"/vraag/{visit.neighbourhood.key}", date(visit.neighbourhood.today.year, 12, 31)
    bram = visit(f"{case}/plan", who="bram", width=DESK)
    field(bram, "Wat gaat er gebeuren?").first.fill(WHAT)
    field(bram, "Wie doet dit?").first.fill("Bram")
    bram.get_by_text("Meer over deze afspraak").first.click()
    bram.get_by_label("Hoe vaak ongeveer?").first.select_option("every-week")
    field(bram, "Tot en met").first.fill(last.isoformat())
    press(bram, "Bewaren als voorstel")
    mina = visit(case, who=money.RESIDENT, width=PHONE)
    press(mina, "Ja, dit spreken we af")
    expect(mina.get_by_role("status")).to_contain_text("Afgesproken")


def it_is_promised_at_once(visit):
    """What is agreed stands on the page and in the file, by its number and not by a name; nobody typed it again."""
    promised = promised_in(visit.neighbourhood.today)
    karel = visit("/wijkbudget", who="karel", width=DESK)
    assert money.NAME not in text_of(karel)
    expect(fact(karel, "Budget")).to_contain_text("390.000")
    expect(fact(karel, "Toegezegd")).to_contain_text(f"€\xa0{round(promised)}")
    expect(fact(karel, "Nog vrij")).to_contain_text("389." if promised < 1000 else "38")
    check_quiet(karel, names=[money.NAME])
    press(karel, "Begeleiding")
    expect(karel.get_by_text("1 afspraak die geld kost.")).to_be_visible()
    assert money.NAME not in text_of(karel)
    (row,) = csv.DictReader(io.StringIO(saved(karel, "Als csv")), delimiter=";")
    assert row[f"euro in {visit.neighbourhood.today.year}"].replace(",", ".") == f"{promised:.2f}".rstrip("0").rstrip(
        "."
    )


def promised_in(today):
    """What the plan takes from today to the end of the year, a month by its days, in euros to the cent."""
    days = [(month, monthrange(today.year, month)[1]) for month in range(today.month, 13)]
    parts = [(many - today.day + 1 if month == today.month else many, many) for month, many in days]
    return sum(A_MONTH * part / many for part, many in parts).quantize(Decimal("0.01"))


def fact(page, name):
    return page.locator(".ww-figures > div").filter(has=page.get_by_text(name, exact=True))


def saved(page, name):
    """The text of the file that a link gives."""
    with page.expect_download() as found:
        page.get_by_role("link", name=name).click()
    return found.value.path().read_text(encoding="utf-8-sig")


def a_file_comes_in(visit, *, year):
    """Twelve months of care and a first month of this year; two lines cannot be used, and are told with why."""
    karel = visit("/wijkbudget/leveringen", who="karel", width=DESK)
    press(karel, "Bestand inlezen")
    raw = "\r\n".join(["aanbieder;product;periode;bedrag", *lines(year)]).encode()
    told = {"name": "thuiszorg.csv", "mimeType": "text/csv", "buffer": raw}
    field(karel, "Bestand").set_input_files(files=[told])
    karel.get_by_label("Over welk jaar gaat het?").select_option("")
    press(karel, "Bekijken")
    expect(karel.get_by_text("13 regels worden geboekt, samen €\xa0373.234,55")).to_be_visible()
    for words in ("Dit product kennen we niet: 1", "Het bedrag is niet te lezen, of is 0: 1", "dansles", "veel"):
        expect(karel.get_by_text(words).first).to_be_visible()
    check_axe(karel)
    assert karel.goto("/wijkbudget/leveringen").ok
    expect(karel.get_by_text("Er is nog niets geleverd")).to_be_visible()
    karel.go_back()
    press(karel, "Boeken")
    expect(karel.get_by_text("13 regels geboekt, €\xa0373.234,55")).to_be_visible()
    expect(karel.get_by_text("2 regels apart")).to_be_visible()
    karel.goto("/wijkbudget")
    expect(fact(karel, "Uitgegeven")).to_contain_text("1.235")
    return karel


def lines(year):
    care = f"{money.CARE};Begeleiding"
    whole = [f"{care};{year}-{month:02};31.000,00" for month in range(1, 12)]
    bad = [f"{money.CARE};dansles;{year}-03;120,00", f"{care};{year}-04;veel"]
    return [*whole, *bad, f"{care};{year}-12;30.999,99", f"{care};{year + 1}-01;1.234,56"]


def the_year_is_closed(karel, *, year):
    karel.goto("/wijkbudget/boeken")
    expect(karel.get_by_text("Er is nog geen periode gesloten.")).to_be_visible()
    press(karel, "Een periode sluiten")
    press(karel, "Sluiten")
    expect(karel.get_by_text("Sluiten kan niet terug.").first).to_be_visible()
    karel.get_by_label("Ik weet dat dit niet terug kan").check()
    check_axe(karel)
    press(karel, "Sluiten")
    expect(karel.get_by_text(f"Gesloten tot en met 31 december {year}.").first).to_be_visible()


def three_rules_stand_side_by_side(karel, *, year):
    """18.000,01 is over: in thirds no cent is lost, by use the care gets all, and it is more than two percent."""
    karel.goto("/wijkbudget/besparing")
    press(karel, "Regels proberen")
    for rule in RULES:
        karel.get_by_label(rule).check()
    karel.get_by_label(str(year), exact=True).check()
    field(karel, "Hoeveel verzonnen jaren?").fill("3")
    press(karel, "Zet naast elkaar")
    told = text_of(karel)
    for amount in ("18.000,01", "6.000,01", "6.000"):
        assert amount in told, amount
    assert "te weinig eerdere jaren" in told
    check_axe(karel)
    karel.set_viewport_size({"width": PHONE, "height": 900})
    check_width(karel)
    karel.set_viewport_size({"width": DESK, "height": 900})


def one_is_signed_by_all(visit, karel, *, year):
    """The town and the care sign themselves; what the residents' meeting said is noted by the controller with its report."""
    karel.goto("/wijkbudget/besparing")
    press(karel, "Nieuwe afspraak")
    field(karel, "Hoe heet de afspraak?").fill(TITLE)
    field(karel, "Geldt vanaf").fill(f"{year}-01-01")
    karel.get_by_label("Gelijk", exact=True).check()
    for who in (money.TOWN, money.CARE, "de bewoners"):
        karel.get_by_label(f"{who} doet mee").check()
    press(karel, "Klaarzetten om te tekenen")
    check_axe(karel)
    for who, party in (("hanneke", money.TOWN), (money.MANAGER, money.CARE)):
        page = visit("/wijkbudget/besparing", who=who, width=PHONE)
        press(page, TITLE)
        if who == money.MANAGER:
            says_no_first(page, karel)
        signs(page, party)
        check_width(page)
    karel.reload()
    field(karel, "In welk verslag staat het?").fill(MEETING)
    signs(karel, "de bewoners")
    expect(karel.get_by_text("Nog niet getekend")).to_have_count(0)


def says_no_first(page, karel):
    """The care does not sign and says why; the controller reads it, and after a talk the care takes it back."""
    press(page, "Wij tekenen niet")
    field(page, "Waarom niet?").fill(WHY_NOT)
    check_axe(page)
    check_width(page)
    press(page, "Wij tekenen niet")
    expect(page.get_by_role("status")).to_contain_text("Alle partijen kunnen lezen waarom.")
    check_width(page)
    karel.reload()
    expect(karel.get_by_text(f"Tekent niet: {money.CARE}.").first).to_be_visible()
    expect(karel.get_by_text(WHY_NOT).first).to_be_visible()
    check_axe(karel)
    press(page, "Nee intrekken")
    expect(page.get_by_text("ingetrokken op").first).to_be_visible()


def signs(page, party):
    card = page.locator(".ww-card").filter(has=page.get_by_role("heading", name=party))
    with page.expect_navigation():
        card.get_by_role("button", name="Ik heb het gelezen en teken").click()
    expect(page.get_by_role("status")).to_contain_text("Getekend.")


def the_year_is_shared(karel, *, year):
    press(karel, str(year))
    press(karel, "Reken voor")
    told = text_of(karel)
    for amount in ("390.000", "371.999,99", "18.000,01"):
        assert amount in told, amount
    press(karel, "Verdeel definitief")
    expect(karel.get_by_role("status")).to_contain_text("Verdeeld en geboekt.")
    row = karel.get_by_role("row").filter(has_text="definitief")
    expect(row).to_contain_text(f"{money.TOWN}: €\xa06.000,01; {money.CARE}: €\xa06.000; De bewoners: €\xa06.000")


def the_residents_have_a_fund(karel):
    """Their part stands on an account of theirs, against the result; everything sums to zero."""
    karel.goto("/wijkbudget/boeken")
    expect(karel.get_by_text("Het klopt: debet en credit zijn samen gelijk.")).to_be_visible()
    press(karel, "Fonds van de bewoners")
    expect(karel.locator(".ww-summary")).to_contain_text("€\xa06.000")
    row = karel.get_by_role("row").filter(has_text="besparing gedeeld")
    for words in ("Verdeeld over ", "Resultaat om te verdelen", "€\xa06.000"):
        expect(row).to_contain_text(words)


def everybody_reads_it(visit, karel, *, year):
    """Nobody reads of a year before it is published; then a visitor does, on a phone, without log-in."""
    visitor = visit("/wijkbudget/in-gewone-woorden", width=PHONE)
    expect(visitor.get_by_text("Hier staat nog niets")).to_be_visible()
    karel.goto(f"/wijkbudget/openbaar-maken?jaar={year}")
    press(karel, "Maak openbaar")
    visitor.goto("/")
    press(visitor, "Het geld van de wijk", within="footer")  # one area shows its money, so this is it
    told = text_of(visitor)
    for words in (
        f"In {year} was er €\xa0390.000 voor hulp in de wijk. Daarvan is €\xa0372.000 gebruikt.",
        "Er is €\xa018.000 over.",
        "Bewoners kregen €\xa06.000 om zelf iets mee te doen voor de wijk.",
        "Begeleiding",
    ):
        assert words in told, words
    for name in (money.NAME, "Karel", "Petra"):
        assert name not in told
    check_width(visitor)
    check_axe(visitor)
