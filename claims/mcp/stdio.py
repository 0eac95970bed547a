"""The tools over standard input and output, for a client that starts newsapp itself."""

from __future__ import annotations

from typing import Any

import anyio
from django.db import close_old_connections
from mcp.server.stdio import stdio_server
from mcp.types import CallToolResult

from claims.mcp.asking import Asker
from claims.mcp.calling import call
from claims.mcp.server import server_for


def serve(asker: Asker) -> None:
    """Answer until standard input ends."""
    anyio.run(_serve, asker)


async def _serve(asker: Asker) -> None:
    server = server_for(asker, _call)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _call(asker: Asker, name: str, arguments: dict[str, Any]) -> CallToolResult:
    close_old_connections()  # a client may be silent for days
    return call(asker, name, arguments)
