"""The files of the project are found in a clone that somebody else owns, too."""

import os
import subprocess

import pytest

from gates import tree

SOMEBODY_ELSE = 12345


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder to somebody else")
def test_a_clone_of_somebody_else_is_listed(tmp_path, monkeypatch):
    monkeypatch.delenv("SUDO_UID", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    clone = tmp_path / "clone"
    subprocess.run(["git", "init", "--quiet", str(clone)], check=True)
    (clone / "a.py").write_text("")
    for path in (clone, clone / ".git"):
        os.chown(path, SOMEBODY_ELSE, SOMEBODY_ELSE)
    assert [str(path) for path in tree.files(clone)] == ["a.py"]
