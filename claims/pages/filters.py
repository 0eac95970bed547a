"""The links of the list of claims that add, change or take away one filter, and keep the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from claims.choices import Form, QuoteType, Relation, Status
from claims.reading.facets import NOBODY
from claims.reading.related import Row

Rows = Sequence[Row]
FACETS = {
    "status": "Status",
    "disagreement": "People disagree",
    "speaker": "Speaker",
    "quote_type": "Quote type",
    "form": "Said or thought",
    "tag": "Tag",
    "outlet": "Outlet",
    "rating": "Rating",
    "assignee": "Assigned to",
}
ORDERS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "least-certain": "Least certain first",
    "most-certain": "Most certain first",
}
# A machine is sure to whole hundredths: none lies between the two.
CERTAINTY = {
    "High: 90 % and more": ("confidence_from", "0.9"),
    "Less than 90 %": ("confidence_to", "0.89"),
}
_CERTAINTY_BY_BOUND = {bound: name for name, bound in CERTAINTY.items()}
# Filters that come with a link and not with a facet.
OTHERS = {
    "q": "Words",
    "find": "Words, names or titles",
    "undecided": "Awaits a decision",
    "changed": "Decided before the article changed",
    "in_text": "Still in the article",
    "article": "Article",
    "open": "Still open",
    "decided_by": "Decided by",
    "kind": "Kind of speaker",
    "passed_on_by": "Passed on by",
    "confidence_from": "Confidence from",
    "confidence_to": "Confidence up to",
    "speaker_name": "Said by",
    "role": "In the role",
    "addressee": "Said to",
    "has_chain": "Passed on by somebody",
    "tag_any": "One of the tags with numbers",
    "tag_all": "All of the tags with numbers",
    "tag_none": "None of the tags with numbers",
    "relation": "Linked to another claim",
    "updated_from": "Changed since",
    "said_from": "Said from",
    "said_to": "Said until",
    "day_from": "Said or else published from",
    "day_to": "Said or else published until",
    "dated": "Day known",
    "published_from": "Published from",
    "published_to": "Published until",
}
# What an address may ask for that is no filter.
_PARAMETERS = {"cursor": "Place in the list", "order": "Order", "page_size": "Rows on a page"}
_LABELS = {
    **dict(QuoteType.choices),
    **dict(Form.choices),
    **dict(Status.choices),
    **dict(Relation.choices),
    "true": "yes",
    "false": "no",
}


def title(name: str) -> str:
    """What people call a filter, or another parameter of an address."""
    return (FACETS | OTHERS | _PARAMETERS).get(name) or name.replace("_", " ").capitalize()


def with_chosen(others: Rows, chosen: Rows) -> Rows:
    """The values of a facet with its own filter left out, and the chosen one though it be too rare to be among them."""
    values = {row["value"] for row in others}
    return [*others, *(row for row in chosen if row["value"] not in values)]


def assignees(rows: Rows, username: str, query: QueryDict) -> Rows:
    """The values of the facet, the user's own as `me` unless the query asks by name, and nobody called so."""
    own = username if query.get("assignee") == username else "me"
    names = {username: ("me", own), NOBODY: ("nobody", NOBODY)}
    called = [(row, *names.get(row["value"], (row["name"], row["value"]))) for row in rows]
    return [{**row, "name": name, "value": value} for row, name, value in called]


def groups(query: QueryDict, counts: Mapping[str, Rows]) -> list[Row]:
    """Each facet with its values: name, count, whether it is on, and the query that turns it on or off.

    ``counts`` maps a facet to its values as `with_chosen` gives them.
    """
    return [
        {
            "name": name,
            "title": title,
            "values": [_value(query, name, row) for row in counts[name]],
        }
        for name, title in FACETS.items()
        if counts[name]
    ]


def links(query: QueryDict, choices: Mapping[str, tuple[str, str]]) -> list[Row]:
    """Filters that are not counted, as CERTAINTY: name, whether it is on, the query that turns it on or off."""
    values = []
    for title, (name, bound) in choices.items():
        on = query.get(name) == bound
        values.append({"name": title, "on": on, "query": changed(query, name, None if on else bound)})
    return values


def chips(query: QueryDict, counts: Mapping[str, Rows], claims: Sequence[Row]) -> list[dict[str, str]]:
    """The filters that are on, each with the query that takes it away; their values by name where it is known."""
    result = []
    for name, title in (FACETS | OTHERS).items():
        if value := query.get(name, ""):
            certainty = _CERTAINTY_BY_BOUND.get((name, value))
            rows = counts.get(name) or _named_by(claims, name)
            shown = next((row["name"] for row in rows if str(row["value"]) == value and row["name"]), value)
            result.append(
                {
                    "title": "Certainty of the machine" if certainty else title,
                    "name": certainty or _LABELS.get(shown, shown),
                    "query": changed(query, name, None),
                }
            )
    return result


def _named_by(claims: Sequence[Row], name: str) -> Rows:
    """The values of a filter that no facet counts, as the first of the claims that fit has them."""
    for claim in claims[:1]:
        if name == "article":
            return [{"value": claim["article"]["id"], "name": claim["article"]["title"]}]
        if name == "passed_on_by":
            return [
                {"value": hop["speaker"]["id"], "name": hop["speaker"]["name"]}
                for hop in claim["chain"]
                if hop["speaker"]
            ]
    return []


def orders(query: QueryDict, default: str | None) -> list[Row]:
    now = query.get("order") or default or next(iter(ORDERS))
    return [{"value": word, "title": title, "on": word == now} for word, title in ORDERS.items()]


def kept(query: QueryDict, *without: str) -> list[tuple[str, str]]:
    """What a form must send along so that the other filters stay."""
    return [(name, str(value)) for name, value in query.items() if value and name not in {*without, "cursor"}]


def fitting(query: QueryDict, always: Mapping[str, str]) -> str:
    """The query of all claims that fit, whatever the page and the order; "" where there is no filter."""
    new = QueryDict(mutable=True)
    new.update(dict(kept(query, "order", "page_size")) | dict(always))
    return new.urlencode()


def changed(query: QueryDict, name: str, value: Any) -> str:
    """The query with one filter set, or taken away where the value is None, from the first page on."""
    new = QueryDict(mutable=True)
    for key, old in kept(query, name):
        new[key] = old
    if value is not None:
        new[name] = str(value)
    return f"?{new.urlencode()}"


def _value(query: QueryDict, name: str, row: Row) -> Row:
    on = query.get(name) == str(row["value"])
    return {
        "name": _LABELS.get(row["name"], row["name"]),
        "count": row["count"],
        "on": on,
        "query": changed(query, name, None if on else row["value"]),
    }
