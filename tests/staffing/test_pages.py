"""The pages of hours of people: a month by hand, a file, a vacancy said as such, and the year of all parties."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.staffing.actions import tell_month
from wijkwaarde.kernel.staffing.calculation import Hours
from wijkwaarde.kernel.staffing.queries import file_of_today, staffing_of
from wijkwaarde.web.format import trimmed


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
    for bad in ("[]x", "[[1]]", '[[[1],"2026-09-01",1,1,1,0,0]]', '[[999999,"2026-09-01",1,1,1,0,0]]'):
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


def months_of(page):
    """The months that stand open, and per part that is folded away its line and its months."""
    (part,) = page.context["parts"]
    now = [row.name.text for row in part.now.rows] if part.now else []
    return now, [(one.words, [row.name.text for row in one.table.rows]) for one in part.earlier]


def test_a_year_opens_with_its_sum_and_the_months_that_matter_and_folds_the_others_per_quarter(scene, cast):
    first = cast.today.replace(month=1, day=1)
    months = [first.replace(year=first.year - 1, month=number) for number in range(1, 13)]
    months += [first.replace(month=number) for number in range(1, 13)]
    for month in months:
        place = {"product_id": scene.guidance.pk, "month": month, "version": 0}
        tell_month(scene.party, by=scene.karel, hours=Hours(100_00, 100_00, 60_50, 10_00, 20_00), **place)
    karel, page = cast.browser("karel"), f"/bezetting/{scene.party}"
    shown = karel.get(page)
    now, earlier = months_of(shown)
    names = ["januari", "februari", "maart", "april", "mei", "juni"]
    names += ["juli", "augustus", "september", "oktober", "november", "december"]
    open_from = max(cast.today.month - 2, 0)
    assert [one for one in now if one != "Samen"] == names[open_from:]
    assert (
        sorted((one for _words, those in earlier for one in those if one != "Samen"), key=names.index)
        == names[:open_from]
    )
    for words, those in earlier:
        count = sum(one != "Samen" for one in those)
        assert 1 <= count <= 3
        assert words.endswith(
            f"{trimmed(60.5 * count)} van {100 * count} uur gebruikt, ziek {10 * count}, vacature {20 * count}"
        )
    text = shown.content.decode()
    assert f"In {cast.today.year}: 726 van 1.200 uur gebruikt, ziek 120, vacature 240." in text
    for month in months[12:]:
        assert f"maand={month:%Y-%m}" in text
    before = karel.get(f"{page}?jaar={cast.today.year - 1}")
    _now, folded = months_of(before)
    assert [words.partition(":")[0] for words, _those in folded][-1] == "Januari tot en met maart"
    assert sum(len([one for one in those if one != "Samen"]) for _words, those in folded) == (
        11 if cast.today.month == 1 else 12
    )


def test_all_parties_stand_in_one_table_with_a_line_that_sums_up_and_the_products_are_folded(scene, cast):
    month = cast.today.replace(day=1)
    for party, product in ((scene.party, scene.guidance), (scene.party, scene.garden), (scene.own, scene.guidance)):
        place = {"product_id": product.pk, "month": month, "version": 0}
        tell_month(party, by=scene.karel, hours=Hours(100_00, 0, 60_00, 0, 0), **place)
    shown = cast.browser("karel").get("/bezetting")
    assert f"In {month.year}: 180 van 300 uur gebruikt." in shown.content.decode()
    assert [row.cells[0].text for row in shown.context["table"].rows if row.total] == ["300"]
    assert sorted(row.cells[0].text for row in shown.context["table"].rows if not row.total) == ["100", "200"]
    assert len(shown.context["products"].rows) == 3
    own = cast.browser("marieke").get("/bezetting").context
    assert [row.cells[0].text for row in own["table"].rows] == ["100"]
