"""A Redis of the tests' own, empty at first, that is gone with them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytest_django import Settings
from redis import Redis
from redis.exceptions import RedisError

from newsapp import background


@contextmanager
def running_redis(port: int) -> Iterator[Redis]:
    """A client of the server, which answers on the port while the block runs, and keeps nothing."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not there: on Debian, apt-get install redis-server")
    with tempfile.TemporaryDirectory() as directory:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", directory, "--save", ""]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            client = Redis(port=port)
            _wait_for(client)
            yield client
            client.close()
        finally:
            server.kill()
            server.wait()


def use_redis(settings: Settings, port: int) -> None:
    """Let tasks wait in the Redis at the port, whether one is there or not."""
    settings.NEWSAPP_TASKS = "redis"
    settings.RQ_QUEUES = background.queues_at(redis_url(port))
    settings.TASKS = background.tasks_in("redis")


def redis_url(port: int) -> str:
    return f"redis://127.0.0.1:{port}/0"


def _wait_for(client: Redis) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            client.ping()
        except RedisError:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        else:
            return
