"""The command newsapp-claims, run as people run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.choices import AssessmentStatus, Status
from claims.services.articles import delete_article, update_article
from newsapp.accounts.models import User
from newsapp_claims import command
from tests.clients.conftest import token_of, wait_until_settled
from tests.factories import AssessmentFactory, ClaimFactory
from tests.writing import delete, save

pytestmark = pytest.mark.django_db(transaction=True)

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(live_server: LiveServer, editor: User) -> Run:
    own, environment = token_of(editor), os.environ | {"NEWSAPP": live_server.url, "PYTHONPATH": "clients/python"}

    def run(*arguments: str | Path, token: str = own) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "newsapp_claims.command", *map(str, arguments)]
        told = environment | {"NEWSAPP_TOKEN": token}
        return subprocess.run(argv, env=told, capture_output=True, text=True, timeout=60)

    return run


def lines_of(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_pulls_keep_a_copy_in_step(run: Run, tmp_path: Path) -> None:
    place, out = tmp_path / "place", tmp_path / "claims.jsonl"

    def pull() -> list[Any]:
        wait_until_settled()
        before = len(out.read_text().splitlines()) if out.exists() else 0
        done = run("pull", "--since", place, "--out", out)
        assert done.returncode == 0, done.stderr
        return [(line["id"], line.get("status", "gone")) for line in lines_of(out.read_text())][before:]

    claims = ClaimFactory.create_batch(3)
    assert pull() == [(claim.pk, "suggested") for claim in claims]
    claims[0].status = Status.CONFIRMED
    save(claims[0])
    deleted = claims[1].pk
    delete(claims[1])
    assert pull() == [(claims[0].pk, "confirmed"), (deleted, "gone")]
    first, *_, changed, _ = lines_of(out.read_text())
    assert set(first) == set(changed)
    assert pull() == []


def test_a_pull_by_a_token_of_outlets_follows_articles_that_come_and_go(
    run: Run, tmp_path: Path, administrator: User
) -> None:
    goes, comes, stays = ClaimFactory.create_batch(3)
    token = token_of(administrator, goes.article.outlet, stays.article.outlet)
    place, out = tmp_path / "place", tmp_path / "claims.jsonl"

    def copy() -> set[int]:
        wait_until_settled()
        done = run("pull", "--since", place, "--out", out, token=token)
        assert done.returncode == 0, done.stderr
        last = {line["id"]: line for line in lines_of(out.read_text())}
        return {number for number, line in last.items() if "deleted" not in line}

    assert copy() == {goes.pk, stays.pk}
    own, other = goes.article.outlet, comes.article.outlet
    update_article(goes.article, by=administrator, outlet=other)
    update_article(comes.article, by=administrator, outlet=own)
    assert copy() == {comes.pk, stays.pk}
    delete_article(stays.article, by=administrator)
    delete_article(goes.article, by=administrator)
    assert copy() == {comes.pk}


def test_half_a_line_of_a_pull_that_was_killed_goes(run: Run, tmp_path: Path) -> None:
    place, out = tmp_path / "place", tmp_path / "claims.jsonl"
    assert run("pull", "--since", place, "--out", out).returncode == 0
    out.write_text('{"id": 1}\n{"id": ')
    claim = ClaimFactory()
    wait_until_settled()
    assert run("pull", "--since", place, "--out", out).returncode == 0
    assert {line["id"] for line in lines_of(out.read_text())} == {1, claim.pk}


def test_a_first_pull_that_was_killed_begins_anew(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    out.write_text('{"id": 99}\n')
    claim = ClaimFactory()
    wait_until_settled()
    assert run("pull", "--since", tmp_path / "place", "--out", out).returncode == 0
    assert [line["id"] for line in lines_of(out.read_text())] == [claim.pk]


def test_the_lines_of_a_pull_are_on_the_disk_before_its_place(
    live_server: LiveServer, editor: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, out = tmp_path / "place", tmp_path / "claims.jsonl"
    arguments = ["pull", "--base", live_server.url, "--since", str(place), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", ["newsapp-claims", *arguments])
    monkeypatch.setenv("NEWSAPP_TOKEN", token_of(editor))
    on_disk: list[tuple[str, int]] = []
    sync = os.fsync

    def fsync(file: int) -> None:
        is_out = os.fstat(file).st_ino == out.stat().st_ino
        on_disk.append(("lines", len(out.read_text().splitlines())) if is_out else ("place", 0))
        sync(file)

    monkeypatch.setattr(os, "fsync", fsync)
    ClaimFactory()
    wait_until_settled()
    command.main()
    assert on_disk[:2] == [("lines", 1), ("place", 0)]
    on_disk.clear()
    ClaimFactory()
    wait_until_settled()
    command.main()
    assert on_disk[:2] == [("lines", 2), ("place", 0)]


def test_an_export_takes_filters(run: Run) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    ClaimFactory()
    assert [line["id"] for line in lines_of(run("export", "status=confirmed").stdout)] == [claim.pk]
    assert run("export", "confirmed").returncode == 2


def test_an_export_is_of_other_records_too(run: Run) -> None:
    finding = AssessmentFactory()
    AssessmentFactory(status=AssessmentStatus.PUBLISHED)
    told = lines_of(run("export", "--of", "assessments", "status=draft").stdout)
    assert [line["id"] for line in told] == [finding.pk]
    assert run("export", "--of", "comments").returncode == 2


def test_a_file_is_taken_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text("The bridge is old.\n\n“It opens in May,” Ada Lind said.")
    (taken,) = lines_of(run("take-in", tmp_path / "bridge.txt").stdout)
    assert taken["created"]
    (intake,) = lines_of(run("take-in", "http://127.0.0.1:9/private").stdout)
    assert intake["state"] == "waiting"


def test_what_goes_wrong_is_said_in_a_line(run: Run, tmp_path: Path) -> None:
    done = run("take-in", tmp_path / "none.txt")
    assert done.returncode == 1
    assert done.stderr.startswith("newsapp-claims: ")
    assert "Traceback" not in done.stderr
    assert "colour" in run("export", "colour=red").stderr
