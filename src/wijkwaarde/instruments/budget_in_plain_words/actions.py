"""Publishes a year of the budget, and takes that back on the day itself; what was published never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wijkwaarde.instruments.budget_in_plain_words import rules
from wijkwaarde.instruments.budget_in_plain_words.models import Publication
from wijkwaarde.instruments.budget_in_plain_words.queries import budget_of_year, draft_of
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.errors import NotFound, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPublication:
    """Which year is published, what the residents' money went to, and what else everybody may read."""

    year: int
    request_key: UUID
    fund_words: str = ""
    words: str = ""


@transaction.atomic
def publish(new: NewPublication, *, by: Actor, today: date) -> Publication:
    """Publish a year as it is today; the same form again gives the one that is there. Errors: Refused, NotFound."""
    rules.check_publishes(by.role, is_command=is_command(by))
    earlier = Publication.objects.filter(partnership_id=by.inside, request_key=new.request_key).first()
    if earlier is not None:
        return earlier
    figures = draft_of(new.year, by=by, today=today)
    rules.check_fund_is_told(new.fund_words, spent=figures.fund.spent if figures.fund else 0)
    try:
        with transaction.atomic():
            made = Publication.objects.create(
                partnership_id=by.inside,
                budget=budget_of_year(new.year, by=by),
                year=new.year,
                is_final=figures.is_final,
                figures=figures.to_json(),
                fund_words=new.fund_words,
                words=new.words,
                published_on=today,
                user_id=by.user_id,
                membership_id=by.membership_id,
                request_key=new.request_key,
            )
    except IntegrityError as error:
        raise Refused(_("Dit jaar staat er al. Wat openbaar is, verandert niet meer."), field="year") from error
    by.record(Act.WRITE, "publication", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def take_back(publication_id: int, *, by: Actor, today: date) -> None:
    """Take back what was published today; said again it is as it was. Errors: Refused, NotFound."""
    rules.check_publishes(by.role, is_command=is_command(by))
    found = (
        Publication.objects.select_for_update(no_key=True).filter(partnership_id=by.inside, pk=publication_id).first()
    )
    if found is None:
        raise NotFound("publication", object_id=publication_id)
    if found.withdrawn_on is not None:
        return
    rules.check_same_day(found.published_on, today=today)
    found.withdrawn_on = today
    found.save(update_fields=["withdrawn_on"])
    by.record(Act.WRITE, "publication", object_id=found.pk, subjects=[])
