"""People and their keys: accounts with a role, tokens for the API, with their API, pages and admin."""
