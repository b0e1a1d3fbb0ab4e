"""A folder of cases as one table: a row per case, totals and what could not be read; it draws nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from waarde import EURO, Difference, Mark, Situation, cents, shown
from wijkwaarde.instruments.micro_analysis.case_file import CaseFileProblems
from wijkwaarde.instruments.micro_analysis.from_files import Analysed
from wijkwaarde.instruments.micro_analysis.marks import first_and_last, marks_in_words

DIFFERENCES = (Difference.CLAIMED, Difference.PLANNED)
COLUMNS = ("case", "title", *Situation, *DIFFERENCES, "switching", "marks", "remarks", "currency", "file")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """The figures of one case in its currency, of the first year; None is unknown."""

    case: str
    title: str
    file: str
    amounts: dict[str, float | None]
    switching: float | None
    marks: str
    remarks: int
    example: bool
    currency: str

    @property
    def stem(self) -> str:
        """The name of its file without the ending, as its page is called."""
        return self.file.rpartition(".")[0]


@dataclass
class Overview:
    """The rows of a folder, sums in cents over the cases where a figure is known, and the problems.

    The sums mean something only in one currency: ask `currency` first.
    """

    rows: list[CaseRow] = field(default_factory=list)
    sums: dict[str, float] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    problems: list[CaseFileProblems] = field(default_factory=list)

    @property
    def currency(self) -> str | None:
        """The currency of all cases; None where there are several."""
        found = {row.currency for row in self.rows}
        return next(iter(found), EURO) if len(found) <= 1 else None

    @property
    def twice(self) -> list[str]:
        """The short names that more than one case has."""
        return sorted(name for name, count in Counter(row.case for row in self.rows).items() if count > 1)

    def add(self, found: Analysed | CaseFileProblems) -> None:
        """Take one more case in, or the problems of a file that could not be read."""
        if isinstance(found, CaseFileProblems):
            self.problems.append(found)
            return
        row = row_of(found)
        self.rows.append(row)
        for name, amount in row.amounts.items():
            if amount is not None:
                self.sums[name] = cents(self.sums.get(name, 0.0) + amount)
                self.known[name] = self.known.get(name, 0) + 1


def row_of(analysed: Analysed) -> CaseRow:
    """The row of one analysed case."""
    analysis = analysed.analysis
    common = analysis.switching.common
    amounts = {situation.value: analysis.totals.first_year[situation] for situation in Situation}
    amounts |= {kind.value: analysis.differences[kind] for kind in DIFFERENCES}
    return CaseRow(
        analysis.case.name,
        analysed.texts.title,
        analysed.path.name,
        {name: None if amount is None else cents(amount) for name, amount in amounts.items()},
        shown(common, unit="factor"),
        marks_of(analysis.case.marks),
        len(analysis.remarks),
        analysis.case.price_list.example,
        analysis.case.price_list.currency,
    )


def marks_of(marks: Iterable[Mark]) -> str:
    """First and last mark of every person, such as 'Amina 3-8, Selma 5-7'.

    >>> marks_of([Mark("Amina", "before", 3), Mark("Amina", "6-weeks", 6), Mark("Amina", "after", 8)])
    'Amina 3-8'
    """
    told = first_and_last(marks_in_words((one.who, one.moment, one.mark, one.day) for one in marks))
    return ", ".join(f"{who} {'-'.join(dict.fromkeys(map(str, given)))}" for who, given in told.items())
