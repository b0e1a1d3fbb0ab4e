"""Reads what was put to the parties of a budget, who signed it, and whether the costs changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.base_years import rules
from wijkwaarde.kernel.base_years.models import BaseYearSignature, BaseYearText, CostFile
from wijkwaarde.kernel.base_years.rules import Change, Said, SaidCost
from wijkwaarde.kernel.budgets.queries import BudgetPlan
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Organisation


@dataclass(frozen=True, slots=True)
class SeenParty:
    """A party of a text: on which day who signed for it, on which paper; `is_absent`: nobody of it can sign here."""

    organisation_id: int
    name: str
    signed_on: date | None
    signed_by: str
    document: str
    is_absent: bool


@dataclass(frozen=True)
class SeenText:
    """What was put to the parties under a number, with who signed it."""

    pk: int
    number: int
    put_on: date
    fingerprint: str
    said: Said
    parties: tuple[SeenParty, ...]

    @property
    def missing(self) -> tuple[SeenParty, ...]:
        """Who did not sign."""
        return tuple(one for one in self.parties if one.signed_on is None)

    @property
    def is_signed(self) -> bool:
        """Whether everybody did."""
        return not self.missing

    @property
    def signed_on(self) -> date | None:
        """The day on which the last party signed; None until then."""
        return max(one.signed_on for one in self.parties if one.signed_on) if self.is_signed else None


@dataclass(frozen=True)
class BaseYear:
    """The base year as it is now, with all that was put to the parties, the newest first."""

    now: Said
    texts: tuple[SeenText, ...]

    @property
    def newest(self) -> SeenText | None:
        """What was put to them last."""
        return self.texts[0] if self.texts else None

    @cached_property
    def is_changed(self) -> bool:
        """Whether something changed since."""
        return self.newest is not None and self.newest.fingerprint != self.now.fingerprint

    @property
    def is_signed(self) -> bool:
        """Whether every party signed what holds now."""
        return self.newest is not None and not self.is_changed and self.newest.is_signed

    @property
    def signed_on(self) -> date | None:
        """Since when every party signed what holds now."""
        return self.newest.signed_on if self.newest is not None and self.is_signed else None

    def changes(self) -> tuple[Change, ...]:
        """Which costs changed since the newest text."""
        return rules.changes(self.newest.said, after=self.now) if self.newest is not None else ()


def base_year_of(plan: BudgetPlan, *, today: date) -> BaseYear:
    """The base year of a budget that somebody reads, with its signatures (four questions)."""
    now = said_now(plan)
    texts = list(BaseYearText.objects.filter(budget=plan.budget).order_by("-number"))
    found = [rules.said_in(one.said) for one in texts]
    parties = {pk for said in found for pk in said.parties}
    names = dict(Organisation.objects.filter(pk__in=parties).values_list("pk", "name"))
    signed = BaseYearSignature.objects.filter(text__in=texts, withdrawn_on__isnull=True).select_related("membership")
    by_text = {(one.text_id, one.organisation_id): one for one in signed}
    here = _with_signers(parties, today=today)
    return BaseYear(
        now,
        tuple(
            SeenText(
                text.pk,
                text.number,
                text.put_on,
                text.fingerprint,
                said,
                tuple(
                    _party(pk, name=names[pk], signed=by_text.get((text.pk, pk)), is_absent=pk not in here)
                    for pk in sorted(said.parties, key=lambda pk: names[pk])
                ),
            )
            for text, said in zip(texts, found, strict=True)
        ),
    )


def _party(pk: int, *, name: str, signed: BaseYearSignature | None, is_absent: bool) -> SeenParty:
    if signed is None:
        return SeenParty(pk, name, None, "", "", is_absent)
    return SeenParty(pk, name, signed.on, signed.membership.name, signed.document, is_absent)


def _with_signers(parties: set[int], *, today: date) -> set[int]:
    """The parties of which somebody can sign here today."""
    works = Q(begin__lte=today) & (Q(until__isnull=True) | Q(until__gt=today))
    rows = Membership.objects.filter(works, organisation__in=parties, role__in=rules.SIGNERS)
    return set(rows.values_list("organisation_id", flat=True))


def is_absent(organisation_id: int, *, today: date) -> bool:
    """Whether nobody of a party can sign here."""
    return organisation_id not in _with_signers({organisation_id}, today=today)


def said_now(plan: BudgetPlan) -> Said:
    """The base year as its costs stand now."""
    costs = tuple(
        SaidCost(
            one.source.slug,
            one.organisation_id,
            one.product.slug,
            one.cents,
            one.people,
            one.found_in,
            one.source.name,
            one.organisation.name,
            one.product.name,
        )
        for one in plan.base_costs
    )
    funders = {one.funder_id for one in plan.sources if one.funder_id is not None}
    parties = sorted(funders | {one.organisation_id for one in costs})
    return Said(plan.budget.base_year, plan.budget.who_belongs, costs, tuple(parties))


def text_for(text_id: int, *, by: Actor) -> BaseYearText:
    """What was put to the parties. Errors: NotFound."""
    found = BaseYearText.objects.filter(partnership_id=by.inside, pk=text_id).select_related("budget").first()
    if found is None:
        raise NotFound("base_year", object_id=text_id)
    return found


def cost_file_of_today(budget_id: int, *, by: Actor, today: date) -> CostFile | None:
    """The last file of costs of today that was not undone; None where there is none."""
    rows = CostFile.objects.filter(partnership_id=by.inside, budget_id=budget_id, came_on=today)
    return rows.filter(undone_on__isnull=True).order_by("-pk").first()
