"""The tools over HTTP: with the official client against a live server, and with whatever else is sent to it."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client as Browser
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from mcp import Client, MCPError
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from claims.api import throttles
from claims.mcp import calling as calls
from claims.mcp.tools import TOOLS
from claims.mcp.views import MAX_MESSAGE
from claims.services.rates import Meter
from newsapp.accounts.models import User
from tests.api.helpers import problem_of
from tests.api.records import confirmed_claim
from tests.factories import ClaimFactory
from tests.mcp.speaking import MODES, asked, calling, claims_in, post, refusal_in, talk_over_http, token_of

LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
SEARCH = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "search_claims"}}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", MODES)
class TestWithTheOfficialClient:
    def test_tools_are_listed_as_such_that_only_read(self, mode: str, live_server: LiveServer) -> None:
        async def talk(client: Client) -> Any:
            return await client.list_tools()

        tools = talk_over_http(f"{live_server.url}/mcp", talk, mode=mode).tools
        assert [tool.name for tool in tools] == list(TOOLS)
        for tool in tools:
            assert tool.annotations.read_only_hint
            assert not tool.annotations.open_world_hint
            Draft202012Validator.check_schema(tool.input_schema)
            Draft202012Validator.check_schema(tool.output_schema)

    def test_it_is_told_how_to_use_the_words(self, mode: str, live_server: LiveServer) -> None:
        async def talk(client: Client) -> Any:
            return client.server_info.name, client.instructions

        name, instructions = talk_over_http(f"{live_server.url}/mcp", talk, mode=mode)
        assert name == "newsapp"
        assert "cite_as" in instructions

    def test_answers_fit_the_schema_that_the_tool_declares(self, mode: str, live_server: LiveServer) -> None:
        claim = confirmed_claim()
        numbers = {"id": claim.pk, "speaker": claim.speaker_id, "article": claim.article_id}

        async def talk(client: Client) -> Any:
            tools = (await client.list_tools()).tools  # the client itself checks answers against what is listed
            takes = {tool.name: set(tool.input_schema.get("required", [])) for tool in tools}
            return [
                (tool, await client.call_tool(tool.name, {name: numbers[name] for name in takes[tool.name]}))
                for tool in tools
            ]

        for tool, result in talk_over_http(f"{live_server.url}/mcp", talk, mode=mode):
            assert not result.is_error
            Draft202012Validator(tool.output_schema).validate(result.structured_content)

    def test_a_token_says_in_whose_name_it_asks(self, mode: str, live_server: LiveServer, reader: User) -> None:
        claim = ClaimFactory()
        talk = calling("get_claim", id=claim.pk, include_unconfirmed=True)
        assert talk_over_http(f"{live_server.url}/mcp", talk, mode=mode).is_error
        told = talk_over_http(f"{live_server.url}/mcp", talk, token_of(reader), mode).structured_content["claim"]
        assert told["words"] == claim.content
        assert told["address"] == f"{live_server.url}/claims/{claim.pk}/"

    def test_a_tool_that_there_is_not_is_an_error_of_the_protocol(self, mode: str, live_server: LiveServer) -> None:
        with pytest.raises(ExceptionGroup) as raised:
            talk_over_http(f"{live_server.url}/mcp", calling("delete_claim"), mode=mode)
        error = only(raised.value)
        assert isinstance(error, MCPError)
        assert error.code == -32602
        assert "search_claims" in error.message


def only(error: BaseException) -> BaseException:
    """The one exception at the bottom of groups of one."""
    while isinstance(error, BaseExceptionGroup):
        (error,) = error.exceptions
    return error


@pytest.mark.django_db
class TestWhoMayComeIn:
    def test_no_visitor_where_visitors_read_nothing(self, settings: Settings, reader: User) -> None:
        settings.NEWSAPP_VISITORS = "nothing"
        refused = post(LIST)
        problem_of(refused, 401, "not-authenticated")
        assert refused["WWW-Authenticate"] == "Token"
        assert post(LIST, token_of(reader)).status_code == 200

    def test_no_token_that_is_none(self) -> None:
        problem_of(post(LIST, {"Authorization": "Token of-my-own"}), 401, "authentication-failed")

    def test_nobody_by_the_token_of_an_account_that_is_closed(self, reader: User) -> None:
        token = token_of(reader)
        reader.is_active = False
        reader.save()
        assert post(LIST, token).status_code == 401

    def test_a_session_counts_for_nothing(self, editor: User) -> None:
        ClaimFactory()
        browser = Browser()
        browser.force_login(editor)
        call = {"name": "search_claims", "arguments": {"include_unconfirmed": True}}
        answer = post({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}, browser=browser)
        assert claims_in(answer.json()["result"]) == []

    @pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://testserver.elsewhere.example"])
    def test_no_page_of_another_site(self, origin: str) -> None:
        problem_of(post(LIST, {"Origin": origin}), 403, "permission-denied")

    def test_pages_of_this_site_and_of_those_that_are_named(self, settings: Settings) -> None:
        settings.CSRF_TRUSTED_ORIGINS = ["https://desk.example"]
        for origin in ("http://testserver", "https://desk.example"):
            assert post(LIST, {"Origin": origin}).status_code == 200

    def test_nobody_more_often_than_the_rate(
        self, settings: Settings, reader: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(throttles.time, "time", lambda: 29_000_000 * 60.0)
        monkeypatch.setattr(throttles, "METER", Meter())
        settings.RATE_SIGNED_IN = 2
        token = token_of(reader)
        for left in (1, 0):
            answer = post(SEARCH, token)
            assert (answer.status_code, answer["RateLimit"].split(";")[:2]) == (200, ['"token"', f"r={left}"])
        refused = post(LIST, token)
        problem_of(refused, 429, "throttled")
        assert refused["Retry-After"]


@pytest.mark.django_db
class TestWhatIsSent:
    @pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "head", "options"])
    def test_only_a_post_is_taken(self, method: str) -> None:
        answer = getattr(Browser(), method)("/mcp", headers={"accept": "text/event-stream, application/json"})
        assert (answer.status_code, answer["Allow"]) == (405, "POST")

    def test_answers_are_json_and_never_a_stream(self) -> None:
        assert post(LIST)["Content-Type"] == "application/json"

    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            (b"", 400, -32700),
            (b"{", 400, -32700),
            (b"\xff\xfe", 400, -32700),
            (b'{"jsonrpc": "2.0", "id": 1, "method": "\\ud800"}', 400, -32700),
            (b"[" * 50_000, 400, -32700),
            (b"[" * 900 + b"]" * 900, 400, -32700),
            (b"NaN", 400, -32700),
            (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "id": 2}', 400, -32700),
            (b"[]", 400, -32602),
            (b"7", 400, -32602),
            (b'{"id": 1, "method": "tools/list"}', 400, -32602),
            (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/drop"}', 200, -32601),
            (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call"}', 200, -32602),
            (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": 5}}', 200, -32602),
            (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": []}', 400, -32602),
        ],
    )
    def test_what_is_no_message_of_the_protocol_is_told_in_its_words(self, body: bytes, status: int, code: int) -> None:
        answer = post(body)
        assert answer.status_code == status, answer.content
        assert answer.json()["jsonrpc"] == "2.0"
        assert answer.json()["error"]["code"] == code

    def test_a_revision_of_the_protocol_that_there_is_not_is_refused(self) -> None:
        answer = post(LIST, {"MCP-Protocol-Version": "1999-01-01"})
        assert answer.status_code == 400
        assert answer.json()["error"]["code"] < 0

    def test_a_notification_is_acknowledged(self) -> None:
        answer = post({"jsonrpc": "2.0", "method": "notifications/initialized"})
        assert (answer.status_code, answer.content) == (202, b"")

    def test_too_much_is_refused(self) -> None:
        problem_of(post(b" " * (MAX_MESSAGE + 1)), 413, "too-large")

    @pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
    def test_what_a_form_of_another_site_could_send_is_refused(self, kind: str) -> None:
        assert post(b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}', content_type=kind).status_code in (400, 415)

    def test_who_takes_no_json_is_refused(self) -> None:
        assert post(LIST, {"accept": "text/html"}).status_code == 406

    def test_a_fault_of_ours_is_told_without_its_particulars(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(*_: object) -> None:
            raise RuntimeError("the secret particulars")

        monkeypatch.setattr(calls, "_answer", fail)
        answer = post(SEARCH)
        assert answer.json()["error"] == {"code": -32603, "message": "newsapp could not answer; its log says why."}
        assert "the secret particulars" in caplog.text

    def test_a_database_that_is_away_is_told_as_the_api_tells_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise OperationalError from ConnectionError()

        monkeypatch.setattr("claims.reading.claims.as_rows", fail)
        assert "cannot be reached" in refusal_in(asked("search_claims"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_ENVELOPE: dict[str, Any] = {"protocolVersion": "2026-07-28", "clientCapabilities": {}}
ARGUMENTS = st.dictionaries(
    st.sampled_from([*TOOLS["search_claims"].takes.model_fields, "id", "article"]) | st.text(), JSON, max_size=4
)


@pytest.mark.django_db
class TestWhateverIsSent:
    @given(
        tool=st.sampled_from(list(TOOLS)) | st.text(),
        arguments=ARGUMENTS,
        number=JSON,
        version=st.sampled_from(["2025-11-25", "2026-07-28"]),
    )
    @hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_is_answered_or_refused_and_never_fails(
        self, tool: str, arguments: dict[str, Any], number: Any, version: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        envelope = {f"io.modelcontextprotocol/{key}": value for key, value in _ENVELOPE.items()}
        params = {"name": tool, "arguments": arguments, "_meta": envelope}
        message = {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}
        answer = post(message, {"MCP-Protocol-Version": version, "MCP-Method": "tools/call"})
        assert answer.status_code in (200, 202, 400), answer.content
        assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.django_db
class TestTheLog:
    @pytest.fixture(autouse=True)
    def listening(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO, logger=calls.__name__)

    def test_says_who_called_what_how_much_was_answered_and_how_long_it_took(
        self, caplog: pytest.LogCaptureFixture, reader: User
    ) -> None:
        confirmed_claim(content="The ferry leaves at noon")
        asked("search_claims", token_of(reader, "the desk"), words="ferry")
        asked("get_claim", id=4711)
        first, second = (record.getMessage() for record in caplog.records)
        assert first.startswith("reader by token 'the desk' called search_claims {'words': 'ferry'}: 1 answered in ")
        assert first.endswith(" ms")
        assert second.startswith("A visitor called get_claim {'id': 4711}: refused (not-found) in ")

    def test_is_one_line_a_call_of_bounded_length(self, caplog: pytest.LogCaptureFixture) -> None:
        asked("search_claims", words="x\r\n\x1b[31m" * 5_000)
        message = caplog.records[0].getMessage()
        assert message.isprintable()
        assert len(message) < calls.SHOWN + 100
