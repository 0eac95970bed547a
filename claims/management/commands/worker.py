"""`manage.py worker`: does what waits in the background, until SIGTERM or Ctrl-C; work that is begun is ended first.

It begins only where the database can serve; where that goes away later, it waits until it is back.
"""

from __future__ import annotations

import logging
import socket
from argparse import ArgumentParser
from threading import Event, Thread
from time import sleep

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections, connection
from django.db.backends.signals import connection_created
from django.utils.crypto import get_random_string

from claims import tasks
from claims.database_files import OpenFiles, read_by_system_calls
from claims.outages import Outage, noted_outage, outage_of
from claims.services import delivering, queueing, working

COURIERS = 4
"""Threads that send messages to webhooks, so that they wait neither for long articles nor for one slow receiver."""
_LOOK = 1.0
"""Seconds between two looks for messages that are due."""
_LONGEST_WAIT = 10
"""Seconds after which a database that is away is tried again."""

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do what waits in the background: articles taken in later, feeds, webhooks. Run one, or several."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="do what waits now, then end")

    def handle(self, *args: object, batch: bool, **options: object) -> None:
        if batch and (trouble := queueing.trouble()):
            raise CommandError(trouble)
        connection_created.connect(read_by_system_calls)
        name = _new_name()
        working.beat(name)  # a database that is away ends the command here, before anything else speaks of it
        while outage := _live(name, batch):
            connection.close()
            sleep(min(outage.wait, _LONGEST_WAIT))
            name = _new_name()  # the tasks and Intakes of the one before are of a worker that was killed


def _new_name() -> str:
    return f"{socket.gethostname()[:50]}-{get_random_string(8)}"


def _live(name: str, batch: bool) -> Outage | None:
    """Work under this name, until told to end; the outage that broke it off, to be waited for, but not by a batch."""
    working.own_name.set(name)
    stopping, looked = Event(), Event()
    threads = [Thread(target=_keep_beating, args=(name, stopping, looked), name="heart", daemon=True)]
    if not batch:
        threads += [Thread(target=_keep_sending, args=(stopping,), daemon=True) for _ in range(COURIERS)]
    for thread in threads:
        thread.start()
    looked.wait(working.BEAT)  # what waits with no task has one then
    try:
        with connection.execute_wrapper(OpenFiles().refuse_replaced):
            queueing.work(name, batch=batch)
        while batch and delivering.send_next():
            pass
    except Error as error:
        outage = None if batch else noted_outage(error)
        if not outage:
            raise
        return outage
    finally:
        stopping.set()
        for thread in threads:
            thread.join()
        _say_gone(name)
    return None


def _say_gone(name: str) -> None:
    try:
        working.gone(name)
    except Error as error:  # who says nothing for a minute is held to be gone
        if not outage_of(error):
            raise


def _keep_beating(name: str, stopping: Event, looked: Event) -> None:
    """Say that the worker is there, pick up what others were killed at, and have feeds polled, every few seconds."""
    while True:
        try:
            working.beat(name)
            _look_what_is_due()
        except Exception as error:  # a heart that stops would not be noticed
            if not noted_outage(error):
                logger.exception("The worker could not say that it is there, or not look what is to be done.")
        looked.set()
        close_old_connections()
        if stopping.wait(working.BEAT):
            break
    connection.close()


def _look_what_is_due() -> None:
    if trouble := queueing.trouble():
        logger.error("Nothing is looked for that is due. %s", trouble)
        return
    tasks.pick_up_abandoned()
    tasks.poll_due_feeds()
    tasks.look_at_watched()


def _keep_sending(stopping: Event) -> None:
    """Send messages to webhooks as they fall due."""
    while not stopping.is_set():
        try:
            while not stopping.is_set() and delivering.send_next():
                pass
        except Error as error:
            if not outage_of(error):  # of which the heart has a line in the log
                logger.exception("The worker could not look for messages to webhooks.")
        close_old_connections()
        stopping.wait(_LOOK)
    connection.close()
