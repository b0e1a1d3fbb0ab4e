"""Reads the mails that the demo keeps in a folder; it sends and removes none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

BETWEEN = b"\n" + b"-" * 79 + b"\n"
CODE = re.compile(r"\b\d{4}-\d{4}\b")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as somebody would have got it; `code` is the one in its text, if there is one."""

    to: str
    sender: str
    subject: str
    text: str
    sent: datetime | None
    code: str


def mails_in(folder: Path) -> list[Mail]:
    """The mails in this folder, newest first; none when there is no folder yet."""
    files = sorted(folder.glob("*.log"), key=lambda file: (file.stat().st_mtime_ns, file.name))
    return [_mail(part) for file in reversed(files) for part in reversed(_parts(file)) if part.strip()]


def _parts(file: Path) -> list[bytes]:
    return file.read_bytes().split(BETWEEN)


def _mail(content: bytes) -> Mail:
    message = message_from_bytes(content, _class=EmailMessage, policy=default)
    body = message.get_body(("plain",))
    text = str(body.get_content()).strip() if body else ""
    found = CODE.search(text)
    return Mail(
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        text=text,
        sent=_moment(message),
        code=found.group() if found else "",
    )


def _moment(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message["Date"]))
    except ValueError:
        return None
