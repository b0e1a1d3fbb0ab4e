"""`wijkwaarde demo code NAME`: the code that the app of somebody in the example neighbourhood shows now, or one of their emergency codes; refused elsewhere."""

from __future__ import annotations

import argparse
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rich.console import Console

from wijkwaarde.kernel.accounts.queries import user_with
from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.web.login.demo_code import code_for_demo, emergency_code_for_demo

OK = 0


def register(subparsers: Any) -> None:
    """Add `demo code` to the console script."""
    parser = subparsers.add_parser("demo", help=_("hulp bij het uitproberen van de voorbeeldwijk"))
    commands = parser.add_subparsers(required=True, metavar=_("opdracht"))
    code = commands.add_parser("code", help=_("de code van nu, om in te loggen als iemand uit de voorbeeldwijk"))
    code.add_argument("name", metavar=_("NAAM"), help=_("wie, zoals chantal"))
    code.add_argument("--emergency", action="store_true", help=_("een noodcode in plaats van de code van de app"))
    code.set_defaults(run=run_code)


def run_code(arguments: argparse.Namespace) -> int:
    """Print a code that is right now. Errors: Problem outside the demo, and for who has none."""
    if not settings.DEMO:
        raise _problem(
            _("Dit is geen demo. Codes van echte mensen staan alleen op hun eigen telefoon."),
            remedy=_("Telefoon kwijt? Gebruik: wijkwaarde member reset-second-factor"),
        )
    email = arguments.name.strip().lower()
    user = user_with(email if "@" in email else f"{email}@voorbeeld.example")
    ask = emergency_code_for_demo if arguments.emergency else code_for_demo
    code = ask(user) if user else ""
    if not code:
        raise _problem(
            _("Voor {name} is er nu geen code.").format(name=arguments.name),
            remedy=_("Kies iemand die ergens werkt, zoals chantal. Of wacht een halve minuut."),
        )
    Console().print(code, highlight=False)
    return OK


def _problem(what: str, *, remedy: str) -> Problem:
    return Problem(
        what, place=Place("demo code"), expected=_("iemand uit de voorbeeldwijk van `make demo`."), remedy=remedy
    )
