"""A call of a tool: its arguments checked, its answer or refusal as the protocol has it, and a line in the log."""

from __future__ import annotations

import logging
import time
from typing import Any

import orjson
from mcp.shared.exceptions import MCPError
from mcp.types import INTERNAL_ERROR, INVALID_PARAMS, CallToolResult, TextContent
from pydantic import ValidationError

from claims.mcp.asking import Asker, RefusedError
from claims.mcp.tools import TOOLS, ClaimTool
from claims.reading.related import Row

SHOWN = 300
"""Characters of the arguments of a call that the log holds at most."""

logger = logging.getLogger(__name__)


def call(asker: Asker, name: str, arguments: dict[str, Any]) -> CallToolResult:
    """The answer of a tool; a refusal is an answer too, which the model can read and act on.

    Raises MCPError for a tool that there is not, and where something fails that nobody foresaw; then the log says what.
    """
    begun = time.monotonic()
    outcome = "failed"
    try:
        answer = _answer(asker, _tool(name), arguments)
        outcome = f"{len(answer.get('claims', ['one']))} answered"
        return _result(answer)
    except RefusedError as refusal:
        outcome = f"refused ({refusal.code})"
        return CallToolResult(content=[TextContent(type="text", text=str(refusal))], is_error=True)
    except MCPError:
        outcome = "refused (no such tool)"
        raise
    except Exception as error:
        logger.exception("A tool failed.")
        raise MCPError(INTERNAL_ERROR, "newsapp could not answer; its log says why.") from error
    finally:
        ms = (time.monotonic() - begun) * 1000
        logger.info("%s called %s: %s in %.0f ms", asker.name, _shown(name, arguments), outcome, ms)


def _tool(name: str) -> ClaimTool:
    if name not in TOOLS:
        raise MCPError(INVALID_PARAMS, f"There is no such tool. There are: {', '.join(TOOLS)}.")
    return TOOLS[name]


def _answer(asker: Asker, tool: ClaimTool, arguments: dict[str, Any]) -> Row:
    try:
        asked = tool.takes.model_validate(arguments)
    except ValidationError as error:
        told = {
            "missing": "This is needed",
            "extra_forbidden": f"There is no such argument. There are: {', '.join(tool.takes.model_fields)}",
        }
        faults = (
            f"{'.'.join(map(str, fault['loc']))}: {told.get(fault['type'], fault['msg'])}." for fault in error.errors()
        )
        raise RefusedError(" ".join(faults), "invalid-arguments") from None
    return tool.answer(asker, asked)


def _result(answer: Row) -> CallToolResult:
    """The answer as structured content, and as text for clients that read no other."""
    text = TextContent(type="text", text=orjson.dumps(answer).decode())
    return CallToolResult(content=[text], structured_content=answer)


def _shown(name: str, arguments: dict[str, Any]) -> str:
    """The call in one line, whatever it holds, and cut off where it is long."""
    shown = f"{name if name in TOOLS else ascii(name)} {arguments!a}"
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
