"""What `make` calls. Nothing in here is imported by newsapp."""
