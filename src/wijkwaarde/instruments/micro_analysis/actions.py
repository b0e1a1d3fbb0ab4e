"""Writes analyses and the list of risks to the database; each whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import category
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from waarde import Analysis, Difference, PriceListUsed, RiskNorm, Situation, WaardeError, analyse, from_record
from wijkwaarde.instruments.micro_analysis import rules
from wijkwaarde.instruments.micro_analysis.from_files import Analysed
from wijkwaarde.instruments.micro_analysis.from_plan import as_realised, case_of_plan, risk_of
from wijkwaarde.instruments.micro_analysis.models import GroupTotal, ListedRisk, ListedRiskLine, MicroAnalysis
from wijkwaarde.instruments.micro_analysis.queries import (
    KIND,
    Preparation,
    analysed_of,
    analyses_due,
    lines_counted,
    marks_for,
    repriced,
    risks_on_list,
    saved_for,
    unfilled,
)
from wijkwaarde.instruments.micro_analysis.rules import Answers, LineTurned
from wijkwaarde.instruments.micro_analysis.terms import (
    FEWEST_IN_GROUP,
    FIRST_EDITION,
    IN_THE_FILE,
    LONGEST_TITLE,
    YEARS_TO_GATHER,
    Happened,
)
from wijkwaarde.instruments.micro_analysis.texts import CaseTexts, PlanLineText, texts_from_plain
from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import SeenCase, case_for, hold
from wijkwaarde.kernel.errors import Place, Refused, Stale
from wijkwaarde.kernel.flows.actions import NewEstimate, make_estimate
from wijkwaarde.kernel.flows.rules import NewFlow
from wijkwaarde.kernel.flows.terms import EstimateKind
from wijkwaarde.kernel.prices.models import StoredEdition
from wijkwaarde.kernel.prices.queries import edition_of, prices_by_key, stored_edition
from wijkwaarde.kernel.trail.actions import recorded
from wijkwaarde.kernel.wording import problem_of
from wijkwaarde.web.format import day


def save_analysis(*, by: Actor, case: Case, analysed: Analysed, request_key: UUID, today: date) -> MicroAnalysis:
    """Keep an analysis of a case with its estimate and flows, all at once; the same request again gives what it made.

    Errors: NotFound, Refused when the actor may not, or when the price list is not kept in this partnership.
    """
    _check_may_make(by=by, case=case, today=today)
    return _kept_once(_New(case, analysed, request_key), by=by, today=today)


@dataclass(frozen=True, slots=True)
class _New:
    """An analysis that is about to be kept."""

    case: Case
    analysed: Analysed
    request_key: UUID
    looked_along_id: int | None = None
    happened: dict[str, str] = field(default_factory=dict)
    purpose: Purpose = Purpose.NONE


def _kept_once(new: _New, *, by: Actor, today: date) -> MicroAnalysis:
    made = MicroAnalysis.objects.filter(partnership_id=new.case.partnership_id, request_key=new.request_key)
    found = made.first()
    if found is not None:
        return found
    # Locked: a no to measuring waits until this analysis is there, or this one finds the no.
    case = Case.objects.select_for_update(no_key=True).get(pk=new.case.pk)
    rules.check_is_measured(is_measured=case.unmeasured_on is None)
    try:
        with transaction.atomic():
            saved = _saved(new, by=by, today=today)
    except IntegrityError:
        found = made.first()  # the same request, a moment earlier
        if found is None:
            raise
        return found
    by.record(Act.WRITE, KIND, object_id=saved.pk, subjects=[new.case.resident_id], purpose=new.purpose)
    return saved


def _check_may_make(*, by: Actor, case: Case, today: date) -> None:
    if by.user_id is None:
        rules.check_may_make_analysis(part=None, reads_case=False, is_command=True)
        return
    seen = case_for(case.key, by=by, today=today)
    rules.check_may_make_analysis(part=seen.part, reads_case=seen.may_read, is_command=False)


def _saved(new_one: _New, *, by: Actor, today: date) -> MicroAnalysis:
    case, analysed = new_one.case, new_one.analysed
    used = analysed.analysis.case.price_list
    entries = analysed.analysis.entries
    new = NewEstimate(
        kind=EstimateKind.ANALYSIS,
        known=tuple(situation for situation, found in entries.items() if found is not None),
        flows=tuple(flows_of(analysed)),
        case=case,
        edition=_edition(analysed, by=by),
        start=analysed.analysis.case.start,
        price_year=used.price_year or "",
        currency=used.currency,
    )
    return MicroAnalysis.objects.create(
        partnership_id=case.partnership_id,
        case=case,
        estimate=make_estimate(new, by=by, today=today),
        title=analysed.texts.title[:LONGEST_TITLE],
        record=_plain(analysed.result["record"]),
        texts=_plain(asdict(analysed.texts)),
        made_on=today,
        request_key=new_one.request_key,
        looked_along_id=new_one.looked_along_id,
        happened=new_one.happened,
    )


def flows_of(analysed: Analysed) -> Iterator[NewFlow]:
    """Every use of every priced line of every situation, with the chance it counts with."""
    for situation, entries in analysed.analysis.entries.items():
        for entry in entries or ():
            line, risk = entry.line, entry.risk
            for use in line.uses if line.price is not None else ():
                assert line.price is not None
                yield NewFlow(
                    situation=Situation(situation),
                    name=line.name,
                    price=line.price,
                    use=use,
                    bearer=str(line.payer),
                    beneficiary=line.beneficiary or "",
                    risk=risk.name if risk else "",
                    chance=risk.chance if risk else None,
                    share_left=1.0 if risk else max(entry.weight, 0.0),
                )


def _edition(analysed: Analysed, *, by: Actor) -> StoredEdition | None:
    """The stored edition that the analysis was made with; None when all its prices stand in the case itself."""
    used = analysed.analysis.case.price_list
    if used.name == IN_THE_FILE:
        return None
    found = stored_edition(by=by, name=used.name, edition=used.edition)
    if found is None:
        text = _("De prijslijst '{name}', editie '{edition}', is hier nog niet bewaard. Bewaar eerst de prijslijst.")
        raise Refused(text.format(name=used.name, edition=used.edition))
    return found


def _plain(data: dict[str, Any]) -> Any:
    """Data as JSON gives it back. Errors: Refused when a text holds signs that are no text."""
    written = json.dumps(data, ensure_ascii=False, default=str)
    if "\\u0000" in written or any(category(sign) == "Cs" for sign in written):
        raise Refused(_("In deze casus staat een teken dat geen tekst is."))
    return json.loads(written)


@transaction.atomic
def make_analysis(
    answers: Answers, *, by: Actor, prepared: Preparation, request_key: UUID, today: date
) -> MicroAnalysis:
    """Make the analysis of a plan from five answers beside it; the same form again gives what it made.

    Errors: Refused where the plan or a risk cannot be counted; Stale when the amounts changed since the form was shown.
    """
    seen = prepared.seen
    hold(seen, today=today)
    if not prepared.amounts.is_agreed:
        raise Refused(_("Spreek eerst een plan af. Daarna kan de analyse."))
    if answers.base != prepared.amounts.base:
        text = _("Iemand anders veranderde net wat er loopt of wat het kost. Kijk het nog eens na.")
        raise Stale(text, saved={}, version=prepared.amounts.base)
    rules.check_risks(answers.risks, stop_days={key: one.stop_days for key, one in prepared.risks.items()})
    case = _counted_case(answers, prepared=prepared, by=by, today=today)
    texts = _texts(prepared, looked_along=_name_of(answers.looked_along_id, prepared=prepared), today=today)
    new = _New(seen.case, Analysed(Path(KIND), case, texts), request_key, answers.looked_along_id, purpose=seen.purpose)
    return _kept_once(new, by=by, today=today)


def _counted_case(answers: Answers, *, prepared: Preparation, by: Actor, today: date) -> Analysis:
    seen, edition = prepared.seen, prepared.edition
    assert prepared.amounts.agreed_on is not None
    now, lines = lines_counted(prepared.amounts)
    prices = {} if edition is None else edition_of(edition).by_key
    listed = risks_on_list(by=by, today=today)
    risks = [risk_of(listed[chosen.key], chosen=chosen) for chosen in answers.risks]
    try:
        return analyse(
            case_of_plan(
                str(seen.case.key),
                price_list=_price_list(edition),
                start=prepared.amounts.agreed_on,
                now=repriced(now, prices=prices) if answers.now_is_known and now is not None else None,
                plan=repriced(lines, prices=prices),
                risks=[replace(risk, lines=repriced(risk.lines, prices=prices)) for risk in risks],
                marks=marks_for(seen, by=by, today=today),
                notes=tuple(_not_filled_in(prepared, now_is_known=answers.now_is_known)),
            )
        )
    except WaardeError as error:
        raise Refused(problem_of(error, place=Place(_("Micro-analyse"))).what) from error


def _not_filled_in(prepared: Preparation, *, now_is_known: bool) -> Iterator[str]:
    """What a reader must know: lines of which nobody said what they take count as if they cost nothing."""
    open_lines = unfilled(prepared.amounts, now_is_known=now_is_known)
    if open_lines:
        yield _("Nog niet ingevuld wat dit kost, dus geteld als niets: {names}.").format(names=", ".join(open_lines))


def _price_list(edition: StoredEdition | None) -> PriceListUsed:
    if edition is None:
        return PriceListUsed(IN_THE_FILE, FIRST_EDITION)
    return PriceListUsed(edition.name, edition.edition, edition.price_year or None, example=edition.example)


def _texts(prepared: Preparation, *, looked_along: str, today: date) -> CaseTexts:
    case = prepared.seen.case
    return CaseTexts(
        _("Micro-analyse van {day}").format(day=day(today)),
        question=case.words,
        wants=case.wants,
        cans=case.cans,
        needs=case.needs,
        feared=case.feared,
        start=prepared.amounts.agreed_on,
        plan=tuple(PlanLineText(one.name, one.who, one.source or "") for one in prepared.amounts.plan),
        looked_along=looked_along,
    )


def _name_of(colleague_id: int | None, *, prepared: Preparation) -> str:
    """The name of who looked along. Errors: Refused when they work here no more."""
    if colleague_id is None:
        return ""
    name = dict(prepared.colleagues).get(colleague_id)
    if name is None:
        raise Refused(_("Deze collega werkt hier niet meer. Kies een ander."), field="looked_along")
    return name


@transaction.atomic
def confirm_plan(
    turned: dict[str, LineTurned],
    *,
    happened: dict[str, Happened],
    feared_happened: str,
    base: int,
    by: Actor,
    seen: SeenCase,
    request_key: UUID,
    today: date,
) -> MicroAnalysis:
    """Keep how every line of the plan turned out, by name, and what became of what was feared, by the key of the risk.

    It makes a next analysis from the newest one; the same form again gives what it made. Errors: NotFound; Refused when a
    line is not answered or cannot be counted; Stale when `base`, the analysis that was answered about, is not the newest.
    """
    hold(seen, today=today)
    newest = saved_for(seen, by=by, today=today)
    if newest.pk != base and newest.request_key != request_key:
        raise Stale(
            _("Iemand anders maakte net een nieuwe analyse. Zeg nog eens hoe het ging."), saved={}, version=newest.pk
        )
    before, _draws, _seed = from_record(newest.record)
    unanswered = [line.name for line in before.solution or () if line.name not in turned]
    if unanswered:
        raise Refused(
            _("Zeg van elke afspraak hoe het ging. Dit mist nog: {names}.").format(names=", ".join(unanswered))
        )
    try:
        case = as_realised(before, turned=turned, marks=marks_for(seen, by=by, today=today))
        analysed = Analysed(Path(KIND), analyse(case), _told(newest, feared_happened=feared_happened))
    except WaardeError as error:
        raise Refused(problem_of(error, place=Place(_("Micro-analyse"))).what) from error
    answered = {key: answer.value for key, answer in happened.items()}
    new = _New(seen.case, analysed, request_key, newest.looked_along_id, answered, seen.purpose)
    return _kept_once(new, by=by, today=today)


def _told(newest: MicroAnalysis, *, feared_happened: str) -> CaseTexts:
    return replace(texts_from_plain(newest.texts), feared_happened=feared_happened)


@transaction.atomic
def list_risk(
    norm: RiskNorm,
    *,
    lines: Iterable[dict[str, Any]],
    since: date,
    by: Actor,
    edition: StoredEdition | None,
    stop_days: float | None = None,
) -> ListedRisk:
    """Put a risk on the partnership's list from a day on; the same key with a later day takes its place.

    A line is `name`, `quantity`, `frequency`, and `price` (a key of the edition) or `own_price` (a price with its source).
    Errors: Refused when a price is not in the edition.
    """
    stored = {} if edition is None else prices_by_key(edition)
    assert by.partnership_id is not None
    row = ListedRisk.objects.create(
        partnership_id=by.partnership_id,
        since=since,
        stop_days=stop_days,
        **{name: getattr(norm, name) for name in ("key", "name", "low", "middle", "high", "source", "edition")},
    )
    for position, line in enumerate(lines, start=1):
        told = {name: line[name] for name in ("name", "quantity", "frequency")}
        own = line.get("own_price")
        if own is None and line["price"] not in stored:
            raise Refused(_("De prijs '{key}' staat niet in deze prijslijst.").format(key=line["price"]))
        item = None if own is not None else stored[line["price"]]
        ListedRiskLine.objects.create(
            partnership_id=row.partnership_id, risk=row, position=position, item=item, own_price=own, **told
        )
    return row


def reduce_due(*, by: Actor, today: date) -> int:
    """Let the analyses of a partnership go whose year is over, each in a transaction of its own; how many went.

    What they came to is added to the sums of their year. A year of which too few came is thrown away once it is long over.
    """
    with recorded(by=by):
        due = analyses_due(by=by, today=today)
        GroupTotal.objects.filter(
            partnership_id=by.inside, year__lt=today.year - YEARS_TO_GATHER, cases__lt=FEWEST_IN_GROUP
        ).delete()
    for one in due:
        with recorded(by=by):
            _to_group(one, by=by, today=today)
    return len(due)


def _to_group(saved: MicroAnalysis, *, by: Actor, today: date) -> None:
    """Add an analysis to the sums of its year, if it is the last of its case, and remove it."""
    is_last = not MicroAnalysis.objects.filter(case=saved.case_id, pk__gt=saved.pk).exists()
    if is_last:
        _add_to_group(saved)
    with connection.cursor() as cursor:
        cursor.execute("SELECT micro_analysis_reduce(%s, %s)", [saved.pk, today])
    by.record(Act.WRITE, "destruction", object_id=saved.pk, subjects=[saved.case.resident_id], purpose=Purpose.TASK)


def _add_to_group(saved: MicroAnalysis) -> None:
    analysis = analysed_of(saved).analysis
    group, _new = GroupTotal.objects.select_for_update().get_or_create(
        partnership_id=saved.partnership_id, year=saved.made_on.year, currency=analysis.case.price_list.currency
    )
    group.cases += 1
    group.claimed += analysis.differences[Difference.CLAIMED] or 0
    group.planned += analysis.differences[Difference.PLANNED] or 0
    for risk in analysis.case.risks:
        counts = group.risks.setdefault(risk.name, {})
        for word in filter(None, (str(risk.level or ""), saved.happened.get(risk.name, ""))):
            counts[word] = counts.get(word, 0) + 1
    group.save()
