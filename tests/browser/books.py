"""The pages of the books, with what the other pages of the money booked; what a state of a page is, `states` says."""

from wijkwaarde.kernel.ledger.queries import trial_balance

ROOM = "/wijkbudget/boeken"


def of_the_books(cast):
    """Karel reads what is on each account, and closes a period; where nothing is booked, there is no account to look at."""
    with cast.acting("karel") as by:
        rows = trial_balance(by=by).rows
    most = max(rows, key=lambda one: one.debit, default=None)
    account = {"name": "books-account", "path": f"{ROOM}/rekening/{most and most.account_id}", "who": "karel"}
    return [
        {"name": "books", "path": ROOM, "who": "karel"},
        {"name": "books-board", "path": ROOM, "who": "hanneke"},
        *([account] if most else []),
        {"name": "books-close-wrong", "path": f"{ROOM}/sluiten", "press": "Sluiten", "who": "karel"},
    ]
