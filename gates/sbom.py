"""Writes the bill of materials (CycloneDX 1.6, JSON) of what runs on a site, out of the locks; it asks no network."""

import hashlib
import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import wijkwaarde

LOCK = Path("requirements/base.txt")
FILE = Path("build/wijkwaarde.cdx.json")
PACKAGE = re.compile(r"^(?P<name>[\w.-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
KEEPS = "wijkwaarde:lock:sha256"


def component(name: str, *, version: str, hashes: list[str]) -> dict[str, Any]:
    """Give one package as CycloneDX has it: the lock knows all files of it, so their hashes are properties."""
    purl = f"pkg:pypi/{name.lower()}@{version}"
    told: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    licence = licence_of(name)
    if licence:
        told["licenses"] = [{"license": {"name": licence}}]
    return told | {"properties": [{"name": KEEPS, "value": value} for value in hashes]}


def licence_of(name: str) -> str:
    """Give what a package says of its licence, or nothing where it is not installed here."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = [
        one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")
    ]
    return told.get("License-Expression") or "; ".join(classifiers) or (told.get("License") or "").partition("\n")[0]


def bill(lock: str) -> dict[str, Any]:
    """Give the bill of materials of a lock; the same lock gives the same bill, number and all."""
    places = [*PACKAGE.finditer(lock)]
    ends = [*(one.start() for one in places[1:]), len(lock)]
    components = [
        component(one["name"], version=one["version"], hashes=HASH.findall(lock[one.end() : end]))
        for one, end in zip(places, ends, strict=True)
    ]
    mark = hashlib.sha256(lock.encode()).hexdigest()
    serial = f"{mark[:8]}-{mark[8:12]}-5{mark[13:16]}-8{mark[17:20]}-{mark[20:32]}"
    ours = f"pkg:pypi/wijkwaarde@{wijkwaarde.__version__}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": "wijkwaarde",
                "version": wijkwaarde.__version__,
                "purl": ours,
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            }
        },
        "components": components,
        "dependencies": [{"ref": ours, "dependsOn": [one["bom-ref"] for one in components]}],
    }


def main() -> None:
    """Write the bill, and say where."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(bill(LOCK.read_text()), indent=2) + "\n")
    sys.stdout.write(f"{FILE}\n")


if __name__ == "__main__":
    main()
