"""The product around the valuation library `waarde`; the parts are in the folders, nothing is here."""

__version__ = "0.1.0"
