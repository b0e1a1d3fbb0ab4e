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

from waarde import Settlement
from wijkwaarde.instruments.shared_savings import panels, report
from wijkwaarde.instruments.shared_savings.forms import (
    AccountForm,
    AgreementForm,
    LeaveForm,
    SignForm,
    TrialForm,
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
from wijkwaarde.instruments.shared_savings.roads.panels import share_points, to_arrange
from wijkwaarde.instruments.shared_savings.sentences import names_in
from wijkwaarde.instruments.shared_savings.sharing import Sharing
from wijkwaarde.instruments.shared_savings.signing.panels import against_text, against_year
from wijkwaarde.instruments.shared_savings.terms import Step
from wijkwaarde.instruments.shared_savings.year_form import StepForm, YearForm
from wijkwaarde.kernel.agreements import actions, queries, rules
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.refusals.actions import settle_agreed
from wijkwaarde.kernel.refusals.queries import refusals
from wijkwaarde.kernel.share_roads.queries import travelled
from wijkwaarde.kernel.year_results.queries import years_known
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
        "to_arrange": to_arrange(found, found=travelled(by=request.actor)),
        "cards": panels.agreement_cards(
            queries.agreements(by=request.actor), said=refusals(by=request.actor), today=request.today
        ),
        "settled": panels.settled_table(queries.standing(found)),
        "to_tell": panels.to_tell(found, by=request.actor),
        "rest": panels.rest_words(found),
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
    said = refusals(by=by, agreement_id=agreement_id)
    against = against_text(said, seen=seen, by=by)
    context = {
        "seen": seen,
        "card": panels.agreement_cards([seen], said=said, today=today)[0],
        "against": against,
        "points": panels.rule_points(seen),
        "parties": panels.party_cards(seen, said=against.cards, by=by, today=today),
        "sign": SignForm(initial={"fingerprint": seen.fingerprint}),
        "years": panels.years_to_settle(
            texts, years=years_known(by=by, today=today), settled=queries.settled_shares(by=by), today=today
        ),
        "texts": panels.texts_table(texts),
        "may_keep": rules.may_keep(by.role),
        "may_restore": rules.may_keep(by.role) and seen.withdrawn_on == today,
    }
    return render(request, "shared_savings/agreement.html", context)


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
    years = years_known(by=request.actor, today=request.today)
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
    last = report.usual_year(found)
    return {
        "trial": found,
        "rules": report.trial_rules(found),
        "picture": trial_picture(found),
        "apart": report.trial_table(found),
        "together": report.trial_table(found, is_together=True) if report.has_more(found) else None,
        "by_year": report.years_table(found),
        "by_chance": report.chance_table(found),
        "chance": panels.chance_words(last.usual),
        "last": report.year_name(last),
    }


@board_too
@require_POST
def save_trial(request: Asked) -> HttpResponseBase:
    """A trial as a file. Errors: Refused."""
    known = choices(by=request.actor, today=request.today)
    form, save = _trial_form(request, known=known), SaveForm(request.POST)
    if not (form.is_bound and form.is_valid() and save.is_valid()):
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    book = report.trial_book(_tried(form, known=known, request=request))
    return answer(book, kind=Kind(save.cleaned_data["kind"]))


# --- Years that are shared ---


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: Asked, *, agreement_id: int, year: int) -> HttpResponse:
    """What years give each party by an agreement: look first, then share them provisionally or definitively."""
    seen, span = _held(request, agreement_id=agreement_id, year=year)
    if year != span.last:
        return redirect("settle_year", agreement_id=agreement_id, year=span.last)
    sharing = Sharing(seen, span=span, by=request.actor, today=request.today)
    form = _year_form(request, sharing=sharing)
    step, found = _step(request), None
    if form.is_bound and form.is_valid():
        figures = form.told()
        try:
            found = sharing.counted(figures)
            if step is not None and step is not Step.LOOK:
                return _shared(form, step=step, request=request, agreement_id=agreement_id, year=year)
        except Refused as refused:
            _add(form, refused)
    return _year_page(request, form=form, sharing=sharing, found=found)


def _held(request: Asked, *, agreement_id: int, year: int) -> tuple[queries.SeenAgreement, rules.Span]:
    found = queries.text_for(queries.agreement_texts(agreement_id, by=request.actor), year=year)
    if found is None:
        raise NotFound("agreement", object_id=agreement_id)
    return found


def _year_form(request: Asked, *, sharing: Sharing) -> YearForm:
    if request.method == "POST":
        rules.check_keeps(request.actor.role)
    corrects, looks = sharing.corrects, _step(request) is Step.LOOK
    return YearForm(
        request.POST or None, seen=sharing.seen, figures=sharing.start, corrects=corrects, asks_why=not looks
    )


def _step(request: Asked) -> Step | None:
    form = StepForm(request.POST)
    return Step(form.cleaned_data["step"]) if form.is_valid() else Step.LOOK if request.POST else None


def _shared(form: YearForm, *, step: Step, request: Asked, agreement_id: int, year: int) -> HttpResponse:
    made = settle_agreed(
        agreement_id,
        by=request.actor,
        year=year,
        figures=form.told(),
        is_definitive=step is Step.DEFINITIVE,
        why=form.cleaned_data.get("why", ""),
        request_key=form.cleaned_data["request_key"],
        now=timezone.now(),
        today=request.today,
    )
    messages.success(request, panels.done_words(made))
    return redirect("settle_year", agreement_id=agreement_id, year=year)


def _year_page(request: Asked, *, form: YearForm, sharing: Sharing, found: Settlement | None) -> HttpResponse:
    seen, is_new = sharing.seen, found is not None
    figures = form.told() if is_new else sharing.stands or sharing.figures
    found = found or sharing.gave
    context = {
        "form": form,
        "sharing": sharing,
        "seen": seen,
        "figures": panels.figures_table(sharing.years, figures=figures, found=found),
        "shares": panels.shares_table(seen, found=found, paid=sharing.paid if is_new else {}) if found else None,
        "is_new": is_new,
        "moved": panels.moved_words(sharing) if sharing.stands and not is_new else "",
        "told": panels.told_words(sharing) if not is_new else "",
        "roads": [] if is_new else _roads(request, sharing=sharing),
        "chance": panels.chance_words(usual_of(sharing.span, figures=figures, known=sharing.told)),
        "settled": panels.settled_table(sharing.settled),
        "may_keep": rules.may_keep(request.actor.role),
        **_against(request, sharing=sharing),
    }
    return render(request, "shared_savings/year.html", context, status=WRONG if form.errors else OK)


def _against(request: Asked, *, sharing: Sharing) -> dict[str, Any]:
    """Who did not sign the text or does not, who does not agree with what was settled, and who may still say so."""
    by, said = request.actor, refusals(by=request.actor, agreement_id=sharing.seen.pk)
    shares = [share for _settled, told in sharing.now for share in told]
    return {
        "missing": names_in(one.organisation for one in sharing.seen.missing),
        "held": against_text(said, seen=sharing.seen, by=by).words,
        "against": against_year(said, span=sharing.span, shares=shares, by=by),
    }


def _roads(request: Asked, *, sharing: Sharing) -> list[panels.ToTell]:
    shares = [share for _settled, told in sharing.now for share in told]
    return share_points(shares, found=travelled(by=request.actor, span=sharing.span)) if shares else []


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
