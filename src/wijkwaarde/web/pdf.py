"""Typesets a frozen dataclass with a typst template as an accessible PDF; what it says is not decided here."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import typst
from django.template.utils import get_app_template_dirs

from wijkwaarde.web.charts import Picture
from wijkwaarde.web.charts.clean import SVG
from wijkwaarde.web.fonts import PAPER, latin, printable
from wijkwaarde.web.languages import tag_of
from wijkwaarde.web.pages import configure

STANDARD: Final = "ua-1"
# A fixed moment (1 January 2026, UTC), so that the same analysis gives the same bytes.
FIXED_MOMENT = 1_767_225_600


class DocumentError(Exception):
    """The document could not be typeset; the text says where."""


def render_document(template: str, content: Any, *, language: str) -> bytes:
    """A PDF/UA-1 of `content` (a dataclass) by a typst template, which finds it as JSON in `sys.inputs.data`.

    Texts reach typst as data, never as markup. Characters that our fonts lack become an empty box.
    """
    configure()
    source = template_path(template)
    data = json.dumps({"content": plain(content), "language": tag_of(language)}, sort_keys=True)
    try:
        return bytes(
            typst.compile(
                str(source),
                root=str(source.parent),
                format="pdf",
                pdf_standards=STANDARD,
                ignore_system_fonts=True,
                font_paths=[str(PAPER)],
                sys_inputs={"data": data},
                timestamp=FIXED_MOMENT,
            )
        )
    except typst.TypstError as error:
        raise DocumentError(str(error)) from error


def template_path(template: str) -> Path:
    """Where a typst template stands: in the templates folder of an installed app, like the HTML ones."""
    found = [Path(folder) / template for folder in get_app_template_dirs("templates")]
    return next(path for path in found if path.is_file())


def paper_picture(picture: Picture) -> dict[str, Any]:
    """A picture's words and its wide drawing; a name in another script is drawn as [1] and told in `key`.

    A picture in a PDF can use one font only, so that Arabic in it would be text without letters (PDF/UA forbids it).
    """
    title, description = printable(picture.title), printable(picture.description)
    root = ET.fromstring(replace(picture, title=title, description=description).wide_svg)
    told: dict[str, str] = {}
    for element in root.iter(f"{{{SVG}}}text"):
        text = printable(element.text or "")
        element.text = text if latin(text) else told.setdefault(text, f"[{len(told) + 1}]")
    key = [{"mark": mark, "text": text} for text, mark in told.items()]
    return {"title": title, "description": description, "svg": ET.tostring(root, encoding="unicode"), "key": key}


def plain(value: Any) -> Any:
    """A dataclass as plain data with printable texts; a picture becomes its title, description and SVG."""
    if isinstance(value, Picture):
        return paper_picture(value)
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return printable(value) if isinstance(value, str) else value
