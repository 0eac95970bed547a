"""What lists can be filtered by, and which claims of a Change a filter lets through."""
