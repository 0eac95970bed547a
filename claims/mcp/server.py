"""The server of the protocol: the tools under the official SDK, which speaks with clients of each revision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from mcp.server.lowlevel import Server
from mcp.types import CallToolRequestParams, CallToolResult, ListToolsResult, Tool, ToolAnnotations

from claims.mcp.asking import Asker
from claims.mcp.calling import call
from claims.mcp.tools import TOOLS

INSTRUCTIONS = (
    "newsapp keeps claims in the news: who said what, in which words, through whom. Give the words as they are printed "
    "(`cite_as`), never in other words inside quotation marks; say who said them and through whom (`chain`), and cite "
    "`address`. Where `denies` is true the speaker denies the words. What is not `confirmed` nobody has checked."
)
_LISTED = [
    Tool(
        name=name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(mode="serialization"),
        annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )
    for name, tool in TOOLS.items()
]

Call = Callable[[Asker, str, dict[str, Any]], CallToolResult]


def server_for(asker: Asker, call: Call = call) -> Server[Any]:
    """A server whose tools ask in this name. They run in the thread that Django's connection to the database is of."""

    async def list_tools(context: Any, params: Any) -> ListToolsResult:
        return ListToolsResult(tools=_LISTED)

    async def call_tool(context: Any, params: CallToolRequestParams) -> CallToolResult:
        return await sync_to_async(call, thread_sensitive=True)(asker, params.name, params.arguments or {})

    return Server(
        "newsapp",
        version=str(settings.SPECTACULAR_SETTINGS["VERSION"]),
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
