"""The gallery: every component in every state on one page, for who builds and who judges them; it shows nobody's data."""
