"""The pages of the books, with what the other pages of the money booked; what a state of a page is, `states` says."""

from wijkwaarde.kernel.ledger.queries import Asked, bookings, trial_balance

ROOM = "/wijkbudget/boeken"


def of_the_books(cast):
    """Karel reads what is on each account, and closes a period; where nothing is booked, there is no account to look at."""
    with cast.acting("karel") as by:
        rows = trial_balance(by=by).rows
        newest, _count = bookings(Asked(), by=by)
    most = max(rows, key=lambda one: one.debit, default=None)
    one = newest[0] if newest else None
    return [
        {"name": "books", "path": ROOM, "who": "karel"},
        {"name": "books-board", "path": ROOM, "who": "hanneke"},
        {"name": "books-bookings", "path": f"{ROOM}/boekingen", "who": "karel"},
        {"name": "books-none", "path": f"{ROOM}/boekingen?soort=opening", "who": "karel"},
        *(_with_bookings(most.account_id, booking_id=one.pk, year=one.on.year) if most and one else []),
        {"name": "books-close-wrong", "path": f"{ROOM}/sluiten", "press": "Sluiten", "who": "karel"},
    ]


def _with_bookings(account_id, *, booking_id, year):
    """What is there once something was booked."""
    return [
        {"name": "books-account", "path": f"{ROOM}/rekening/{account_id}", "who": "karel"},
        {"name": "books-year", "path": f"{ROOM}?periode={year}", "who": "karel"},
        {"name": "books-booking", "path": f"{ROOM}/boeking/{booking_id}", "who": "karel"},
    ]
