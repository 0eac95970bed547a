"""What docs/operating.md says of gunicorn is what gunicorn.conf.py sets."""

import runpy

from django.conf import settings


def test_the_documentation_names_the_threads_and_connections_of_the_defaults(monkeypatch):
    monkeypatch.delenv("WEB_CONCURRENCY", raising=False)
    served = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))
    text = (settings.BASE_DIR / "docs" / "operating.md").read_text()
    workers, threads = served["workers"], served["threads"]
    assert f"{workers} processes of {threads} threads" in text
    assert f"with the defaults {workers * threads} a machine" in text
