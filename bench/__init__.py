"""Measures how fast and how heavy Wijkwaarde is; it is no test: `make bench` runs it and writes the reference page."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwaarde.settings")
