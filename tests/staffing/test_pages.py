"""The pages of hours of people: a month by hand, a file, a vacancy said as such, and the year of all parties."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.staffing.queries import file_of_today, staffing_of


def typed(scene, month, **words):
    numbers = {"available": "312", "planned": "312", "used": "156", "ill": "", "vacant": "156", "version": "0"}
    return {"product": scene.guidance.pk, "month": month, "counted": "uur", **numbers, **words}


def test_a_vacancy_all_autumn_is_typed_month_by_month_and_said_as_such(scene, cast):
    karel, page = cast.browser("karel"), f"/bezetting/{scene.party}"
    for month in ("2026-09", "2026-10"):
        assert karel.post(f"{page}/maand", typed(scene, month)).status_code == 302
    norm = {"hours_a_year": "1872", "since": "2026-01-01", "source": "cao, voorbeeld"}
    assert karel.post("/bezetting/fte", norm).status_code == 302
    in_fte = typed(scene, "2026-11", counted="fte", available="2", planned="2", used="1", vacant="1")
    assert karel.post(f"{page}/maand", in_fte).status_code == 302
    told = karel.get(f"{page}?jaar=2026").content.decode()
    assert "3 maanden vacature, van september tot en met november: samen 468 uur (gemiddeld 1 fte)" in told
    assert "Dat is geen besparing" in told
    assert len(asked_for(karel, f"{page}?jaar=2026")) <= MOST
    hanneke = cast.browser("hanneke")
    assert "Begeleiding: 3 maanden vacature" in hanneke.get("/bezetting?jaar=2026").content.decode()
    assert f"{page}/maand" not in hanneke.get(f"{page}?jaar=2026").content.decode()
    assert hanneke.post(f"{page}/maand", in_fte).status_code == 404


def test_a_slip_keeps_what_was_typed_a_month_changes_and_goes_and_two_people_do_not_write_over_each_other(scene, cast):
    karel, page = cast.browser("karel"), f"/bezetting/{scene.party}/maand"
    wrong = karel.post(page, typed(scene, "2026-09", ill="200"))
    assert wrong.status_code == 422
    assert "samen meer dan er beschikbaar is" in wrong.content.decode()
    assert karel.post(page, typed(scene, "2026-09")).status_code == 302
    there = karel.post(page, typed(scene, "september 2026", used="100"))
    assert (there.status_code, there.context["form"]["version"].value()) == (409, 1)
    assert there.context["there"].rows[0].cells[0].text == "312"
    assert 'value="156"' in karel.get(f"{page}?product={scene.guidance.pk}&maand=2026-09").content.decode()
    assert karel.post(page, typed(scene, "2026-09", used="100", version="1")).status_code == 302
    assert karel.post(page, typed(scene, "2026-09", version="2", weg="ja")).status_code == 302
    assert staffing_of(scene.party, year=2026, by=scene.karel) == []


def test_a_file_is_looked_at_first_its_columns_are_named_and_what_it_gave_is_undone(scene, cast):
    karel, page = cast.browser("karel", raises=True), f"/bezetting/{scene.party}/bestand"
    lines = "Dienst;Maand;Uren;Gebruikt;Vacature\nBegeleiding;2026-09;312,5;156;156\nOnbekend;2026-09;1;1;0\n"
    sent = SimpleUploadedFile("uren.csv", lines.encode(), content_type="text/csv")
    assert karel.post(page, {"counted": "uur"}).status_code == 422
    asked = karel.post(page, {"file": sent, "counted": "uur"})
    assert "Kies welke kolom wat is" in asked.content.decode()
    columns = {"product": "Dienst", "month": "Maand", "available": "Uren", "used": "Gebruikt", "vacant": "Vacature"}
    named = {f"column-{name}": head for name, head in columns.items()}
    half = karel.post(page, {**asked.context["hidden"], **named, "column-used": ""})
    assert half.status_code == 200  # the file itself calls that column as we do
    half = karel.post(page, {**asked.context["hidden"], **named, "column-vacant": "", "column-product": ""})
    assert half.status_code == 422
    assert "Deze kolom is nodig" in half.content.decode()
    shown = karel.post(page, {**asked.context["hidden"], **named})
    text = shown.content.decode()
    assert "1 maand is te gebruiken. 1 regel is opzij gelegd." in " ".join(text.split())
    assert "Dit product staat niet in het wijkbudget." in text
    assert staffing_of(scene.party, year=2026, by=scene.karel) == []
    told = {"months": shown.context["months"], "name": shown.context["name"]}
    for words in ("1 maand is nieuw of veranderd.", "0 maanden zijn nieuw of veranderd."):
        assert words in karel.post(page, told, follow=True).content.decode()
    assert "<bdi>uren.csv</bdi>" in karel.get(f"/bezetting/{scene.party}").content.decode()
    (guidance,) = staffing_of(scene.party, year=2026, by=scene.karel)
    assert guidance.total.available == 31250
    for bad in ("[]x", "[[1]]", '[[999999,"2026-09-01",1,1,1,0,0]]'):
        assert karel.post(page, {**told, "months": bad}).status_code == 409
    more = {"months": told["months"].replace("31250", "20000"), "name": "later.csv"}
    karel.post(page, more)
    last = file_of_today(scene.party, by=scene.karel, today=cast.today)
    for _twice in range(2):
        again = karel.post(f"{page}/ongedaan", {"which": last.pk}, follow=True)
        assert "Ongedaan gemaakt." in again.content.decode()
    assert staffing_of(scene.party, year=2026, by=scene.karel)[0].total.available == 31250
    first = file_of_today(scene.party, by=scene.karel, today=cast.today)
    karel.post(f"{page}/ongedaan", {"which": first.pk})
    assert staffing_of(scene.party, year=2026, by=scene.karel) == []
    assert karel.post(f"{page}/ongedaan").status_code == 409


def test_who_is_there_stands_per_party_and_product_in_hours_and_fte_and_is_saved(scene, cast):
    karel = cast.browser("karel", raises=True)
    assert karel.post(f"/bezetting/{scene.party}/maand", typed(scene, "2026-09")).status_code == 302
    norm = {"hours_a_year": "1872", "since": "2026-01-01", "source": "cao, voorbeeld"}
    assert karel.post("/bezetting/fte", norm).status_code == 302
    for who in ("karel", "hanneke"):
        text = " ".join(cast.browser(who).get("/bezetting?jaar=2026").content.decode().split())
        assert "Uren en fte in 2026" in text
        assert "2 fte" in text
    for kind in ("csv", "xlsx", "json"):
        assert karel.post("/bezetting/bewaren?jaar=2026", {"kind": kind}).status_code == 200
    assert karel.post("/bezetting/bewaren", {"kind": "pdf"}).status_code == 409
    assert cast.browser("chantal").post("/bezetting/bewaren", {"kind": "csv"}).status_code == 404
