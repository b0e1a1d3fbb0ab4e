"""Measures how fast and how heavy Wijkwaarde is; it is no test: `make bench` runs it and writes the reference page."""

from wijkwaarde.web.pages import configure

configure()
