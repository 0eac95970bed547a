"""Answers in fewer bytes, for who takes gzip."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class Compressing(GZipMiddleware):
    """Django's, but a compressed answer has a strong ETag of its own (`"3-...-gzip"`), not the plain one made weak.

    If-Match heeds strong ones alone, and nearly all clients take gzip. What differs from answer to answer is the
    random file name in the gzip header, which nobody unpacks.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        plain = response.get("ETag", "")
        answer: HttpResponseBase = super().process_response(request, response)
        if plain and answer.get("ETag") == f"W/{plain}":
            answer.headers["ETag"] = f'{plain[:-1]}-gzip"'
        return answer
