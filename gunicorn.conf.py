"""How gunicorn serves newsapp; it finds this file in the directory it is started in. PORT names the port."""

import gc
import os
from importlib import import_module
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "newsapp.worker.BufferingWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 16
worker_connections = 800  # a thread is held by none of them that waits for its client
keepalive = 60  # seconds after which a connection is closed on which nothing moves
graceful_timeout = 5  # seconds that a stop waits for the answers under way
loglevel = "warning"
control_socket_disable = True  # it would write under the home directory


def post_worker_init(worker: Any) -> None:
    """Once the program is loaded, take it out of the garbage collector's walks: it stays, and a page of 500 claims,
    which sets one off, took half as long again.
    """
    from django.conf import settings

    import_module(settings.ROOT_URLCONF)  # the views, which Django loads with the first request
    gc.collect()
    gc.freeze()
