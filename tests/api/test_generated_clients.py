"""Common generators make a client of the description, and it works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from newsapp.accounts.models import Token, User
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db(transaction=True)

# Exports are read line by line, as text.
CONFIG = "content_type_overrides: {application/jsonl: text/plain}\n"
PULL = """
import sys
from generated import AuthenticatedClient
from generated.api.claims import claims_list
from generated.models import ClaimsListOrder

address, token = sys.argv[1:]
newsapp = AuthenticatedClient(base_url=address, token=token, raise_on_unexpected_status=True)
for claim in claims_list.sync(client=newsapp, order=ClaimsListOrder.OLDEST, page_size=2).results:
    print(claim.id, claim.spans.content[0], claim.content)
"""


def test_openapi_python_client_makes_one_that_pulls_a_page_of_claims(
    tmp_path: Path, live_server: LiveServer, reader: User
) -> None:
    first, second, _ = ClaimFactory.create_batch(3)
    made = _generated(tmp_path)
    assert "WARNING" not in made
    assert "ERROR" not in made
    _, token = Token.objects.create(reader, name="generated")
    pulled = _run(tmp_path, "-c", PULL, live_server.url, token)
    assert pulled.splitlines() == [
        f"{claim.pk} {[claim.start, claim.start + len(claim.content)]} {claim.content}" for claim in (first, second)
    ]


def _generated(folder: Path) -> str:
    """Generate ``generated`` in the folder; what the generator says."""
    (folder / "config.yaml").write_text(CONFIG)
    call_command("spectacular", "--file", str(folder / "openapi.yaml"))
    where = ("--path", "openapi.yaml", "--output-path", "generated", "--config", "config.yaml", "--meta", "none")
    return _run(folder, "-m", "openapi_python_client", "generate", *where)


def _run(folder: Path, *arguments: str) -> str:
    ended = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout
