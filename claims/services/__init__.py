"""Writes that touch more than one model: keyword-only functions, one transaction each."""
