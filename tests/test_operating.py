"""What docs/operating.md says of gunicorn is what gunicorn.conf.py sets."""

import gc
import runpy

from django.conf import settings


def test_the_documentation_names_the_threads_and_connections_of_the_defaults(monkeypatch):
    monkeypatch.delenv("WEB_CONCURRENCY", raising=False)
    served = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))
    text = (settings.BASE_DIR / "docs" / "operating.md").read_text()
    workers, threads = served["workers"], served["threads"]
    assert f"{workers} processes of {threads} threads" in text
    assert f"with the defaults {workers * threads} a machine" in text


def test_the_loaded_program_is_no_work_for_the_garbage_collector():
    served = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))
    gc.unfreeze()  # what the tests themselves froze
    served["post_worker_init"](None)
    assert gc.get_freeze_count() > 100_000
