"""JSON-LD as those read it who know its context: every short word a full one. Nothing is fetched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pyld import jsonld

_KEPT = {"https://schema.org": "schema_org.json", "http://www.w3.org/ns/anno.jsonld": "anno.json"}
SCHEMA = "http://schema.org/"


def expanded(document: Any) -> list[dict[str, Any]]:
    """The nodes of a document, which uses no word that its context lacks."""
    nodes: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": _kept, "keepFreeFloatingNodes": True})
    unknown = _words(document) - set(_kept(document["@context"], {})["document"]["@context"])
    assert unknown == set()
    return nodes


def node_of(nodes: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """The one node of this type."""
    (node,) = [node for node in nodes if SCHEMA + kind in node.get("@type", ())]
    return node


def values(node: dict[str, Any], *path: str) -> list[Any]:
    """The plain values at a path of properties: ``values(claim, "author", "name")``."""
    nodes: list[Any] = [node]
    for name in path:
        nodes = [value for node in nodes for value in node.get(SCHEMA + name, ())]
    return [value.get("@value", value.get("@id")) for value in nodes]


def _words(document: Any) -> set[str]:
    if isinstance(document, list):
        return {word for item in document for word in _words(item)}
    if not isinstance(document, dict):
        return set()
    own = {name for name in document if not name.startswith("@")}
    return own | {word for name, item in document.items() if name != "@context" for word in _words(item)}


def _kept(address: str, options: Any) -> Any:
    context = json.loads((Path(__file__).parent / "contexts" / _KEPT[address]).read_text())
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": context}
