"""`manage.py worker`: does what waits in the background, until SIGTERM or Ctrl-C; work that is begun is ended first."""

from __future__ import annotations

import logging
import socket
from argparse import ArgumentParser
from threading import Event, Thread

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connection
from django.utils.crypto import get_random_string

from claims import tasks
from claims.services import working

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do what waits in the background: articles that are taken in later, feeds. Run one, or several."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="do what waits now, then end")

    def handle(self, *args: object, batch: bool, **options: object) -> None:
        name = f"{socket.gethostname()[:50]}-{get_random_string(8)}"
        stopping = Event()
        heart = Thread(target=_keep_beating, args=(name, stopping), name="heart", daemon=True)
        heart.start()
        try:
            call_command("db_worker", worker_id=name, batch=batch, reload=False, startup_delay=False)
        finally:
            stopping.set()
            heart.join()
            working.gone(name)


def _keep_beating(name: str, stopping: Event) -> None:
    """Say that the worker is there, pick up what others were killed at, and have feeds polled, every few seconds."""
    while True:
        try:
            working.beat(name)
            tasks.pick_up_abandoned()
            tasks.poll_due_feeds()
            tasks.look_at_watched()
        except Error:
            logger.exception("The worker could not say that it is there.")
        close_old_connections()
        if stopping.wait(working.BEAT):
            break
    connection.close()
