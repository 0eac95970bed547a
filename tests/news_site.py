"""A web server of the tests' own on this machine, whose pages say or do whatever a test wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = """<!doctype html><html lang="en"><head><title>A bridge opens in May</title>
<meta property="og:site_name" content="Evening Post"></head><body><article><h1>A bridge opens in May</h1>
<p>The old bridge over the river is to be replaced this spring, after three winters of repairs.</p>
<p>“It opens in May,” Ada Lind, the mayor, said on Monday evening after the council had met for three hours.</p>
<p>“The ferry will run until then,” Lind said. The town has 40,000 people, and most of them cross it each day.</p>
</article></body></html>"""

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes | str = PAGE, status: int = 200, **headers: str) -> Answer:
    """Answers with the body; ``content_type="text/plain"`` is a header."""
    data = body.encode() if isinstance(body, str) else body
    sent = {"content_type": "text/html; charset=utf-8", "content_length": str(len(data))} | headers

    def give(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in sent.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(data)

    return give


def redirect(to: str, status: int = 302) -> Answer:
    return answer(b"", status, location=to)


class NewsSite:
    """``site.serve(answer(...))`` gives a page an address; ``site.requests`` are the paths asked for, with headers.

    ``site.messages`` are the headers and bodies of what was posted.
    """

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.pages: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.messages: list[tuple[dict[str, str], bytes]] = []

    def serve(self, answer: Answer, path: str = "/bridge") -> str:
        """The address of the page."""
        self.pages[path] = answer
        return f"{self.url}{path}"


@contextmanager
def running_site() -> Iterator[NewsSite]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            self.close_connection = True
            with suppress(OSError):  # the client cuts off what goes on for too long
                site.pages.get(self.path, answer("<h1>Not found</h1>", 404))(self)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            site.messages.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.do_GET()

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        site = NewsSite(server.server_port)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
