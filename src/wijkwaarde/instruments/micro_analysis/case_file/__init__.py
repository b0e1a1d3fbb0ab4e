"""Reads a case file (TOML) into a case of waarde and the words beside it; the format is docs/reference/case-file.md."""

from wijkwaarde.instruments.micro_analysis.case_file.reader import CaseFile, CaseFileProblems, Shelf, read_case_file

__all__ = ["CaseFile", "CaseFileProblems", "Shelf", "read_case_file"]
