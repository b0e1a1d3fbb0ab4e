"""The console script `wijkwaarde`: parses the words of a command, calls one room of the house, prints the answer."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wijkwaarde import postgres
from wijkwaarde.kernel.errors import Place, Problem

OK, SOME_PROBLEMS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
LANGUAGES = ("nl", "en")
RESTORE = "restore"
# These commands need a database; without an address of one they work on that of `make demo`.
WITH_DATABASE = {"partnership", "member", "demo", "backup", "retention", "trail", "ledger", RESTORE}
DEMO_STATE = Path(__file__).resolve().parents[2] / ".data"
# The words of Python's own argparse, which has no Dutch; a word that is not here stays English.
DUTCH = {
    "usage: ": "gebruik: ",
    "positional arguments": "invoer",
    "options": "keuzes",
    "show this help message and exit": "laat deze uitleg zien",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s. Doe dit: bekijk de uitleg met %(prog)s --help\n",
    "argument %(argument_name)s: %(message)s": "bij %(argument_name)s: %(message)s",
    "unrecognized arguments: %s": "onbekend: %s",
    "the following arguments are required: %s": "dit ontbreekt: %s",
    "one of the arguments %s is required": "een van deze ontbreekt: %s",
    "not allowed with argument %s": "dit kan niet samen met %s",
    "ignored explicit argument %r": "hier hoort geen waarde bij: %r",
    "expected one argument": "verwacht: één waarde",
    "expected at most one argument": "verwacht: hooguit één waarde",
    "expected at least one argument": "verwacht: ten minste één waarde",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s is niet duidelijk: kies uit %(matches)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r is er niet (kies uit %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r past hier niet",
}


class Parser(argparse.ArgumentParser):
    """A parser that takes --lang, as do the parsers of its commands: it may stand anywhere."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.add_argument(
            "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("de taal van de antwoorden: nl of en")
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 (done, but not everything), 2 (nothing done) or 130 (stopped)."""
    words = list(sys.argv[1:] if argv is None else argv)
    with ExitStack() as stack:
        _find_database(words, stack)
        return _run(words)


def _run(words: list[str]) -> int:
    _start()
    from django.utils import translation

    with translation.override(_language(words)):
        with _spoken(translation.get_language()):
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
        except OSError as error:
            print(_problem_of(error), file=sys.stderr)
            return UNUSABLE


def _problem_of(error: OSError) -> Problem:
    """What the system refused and no room of the house foresaw."""
    return Problem(
        _("Dit lukt niet ({why}).").format(why=error.strerror),
        place=Place(str(error.filename or "wijkwaarde")),
        expected=_("een bestand of map die je mag lezen en schrijven."),
        remedy=_("Kijk of de naam klopt en of je bij dit bestand mag."),
    )


@contextmanager
def _spoken(language: str | None) -> Iterator[None]:
    """Let argparse speak the language while it parses: it takes its words from one name in its module."""
    words = {} if language == "en" else DUTCH
    before = vars(argparse)["_"]
    vars(argparse)["_"] = lambda text: words.get(text, text)
    try:
        yield
    finally:
        vars(argparse)["_"] = before


def _find_database(words: Sequence[str], stack: ExitStack) -> None:
    """Let the settings, which read the environment once, find the demo's database when there is no other."""
    command = next((word for word in words if not word.startswith("-") and word not in LANGUAGES), "")
    if command not in WITH_DATABASE or {"-h", "--help"} & set(words) or "DATABASE_URL" in os.environ:
        return
    folder = Path(os.environ.get("WIJKWAARDE_STATE") or DEMO_STATE) / "database"
    if not folder.is_dir() and command != RESTORE:  # which fills a database that is not there yet
        return
    with suppress(postgres.Unserved):
        addresses = stack.enter_context(postgres.available(folder))
        os.environ |= {"DATABASE_URL": addresses.application, "DATABASE_OWNER_URL": addresses.owner}
        os.environ.setdefault("WIJKWAARDE_DEMO", "1")
        if (folder.parent / "secret").is_file():  # what the demo's second factors are kept under
            os.environ.setdefault("WIJKWAARDE_SECRET_KEY", (folder.parent / "secret").read_text(encoding="utf-8"))


def _start() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwaarde.settings")
    django.setup()


def _language(words: Sequence[str]) -> str:
    """The language asked for, before anything is parsed, so that the help is in it too."""
    first = Parser(prog="wijkwaarde", add_help=False, allow_abbrev=False)
    with _spoken(LANGUAGES[0]):
        return str(getattr(first.parse_known_args(words)[0], "lang", LANGUAGES[0]))


def _parser() -> argparse.ArgumentParser:
    from django.conf import settings

    from wijkwaarde import (
        backup_commands,
        demo_commands,
        ledger_commands,
        member_commands,
        price_commands,
        retention_commands,
        trail_commands,
    )
    from wijkwaarde.web.instruments import modules

    parser = Parser(prog="wijkwaarde", description=_("Van de vraag van een bewoner naar cijfers."))
    commands = parser.add_subparsers(required=True, metavar=_("opdracht"))
    for console in modules("console"):
        console.register(commands, shipped=tuple(settings.PRICE_FOLDERS), examples=settings.EXAMPLES)
    price_commands.register(commands)
    member_commands.register(commands)
    backup_commands.register(commands)
    retention_commands.register(commands)
    trail_commands.register(commands)
    ledger_commands.register(commands)
    demo_commands.register(commands)
    return parser
