"""A budget on its books beside a model of it: any order of steps, deliveries, mistakes undone and closing does the same to both."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from uuid import uuid4

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from tests.budgets import scene
from tests.ledger.machine import at_commit
from waarde import Period
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.rules import NewStep
from wijkwaarde.kernel.budgets.terms import SubsidyStep
from wijkwaarde.kernel.deliveries.actions import deliver, undo
from wijkwaarde.kernel.deliveries.rules import NewDelivery
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.ledger.queries import trial_balance

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
YEARS, SOURCES = (2025, 2026), ("wmo", "jeugd")
CENTS = st.integers(-3, 3) | st.sampled_from([1_000_00, 999_99, 1_000_000_00, -1_000_00, -33_33])
DAYS = st.sampled_from([date(2026, month, 1) for month in range(1, 12)])
FIRST = {"award": "application", "advance": "award", "account": "award", "determination": "account"}
FIRST["reserve"] = "determination"


def can_follow(steps, step, cents):
    """Whether a step may come after these, said once more and differently: by what was awarded, paid and kept until now."""
    come = {one for one, _cents in steps}
    so_far = {kind: sum(amount for one, amount in steps if one == kind) for kind in SubsidyStep}
    if step in FIRST and FIRST[step] not in come:
        return False
    if step in {"account", "determination"}:
        return cents >= 0 and step not in come
    if step in {"application", "award"}:
        return cents > 0 and "determination" not in come
    after = so_far[step] + cents
    if step == "reserve":
        return cents != 0 and after >= 0
    most = so_far["determination" if "determination" in come else "award"]
    return (cents > 0 and after <= most) or cents < 0 <= after


class BudgetBooks(RuleBasedStateMachine):
    """What is asked of both; the model keeps the steps of each source and year, and what each delivery cost."""

    by = None
    steps, deliveries = Bundle("steps"), Bundle("deliveries")

    def __init__(self):
        super().__init__()
        self.undone_at_the_end = transaction.atomic()
        self.undone_at_the_end.__enter__()
        self.budget = actions.make_budget(scene.new(), by=self.by)
        self.sources = {}
        for slug in SOURCES:
            self.sources[slug], self.product = scene.with_costs(self.budget, by=self.by, slug=slug, index={})
        self.town, self.party = scene.parties()[:2]
        self.taken, self.delivered, self.closed = defaultdict(dict), {}, date.min

    def teardown(self):
        transaction.set_rollback(True)
        self.undone_at_the_end.__exit__(None, None, None)

    @rule(
        target=steps,
        slug=st.sampled_from(SOURCES),
        year=st.sampled_from(YEARS),
        step=st.sampled_from(SubsidyStep),
        cents=CENTS,
        on=DAYS | st.just(TODAY),
    )
    def takes_a_step(self, slug, year, step, cents, on):
        before = self.taken[slug, year]
        said = {"year": year, "step": step, "cents": cents, "on": on, "document": "besluit-1"}
        new = NewStep(**said, applicant_id=self.party.pk, receiver_id=self.town.pk, request_key=uuid4())
        done = at_commit(actions.take_step, self.sources[slug], new, by=self.by, now=NOW)
        is_kept = can_follow(list(before.values()), step, cents)
        if not is_kept or (on < self.closed and self.books(before, step, cents)):
            assert done is Refused
            return multiple()
        assert at_commit(actions.take_step, self.sources[slug], new, by=self.by, now=NOW).pk == done.pk
        before[done.pk] = (step, cents)
        return slug, year, done.pk

    def books(self, before, step, cents):
        if step == "determination":
            return cents != sum(amount for one, amount in before.values() if one == "award")
        return step in {"award", "advance", "reserve"}

    @rule(step=steps)
    def undoes_a_step(self, step):
        slug, year, pk = step
        taken = self.taken[slug, year]
        done = at_commit(actions.undo_step, pk, by=self.by, today=TODAY, now=NOW)
        if pk not in taken:
            assert done is None
            return
        rest = [one for key, one in taken.items() if key != pk]
        if all(can_follow(rest[:place], *one) for place, one in enumerate(rest)):
            assert done is None
            del taken[pk]
        else:
            assert done is Refused

    @rule(target=deliveries, month=st.integers(1, 12), cents=CENTS, is_again=st.booleans())
    def delivers(self, month, cents, is_again):
        period = Period(date(2026, month, 1), date(2026 + month // 12, month % 12 + 1, 1))
        said = {"organisation_id": self.party.pk, "product_id": self.product.pk, "period": period, "cents": cents}
        new = NewDelivery(**said, document="factuur-1", request_key=uuid4(), is_again=is_again)
        words = {"new": new, "by": self.by, "now": NOW, "today": TODAY}
        done = at_commit(deliver, self.budget, **words)
        is_there = (month, cents) in self.delivered.values() and not is_again
        if cents == 0 or period.begin > TODAY or is_there:
            assert done is Refused
            return multiple()
        assert at_commit(deliver, self.budget, **words).pk == done.pk
        self.delivered[done.pk] = (month, cents)
        return done.pk

    @rule(delivery=deliveries)
    def undoes_a_delivery(self, delivery):
        assert at_commit(undo, delivery, by=self.by, now=NOW, today=TODAY) is None
        self.delivered.pop(delivery, None)

    @rule(until=DAYS)
    def closes(self, until):
        done = at_commit(close_period, by=self.by, until=until, today=TODAY, now=NOW)
        assert (done is Refused) is (until <= self.closed)
        if done is not Refused:
            self.closed = until

    @invariant()
    def the_books_say_what_the_model_says(self):
        balance = trial_balance(by=self.by)
        assert set(balance.left.values()) == {0}
        found = {}
        for row in balance.rows:
            found[row.code.partition(":")[::2] if row.code.startswith(("S", "Rec", "Res")) else row.name] = row.amount
        assert {key: amount for key, amount in found.items() if amount} == self.expected()

    def expected(self):
        told = Counter()
        for (slug, _year), taken in self.taken.items():
            sums = Counter()
            for step, cents in taken.values():
                sums[step] += cents
            is_determined = any(step == "determination" for step, _cents in taken.values())
            due = sums["determination"] if is_determined else sums["award"]
            told["Subsidy", slug.capitalize()] += sums["reserve"] - due
            told["Receivable", slug.capitalize()] += due - sums["advance"]
            told["Reserve", slug.capitalize()] -= sums["reserve"]
            told[self.town.name] += sums["advance"]
        spent = sum(cents for _month, cents in self.delivered.values())
        told[f"{self.party.name}: {self.product.name}"] += spent
        told[self.party.name] -= spent
        return {key: amount for key, amount in told.items() if amount}
