"""One file a family of records."""
