"""Hands mails to the mail server beside the request: who waits for a page may not learn from the time that one went out."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)
_POST = ThreadPoolExecutor(max_workers=1, thread_name_prefix="post")
_ON_THE_WAY: set[Future[None]] = set()


def send_later(message: EmailMessage) -> None:
    """Send a mail that is complete, soon; a mail server that refuses it is named in the log, the receiver is not."""
    sending = _POST.submit(_send, message)
    _ON_THE_WAY.add(sending)
    sending.add_done_callback(_ON_THE_WAY.discard)


def settled() -> None:
    """Wait until every mail so far has left."""
    wait(set(_ON_THE_WAY))


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception as error:  # noqa: BLE001 # whatever the mail server does, nobody waits for an answer here
        logger.error("A mail could not be sent: %s", type(error).__name__)  # noqa: TRY400 # a trace would show the mail
