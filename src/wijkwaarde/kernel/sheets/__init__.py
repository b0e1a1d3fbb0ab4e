"""Reads CSV and xlsx into rows that know their place; knows nothing of what the cells mean."""

from wijkwaarde.kernel.sheets.reader import encoding_of, open_table, open_where
from wijkwaarde.kernel.sheets.table import Cell, Layout, Row, Table, UnusableTable

__all__ = ["Cell", "Layout", "Row", "Table", "UnusableTable", "encoding_of", "open_table", "open_where"]
