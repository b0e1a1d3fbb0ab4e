"""Delivery files as providers send them, made in memory."""

from datetime import UTC, date, datetime
from io import BytesIO
from uuid import uuid4

from openpyxl import Workbook

from wijkwaarde.kernel.deliveries.actions import import_file
from wijkwaarde.kernel.deliveries.rules import NewFile

TODAY = date(2026, 4, 9)
NOW = datetime(2026, 4, 9, 9, 0, tzinfo=UTC)
HEADS = "aanbieder;product;eenheid;periode;aantal;bedrag;afspraaknummer"
CARE, HOUSE = "Thuiszorg Voorbeeldwijk", "Huis van de Wijk"


def csv_of(*rows, heads=HEADS, encoding="utf-8"):
    return "\r\n".join([heads, *rows]).encode(encoding)


def row(
    product="Begeleiding", amount="100,00", *, provider=CARE, unit="uur", period="2026-03", quantity="2", number=""
):
    return f"{provider};{product};{unit};{period};{quantity};{amount};{number}"


def xlsx_of(*rows):
    book = Workbook()
    for cells in rows:
        book.active.append(cells)
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def new(raw, **words):
    return NewFile(**{"raw": raw, "name": "levering.csv", "request_key": uuid4(), **words})


def taken_in(money, raw, *, by, today=TODAY, now=NOW, **words):
    return import_file(money.budget, new=new(raw, **words), by=by, now=now, today=today)
