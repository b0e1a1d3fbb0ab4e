"""The formats of web/format.py as template filters, in the language of the page."""

from __future__ import annotations

from django import template

from wijkwaarde.web import format as formats

register = template.Library()

register.filter("money", lambda value: formats.money(value))
register.filter("euros", lambda value: formats.euros(value))
register.filter("hours", lambda value: formats.hours(value))
register.filter("percent", lambda value: formats.percent(value))
register.filter("day", lambda value: formats.day(value))
