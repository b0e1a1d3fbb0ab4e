"""A page of bookings as somebody asked for it: what the address chose, what was searched for, and the way to other pages."""

from __future__ import annotations

from typing import Any

from wijkwaarde.kernel.ledger import queries
from wijkwaarde.kernel.ledger.queries import BookedRow
from wijkwaarde.kernel.ledger.terms import BOOKINGS_A_PAGE
from wijkwaarde.web.books.forms import BookingsForm, SearchForm
from wijkwaarde.web.listing import page_asked, paging
from wijkwaarde.web.transaction import Asked


class Listed:
    """The bookings of a request, on one account or on all; the period and the kind stand in the address, words never do."""

    def __init__(self, request: Asked, *, account_id: int | None = None) -> None:
        self.request, self.account_id = request, account_id
        self.form = BookingsForm(request.GET.dict(), years=queries.booked_years(by=request.actor))
        search = SearchForm(request.POST)
        self.words = search.cleaned_data["q"] if search.is_valid() else ""
        self.page = page_asked(request.POST or request.GET)
        self.count = 0

    def rows(self) -> list[BookedRow]:
        """The bookings of the page that was asked for."""
        asked = self.form.asked(words=self.words, account_id=self.account_id)
        rows, self.count = queries.bookings(asked, by=self.request.actor, page=self.page)
        return rows

    def told(self) -> dict[str, Any]:
        """What the page needs beside the table."""
        last = max(-(-self.count // BOOKINGS_A_PAGE), 1)
        return {
            "form": self.form,
            "here": f"{self.request.path}{self.form.kept}",
            "kept": self.form.kept,
            "kept_period": self.form.kept_period,
            "words": self.words,
            "count": self.count,
            "account_id": self.account_id,
            "paging": paging(self.request.GET, current=min(self.page, last), last=last),
        }
