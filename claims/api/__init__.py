"""The REST API: the one way to read and the one way to write."""
