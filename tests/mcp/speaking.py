"""Clients of the tools: the official one, and messages by hand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import anyio
import httpx2
from django.test import Client as Browser
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from newsapp.accounts.models import Token, User

Told = TypeVar("Told")
Talk = Callable[[Client], Awaitable[Told]]
MODES = ("auto", "legacy")
"""The revisions of the protocol: without a handshake (2026-07-28), and with one."""


def token_of(user: User, name: str = "a script") -> dict[str, str]:
    """The header of a new token of the user."""
    _, token = Token.objects.create(user, name=name)
    return {"Authorization": f"Token {token}"}


def talk_over_http(url: str, talk: Talk[Told], headers: dict[str, str] | None = None, mode: str = "auto") -> Told:
    """What the official client is told at the address."""

    async def talked() -> Told:
        async with (
            httpx2.AsyncClient(headers=headers, timeout=30) as http,
            Client(streamable_http_client(url, http_client=http), mode=mode) as client,
        ):
            return await talk(client)

    return anyio.run(talked)


def calling(tool: str, **arguments: Any) -> Talk[Any]:
    async def talk(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    return talk


def post(body: Any, headers: dict[str, str] | None = None, browser: Browser | None = None, **more: Any) -> Any:
    """The answer to one message by hand; a body that is no bytes is sent as JSON."""
    asked = {"accept": "application/json, text/event-stream", **(headers or {})}
    kind = more.pop("content_type", "application/json")
    return (browser or Browser()).post("/mcp", body, content_type=kind, headers=asked, **more)


def asked(tool: str, headers: dict[str, str] | None = None, **arguments: Any) -> dict[str, Any]:
    """The result of a call by hand."""
    params = {"name": tool, "arguments": arguments}
    answer = post({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}, headers)
    assert answer.status_code == 200, answer.content
    result: dict[str, Any] = answer.json()["result"]
    return result


def claims_in(result: dict[str, Any]) -> list[int]:
    """The ids of the claims that a call answered."""
    assert not result.get("isError"), result
    return [claim["id"] for claim in result["structuredContent"]["claims"]]


def refusal_in(result: dict[str, Any]) -> str:
    assert result["isError"]
    assert "structuredContent" not in result
    text: str = result["content"][0]["text"]
    return text
