"""Everything about one person as a file: as a PDF that reads as the page does, and as JSON that holds all of it."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import date

from wijkwaarde.kernel.privacy_requests.queries import PersonCopy
from wijkwaarde.kernel.privacy_requests.reading import Part, files_of
from wijkwaarde.web.pdf import render_document
from wijkwaarde.web.privacy_requests.copies import CopyDocument

TEMPLATE = "privacy_requests/copy.typ"


def as_pdf(document: CopyDocument, *, language: str) -> bytes:
    """The document on paper, accessible (PDF/UA-1)."""
    return render_document(TEMPLATE, document, language=language)


def as_json(copy: PersonCopy, *, today: date) -> str:
    """All of it for another program: rows by table, files, who looked, and which rules keep something back."""
    looked = [
        {"on": look.at, "who": look.name, "organisation": look.organisation, "act": look.act.value, "kind": look.kind}
        for found in copy.looks.days
        for look in found.looks
    ]
    told = {
        "made_on": today,
        "tables": {part.label: part.rows for part in copy.parts},
        "files": {part.label: files for part in copy.parts if (files := _files(part))},
        "members": copy.members,
        "looks": looked,
        "withheld": [
            {"table": part.label, "rule": rule.value, "rows": count}
            for part in copy.parts
            for rule, count in part.withheld
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def _files(part: Part) -> dict[str, dict[str, str]]:
    """The files of a table as base64, by row and field."""
    return {
        row: {name: b64encode(data).decode() for name, data in told.items()} for row, told in files_of(part).items()
    }
