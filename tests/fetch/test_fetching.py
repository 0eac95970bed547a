"""Pages fetched from a server that may be slow, endless, lying or hostile."""

from __future__ import annotations

import gzip
import ssl
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from itertools import count
from threading import Event

import brotli
import pytest
from httpcore import SyncBackend
from httpcore._backends.sync import SyncStream

from claims.fetch import Fetched, FetchError, fetch
from claims.fetch.fetching import MAX_REDIRECTS
from tests.news_site import PAGE, Answer, NewsSite, answer, redirect, running_site


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with running_site() as site:
        yield site


def fetched(
    url: str, *, seconds: float = 5, most: int = 1_000_000, sent_on: Callable[[str], None] | None = None
) -> Fetched:
    return fetch(url, allow_inside=True, seconds=seconds, most=most, sent_on=sent_on)


def refusal(
    url: str, *, seconds: float = 5, most: int = 1_000_000, sent_on: Callable[[str], None] | None = None
) -> FetchError:
    with pytest.raises(FetchError) as refused:
        fetched(url, seconds=seconds, most=most, sent_on=sent_on)
    return refused.value


def dripping(head: bytes, drop: bytes, *, every: float = 0.05) -> Answer:
    """Sends the head, then a drop again and again for as long as somebody listens."""

    def give(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head)
        while True:
            request.wfile.write(drop)
            time.sleep(every)

    return give


class TestAGoodPage:
    def test_comes_with_its_address_type_and_headers_of_use(self, site: NewsSite) -> None:
        url = site.serve(answer(content_type="text/html; charset=iso-8859-1", last_modified="Mon, 02 Mar 2026"))
        page = fetched(f"{url}#comments")
        assert (page.url, page.media_type, page.data) == (url, "text/html; charset=iso-8859-1", PAGE.encode())
        assert page.headers["last-modified"] == "Mon, 02 Mar 2026"
        assert "date" in page.headers

    def test_is_asked_for_by_name_without_cookies_or_credentials(self, site: NewsSite) -> None:
        fetched(site.serve(answer()))
        ((_, headers),) = site.requests
        assert headers["user-agent"].startswith("newsapp/")
        assert headers["host"] == site.url.removeprefix("http://")
        assert not {"cookie", "authorization", "referer"} & headers.keys()

    def test_is_unpacked(self, site: NewsSite) -> None:
        page = fetched(site.serve(answer(gzip.compress(PAGE.encode()), content_encoding="GZIP")))
        assert page.data == PAGE.encode()
        assert site.requests[0][1]["accept-encoding"] == "gzip, br"

    @pytest.mark.parametrize("size", [0, 1, 32_751, 32_752, 32_768, 300_000, 999_999, 1_000_000])
    def test_is_unpacked_from_brotli(self, site: NewsSite, size: int) -> None:
        data = bytes(number * number % 251 for number in range(size))
        assert fetched(site.serve(answer(brotli.compress(data, quality=4), content_encoding="br"))).data == data

    def test_may_end_with_its_connection(self, site: NewsSite) -> None:
        def give(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE.encode())

        assert fetched(site.serve(give)).data == PAGE.encode()

    def test_comes_from_the_server_itself_whatever_proxy_the_environment_names(
        self, site: NewsSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        assert fetched(site.serve(answer())).data == PAGE.encode()


class TestSlowServers:
    @pytest.mark.parametrize(
        "hostile",
        [
            dripping(b"", b""),
            dripping(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"),
            dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x"),
            dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
            dripping(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        ],
        ids=["silent", "headers", "body", "chunks", "interim answers"],
    )
    def test_are_cut_off_at_one_deadline_however_they_drip(self, site: NewsSite, hostile: Answer) -> None:
        begun = time.monotonic()
        error = refusal(site.serve(hostile), seconds=0.5)
        assert error.code == "too-slow"
        assert 0.4 < time.monotonic() - begun < 20

    def test_redirects_share_the_deadline(self, site: NewsSite) -> None:
        def give(request: BaseHTTPRequestHandler) -> None:
            time.sleep(0.2)
            redirect("/next")(request)

        site.serve(give, "/next")
        assert refusal(site.serve(give), seconds=0.5).code == "too-slow"

    def test_finding_the_server_shares_it_too(self) -> None:
        def slow(host: str, port: int) -> list[str]:
            given_up.wait(10)
            return []

        begun, given_up = time.monotonic(), Event()
        with pytest.raises(FetchError) as refused:
            fetch("http://news.example/", resolver=slow, seconds=0.2)
        given_up.set()
        assert refused.value.code == "too-slow"
        assert time.monotonic() - begun < 8


class TestLargePages:
    def test_as_large_as_may_be(self, site: NewsSite) -> None:
        assert len(fetched(site.serve(answer(bytes(1000))), most=1000).data) == 1000

    def test_are_cut_off_by_one_byte_more(self, site: NewsSite) -> None:
        assert refusal(site.serve(answer(bytes(1001))), most=1000).code == "too-large"

    def test_that_never_end_are_cut_off(self, site: NewsSite) -> None:
        endless = dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536, every=0)
        assert refusal(site.serve(endless)).code == "too-large"

    def test_headers_that_never_end_are_cut_off(self, site: NewsSite) -> None:
        endless = dripping(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 65_536 + b"\r\n", every=0)
        assert refusal(site.serve(endless)).code == "broken-answer"

    def test_bombs_are_unpacked_no_further_than_is_taken(self, site: NewsSite) -> None:
        bomb = gzip.compress(bytes(200_000_000), 9)
        assert refusal(site.serve(answer(bomb, content_encoding="gzip"))).code == "too-large"

    @pytest.mark.parametrize("most", [1, 1000, 100_000, 20_000_000])
    def test_bombs_of_brotli_are_too(self, site: NewsSite, most: int) -> None:
        bomb = brotli.compress(bytes(100_000_000), quality=1)
        url = site.serve(answer(bomb, content_encoding="br"))
        tracemalloc.start()
        try:
            assert refusal(url, most=most).code == "too-large"
            assert tracemalloc.get_traced_memory()[1] < 2 * most + 5_000_000
        finally:
            tracemalloc.stop()

    @pytest.mark.parametrize("encoding", ["zstd", "deflate", "gzip, gzip"])
    def test_what_is_packed_in_a_way_not_asked_for_is_refused(self, site: NewsSite, encoding: str) -> None:
        error = refusal(site.serve(answer(zlib.compress(b"x"), content_encoding=encoding)))
        assert error.code == "broken-answer"
        assert encoding in error.message


class TestLyingServers:
    @pytest.mark.parametrize(
        "lie",
        [
            answer(content_length="1000000"),
            answer("no zip", content_encoding="gzip"),
            answer(gzip.compress(PAGE.encode())[:-20], content_encoding="gzip"),
            answer("no brotli at all", content_encoding="br"),
            answer(brotli.compress(PAGE.encode())[:-20], content_encoding="br"),
            answer(brotli.compress(PAGE.encode()) + b"more", content_encoding="br"),
            answer(content_length="many"),
            answer(b"", 302, location="/next", content_length="1"),
            lambda request: request.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n"),
            lambda request: request.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            lambda request: None,
        ],
        ids=[
            "longer",
            "not packed",
            "packed half",
            "no brotli",
            "brotli half",
            "more than brotli",
            "no number",
            "redirect",
            "no web",
            "no chunks",
            "hangs up",
        ],
    )
    def test_break_off(self, site: NewsSite, lie: Answer) -> None:
        assert refusal(site.serve(lie)).code in ("broken-answer", "http-status")

    def test_a_body_longer_than_told_is_read_as_far_as_told(self, site: NewsSite) -> None:
        assert fetched(site.serve(answer("0123456789", content_length="5"))).data == b"01234"


class TestStatuses:
    @pytest.mark.parametrize(
        ("status", "named"),
        [(404, "404 Not Found"), (403, "403 Forbidden"), (451, "451 Unavailable For Legal Reasons"),
         (500, "500 Internal Server Error"), (599, "599"), (304, "304 Not Modified"), (300, "300 Multiple Choices")],
    )  # fmt: skip
    def test_that_are_no_success_are_named_whatever_page_comes_with_them(
        self, site: NewsSite, status: int, named: str
    ) -> None:
        error = refusal(site.serve(answer(PAGE, status)))
        assert (error.code, error.message) == ("http-status", f"The server answered {named}; no article was fetched.")

    def test_a_server_that_is_not_there(self) -> None:
        with running_site() as gone:
            url = f"{gone.url}/bridge"
        assert refusal(url).code == "unreachable"


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_are_followed_to_an_address_that_may_be_relative(self, site: NewsSite, status: int) -> None:
        whole = site.serve(answer(), "/news/a%20b?c=d")
        assert fetched(site.serve(redirect("news/a b?c=d#top", status), "/short")).url == whole

    def test_five_and_no_more(self, site: NewsSite) -> None:
        for number in range(MAX_REDIRECTS + 1):
            site.serve(redirect(f"/{number}"), f"/{number + 1}")
        site.serve(answer(), "/0")
        assert fetched(f"{site.url}/{MAX_REDIRECTS}").url == f"{site.url}/0"
        assert refusal(f"{site.url}/{MAX_REDIRECTS + 1}").code == "too-many-redirects"

    def test_each_server_on_the_way_is_told_before_it_is_asked_and_may_be_refused(self, site: NewsSite) -> None:
        elsewhere = site.serve(answer()).replace("127.0.0.1", "localhost")
        start = site.serve(redirect(elsewhere), "/short")
        told: list[str] = []
        assert fetched(start, sent_on=told.append).url == elsewhere
        assert told == ["localhost"]

        def refuse(host: str) -> None:
            raise FetchError("host-busy", host)

        site.requests.clear()
        assert refusal(start, sent_on=refuse).code == "host-busy"
        assert [path for path, _ in site.requests] == ["/short"]

    def test_in_a_circle(self, site: NewsSite) -> None:
        site.serve(redirect("/bridge"), "/back")
        assert refusal(site.serve(redirect("/back"))).code == "too-many-redirects"
        assert len(site.requests) == MAX_REDIRECTS + 1

    @pytest.mark.parametrize(
        "target", ["file:///etc/passwd", "ftp://example.org/", "http://a:port/", "http://a:b@example.org/"]
    )
    def test_to_what_is_no_address_of_a_page(self, site: NewsSite, target: str) -> None:
        refused = refusal(site.serve(redirect(target)))
        assert refused.code == "invalid-address"
        assert refused.message.startswith("The server sent us on to “")


class TestTheNewsroomsOwnNetwork:
    """A name that the test's resolver leads to where it likes; connections to public addresses go to the site."""

    @pytest.fixture(autouse=True)
    def internet(self, site: NewsSite, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The addresses that were connected to."""
        connected: list[str] = []
        connect = SyncBackend.connect_tcp

        def to_site(self: SyncBackend, host: str, port: int, *args: object) -> object:
            connected.append(host)
            return connect(self, "127.0.0.1", int(site.url.rsplit(":", 1)[1]), *args)

        monkeypatch.setattr(SyncBackend, "connect_tcp", to_site)
        return connected

    def test_the_connection_goes_to_the_address_that_was_checked_and_the_request_names_the_host(
        self, site: NewsSite, internet: list[str]
    ) -> None:
        site.serve(answer())
        asked = count()
        page = fetch("http://news.example/bridge", resolver=lambda host, port: ["8.8.8.8"] if not next(asked) else [])
        assert (internet, page.url) == (["8.8.8.8"], "http://news.example/bridge")
        assert site.requests[0][1]["host"] == "news.example"

    def test_a_certificate_of_the_name_is_asked_for(
        self, site: NewsSite, internet: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[tuple[str, bool, bool]] = []

        def start_tls(self: object, context: ssl.SSLContext, name: str, timeout: float) -> object:
            asked.append((name, context.check_hostname, context.verify_mode == ssl.CERT_REQUIRED))
            return self

        monkeypatch.setattr(SyncStream, "start_tls", start_tls)
        site.serve(answer())
        fetch("https://news.example/bridge", resolver=lambda host, port: ["8.8.8.8"])
        assert (asked, internet) == ([("news.example", True, True)], ["8.8.8.8"])

    @pytest.mark.parametrize("target", ["http://inside.example/", "http://10.0.0.7/", "http://2130706433/", "//[::1]/"])
    def test_a_redirect_into_it_is_refused(self, site: NewsSite, internet: list[str], target: str) -> None:
        site.serve(redirect(target))
        names = {"news.example": ["8.8.8.8"], "inside.example": ["192.168.1.1"], "2130706433": ["127.0.0.1"]}
        with pytest.raises(FetchError) as refused:
            fetch("http://news.example/bridge", resolver=lambda host, port: names.get(host, [host]))
        assert (refused.value.code, internet) == ("inside-address", ["8.8.8.8"])

    def test_a_second_resolution_that_leads_there_is_refused(self, site: NewsSite, internet: list[str]) -> None:
        site.serve(redirect("http://news.example:8080/bridge"))
        answers = iter((["8.8.8.8"], ["127.0.0.1"]))
        with pytest.raises(FetchError) as refused:
            fetch("http://news.example/bridge", resolver=lambda host, port: next(answers))
        assert (refused.value.code, internet) == ("inside-address", ["8.8.8.8"])
