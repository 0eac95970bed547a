"""HEAD: the headers of GET, and no body, about which the server would warn."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponse, StreamingHttpResponse

Answer = Callable[[HttpRequest], HttpResponse | StreamingHttpResponse]


def without_body(get_response: Answer) -> Answer:
    """The middleware; the outermost, so that no other adds a body after it."""

    def answer(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        response = get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = []
            else:
                response.headers.setdefault("Content-Length", str(len(response.content)))
                response.content = b""
        return response

    return answer
