"""Rows of amounts: what is proposed before anybody looked, what somebody says, and that only that row changes."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from waarde import Band, HoursKind, Situation
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.flows.models import Estimate, EstimateLine
from wijkwaarde.kernel.flows.queries import line_of

YOUTH, DOCTOR = "Jeugdhulp, elke week", "De huisarts belt mee"


def by_name(amounts):
    return {one.name: one for one in amounts}


def test_a_line_gets_the_price_that_its_words_mean_as_often_as_its_band(case):
    case.plan((YOUTH, "tailored", "every-week"), "Een lamp ophangen")
    youth, lamp = case.found().plan
    assert (youth.price.key, youth.use.quantity, youth.use.band, youth.proposed) == ("JB", 2, Band.EVERY_WEEK, True)
    assert (lamp.price, lamp.use, lamp.proposed) == (None, None, True)
    words = case.words()
    assert "elke week: ongeveer 2 uur per week, € 45,77 per uur, gemeente (jeugdhulp)" in words
    assert "nog niet ingevuld" in words
    assert "Voorstel" in words


def test_a_price_without_a_band_is_proposed_and_counts_for_nothing_until_somebody_says_how_much(case):
    case.plan(DOCTOR)
    (doctor,) = case.found().plan
    assert (doctor.price.key, doctor.use) == ("HA", None)
    assert line_of(doctor).price is None
    assert "€ 32,04 per contact, hoeveel is nog niet ingevuld" in case.words()


def test_now_is_a_copy_of_what_the_plan_goes_on_with_and_unknown_without_it(case):
    case.plan((YOUTH, "existing", "every-week"), ("Wandelen", "own-network"))
    (youth,) = case.found().now
    assert (youth.name, youth.situation, youth.price.key, youth.proposed) == (YOUTH, Situation.NOW, "JB", True)
    case.plan(("Wandelen", "own-network"))
    assert case.found().now is None
    assert "Wat er nu loopt, weten we nog niet." in case.words()


def test_who_looked_says_what_it_takes_and_the_other_rows_stay(case):
    case.plan((YOUTH, "tailored", "every-week"), DOCTOR)
    case.fill(DOCTOR, price="HA", quantity="2,5", per="month")
    first = case.found()
    case.fill(YOUTH, price="JB", quantity="3", per="week", weeks="46")
    youth, doctor = case.found().plan
    assert (doctor.use.quantity, doctor.proposed) == (2.5, False)
    assert (youth.use.quantity, youth.use.periods, youth.proposed) == (3, 46, False)
    assert "3 uur per week, 46 weken, € 45,77 per uur, gemeente (jeugdhulp)" in case.words()
    assert case.found().base > first.base


def test_an_estimate_never_changes_and_nothing_is_added_to_it_later(case):
    case.plan(DOCTOR)
    case.fill(DOCTOR, price="HA", quantity="4", per="in-total")
    with case.cast.acting("bram") as by:
        kept = Estimate.objects.get(pk=case.found().base)
        assert (kept.size, kept.line_count, kept.situations) == (1, 1, ["solution"])
        late = {
            "situation": "now",
            "name": "Later",
            "state": "said",
            "hours_count": 0,
            "partnership_id": by.partnership_id,
        }
        with pytest.raises(IntegrityError, match="is whole"), transaction.atomic():
            EstimateLine.objects.create(estimate=kept, position=2, **late)
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE flows_estimateline SET name = 'anders'")


def test_who_said_it_by_mistake_lets_it_be_a_proposal_again(case):
    case.plan((YOUTH, "tailored", "every-week"))
    assert "terug naar het voorstel" not in case.words("/plan/1")
    case.fill(YOUTH)
    assert "terug naar het voorstel" in case.words("/plan/1")
    for _time in range(2):
        assert case.post("/plan/voorstel", was=YOUTH, base=case.found().base).status_code == 302
    (youth,) = case.found().plan
    assert (youth.price.key, youth.use.quantity, youth.proposed) == ("JB", 2, True)


def test_a_row_that_costs_no_money_says_so_with_the_hours_of_people(case):
    case.plan(("Rijden en praten", "own-network"))
    sent = {"who_1": "oom Remco", "kind_1": "own-network", "hours_1": "2", "hours_per_1": "week", "hours_weeks_1": "46"}
    case.fill("Rijden en praten", **sent, who_2="een vriend", kind_2="volunteer", unknown_2="on")
    (row,) = case.found().plan
    assert (row.price, row.proposed) == (None, False)
    assert [(one.who, one.kind) for one in row.hours] == [
        ("oom Remco", HoursKind.OWN_NETWORK),
        ("een vriend", HoursKind.VOLUNTEER),
    ]
    words = case.words()
    assert "kost geen geld" in words
    assert "oom Remco: 2 uur per week, 46 weken (mensen om de bewoner heen)" in words
    assert "een vriend: uren, hoeveel weten we niet (vrijwilligers)" in words


def test_an_own_amount_keeps_its_source_and_who_pays(case):
    case.plan("Naar de club")
    own = {"own_name": "contributie", "own_value": "220", "own_unit": "year", "own_source": "folder van de club"}
    case.fill("Naar de club", price="eigen", quantity="1", per="year", bearer="fund", **own)
    (row,) = case.found().plan
    assert (row.price.value, row.price.own, row.price.source.title) == (220, True, "folder van de club")
    assert (row.payer, row.price.price_year) == ("fund", "2023")
    assert 'value="220"' in case.page("/plan/1").text


def test_somebody_else_may_pay_than_the_price_says(case):
    case.plan(DOCTOR)
    case.fill(DOCTOR, price="HA", quantity="4", per="year", bearer="resident")
    (row,) = case.found().plan
    assert (row.bearer, row.price.bearer, line_of(row).payer) == ("resident", "health-insurer", "resident")


def test_what_runs_now_and_goes_on_stands_in_both_lists_and_is_filled_in_once(case):
    case.plan("Een lamp ophangen")
    case.add("Huisarts", price="HA", quantity="12", per="in-total", runs_on="on")
    found = case.found()
    assert [one.name for one in found.now] == ["Huisarts"]
    assert [(one.name, one.runs_on) for one in found.plan] == [("Een lamp ophangen", False), ("Huisarts", True)]
    case.change("Huisarts", price="HA", quantity="10", per="in-total", runs_on="on")
    assert by_name(case.found().plan)["Huisarts"].use.quantity == 10
    case.change("Huisarts", price="HA", quantity="10", per="in-total")
    assert [one.name for one in case.found().plan] == ["Een lamp ophangen"]


def test_what_stands_in_the_plan_itself_does_not_also_run_on(case):
    case.plan(DOCTOR)
    answer = case.add(DOCTOR, price="HA", quantity="12", per="in-total", runs_on="on")
    assert answer.status_code == 422
    assert "Dit staat al bij het plan." in answer.text


def test_nothing_runs_is_said_and_then_counts_as_nothing(case):
    case.plan((YOUTH, "existing", "every-week"), DOCTOR)
    assert case.post("/nu/niets").status_code == 302
    found = case.found()
    assert (found.now, found.said_nothing, found.removed) == ((), True, (YOUTH,))
    assert "Er loopt nu niets. Dat kost dus 0 euro." in case.words()
    case.fill(DOCTOR, price="HA", quantity="2", per="year")
    assert case.found().now == ()


def test_what_was_taken_off_is_put_back_as_it_was_said(case):
    case.plan((YOUTH, "existing", "every-week"))
    case.change(YOUTH, price="JB", quantity="4", per="week")
    case.add("Politie", price="POL", quantity="30", per="in-total")
    for name in (YOUTH, "Politie"):
        case.post("/nu/weg", was=name, base=case.found().base)
    assert (case.found().now, case.found().removed) == (None, (YOUTH, "Politie"))
    for name in ("Politie", YOUTH):
        case.post("/nu/terug", was=name)
    assert {one.name: one.use.quantity for one in case.found().now} == {YOUTH: 4, "Politie": 30}


def test_a_proposal_that_was_taken_off_does_not_come_back_by_itself(case):
    case.plan((YOUTH, "existing", "every-week"))
    case.post("/nu/weg", was=YOUTH, base=0)
    case.fill(YOUTH, price="JB", quantity="4", per="week")
    assert case.found().now is None
    case.post("/nu/terug", was=YOUTH)
    assert [one.name for one in case.found().now] == [YOUTH]


def test_a_row_of_now_gets_another_name_and_is_not_there_twice(case):
    case.plan((YOUTH, "existing", "every-week"))
    case.change(YOUTH, name="Jongerenhulp", price="JB", quantity="4", per="week")
    assert [one.name for one in case.found().now] == ["Jongerenhulp"]


def test_a_draft_is_filled_in_until_something_is_agreed_and_keeps_what_was_said(case):
    case.plan(DOCTOR, agree=False)
    case.fill(DOCTOR, price="HA", quantity="4", per="year")
    case.plan("Een lamp ophangen", DOCTOR, agree=False)
    assert case.found().plan[1].use.quantity == 4
    assert not case.found().is_agreed
    case.plan("Een lamp ophangen", DOCTOR)
    found = case.found()
    assert (found.is_agreed, found.plan[1].use.quantity, found.plan[1].plan_line_id is None) == (True, 4, False)


def test_two_lines_with_the_same_words_are_two_rows(case):
    case.plan("Bellen", "Bellen")
    case.fill("Bellen (2)", price="HA", quantity="3", per="year")
    assert [(one.name, one.proposed) for one in case.found().plan] == [("Bellen", True), ("Bellen (2)", False)]


def test_without_a_plan_there_is_one_step_to_take(case):
    assert case.found().plan == ()
    assert "Er is nog geen plan" in case.words()
    assert case.page("/plan/1").status_code == 404


def test_a_professional_finds_the_way_from_the_plan_and_the_resident_does_not(case):
    case.plan(DOCTOR)
    link = f'href="/vraag/{case.key}/bedragen"'
    assert link in case.cast.browser("bram").get(f"/vraag/{case.key}").text
    assert link not in case.cast.browser("amina").get(f"/vraag/{case.key}").text


@pytest.mark.parametrize("who", ["amina", "yara", "marieke", "karel", "dirk", "olga"])
def test_for_everybody_who_does_not_help_and_read_it_is_not_there(who, *, case):
    case.plan(DOCTOR)
    assert case.page(who=who).status_code == 404
    assert case.page("/plan/1", who=who).status_code == 404


def test_who_sees_only_their_own_part_sees_no_amounts(case):
    case.plan(DOCTOR)
    case.cast.chosen(case.key, "yara", extent=Extent.THAT)
    assert case.page(who="yara").status_code == 404
