"""Keeps a text that is written to a table from being taken for a formula by a spreadsheet; writes nothing itself."""

STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula.

    >>> harmless("=1+1"), harmless("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(STARTS) else text
