"""One exchange of Streamable HTTP: a message in, a message out, and nothing kept from one to the next.

The SDK speaks it as an ASGI application; this runs it for the length of a request, under a server of threads.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

import anyio
from asgiref.sync import async_to_sync
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from claims.mcp.asking import Asker
from claims.mcp.server import server_for

Sent = list[MutableMapping[str, Any]]


def exchange(asker: Asker, headers: Mapping[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer to a POST."""
    begun, *parts = async_to_sync(_exchanged)(asker, headers, body)
    told = {name.decode("latin-1"): value.decode("latin-1") for name, value in begun["headers"]}
    return begun["status"], told, b"".join(part.get("body", b"") for part in parts)


async def _exchanged(asker: Asker, headers: Mapping[str, str], body: bytes) -> Sent:
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/mcp",
        "query_string": b"",
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
    }
    arriving = [{"type": "http.request", "body": body}]
    sent: Sent = []

    async def receive() -> MutableMapping[str, Any]:
        if not arriving:
            await anyio.sleep_forever()  # the client waits for its answer
        return arriving.pop()

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    manager = StreamableHTTPSessionManager(server_for(asker), json_response=True, stateless=True)
    async with manager.run():
        await manager.handle_request(scope, receive, send)
    return sent
