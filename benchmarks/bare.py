"""Claims as one hand-written query, in views that do nothing else.

They are what the API is measured against: as few steps as the job allows, in the same server, behind the same log-in.
"""

from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse

FOLDER = Path(__file__).parent
VENDORS = ("postgresql", "sqlite")
CLAIMS = {vendor: (FOLDER / f"claims_{vendor}.sql").read_text() for vendor in VENDORS}
DETAIL = {vendor: (FOLDER / f"detail_{vendor}.sql").read_text() for vendor in VENDORS}
ARRAY = {"postgresql": "coalesce(json_agg(shown), '[]')::text", "sqlite": "json_group_array(json(shown))"}
NEWEST = "c.listed_at DESC, c.id DESC"


def rows(vendor: str, where: str = "TRUE", order: str = NEWEST, limit: int = 50, *, detail: bool = False) -> str:
    """The query of claims as JSON objects, one a row; with ``detail``, as /api/v1/claims/ID/ has them."""
    values = {"where": where, "order": order, "limit": str(limit), "detail": DETAIL[vendor] if detail else ""}
    sql = CLAIMS[vendor]
    for name, value in values.items():
        sql = sql.replace(f"{{{name}}}", value)
    return sql


def claims(request: HttpRequest) -> HttpResponse:
    """The newest 50 claims, as ``results`` of /api/v1/claims/ has them for a signed-in user."""
    return _answer(request, rows(connection.vendor))


def confirmed(request: HttpRequest) -> HttpResponse:
    """The newest 50 that are confirmed."""
    return _answer(request, rows(connection.vendor, "c.status = 'confirmed'"))


def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The first 50 claims of an article, in the order of its text."""
    return _answer(request, rows(connection.vendor, f"c.article_id = {pk}", "c.start, c.id"))


def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """A list of one claim, as /api/v1/claims/ID/ has it for a signed-in user."""
    return _answer(request, rows(connection.vendor, f"c.id = {pk}", limit=1, detail=True))


def _answer(request: HttpRequest, sql: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {ARRAY[connection.vendor]} FROM ({sql}) claims")
        (results,) = cursor.fetchone()
    return HttpResponse(results, content_type="application/json")
