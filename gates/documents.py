"""Every code block in the documents runs, and every link inside the project leads somewhere. It judges no prose.

A document is played from top to bottom in a copy of the project: a `toml` block with a file name behind the word
is written to that file, a `bash` block runs, `python` blocks share their names. Lines that call `make` are not run, as
that would set everything up again: only the target must exist. A block with `<!-- not run: reason -->` on the line above
it is left alone.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from gates import tree
from gates.report import Finding, Gate

DOCUMENTS = ("*.md",)
FENCE = re.compile(r"^(`{3,}|~{3,})\s*(\w*)\s*([^`]*)$")
EXCUSE = re.compile(r"<!--\s*not run:\s*(.*?)\s*-->")
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
TARGET = re.compile(r"^make\b(?:\s+([a-z]+))?", re.MULTILINE)
HEADING = re.compile(r"^#+\s+(.*?)\s*#*$", re.MULTILINE)
LONGEST_RUN = 120
LAST_WORDS = 3
PROGRAM = 0o755


class Block(NamedTuple):
    """A fenced code block: language, what stands behind it, its text, its line, and why it is not run (if so)."""

    language: str
    name: str
    text: str
    line: int
    excuse: str | None


def blocks(text: str) -> Iterator[Block]:
    """Give the code blocks of a document in order."""
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        opening = FENCE.match(lines[number].strip())
        if opening is None:
            number += 1
            continue
        start, indent = number, len(lines[number]) - len(lines[number].lstrip())
        number += 1
        while number < len(lines) and lines[number].strip() != opening[1]:
            number += 1
        above = next((line for line in reversed(lines[:start]) if line.strip()), "")
        excuse = EXCUSE.search(above)
        inside = "\n".join(line[indent:] for line in lines[start + 1 : number]) + "\n"
        yield Block(opening[2], opening[3].strip(), inside, start + 1, excuse[1] if excuse else None)
        number += 1


def child(command: list[str], *, place: Path, given: str = "") -> str | None:
    """Run a command in the copy; give the last words of what went wrong, or nothing."""
    environment = tree.environment(place, base=os.environ)
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    try:
        done = subprocess.run(
            command,
            input=given,
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LONGEST_RUN,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"did not end within {LONGEST_RUN} seconds"
    said = (done.stderr or done.stdout).strip().splitlines()[-LAST_WORDS:]
    return None if done.returncode == 0 else " | ".join(said) or f"ended with {done.returncode}"


def play_data(block: Block, *, place: Path) -> str | None:
    """Read a toml or json block, and write it to the file it names."""
    try:
        tomllib.loads(block.text) if block.language == "toml" else json.loads(block.text)
    except ValueError as problem:
        return str(problem)
    if block.name:
        (place / block.name).write_text(block.text)
    return None


def play_python(block: Block, *, earlier: list[str], place: Path) -> str | None:
    """Run a python block after the ones before it in the same document; prompts are checked as a doctest."""
    if ">>>" in block.text:
        (place / "block.txt").write_text("\n\n".join([*earlier, block.text]))
        said = child([sys.executable, "-m", "doctest", "block.txt"], place=place)
    else:
        said = child([sys.executable, "-"], place=place, given="\n".join([*earlier, block.text]))
    earlier.append(block.text)
    return said


def play_shell(block: Block, *, place: Path) -> str | None:
    """Run a shell block in the copy; of its calls of make only look whether the target is there."""
    known = set(re.findall(r"^([a-z]+):", (place / "Makefile").read_text(), re.MULTILINE))
    unknown = [target for target in TARGET.findall(block.text) if target and target not in known]
    if unknown:
        return f"calls make {unknown[0]}, and the Makefile has no such target"
    rest = "\n".join(line for line in block.text.splitlines() if not TARGET.match(line))
    return child(["bash", "-eu"], place=place, given=rest)


def programs(place: Path) -> None:
    """Let `.venv/bin/...` in the copy call the programs that are installed here."""
    (place / ".venv" / "bin").mkdir(parents=True)
    for program in Path(sys.executable).parent.iterdir():
        stand_in = place / ".venv" / "bin" / program.name
        stand_in.write_text(f'#!/bin/sh\nexec "{program}" "$@"\n')
        stand_in.chmod(PROGRAM)


def play(block: Block, *, earlier: list[str], place: Path) -> str | None:
    """Run one block; give what went wrong, or nothing."""
    if block.excuse is not None:
        return None if block.excuse else "is not run, and no reason is given"
    if block.language in {"toml", "json"}:
        return play_data(block, place=place)
    if block.language in {"python", "pycon"}:
        return play_python(block, earlier=earlier, place=place)
    if block.language in {"bash", "sh", "shell", "console"}:
        return play_shell(block, place=place)
    return None if block.language else "has no language: write text, toml, python or bash behind the fence"


def of_blocks(root: Path, *, path: Path) -> list[Finding]:
    """Find the blocks of one document that do not run."""
    found = list(blocks(tree.text(root, path=path)))
    if not found:
        return []
    with tempfile.TemporaryDirectory() as folder:
        place = tree.copy(root, to=Path(folder))
        programs(place)
        earlier: list[str] = []
        said = [(block, play(block, earlier=earlier, place=place)) for block in found]
    return [Finding(f"{path}:{block.line}", f"this {block.language} block {words}") for block, words in said if words]


def slugs(text: str) -> set[str]:
    """Give the anchors of a document's headings, as the usual forges make them."""
    without_code = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(without_code)]
    return {heading.strip().replace(" ", "-") for heading in plain}


def of_links(root: Path, *, path: Path) -> list[Finding]:
    """Find the links of one document that lead to no file or heading of the project."""
    found = []
    for number, line in enumerate(tree.text(root, path=path).splitlines(), start=1):
        for link in LINK.findall(re.sub(r"`[^`]*`", "", line)):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, anchor = link.partition("#")
            target = root / path.parent / name if name else root / path
            if not target.exists():
                found.append(Finding(f"{path}:{number}", f"the link to {link} leads nowhere"))
            elif anchor and target.suffix == ".md" and anchor not in slugs(target.read_text()):
                found.append(Finding(f"{path}:{number}", f"the link to {link} names no heading there"))
    return found


def look(root: Path) -> list[Finding]:
    """Find everything in the documents that does not run or leads nowhere."""
    documents = tree.judged(root, *DOCUMENTS, gate="documents")
    links = [finding for path in documents for finding in of_links(root, path=path)]
    with ThreadPoolExecutor(os.cpu_count()) as several:
        played = several.map(lambda path: of_blocks(root, path=path), documents)
        return links + [finding for findings in played for finding in findings]


GATE = Gate(
    name="documents",
    why="a page that lies costs a newcomer an hour and their trust; only what runs stays true.",
    remedy="correct the block or the link. A block that cannot run here gets `<!-- not run: reason -->` above it.",
    look=look,
)
