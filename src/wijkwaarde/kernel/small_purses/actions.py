"""Writes small purses: pays from them, keeps receipts, fills them, and undoes what was a mistake; all of it in the books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.deliveries.rules import check_number
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.ledger.actions import open_account, post, reverse
from wijkwaarde.kernel.ledger.rules import Draft, code_of
from wijkwaarde.kernel.ledger.terms import LONGEST_NAME, AccountKind, Because, BookingKind, Commodity
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.photos.reading import plain_jpeg
from wijkwaarde.kernel.small_purses import rules
from wijkwaarde.kernel.small_purses.models import Payment, PurseLimit, Receipt, SmallPurse, TopUp
from wijkwaarde.kernel.small_purses.queries import limit_cents, payment_for, purse_of

UNDONE = "undone"
FIRST_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayment:
    """What somebody paid: how much, what for, maybe which agreement in a plan, and maybe a photo of the receipt."""

    cents: int
    what: str
    number: str = ""
    receipt: bytes | None = None
    request_key: UUID


@transaction.atomic
def pay(new: NewPayment, *, by: Actor, now: datetime) -> Payment:
    """Pay from the purse of one's organisation, and book it at once; the same form again gives the payment that is there.

    No purse is too empty and no amount is refused: above the limit the controller sees it. Errors: Refused, NotFound.
    """
    rules.check_pays(by.role)
    purse = _held(by=by)
    earlier = Payment.objects.filter(partnership_id=by.inside, request_key=new.request_key).first()
    if earlier is not None:
        return earlier
    rules.check_payment(new.cents, what=new.what)
    number, today = check_number(new.number), timezone.localdate(now)
    because, reference = (Because.PLAN_LINE, number) if number else (Because.DOCUMENT, _reference(new.request_key))
    entries = ((purse.spent_account_id, new.cents), (purse.account_id, -new.cents))
    draft = Draft(today, BookingKind.SMALL_PURSE, because, reference, entries, new.request_key)
    made = Payment.objects.create(
        partnership_id=by.inside,
        purse=purse,
        paid_by_id=by.membership_id or 0,
        on=today,
        cents=new.cents,
        what=new.what,
        number=number,
        is_over=new.cents > limit_cents(by=by),
        booking_id=post(draft, by=by, now=now),
        request_key=new.request_key,
    )
    by.record(Act.WRITE, "payment", object_id=made.pk, subjects=[])
    if new.receipt is not None:
        _keep_receipt(made, raw=new.receipt, by=by, today=today)
    return made


@transaction.atomic
def add_receipt(payment_id: int, *, raw: bytes, by: Actor, today: date) -> None:
    """Keep the photo of a receipt, in the place of the one that is there. Errors: Refused; NotFound for who did not pay it."""
    found = payment_for(payment_id, by=by)
    if found.paid_by_id != by.membership_id:
        raise NotFound(rules.KIND, object_id=payment_id)
    _keep_receipt(found, raw=raw, by=by, today=today)


@transaction.atomic
def undo_payment(payment_id: int, *, by: Actor, now: datetime) -> Payment:
    """Undo a payment with a reversal of its booking; said again it is as it was. Errors: Refused, NotFound."""
    seen, today = payment_for(payment_id, by=by), timezone.localdate(now)
    found = Payment.objects.select_for_update(no_key=True).get(pk=seen.pk)
    if found.undone_on is not None:
        return found
    is_own = found.paid_by_id == by.membership_id
    rules.check_may_undo(found.on, today=today, is_own=is_own, keeps=rules.may_keep(by.role))
    reverse(found.booking_id, by=by, on=today, key=uuid5(found.request_key, UNDONE), now=now)
    found.undone_on = today
    found.save(update_fields=["undone_on"])
    by.record(Act.WRITE, "payment", object_id=found.pk, subjects=[])
    return found


@transaction.atomic
def look_at(payment_id: int, *, by: Actor, today: date) -> Payment:
    """The controller looked at a payment above the limit; looked at twice it is once. Errors: Refused, NotFound."""
    rules.check_keeps(by.role)
    found = payment_for(payment_id, by=by)
    if not found.is_over:
        raise Refused(_("Deze betaling is niet boven de grens. Er is niets te bekijken."))
    if found.seen_on is None:
        Payment.objects.filter(pk=found.pk).update(seen_on=today)
        found.seen_on = today
        by.record(Act.WRITE, "payment", object_id=found.pk, subjects=[])
    return found


@transaction.atomic
def top_up(organisation_id: int, *, cents: int, by: Actor, request_key: UUID, now: datetime) -> TopUp:
    """Put money into the purse of an organisation, which gets one where it has none. Errors: Refused, NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    rules.check_top_up(cents)
    organisation = Organisation.objects.select_for_update(no_key=True).filter(partnership_id=by.inside)
    party = organisation.filter(pk=organisation_id).first()
    if party is None:
        raise NotFound("organisation", object_id=organisation_id)
    earlier = TopUp.objects.filter(partnership_id=by.inside, request_key=request_key).first()
    if earlier is not None:
        return earlier
    purse, today = purse_of(party.pk, by=by) or _opened(party, by=by), timezone.localdate(now)
    entries = ((purse.account_id, cents), (_put_in(by=by), -cents))
    draft = Draft(today, BookingKind.TRANSFER, Because.DECISION, _reference(request_key), entries, request_key)
    made = TopUp.objects.create(
        partnership_id=by.inside,
        purse=purse,
        on=today,
        cents=cents,
        booking_id=post(draft, by=by, now=now),
        request_key=request_key,
    )
    by.record(Act.WRITE, "top_up", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def undo_top_up(top_up_id: int, *, by: Actor, now: datetime) -> None:
    """Undo a top-up with a reversal of its booking; said again it is as it was. Errors: NotFound."""
    rules.check_keeps(by.role)
    found = TopUp.objects.select_for_update(no_key=True).filter(partnership_id=by.inside, pk=top_up_id).first()
    if found is None:
        raise NotFound("top_up", object_id=top_up_id)
    if found.undone_on is None:
        today = timezone.localdate(now)
        reverse(found.booking_id, by=by, on=today, key=uuid5(found.request_key, UNDONE), now=now)
        found.undone_on = today
        found.save(update_fields=["undone_on"])
        by.record(Act.WRITE, "top_up", object_id=found.pk, subjects=[])


@transaction.atomic
def set_limit(cents: int, *, by: Actor, version: int) -> PurseLimit:
    """Say up to how much nobody looks; what was paid before stays as it was. Errors: Refused, Stale, NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    rules.check_limit(cents)
    found, is_new = PurseLimit.objects.select_for_update(no_key=True).get_or_create(
        partnership_id=by.inside, defaults={"cents": cents}
    )
    if is_new or found.cents == cents:
        by.record(Act.WRITE, "purse_limit", object_id=found.pk, subjects=[])
        return found
    if found.version != version:
        raise Stale(_("Iemand anders heeft dit net veranderd."), saved={}, version=found.version)
    found.cents, found.version = cents, found.version + 1
    found.save(update_fields=["cents", "version"])
    by.record(Act.WRITE, "purse_limit", object_id=found.pk, subjects=[])
    return found


def _held(*, by: Actor) -> SmallPurse:
    """The purse of one's organisation, held so that the same form sent twice waits for itself. Errors: Refused."""
    rows = SmallPurse.objects.select_for_update(no_key=True).filter(partnership_id=by.inside)
    found = rows.filter(organisation_id=by.organisation_id or 0).first()
    if found is None:
        raise Refused(_("Jouw organisatie heeft nog geen kleine beurs. De controller maakt er een."))
    return found


def _keep_receipt(payment: Payment, *, raw: bytes, by: Actor, today: date) -> None:
    picture = plain_jpeg(raw)
    told = {"image": picture.data, "width": picture.width, "height": picture.height, "added_on": today}
    made, _is_new = Receipt.objects.update_or_create(
        partnership_id=payment.partnership_id, payment=payment, defaults=told
    )
    by.record(Act.WRITE, "receipt", object_id=made.pk, subjects=[])


def _opened(party: Organisation, *, by: Actor) -> SmallPurse:
    """A purse with its two accounts: what is in it, and what went out of it."""
    place = f"{party.name}-{party.pk}"
    kinds = (
        (AccountKind.ASSET, _("Kleine beurs van {name}")),
        (AccountKind.EXPENSE, _("Betaald uit de beurs van {name}")),
    )
    first, spent = (
        open_account(
            by=by,
            kind=kind,
            commodity=Commodity.EURO,
            code=code_of("Small-Purse", place),
            name=words.format(name=party.name)[:LONGEST_NAME],
            begin=FIRST_DAY,
            organisation_id=party.pk,
        )
        for kind, words in kinds
    )
    made = SmallPurse.objects.create(partnership_id=by.inside, organisation=party, account=first, spent_account=spent)
    by.record(Act.WRITE, "small_purse", object_id=made.pk, subjects=[])
    return made


def _put_in(*, by: Actor) -> int:
    """The account from which purses are filled."""
    account = open_account(
        by=by,
        kind=AccountKind.EQUITY,
        commodity=Commodity.EURO,
        code=code_of("Small-Purses"),
        name=_("Inleg van de kleine beurzen"),
        begin=FIRST_DAY,
    )
    return account.pk


def _reference(key: UUID) -> str:
    return f"small-purse-{key}"
