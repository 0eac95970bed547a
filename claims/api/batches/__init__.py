"""Batches: many articles that come in at once."""
