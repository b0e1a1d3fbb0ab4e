"""The small purse: EUR 25 for a bicycle, paid and booked at once by a professional, and a mistake undone."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.ledger.actions import post_all
from wijkwaarde.kernel.ledger.queries import Asked as AskedOfBooks
from wijkwaarde.kernel.ledger.queries import bookings, trial_balance
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import Because, BookingKind, Commodity
from wijkwaarde.kernel.small_purses import actions, queries
from wijkwaarde.kernel.small_purses.models import Payment

pytestmark = pytest.mark.django_db
FIFTY = 50_00


def filled(cast, *, who="chantal", cents=FIFTY):
    with cast.acting("karel") as karel:
        return actions.top_up(
            cast.standing(who).organisation_id, cents=cents, by=karel, request_key=uuid4(), now=timezone.now()
        )


def new(**words):
    return actions.NewPayment(**{"cents": 25_00, "what": "Tweedehands fiets", "request_key": uuid4(), **words})


def pay(by, **words):
    return actions.pay(new(**words), by=by, now=timezone.now())


def jpeg():
    out, exif = BytesIO(), Image.Exif()
    exif[272] = "Telefoon van Selma"
    Image.new("RGB", (30, 40), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_bicycle_is_paid_at_once_and_stands_in_the_books_on_accounts_of_its_own(cast):
    filled(cast)
    with cast.acting("chantal") as chantal:
        made = pay(chantal, receipt=jpeg())
        own = queries.own_purse(by=chantal)
        assert (own.left, [one.what for one in own.payments]) == (25_00, ["Tweedehands fiets"])
        assert b"Selma" not in queries.receipt_of(made.pk, by=chantal)
    with cast.acting("karel") as karel:
        (booking,), _count = bookings(AskedOfBooks(kind=BookingKind.SMALL_PURSE), by=karel)
        assert booking.pk == made.booking_id
        assert {(one.account.kind, one.amount) for one in booking.entries.all()} == {
            ("expense", 25_00),
            ("asset", -25_00),
        }
        assert trial_balance(by=karel).left[Commodity.EURO] == 0


def test_above_the_limit_and_more_than_is_left_is_paid_all_the_same_and_the_controller_looks_at_it_later(cast):
    filled(cast)
    with cast.acting("chantal") as chantal:
        made = pay(chantal, cents=100_01, what="Taxi's naar het ziekenhuis")
        assert made.is_over
        assert queries.own_purse(by=chantal).left == -50_01
        assert not pay(chantal, cents=100_00).is_over
        with pytest.raises(NotFound):
            actions.look_at(made.pk, by=chantal, today=cast.today)
    with cast.acting("karel") as karel:
        assert queries.to_look_at(by=karel) == 1
        actions.look_at(made.pk, by=karel, today=cast.today)
        assert queries.to_look_at(by=karel) == 0
        actions.set_limit(20_00, by=karel, version=0)
    with cast.acting("chantal") as chantal:
        assert pay(chantal).is_over


def test_a_double_click_pays_once_and_a_mistake_is_undone_once_on_the_same_day_by_who_paid(cast):
    filled(cast)
    with cast.acting("chantal") as chantal:
        again = new()
        first = actions.pay(again, by=chantal, now=timezone.now())
        assert actions.pay(again, by=chantal, now=timezone.now()).pk == first.pk
        for _time in range(2):
            actions.undo_payment(first.pk, by=chantal, now=timezone.now())
        assert queries.own_purse(by=chantal).left == FIFTY
        late = pay(chantal)
        with pytest.raises(Refused):
            actions.undo_payment(late.pk, by=chantal, now=timezone.now() + timezone.timedelta(days=1))
    with cast.acting("karel") as karel:
        actions.undo_payment(late.pk, by=karel, now=timezone.now() + timezone.timedelta(days=1))
        assert trial_balance(by=karel).left[Commodity.EURO] == 0


def test_what_cannot_be_paid_is_refused_and_a_number_of_an_agreement_is_checked(cast):
    filled(cast)
    with cast.acting("chantal") as chantal:
        for wrong in (
            {"cents": 0},
            {"cents": -1},
            {"cents": 1_000_001},
            {"what": ""},
            {"what": "voor 123456782"},
            {"number": "2223K"},
            {"receipt": b"geen foto"},
        ):
            with pytest.raises(Refused):
                pay(chantal, **wrong)
        assert not Payment.objects.exists()
        made = pay(chantal, number=number_of(1).lower())
        assert made.number == made.booking.reference == number_of(1)


def test_nobody_else_sees_a_payment_but_their_manager_and_the_controller(cast):
    filled(cast)
    filled(cast, who="marieke")
    with cast.acting("chantal") as chantal:
        made = pay(chantal)
    for other in ("bram", "hanneke", "amina", "marieke"):
        with cast.acting(other) as by, pytest.raises(NotFound):
            queries.payment_for(made.pk, by=by)
    with cast.acting("karel") as karel:
        assert queries.payment_for(made.pk, by=karel).pk == made.pk
        assert [one.pk for one in queries.payments(by=karel, words="FIETS")] == [made.pk]
    with cast.acting("marieke") as marieke:
        assert not queries.payments(by=marieke).exists()
    for other in ("chantal", "hanneke", "amina"):
        with cast.acting(other) as by, pytest.raises(NotFound):
            queries.payments(by=by)


def test_on_a_phone_it_is_one_form_and_a_slip_keeps_what_was_typed(cast):
    chantal = cast.browser("chantal")
    assert "nog geen kleine beurs" in chantal.get("/kleine-beurs").content.decode()
    filled(cast)
    told = {"amount": "25", "what": "Tweedehands fiets", "number": "", "request_key": str(uuid4())}
    wrong = chantal.post("/kleine-beurs", {**told, "amount": "vijfentwintig"})
    assert wrong.status_code == 422
    assert "Tweedehands fiets" in wrong.content.decode()
    photo = SimpleUploadedFile("bon.jpg", jpeg(), content_type="image/jpeg")
    wrong = chantal.post("/kleine-beurs", {**told, "amount": "vijf", "receipt": photo})
    assert "Kies het bestand of de foto nog een keer" in wrong.text
    photo = SimpleUploadedFile("bon.jpg", jpeg(), content_type="image/jpeg")
    assert chantal.post("/kleine-beurs", {**told, "receipt": photo}).status_code == 302
    assert chantal.post("/kleine-beurs", told).status_code == 302
    with cast.acting("chantal"):
        made = Payment.objects.get()
    assert chantal.get(f"/kleine-beurs/{made.pk}/bon/foto").headers["Content-Type"] == "image/jpeg"
    page = chantal.get("/kleine-beurs").content.decode()
    assert "Tweedehands fiets" in page
    assert "€\xa025" in page
    assert len(asked_for(chantal, "/kleine-beurs")) <= MOST


def test_the_controller_fills_searches_and_saves_everything_as_a_table(cast):
    karel = cast.browser("karel")
    party = cast.standing("chantal").organisation_id
    told = {"organisation": party, "amount": "1.250", "request_key": str(uuid4())}
    for _time in range(2):
        assert karel.post("/kleine-beurs/beurzen", told).status_code == 302
    assert "€\xa01.250" in karel.get("/kleine-beurs/beurzen").content.decode()
    with cast.acting("chantal") as chantal:
        made = pay(chantal, cents=250_00, what="=Bed, met matras")
    page = karel.post("/kleine-beurs/betalingen", {"q": "bed"}).content.decode()
    assert "boven de grens" in page
    assert karel.post(f"/kleine-beurs/{made.pk}/gezien").status_code == 302
    saved = b"".join(karel.get("/kleine-beurs/betalingen/bestand?soort=csv").streaming_content).decode("utf-8-sig")
    assert "'=Bed, met matras" in saved
    assert "250" in saved


def test_a_purse_with_a_thousand_payments_is_searched_and_turned_page_by_page(cast):
    purse, now = filled(cast).purse, timezone.now()
    with cast.acting("chantal") as by:
        keys = [uuid4() for _one in range(1_000)]
        entries = (purse.spent_account_id, 5_00), (purse.account_id, -5_00)
        drafts = [
            Draft(cast.today, BookingKind.SMALL_PURSE, Because.DOCUMENT, f"bon-{place}", entries, key)
            for place, key in enumerate(keys)
        ]
        told = {"partnership_id": by.inside, "purse": purse, "paid_by_id": by.membership_id, "on": cast.today}
        Payment.objects.bulk_create(
            Payment(
                **told, cents=5_00, what=f"{'Fiets' if place % 2 else 'Soep'} {place:03}", is_over=False,
                booking_id=booking_id, request_key=key,
            )
            for place, (key, booking_id) in enumerate(zip(keys, post_all(drafts, by=by, now=now), strict=True))
        )  # fmt: skip
    karel = cast.browser("karel")
    where = "/kleine-beurs/betalingen"
    assert [word in karel.get(f"{where}?bladzijde=40").text for word in ("Soep 000", "Soep 050")] == [True, False]
    first, last = karel.post(where, {"q": "fiets"}).text, karel.post(where, {"q": "fiets", "bladzijde": "20"}).text
    assert ("500 betalingen gevonden" in first, "Bladzijde 1 van 20" in first, "Fiets 999" in first) == (True,) * 3
    assert ("Fiets 001" in last, "Fiets 999" in last, "q=fiets" in last) == (True, False, False)
    assert len(asked_for(karel, where)) <= MOST
