"""Set-up knows when .venv already is what was asked for."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def bootstrap():
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_python_asked_for_by_its_name_is_the_one_that_is_there(bootstrap, tmp_path, monkeypatch):
    (tmp_path / "mypython").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    made_from, _version = bootstrap.version_of("mypython")
    for wished in ("mypython", str(tmp_path / "mypython"), made_from):
        monkeypatch.setenv("UV_PYTHON", wished)
        assert bootstrap.is_wished(made_from)
    monkeypatch.setenv("UV_PYTHON", str(tmp_path / "another"))
    assert not bootstrap.is_wished(made_from)
