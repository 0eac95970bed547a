"""Clients that send or read slowly hold no thread: whoever asks meanwhile is answered at once."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPResponse
from threading import Event, Thread
from typing import Any

import pytest
from waitress import wasyncore

from newsapp.worker import GRACE, Connection, TcpServer
from tests.whole_program import free_port, installed, running

pytestmark = pytest.mark.xdist_group("worker")  # one installation for all of them
SLOW_ONES = 60  # the server has 16 threads
AT_ONCE = 10.0  # seconds, on a machine that has other work
HEADER = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
BODY = b"POST /api/v1/articles/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
LONG = b"GET /static/long.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
LENGTH = 4_000_000  # bytes, more than the kernel buffers


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    var = tmp_path_factory.mktemp("var")
    everything = installed(var)
    (var / "static" / "long.txt").write_bytes(b"x" * LENGTH)
    return everything


@pytest.fixture(scope="module")
def port(environment: dict[str, str]) -> Iterator[int]:
    with running(environment):
        yield int(environment["PORT"])


def client(port: int, begin: bytes) -> socket.socket:
    """One that has sent so much, and takes little."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    connection.settimeout(AT_ONCE)
    connection.connect(("127.0.0.1", port))
    connection.sendall(begin)
    return connection


@contextmanager
def many(port: int, begin: bytes) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        yield [stack.enter_context(client(port, begin)) for _ in range(SLOW_ONES)]


def ask(port: int, method: str, path: str, body: bytes | None = None) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=AT_ONCE)
    connection.request(method, path, body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    return response, response.read()


def status(port: int, path: str) -> int:
    return ask(port, "GET", path)[0].status


@pytest.mark.parametrize("begin", [b"", HEADER, BODY, BODY + b"x" * 50_000], ids=["silent", "header", "body", "half"])
def test_those_who_send_slowly_hold_up_nobody(port: int, begin: bytes) -> None:
    with many(port, begin) as slow:
        for _ in range(2):
            assert status(port, "/api/v1/claims/") == 200
            for connection in slow if begin else []:
                connection.sendall(b"x")


def test_those_who_do_not_read_hold_up_nobody(port: int) -> None:
    with many(port, LONG):
        time.sleep(1)  # until the server is at them
        assert status(port, "/api/v1/claims/") == 200


def closes_within(connection: socket.socket, seconds: float) -> bool:
    """Whether the server gives up a client that sends a byte every half second."""
    connection.settimeout(0.5)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            connection.sendall(b"x")
            if not connection.recv(1):
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


def test_those_who_drip_are_given_up(port: int) -> None:
    with client(port, HEADER) as header, client(port, BODY) as body:
        assert closes_within(header, GRACE + AT_ONCE)
        assert closes_within(body, AT_ONCE)


def test_one_who_stops_reading_is_given_up_however_much_it_took_before() -> None:
    connection = Connection.__new__(Connection)
    connection.total_outbufs_len, connection.request, connection.requests = 1, None, []
    connection.turn_began, connection.moved = 1000.0, 5_000_000
    assert not connection.is_too_slow(1001.0 + GRACE)
    assert not connection.is_too_slow(1001.0 + 2 * GRACE)
    assert connection.is_too_slow(1002.0 + 2 * GRACE)


@pytest.mark.parametrize("begin", [b"GET http://[ HTTP/1.1", b"GET / HTTP/1.1\r\nContent-Length: " + b"9" * 5_000])
def test_an_address_or_a_length_that_cannot_be_read_is_refused(port: int, begin: bytes) -> None:
    with client(port, begin + b"\r\nHost: localhost\r\n\r\n") as connection:
        assert b" 400 Bad Request\r\n" in connection.recv(100)


def test_a_request_that_comes_in_pieces_is_answered(port: int) -> None:
    with client(port, b"") as connection:
        for piece in (b"GET /heal", b"thz HTTP/1.1\r\nHo", b"st: localhost\r", b"\n\r\n"):
            connection.sendall(piece)
            time.sleep(0.2)
        assert connection.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_long_answer_reaches_a_slow_reader_whole(port: int) -> None:
    with client(port, LONG) as connection:
        answer = HTTPResponse(connection)
        answer.begin()
        time.sleep(1)
        assert len(answer.read()) == LENGTH


def test_newsapp_itself_says_what_is_too_long(port: int) -> None:
    response, _ = ask(port, "POST", "/api/v1/articles/", b" " * 30_000_000)
    assert (response.status, response.headers["Content-Type"]) == (401, "application/problem+json")


def test_what_is_longer_by_far_is_not_kept(port: int) -> None:
    with client(port, BODY.replace(b"100000", b"100000001")) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_header_of_any_length_is_not_kept(port: int) -> None:
    with client(port, HEADER + b"X-Long: " + b"x" * 70_000) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.0 431 ")


def breaking_off(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
    """An answer of no known length that fails half-way, as an export does whose database is stopped."""
    start_response("200 OK", [("Content-Type", "text/csv")])
    yield b"id,content\r\n"
    raise RuntimeError("the database was stopped")


@contextmanager
def serving(application: Callable[..., Any]) -> Iterator[int]:
    """A server of the worker's kind within this process; its port."""
    listener, connections, over = socket.create_server(("127.0.0.1", 0)), dict[int, Any](), Event()
    info = (listener.family, listener.type, listener.proto, listener.getsockname())
    server = TcpServer(application, map=connections, _sock=listener, bind_socket=False, sockinfo=info)

    def serve() -> None:
        while not over.is_set():
            wasyncore.poll2(0.1, connections)

    thread = Thread(target=serve)
    thread.start()
    try:
        yield info[-1][1]
    finally:
        over.set()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(connections)


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_an_answer_that_fails_half_way_is_never_taken_for_a_whole_one(version: str) -> None:
    with serving(breaking_off) as port, client(port, f"GET / HTTP/{version}\r\nHost: x\r\n\r\n".encode()) as connection:
        answer = b""
        try:
            while piece := connection.recv(4096):
                answer += piece
        except ConnectionResetError:
            assert version == "1.0"  # which has no other way to say so
        else:
            assert b"chunked" in answer
            assert not answer.endswith(b"0\r\n\r\n")


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + AT_ONCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return True
    return False


def test_a_stop_lets_requests_under_way_end_and_waits_for_no_idle_connection(environment: dict[str, str]) -> None:
    port = free_port()
    with running(environment | {"PORT": str(port)}) as server, client(port, b""), client(port, HEADER) as under_way:
        assert status(port, "/healthz") == 200  # so those who came before have been let in
        server.send_signal(signal.SIGTERM)
        wait_until(lambda: refuses(port))
        under_way.sendall(b"\r\n")
        assert under_way.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")
        assert server.wait(timeout=AT_ONCE) == 0
