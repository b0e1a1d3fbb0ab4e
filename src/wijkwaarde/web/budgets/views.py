"""Keeping a budget over HTTP: what it is, where its money comes from, what is delivered, and signing its base year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.area_rules.actions import take_away as take_rule_away
from wijkwaarde.kernel.area_rules.queries import later_rules, rule_for
from wijkwaarde.kernel.base_years.queries import base_year_of
from wijkwaarde.kernel.budgets import actions, queries
from wijkwaarde.kernel.budgets.rules import NewBudget, check_keeps, may_keep, slug_of
from wijkwaarde.kernel.budgets.terms import BudgetUse, Purse
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.next_budgets.actions import begin_budget, take_budget_away
from wijkwaarde.kernel.shortlist.queries import shortlist_of
from wijkwaarde.web.budgets.area_rules import rule_lines, rule_warning
from wijkwaarde.web.budgets.base_years import asks_words, parties_words, signed_words
from wijkwaarde.web.budgets.desk import Made, Sheet, answer, kept
from wijkwaarde.web.budgets.forms import (
    BudgetForm,
    ChangeForm,
    CorrectionForm,
    EndForm,
    ProductForm,
    SourceChangeForm,
    SourceForm,
)
from wijkwaarde.web.budgets.panels import bearer_choices, budget_page, named, tabs, unit_choices
from wijkwaarde.web.budgets.product_form import ProductChangeForm
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.fields import Version, sent
from wijkwaarde.web.transaction import Asked

# What the form that takes away calls a rule; the others are rows of `budgets`.
RULE, WHOLE = "regel", "budget"
FOUND: dict[str, Callable[..., Any]] = {
    "bron": queries.source_for,
    "product": queries.product_for,
    "kosten": queries.base_cost_for,
    "correctie": queries.correction_for,
    RULE: rule_for,
    WHOLE: queries.budget_for,
}
REMOVED: dict[str, Callable[..., None]] = {RULE: take_rule_away, WHOLE: take_budget_away}


@board_too
@require_safe
def setup(request: Asked) -> HttpResponse:
    """The budget that runs or was made last; without one, the way to begin one."""
    found = queries.budgets(by=request.actor)
    if found:
        running = queries.budget_on(request.today, by=request.actor)
        return redirect("budget", budget_id=(running or found[0]).pk)
    return render(request, "budgets/none.html", {"keeps": may_keep(request.actor.role)})


@board_too
@require_safe
def budget(request: Asked, budget_id: int) -> HttpResponse:
    """One budget with all that says how much it is."""
    plan = queries.budget_plan(budget_id, by=request.actor)
    keeps = may_keep(request.actor.role)
    found, rules = base_year_of(plan, today=request.today), later_rules(plan.budget, by=request.actor)
    told = {
        "budget": plan.budget,
        "rules": rule_lines(rules),
        "warning": rule_warning(rules, plan=plan),
        "page": budget_page(plan, keeps=keeps, signing=signed_words(found), is_put=found.newest is not None),
        "asks": asks_words(found, by=request.actor),
        "costs": parties_words(found.now),
        "keeps": keeps,
        "others": [one for one in queries.budgets(by=request.actor) if one.pk != budget_id],
        "tabs": tabs(plan.budget, here="budget", today=request.today),
    }
    return render(request, "budgets/budget.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new_budget(request: Asked) -> HttpResponse:
    """Begin a budget."""
    check_keeps(request.actor.role)

    def act(told: dict[str, Any]) -> Made:
        words = {"until": told.pop("last"), "use": BudgetUse(told.pop("use")), "purse": Purse(told.pop("purse"))}
        takes_over = told.pop("takes_over", False)
        made = begin_budget(NewBudget(**told, **words), by=request.actor, takes_over=takes_over)
        return Made(_("Het budget staat er."), _back(made.pk))

    sheet = Sheet(
        _("Een budget beginnen"),
        _("Eén budget voor de hele wijk, voor een aantal jaren."),
        _("Begin"),
        reverse("budget_setup"),
    )
    earlier = bool(queries.budgets(by=request.actor))
    return answer(request, make=lambda data: BudgetForm(data, earlier=earlier), act=act, sheet=sheet)


def _back(budget_id: int) -> str:
    return reverse("budget", args=[budget_id])


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Asked, budget_id: int) -> HttpResponse:
    """Change what a budget is called and how it is used."""
    found = kept(request, budget_id=budget_id)
    began = {name: getattr(found, name) for name in ("name", "use", "purse", "who_belongs", "version")}

    def act(told: dict[str, Any]) -> str:
        words: dict[str, Any] = {"use": BudgetUse(told.pop("use")), "purse": Purse(told.pop("purse"))}
        actions.change_budget(budget_id, by=request.actor, **told, **words)
        return _("Bewaard.")

    sheet = Sheet(_("Budget aanpassen"), _("De jaren en het basisjaar blijven."), _("Bewaren"), _back(budget_id))
    return answer(request, make=lambda data: ChangeForm(data, initial=began), act=act, sheet=sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def new_source(request: Asked, budget_id: int) -> HttpResponse:
    """Let a source of money join."""
    found = kept(request, budget_id=budget_id)
    choices = {"bearer": bearer_choices(), "funder": named(queries.organisations(by=request.actor))}
    known = queries.series_names(by=request.actor)

    def make(data: Any) -> SourceForm:
        return SourceForm(data, choices=choices, known=known, initial={"begin": found.begin})

    def act(told: dict[str, Any]) -> str:
        words = {name: told[name] for name in ("name", "bearer", "begin")}
        funder, index = told["funder"], SourceForm.index_of(told)
        actions.add_source(
            budget_id, by=request.actor, slug=slug_of(told["name"]), funder_id=funder or None, index=index, **words
        )
        return f"{_('De geldbron doet mee.')} {SourceForm.index_words(index, known=known)}".strip()

    sheet = Sheet(
        _("Een geldbron erbij"), _("Geld onder één wet, met een eigen index."), _("Bewaren"), _back(budget_id)
    )
    return answer(request, make=make, act=act, sheet=sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def change_source(request: Asked, *, budget_id: int, source_id: int) -> HttpResponse:
    """Change a source of money: its name, its day, whose it is, and its index."""
    source = _source(request, budget_id=budget_id, source_id=source_id)
    choices = {"funder": named(queries.organisations(by=request.actor))}
    known, began = queries.series_names(by=request.actor), SourceChangeForm.began(source)

    def act(told: dict[str, Any]) -> str:
        words = {name: told[name] for name in ("name", "begin", "version")}
        funder = int(told["funder"]) if told["funder"] else None
        index = SourceForm.index_of(told)
        actions.change_source(source, by=request.actor, funder_id=funder, index=index, **words)
        done = _("Bewaard. Het budget van elk jaar is opnieuw berekend.")
        return f"{done} {SourceForm.index_words(index, known=known)}".strip()

    sheet = Sheet(_("Een geldbron aanpassen"), _("De wet blijft."), _("Bewaren"), _back(budget_id), topic=source.name)
    return answer(
        request,
        make=lambda data: SourceChangeForm(data, choices=choices, known=known, initial=began),
        act=act,
        sheet=sheet,
    )


def _source(request: Asked, *, budget_id: int, source_id: int) -> queries.Source:
    """A source of this budget, for who keeps it. Errors: NotFound."""
    kept(request, budget_id=budget_id)
    source = queries.source_for(source_id, by=request.actor)
    if source.budget_id != budget_id:
        raise NotFound("area_budget", object_id=source_id)
    return source


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Asked, *, budget_id: int, source_id: int) -> HttpResponse:
    """Let a source of money leave."""
    source = _source(request, budget_id=budget_id, source_id=source_id)

    def act(told: dict[str, Any]) -> str:
        actions.end_source(source, by=request.actor, until=EndForm.until_of(told))
        return _("Bewaard.")

    lead = _("In een jaar waarin een bron stopt, tellen de dagen dat hij meedeed.")
    sheet = Sheet(_("Een geldbron laten stoppen"), lead, _("Bewaren"), _back(budget_id), topic=source.name)
    return answer(request, make=lambda data: EndForm.about(source.until, data=data), act=act, sheet=sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def new_product(request: Asked, budget_id: int) -> HttpResponse:
    """Add something that is delivered and counted."""
    kept(request, budget_id=budget_id)
    prices = [(one.price.key, one.price.name) for one in shortlist_of(by=request.actor).items]
    choices = {"unit": unit_choices(), "price_key": prices}

    def act(told: dict[str, Any]) -> str:
        actions.add_product(budget_id, by=request.actor, slug=slug_of(told["name"]), **ProductForm.read(told))
        return _("Het product staat erbij.")

    sheet = Sheet(_("Een product erbij"), _("Iets wat partijen leveren en tellen."), _("Bewaren"), _back(budget_id))
    return answer(request, make=lambda data: ProductForm(data, choices=choices), act=act, sheet=sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def change_product(request: Asked, *, budget_id: int, product_id: int) -> HttpResponse:
    """Call a product otherwise."""
    kept(request, budget_id=budget_id)
    product = queries.product_for(product_id, by=request.actor)
    if product.budget_id != budget_id:
        raise NotFound("area_budget", object_id=product_id)
    began = ProductChangeForm.began(product)

    def act(told: dict[str, Any]) -> str:
        actions.change_product(product, by=request.actor, **told)
        return _("Bewaard. Bestanden met de oude naam lezen we ook nog.")

    lead = _("Wat geboekt en getekend is, blijft.")
    sheet = Sheet(_("Een product anders noemen"), lead, _("Bewaren"), _back(budget_id), topic=product.name)
    return answer(request, make=lambda data: ProductChangeForm(data, initial=began), act=act, sheet=sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def new_correction(request: Asked, budget_id: int) -> HttpResponse:
    """Say that there is more or less to do than in the base year."""
    kept(request, budget_id=budget_id)
    plan = queries.budget_plan(budget_id, by=request.actor)
    choices = {"source": named(plan.sources), "product": named(plan.products)}
    by_id = {str(one.pk): one for one in plan.products}

    def act(told: dict[str, Any]) -> str:
        source = queries.source_for(int(told.pop("source")), by=request.actor)
        actions.correct_volume(source, by=request.actor, product=by_id.get(told.pop("product")), **told)
        return _("De correctie telt mee.")

    lead = _("Er is vanaf een dag meer of minder te doen dan in het basisjaar.")
    sheet = Sheet(_("Meer of minder te doen"), lead, _("Bewaren"), _back(budget_id))
    return answer(request, make=lambda data: CorrectionForm(data, choices=choices), act=act, sheet=sheet)


@require_POST
def take_away(request: Asked, budget_id: int) -> HttpResponse:
    """Take away what was put in by mistake."""
    kept(request, budget_id=budget_id)
    find = FOUND.get(request.POST.get("what", ""))
    if find is None:
        raise NotFound("area_budget", object_id=budget_id)
    what, row = request.POST["what"], find(sent(Version(), request.POST.get("which")), by=request.actor)
    try:
        REMOVED.get(what, actions.remove)(row, by=request.actor)
    except Refused as refused:
        messages.warning(request, refused.text)
    else:
        messages.success(request, _("Weggehaald."))
        if what == WHOLE:
            return redirect("budget_setup")
    return redirect("base_year" if what == "kosten" else "budget", budget_id=budget_id)
