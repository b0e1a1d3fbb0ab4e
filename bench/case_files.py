"""Writes made-up cases and prices as the files that people write; it knows nothing of how they are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.made import MadeCase, MadeLine, MadePrice, MadeRisk, made_case

EDITION_NAME = "bench-2026"


def write_folder(folder: Path, *, count: int, prices: tuple[MadePrice, ...]) -> Path:
    """Write `count` case files in a new folder; gives the folder."""
    folder.mkdir(parents=True)
    for number in range(count):
        case = made_case(number, prices=prices)
        (folder / f"{case.name}.toml").write_text("\n".join(case_text(case)), encoding="utf-8")
    return folder


def write_edition(path: Path, *, prices: tuple[MadePrice, ...]) -> Path:
    """Write the price list as an edition; gives its path."""
    path.write_text("\n".join(edition_text(prices)), encoding="utf-8")
    return path


def edition_text(prices: tuple[MadePrice, ...]) -> Iterator[str]:
    """The lines of the edition's file."""
    yield 'format = "wijkwaarde-prices-1"'
    yield f'name = "{EDITION_NAME}"\nedition = "1"\ncurrency = "EUR"\nprice_year = "2026"\nexample = true'
    for price in prices:
        yield f'\n[[item]]\nkey = "{price.key}"\nname = "{price.name}"\nvalue = {price.value}'
        if price.low is not None:
            yield f"low = {price.low}\nhigh = {price.high}"
        yield f'unit = "{price.unit}"\nprice_year = "2026"\nbearer = "{price.bearer}"'
        if price.setting != "other":
            yield f'setting = "{price.setting}"'
        yield 'source_title = "made up"'


def case_text(case: MadeCase) -> Iterator[str]:
    """The lines of one case's file."""
    yield f'case = "{case.name}"\ntitle = "Verzonnen casus"\nfiction = true\nstart = {case.start}'
    yield f'prices = "{EDITION_NAME}"\nquestion = "Hoe houden we dit vol?"\nwants = "Een hele nacht slapen."'
    for line in case.now:
        yield from line_text("now.line", line)
    for risk in case.risks:
        yield from risk_text(risk)
    realised = case.realised or ()
    for place, line in enumerate(case.solution):
        yield from line_text("solution.line", line)
        yield 'who = "iemand uit de buurt"\nsource = "existing"'
        if realised:
            yield f"realised = {realised[place] or 'true'}"
    yield '\n[[solution.line]]\nwhat = "meelopen"'
    yield 'hours = [{ who = "Ton", kind = "own-network", quantity = 2, frequency = "week" }]'
    yield "realised = true" if realised else ""
    for moment, mark in (("before", 4), ("6-weeks", 7)):
        yield f'\n[[mark]]\nwho = "Ineke"\nmoment = "{moment}"\nmark = {mark}'


def line_text(heading: str, line: MadeLine) -> Iterator[str]:
    """The lines of one line of a situation."""
    yield f'\n[[{heading}]]\nwhat = "{line.name}"\nprice = "{line.price}"'
    yield f'quantity = {line.quantity}\nfrequency = "{line.frequency}"'
    given = {"periods": line.periods, "from": line.begin, "to": line.end}
    yield from (f"{key} = {value}" for key, value in given.items() if value is not None)
    if line.beneficiary:
        yield f'beneficiary = "{line.beneficiary}"'
    yield 'for = "Ineke"'


def risk_text(risk: MadeRisk) -> Iterator[str]:
    """The lines of one risk and of what it costs."""
    yield f'\n[[nothing.risk]]\nname = "{risk.name}"\nchance = {risk.chance}\nsource = "made up"'
    if risk.stops:
        names = ", ".join(f'"{name}"' for name in risk.stops)
        yield f"stops = [{names}]\nstop_days = {risk.stop_days}"
    for line in risk.lines:
        yield from line_text("nothing.risk.line", line)
