"""Records as text, one presenter a format."""
