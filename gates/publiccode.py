"""publiccode.yml has the fields that catalogues of public code ask for (version 0.7). It asks no network."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from gates import tree
from gates.report import Finding, Gate

FILE = Path("publiccode.yml")
PACKAGES = (Path("src/wijkwaarde/__init__.py"), Path("waarde/src/waarde/__init__.py"))
MANDATORY = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal.license",
    "maintenance.type",
    "localisation.localisationReady",
    "localisation.availableLanguages",
)
OF_A_LANGUAGE = ("shortDescription", "longDescription", "features")
DROPPED = (
    "inputTypes",
    "outputTypes",
    "monochromeLogo",
    "genericName",
    "legal.repoOwner",
    "legal.authorsFile",
)
STATUSES = ("concept", "development", "beta", "stable", "obsolete")
LANGUAGES = ("nl", "en")
SHORT = 150
LONG = range(150, 10_000)


def at(entries: Any, *, path: str) -> Any:
    """Give what stands at a dotted path, or None."""
    for key in path.split("."):
        entries = entries.get(key) if isinstance(entries, dict) else None
    return entries


def of_fields(entries: Any) -> list[str]:
    """Say which fields are missing, dropped or filled wrongly."""
    said = [f"{field} is missing" for field in MANDATORY if at(entries, path=field) is None]
    said += [f"{field} was dropped from the standard" for field in DROPPED if at(entries, path=field) is not None]
    if at(entries, path="developmentStatus") not in STATUSES:
        said.append(f"developmentStatus is none of {', '.join(STATUSES)}")
    if at(entries, path="maintenance.type") in {"internal", "community"} and not at(
        entries, path="maintenance.contacts"
    ):
        said.append("maintenance.contacts is missing for this type of maintenance")
    if "releaseDate" in entries and not isinstance(entries["releaseDate"], date):
        said.append("releaseDate is no date (yyyy-mm-dd)")
    return said


def of_descriptions(entries: Any) -> list[str]:
    """Say what is wrong with the descriptions."""
    said = []
    for language in LANGUAGES:
        given = at(entries, path=f"description.{language}") or {}
        said += [f"description.{language}.{field} is missing" for field in OF_A_LANGUAGE if not given.get(field)]
        if len(given.get("shortDescription", "")) > SHORT:
            said.append(f"description.{language}.shortDescription is longer than {SHORT} characters")
        if given.get("longDescription") and len(given["longDescription"]) not in LONG:
            said.append(f"description.{language}.longDescription has not {LONG.start} to {LONG.stop} characters")
    return said


def of_agreement(root: Path, *, entries: Any) -> list[str]:
    """Say where the file disagrees with the packages about licence and version."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    said = (
        []
        if at(entries, path="legal.license") == project["license"]
        else ["legal.license is not the one of pyproject.toml"]
    )
    for path in PACKAGES:
        version = re.search(r'^__version__ = "(.*)"', tree.text(root, path=path), re.MULTILINE)
        if version and str(entries.get("softwareVersion")) != version[1]:
            said.append(f"softwareVersion is not the {version[1]} of {path}")
    return said


def look(root: Path) -> list[Finding]:
    """Find what is missing or wrong in the file."""
    if not (root / FILE).exists():
        return [Finding(str(FILE), "is not there")]
    try:
        entries = yaml.safe_load((root / FILE).read_text())
    except yaml.YAMLError as problem:
        return [Finding(str(FILE), f"cannot be read: {problem}")]
    said = [*of_fields(entries), *of_descriptions(entries), *of_agreement(root, entries=entries)]
    return [Finding(str(FILE), what) for what in said]


GATE = Gate(
    name="publiccode",
    why="a municipality finds and judges public code through catalogues that read this file.",
    remedy="fill in the field as the standard publiccode.yml 0.7 describes it; the version is the one of both packages.",
    look=look,
)
