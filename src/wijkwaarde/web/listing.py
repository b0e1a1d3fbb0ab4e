"""A long list on a page: the links that sort it and turn its pages; what stands in it is asked by a query."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from wijkwaarde.web.tables import Column, Table

SORT = "volgorde"
PAGE = "bladzijde"
DOWN = "-"
NEIGHBOURS = 1
MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page by number; without a number a gap."""

    number: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paging:
    """Where somebody is in a list of pages; an empty address means there is none."""

    current: int
    last: int
    previous: str
    next: str
    links: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says, and the step that is wanted most then."""

    title: str
    text: str = ""
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a table, with the way to the other pages and orders."""

    table: Table
    paging: Paging
    empty: Empty


def page_asked(asked: QueryDict) -> int:
    """The page that an address or a form asks for; the first where it says none."""
    said = asked.get(PAGE, "")
    return max(int(said), 1) if said.isascii() and said.isdecimal() and len(said) <= MOST_DIGITS else 1


def paging(asked: QueryDict, *, current: int, last: int) -> Paging:
    """The links to the other pages, which keep the order and the search of this one."""
    shown = [number for number in range(1, last + 1) if number in {1, last} or abs(number - current) <= NEIGHBOURS]
    links: list[PageLink] = []
    for number in shown:
        if links and number > links[-1].number + 1:
            links.append(PageLink())
        links.append(PageLink(number, _with(asked, **{PAGE: number})))
    before = _with(asked, **{PAGE: current - 1}) if current > 1 else ""
    after = _with(asked, **{PAGE: current + 1}) if current < last else ""
    return Paging(current=current, last=last, previous=before, next=after, links=tuple(links))


def sortable(table: Table, *, asked: QueryDict, keys: dict[str, str], sorted_by: str) -> Table:
    """The table with a link in the head of every column in `keys` (its name and its word in the address).

    `sorted_by` is the word that holds now, with a minus in front from high to low. A link turns to the first page.
    """
    columns = tuple(
        _sorting(column, asked=asked, key=keys.get(column.name, ""), now=sorted_by) for column in table.columns
    )
    return replace(table, columns=columns)


def _sorting(column: Column, *, asked: QueryDict, key: str, now: str) -> Column:
    if not key:
        return column
    held = {key: "ascending", DOWN + key: "descending"}.get(now, "")
    wanted = DOWN + key if held == "ascending" else key
    return replace(column, url=_with(asked, **{SORT: wanted, PAGE: None}), sorted=held)


def _with(asked: QueryDict, **changes: str | int | None) -> str:
    query = asked.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"
