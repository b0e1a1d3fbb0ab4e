"""Brings the catalogues up to date with the texts in the code: `make messages`. It translates nothing."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from gates import residents
from gates.catalogue import ENGLISH, catalogue_of, extracted, is_translated

WIDTH = 100


def update(root: Path) -> Catalog:
    """Add new texts to the English catalogue, drop the ones that are gone, keep the rest as it is."""
    return renewed(catalogue_of(root), extracted(root), path=root / ENGLISH)


def update_for_residents(root: Path, *, locale: str) -> Catalog:
    """The same for a catalogue that holds the texts of residents only."""
    known = residents.catalogue_of(root, locale=locale)
    return renewed(known, residents.texts(root, locale=locale), path=root / residents.path_of(locale))


def renewed(known: Catalog, texts: Catalog, *, path: Path) -> Catalog:
    """Write a catalogue with exactly these texts, and its compiled form beside it."""
    known.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    known.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, known, width=WIDTH, sort_output=True, include_lineno=False, omit_header=False)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, known)
    return known


def main() -> None:
    """Update the catalogues and say what is left to do."""
    told = {str(ENGLISH): update(Path.cwd())}
    for locale in residents.CATALOGUES:
        told[str(residents.path_of(locale))] = update_for_residents(Path.cwd(), locale=locale)
    for path, catalogue in told.items():
        waiting = [message.id for message in catalogue if message.id and not is_translated(message)]
        print(f"{path}: {len(catalogue)} texts, {len(waiting)} to translate")


if __name__ == "__main__":
    main()
