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

from tests.deliveries.files import CARE, HOUSE, csv_of, row
from waarde import Unit
from wijkwaarde.kernel.budgets.actions import NewBudget, add_product, make_budget
from wijkwaarde.kernel.deliveries.models import AsideLine, ColumnNames, Delivery, DeliveryFile, WaitingFile
from wijkwaarde.kernel.deliveries.tasks import remove_waiting_files
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


def test_who_only_reads_sees_it_all_without_buttons_in_few_questions(karel, cast, inside):
    upload_at = upload(karel, csv_of(*lines_of(cast))).url
    where = karel.post(upload_at).url
    for key in ("hanneke", "marieke"):
        browser = cast.browser(key)
        for page in (reverse("deliveries"), where):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                seen = browser.get(page)
            assert seen.status_code == 200
            assert len([one for one in asked if re.match("SELECT (?!set_config)", one["sql"])]) <= MOST_QUERIES
            assert reverse("delivery_upload") not in seen.content.decode()
            assert "terug" not in seen.content.decode().replace("Terug naar", "").casefold()
        for page in ("delivery_upload", "delivery_new"):
            assert browser.get(reverse(page)).status_code == 404
        assert browser.get(upload_at).status_code == 404
    assert cast.browser("chantal").get(where).status_code == 404
