"""Feeds: what news comes in by, and how the last poll of each went."""
