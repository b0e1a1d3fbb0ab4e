"""The pages of shared savings over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.instruments.shared_savings import panels
from wijkwaarde.instruments.shared_savings.forms import (
    AccountForm,
    AgreementForm,
    LeaveForm,
    SignForm,
    StepForm,
    TrialForm,
    YearForm,
    initial_of,
)
from wijkwaarde.instruments.shared_savings.pictures import trial_picture
from wijkwaarde.instruments.shared_savings.queries import (
    Choice,
    Trial,
    Wanted,
    choices,
    tried,
    usual_of,
)
from wijkwaarde.instruments.shared_savings.sentences import party_name
from wijkwaarde.instruments.shared_savings.terms import Step
from wijkwaarde.kernel.agreements import actions, queries, rules
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.web.cases.stale import rows_of
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.fields import sent
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked

OK, STALE, WRONG = 200, 409, 422


@board_too
@require_safe
def savings(request: Asked) -> HttpResponse:
    """The agreements, the years that were shared, and what shares went to."""
    found = queries.settled_shares(by=request.actor)
    context = {
        "cards": panels.agreement_cards(queries.agreements(by=request.actor), today=request.today),
        "settled": panels.settled_table(found),
        "to_tell": panels.to_tell(found),
        "told": panels.told_table(found),
        "may_keep": rules.may_keep(request.actor.role),
    }
    return render(request, "shared_savings/savings.html", context)


# --- An agreement ---


@require_http_methods(["GET", "HEAD", "POST"])
def new_agreement(request: Asked) -> HttpResponse:
    """Write an agreement."""
    rules.check_keeps(request.actor.role)
    form = AgreementForm(request.POST or None, organisations=_organisations(request))
    if form.is_valid():
        try:
            made = actions.make_agreement(
                form.text(), by=request.actor, request_key=form.cleaned_data["request_key"], now=timezone.now()
            )
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, _("De afspraak staat klaar. Nu kan iedereen tekenen."))
            return redirect("agreement", agreement_id=made.pk)
    return _text_page(request, form=form, seen=None, stale=None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Asked, agreement_id: int) -> HttpResponse:
    """Write a new text, which everybody signs again."""
    rules.check_keeps(request.actor.role)
    seen, stale = queries.agreement_for(agreement_id, by=request.actor), None
    form = AgreementForm(request.POST or None, organisations=_organisations(request), initial=initial_of(seen))
    if form.is_valid():
        try:
            return _changed(form, request=request, agreement_id=agreement_id)
        except Stale as found:
            stale = found
            again = {**request.POST.dict(), "version": found.version}
            form = AgreementForm(again, organisations=_organisations(request))
        except Refused as refused:
            _add(form, refused)
    return _text_page(request, form=form, seen=seen, stale=stale)


def _changed(form: AgreementForm, *, request: Asked, agreement_id: int) -> HttpResponse:
    actions.change_agreement(
        agreement_id,
        form.text(),
        by=request.actor,
        version=form.cleaned_data["version"],
        request_key=form.cleaned_data["request_key"],
        now=timezone.now(),
    )
    messages.success(request, _("De nieuwe tekst staat klaar. Iedereen tekent opnieuw."))
    return redirect("agreement", agreement_id=agreement_id)


def _text_page(
    request: Asked, *, form: AgreementForm, seen: queries.SeenAgreement | None, stale: Stale | None
) -> HttpResponse:
    context = {"form": form, "seen": seen, "stale": rows_of(stale, form=form) if stale else None}
    status = STALE if stale else WRONG if form.errors else OK
    return render(request, "shared_savings/text.html", context, status=status)


def _organisations(request: Asked) -> list[tuple[int, str]]:
    return queries.organisations_to_sign(by=request.actor, today=request.today)


def _add(form: Any, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, refused.text)


@board_too
@require_safe
def agreement(request: Asked, agreement_id: int) -> HttpResponse:
    """One agreement: what it says, who signed, and which years can be shared by it."""
    texts = queries.agreement_texts(agreement_id, by=request.actor)
    seen, by, today = texts[0], request.actor, request.today
    context = {
        "seen": seen,
        "card": panels.agreement_cards([seen], today=today)[0],
        "points": panels.rule_points(seen),
        "parties": panels.party_cards(seen, by=by, today=today),
        "sign": SignForm(initial={"fingerprint": seen.fingerprint}),
        "years": panels.years_to_settle(seen, years=queries.years_known(by=by, today=today), today=today),
        "texts": panels.texts_table(texts),
        "may_keep": rules.may_keep(by.role),
        "may_restore": rules.may_keep(by.role) and seen.withdrawn_on == today,
    }
    return render(request, "shared_savings/agreement.html", context)


@board_too
@require_POST
def sign_party(request: Asked, party_id: int) -> HttpResponse:
    """Sign for a party. Errors: Refused, NotFound."""
    form = SignForm(request.POST)
    if not form.is_valid():
        raise Refused(str(next(iter(form.errors.values()))[0]))
    told = form.cleaned_data
    actions.sign(
        party_id, by=request.actor, today=request.today, fingerprint=told["fingerprint"], document=told["document"]
    )
    messages.success(request, _("Getekend. Vandaag kun je dit nog terugnemen."))
    return redirect("agreement", agreement_id=queries.agreement_of_party(party_id, by=request.actor))


@board_too
@require_POST
def unsign(request: Asked, party_id: int) -> HttpResponse:
    """Take back a signature of today. Errors: Refused, NotFound."""
    actions.take_back_signature(party_id, by=request.actor, today=request.today)
    messages.success(request, _("De handtekening is teruggenomen."))
    return redirect("agreement", agreement_id=queries.agreement_of_party(party_id, by=request.actor))


@require_POST
def party_leaves(request: Asked, party_id: int) -> HttpResponse:
    """Keep from which day a party takes part no more; no day lets it stay. Errors: Refused, NotFound."""
    form = LeaveForm(request.POST)
    left_on = form.cleaned_data["left_on"] if form.is_valid() else sent(form.fields["left_on"], "?")
    actions.leave(party_id, by=request.actor, left_on=left_on)
    messages.success(request, _("Bewaard. Deze partij deelt mee naar haar dagen."))
    return redirect("agreement", agreement_id=queries.agreement_of_party(party_id, by=request.actor))


@require_POST
def withdraw(request: Asked, agreement_id: int) -> HttpResponse:
    """Let an agreement go. Errors: Refused, NotFound."""
    actions.withdraw_agreement(agreement_id, by=request.actor, today=request.today)
    messages.success(request, _("Ingetrokken. Vandaag kun je de afspraak nog terughalen."))
    return redirect("agreement", agreement_id=agreement_id)


@require_POST
def restore(request: Asked, agreement_id: int) -> HttpResponse:
    """Take back that an agreement was let go. Errors: NotFound."""
    actions.bring_back(agreement_id, by=request.actor, today=request.today)
    messages.success(request, _("De afspraak is terug."))
    return redirect("agreement", agreement_id=agreement_id)


# --- A trial ---


@board_too
@require_safe
def trial(request: Asked) -> HttpResponse:
    """Rules side by side before anybody signs; nothing is written."""
    known = choices(by=request.actor, today=request.today)
    form = _trial_form(request, known=known)
    found, context = None, {"form": form}
    if form.is_bound and form.is_valid():
        try:
            found = _tried(form, known=known, request=request)
        except Refused as refused:
            form.add_error(None, refused.text)
    if found is not None:
        context |= _trial_parts(found) | {"query": request.GET.urlencode()}
    return render(request, "shared_savings/trial.html", context, status=WRONG if form.errors else OK)


def _trial_form(request: Asked, *, known: list[Choice]) -> TrialForm:
    asked = request.GET if "regel" in request.GET or "verzonnen" in request.GET else None
    years = queries.years_known(by=request.actor, today=request.today)
    return TrialForm(
        asked,
        rules=[(one.key, one.title) for one in known],
        years=years,
        initial={"jaar": [str(year) for year in years[:3]], "verzonnen": 0, "worp": 1},
    )


def _tried(form: TrialForm, *, known: list[Choice], request: Asked) -> Trial:
    told = form.cleaned_data
    chosen = [one for one in known if one.key in told["regel"]]
    wanted = Wanted(tuple(map(int, told["jaar"])), invented=told["verzonnen"] or 0, seed=told["worp"] or 1)
    return tried(chosen, wanted=wanted, known=form.years, by=request.actor)


def _trial_parts(found: Trial) -> dict[str, Any]:
    last = panels.usual_year(found)
    return {
        "trial": found,
        "rules": panels.trial_rules(found),
        "picture": trial_picture(found),
        "apart": panels.trial_table(found),
        "together": panels.trial_table(found, is_together=True),
        "by_year": panels.years_table(found),
        "by_chance": panels.chance_table(found),
        "chance": panels.chance_words(last.usual),
        "last": panels.year_name(last),
    }


@board_too
@require_POST
def save_trial(request: Asked) -> HttpResponseBase:
    """A trial as a file. Errors: Refused."""
    known = choices(by=request.actor, today=request.today)
    form, save = _trial_form(request, known=known), SaveForm(request.POST)
    if not (form.is_bound and form.is_valid() and save.is_valid()):
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    book = panels.trial_book(_tried(form, known=known, request=request))
    return answer(book, kind=Kind(save.cleaned_data["kind"]))


# --- A year ---


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: Asked, *, agreement_id: int, year: int) -> HttpResponse:
    """What a year gives each party by an agreement: look first, then share it provisionally or definitively."""
    seen = queries.agreement_for(agreement_id, by=request.actor)
    told = queries.figures_until(year, by=request.actor, parties=seen.parties)
    form = _year_form(request, seen=seen, figures=told[year])
    step, found = _step(request), None
    if form.is_bound and form.is_valid():
        try:
            if step is not Step.LOOK:
                return _shared(form, step=step, request=request, agreement_id=agreement_id, year=year)
            found = _counted(form, seen=seen, year=year)
        except Refused as refused:
            form.add_error(None, refused.text)
    return _year_page(request, form=form, seen=seen, told=told, found=found)


def _year_form(request: Asked, *, seen: queries.SeenAgreement, figures: rules.Figures) -> YearForm:
    if request.method == "POST":
        rules.check_keeps(request.actor.role)
    return YearForm(request.POST or None, seen=seen, figures=figures)


def _step(request: Asked) -> Step:
    form = StepForm(request.POST)
    return Step(form.cleaned_data["step"]) if form.is_valid() else Step.LOOK


def _counted(form: YearForm, *, seen: queries.SeenAgreement, year: int) -> Any:
    rule = rules.rule_of(seen.terms, name=seen.title, begin=seen.begin, until=seen.until)
    return rules.settled(form.told(), year=year, rule=rule)


def _shared(form: YearForm, *, step: Step, request: Asked, agreement_id: int, year: int) -> HttpResponse:
    actions.settle_year(
        agreement_id,
        by=request.actor,
        year=year,
        figures=form.told(),
        is_definitive=step is Step.DEFINITIVE,
        request_key=form.cleaned_data["request_key"],
        now=timezone.now(),
        today=request.today,
    )
    messages.success(request, _("Verdeeld en geboekt."))
    return redirect("settle_year", agreement_id=agreement_id, year=year)


def _year_page(
    request: Asked, *, form: YearForm, seen: queries.SeenAgreement, told: dict[int, rules.Figures], found: Any
) -> HttpResponse:
    figures, year = form.told() if found is not None else form.figures, max(told)
    settled = queries.settled_shares(by=request.actor, year=year)
    context = {
        "form": form,
        "seen": seen,
        "year": year,
        "missing": ", ".join(party_name(one.organisation) for one in seen.missing),
        "figures": panels.figures_table(figures, found=found),
        "shares": panels.shares_table(seen, found=found) if found is not None else None,
        "chance": panels.chance_words(usual_of(year, figures=figures, earlier=told)),
        "settled": panels.settled_table(settled),
        "undo": next((one.pk for one, _shares in settled if one.undone_on is None), None),
        "may_keep": rules.may_keep(request.actor.role),
    }
    return render(request, "shared_savings/year.html", context, status=WRONG if form.errors else OK)


@require_POST
def undo(request: Asked, settled_id: int) -> HttpResponse:
    """Undo a settlement by booking it back. Errors: Refused, NotFound."""
    actions.undo_settlement(settled_id, by=request.actor, today=request.today, now=timezone.now(), key=uuid4())
    messages.success(request, _("Ongedaan gemaakt. Alles is teruggeboekt."))
    return redirect("savings")


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Asked, share_id: int) -> HttpResponse:
    """What a share went to, for everybody who reads the budget; its party or the controller says it."""
    share = queries.share_for(share_id, by=request.actor)
    said, stale = queries.account_of(share), None
    initial = {"spent_on": said.spent_on, "noticed": said.noticed, "version": said.version} if said else {"version": 0}
    form = AccountForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.account_for(share_id, by=request.actor, **form.cleaned_data, today=request.today)
        except Stale as found:
            stale, form = found, AccountForm({**request.POST.dict(), "version": found.version})
        else:
            messages.success(request, _("Bewaard. Alle partijen kunnen dit lezen."))
            return redirect("savings")
    context = {"form": form, "share": panels.share_facts(share), "stale": rows_of(stale, form=form) if stale else None}
    context["may_write"] = queries.may_account(share, by=request.actor)
    return render(
        request, "shared_savings/account.html", context, status=STALE if stale else WRONG if form.errors else OK
    )
