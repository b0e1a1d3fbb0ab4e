"""The pages of hours of people: a month by hand, a file, a vacancy said as such, and the year of all parties."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.staffing.queries import staffing_of


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
    assert "3 maanden achter elkaar" in hanneke.get("/bezetting?jaar=2026").content.decode()
    assert f"{page}/maand" not in hanneke.get(f"{page}?jaar=2026").content.decode()
    assert hanneke.post(f"{page}/maand", in_fte).status_code == 404


def test_a_slip_keeps_what_was_typed_a_month_changes_and_goes_and_two_people_do_not_write_over_each_other(scene, cast):
    karel, page = cast.browser("karel"), f"/bezetting/{scene.party}/maand"
    wrong = karel.post(page, typed(scene, "2026-09", ill="200"))
    assert wrong.status_code == 422
    assert "samen meer dan er beschikbaar is" in wrong.content.decode()
    assert karel.post(page, typed(scene, "2026-09")).status_code == 302
    assert karel.post(page, typed(scene, "2026-09", used="100")).status_code == 409
    assert 'value="156"' in karel.get(f"{page}?product={scene.guidance.pk}&maand=2026-09").content.decode()
    assert karel.post(page, typed(scene, "2026-09", used="100", version="1")).status_code == 302
    assert karel.post(page, typed(scene, "2026-09", version="2", weg="ja")).status_code == 302
    assert staffing_of(scene.party, year=2026, by=scene.karel) == []


def test_a_file_is_read_in_from_the_page_and_a_wrong_line_is_named(scene, cast):
    karel, page = cast.browser("karel"), f"/bezetting/{scene.party}/bestand"
    head = "product;maand;beschikbaar;gepland;gebruikt;ziek;vacature\n"
    for line, status in (("Onbekend;2026-09;1;1;1;0;0\n", 422), ("Begeleiding;2026-09;312,5;312;156;0;156\n", 302)):
        sent = SimpleUploadedFile("uren.csv", (head + line).encode(), content_type="text/csv")
        answer = karel.post(page, {"file": sent, "counted": "uur"})
        assert answer.status_code == status
    (guidance,) = staffing_of(scene.party, year=2026, by=scene.karel)
    assert guidance.total.available == 31250
