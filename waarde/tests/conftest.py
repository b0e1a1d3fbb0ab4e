"""Lets the tests of waarde import the library, the reference and each other's builders; it holds no fixtures."""

import importlib
import sys
from pathlib import Path

TESTS = Path(__file__).parent
sys.path.insert(0, str(TESTS))

# pytest names this file after its folders, 'waarde.tests.conftest', and so takes the folder for the library.
if not hasattr(sys.modules.get("waarde"), "analyse"):
    sys.modules.pop("waarde", None)
    importlib.import_module("waarde")
