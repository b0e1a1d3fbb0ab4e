"""Brings the catalogue up to date with the texts in the code: `make messages`. It translates nothing."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from gates.catalogue import ENGLISH, catalogue_of, extracted

WIDTH = 100


def update(root: Path) -> Catalog:
    """Add new texts to the English catalogue, drop the ones that are gone, keep the rest as it is."""
    english = catalogue_of(root)
    english.update(extracted(root), no_fuzzy_matching=True, update_creation_date=False)
    english.obsolete.clear()
    (root / ENGLISH).parent.mkdir(parents=True, exist_ok=True)
    with (root / ENGLISH).open("wb") as file:
        write_po(file, english, width=WIDTH, sort_output=True, include_lineno=False, omit_header=False)
    with (root / ENGLISH).with_suffix(".mo").open("wb") as file:
        write_mo(file, english)
    return english


def main() -> None:
    """Update the catalogue and say what is left to do."""
    english = update(Path.cwd())
    waiting = [message.id for message in english if message.id and not message.string]
    print(f"{ENGLISH}: {len(english)} texts, {len(waiting)} without English")


if __name__ == "__main__":
    main()
