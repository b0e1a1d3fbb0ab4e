"""Takes parties' own figures in, says which product their cost centres are, and explains differences; it books nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wijkwaarde.instruments.reconciliation import rules
from wijkwaarde.instruments.reconciliation.models import BooksColumns, BooksFile, BooksLine, CostCentre, Explanation
from wijkwaarde.instruments.reconciliation.queries import (
    Place,
    explanation_for,
    file_of_form,
    joined_version,
    names_of,
    new_of,
    used_file_for,
)
from wijkwaarde.instruments.reconciliation.reading import OtherColumns, read_books
from wijkwaarde.instruments.reconciliation.rules import NewBooks, NewExplanation
from wijkwaarde.instruments.reconciliation.terms import HOURS_WAITING, LINES_A_PIECE, MOST_ASIDE
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets.queries import Budget, is_command, years_of
from wijkwaarde.kernel.budgets.rules import check_keeps
from wijkwaarde.kernel.deliveries.queries import party_for
from wijkwaarde.kernel.deliveries.reading import FIELD, safe_name
from wijkwaarde.kernel.deliveries.rules import fingerprint_of
from wijkwaarde.kernel.errors import NotFound, Refused


@transaction.atomic
def keep_books(new: NewBooks, *, budget: Budget, by: Actor, now: datetime) -> BooksFile:
    """Keep a file that can be read until somebody saw what it gives; the same form again is the same file.

    Errors: Refused for a file that cannot be read or came before; NotFound.
    """
    _keep(budget, year=new.year, by=by)
    party_for(new.organisation_id, by=by)
    names = new.names or names_of(new.organisation_id, by=by)
    fingerprint = fingerprint_of(new.raw)
    _check_is_new(new, budget=budget, fingerprint=fingerprint)
    with suppress(OtherColumns):  # asked on the next page
        read_books(replace(new, names=names))
    made, _is_new = BooksFile.objects.get_or_create(
        partnership_id=by.inside,
        request_key=new.request_key,
        defaults={
            "budget": budget,
            "organisation_id": new.organisation_id,
            "year": new.year,
            "name": safe_name(new.name),
            "fingerprint": fingerprint,
            "names": dict(names),
            "is_turned": new.is_turned,
            "raw": new.raw,
            "came_at": now,
            "user_id": by.user_id,
            "membership_id": by.membership_id,
        },
    )
    return made


@transaction.atomic
def name_columns(key: UUID, *, names: Mapping[str, str], by: Actor) -> None:
    """Say which column of a waiting file is which; the next file of this party is read the same way. Errors: NotFound."""
    found = _waiting(key, by=by)
    BooksFile.objects.filter(pk=found.pk).update(names=dict(names))
    BooksColumns.objects.update_or_create(
        partnership_id=by.inside, organisation_id=found.organisation_id, defaults={"names": dict(names)}
    )


@transaction.atomic
def use_books(key: UUID, *, by: Actor, now: datetime) -> BooksFile:
    """Let a waiting file count, in the place of the earlier one of its year; a second click changes nothing.

    Errors: Refused, OtherColumns, NotFound.
    """
    budget = file_of_form(key, by=by).budget
    # Two who use the same file at once: the second one waits here, and then hears that it came already.
    type(budget).objects.select_for_update(no_key=True).get(pk=budget.pk)
    known = file_of_form(key, by=by)
    if known.used_at is not None:
        return known
    new = new_of(known)
    _check_is_new(new, budget=known.budget, fingerprint=known.fingerprint)
    read = read_books(new)
    if not read.used:
        raise Refused(_("In dit bestand staat geen regel die we kunnen lezen."), field=FIELD)
    rows = [
        BooksLine(
            partnership_id=by.inside,
            file=known,
            row=line.row,
            cost_centre=line.cost_centre,
            article=line.article,
            begin=line.period.begin,
            until=line.period.until,
            cents=line.cents,
        )
        for line in read.used
    ]
    BooksLine.objects.bulk_create(rows, batch_size=LINES_A_PIECE)
    aside = [{"row": one.row, "reason": one.reason.value, "said": dict(one.said)} for one in read.aside[:MOST_ASIDE]]
    BooksFile.objects.filter(pk=known.pk).update(used_at=now, raw=None, aside=aside)
    by.record(Act.WRITE, "books_file", object_id=known.pk, subjects=[])
    return known


@transaction.atomic
def drop_books(key: UUID, *, by: Actor) -> None:
    """Throw a waiting file away. Errors: NotFound."""
    _waiting(key, by=by).delete()


@transaction.atomic
def take_back(file_id: int, *, by: Actor, today: date) -> BooksFile:
    """Let a file count no more: the one before it does again; said twice it is as it was. Errors: NotFound."""
    found = used_file_for(file_id, by=by)
    if found.taken_back_on is None:
        BooksFile.objects.filter(pk=found.pk).update(taken_back_on=today)
        by.record(Act.WRITE, "books_file", object_id=found.pk, subjects=[])
    return found


def remove_old_files(*, by: Actor, now: datetime) -> None:
    """Take away the files that waited longer than a day."""
    old = now - timedelta(hours=HOURS_WAITING)
    BooksFile.objects.filter(partnership_id=by.inside, used_at__isnull=True, came_at__lt=old).delete()


@transaction.atomic
def join_centres(
    budget: Budget,
    *,
    organisation_id: int,
    products: Mapping[Place, int | None],
    version: int,
    by: Actor,
    today: date,
) -> None:
    """Say of each cost centre of a party which product it is, or None: not of the neighbourhood. Errors: Stale, NotFound."""
    _keep(budget, year=budget.begin.year, by=by)
    party_for(organisation_id, by=by)
    # Two who join at once: the second one waits here, and then sees what the first one said.
    type(budget).objects.select_for_update(no_key=True).get(pk=budget.pk)
    rules.check_version(version, now=joined_version(budget, organisation_id=organisation_id))
    if not {one for one in products.values() if one} <= set(budget.products.values_list("pk", flat=True)):
        raise NotFound("product")
    made = CostCentre.objects.bulk_create(
        CostCentre(
            partnership_id=by.inside,
            budget=budget,
            organisation_id=organisation_id,
            cost_centre=cost_centre,
            article=article,
            product_id=product_id,
            said_on=today,
        )
        for (cost_centre, article), product_id in products.items()
    )
    if made:
        by.record(Act.WRITE, "cost_centre", object_id=made[-1].pk, subjects=[])


@transaction.atomic
def explain(budget: Budget, *, organisation_id: int, new: NewExplanation, by: Actor, today: date) -> Explanation:
    """Say why a part of a difference is there; the same form again is one explanation. Errors: Refused, NotFound."""
    _keep(budget, year=new.month.year, by=by)
    party_for(organisation_id, by=by)
    if not budget.products.filter(pk=new.product_id).exists():
        raise NotFound("product", object_id=new.product_id)
    rules.check_explanation(new)
    made, is_new = Explanation.objects.get_or_create(
        partnership_id=by.inside,
        request_key=new.request_key,
        defaults={
            "budget": budget,
            "organisation_id": organisation_id,
            "product_id": new.product_id,
            "month": new.month,
            "cents": new.cents,
            "reason": new.reason.value,
            "words": new.words,
            "said_on": today,
            "together": new.together,
            "user_id": by.user_id,
            "membership_id": by.membership_id,
        },
    )
    if is_new:
        by.record(Act.WRITE, "explanation", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def explain_together(
    budget: Budget, *, organisation_id: int, new: Sequence[NewExplanation], by: Actor, today: date
) -> None:
    """Say why several differences are there, all of them or none; the same form again changes nothing. Errors: Refused, NotFound."""
    for one in new:
        explain(budget, organisation_id=organisation_id, new=one, by=by, today=today)


@transaction.atomic
def withdraw(explanation_id: int, *, by: Actor, today: date) -> Explanation:
    """Let an explanation and those that were said with it count no more; they stay to be read. Errors: NotFound."""
    found = explanation_for(explanation_id, by=by)
    if found.withdrawn_on is None:
        those = Q(pk=found.pk) if found.together is None else Q(together=found.together, withdrawn_on=None)
        Explanation.objects.filter(those, partnership_id=by.inside).update(withdrawn_on=today)
        by.record(Act.WRITE, "explanation", object_id=found.pk, subjects=[])
    return found


def _keep(budget: Budget, *, year: int, by: Actor) -> None:
    check_keeps(by.role, is_command=is_command(by))
    if budget.partnership_id != by.inside or year not in years_of(budget):
        raise NotFound("area_budget", object_id=budget.pk)


def _waiting(key: UUID, *, by: Actor) -> BooksFile:
    found = file_of_form(key, by=by)
    if found.used_at is not None:
        raise NotFound("books_file")
    return found


def _check_is_new(new: NewBooks, *, budget: Budget, fingerprint: str) -> None:
    """Errors: Refused for a file that came before and counts."""
    rows = BooksFile.objects.filter(budget=budget, organisation_id=new.organisation_id, year=new.year)
    earlier = rows.filter(fingerprint=fingerprint, used_at__isnull=False, taken_back_on__isnull=True)
    came = earlier.exclude(request_key=new.request_key).first()
    if came is not None:
        told = _("Dit bestand kwam al binnen op {day}, als ‘{name}’.")
        raise Refused(told.format(day=came.came_at.strftime("%d-%m-%Y"), name=came.name), field=FIELD)
