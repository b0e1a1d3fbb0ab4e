"""A manager hands in the files of their own organisation; the controller says yes, and nobody else sees them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.deliveries.files import HOUSE, NOW, TODAY, csv_of, new, row
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.deliveries import actions, queries
from wijkwaarde.kernel.deliveries.known import preview_of
from wijkwaarde.kernel.deliveries.models import Delivery, DeliveryFile, WaitingFile
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.plans.models import PlanLine

pytestmark = pytest.mark.django_db


TOWN = "Gemeente Voorbeeldstad"


@pytest.fixture
def town(money):
    """The organisation of Marieke, who is a manager."""
    return Organisation.objects.get(name=TOWN)


def handed_in(money, raw, *, by, organisation):
    key = actions.keep_file(new(raw, organisation_id=organisation), budget=money.budget, by=by, now=NOW, today=TODAY)
    return WaitingFile.objects.get(key=key)


def test_what_a_manager_hands_in_waits_for_the_controller_and_lines_of_others_are_put_aside(cast, money, town):
    raw = csv_of(row(provider=TOWN), row(provider=HOUSE), row(provider="Thuiszorg Elders"))
    with cast.acting("marieke") as marieke:
        waiting = handed_in(money, raw, by=marieke, organisation=town.pk)
        shown = preview_of(waiting, by=marieke, today=TODAY)
        assert [one.organisation_id for one in shown.used] == [town.pk]
        assert [one.reason.value for one in shown.aside] == ["other-provider", "provider-unknown"]
        for forbidden in (actions.book_file, actions.ask_to_book):
            told = {"by": marieke, "now": NOW} | ({"today": TODAY} if forbidden is actions.book_file else {})
            with pytest.raises(NotFound):
                forbidden(waiting.key, **told)
        assert not Delivery.objects.exists()
    with cast.acting("karel") as karel:
        assert queries.waiting_files(money.budget, by=karel) == [waiting]
        made = actions.book_file(waiting.key, by=karel, now=NOW, today=TODAY)
        assert list(made.deliveries.values_list("organisation__name", flat=True)) == [TOWN]
        assert list(made.aside.order_by("row").values_list("reason", flat=True)) == [
            "other-provider",
            "provider-unknown",
        ]


def test_nobody_hands_in_a_file_of_another_organisation_or_of_all(cast, money, town):
    for who, organisation in (
        ("marieke", money.house.pk),
        ("marieke", None),
        ("hanneke", town.pk),
        ("chantal", money.care.pk),
        ("olga", money.care.pk),
    ):
        with cast.acting(who) as by, pytest.raises(NotFound):
            handed_in(money, csv_of(row(provider=TOWN)), by=by, organisation=organisation)
    with cast.acting("karel"):
        assert not WaitingFile.objects.exists()


def test_a_manager_reads_the_files_and_rows_of_their_own_organisation_only(cast, money, town):
    with cast.acting("karel") as karel:
        files = {}
        for place, whose in enumerate((town, money.house, None), start=1):
            raw = csv_of(row(provider=(whose or money.house).name, amount=f"{place},00"), row("Tovenarij"))
            told = new(raw, organisation_id=whose.pk if whose else None)
            files[whose] = actions.import_file(money.budget, new=told, by=karel, now=NOW, today=TODAY)
        upload = handed_in(money, csv_of(row(provider=TOWN, amount="9,00")), by=karel, organisation=town.pk)
        theirs = files[money.house].deliveries.get()
        line = files[money.house].aside.get()
        assert queries.files(money.budget, by=karel).count() == queries.deliveries(money.budget, by=karel).count() == 3
    with cast.acting("marieke") as marieke:
        assert list(queries.files(money.budget, by=marieke)) == [files[town]]
        assert queries.files_of(money.budget, by=marieke) == ([files[town]], False)
        assert [one.cents for one in queries.deliveries(money.budget, by=marieke)] == [1_00]
        assert not queries.files(money.budget, by=marieke, words="huis").exists()
        assert queries.waiting_files(money.budget, by=marieke) == []
        assert queries.told_file(files[town].pk, by=marieke).open == 1
        for ask, key in (
            (queries.told_file, files[money.house].pk),
            (queries.told_file, files[None].pk),
            (queries.file_for, files[money.house].pk),
            (queries.delivery_for, theirs.pk),
            (queries.aside_for, line.pk),
            (queries.waiting_for, upload.key),
        ):
            with pytest.raises(NotFound):
                ask(key, by=marieke)
        assert queries.file_of_form(files[money.house].request_key, by=marieke) is None
    with cast.acting("hanneke") as hanneke:
        assert queries.files(money.budget, by=hanneke).count() == 3


def test_who_hands_in_a_file_learns_nothing_about_agreements_of_others(cast, money, town):
    key = cast.opened("amina")
    version = cast.agreed(key, ("Samen naar de buren", cast.chosen(key, "bram")))
    with cast.acting("karel") as karel:
        number = number_of(PlanLine.objects.get(plan_version=version).pk)
        raw = csv_of(row(provider=TOWN, number=number, period=f"{cast.today:%Y-%m}"))
        today = {"today": cast.today}
        told = {"budget": money.budget, "now": NOW, **today}
        uploaded = WaitingFile.objects.get(key=actions.keep_file(new(raw, organisation_id=town.pk), by=karel, **told))
        assert [one.number for one in preview_of(uploaded, by=karel, **today).used] == [number]
    with cast.acting("marieke") as marieke:
        mine = WaitingFile.objects.get(key=actions.keep_file(new(raw, organisation_id=town.pk), by=marieke, **told))
        assert [one.reason.value for one in preview_of(mine, by=marieke, **today).aside] == ["number-unknown"]


def test_what_was_handed_in_waits_a_month_and_an_upload_a_day(cast, money, town):
    with cast.acting("marieke") as marieke:
        mine = handed_in(money, csv_of(row(provider=TOWN)), by=marieke, organisation=town.pk)
    with cast.acting("karel") as karel:
        handed_in(money, csv_of(row(provider=TOWN, amount="2,00")), by=karel, organisation=town.pk)
        for days, left in ((0, 2), (2, 1), (30, 1), (32, 0)):
            actions.remove_old_files(by=karel, now=NOW + timedelta(days=days))
            assert WaitingFile.objects.count() == left
        assert not WaitingFile.objects.filter(pk=mine.pk).exists()


def test_the_pages_of_who_hands_in_say_who_books_and_take_it_back(cast, money, town):
    marieke, karel, year = cast.browser("marieke"), cast.browser("karel"), cast.today.year
    here, there = reverse("deliveries"), reverse("delivery_upload")
    assert there in marieke.get(here).content.decode()
    page = marieke.get(there)
    assert "organisation_id" not in page.context["form"].fields
    assert "De controller kijkt het na en boekt het." in page.content.decode()
    raw = csv_of(row(provider=TOWN, period=f"{year}-01"), row(period=f"{year}-01", provider=HOUSE))
    sent = {"request_key": uuid4(), "organisation_id": money.house.pk, "year": ""}
    kept = marieke.post(there, sent | {"file": SimpleUploadedFile("januari.csv", raw)}).url
    shown = marieke.get(kept).content.decode()
    assert "Deze regel is van een andere organisatie: 1" in shown
    assert ("Boeken" in shown, "Bestand terugnemen" in shown) == (False, True)
    assert marieke.post(kept).status_code == 404
    assert "Wacht op de controller" in marieke.get(here).content.decode()
    for who in ("hanneke", "chantal", "olga", "amina"):
        browser = cast.browser(who)
        assert (browser.get(kept).status_code, browser.post(f"{kept}/weg").status_code) == (404, 404)
        assert "januari.csv" not in browser.get(here).content.decode()
    assert "1 bestand is aangeleverd" in karel.get("/vandaag").content.decode()
    assert "is aangeleverd" not in cast.browser("hanneke").get("/vandaag").content.decode()
    waits = karel.get(here).content.decode()
    assert ("januari.csv" in waits, "aangeleverd" in waits) == (True, True)
    booked = karel.post(kept).url
    assert marieke.get(kept).url == marieke.get(booked).request["PATH_INFO"] == booked
    assert "is aangeleverd" not in karel.get("/vandaag").content.decode()
    assert len(asked_for(marieke, here)) <= MOST
    assert "terugdraaien" not in marieke.get(booked).content.decode().casefold()
    assert marieke.post(f"{booked}/terug").status_code == 404
    again = marieke.post(
        there, sent | {"request_key": uuid4(), "file": SimpleUploadedFile("februari.csv", raw + b"\r\n")}
    )
    assert marieke.post(f"{again.url}/weg").status_code == 302
    with cast.acting("karel"):
        assert (DeliveryFile.objects.count(), WaitingFile.objects.count()) == (1, 0)


def test_a_file_with_columns_of_its_own_is_named_by_who_hands_it_in_and_read_so_next_time(cast, money, town):
    marieke, there = cast.browser("marieke"), reverse("delivery_upload")
    raw = f"dienst;maand;euro\nBegeleiding;{cast.today.year}-01;100,00".encode()
    sent = {"request_key": uuid4(), "year": "", "file": SimpleUploadedFile("eigen.csv", raw)}
    kept = marieke.post(there, sent).url
    assert "Welke kolom is wat?" in marieke.get(kept).content.decode()
    named = {"columns": "1", "product": "dienst", "period": "maand", "amount": "euro"}
    assert marieke.post(kept, named).status_code == 302
    assert "1 regel wordt geboekt" in marieke.get(kept).content.decode()
    with cast.acting("karel") as karel:
        assert queries.names_of(town.pk, by=karel)["product"] == "dienst"
