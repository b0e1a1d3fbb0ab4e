"""Agreements between parties about money: dated, signed by all of them, and what each settled year gave."""
