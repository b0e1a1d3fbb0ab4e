"""Where each figure of the controller's page comes from: which rows, by which rule, since when; it counts nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.instruments.area_budget.reading import Year
from wijkwaarde.instruments.area_budget.report import agreements_url, euros, month_name, product_name
from wijkwaarde.instruments.area_budget.rules import Row, Wanted
from wijkwaarde.kernel.outlook.rules import Outcome, Parts
from wijkwaarde.web import format as formats
from wijkwaarde.web.budgets.years import Fact, Origin

BUDGET, COMMITTED, SPENT, LEFT, EXPECTED = "budget", "toegezegd", "uitgegeven", "over", "verwacht"
# Euros per euro agreed, as `waarde` says it; of what nobody agrees in plans it is euros a month.
OF_AGREED = "what is agreed"


def anchor(figure: str) -> str:
    """The place on the page where a figure is explained."""
    return f"herkomst-{figure}"


def origins_of(found: Year) -> tuple[Origin, ...]:
    """Every figure of the page."""
    return (_budget(found), _committed(found), _spent(found), _left(found), _expected(found), *_tables())


def _budget(found: Year) -> Origin:
    facts = (
        Fact(_("Basisjaar"), str(found.budget.base_year)),
        Fact(_("Per bron en jaar"), _("bekijk hoe het is opgebouwd"), reverse("budget_years", args=[found.budget.pk])),
    )
    formula = _("kosten van het basisjaar × index × meer of minder te doen × deel van de dagen")
    return Origin(
        anchor(BUDGET),
        _("Budget"),
        euros(found.total.budget),
        formula,
        tuple(facts),
        _products(found, of=lambda row: row.budget),
    )


def _committed(found: Year) -> Origin:
    counts = found.monthly.sum(axis=1) > 0
    known, lines = found.agreed.known[counts], found.agreed.lines[counts]
    facts = [
        Fact(
            _("Afspraken"),
            _("{count} met een prijs").format(count=formats.number(int((lines > 0).sum()))),
            agreements_url(Wanted(), year=found.year),
        )
    ]
    if results := {line for line in lines.tolist() if line < 0}:
        facts.append(Fact(_("Resultaten"), _("{count} afgesproken").format(count=len(results)), reverse("results")))
    if known.size:
        facts.append(Fact(_("Laatste afspraak"), formats.day(date.fromordinal(int(known.max())))))
    formula = _(
        "hoeveel × prijs, voor de dagen in dit jaar waarop de afspraak geldt; bij een resultaat hoe vaak × bedrag per keer"
    )
    parts = _products(found, of=lambda row: row.committed)
    return Origin(anchor(COMMITTED), _("Toegezegd"), euros(found.total.committed), formula, tuple(facts), parts)


def _spent(found: Year) -> Origin:
    facts = [Fact(_("Leveringen"), _("bekijk wat aanbieders opgaven"), reverse("deliveries"))]
    if found.spent:
        month = max(one.declared for one in found.spent)
        facts.append(Fact(_("Laatst opgegeven"), f"{month_name(month.month)} {month.year}"))
    formula = _("alles wat over dit jaar is opgegeven, min wat is teruggehaald, plus wat uit kleine beurzen is betaald")
    parts = _products(found, of=lambda row: row.spent)
    return Origin(anchor(SPENT), _("Uitgegeven"), euros(found.total.spent), formula, tuple(facts), parts)


def _left(found: Year) -> Origin:
    total = found.total
    formula = _("budget − uitgegeven − wat vanaf deze maand nog komt")
    rule = _(
        "Wat deze maand al is geleverd, telt bij uitgegeven en niet nog een keer bij wat komt. "
        "Een resultaat dat te laat is, komt nog tot je de rest laat vallen."
    )
    parts = (
        _plain(_("Budget"), total.budget),
        _plain(_("Uitgegeven"), total.spent),
        _plain(_("Komt nog"), total.to_come),
    )
    return Origin(anchor(LEFT), _("Nog vrij"), euros(total.left), formula, (Fact(_("Regel"), rule),), parts)


def _expected(found: Year) -> Origin:
    whole = found.forecast[""]
    facts = (
        Fact(_("Weet van alles tot"), formats.day(found.outlook.told_until)),
        Fact(
            _("Grenzen"),
            _("8 van de 10 keer tussen {low} en {high}").format(low=euros(whole.low), high=euros(whole.high)),
        ),
    )
    parts = tuple(
        _outcome(product_name(found, name), known) for name, known in found.forecast.items() if name and known.total
    )
    formula = _("opgegeven + nog op te geven + maanden die nog komen + nieuwe plannen + resultaten die nog komen")
    return Origin(anchor(EXPECTED), _("Verwacht"), euros(whole.total), formula, facts, (*_steps(whole.parts), *parts))


def _outcome(name: str, known: Outcome) -> Origin:
    parts, facts = known.parts, []
    if parts.rate_of:
        facts += [Fact(_("Geleerd van"), _years(parts)), Fact(_("Gebruik"), _rate(parts))]
    if parts.results or parts.agreed_before:
        facts.append(Fact(_("Resultaten"), _reached(parts)))
    return Origin("", name, euros(known.total), facts=tuple(facts), parts=_steps(parts))


def _reached(parts: Parts) -> str:
    """How many results were reached before, of those that are over."""
    if not parts.agreed_before:
        return _("nog geen eerder resultaat: wat is afgesproken, telt helemaal")
    text = _("{reached} van {agreed} eerder bereikt")
    return text.format(reached=formats.number(parts.reached_before), agreed=formats.number(parts.agreed_before))


def _years(parts: Parts) -> str:
    if not parts.earlier_years:
        return _("nog geen eerder jaar: de grenzen zijn daarom ruim")
    return _("{count} eerdere jaren").format(count=parts.earlier_years)


def _rate(parts: Parts) -> str:
    if parts.rate_of == OF_AGREED:
        return _("{part} van wat is toegezegd").format(part=formats.percent(parts.rate, digits=0))
    return _("{amount} per maand").format(amount=formats.euros(parts.rate))


def _steps(parts: Parts) -> tuple[Origin, ...]:
    return (
        _plain(_("Opgegeven"), parts.declared),
        _plain(_("Geleverd, nog op te geven"), parts.late),
        _plain(_("Maanden die nog komen"), parts.running),
        _plain(_("Plannen die nog komen"), parts.new),
        *([_plain(_("Resultaten die nog komen"), parts.results)] if parts.results else []),
    )


def _tables() -> tuple[Origin, ...]:
    rules = (
        (
            _("Per aanbieder"),
            _(
                "Toegezegd hoort bij wie in het plan de hulp geeft, of het resultaat afsprak. "
                "Uitgegeven hoort bij wie het opgaf. "
                "Wat nog komt, verwachten we van wie het laatste half jaar leverde."
            ),
        ),
        (
            _("Per wet"),
            _(
                "Uitgegeven, verwacht en resultaten zijn over de wetten verdeeld "
                "zoals het budget van die aanbieder en dat product."
            ),
        ),
        (
            _("Per maand"),
            _(
                "Toegezegd telt per dag, en een resultaat in de maand waarin het uiterlijk bereikt moet zijn. "
                "Is het dan niet bereikt, dan schuift het mee naar deze maand. Uitgegeven en verwacht tellen in de maand van de hulp, niet van de rekening. "
                "Is een maand nog niet helemaal opgegeven, dan is verwacht hoger."
            ),
        ),
        (
            _("Grenzen van een deel"),
            _("Elk deel heeft eigen grenzen. Die tel je niet op: niet alles valt tegelijk hoog uit."),
        ),
        (_("Wat het meest veranderde"), _("Vergeleken met de vorige dag waarop iemand deze bladzijde opende.")),
    )
    return tuple(Origin("", name, "", rule) for name, rule in rules)


def _products(found: Year, *, of: Callable[[Row], int]) -> tuple[Origin, ...]:
    return tuple(_product(found, row, amount=of(row)) for row in found.by_product if of(row))


def _product(found: Year, row: Row, *, amount: int) -> Origin:
    key = str(row.key)
    facts = (Fact(_("Afspraken"), _("bekijk ze"), agreements_url(Wanted(product=key), year=found.year)),)
    return Origin("", product_name(found, key), euros(amount), facts=facts)


def _plain(name: str, cents: int) -> Origin:
    return Origin("", name, euros(cents))
