"""What a resident says beside a text that was not changed: from the answer to the page of everybody who reads that text."""

from uuid import uuid4

import pytest

from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.privacy_requests import actions as requests
from wijkwaarde.kernel.privacy_requests.rules import NewAnswer, NewRequest
from wijkwaarde.kernel.privacy_requests.terms import Outcome, RequestKind
from wijkwaarde.kernel.retention.actions import destroy_case
from wijkwaarde.kernel.retention.models import Destruction
from wijkwaarde.kernel.statements.actions import say_beside, take_away
from wijkwaarde.kernel.statements.models import Statement

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MINE = "Ik heb dit nooit zo gezegd."
TEXT = "Elke avond bellen"


@pytest.fixture
def case(cast):
    """A case with an agreement of Bram, and of Yara who sees nothing else than her own."""
    key = cast.opened()
    bram = cast.chosen(key, "bram")
    yara = cast.chosen(key, "yara", extent=Extent.THAT)
    cast.agreed(key, (TEXT, bram), ("Samen wandelen", yara))
    return key


def answered(cast, outcome=Outcome.REFUSED, kind=RequestKind.CORRECTION):
    with cast.acting("amina") as by:
        made = requests.ask(NewRequest(kind, "Dat klopt niet."), by=by, request_key=uuid4(), today=cast.today)
    with cast.acting("karel") as by:
        return requests.answer(made.pk, NewAnswer(outcome, "We laten het staan."), by=by, version=1, today=cast.today)


def said(cast, made, words=MINE, text=TEXT):
    page = cast.browser("amina").get(f"/mijn-gegevens/verzoek/{made.pk}/erbij").content.decode()
    about = page.split(text)[0].rsplit('value="', 1)[1].split('"')[0]
    told = {"about": about, "words": words}
    return cast.browser("amina").post(f"/mijn-gegevens/verzoek/{made.pk}/erbij", told, follow=True)


def test_who_hears_no_sets_their_own_words_beside_the_text_and_whoever_reads_it_reads_them(cast, case):
    made = answered(cast)
    mine = said(cast, made).content.decode()
    assert MINE in mine
    assert "Toch niet, haal weg" in mine
    pages = {
        who: cast.browser(who).get(f"/vraag/{case}").content.decode() for who in ("amina", "bram", "chantal", "yara")
    }
    assert {who for who, page in pages.items() if MINE in page} == {"amina", "bram", "chantal"}
    assert MINE in cast.browser("bram").get(f"/vraag/{case}/plan/print").content.decode()
    amina = cast.browser("amina")
    for kind in ("page", "json"):
        assert MINE in amina.post("/mijn-gegevens/alles", {"kind": kind}).content.decode()


def test_it_is_said_once_and_taken_away_on_the_same_day_only(cast, case):
    made = answered(cast, Outcome.PARTLY)
    said(cast, made)
    assert said(cast, made, words="Iets anders.").status_code == 422
    assert said(cast, made).status_code == 200
    with cast.acting("amina") as by:
        Statement.objects.update(on=Case.objects.get(key=case).opened_on.replace(year=2020))
        with pytest.raises(Refused):
            take_away(made.pk, by=by, today=cast.today)
        Statement.objects.update(on=cast.today)
    amina = cast.browser("amina")
    assert amina.post(f"/mijn-gegevens/verzoek/{made.pk}/erbij/weg", follow=True).status_code == 200
    assert MINE not in amina.get(f"/vraag/{case}").content.decode()


@pytest.mark.usefixtures("case")
def test_nobody_else_says_it_and_not_after_a_yes_or_another_question(cast):
    made = answered(cast)
    for who in ("bram", "fenna", "karel", "noor"):
        with cast.acting(who) as by, pytest.raises(NotFound):
            say_beside(made.pk, by=by, about="case-1", words=MINE, today=cast.today)
    for outcome, kind in ((Outcome.GRANTED, RequestKind.CORRECTION), (Outcome.REFUSED, RequestKind.OBJECTION)):
        other = answered(cast, outcome, kind)
        assert cast.browser("amina").get(f"/mijn-gegevens/verzoek/{other.pk}/erbij").status_code == 404
    with cast.acting("amina") as by, pytest.raises(NotFound):
        say_beside(made.pk, by=by, about="line-999999", words=MINE, today=cast.today)


def test_it_goes_with_the_case(cast, case):
    said(cast, answered(cast))
    erase = answered(cast, Outcome.GRANTED, RequestKind.ERASURE)
    with cast.acting("karel") as by:
        destroy_case(Case.objects.get(key=case).pk, by=by, today=cast.today, on_request=True)
        assert not Statement.objects.exists()
        assert Destruction.objects.filter(table="statements_statement", rows=1).exists()
        assert erase.pk
