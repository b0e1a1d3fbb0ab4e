"""A photo of the paper: only the picture is kept, only who may read the case sees it, and it can be taken away."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from PIL import Image

from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.photos import actions
from wijkwaarde.kernel.photos.models import Photo
from wijkwaarde.kernel.photos.queries import photo_for, photos_of
from wijkwaarde.kernel.photos.terms import MOST_PHOTOS
from wijkwaarde.kernel.round_tables.actions import plan_table
from wijkwaarde.kernel.round_tables.rules import NewTable
from wijkwaarde.kernel.round_tables.terms import Kind
from wijkwaarde.kernel.trail.models import Line

PLACE = "52 22 1"


def jpeg(size=(30, 40), **told):
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, "JPEG", **told)
    return out.getvalue()


def with_place():
    exif = Image.Exif()
    exif[272] = "Telefoon van Selma"
    exif[34853] = {1: "N", 29: PLACE}
    return jpeg(exif=exif)


@pytest.fixture
def case(cast):
    return cast.opened(request_key=uuid4(), boxes=None)


def add(cast, case, *, who="amina", raw=None, key=None, now=None):
    with cast.acting(who) as by:
        told = {"by": by, "seen": cast.seen(case, by=by), "request_key": key or uuid4(), "now": now or timezone.now()}
        return actions.add_photo(raw=raw or jpeg(), **told)


def remove(cast, case, photo, *, who):
    with cast.acting(who) as by:
        seen = cast.seen(case, by=by)
        actions.remove_photo(by=by, seen=seen, photo_id=photo.pk, now=timezone.now())


def send(cast, case, raw, *, name="IMG_1234.jpg", who="amina", field="photo", kind="image/jpeg"):
    told = {field: SimpleUploadedFile(name, raw, content_type=kind), "request_key": str(uuid4())}
    answer = cast.browser(who).post(f"/vraag/{case}/foto", told)
    return answer, unescape(answer.content.decode())


def kept(cast):
    with cast.acting("amina"):
        return list(Photo.objects.all())


@pytest.mark.parametrize("field", ["camera", "photo"])
def test_a_photo_is_sent_and_shown_to_who_reads_the_case_with_headers_that_keep_it_a_picture(cast, case, field):
    answer, _text = send(cast, case, with_place(), field=field)
    (photo,) = kept(cast)
    assert answer.headers["Location"] == f"/vraag/{case}/foto/{photo.pk}/opschrijven"
    cast.chosen(case, "bram")
    for who in ("amina", "bram", "chantal"):
        shown = cast.browser(who).get(f"/vraag/{case}/foto/{photo.pk}")
        assert shown.status_code == 200
        assert shown.headers["Content-Type"] == "image/jpeg"
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert shown.headers["Cache-Control"] == "no-store"
        assert shown.headers["Content-Disposition"] == 'inline; filename="blad.jpg"'
        assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
        assert b"Selma" not in shown.content
        assert PLACE.encode() not in shown.content
        assert not Image.open(BytesIO(shown.content)).getexif()


def test_who_looks_at_the_picture_leaves_a_line_about_the_resident(cast, case):
    photo = add(cast, case)
    cast.browser("chantal").get(f"/vraag/{case}/foto/{photo.pk}")
    with cast.acting("amina") as by:
        found = Line.objects.filter(kind="photo", object_id=photo.pk, act="READ")
        assert [one.subject_ids for one in found] == [[by.person_id]]


def test_who_sees_only_their_own_part_or_nothing_sees_no_photo(cast, case):
    photo = add(cast, case)
    cast.chosen(case, "yara", extent=Extent.THAT)
    for who in ("yara", "bram", "dirk", "olga"):
        for address in ("", f"/{photo.pk}", f"/{photo.pk}/opschrijven", f"/{photo.pk}/weghalen"):
            assert cast.browser(who).get(f"/vraag/{case}/foto{address}").status_code == 404
    with cast.acting("yara") as by:
        seen = cast.seen(case, by=by)
        with pytest.raises(NotFound):
            photos_of(seen)
        with pytest.raises(NotFound):
            photo_for(photo.pk, seen=seen)
    with pytest.raises(NotFound):
        add(cast, case, who="yara")


def test_the_photo_of_another_case_is_not_there(cast, case):
    photo = add(cast, case)
    other = cast.opened(request_key=uuid4())
    assert cast.browser("amina").get(f"/vraag/{other}/foto/{photo.pk}").status_code == 404
    with cast.acting("amina") as by:
        seen = case_for(other, by=by, today=cast.today)
        actions.remove_photo(by=by, seen=seen, photo_id=photo.pk, now=timezone.now())
    assert kept(cast) == [photo]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"%PDF-1.7", "geen foto"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "geen foto"),
        (b"Een brief.", "geen foto"),
        (jpeg((400, 400))[:-400], "niet heel"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "HEIC"),
        (b"", "leeg"),
    ],
)
def test_what_is_no_whole_photo_is_said_to_be_so_whatever_its_name_says(cast, case, raw, said):
    answer, text = send(cast, case, raw)
    assert answer.status_code == 422
    assert said in text
    assert kept(cast) == []


def test_no_photo_at_all_is_asked_for(cast, case):
    answer = cast.browser("amina").post(f"/vraag/{case}/foto", {"request_key": str(uuid4())})
    assert answer.status_code == 422
    assert "Maak een foto, of kies er een." in unescape(answer.content.decode())


@pytest.mark.parametrize(("length", "status"), [(20_000_000, 302), (21_000_000, 422), (25_000_000, 422)])
def test_twenty_megabytes_are_read_and_more_are_refused_in_words(cast, case, length, status):
    raw = jpeg()
    answer, text = send(cast, case, raw + b"\x00" * (length - len(raw)))
    assert answer.status_code == status
    assert ("te groot" in text) is (status == 422)
    assert len(kept(cast)) == (status == 302)


def test_the_same_form_twice_is_one_photo(cast, case):
    key = uuid4()
    assert add(cast, case, key=key) == add(cast, case, key=key)
    assert len(kept(cast)) == 1


def test_ten_photos_are_enough(cast, case):
    for _number in range(MOST_PHOTOS):
        add(cast, case)
    with pytest.raises(Refused, match="10 foto's"):
        add(cast, case)


def test_a_photo_belongs_to_the_last_table_that_began_and_its_guests_can_be_named(cast, case):
    now = timezone.now()
    with cast.acting("amina") as by:
        told = {"by": by, "seen": cast.seen(case, by=by), "now": now}
        new = NewTable(Kind.KITCHEN, now + timedelta(days=1), 60, "Thuis", guests=("Opa Henk",))
        table = plan_table(new=new, request_key=uuid4(), **told)
    assert add(cast, case, now=now).round_table_id is None
    photo = add(cast, case, now=now + timedelta(days=1, hours=1))
    assert photo.round_table_id == table.pk
    page = unescape(cast.browser("amina").get(f"/vraag/{case}/foto/{photo.pk}/opschrijven").content.decode())
    assert '<option value="Opa Henk">' in page


def test_who_added_it_and_the_resident_take_it_away_for_good_and_nobody_else(cast, case):
    cast.chosen(case, "bram")
    first, second = add(cast, case, who="bram"), add(cast, case)
    with pytest.raises(Refused):
        remove(cast, case, second, who="bram")
    assert cast.browser("bram").get(f"/vraag/{case}/foto/{second.pk}/weghalen").status_code == 409
    remove(cast, case, first, who="bram")
    remove(cast, case, first, who="bram")
    answer = cast.browser("amina").post(f"/vraag/{case}/foto/{second.pk}/weghalen")
    assert answer.headers["Location"] == f"/vraag/{case}/foto"
    assert kept(cast) == []


def test_the_database_keeps_nothing_but_a_jpeg_of_its_own_partnership(cast, case):
    photo = add(cast, case)
    told = {name: getattr(photo, name) for name in ("partnership_id", "case_id", "added_by_id", "added_on")}
    fine = told | {"image": jpeg(), "width": 30, "height": 40}
    noor = cast.actor("noor")
    for wrong in ({"image": b"<svg/>"}, {"width": 0}, {"height": 2001}, {"partnership_id": noor.partnership_id}):
        with cast.acting("amina"), pytest.raises(Exception, match=r"photos_photo|row-level"), transaction.atomic():
            Photo.objects.create(request_key=uuid4(), **fine | wrong)
    with cast.acting("amina"), pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.create(request_key=photo.request_key, **fine)
    with cast.acting("noor"):
        assert not Photo.objects.exists()


def test_a_list_of_photos_does_not_bring_the_pictures_along(cast, case):
    add(cast, case)
    with cast.acting("amina") as by:
        seen = cast.seen(case, by=by)
        with connection.execute_wrapper(_without_images):
            assert [one.width for one in photos_of(seen)] == [30]


def test_the_page_beside_a_photo_asks_as_often_with_ten_photos_as_with_one(cast, case):
    first = add(cast, case)
    addresses = [f"/vraag/{case}/foto", f"/vraag/{case}/foto/{first.pk}", f"/vraag/{case}/foto/{first.pk}/opschrijven"]
    browser = cast.browser("chantal")
    few = [len(asked_for(browser, address)) for address in addresses]
    for _number in range(MOST_PHOTOS - 1):
        add(cast, case)
    assert [len(asked_for(browser, address)) for address in addresses] == few
    assert max(few) <= MOST


def _without_images(execute, sql, *rest):
    assert not re.search(r'SELECT.*"image"', sql)
    return execute(sql, *rest)
