"""The pages of deliveries: a file is looked at and booked, two bad lines are settled, and a wrong file is taken back."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.deliveries.files import CARE, HEADS, HOUSE, csv_of, row
from waarde import Unit
from wijkwaarde.kernel.budgets.actions import NewBudget, add_product, make_budget
from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.deliveries.actions import ask_back
from wijkwaarde.kernel.deliveries.models import AsideLine, ColumnNames, Delivery, DeliveryFile, WaitingFile
from wijkwaarde.kernel.deliveries.tasks import do_large_files, remove_waiting_files
from wijkwaarde.kernel.parties.models import Organisation

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture
def karel(cast):
    """A browser of who keeps the budget, which is there."""
    year = cast.today.year
    with cast.acting("karel") as by:
        new = NewBudget(
            name="Wijkbudget",
            begin=date(year, 1, 1),
            until=date(year + 5, 1, 1),
            base_year=year - 2,
            who_belongs="Wie in de wijk woont.",
            request_key=uuid4(),
        )
        budget = make_budget(new, by=by)
        add_product(budget.pk, by=by, slug="begeleiding", name="Begeleiding", unit=Unit.HOUR)
    return cast.browser("karel", raises=True)


@pytest.fixture
def inside(cast):
    """Rows as they are, of the partnership."""
    with cast.acting("karel"):
        yield


def upload(browser, raw, **words):
    sent = {"file": SimpleUploadedFile("maart.csv", raw), "request_key": uuid4(), "organisation_id": "", "year": ""}
    return browser.post(reverse("delivery_upload"), sent | words)


def lines_of(cast):
    month = f"{cast.today.year}-01"
    return row(period=month), row("Tovenarij", period=month), row(period=month, amount="0", provider=HOUSE)


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_file_with_two_bad_lines_is_looked_at_booked_settled_and_taken_back(karel, cast, inside):
    raw = csv_of(*lines_of(cast))
    key = uuid4()
    answer = upload(karel, raw, request_key=key)
    page = karel.get(answer.url)
    assert "1 regel wordt geboekt, samen €\xa0100. 2 regels leggen we apart" in page.content.decode()
    assert not Delivery.objects.exists()
    booked = karel.post(answer.url)
    assert karel.post(answer.url).url == booked.url
    assert not WaitingFile.objects.exists()
    unknown, nothing = AsideLine.objects.order_by("row")
    settle = reverse("delivery_aside", args=[unknown.pk])
    assert f'value="{cast.today.year}-01"' in karel.get(settle).content.decode()
    product, care = Delivery.objects.get().product_id, Organisation.objects.get(name=CARE).pk
    filled = {
        "organisation_id": care,
        "product_id": product,
        "period": "2 t/m 3",
        "amount": "50",
        "request_key": uuid4(),
    }
    assert karel.post(settle, filled).status_code == 422
    karel.post(settle, filled | {"period": f"{cast.today.year}-01"})
    assert karel.post(reverse("delivery_let_go", args=[nothing.pk]), {"why": " "}).status_code == 422
    karel.post(reverse("delivery_let_go", args=[nothing.pk]), {"why": "was een lege regel"})
    assert "Toch geboekt: € 50" in text(karel.get(booked.url))
    assert "Hoeft niet: was een lege regel" in text(karel.get(booked.url))
    twice = upload(karel, raw)
    assert twice.status_code == 422
    assert "gaf toen 2 regels" in text(twice)
    back = reverse("delivery_take_back", args=[DeliveryFile.objects.get().pk])
    assert "2 regels geboekt, € 150" in text(karel.get(back))
    karel.post(back)
    assert "teruggedraaid" in text(karel.get(booked.url))
    assert sum(Delivery.objects.values_list("cents", flat=True)) == 0


def test_other_columns_are_asked_for_once_and_remembered(karel, cast, inside):
    heads, month = "Code;Tijdvak;Totaal", f"{cast.today.year}-01"
    care = Organisation.objects.get(name=CARE).pk
    where = upload(karel, csv_of(f"begeleiding;{month};12,50", heads=heads), organisation_id=care).url
    assert "Welke kolom is wat?" in text(karel.get(where))
    assert karel.post(where, {"columns": "1", "product": "Code"}).status_code == 422
    karel.post(where, {"columns": "1", "product": "Code", "period": "Tijdvak", "amount": "Totaal"})
    assert "1 regel wordt geboekt" in text(karel.get(where))
    assert ColumnNames.objects.get().organisation_id == care
    again = upload(karel, csv_of(f"begeleiding;{month};13", heads=heads), organisation_id=care).url
    assert "1 regel wordt geboekt" in text(karel.get(again))
    karel.post(again + "/weg")
    remove_waiting_files(0)
    assert karel.get(where).status_code == 200
    WaitingFile.objects.update(came_at=timezone.now() - timedelta(hours=25))
    remove_waiting_files(0)
    assert karel.get(where).status_code == 404
    assert karel.get(again).status_code == 404


def test_by_hand_and_undone_and_found_again(karel, cast, inside):
    care = Organisation.objects.get(name=CARE)
    form = karel.get(reverse("delivery_new")).context["form"]
    product = form.fields["product_id"].choices[1][0]
    filled = {
        "organisation_id": care.pk,
        "product_id": product,
        "period": f"{cast.today.year}-01",
        "quantity": "2,5",
        "amount": "-75,50",
        "document": "creditnota-3",
        "request_key": uuid4(),
    }
    assert karel.post(reverse("delivery_new"), filled | {"amount": "1,234"}).status_code == 422
    karel.post(reverse("delivery_new"), filled)
    karel.post(reverse("delivery_new"), filled)
    made = Delivery.objects.get()
    assert (made.cents, made.quantity) == (-7550, 2.5)
    found = karel.post(reverse("deliveries"), {"q": "thuiszorg"})
    assert "−75,50" in text(found)
    assert "Niets gevonden" in text(karel.post(reverse("deliveries"), {"q": "nergens"}))
    undo = reverse("delivery_undo", args=[made.pk])
    assert "−75,50" in text(karel.get(undo))
    karel.post(undo)
    assert "teruggeboekt" in text(karel.get(reverse("deliveries")))
    saved = karel.post(reverse("save_deliveries"), {"kind": "csv"})
    assert b"".join(saved.streaming_content).count(b"-75,5") == 1


def test_older_files_and_what_is_found_are_turned_page_by_page(karel, cast, inside):
    budget, now = AreaBudget.objects.get(), timezone.now()
    care = Organisation.objects.get(name=CARE)
    made = DeliveryFile.objects.bulk_create(
        DeliveryFile(
            partnership_id=budget.partnership_id,
            budget=budget,
            organisation=care,
            name=f"week-{number:02d}.csv",
            fingerprint=f"{number}",
            request_key=uuid4(),
            lines=1,
            came_at=now - timedelta(hours=number),
        )
        for number in range(60)
    )
    wait = upload(karel, csv_of(*lines_of(cast))).url
    first = text(karel.get(reverse("deliveries")))
    assert ("Wacht op jouw ja" in first, "week-05.csv" in first, "week-06.csv" in first) == (True, True, False)
    assert "Wacht op jouw ja" not in text(cast.browser("hanneke").get(reverse("deliveries")))
    where = reverse("delivery_files")
    assert [name in text(karel.get(f"{where}?bladzijde=2")) for name in ("week-49.csv", "week-50.csv")] == [False, True]
    found = text(karel.post(where, {"q": "thuiszorg", "bladzijde": "2"}))
    assert ("week-50.csv" in found, "week-49.csv" in found, "Bladzijde 2 van 2" in found) == (True, False, True)
    assert "Niets gevonden" in text(karel.post(where, {"q": "januari 1999"}))
    booked = karel.post(wait).url
    month = text(karel.post(where, {"q": f"januari {cast.today.year}"}))
    assert ("maart.csv" in month, made[0].name in month) == (True, False)
    assert "100" in text(karel.post(reverse("deliveries"), {"q": f"{cast.today.year}-01"}))
    assert "Niets gevonden" in text(karel.post(reverse("deliveries"), {"q": f"{cast.today.year}-02"}))
    assert booked in karel.get(reverse("deliveries")).text


def test_a_large_file_is_booked_and_taken_back_by_the_worker_for_who_asked(karel, cast, inside):
    month = f"{cast.today.year}-01"
    wide = [f"{row(period=month, amount=str(1 + place))};{'x' * 900}" for place in range(150)]
    where = upload(karel, csv_of(*wide, heads=f"{HEADS};opmerking")).url
    assert karel.post(where).url == where
    assert "We boeken dit bestand" in text(karel.get(where))
    assert "wordt geboekt" in text(karel.get(reverse("deliveries")))
    assert not Delivery.objects.exists()
    for _minute in range(2):
        do_large_files(0)
    file = DeliveryFile.objects.get()
    assert (file.deliveries.count(), file.user_id) == (150, cast.user("karel").pk)
    assert karel.get(where).url == reverse("delivery_file", args=[file.pk])
    with cast.acting("karel") as by:
        ask_back(file.pk, by=by, now=timezone.now())
    page = karel.get(where, follow=True)
    assert ("We draaien dit bestand terug" in page.text, "Verkeerd bestand?" in page.text) == (True, False)
    for _minute in range(2):
        do_large_files(0)
    assert sum(Delivery.objects.values_list("cents", flat=True)) == 0
    assert "teruggedraaid" in text(karel.get(where, follow=True))


def test_many_lines_put_aside_are_turned_page_by_page_those_to_settle_first(karel, cast, inside):
    month = f"{cast.today.year}-01"
    where = upload(karel, csv_of(*(row("Tovenarij", amount=str(1 + place), period=month) for place in range(60)))).url
    booked = karel.post(where).url
    first = AsideLine.objects.order_by("row").first()
    karel.post(reverse("delivery_let_go", args=[first.pk]), {"why": "hoort hier niet"})
    one, two = text(karel.get(booked)), text(karel.get(f"{booked}?bladzijde=2"))
    assert ("Rij 3:" in one, "Rij 2:" in one, "hoort hier niet" in two) == (True, False, True)


def test_lines_go_back_to_their_party_in_one_go_and_come_in_again_when_they_are_mended(karel, cast, inside):
    month = f"{cast.today.year}-01"
    rows = [row("Tovenarij", period=month), row("Tovenarij", amount="5", period=month), row(period="voorjaar")]
    booked = karel.post(upload(karel, csv_of(row(period=month), *rows)).url).url
    file = DeliveryFile.objects.get()
    saved = b"".join(karel.post(reverse("delivery_save_aside", args=[file.pk]), {"kind": "csv"}).streaming_content)
    assert "Dit product kennen we niet" in saved.decode("utf-8-sig")
    many = reverse("delivery_let_many_go", args=[file.pk])
    assert "Dit product kennen we niet (2)" in text(karel.get(many))
    for wrong in ({"why": "", "reason": "all"}, {"why": "terug", "reason": "zomaar"}, {"why": "terug"}):
        assert karel.post(many, wrong).status_code == 422
    assert cast.browser("marieke").post(many, {"why": "terug"}).status_code == 404
    karel.post(many, {"why": "teruggestuurd", "reason": "product-unknown"})
    assert file.aside.filter(settled_on=None).get().reason == "no-period"
    karel.post(many, {"why": "teruggestuurd", "reason": "all"})
    assert "Er ligt niets meer apart" in text(karel.get(many))
    karel.post(reverse("delivery_pick_up", args=[file.aside.first().pk]))
    assert "1 regel apart" in text(karel.get(booked))
    mended = saved.replace(b"Tovenarij", b"Begeleiding").replace(b"voorjaar", f"{cast.today.year}".encode())
    assert "2 regels worden geboekt" in text(karel.get(upload(karel, mended).url))


def test_a_large_file_that_cannot_be_booked_any_more_says_why_and_waits(karel, cast, inside):
    wide = f"{row(period=f'{cast.today.year}-01')};{'x' * 140_000}"
    raw = csv_of(wide, heads=f"{HEADS};opmerking")
    first, second = upload(karel, raw).url, upload(karel, raw).url
    for where in (first, second):
        karel.post(where)
    do_large_files(0)
    assert (DeliveryFile.objects.count(), "Dit bestand kwam al binnen" in karel.get(second).text) == (1, True)
    karel.post(f"{second}/weg")
    assert not WaitingFile.objects.exists()


def test_who_only_reads_sees_it_all_without_buttons_in_few_questions(karel, cast, inside):
    upload_at = upload(karel, csv_of(*lines_of(cast))).url
    where = karel.post(upload_at).url
    browser = cast.browser("hanneke")
    for page in (reverse("deliveries"), reverse("delivery_files"), where):
        with CaptureQueriesContext(connection) as asked:
            seen = browser.get(page)
        assert seen.status_code == 200
        assert len([one for one in asked if re.match("SELECT (?!set_config)", one["sql"])]) <= MOST_QUERIES
        assert reverse("delivery_upload") not in seen.content.decode()
        assert "terug" not in seen.content.decode().replace("Terug naar", "").casefold()
    for page in ("delivery_upload", "delivery_new"):
        assert browser.get(reverse(page)).status_code == 404
    assert browser.get(upload_at).status_code == 404
    assert cast.browser("chantal").get(where).status_code == 404
