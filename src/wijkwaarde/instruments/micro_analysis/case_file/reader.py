"""Reads a whole case file: all its problems at once, or the case and its words; it values nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from waarde import Case, Cashable, Edition, Line, Mark, Nothing, WaardeError, items_by_name, norms_in_force
from wijkwaarde.instruments.micro_analysis.case_file.book import (
    Book,
    bearer_in,
    read_norm,
    read_price,
    read_risk_norm,
)
from wijkwaarde.instruments.micro_analysis.case_file.lines import LINE_KEYS, PLAN_LINE_KEYS, confirmed, read_line
from wijkwaarde.instruments.micro_analysis.case_file.nothing import read_nothing
from wijkwaarde.instruments.micro_analysis.case_file.table import Table, collecting
from wijkwaarde.instruments.micro_analysis.texts import CaseTexts, PlanLineText
from wijkwaarde.kernel.documents import parse_document, read_document, read_text
from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.wording import problem_of

MOST_LINES = 10_000
MOST_BYTES = 2_000_000
LIST_KEYS = ("norm", "risk")
SITUATIONS = ("now", "nothing", "solution", "realised")
TEXT_KEYS = ("title", "question", "wants", "cans", "needs", "feared")
CASE_KEYS = (
    "case", *TEXT_KEYS, "start", "fiction", "prices", "lists", "notes",
    "price", "norm", "risk", "now", "nothing", "solution", "realised", "mark", "cashable",
)  # fmt: skip


@dataclass(frozen=True)
class CaseFile:
    """A case as it stands in a file: what waarde values, and the words beside it."""

    case: Case
    texts: CaseTexts


@dataclass(frozen=True)
class Shelf:
    """Where a case file finds what it names: the ways to write bearers, editions of prices, lists of norms and risks.

    The two functions take a name and what tells the place that names it; they raise a Problem at that place.
    """

    bearers: Mapping[str, str]
    find_edition: Callable[[str, Callable[[], Place]], Edition]
    find_list: Callable[[str, Callable[[], Place]], Path]


class CaseFileProblems(Exception):
    """All that is wrong in one case file, in the order of its lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place.line or 0))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def read_case_file(
    path: Path,
    *,
    shelf: Shelf,
    edition: Edition | None = None,
) -> CaseFile:
    """Read one case file. `edition` goes before the one that the file names. Errors: CaseFileProblems."""
    problems: list[Problem] = []
    with collecting(problems):
        table = open_case(path)
        book = read_book(table, shelf=shelf, edition=edition, problems=problems)
        read = _read(table, book=book, problems=problems)
    if problems or read is None:
        raise CaseFileProblems(problems)
    return read


def open_case(path: Path) -> Table:
    """The file as a table, if it is small enough to be one case and not empty."""
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise _too_large(path)
    text = read_text(path)
    if text.count("\n") > MOST_LINES:
        raise _too_large(path)
    if not text.strip():
        raise Problem(
            _("Dit bestand is leeg."),
            place=Place(file=path.name),
            expected=_("een casus."),
            remedy=_("Kopieer een voorbeeld en vul het in."),
        )
    document = parse_document(text, path=path)
    return Table(document, (), document.data)


def _too_large(path: Path) -> Problem:
    return Problem(
        _("Dit bestand is te groot voor één casus."),
        place=Place(file=path.name),
        expected=_("hooguit {most} regels en {bytes} bytes.").format(most=MOST_LINES, bytes=MOST_BYTES),
        remedy=_("Zet elke casus in een eigen bestand en analyseer de map."),
    )


def read_book(table: Table, *, shelf: Shelf, edition: Edition | None, problems: list[Problem]) -> Book:
    """The prices, norms and risks that this file may name."""
    table.check_keys(CASE_KEYS)
    if edition is None and table.text("prices"):
        edition = shelf.find_edition(table.text("prices"), partial(table.place, "prices"))
    base = Book(shelf.bearers, edition)
    lists = [open_list(shelf.find_list(name, partial(table.place, "lists"))) for name in table.names("lists")]
    own = _each(table, "price", read=lambda one: read_price(one, book=base), problems=problems)
    norms = [norm for part in (table, *lists) for norm in _each(part, "norm", read=read_norm, problems=problems)]
    risks = [risk for part in (table, *lists) for risk in _each(part, "risk", read=read_risk_norm, problems=problems)]
    # The first one counts, as with norms: what the file says goes before its lists, an earlier list before a later one.
    holding = tuple(norms_in_force(norms, on=table.day("start")))
    return Book(shelf.bearers, edition, items_by_name(own), holding, {risk.key: risk for risk in reversed(risks)})


def open_list(path: Path) -> Table:
    """A file of norms and risks that cases share."""
    document = read_document(path)
    table = Table(document, (), document.data)
    table.check_keys(LIST_KEYS)
    return table


def _each[Thing](table: Table, key: str, *, read: Callable[[Table], Thing], problems: list[Problem]) -> list[Thing]:
    found = []
    for one in table.tables(key):
        with collecting(problems):
            found.append(read(one))
    return found


def _read(table: Table, *, book: Book, problems: list[Problem]) -> CaseFile | None:
    start = table.day("start")
    now = _situation(table, "now", book=book, problems=problems)
    solution = _situation(table, "solution", book=book, problems=problems, keys=PLAN_LINE_KEYS)
    realised, unconfirmed = _realised(table, solution=solution, book=book, problems=problems)
    nothing = read_nothing(table, book=book, start=start, problems=problems)
    marks = _each(table, "mark", read=_mark, problems=problems)
    cashable = _each(table, "cashable", read=lambda one: _cashable(one, book=book), problems=problems)
    if problems:
        return None
    if now is None and nothing is None and solution is None:
        raise table.missing("solution", expected=_("ten minste één situatie: now, nothing of solution."))
    notes = table.names("notes")
    try:
        case = Case(
            table.needed_text("case", expected=_("een korte naam voor deze casus.")),
            book.used,
            start,
            now,
            nothing,
            solution,
            realised,
            tuple(marks),
            tuple(cashable),
            notes,
            tuple(unconfirmed),
        )
    except WaardeError as error:
        raise problem_of(error, place=_place_of(error, table=table, nothing=nothing)) from error
    return CaseFile(case, read_texts(table, solution=solution))


def _place_of(error: WaardeError, *, table: Table, nothing: Nothing | None) -> Place:
    """The table that an error about the whole case arose in: a risk, a line that stands twice, else the file."""
    parts = {name: part for name in SITUATIONS if (part := table.table(name))}
    tables = parts["nothing"].tables("risk") if "nothing" in parts else []
    for risk, one in zip(nothing.risks if nothing else (), tables, strict=True):
        if error.where == f"risk '{risk.name}'":
            return one.place("stops")
    for name, part in parts.items():
        twice = [one for one in part.tables("line") if one.text("what") == error.got]
        if error.where == f"situation '{name}'" and twice:
            return twice[-1].place("what")
    return parts["nothing"].place("without") if error.where == "nothing.without" else table.place()


def _situation(
    table: Table, name: str, *, book: Book, problems: list[Problem], keys: tuple[str, ...] = LINE_KEYS
) -> tuple[Line, ...] | None:
    """The lines of a situation; None when it is not described; () only where the file says that nothing runs."""
    part = table.table(name)
    if part is None:
        return None
    part.check_keys(("line", "nothing_runs", "feared_happened") if name == "realised" else ("line", "nothing_runs"))
    start = table.day("start")
    lines = _each(part, "line", read=lambda one: read_line(one, book=book, start=start, keys=keys), problems=problems)
    nothing_runs = part.flag("nothing_runs", otherwise=False)
    if nothing_runs and part.tables("line"):
        remedy = _("Haal 'nothing_runs' weg, of de regels.")
        raise part.wrong("nothing_runs", expected=_("geen 'nothing_runs' naast regels."), remedy=remedy)
    if not part.tables("line") and not nothing_runs:
        return None
    return tuple(lines)


def _realised(
    table: Table, *, solution: tuple[Line, ...] | None, book: Book, problems: list[Problem]
) -> tuple[tuple[Line, ...] | None, list[str]]:
    """The plan as it turned out and what was added; with the names of priced lines nobody confirmed yet."""
    extra = _situation(table, "realised", book=book, problems=problems)
    plan = table.table("solution")
    if plan is None or solution is None or problems:
        return extra, []
    pairs = list(zip(plan.tables("line"), solution, strict=True))
    found = [(line, confirmed(one, line)) for one, line in pairs]
    if not any(result for _line, result in found):
        return extra, []
    unconfirmed = [line.name for line, result in found if result is None and line.price is not None]
    if unconfirmed:
        return None, unconfirmed
    return tuple(result for _line, result in found if result is not None) + (extra or ()), []


def _mark(table: Table) -> Mark:
    table.check_keys(("who", "moment", "mark", "day"))
    who = table.needed_text("who", expected=_("van wie het cijfer is."))
    moment = table.needed_text("moment", expected=_('wanneer, zoals "before" of "after".'))
    mark = table.needed_number("mark", expected=_("het cijfer, van 1 tot en met 10."))
    with table.telling():
        if mark != int(mark):
            raise WaardeError("mark-out-of-range", where="mark", got=mark)
        return Mark(who, moment, int(mark), table.day("day"))


def _cashable(table: Table, *, book: Book) -> Cashable:
    table.check_keys(("bearer", "share", "when", "source"))
    bearer = bearer_in(table, "bearer", book=book)
    if bearer is None:
        raise table.missing("bearer", expected=_("wie het bespaart."))
    share = table.needed_number("share", expected=_("welk deel, van 0 tot en met 1."))
    with table.telling():
        return Cashable(bearer, share, table.text("when"), table.text("source"))


def read_texts(table: Table, *, solution: tuple[Line, ...] | None) -> CaseTexts:
    """The words of the case, as they stand in the file."""
    part = table.table("realised")
    plan = tuple(PlanLineText(line.name, line.doer, line.source or "") for line in solution or ())
    return CaseTexts(
        table.text("title") or table.text("case"),
        **{key: table.text(key) for key in TEXT_KEYS if key != "title"},
        feared_happened=part.text("feared_happened") if part else "",
        start=table.day("start"),
        fiction=table.flag("fiction", otherwise=False),
        plan=plan,
    )
