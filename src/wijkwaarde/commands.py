"""The console script `wijkwaarde`: parses the words of a command, calls one room of the house, prints the answer."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Problem

OK, SOME_PROBLEMS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
LANGUAGES = ("nl", "en")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 (done, but not everything), 2 (nothing done) or 130 (stopped)."""
    _start()
    from django.utils import translation

    words = list(sys.argv[1:] if argv is None else argv)
    with translation.override(_language(words)):
        arguments = _parser().parse_args(words)
        try:
            return int(arguments.run(arguments))
        except Problem as problem:
            print(problem, file=sys.stderr)
            return UNUSABLE
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return OK
        except KeyboardInterrupt:
            print(_("Gestopt."), file=sys.stderr)
            return INTERRUPTED


def _start() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwaarde.settings")
    django.setup()


def _language(words: Sequence[str]) -> str:
    """The language asked for, before anything is parsed, so that the help is in it too."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    return str(first.parse_known_args(words)[0].lang)


def _parser() -> argparse.ArgumentParser:
    from django.conf import settings

    from wijkwaarde import price_commands
    from wijkwaarde.instruments.micro_analysis import console

    parser = argparse.ArgumentParser(prog="wijkwaarde", description=_("Van de vraag van een bewoner naar cijfers."))
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help=_("de taal van de antwoorden"))
    commands = parser.add_subparsers(required=True, metavar=_("opdracht"))
    console.register(commands, shipped=tuple(settings.PRICE_FOLDERS), examples=settings.EXAMPLES)
    price_commands.register(commands)
    return parser
