"""Let what waits in the background be done, as a worker would."""

from __future__ import annotations

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def work_off() -> None:
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )
    # Its own loop closes connections, and with them the test's transaction.
    while waiting := DBTaskResult.objects.ready().get_locked():
        waiting.claim(worker.worker_id)
        worker.run_task(waiting)
