"""Reads what parties' own books say beside what was booked as delivered: per party, product and period of a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet, Sum
from django.db.models.functions import Abs

from wijkwaarde.instruments.reconciliation.calculation import Compared, Explained, Part, compare
from wijkwaarde.instruments.reconciliation.models import BooksColumns, BooksFile, BooksLine, CostCentre, Explanation
from wijkwaarde.instruments.reconciliation.reading import Read, read_books
from wijkwaarde.instruments.reconciliation.rules import NewBooks
from wijkwaarde.instruments.reconciliation.terms import SHOWN
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.queries import Budget, is_command, products_of, years_of
from wijkwaarde.kernel.budgets.rules import check_keeps, check_reads
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.deliveries.queries import parties_of
from wijkwaarde.kernel.errors import NotFound

# Rows as pages get them: they read them, and import no model.
type File = BooksFile
type Why = Explanation
type Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a party says under one of its cost centres: its words, which product it is, and how many cents.

    `is_said` is whether anybody said which product it is; without a product it is then not of the neighbourhood.
    """

    cost_centre: str
    article: str
    product_id: int | None
    is_said: bool
    cents: int


@dataclass(frozen=True, slots=True)
class Party:
    """One party in a year: its file (None where none came), what is compared, its cost centres, and what was explained."""

    organisation_id: int
    name: str
    file: BooksFile | None
    rows: tuple[Compared, ...]
    centres: tuple[Theirs, ...] = ()
    explanations: tuple[Explanation, ...] = ()

    @property
    def ours(self) -> int:
        """What was booked as delivered."""
        return sum(row.ours for row in self.rows)

    @property
    def theirs(self) -> int:
        """What they say of our products."""
        return sum(row.theirs for row in self.rows)

    @property
    def explained(self) -> int:
        """What of the difference was explained."""
        return sum(row.explained for row in self.rows)

    @property
    def open(self) -> tuple[Compared, ...]:
        """The differences that are not explained, the largest first."""
        return tuple(sorted((row for row in self.rows if row.open), key=lambda row: (-abs(row.open), row.month)))

    @property
    def to_join(self) -> tuple[Theirs, ...]:
        """The cost centres of which nobody said yet which product they are."""
        return tuple(one for one in self.centres if not one.is_said)

    @property
    def elsewhere(self) -> int:
        """What they say of things that are not of the neighbourhood."""
        return sum(one.cents for one in self.centres if one.is_said and one.product_id is None)


def parties_for(budget: Budget, *, year: int, by: Actor) -> list[Party]:
    """All parties that delivered in a year or sent figures about it, by name. Errors: NotFound."""
    names = dict(parties_of(by=by))
    return [one for one in _parties(budget, names=names, year=year, by=by) if one.file or one.rows]


def party_for(budget: Budget, *, organisation_id: int, year: int, by: Actor) -> Party:
    """One party in a year, with what was explained. Errors: NotFound."""
    names = {pk: name for pk, name in parties_of(by=by) if pk == organisation_id}
    if not names:
        raise NotFound("organisation", object_id=organisation_id)
    return _parties(budget, names=names, year=year, by=by)[0]


def _parties(budget: Budget, *, names: Mapping[int, str], year: int, by: Actor) -> list[Party]:
    check_reads(by.role, is_command=is_command(by))
    if year not in years_of(budget):
        raise NotFound("area_budget", object_id=budget.pk)
    ours, files = _ours(budget, names=names, year=year), standing_files(budget, names=names, year=year)
    said = _joined(budget, names=names)
    lines = _lines(files.values())
    why = _standing(budget, names=names, year=year)
    return [
        _party(
            pk,
            name=name,
            file=files.get(pk),
            ours=ours.get(pk, []),
            lines=lines.get(pk, []),
            said=said.get(pk, {}),
            why=[one for one in why if one.organisation_id == pk],
            year=year,
        )
        for pk, name in names.items()
    ]


def _party(
    organisation_id: int,
    *,
    name: str,
    file: BooksFile | None,
    ours: list[Part],
    lines: list[tuple[Place, date, date, int]],
    said: Mapping[Place, int | None],
    why: list[Explanation],
    year: int,
) -> Party:
    theirs = [
        Part(product, begin, until, cents)
        for place, begin, until, cents in lines
        if (product := said.get(place)) is not None
    ]
    sums: dict[Place, int] = {}
    for place, _begin, _until, cents in lines:
        sums[place] = sums.get(place, 0) + cents
    centres = tuple(Theirs(*place, said.get(place), place in said, cents) for place, cents in sorted(sums.items()))
    explained = [Explained(one.product_id, one.month, one.cents) for one in why if one.withdrawn_on is None]
    rows = compare(ours, theirs=theirs, explained=explained, year=year)
    return Party(organisation_id, name, file, tuple(rows), centres, tuple(why))


def _ours(budget: Budget, *, names: Iterable[int], year: int) -> dict[int, list[Part]]:
    rows = Delivery.objects.filter(budget=budget, organisation_id__in=list(names))
    inside = rows.filter(begin__lte=f"{year}-12-31", until__gt=f"{year}-01-01")
    sums = inside.order_by().values_list("organisation_id", "product_id", "begin", "until")
    found: dict[int, list[Part]] = {}
    for party, product, begin, until, cents in sums.annotate(total=Sum("cents")):
        if cents:
            found.setdefault(party, []).append(Part(product, begin, until, cents))
    return found


def _lines(files: Iterable[BooksFile]) -> dict[int, list[tuple[Place, date, date, int]]]:
    parties = {one.pk: one.organisation_id for one in files}
    rows = BooksLine.objects.filter(file_id__in=parties).order_by()
    sums = rows.values_list("file_id", "cost_centre", "article", "begin", "until").annotate(total=Sum("cents"))
    found: dict[int, list[tuple[Place, date, date, int]]] = {}
    for file_id, cost_centre, article, begin, until, cents in sums:
        found.setdefault(parties[file_id], []).append(((cost_centre, article), begin, until, cents))
    return found


def _joined(budget: Budget, *, names: Iterable[int]) -> dict[int, dict[Place, int | None]]:
    """Per party the product of each of its cost centres, as was said last."""
    found: dict[int, dict[Place, int | None]] = {}
    for one in CostCentre.objects.filter(budget=budget, organisation_id__in=list(names)).order_by("pk"):
        found.setdefault(one.organisation_id, {})[one.cost_centre, one.article] = one.product_id
    return found


def _standing(budget: Budget, *, names: Iterable[int], year: int) -> list[Explanation]:
    rows = Explanation.objects.filter(budget=budget, organisation_id__in=list(names), month__year=year)
    return list(rows.select_related("product").order_by("pk"))


def standing_files(budget: Budget, *, names: Iterable[int], year: int) -> dict[int, BooksFile]:
    """Per party the file that counts in a year: the newest that was used and not taken back."""
    rows = BooksFile.objects.filter(budget=budget, organisation_id__in=list(names), year=year)
    standing = rows.filter(used_at__isnull=False, taken_back_on__isnull=True).defer("raw")
    return {one.organisation_id: one for one in standing.order_by("used_at", "pk")}


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a row: some lines of their books and some of our deliveries, the largest first, and how many there are."""

    theirs: tuple[BooksLine, ...]
    ours: tuple[Delivery, ...]
    their_count: int
    our_count: int


def behind(party: Party, row: Compared, *, budget: Budget, until: date) -> Behind:
    """What stands on both sides of a row of a party that may be read, up to a day."""
    places = {(one.cost_centre, one.article) for one in party.centres if one.product_id == row.product_id}
    lines = BooksLine.objects.filter(file=party.file, begin__lt=until, until__gt=row.month).order_by("row")
    theirs = [one for one in lines if (one.cost_centre, one.article) in places] if party.file else []
    ours = Delivery.objects.filter(
        budget=budget, organisation_id=party.organisation_id, product_id=row.product_id, begin__lt=until
    ).filter(until__gt=row.month)
    return Behind(
        tuple(sorted(theirs, key=lambda one: -abs(one.cents))[:SHOWN]),
        tuple(ours.annotate(size=Abs("cents")).order_by("-size", "pk")[:SHOWN]),
        len(theirs),
        ours.count(),
    )


def product_names(budget: Budget) -> dict[int, str]:
    """What each product is called, in order."""
    return {one.pk: one.name for one in products_of(budget)}


def joined_version(budget: Budget, *, organisation_id: int) -> int:
    """What moves on whenever somebody says which product a cost centre is."""
    rows = CostCentre.objects.filter(budget=budget, organisation_id=organisation_id)
    return rows.aggregate(last=Max("pk"))["last"] or 0


def _files(*, by: Actor) -> QuerySet[BooksFile]:
    check_keeps(by.role, is_command=is_command(by))
    return BooksFile.objects.filter(partnership_id=by.inside).select_related("budget", "organisation")


def file_of_form(key: UUID, *, by: Actor) -> BooksFile:
    """A file by the form that it came with, waiting or used, for who keeps the budget. Errors: NotFound."""
    found = _files(by=by).filter(request_key=key).first()
    if found is None:
        raise NotFound("books_file")
    return found


def used_file_for(file_id: int, *, by: Actor) -> BooksFile:
    """A file that was used, for who keeps the budget. Errors: NotFound."""
    found = _files(by=by).filter(pk=file_id, used_at__isnull=False).first()
    if found is None:
        raise NotFound("books_file", object_id=file_id)
    return found


def explanation_for(explanation_id: int, *, by: Actor) -> Explanation:
    """An explanation, for who keeps the budget. Errors: NotFound."""
    check_keeps(by.role, is_command=is_command(by))
    found = Explanation.objects.filter(partnership_id=by.inside, pk=explanation_id).first()
    if found is None:
        raise NotFound("explanation", object_id=explanation_id)
    return found


def were_explained(together: UUID | None, *, by: Actor) -> bool:
    """Whether differences were explained in one go by this form, for who keeps the budget. Errors: NotFound."""
    check_keeps(by.role, is_command=is_command(by))
    return together is not None and Explanation.objects.filter(partnership_id=by.inside, together=together).exists()


def preview_of(file: BooksFile) -> Read:
    """What a waiting file would give. Errors: Refused, OtherColumns."""
    return read_books(new_of(file))


def new_of(file: BooksFile) -> NewBooks:
    """A waiting file as it came."""
    return NewBooks(
        raw=bytes(file.raw or b""),
        name=file.name,
        organisation_id=file.organisation_id,
        year=file.year,
        is_turned=file.is_turned,
        request_key=file.request_key,
        names=file.names,
    )


def names_of(organisation_id: int, *, by: Actor) -> Mapping[str, str]:
    """How an organisation calls the columns of its figures; nothing where it uses the usual names."""
    found = BooksColumns.objects.filter(partnership_id=by.inside, organisation_id=organisation_id).first()
    return found.names if found else {}
