"""Fifty people who ask at once, each over a connection that stays open; it knows no pages and judges nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

HOST = "127.0.0.1"
OK = 200

type Ask = tuple[str, str]
type Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back on one question."""

    status: int
    headers: dict[str, str]
    body: bytes


class WrongAnswer(Exception):
    """A page was not there."""


def ask(port: int, asks: list[Ask], *, count: int, people: int) -> float:
    """Ask `count` times, `people` at once, each for the next of `asks`; seconds until the last answer. Errors: WrongAnswer."""
    return asyncio.run(_all(port, iter(list(islice(cycle(asks), count))), people=people))


def ask_once(port: int, one: Ask, *, headers: tuple[str, ...] = ()) -> Answer:
    """One answer, whatever it is."""
    return asyncio.run(_once(port, one=one, headers=headers))


async def _all(port: int, asks: Iterator[Ask], *, people: int) -> float:
    opened = [await asyncio.open_connection(HOST, port) for _number in range(people)]
    begin = time.perf_counter()
    await asyncio.gather(*(_person(streams, asks) for streams in opened))
    took = time.perf_counter() - begin
    for _reader, writer in opened:
        writer.close()
    return took


async def _person(streams: Streams, asks: Iterator[Ask]) -> None:
    for one in asks:
        answer = await _exchange(streams, one=one)
        if answer.status != OK:
            raise WrongAnswer(f"{one[1]} answered {answer.status}")


async def _once(port: int, *, one: Ask, headers: tuple[str, ...]) -> Answer:
    streams = await asyncio.open_connection(HOST, port)
    try:
        return await _exchange(streams, one=one, more=headers)
    finally:
        streams[1].close()


async def _exchange(streams: Streams, *, one: Ask, more: tuple[str, ...] = ()) -> Answer:
    (reader, writer), (cookie, path) = streams, one
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}", *([f"Cookie: {cookie}"] if cookie else []), *more]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    first, *rest = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
    headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in rest if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Answer(int(first.split()[1]), headers, body)
