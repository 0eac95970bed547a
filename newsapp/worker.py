"""waitress as a worker of gunicorn: a thread meets a request when all of it is there, and its answer is buffered.

So a client that sends or reads slowly holds a connection and no thread. docs/decisions/0014-slow-clients.md says why.
"""

import logging
import os
import socket
import struct
import time
from types import FrameType

from gunicorn.config import Config
from gunicorn.errors import ConfigError
from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import BaseWSGIServer, TcpWSGIServer, UnixWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask

from claims.database_files import OpenFiles
from claims.limits import MAX_BYTES

GRACE = 20
"""Seconds that any request may take to arrive, and any answer to be fetched."""
SLOWEST = 1_000
"""Bytes a second that a longer one has to move at."""
_RESET = struct.pack("ii", 1, 0)
"""For SO_LINGER: a connection that is closed is broken, and what it has not yet sent is thrown away."""
IN_MEMORY = 2**17
"""Bytes of a request or an answer; what is longer waits in a temporary file."""


class Parser(HTTPRequestParser):
    """A parser that refuses what waitress's own breaks off at, with a line in the log and no answer."""

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError:  # an address like http://[ or a length of thousands of digits
            raise ParsingError("The address or the Content-Length cannot be read") from None


class Task(WSGITask):
    """A request whose answer, where it fails half-way, is never taken for a whole one."""

    def execute(self) -> None:
        try:
            super().execute()
        except Exception:
            # By HTTP/1.0, which nginx speaks to us unless it is told not to, an answer of no known length ends where
            # the connection does, be it whole or not.
            if self.wrote_header and not self.chunked_response and self.content_length is None:
                self.channel.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            raise


class Connection(HTTPChannel):
    """A connection that knows how long it has been its client's turn, and how many bytes moved since."""

    parser_class = Parser
    task_class = Task
    turn_began = 0.0
    moved = 0

    def handle_read(self) -> None:
        if self.request is None:
            self._begin_turn()
        super().handle_read()

    def recv(self, buffer_size: int) -> bytes:
        data: bytes = super().recv(buffer_size)
        self.moved += len(data)
        return data

    def write_soon(self, data: bytes) -> int:
        if not self.total_outbufs_len:
            self._begin_turn()
        return int(super().write_soon(data))

    def send(self, data: bytes, do_close: bool = True) -> int:
        sent: int = super().send(data, do_close)
        self.moved += sent
        return sent

    def _begin_turn(self) -> None:
        self.turn_began, self.moved = time.time(), 0

    def is_busy(self) -> bool:
        """Whether a request or its answer is under way."""
        return bool(self.request or self.requests or self.total_outbufs_len)

    def is_too_slow(self, now: float) -> bool:
        """Whether the client takes longer than it may; the application may take as long as it needs.

        Each GRACE seconds are judged by themselves: what the kernel's buffers take at once would earn an hour's rest.
        """
        clients_turn = self.total_outbufs_len or (self.request and not self.requests)
        if not clients_turn or now - self.turn_began <= GRACE:
            return False
        was_too_slow = self.moved < GRACE * SLOWEST
        self.turn_began, self.moved = now, 0
        return was_too_slow


class TcpServer(TcpWSGIServer):
    channel_class = Connection


class UnixServer(UnixWSGIServer):
    channel_class = Connection

    def fix_addr(self, addr: object) -> tuple[str, None]:
        return ("127.0.0.1", None)  # where a database wants an address, "localhost" is none


class BufferingWorker(Worker):
    """Of gunicorn's settings it heeds those of processes and logs, bind, threads, worker_connections and keepalive."""

    servers: tuple[BaseWSGIServer, ...] = ()

    @classmethod
    def check_config(cls, config: Config, log: logging.Logger) -> None:
        if config.is_ssl:
            raise ConfigError("newsapp.worker speaks no TLS: put a proxy before it.")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        for server in self.servers:
            server.pull_trigger()

    def run(self) -> None:
        self.map: dict[int, wasyncore.dispatcher] = {}
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(self.cfg.threads)
        self.servers = tuple(self._server(listener.sock, dispatcher) for listener in self.sockets)
        files = OpenFiles()
        while self.alive and self.ppid == os.getppid() and not files.are_useless():  # gunicorn starts another
            self._turn()
        for server in self.servers:
            wasyncore.dispatcher.close(server)  # its own close() takes away what threads wake this one with
        deadline = time.time() + self.cfg.graceful_timeout
        while time.time() < deadline and any(connection.is_busy() for connection in self._connections()):
            self._turn(timeout=0.1)
        dispatcher.shutdown(timeout=1)

    def _turn(self, timeout: float = 1.0) -> None:
        self.notify()
        wasyncore.poll2(timeout, self.map)
        now = time.time()
        for connection in self._connections():
            if connection.is_too_slow(now):
                connection.handle_close()

    def _connections(self) -> list[Connection]:
        return [connection for server in self.servers for connection in server.active_channels.values()]

    def _server(self, listener: socket.socket, dispatcher: ThreadedTaskDispatcher) -> BaseWSGIServer:
        kind = UnixServer if listener.family == socket.AF_UNIX else TcpServer
        return kind(
            self.wsgi,
            map=self.map,
            _sock=listener,
            dispatcher=dispatcher,
            adj=self._adjustments(),
            bind_socket=False,
            sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
        )

    def _adjustments(self) -> Adjustments:
        return Adjustments(
            connection_limit=self.cfg.worker_connections,
            channel_timeout=self.cfg.keepalive,
            cleanup_interval=1,
            recv_bytes=2**16,
            max_request_header_size=2**16,
            max_request_body_size=5 * MAX_BYTES,  # up to here newsapp itself says that it is too much
            inbuf_overflow=IN_MEMORY,
            outbuf_overflow=IN_MEMORY,
            url_prefix=os.environ.get("SCRIPT_NAME", ""),
            clear_untrusted_proxy_headers=False,  # settings.py says whether a proxy is believed
            log_socket_errors=False,
            ident="",
        )
