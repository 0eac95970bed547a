"""Records as plain rows, facets and histories, and who may see what. Reads only."""
