"""Reads small purses: what is left in them, what was paid and by whom, and the photo of a receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Sum

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.ledger.models import Entry
from wijkwaarde.kernel.ledger.rules import check_reads
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.small_purses import rules
from wijkwaarde.kernel.small_purses.models import Payment, PurseLimit, Receipt, SmallPurse, TopUp
from wijkwaarde.kernel.small_purses.terms import SHOWN_ON_THE_PHONE, USUAL_LIMIT

# Rows as pages get them: they read them, and import no model. A payment has `has_receipt` beside its own fields.
type PaymentRow = Payment
type TopUpRow = TopUp
type PurseRow = SmallPurse


@dataclass(frozen=True, slots=True)
class OwnPurse:
    """The purse of one's organisation: what is left in cents, and what one paid oneself last; None where there is no purse."""

    left: int | None
    limit: int
    payments: tuple[Payment, ...]


@dataclass(frozen=True, slots=True)
class KeptPurse:
    """A purse as the controller keeps it; `left` is None for an organisation without one."""

    organisation: Organisation
    left: int | None
    spent: int


def limit_of(*, by: Actor) -> PurseLimit | None:
    """Up to how much nobody looks, as the partnership said it; None where it said nothing."""
    return PurseLimit.objects.filter(partnership_id=by.inside).first()


def limit_cents(*, by: Actor) -> int:
    """The same in cents, with what holds until the partnership says otherwise."""
    found = limit_of(by=by)
    return USUAL_LIMIT if found is None else found.cents


def own_purse(*, by: Actor) -> OwnPurse:
    """What one has to pay from, and what one paid last. Errors: NotFound for who pays from no purse."""
    rules.check_pays(by.role)
    purse = purse_of(by.organisation_id or 0, by=by)
    mine = _payments(by=by).filter(paid_by_id=by.membership_id or 0).order_by("-on", "-pk")
    left = None if purse is None else balance(purse)
    return OwnPurse(left, limit_cents(by=by), tuple(mine[:SHOWN_ON_THE_PHONE]))


def purse_of(organisation_id: int, *, by: Actor) -> SmallPurse | None:
    """The purse of an organisation; None where it has none."""
    return SmallPurse.objects.filter(partnership_id=by.inside, organisation_id=organisation_id).first()


def balance(purse: SmallPurse) -> int:
    """What is left in a purse, in cents, as the books say; below zero more was paid than there was."""
    return _sum(purse.account_id)


def _sum(account_id: int) -> int:
    return int(Entry.objects.filter(account_id=account_id).aggregate(total=Sum("amount"))["total"] or 0)


def payments(*, by: Actor, words: str = "", over_only: bool = False) -> QuerySet[Payment]:
    """What was paid, the newest first: of all for the controller, of their own organisation for a manager. Errors: NotFound."""
    rules.check_lists(by.role)
    found = _payments(by=by).select_related("purse__organisation", "paid_by").order_by("-on", "-pk")
    if not rules.may_keep(by.role):
        found = found.filter(purse__organisation_id=by.organisation_id or 0)
    if words:
        found = found.filter(
            Q(what__icontains=words)
            | Q(number__iexact=words)
            | Q(purse__organisation__name__icontains=words)
            | Q(paid_by__name__icontains=words)
        )
    return found.filter(is_over=True, seen_on__isnull=True, undone_on__isnull=True) if over_only else found


def exported(*, by: Actor) -> Iterator[Payment]:
    """All payments for a file, the oldest first, noted for the trail. Errors: NotFound for who keeps no purses."""
    rules.check_keeps(by.role)
    by.record(Act.EXPORT, "payment", object_id=None, subjects=[])
    return payments(by=by).order_by("on", "pk").iterator()


def payment_for(payment_id: int, *, by: Actor) -> Payment:
    """A payment for who paid it, their manager and the controller. Errors: NotFound."""
    rules.check_pays(by.role)
    found = _payments(by=by).filter(pk=payment_id).select_related("purse__organisation", "paid_by").first()
    if found is None or not _sees(found, by=by):
        raise NotFound(rules.KIND, object_id=payment_id)
    return found


def _sees(found: Payment, *, by: Actor) -> bool:
    is_manager = rules.may_list(by.role) and found.purse.organisation_id == by.organisation_id
    return rules.may_keep(by.role) or is_manager or found.paid_by_id == by.membership_id


def receipt_of(payment_id: int, *, by: Actor) -> bytes:
    """The photo of a receipt, noted for the trail. Errors: NotFound."""
    found = Receipt.objects.filter(payment=payment_for(payment_id, by=by)).first()
    if found is None:
        raise NotFound("receipt", object_id=payment_id)
    by.record(Act.READ, "receipt", object_id=found.pk, subjects=[])
    return bytes(found.image)


def kept_purses(*, by: Actor) -> list[KeptPurse]:
    """All organisations with what is left in their purses, by name, in two questions. Errors: NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    purses = {one.organisation_id: one for one in SmallPurse.objects.filter(partnership_id=by.inside)}
    accounts = [pk for one in purses.values() for pk in (one.account_id, one.spent_account_id)]
    sums = dict(Entry.objects.filter(account__in=accounts).values_list("account").annotate(total=Sum("amount")))
    parties = Organisation.objects.filter(partnership_id=by.inside).order_by("name")
    return [_kept(one, purse=purses.get(one.pk), sums=sums) for one in parties]


def _kept(one: Organisation, *, purse: SmallPurse | None, sums: dict[int, int]) -> KeptPurse:
    if purse is None:
        return KeptPurse(one, None, 0)
    return KeptPurse(one, int(sums.get(purse.account_id, 0)), int(sums.get(purse.spent_account_id, 0)))


def top_ups(*, by: Actor) -> list[TopUp]:
    """The last times that money came into a purse, the newest first. Errors: NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    found = TopUp.objects.filter(partnership_id=by.inside).select_related("purse__organisation")
    return list(found.order_by("-on", "-pk")[:SHOWN_ON_THE_PHONE])


def to_look_at(*, by: Actor) -> int:
    """How many payments above the limit the controller has still to look at. Errors: NotFound."""
    rules.check_keeps(by.role)
    return payments(by=by, over_only=True).count()


def _payments(*, by: Actor) -> QuerySet[Payment]:
    has_one = ExpressionWrapper(Exists(Receipt.objects.filter(payment=OuterRef("pk"))), output_field=BooleanField())
    return Payment.objects.filter(partnership_id=by.inside).annotate(has_receipt=has_one)


def payments_by_booking(booking_ids: Sequence[int], *, by: Actor) -> list[Payment]:
    """The payments that these bookings are, for who reads the books. Errors: NotFound."""
    check_reads(by.role)
    rows = Payment.objects.filter(partnership_id=by.inside, booking_id__in=booking_ids)
    return list(rows.select_related("purse__organisation"))
