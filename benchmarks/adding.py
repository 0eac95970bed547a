"""`python -m benchmarks.adding`: how many claims a second come in by one batch, and by single POSTs beside it."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.serving import ROOT, Server, empty, served

BATCH, SINGLES = 1_000, 50
ROUNDS = 5
SPEAKERS = 200


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.adding", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    single, batch = measured(options.database, options.rounds)
    print(f"{single:.0f} claims a second by single posts, {batch:.0f} by a batch: {batch / single:.1f} times as many")


def measured(database: str, rounds: int = ROUNDS) -> tuple[float, float]:
    """What `rates` gives, of a database of its own."""
    with empty(database, "newsapp_bench_adding") as environment:
        code = "from benchmarks.adding import prepare; prepare()"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
        with served(environment) as server:
            return rates(server, rounds)


def prepare() -> None:
    """Make an editor with a token, an article and speakers, and note them for the server's clients."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from benchmarks.articles import text_of
    from claims.choices import ChangeKind, SpeakerKind
    from claims.models import Speaker
    from claims.services.changes import changing, create_all
    from claims.services.incoming import Incoming
    from claims.services.intakes import take_in_now
    from newsapp.accounts.models import Token, User
    from newsapp.accounts.roles import Role

    call_command("migrate", verbosity=0)
    _, token = Token.objects.create(User.objects.create_user("editor", role=Role.EDITOR), name="benchmark")
    article = take_in_now(incoming=Incoming.pasted(text_of(20_000), {"title": "Bridges"}), by="benchmark").article
    with changing(ChangeKind.EDIT, by="benchmark"):
        speakers = [Speaker(name=f"Speaker {n}", kind=SpeakerKind.PERSON) for n in range(SPEAKERS)]
        create_all(speakers)
    version = article.current_version
    items = [_item(version.pk, len(version.text), speakers[n % SPEAKERS].pk, n) for n in range(BATCH)]
    facts = {"cookie": "", "questions": {"token": token, "items": items}}
    (Path(settings.VAR_DIR) / "facts.json").write_text(json.dumps(facts))


def _item(version: int, length: int, speaker: int, number: int) -> dict[str, Any]:
    """A claim as it is posted: its words, a cue behind them, a speaker and who passed the words on."""
    start = number * 17 % (length - 200)
    spans = {"content": [[start, start + 90]], "cue": [[start + 92, start + 96]]}
    hops = [{"speaker": speaker, "name_as_printed": f"Speaker {number}"}, {"name_as_printed": "Evening Post"}]
    return {"version": version, "spans": spans, "hops": hops}


def rates(server: Server, rounds: int) -> tuple[float, float]:
    """Claims a second, by single posts and by a batch, the median of rounds in which both come in turn."""
    items: Any = server.questions["items"]
    connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
    token = str(server.questions["token"])
    single, batch = [], []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        for item in items[:SINGLES]:
            _post(connection, token, "/api/v1/claims/", item, 201)
        single.append(SINGLES / (time.perf_counter() - begun))
        begun = time.perf_counter()
        made = _post(connection, token, "/api/v1/claims/batch/", {"claims": items}, 200)
        batch.append(BATCH / (time.perf_counter() - begun))
        assert made["created"] == BATCH, made["results"][0]
    connection.close()
    return median(single[1:]), median(batch[1:])  # the first round fills caches


def _post(connection: HTTPConnection, token: str, path: str, body: Any, status: int) -> Any:
    headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
    connection.request("POST", path, json.dumps(body), headers)
    response = connection.getresponse()
    answer = response.read()
    assert response.status == status, f"{path}: {response.status} {answer[:300]!r}"
    return json.loads(answer)


if __name__ == "__main__":
    main()
