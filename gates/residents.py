"""Every text that a resident can read is there in Turkish and Arabic, and without `je` for who is addressed as `u`.

A text is a resident's unless its file is listed here as one that only who works here ever sees. It judges no wording.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from gates.catalogue import PLACEHOLDER, extracted, forms_of, is_translated
from gates.report import Finding, Gate

LOCALES = Path("src/wijkwaarde/web/locale")
TRANSLATED = {"tr": "Turkish", "ar": "Arabic"}
# Dutch too, with `u`; it holds only the texts that say `je`.
FORMAL = "nl_Formal"
CATALOGUES = (*TRANSLATED, FORMAL)
JE = re.compile(r"\b(?:je|jij|jou|jouw|jezelf)\b", re.IGNORECASE)
NAMED = re.compile(r"%\(\w+\)[sd]|" + PLACEHOLDER.pattern)
ONLY_AT_WORK = (
    # What a command line says.
    "src/wijkwaarde/*commands.py",
    "src/wijkwaarde/demo/*",
    "src/wijkwaarde/instruments/micro_analysis/case_file/*",
    "src/wijkwaarde/instruments/micro_analysis/console.py",
    "src/wijkwaarde/instruments/micro_analysis/queries.py",
    "src/wijkwaarde/instruments/micro_analysis/overview_page.py",
    "src/wijkwaarde/instruments/micro_analysis/report.py",
    "src/wijkwaarde/kernel/documents.py",
    "src/wijkwaarde/kernel/errors.py",
    "src/wijkwaarde/kernel/files.py",
    "src/wijkwaarde/kernel/flows/*",
    "src/wijkwaarde/kernel/prices/*",
    "src/wijkwaarde/kernel/sheets/*",
    "src/wijkwaarde/kernel/wording.py",
    # Pages and mails of who works here, and what is said to them there.
    "src/wijkwaarde/instruments/area_budget/*",
    "src/wijkwaarde/instruments/budget_in_plain_words/actions.py",
    "src/wijkwaarde/instruments/budget_in_plain_words/counts.py",
    "src/wijkwaarde/instruments/budget_in_plain_words/forms.py",
    "src/wijkwaarde/instruments/budget_in_plain_words/instrument.py",
    "src/wijkwaarde/instruments/budget_in_plain_words/rules.py",
    "src/wijkwaarde/instruments/budget_in_plain_words/steungroep.py",
    "src/wijkwaarde/instruments/micro_analysis/actions.py",
    "src/wijkwaarde/instruments/micro_analysis/forms.py",
    "src/wijkwaarde/instruments/micro_analysis/from_files.py",
    "src/wijkwaarde/instruments/micro_analysis/rules.py",
    "src/wijkwaarde/kernel/accounts/*",
    "src/wijkwaarde/kernel/covers/*",
    "src/wijkwaarde/kernel/emergencies/*",
    "src/wijkwaarde/kernel/activities/*",
    "src/wijkwaarde/kernel/agreements/*",
    "src/wijkwaarde/kernel/money_accounts/*",
    "src/wijkwaarde/kernel/share_roads/*",
    "src/wijkwaarde/kernel/refusals/*",
    "src/wijkwaarde/instruments/area_budget/*",
    "src/wijkwaarde/instruments/shared_savings/*",
    "src/wijkwaarde/instruments/reconciliation/*",
    "src/wijkwaarde/web/agreements/*",
    "src/wijkwaarde/web/books/*",
    "src/wijkwaarde/web/budgets/*",
    "src/wijkwaarde/web/deliveries/*",
    "src/wijkwaarde/web/results/*",
    "src/wijkwaarde/web/given_hours/*",
    "src/wijkwaarde/web/small_purses/*",
    "src/wijkwaarde/web/staffing/*",
    "*/templates/agreements/*",
    "*/templates/books/*",
    "*/templates/budgets/*",
    "*/templates/deliveries/*",
    "*/templates/results/*",
    "*/templates/given_hours/*",
    "*/templates/small_purses/*",
    "*/templates/staffing/*",
    "src/wijkwaarde/kernel/area_rules/*",
    "src/wijkwaarde/kernel/base_years/*",
    "src/wijkwaarde/kernel/index_values/*",
    "src/wijkwaarde/kernel/budgets/*",
    "src/wijkwaarde/kernel/next_budgets/*",
    "src/wijkwaarde/kernel/deliveries/*",
    "src/wijkwaarde/kernel/results/*",
    "src/wijkwaarde/kernel/journals/*",
    "src/wijkwaarde/kernel/ledger/*",
    "src/wijkwaarde/kernel/given_hours/*",
    "src/wijkwaarde/kernel/small_purses/*",
    "src/wijkwaarde/kernel/staffing/*",
    "src/wijkwaarde/kernel/shortlist/*",
    "src/wijkwaarde/web/amounts/*",
    "src/wijkwaarde/web/budgets/*",
    "src/wijkwaarde/web/capacity/*",
    "src/wijkwaarde/web/likeness/*",
    "src/wijkwaarde/web/covers/*",
    "src/wijkwaarde/web/emergencies/forms.py",
    "src/wijkwaarde/web/emergencies/panels.py",
    "src/wijkwaarde/web/emergencies/views.py",
    "src/wijkwaarde/web/register/forms.py",
    "src/wijkwaarde/web/register/views.py",
    "src/wijkwaarde/web/shortlist/*",
    "src/wijkwaarde/web/plans/by_phone.py",
    "src/wijkwaarde/web/gallery/*",
    "src/wijkwaarde/web/today/*",
    "*/templates/account/email/invitation_*",
    "*/templates/amounts/*",
    "*/templates/budgets/*",
    "*/templates/area_budget/*",
    "*/templates/capacity/*",
    "*/templates/likeness/*",
    "*/templates/budget_in_plain_words/publish.html",
    "*/templates/budget_in_plain_words/steungroep.html",
    "*/templates/barriers/board.html",
    "*/templates/barriers/answer.html",
    "*/templates/barriers/rules.html",
    "*/templates/barriers/rule.html",
    "*/templates/barriers/today.html",
    "*/templates/cases/bring.html",
    "*/templates/covers/*",
    "*/templates/emergencies/confirm.html",
    "*/templates/emergencies/emergencies.html",
    "*/templates/emergencies/new.html",
    "*/templates/emergencies/opened.html",
    "*/templates/emergencies/review.html",
    "*/templates/register/edit.html",
    "*/templates/shortlist/*",
    "*/templates/plans/by_phone.html",
    "*/templates/cases/called.html",
    "*/templates/cases/my_people.html",
    "*/templates/cases/next_time.html",
    "*/templates/cases/noted.html",
    "*/templates/gallery/*",
    "*/templates/marks/make_link.html",
    "*/templates/micro_analysis/follow_up.html",
    "*/templates/micro_analysis/make.html",
    "*/templates/micro_analysis/risks.html",
    "*/templates/plans/copy.html",
    "*/templates/today/*",
)


def catalogue_of(root: Path, *, locale: str) -> Catalog:
    """Give one of the catalogues of residents; an empty one when there is none yet."""
    path = root / path_of(locale)
    language = locale.partition("_")[0]
    if not path.exists():
        return Catalog(locale=language, project="wijkwaarde", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def path_of(locale: str) -> Path:
    """Say where the catalogue of a locale is."""
    return LOCALES / locale / "LC_MESSAGES" / "django.po"


def texts(root: Path, *, locale: str) -> Catalog:
    """Give the texts that this catalogue has to hold, with their places."""
    wanted = Catalog(project="wijkwaarde", charset="utf-8")
    for message in extracted(root):
        places = [place for place in message.locations if not is_only_at_work(place[0])]
        if message.id and places and (locale != FORMAL or says_je(message.id)):
            told = message.auto_comments
            wanted.add(message.id, None, places, message.flags, told, context=message.context)
    return wanted


def is_only_at_work(path: str) -> bool:
    """Say whether only who works here reads what stands in this file."""
    return any(fnmatch(path, pattern) for pattern in ONLY_AT_WORK)


def says_je(text: Any) -> bool:
    """Say whether a text, in any of its forms, addresses somebody as `je`."""
    return any(JE.search(form) for form in forms_of(text))


def of_message(message: Any, *, known: Any, locale: str) -> Iterator[str]:
    """Say what one text lacks in a catalogue."""
    name = forms_of(message.id)[0]
    if known is None or not is_translated(known):
        yield f"no {TRANSLATED.get(locale, 'text with `u`')} for '{name}'"
        return
    if locale == FORMAL and says_je(known.string):
        yield f"the text with `u` of '{name}' still says `je`"
    foreign = {one for form in forms_of(known.string) for one in NAMED.findall(form)}
    strange = foreign - {one for form in forms_of(message.id) for one in NAMED.findall(form)}
    lost = set(NAMED.findall(forms_of(message.id)[-1])) - set(NAMED.findall(forms_of(known.string)[-1]))
    if strange or lost:
        yield f"the {locale} of '{name}' does not fit: {', '.join(sorted(strange | lost))}"


def look(root: Path) -> list[Finding]:
    """Find the texts that a resident would read in Dutch, or as `je`."""
    found = []
    for locale in CATALOGUES:
        catalogue = catalogue_of(root, locale=locale)
        for message in texts(root, locale=locale):
            known = catalogue.get(message.id, message.context)
            place = ":".join(map(str, message.locations[0])) if message.id else ""
            found += [Finding(place, what) for what in of_message(message, known=known, locale=locale) if message.id]
    return found


GATE = Gate(
    name="residents",
    why="a resident who reads no Dutch, or wants to be addressed as `u`, sees a page that is half theirs.",
    remedy=f"run `make messages`, then write the text in {LOCALES}/*; a file that residents never see goes in gates/residents.py.",
    look=look,
)
