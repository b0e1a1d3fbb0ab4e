"""Marks: how somebody says they are doing, at which moment, and who wrote it down."""
