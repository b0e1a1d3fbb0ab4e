"""The fixed words of this instrument that stand in its files; no rules, no sums."""

IN_THE_FILE = "in the case file"
FIRST_EDITION = "1"
LONGEST_TITLE = 200
