"""The gates of `make check`: rules of the house that a machine can hold. Nothing here is part of the product."""
