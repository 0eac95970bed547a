"""`manage.py mcp`, as a client starts it: a process on a database of its own, spoken with over its input and output."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import Any

import anyio
import orjson
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from tests.mcp.speaking import MODES, Talk, Told, calling
from tests.whole_program import ADMINISTRATOR, ROOT, installed

pytestmark = pytest.mark.xdist_group("mcp-command")  # one installation for all of them
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
SEARCH = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "search_claims"}}
HELLO = {
    "jsonrpc": "2.0",
    "id": 0,
    "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "a test", "version": "1"}},
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return installed(tmp_path_factory.mktemp("var"), NEWSAPP_VISITORS="confirmed")


def talk_to_command(environment: dict[str, str], talk: Talk[Told], *options: str, mode: str = "auto") -> Told:
    """What the official client is told by a command that it starts and ends."""
    server = StdioServerParameters(
        command=sys.executable, args=[str(ROOT / "manage.py"), "mcp", *options], cwd="/", env=environment
    )

    async def talked() -> Told:
        async with Client(server, mode=mode) as client:
            return await talk(client)

    return anyio.run(talked)


def started(environment: dict[str, str], *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "mcp", *options],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def lines(*messages: Any) -> str:
    return "".join(f"{orjson.dumps(message).decode()}\n" for message in messages)


def suggested_in(result: CallToolResult) -> int:
    assert not result.is_error
    return sum(claim["status"] == "suggested" for claim in result.structured_content["claims"])


@pytest.mark.parametrize("mode", MODES)
def test_it_answers_the_official_client_in_the_name_of_a_user(mode: str, environment: dict[str, str]) -> None:
    talk = calling("search_claims", include_unconfirmed=True)
    assert suggested_in(talk_to_command(environment, talk, f"--user={ADMINISTRATOR}", mode=mode)) > 5
    assert suggested_in(talk_to_command(environment, talk, mode=mode)) == 0


def test_a_visitor_is_refused_where_visitors_read_nothing(environment: dict[str, str]) -> None:
    result = talk_to_command(environment | {"NEWSAPP_VISITORS": "nothing"}, calling("search_claims"))
    assert result.is_error
    assert "Sign in" in result.content[0].text


def test_a_client_is_set_up_as_the_manual_says_and_addresses_lead_to_the_site(environment: dict[str, str]) -> None:
    (snippet,) = re.findall(r"^```json\n(.*?)^```$", (ROOT / "docs" / "mcp.md").read_text(), re.DOTALL | re.MULTILINE)
    setup = orjson.loads(snippet)["mcpServers"]["newsapp"]
    assert setup["command"] == "/srv/newsapp/.venv/bin/python"
    manage, command, *options = (word.replace("desk", ADMINISTRATOR) for word in setup["args"])
    assert (manage, command) == ("/srv/newsapp/manage.py", "mcp")
    site = environment | setup["env"] | {"SCRIPT_NAME": "/news"}
    talk = calling("get_claim", id=1, include_unconfirmed=True)
    claim = talk_to_command(site, talk, *options).structured_content["claim"]
    assert claim["address"] == "https://claims.example.org/news/claims/1/"


def test_nothing_but_messages_is_printed_and_it_ends_with_its_input(environment: dict[str, str]) -> None:
    process = started(environment)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"no message\n\n{lines(HELLO, [], LIST)}{{\n{lines(SEARCH)}")
    process.stdin.flush()
    answered: set[int] = set()
    while answered != {0, 1, 2}:
        answer = orjson.loads(process.stdout.readline())
        assert answer["jsonrpc"] == "2.0"
        answered |= {answer["id"]} if "result" in answer else set()
    told, log = process.communicate(timeout=60)
    assert (process.returncode, told) == (0, "")
    assert "A visitor called search_claims {}: 0 answered in " in log
    assert "Traceback" not in log


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_when_it_is_told_to(number: signal.Signals, environment: dict[str, str]) -> None:
    with started(environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(lines(HELLO))
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(number)
        assert process.wait(timeout=10) == -number
        assert process.stdout.read() == ""


@pytest.mark.parametrize(
    ("option", "said"),
    [("--user=nobody", "no active account named nobody"), ("--address=https://elsewhere.example", "ALLOWED_HOSTS")],
)
def test_what_cannot_be_is_said_in_a_line(option: str, said: str, environment: dict[str, str]) -> None:
    process = started(environment, option)
    told, log = process.communicate(timeout=60)
    assert (process.returncode, told) == (1, "")
    assert said in log
    assert log.count("\n") == 1
