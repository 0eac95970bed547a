"""Claims, articles and speakers as JSON-LD in the words of schema.org."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import orjson
from django.conf import settings

from claims.choices import Form, QuoteType, SpeakerKind
from claims.reading.related import Row, in_a_row, names_of
from claims.text.fragments import web_address

Address = Callable[[str, int], str]
"""The permanent address of a "claim", an "article" or a "speaker" by its number."""

CONTEXT = "https://schema.org"
_TYPES = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.UNNAMED: "Person",
    SpeakerKind.ORGANIZATION: "Organization",
    SpeakerKind.GROUP: "Organization",
    SpeakerKind.GOVERNMENT: "GovernmentOrganization",
    SpeakerKind.DOCUMENT: "CreativeWork",
}

_THOUGHT = "Believed, wished, planned or felt rather than said."


def json_ld(nodes: Iterable[Row]) -> bytes:
    """One document of all the nodes."""
    return orjson.dumps({"@context": CONTEXT, "@graph": list(nodes)}, default=str)


def json_ld_stream(nodes: Iterable[Row]) -> Iterator[bytes]:
    """One document of all the nodes, a node a line.

    It closes its bracket at the end, so that one that broke off is no JSON.
    """
    yield b'{"@context":"%s","@graph":[' % CONTEXT.encode()
    between = b"\n"
    for node in nodes:
        yield between + orjson.dumps(node, default=str)
        between = b",\n"
    yield b"\n]}\n"


def claim_nodes(claim: Row, address: Address) -> list[Row]:
    """A Claim, which is a Quotation too where words stand between quotation marks, and the ClaimReview of it."""
    quotes = claim["quote_type"] != QuoteType.INDIRECT
    article = article_node(claim["article"], address)
    node = {
        "@id": address("claim", claim["id"]),
        "@type": ["Claim", "Quotation"] if quotes else "Claim",
        "url": address("claim", claim["id"]),
        "text": claim["content"],
        "creativeWorkStatus": claim["status"],
        "datePublished": claim["article"]["published_at"],
        "dateModified": claim["updated_at"].isoformat(),
        "keywords": [tag["name"] for tag in claim["tags"]],
        "appearance": article,
        "firstAppearance": claim["first_article"] and article_node(claim["first_article"], address),
        "isPartOf": article if quotes else None,
        "audience": claim["addressee"] and {"@type": "Audience", "name": claim["addressee"]},
        "description": _THOUGHT if claim["form"] == Form.THOUGHT else None,
        **_who(claim, quotes, address),
    }
    assessment = claim["assessment"]
    if not assessment:
        return [filled(node)]
    if assessment["claim_id"] != claim["id"]:  # the claim that it was made for has the review itself
        return [filled(node | {"review": {"@id": _address_of_review(assessment, address)}})]
    return [filled(node), _review(claim, assessment, address)]


def _address_of_review(assessment: Row, address: Address) -> str:
    return f"{address('claim', assessment['claim_id'])}#assessment-{assessment['id']}"


def review_nodes(claim: Row, address: Address) -> list[Row]:
    """The ClaimReview of a claim, with the Claim in it; none where it is not assessed itself, in its present words."""
    item, *reviews = claim_nodes(claim, address)
    return [review | {"itemReviewed": item} for review in reviews]


def _who(claim: Row, quotes: bool, address: Address) -> Row:
    """Who holds the claim, and from whom the article has it.

    The creator of a Quotation is who spoke the words; `spokenByCharacter`, "to whom the quotation is attributed within
    the containing work", is told where the article has them from others, who are the authors of what it is based on.
    Who denies a claim is no author of it; and a document that says it is a work, no author.
    """
    speakers = [_speaker(hop, address) for hop in (claim, *claim["joint_speakers"])]
    is_document = bool(claim["speaker"]) and claim["speaker"]["kind"] == SpeakerKind.DOCUMENT
    based_on = speakers.pop(0) if is_document else None
    for hop in claim["chain"]:
        based_on = filled({"@type": "CreativeWork", "author": _speaker(hop, address), "isBasedOn": based_on})
    if claim["denies"]:
        names = names_of(claim)
        verb = "deny" if len(names) > 1 else "denies"
        return {"description": f"{in_a_row(names) or 'The speaker'} {verb} this.", "isBasedOn": based_on}
    authors = [speaker for speaker in speakers if speaker]
    author = authors if len(authors) > 1 else next(iter(authors), None)
    return {
        "author": author,
        "creator": author if quotes else None,
        "spokenByCharacter": author if quotes and claim["chain"] else None,
        "isBasedOn": based_on,
    }


def _speaker(hop: Row, address: Address) -> Row | None:
    """A party of the chain, under the role that this article prints."""
    speaker, role = hop["speaker"], hop["role_as_printed"]
    if not speaker:  # what kind of party it is, nobody has said
        return {"name": hop["name_as_printed"]} if hop["name_as_printed"] else None
    node = {"@id": address("speaker", speaker["id"]), "@type": _TYPES[speaker["kind"]], "name": speaker["name"]}
    return node | ({"jobTitle": role} if role and node["@type"] == "Person" else {})


def _review(claim: Row, assessment: Row, address: Address) -> Row:
    url = _address_of_review(assessment, address)
    rating = {
        "@type": "Rating",
        "alternateName": assessment["rating_name"],
        "ratingExplanation": assessment["explanation"],
    }
    return filled(
        {
            "@id": url,
            "@type": "ClaimReview",
            "url": url,
            "claimReviewed": claim["content"],
            "reviewRating": rating,
            "itemReviewed": {"@id": address("claim", claim["id"])},
            "author": _reviewer(assessment),
            "datePublished": assessment["published_at"],
        }
    )


def _reviewer(assessment: Row) -> Row | None:
    """The newsroom, since it is that which publishes; where it has not said its name, the fact-checker."""
    if settings.NEWSROOM:
        return {"@type": "NewsMediaOrganization", "name": settings.NEWSROOM}
    return assessment["author_name"] and {"@type": "Person", "name": assessment["author_name"]}


def article_node(article: Row, address: Address) -> Row:
    """A NewsArticle; its ``url`` is where it was published."""
    outlet = article["outlet"]
    return filled(
        {
            "@id": address("article", article["id"]),
            "@type": "NewsArticle",
            "headline": article["title"],
            "url": web_address(article["url"]),
            "author": article["author"] and {"@type": "Person", "name": article["author"]},
            "publisher": outlet and {"@type": "NewsMediaOrganization", "name": outlet["name"]},
            "inLanguage": article["language"],
            "datePublished": article["published_at"],
            "dateModified": article["modified_at"],
        }
    )


def speaker_node(speaker: Row, address: Address) -> Row:
    """A speaker; of one by itself, other names and the roles that articles print too."""
    of_type, url = _TYPES[speaker["kind"]], address("speaker", speaker["id"])
    names = [alias["name"] for alias in speaker.get("aliases", ()) if alias["name"] != speaker["name"]]
    roles = [role["role"] for role in speaker.get("roles", ())] if of_type == "Person" else []
    node = {"@id": url, "@type": of_type, "url": url, "name": speaker["name"]}
    return filled(node | {"alternateName": names, "jobTitle": roles})


def filled(node: Row) -> Row:
    """The node without what nobody has said."""
    return {name: value for name, value in node.items() if value}
