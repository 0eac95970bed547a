"""Intakes: what has come in, and what became of it."""
