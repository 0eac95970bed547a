"""Server-rendered pages: answers of the REST API in templates."""
