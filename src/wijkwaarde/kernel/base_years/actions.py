"""Writes what is put to the parties of a budget, and their signatures; the costs themselves are written by `budgets`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.base_years import rules
from wijkwaarde.kernel.base_years.models import BaseYearSignature, BaseYearText, CostFile
from wijkwaarde.kernel.base_years.queries import is_absent, said_now, text_for
from wijkwaarde.kernel.base_years.terms import LONGEST_FILE_NAME
from wijkwaarde.kernel.budgets.actions import remove, set_base_costs
from wijkwaarde.kernel.budgets.models import AreaBudget, BaseCost
from wijkwaarde.kernel.budgets.queries import budget_for, budget_plan, is_command
from wijkwaarde.kernel.budgets.rules import CostRow, check_keeps, check_reads, may_keep
from wijkwaarde.kernel.errors import NotFound, Refused


@transaction.atomic
def put_to_parties(budget_id: int, *, by: Actor, today: date) -> int:
    """Ask the parties to sign the base year as it is now, and give the text; the same again gives the one that is there.

    Errors: Refused without any cost; NotFound for who does not keep the budget.
    """
    check_keeps(by.role, is_command=is_command(by))
    budget = _held(budget_id, by=by)
    said = said_now(budget_plan(budget.pk, by=by))
    rules.check_is_there(said.costs)
    newest = BaseYearText.objects.filter(budget=budget).order_by("-number").first()
    if newest is not None and newest.fingerprint == said.fingerprint:
        return newest.pk
    made = BaseYearText.objects.create(
        partnership_id=by.inside,
        budget=budget,
        number=newest.number + 1 if newest else 1,
        said=said.as_data(),
        fingerprint=said.fingerprint,
        put_on=today,
        put_by_id=by.membership_id,
    )
    by.record(Act.WRITE, "base_year", object_id=made.pk, subjects=[])
    return made.pk


@transaction.atomic
def take_in(budget_id: int, *, by: Actor, rows: Sequence[CostRow], name: str, today: date) -> int:
    """Take in a file of costs, all or none, and give how many were new or changed. Errors: Refused, NotFound."""
    check_keeps(by.role, is_command=is_command(by))
    budget = _held(budget_id, by=by)
    known = {_key(one): one for one in budget.base_costs.all()}
    before = []
    for row in rows:
        was = known.get(_key(row))
        there = None if was is None else [was.cents, was.people, was.found_in]
        if there != [row.cents, row.people, row.found_in]:
            before.append([*_key(row), there, [row.cents, row.people, row.found_in]])
    count = set_base_costs(budget_id, by=by, rows=rows)
    if before:
        kept = {"name": name[:LONGEST_FILE_NAME], "came_on": today, "membership_id": by.membership_id, "before": before}
        CostFile.objects.create(partnership_id=by.inside, budget=budget, **kept)
    return count


def _key(cost: BaseCost | CostRow) -> tuple[int, int, int]:
    return (cost.source_id, cost.organisation_id, cost.product_id)


@transaction.atomic
def undo_file(budget_id: int, *, file_id: int, by: Actor, today: date) -> int:
    """Put back what stood there before a file of today, and give how many costs changed since and stay.

    Undone twice it is once. Errors: NotFound for a file that did not come in today.
    """
    check_keeps(by.role, is_command=is_command(by))
    budget = _held(budget_id, by=by)
    file = CostFile.objects.filter(partnership_id=by.inside, budget=budget, pk=file_id, came_on=today).first()
    if file is None:
        raise NotFound("base_year", object_id=budget_id)
    if file.undone_on is not None:
        return 0
    known = {_key(one): one for one in budget.base_costs.select_related("source", "product")}
    left, back = 0, []
    for *place, there, became in file.before:
        found = known.get((place[0], place[1], place[2]))
        if found is None or [found.cents, found.people, found.found_in] != became:
            left += 1
        elif there is None:
            remove(found, by=by)
        else:
            back.append(CostRow(place[0], place[1], place[2], *there))
    set_base_costs(budget_id, by=by, rows=back)
    CostFile.objects.filter(pk=file.pk).update(undone_on=today)
    return left


@transaction.atomic
def sign(text_id: int, organisation_id: int, *, by: Actor, today: date, document: str = "") -> None:
    """Say yes for a party to what was put to it; said again it stays as it was. Errors: Refused, NotFound.

    A party of which nobody can sign here signs on paper: the controller notes it, with its document.
    """
    text = _open_text(text_id, organisation_id, by=by, today=today)
    rules.check_document(document, on_paper=not _signs(organisation_id, by=by))
    made, is_new = BaseYearSignature.objects.get_or_create(
        partnership_id=by.inside,
        text=text,
        organisation_id=organisation_id,
        withdrawn_on=None,
        defaults={"membership_id": by.membership_id or 0, "on": today, "document": document},
    )
    if is_new:
        by.record(Act.WRITE, "base_year_signature", object_id=made.pk, subjects=[])


@transaction.atomic
def take_back(text_id: int, organisation_id: int, *, by: Actor, today: date) -> None:
    """Take back a signature of today; taken back twice it is once. Errors: Refused on a later day; NotFound."""
    text = _open_text(text_id, organisation_id, by=by, today=today)
    found = text.signatures.filter(organisation_id=organisation_id, withdrawn_on__isnull=True)
    if found.exclude(on=today).exists():
        raise Refused(_("Terugnemen kan alleen op de dag zelf."))
    for one in found:
        BaseYearSignature.objects.filter(pk=one.pk).update(withdrawn_on=today)
        by.record(Act.WRITE, "base_year_signature", object_id=one.pk, subjects=[])


def _signs(organisation_id: int, *, by: Actor) -> bool:
    return rules.may_sign(by.role, own=by.organisation_id, organisation_id=organisation_id)


def _open_text(text_id: int, organisation_id: int, *, by: Actor, today: date) -> BaseYearText:
    """The newest text of a budget for who signs for a party, with the budget held. Errors: Refused, NotFound."""
    check_reads(by.role)
    text = text_for(text_id, by=by)
    if organisation_id not in rules.said_in(text.said).parties or by.membership_id is None:
        raise NotFound("base_year", object_id=text_id)
    rules.check_may_sign(
        organisation_id,
        role=by.role,
        own=by.organisation_id,
        keeps=may_keep(by.role),
        is_absent=is_absent(organisation_id, today=today),
    )
    budget = _held(text.budget_id, by=by)
    if said_now(budget_plan(budget.pk, by=by)).fingerprint != text.fingerprint:
        raise Refused(_("Het basisjaar is net veranderd. Lees het opnieuw voordat je tekent."))
    return text


def _held(budget_id: int, *, by: Actor) -> AreaBudget:
    """A budget for who reads it, held until the end of the transaction. Errors: NotFound."""
    budget_for(budget_id, by=by)
    return AreaBudget.objects.select_for_update(no_key=True).get(pk=budget_id)
