"""The first page of the claims list as one hand-written query, in a view that does nothing else.

It is what the API is measured against: as few steps as the job allows, in the same server, behind the same log-in.
"""

from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse

SQL = {vendor: (Path(__file__).parent / f"claims_{vendor}.sql").read_text() for vendor in ("postgresql", "sqlite")}


def claims(request: HttpRequest) -> HttpResponse:
    """The newest 50 claims, as ``results`` of /api/v1/claims/ has them for a signed-in user."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    with connection.cursor() as cursor:
        cursor.execute(SQL[connection.vendor])
        (results,) = cursor.fetchone()
    return HttpResponse(results, content_type="application/json")
