"""Price lists: editions that never change after import, made from real files by mappings."""
