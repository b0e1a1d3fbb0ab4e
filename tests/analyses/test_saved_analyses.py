"""A saved analysis is one with its flows: the same figures from the rows, from the record, now and years later."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from waarde import Situation, Use, cents, from_record
from wijkwaarde.instruments.micro_analysis.actions import flows_of, save_analysis
from wijkwaarde.instruments.micro_analysis.models import MicroAnalysis
from wijkwaarde.instruments.micro_analysis.queries import analysed_of
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.flows.actions import NewEstimate, make_estimate
from wijkwaarde.kernel.flows.models import Estimate, Flow
from wijkwaarde.kernel.flows.queries import totals_of
from wijkwaarde.kernel.flows.terms import EstimateKind

CASES = ("bicycle", "amina", "gerrit", "joey")


def to_cents(amounts):
    return {situation: None if amount is None else cents(amount) for situation, amount in amounts.items()}


def parties(by_bearer):
    return {
        (bearer, situation): cents(amount)
        for bearer, amounts in by_bearer.items()
        for situation, amount in amounts.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_the_flows_come_to_the_figures_of_the_analysis_to_the_cent(analyses, name):
    analyses.store_prices()
    saved, totals = analyses.save(name), analyses.analysed(name).analysis.totals
    with analyses.inside():
        found = totals_of(saved.estimate)
    assert to_cents(found.one_off) == to_cents(totals.one_off)
    assert to_cents(found.yearly) == to_cents(totals.yearly)
    assert to_cents(found.first_year) == to_cents(totals.first_year)
    assert parties(found.by_bearer) == parties(totals.by_bearer)


@pytest.mark.parametrize("name", CASES)
def test_the_record_gives_the_same_analysis_years_later(analyses, name):
    analyses.store_prices()
    made, analysed = analyses.save(name), analyses.analysed(name)
    with analyses.inside():
        saved = MicroAnalysis.objects.get(pk=made.pk)
    assert from_record(saved.record)[0] == analysed.analysis.case
    again = analysed_of(saved)
    assert again.result == analysed.result
    assert again.texts == analysed.texts


def test_a_price_of_the_list_is_kept_by_reference_and_one_of_the_case_with_its_source(analyses):
    edition = analyses.store_prices()
    saved = analyses.save("amina")
    with analyses.inside():
        flows = list(Flow.objects.filter(estimate=saved.estimate).select_related("item"))
        assert saved.estimate.edition == edition
    own = [flow for flow in flows if flow.item is None]
    assert {flow.price_name for flow in own} == {"cursus meegaan naar de dokter"}
    assert all(flow.price_source and flow.price == 350 for flow in own)
    assert {flow.item.edition_id for flow in flows if flow.item} == {edition.pk}


def test_an_analysis_with_a_list_that_is_not_kept_is_refused_and_nothing_is_written(analyses):
    analysed = analyses.analysed("amina")
    case = analysed.analysis.case
    other = replace(case, price_list=replace(case.price_list, edition="1999"))
    with pytest.raises(Refused, match="Bewaar eerst de prijslijst"):
        analyses.save("amina", analysed=replace(analysed, analysis=replace(analysed.analysis, case=other)))
    with analyses.inside():
        assert not Estimate.objects.filter(case=analyses.case).exists()
        assert not MicroAnalysis.objects.filter(case=analyses.case).exists()


def test_a_price_that_is_not_the_lists_is_refused_whole(analyses):
    analyses.store_prices()
    analysed = analyses.analysed("amina")
    flows = list(flows_of(analysed))
    other = replace(flows[0], price=replace(flows[0].price, value=1.0))
    with pytest.raises(Refused, match="niet die van de bewaarde prijslijst"), analyses.inside():
        make_estimate(
            NewEstimate(kind=EstimateKind.ANALYSIS, known=(flows[0].situation,), flows=(other,), currency="GBP"),
            by=analyses.by,
            today=analyses.cast.today,
        )
    with analyses.inside():
        assert not Estimate.objects.filter(currency="GBP").exists()


def test_a_second_click_does_nothing(analyses):
    first = analyses.save("bicycle")
    assert analyses.save("bicycle", today=date(2030, 1, 1)) == first
    with analyses.inside():
        assert MicroAnalysis.objects.filter(case=analyses.case).get() == first
        assert Estimate.objects.filter(case=analyses.case).get() == first.estimate
    assert [line.kind for line in analyses.by.seen if line.act == "WRITE"] == ["micro_analysis"]


def test_a_title_of_any_script_and_length_is_kept(analyses):
    analysed = analyses.analysed("bicycle")
    words = replace(analysed.texts, title="دراجة 'Ana\u00a0🚲 " * 40)
    saved = analyses.save("bicycle", analysed=replace(analysed, texts=words))
    assert analysed_of(saved).texts == words


@pytest.mark.parametrize("sign", ["\0", "\ud800"])
def test_a_sign_that_is_no_text_is_refused(analyses, sign):
    analysed = analyses.analysed("bicycle")
    words = replace(analysed.texts, question=f"a{sign}b")
    with pytest.raises(Refused, match="geen tekst"):
        analyses.save("bicycle", analysed=replace(analysed, texts=words))


def test_who_takes_part_and_reads_saves_an_analysis_and_nobody_else_does(analyses):
    for who in ("chantal", "bram"):
        with analyses.cast.acting(who) as by:
            analyses.save("bicycle", by=by, request_key=uuid4())
    with analyses.cast.acting("amina") as by, pytest.raises(Refused, match="beroepskracht"):
        analyses.save("bicycle", by=by, request_key=uuid4())
    for who in ("yara", "marieke", "karel", "dirk", "fenna", "olga"):
        with analyses.cast.acting(who) as by, pytest.raises(NotFound):
            save_analysis(
                by=by,
                case=analyses.case,
                analysed=analyses.analysed("bicycle"),
                request_key=uuid4(),
                today=analyses.cast.today,
            )


def flow(analyses, **changes):
    plain = next(one for one in flows_of(analyses.analysed("bicycle")) if one.situation is Situation.SOLUTION)
    return replace(plain, **changes)


def test_a_chance_stands_in_an_analysis_and_never_in_a_plan(analyses):
    risky = flow(analyses, situation=Situation.NOTHING, risk="eviction", chance=0.5)
    new = NewEstimate(kind=EstimateKind.PLAN, known=tuple(Situation), flows=(risky,))
    with analyses.inside(), pytest.raises(Refused, match="nooit in een plan"):
        make_estimate(new, by=analyses.by, today=analyses.cast.today)
    with analyses.inside():
        plan = make_estimate(replace(new, flows=(flow(analyses),)), by=analyses.by, today=analyses.cast.today)
        one = Flow.objects.get(estimate=plan)
        one.pk, one.situation, one.risk, one.chance = None, "nothing", "eviction", 0.5
        with pytest.raises(IntegrityError, match="only in the estimate of an analysis"), transaction.atomic():
            one.save(force_insert=True)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"situation": "nothing", "risk": "eviction", "chance": 0.5}, "only in the estimate of an analysis"),
        ({"position": 2}, "flows_estimate is whole"),
    ],
)
def test_a_temporary_table_does_not_stand_in_for_the_estimates(analyses, changes, refusal):
    new = NewEstimate(kind=EstimateKind.PLAN, known=tuple(Situation), flows=(flow(analyses),))
    with analyses.inside(), connections["default"].cursor() as cursor:
        plan = make_estimate(new, by=analyses.by, today=analyses.cast.today)
        one = Flow.objects.get(estimate=plan)
        one.pk, one.position = None, 1
        for name, value in changes.items():
            setattr(one, name, value)
        cursor.execute("CREATE TEMP TABLE flows_estimate AS SELECT %s AS id, 'analysis' AS kind, 9 AS size", [plan.pk])
        with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
            one.save(force_insert=True)


def test_a_situation_without_flows_is_nothing_when_known_and_unknown_otherwise(analyses):
    new = NewEstimate(kind=EstimateKind.PLAN, known=(Situation.NOW, Situation.SOLUTION), flows=(flow(analyses),))
    with analyses.inside():
        totals = totals_of(make_estimate(new, by=analyses.by, today=analyses.cast.today))
    assert totals.first_year == {
        Situation.NOW: 0.0,
        Situation.NOTHING: None,
        Situation.SOLUTION: 25.0,
        Situation.REALISED: None,
    }


def test_a_flow_of_an_unknown_situation_a_payer_nobody_knows_and_a_price_without_source_are_refused(analyses):
    good = flow(analyses)
    for broken, words in (
        (replace(good, situation=Situation.NOW), "nog niet bekend"),
        (replace(good, bearer="nobody"), "De betaler 'nobody'"),
        (replace(good, price=replace(good.price, source=replace(good.price.source, title=" "))), "geen bron"),
    ):
        new = NewEstimate(kind=EstimateKind.PLAN, known=(Situation.SOLUTION,), flows=(broken,))
        with analyses.inside(), pytest.raises(Refused, match=words):
            make_estimate(new, by=analyses.by, today=analyses.cast.today)


BROKEN_ROWS = {
    "flows_flow_quantity": {"quantity": 0},
    "flows_flow_frequency": {"frequency": "sometimes"},
    "flows_flow_periods": {"periods": 12},
    "flows_flow_run": {"begin": date(2026, 2, 1), "end": date(2026, 1, 1)},
    "flows_flow_parties": {"beneficiary": "small-purse"},
    "flows_flow_risk": {"risk": "eviction"},
    "flows_flow_one_price": {"price_source": ""},
    "flows_flow_situation": {"situation": "later"},
    "flows_flow_share_left": {"share_left": 1.5},
    "flows_flow_band": {"band": "often"},
    "is whole": {"position": 7},
}


@pytest.mark.parametrize("constraint", BROKEN_ROWS)
def test_the_database_refuses_a_flow_that_cannot_be(analyses, constraint):
    new = NewEstimate(kind=EstimateKind.ANALYSIS, known=(Situation.SOLUTION,), flows=(flow(analyses),))
    with analyses.inside():
        estimate = make_estimate(new, by=analyses.by, today=analyses.cast.today)
        row = Flow.objects.get(estimate=estimate)
        row.pk = None
        for name, value in BROKEN_ROWS[constraint].items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.parametrize("table", ["flows_estimate", "flows_flow", "micro_analysis_microanalysis"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_site_changes_no_estimate_flow_or_analysis(analyses, table, change):
    analyses.save("bicycle")
    denied = pytest.raises(ProgrammingError, match="permission denied")
    with analyses.inside(), connections["default"].cursor() as cursor, denied, transaction.atomic():
        cursor.execute(change.format(table))


def test_another_partnership_sees_no_row_and_cannot_point_at_one(analyses):
    saved = analyses.save("bicycle")
    with analyses.cast.acting("olga") as by:
        assert not any(model.objects.exists() for model in (Estimate, Flow, MicroAnalysis))
        new = NewEstimate(kind=EstimateKind.PLAN, known=(Situation.NOW,), case=analyses.case)
        with connections["default"].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="inside"), transaction.atomic():
            make_estimate(new, by=by, today=analyses.cast.today)
    assert saved.estimate.case_id == analyses.case.pk


def test_what_is_counted_is_the_12_months_from_the_start(analyses):
    half = Use(1, flow(analyses).use.frequency.__class__.MONTH, begin=date(2026, 7, 1))
    new = NewEstimate(
        kind=EstimateKind.PLAN,
        known=(Situation.SOLUTION,),
        flows=(flow(analyses, use=half),),
        start=date(2026, 1, 1),
    )
    with analyses.inside():
        totals = totals_of(make_estimate(new, by=analyses.by, today=analyses.cast.today))
    assert cents(totals.first_year[Situation.SOLUTION]) == cents(25 * 12 * 184 / 365)
