"""Every import contract fails on a planted violation, with the sentence that teaches; and lets pass what is meant to."""

import ast
import configparser
from pathlib import Path

import pytest

from tests.gates.planted_contracts import CONTRACTS, DOC, KEPT

ROOT = Path(__file__).resolve().parents[2]


def plant(house, path, text):
    """Plant a module, the folders it needs, and what it imports, where that is not there yet."""
    house.plant(path, DOC + text)
    fill(house, Path(path).with_suffix(""))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import) and node.names[0].name.startswith("wijkwaarde."):
            module = Path("src", *node.names[0].name.split("."))
            fill(house, module)
            if not (house.place / module).is_dir() and not (house.place / module).with_suffix(".py").exists():
                house.plant(f"{module}.py", DOC)


def fill(house, module):
    for folder in list(module.parents)[:-2]:
        if not (house.place / folder / "__init__.py").exists():
            house.plant(folder / "__init__.py", DOC)


def guidance(house):
    """The sentences of every contract, as one line each."""
    contracts = configparser.ConfigParser()
    contracts.read(house.place / ".importlinter")
    named = [contracts[name] for name in contracts.sections() if name.startswith("importlinter:contract:")]
    return {contract["name"]: " ".join(contract.get("broken_contract_guidance", "").split()) for contract in named}


@pytest.mark.parametrize(("path", "text", "said"), CONTRACTS.values(), ids=CONTRACTS.keys())
def test_a_planted_import_breaks_its_contract_and_the_contract_teaches(house, path, text, said):
    plant(house, path, text)
    found = house.check("imports")
    assert found.code == 1
    assert said in found.words


@pytest.mark.parametrize(("path", "text"), KEPT.values(), ids=KEPT.keys())
def test_an_import_that_is_meant_breaks_no_contract(house, path, text):
    before = house.check("imports").words
    plant(house, path, text)
    said = house.check("imports").words
    assert said.count("BROKEN") == before.count("BROKEN")


def test_every_contract_teaches_and_has_a_planted_violation(house):
    sentences = guidance(house)
    taught = {said for _path, _text, said in CONTRACTS.values()}
    assert all(sentences.values())
    for name, sentence in sentences.items():
        assert any(said in sentence for said in taught), name
