"""What webhooks are sent, for the OpenAPI description."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiWebhook

_HEADERS = {
    "webhook-id": "of the message; the same at each attempt, so that one that comes twice is known",
    "webhook-timestamp": "when it was sent, in seconds since 1970",
    "webhook-signature": "`v1,` and HMAC-SHA256 in base64 of id, timestamp and body joined by dots; several, parted by "
    "spaces, for a day after the secret was rolled",
}


_FILTERED = """\
Of the kinds of the webhook. Where it has a `filter`, `records` has the claims that it lets through, those that it no
longer does, as `deleted`, and what hangs on them, and a Change without any is not sent. One that was made with a token
of outlets is told what these show, and no notes."""


def _webhook(kind: str, summary: str, description: str, data: dict[str, Any]) -> OpenApiWebhook:
    """A message of the kind, with its data, in the form of Standard Webhooks."""
    properties = {
        "type": {"const": kind},
        "timestamp": {"type": "string", "format": "date-time", "description": "when it came about"},
        "data": data,
    }
    schema = {"type": "object", "required": list(properties), "properties": properties}
    parameters = [
        {"name": name, "in": "header", "required": True, "description": text, "schema": {"type": "string"}}
        for name, text in _HEADERS.items()
    ]
    operation = {
        "summary": summary,
        "description": description,
        "tags": ["webhooks"],
        "parameters": parameters,
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {
            "2XX": {"description": "taken"},
            "410": {"description": "the receiver is gone for good; the webhook is switched off"},
            "default": {"description": "not taken: it is sent again, seven times in all within a day"},
        },
    }
    return OpenApiWebhook(kind, {"post": operation})


CHANGE_MADE = _webhook("change.made", "A Change was made.", _FILTERED, {"$ref": "#/components/schemas/StreamedChange"})
WEBHOOK_TEST = _webhook(
    "webhook.test",
    "An administrator tries the webhook.",
    "Whatever its filter.",
    {"type": "object", "maxProperties": 0},
)
