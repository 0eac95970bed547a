"""A server between a client and newsapp, which loses what a test wants lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

Answer = Callable[["Between", BaseHTTPRequestHandler], None]


class Between:
    """Passes requests on to newsapp; the first ones get the ``answers`` instead. ``requests`` are those that came."""

    def __init__(self, newsapp: str, answers: list[Answer], port: int) -> None:
        self.newsapp = newsapp
        self.answers = answers
        self.url = f"http://127.0.0.1:{port}"
        self.requests: list[str] = []

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        self.requests.append(f"{request.command} {request.path}")
        answer = self.answers.pop(0) if self.answers else Between.pass_on
        answer(self, request)

    def pass_on(self, request: BaseHTTPRequestHandler, share: float = 1) -> None:
        """Give newsapp's answer, or the first share of it: then the connection ends."""
        kept = {
            name: request.headers[name] for name in ("Authorization", "Content-Type", "If-Match", "Idempotency-Key")
        }
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        headers = {name: value for name, value in kept.items() if value} | {"Accept-Encoding": "identity"}
        answer = httpx.request(request.command, self.newsapp + request.path, content=body, headers=headers)
        if not share:
            return
        request.send_response(answer.status_code)
        request.send_header("Content-Type", answer.headers["Content-Type"])
        request.send_header("Content-Length", str(len(answer.content)))
        request.end_headers()
        request.wfile.write(answer.content[: int(len(answer.content) * share)])


def broken_off(share: float) -> Answer:
    """Newsapp does it, and the first share of its answer arrives."""
    return lambda between, request: between.pass_on(request, share)


def failing(status: int, **headers: str) -> Answer:
    def answer(between: Between, request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(b"<h1>Not now</h1>")

    return answer


@contextmanager
def between(newsapp: str, *answers: Answer) -> Iterator[Between]:
    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            server_between.handle(self)

        do_GET = do_POST = do_PATCH = handle_any  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server_between = Between(newsapp, list(answers), server.server_port)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server_between
        finally:
            server.shutdown()
            thread.join()
