"""`manage.py worker`, as an operator runs it: a process on a database of its own."""

import signal
import time
from threading import Event

import pytest
from standardwebhooks import Webhook as Verifier

from tests.management.own_installation import manage_in
from tests.news_site import answer, running_site

SHELL = (
    "from claims import tasks; from claims.services.incoming import Incoming;"
    "tasks.take_in_later(incoming=Incoming.pasted('“It opens in May,” Ada Lind said on Monday.', {}), by='a test')"
)
WEBHOOK = """
from tests.factories import *; hook = WebhookFactory(address="{}"); TagFactory(); print(hook.secrets.get().text)
"""
SENT = "from claims.models import *; print(*Delivery.objects.order_by('id').values_list('state', 'attempts'))"
LEASE_OVER = """
from django.utils.timezone import now; from claims.models import *
Delivery.objects.filter(state="sending").update(next_at=now())
"""
SEEN = "from claims.models import *; print(Worker.objects.count(), *Intake.objects.values_list('state', flat=True))"


@pytest.fixture
def manage(tmp_path):
    """Runs a command of manage.py on a new SQLite database; what it printed."""
    return manage_in(tmp_path / "var")


def state(manage):
    return manage("shell", "--verbosity=0", "-c", SEEN)


def test_it_does_what_waits_says_that_it_is_there_and_ends_at_sigterm(manage):
    manage("shell", "--verbosity=0", "-c", SHELL)
    assert state(manage) == "0 waiting"
    worker = manage("worker", wait=False)
    try:
        deadline = time.monotonic() + 60
        while state(manage) != "1 done":
            assert time.monotonic() < deadline
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    finally:
        worker.kill()
    assert state(manage) == "0 done"


def test_a_batch_ends_when_nothing_waits_any_more(manage):
    manage("shell", "--verbosity=0", "-c", SHELL)
    manage("worker", "--batch")
    assert state(manage) == "0 done"


def test_it_tells_webhooks_and_what_a_killed_one_was_sending_is_sent_again(manage):
    with running_site() as receiver:
        come, end = Event(), Event()

        def hang(request):
            come.set()
            end.wait(60)

        secret = manage("shell", "--verbosity=0", "-c", WEBHOOK.format(receiver.serve(hang)))
        worker = manage("worker", wait=False)
        try:
            assert come.wait(60)
        finally:
            worker.kill()
            worker.wait()
        end.set()
        assert manage("shell", "--verbosity=0", "-c", SENT) == "('sending', 1) ('waiting', 0)"
        receiver.serve(answer(b"", 204))
        manage("shell", "--verbosity=0", "-c", LEASE_OVER)
        manage("worker", "--batch")
        assert manage("shell", "--verbosity=0", "-c", SENT) == "('delivered', 2) ('delivered', 1)"
        ids = [headers["webhook-id"] for headers, _ in receiver.messages]
        assert ids[0] == ids[1] != ids[2]
        for headers, body in receiver.messages:
            Verifier(secret).verify(body, headers)
