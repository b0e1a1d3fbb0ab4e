"""The ledger beside a model of it in a few lines of Python: any order of opening, booking, undoing and closing does the same to both."""

from collections import Counter
from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from tests.isolation.catalogue import asked
from tests.ledger.books import NOW
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.ledger.actions import close_period, end_account, open_account, post, reverse
from wijkwaarde.kernel.ledger.queries import trial_balance
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 12).map(lambda week: FIRST + timedelta(days=7 * week))
AMOUNTS = st.integers(-3, 3) | st.sampled_from([1, 99, -12345, 10**11, 10**11 + 1])
NO_ACCOUNT = 0


def at_commit(work, *arguments, **words):
    """Do it as if it were a whole transaction; what it gives, or how it is refused."""
    try:
        with transaction.atomic():
            done = work(*arguments, **words)
            asked("SET CONSTRAINTS ALL IMMEDIATE")
            asked("SET CONSTRAINTS ALL DEFERRED")
            return done
    except (Refused, NotFound):
        return Refused


class Books(RuleBasedStateMachine):
    """What is asked of both; the model knows accounts, bookings by key, and until when it is closed."""

    by = None
    accounts, booked = Bundle("accounts"), Bundle("booked")

    def __init__(self):
        super().__init__()
        self.undone_at_the_end = transaction.atomic()
        self.undone_at_the_end.__enter__()
        self.known, self.drafts, self.ids, self.reversed, self.closed = {}, {}, {}, {}, date.min

    def teardown(self):
        transaction.set_rollback(True)
        self.undone_at_the_end.__exit__(None, None, None)

    @rule(
        target=accounts,
        kind=st.sampled_from(AccountKind),
        commodity=st.sampled_from(Commodity),
        code=st.sampled_from("AB"),
        begin=DAYS,
    )
    def opens(self, kind, commodity, code, begin):
        words = {"kind": kind, "commodity": commodity, "code": code, "name": code, "begin": begin}
        found = at_commit(open_account, by=self.by, **words).pk
        self.known.setdefault(found, [commodity, begin, date.max, kind, code])
        same = [one for one, known in self.known.items() if (known[0], *known[3:]) == (commodity, kind, code)]
        assert same == [found]
        return found

    @rule(account=accounts, until=DAYS)
    def ends(self, account, until):
        _commodity, begin, *_rest = self.known[account]
        last = max((draft.on for draft in self.drafts.values() if account in dict(draft.entries)), default=date.min)
        done = at_commit(end_account, account, by=self.by, until=until)
        assert (done is Refused) is (until < begin or until <= last)
        if done is not Refused:
            self.known[account][2] = until

    @rule(
        target=booked,
        of=st.lists(st.tuples(accounts, AMOUNTS), min_size=1, max_size=4),
        last=accounts,
        on=DAYS,
        slip=st.sampled_from([0] * 8 + [1]),
        stranger=st.sampled_from([False] * 12 + [True]),
    )
    def books(self, of, last, on, slip, stranger):
        commodity = self.known[last][0]
        same = [(account, amount) for account, amount in of if self.known[account][0] == commodity]
        entries = (*same, (NO_ACCOUNT if stranger else last, slip - sum(amount for _account, amount in same)))
        return self.says(Draft(on, BookingKind.DELIVERY, Because.DOCUMENT, "r", entries, uuid4()))

    @rule(key=booked)
    def books_the_same_again(self, key):
        self.says(self.drafts[key])

    @rule(key=booked, amount=st.integers(1, 5))
    def books_another_under_the_same_key(self, key, amount):
        draft = self.drafts[key]
        other = tuple((account, amount * number) for account, number in draft.entries)
        self.says(Draft(draft.on, draft.kind, draft.because, draft.reference, other, key))

    def says(self, draft):
        done = at_commit(post, draft, by=self.by, now=NOW)
        earlier = self.drafts.get(draft.key)
        if self.is_wrong(draft) if earlier is None else earlier != draft:
            assert done is Refused
            return multiple()
        assert done == self.ids.setdefault(draft.key, done)
        self.drafts[draft.key] = draft
        return draft.key if earlier is None else multiple()

    def is_wrong(self, draft):
        if len(draft.entries) < 2 or draft.on < self.closed:
            return True
        if any(account not in self.known or not 0 < abs(amount) <= 10**11 for account, amount in draft.entries):
            return True
        if any(not self.known[account][1] <= draft.on < self.known[account][2] for account, _amount in draft.entries):
            return True
        left = Counter()
        for account, amount in draft.entries:
            left[self.known[account][0]] += amount
        return any(left.values())

    @rule(key=booked, on=DAYS)
    def undoes(self, key, on):
        draft, again = self.drafts[key], uuid4()
        back = Draft(on, BookingKind.REVERSAL, Because.BOOKING, "", tuple((a, -n) for a, n in draft.entries), again)
        done = at_commit(reverse, self.ids[key], by=self.by, on=on, key=again, now=NOW)
        if key in self.reversed or self.is_wrong(back):
            assert done is Refused
            return
        assert at_commit(reverse, self.ids[key], by=self.by, on=on, key=again, now=NOW) == done
        assert at_commit(reverse, done, by=self.by, on=on, key=uuid4(), now=NOW) is Refused
        self.reversed[key], self.drafts[again], self.ids[again] = again, back, done

    @rule(until=DAYS, today=DAYS)
    def closes(self, until, today):
        done = at_commit(close_period, by=self.by, until=until, today=today, now=NOW)
        assert (done is Refused) is (until > today or until <= self.closed)
        if done is not Refused:
            self.closed = until

    @invariant()
    def the_balance_is_that_of_the_model_and_nothing_is_left(self):
        balance = trial_balance(by=self.by)
        assert set(balance.left.values()) == {0}
        sums = Counter()
        for draft in self.drafts.values():
            for account, amount in draft.entries:
                sums[account] += amount
        assert {row.account_id: row.amount for row in balance.rows} == dict(sums)
