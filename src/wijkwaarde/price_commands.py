"""The commands about price lists: `wijkwaarde prices check | import | list | show`; parses words and prints answers."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape as without_markup
from rich.progress import Progress
from rich.table import Table

from waarde import Edition, PriceItem
from wijkwaarde.kernel.errors import Place, Problem, printable
from wijkwaarde.kernel.prices.actions import EditionChoice, import_prices, import_series
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.prices.mapping import Mapping, shipped_mappings
from wijkwaarde.kernel.prices.queries import (
    editions_in,
    find_edition,
    find_item,
    find_mapping,
    load_edition,
    load_series,
    search,
)
from wijkwaarde.kernel.prices.reading import Aside, Index, Reading, read_prices
from wijkwaarde.kernel.prices.rules import grade_word, sentence
from wijkwaarde.kernel.prices.series_reading import SeriesReading, read_series
from wijkwaarde.kernel.prices.terms import Field, Makes
from wijkwaarde.kernel.words import word
from wijkwaarde.web.format import CENTS_DIGITS, CURRENCY_SIGNS, number

OK = 0
FIRST_ROWS = 8
MANY_ROWS = 5_000
MOST_SHOWN = 12
NARROW, WIDE = 36, 60
FACTOR_DIGITS = 6


def register(subparsers: Any) -> None:
    """Add `prices` and its own commands to the console script."""
    prices = subparsers.add_parser("prices", help=_("prijslijsten nakijken, inlezen en bekijken"))
    commands = prices.add_subparsers(required=True, metavar=_("opdracht"))
    check = commands.add_parser("check", help=_("laat zien wat er van een bestand wordt begrepen; schrijft niets"))
    _add_file_arguments(check)
    check.set_defaults(run=run_check)
    take_in = commands.add_parser("import", help=_("maak een editie van een bestand"))
    _add_file_arguments(take_in)
    _add_import_arguments(take_in)
    take_in.set_defaults(run=run_import)
    shelf = commands.add_parser("list", help=_("welke prijslijsten en mappings er zijn"))
    shelf.set_defaults(run=run_list)
    show = commands.add_parser("show", help=_("bekijk een prijslijst, of zoek er een prijs in op"))
    show.add_argument("edition", metavar=_("LIJST"), help=_("de naam of het bestand van een editie"))
    show.add_argument("price", nargs="?", metavar=_("PRIJS"), help=_("de sleutel of naam van één prijs"))
    show.add_argument("--search", default="", metavar=_("WOORDEN"), help=_("toon alleen prijzen met deze woorden"))
    show.set_defaults(run=run_show)


def _add_file_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("BESTAND"), help=_("een bestand in .csv of .xlsx"))
    parser.add_argument("--mapping", required=True, metavar="MAPPING", help=_("naam of bestand van een mapping"))
    parser.add_argument("--sheet", metavar=_("BLAD"), help=_("het blad van een werkmap"))
    parser.add_argument("--choose", metavar="LABEL", help=_("welke prijs van elke rij, of welke indexreeks"))
    parser.add_argument("--price-year", metavar=_("JAAR"), help=_("breng elke prijs naar dit prijspeil (met --series)"))
    parser.add_argument("--series", type=Path, metavar=_("REEKS"), help=_("de indexreeks daarvoor, een .toml"))
    parser.add_argument(
        "--vintage", metavar=_("STAND"), help=_("van wanneer een indexreeks is, als de mapping dat niet zegt")
    )


def _add_import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, required=True, metavar=_("EDITIE"), help=_("waar de editie komt, een .toml")
    )
    parser.add_argument("--name", metavar=_("NAAM"), help=_("de naam van de prijslijst"))
    parser.add_argument("--edition", metavar=_("EDITIE"), help=_("de naam van de editie"))
    parser.add_argument(
        "--example", action="store_true", default=None, help=_("dit is een voorbeeld, niet om op te varen")
    )


def run_check(arguments: argparse.Namespace) -> int:
    """Show what is understood of a file."""
    console, mapping = Console(), _mapping(arguments)
    if mapping.makes is Makes.SERIES:
        _print_series(console, read_series(arguments.file, mapping=mapping, vintage=arguments.vintage))
    else:
        with _progress(console) as bar:
            reading = read_prices(arguments.file, mapping=mapping, index=_index(arguments), progress=bar)
        _print_reading(console, reading)
    return OK


def run_import(arguments: argparse.Namespace) -> int:
    """Write an edition, or an index series, and say what went aside."""
    console, mapping = Console(), _mapping(arguments)
    if mapping.makes is Makes.SERIES:
        series = import_series(arguments.file, mapping=mapping, out=arguments.out, vintage=arguments.vintage)
        _print_series(console, series.reading)
        _print_written(console, out=arguments.out, written=series.written, aside_file=series.aside_file)
        return OK
    choice = EditionChoice(name=arguments.name, edition=arguments.edition, example=arguments.example)
    with _progress(console) as bar:
        done = import_prices(
            arguments.file, mapping=mapping, out=arguments.out, choice=choice, index=_index(arguments), progress=bar
        )
    _print_counts(console, rows=done.reading.rows, skipped=done.reading.skipped, accepted=len(done.edition.items))
    _print_remarks(console, remarks=done.reading.remarks, asides=done.reading.asides)
    _print_written(console, out=arguments.out, written=done.written, aside_file=done.aside_file)
    return OK


def run_list(_arguments: argparse.Namespace) -> int:
    """Show which editions and mappings can be named."""
    console = Console()
    table = Table(_("prijslijst"), _("naam"), _("editie"), _("prijzen"), title=_("Prijslijsten"))
    for name, path in editions_in([Path.cwd(), *settings.PRICE_FOLDERS]).items():
        edition = load_edition(path)
        table.add_row(*map(escape, [name, _name_of(edition), edition.edition, str(len(edition.items))]))
    console.print(table)
    console.print(_("Mappings die erbij zitten: {names}.").format(names=", ".join(shipped_mappings())))
    return OK


def run_show(arguments: argparse.Namespace) -> int:
    """Show the prices of an edition, or all about one price."""
    console = Console()
    edition = load_edition(find_edition(arguments.edition, folders=[Path.cwd(), *settings.PRICE_FOLDERS]))
    if arguments.price:
        _print_price(console, find_item(edition, arguments.price))
        return OK
    found = search(edition, arguments.search)
    title = _("{name}, editie {edition}: {shown} van {count} prijzen")
    counts = {"shown": len(found), "count": len(edition.items)}
    _print_items(console, found, title=title.format(name=_name_of(edition), edition=edition.edition, **counts))
    return OK


def escape(text: str) -> str:
    """A text that means nothing to the screen: neither markup nor signs that steer a terminal."""
    return without_markup(printable(text))


def _mapping(arguments: argparse.Namespace) -> Mapping:
    """The mapping, with what the person chose on the command line."""
    mapping = find_mapping(arguments.mapping)
    if arguments.sheet:
        mapping = replace(mapping, layout=replace(mapping.layout, sheet=arguments.sheet))
    return mapping.choosing(arguments.choose) if arguments.choose else mapping


def _index(arguments: argparse.Namespace) -> Index | None:
    if arguments.price_year is None and arguments.series is None:
        return None
    if arguments.price_year is None or arguments.series is None:
        raise Problem(
            _("--price-year en --series horen bij elkaar; een van de twee ontbreekt."),
            place=Place(arguments.file.name),
            expected=_("een jaar en een indexreeks, of geen van beide."),
            remedy=_("Voeg toe: --price-year 2023 --series cpi.toml"),
        )
    return Index(arguments.price_year, load_series(arguments.series))


class _Bar:
    """A progress bar that appears only when a file is long."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task: Any = None

    def __call__(self, done: int, total: int | None) -> None:
        if done % MANY_ROWS:
            return
        if self.task is None:
            self.progress.start()
            self.task = self.progress.add_task(_("rijen lezen"), total=total)
        self.progress.update(self.task, completed=done)

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.task is not None:
            self.progress.stop()


def _progress(console: Console) -> _Bar:
    return _Bar(Progress(console=console, transient=True))


def _print_reading(console: Console, reading: Reading) -> None:
    _print_items(console, reading.items[:FIRST_ROWS], title=_("De eerste prijzen, zoals ze zijn begrepen"))
    _print_words(console, reading)
    years = Counter(item.price_year or "-" for item in reading.items)
    console.print(_("Prijspeil: {years}.").format(years=_listed(sorted(years.items(), reverse=True))))
    _print_counts(console, rows=reading.rows, skipped=reading.skipped, accepted=len(reading.items))
    _print_remarks(console, remarks=reading.remarks, asides=reading.asides)


def _print_items(console: Console, items: Iterable[PriceItem], *, title: str) -> None:
    table = Table(title=escape(title), box=SIMPLE)
    table.add_column(_("naam, met de sleutel eronder"), ratio=1, overflow="fold")
    table.add_column(_("prijs"), justify="right", max_width=NARROW)
    table.add_column(_("jaar"))
    for name in (_("betaler"), _("oordeel")):
        table.add_column(name, max_width=NARROW, overflow="fold")
    for item in items:
        price = _("{price} per {unit}").format(price=_money(item), unit=word(item.unit))
        cells = (price, item.price_year or "-", _bearer(item), grade_word(item.grade))
        table.add_row(f"{escape(item.name)}\n[dim]{escape(item.key)}[/dim]", *map(escape, cells))
    console.print(table)


def _print_price(console: Console, item: PriceItem) -> None:
    table = Table(title=escape(item.name), show_header=False)
    table.add_column(max_width=NARROW)
    table.add_column(max_width=WIDE, overflow="fold")
    rows = {
        _("sleutel"): item.key,
        _("prijs"): _("{price} per {unit}").format(price=_money(item), unit=word(item.unit)),
        _("van - tot"): _range(item),
        _("prijspeil"): item.price_year or "-",
        _("betaler"): _bearer(item),
        _("plek"): word(item.setting),
        _("oordeel"): grade_word(item.grade),
        _("bron"): item.source.title,
        _("adres"): item.source.url or "-",
        _("gelezen"): item.source.quoted or "-",
        _("geïndexeerd"): _indexing(item),
    }
    for name, text in rows.items():
        table.add_row(escape(name), escape(text))
    console.print(table)


def _range(item: PriceItem) -> str:
    low, high = item.range
    return "-" if item.low is None else f"{number(low, digits=CENTS_DIGITS)} - {number(high, digits=CENTS_DIGITS)}"


def _indexing(item: PriceItem) -> str:
    if item.indexing is None:
        return "-"
    how = item.indexing
    before, after = number(how.original_value, digits=CENTS_DIGITS), number(item.value, digits=CENTS_DIGITS)
    factor = number(how.factor, digits=FACTOR_DIGITS)
    return f"{before} ({how.from_year}) x {factor} ({how.series}; {how.vintage}) = {after} ({how.to_year})"


def _print_words(console: Console, reading: Reading) -> None:
    """Which words of the file became which unit, bearer, grade and setting."""
    table = Table(
        _("wat"), _("in het bestand"), _("begrepen als"), _("prijzen"), title=_("Zo zijn de woorden begrepen")
    )
    for name in (Field.UNIT, Field.BEARER, Field.GRADE, Field.SETTING):
        of_field = Counter(
            {(said, slug): n for (field, said, slug), n in reading.words.items() if field == name and slug}
        )
        for (said, slug), count in of_field.most_common(MOST_SHOWN):
            table.add_row(*map(escape, (name, said, slug, str(count))))
        if len(of_field) > MOST_SHOWN:
            table.add_row(name, _("en nog {count} andere").format(count=len(of_field) - MOST_SHOWN), "", "")
    console.print(table)


def _print_counts(console: Console, *, rows: int, skipped: int, accepted: int) -> None:
    text = _("{rows} rijen gelezen, {skipped} overgeslagen; {accepted} prijzen begrepen.")
    console.print(text.format(rows=rows, skipped=skipped, accepted=accepted), style="bold")


def _print_remarks(console: Console, *, remarks: list[str], asides: list[Aside]) -> None:
    for remark in remarks:
        console.print(printable(_("Let op: {remark}").format(remark=remark)), markup=False)
    if not asides:
        return
    console.print(_("{count} opzij gelegd:").format(count=len(asides)), style="bold")
    for reason, count in Counter(aside.reason for aside in asides).most_common():
        first = next(aside for aside in asides if aside.reason is reason)
        text = _("- {count}x {reason} Eerst op rij {row}, kolom '{column}': '{found}'. Verwacht: {expected}").format(
            count=count,
            reason=sentence(reason),
            row=first.row,
            column=first.column,
            found=first.found,
            expected=first.expected,
        )
        console.print(printable(text), markup=False, highlight=False, soft_wrap=True)


def _print_series(console: Console, reading: SeriesReading) -> None:
    series = reading.series
    table = Table(_("jaar"), _("waarde"), _("status"), title=escape(f"{series.name} ({series.vintage})"))
    for point in series.points:
        table.add_row(*map(escape, (point.year, str(point.value), point.status or "-")))
    console.print(table)
    text = _("{rows} rijen gelezen, {skipped} van een andere reeks; {years} jaren begrepen.")
    console.print(text.format(rows=reading.rows, skipped=reading.skipped, years=len(series.points)), style="bold")
    _print_remarks(console, remarks=reading.remarks, asides=reading.asides)


def _print_written(console: Console, *, out: Path, written: bool, aside_file: Path | None) -> None:
    if written:
        console.print(_("Geschreven: {path}").format(path=out), markup=False, soft_wrap=True)
    else:
        console.print(
            _("{path} bestond al met precies deze inhoud; er is niets geschreven.").format(path=out), markup=False
        )
    if aside_file is not None:
        console.print(_("Opzij gelegd, met de reden: {path}").format(path=aside_file), markup=False, soft_wrap=True)


def _money(item: PriceItem) -> str:
    return f"{CURRENCY_SIGNS.get(item.currency, item.currency)} {number(item.value, digits=CENTS_DIGITS)}"


def _bearer(item: PriceItem) -> str:
    return bearers()[item.bearer].name(get_language() or "nl")


def _name_of(edition: Edition) -> str:
    return f"{edition.name} ({_('voorbeeld')})" if edition.example else edition.name


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{one} ({count})" for one, count in counts)
