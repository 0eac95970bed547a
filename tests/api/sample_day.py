"""A day with the sample articles, asked of the API as its clients would: what the description shows as examples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from tests.api.helpers import ANY, V1, sent_as

BRIDGE = "https://morning.example/bridge"


class Day:
    """Asks in the names of a cast, and keeps under each operation's name what was asked and answered."""

    def __init__(self, clients: dict[str, APIClient]) -> None:
        self.clients = clients
        self.told: dict[str, list[dict[str, Any]]] = {}
        self._operations = dict(_operations())

    def ask(self, summary: str, request: str, body: Any = None, *, who: str = "editor", **headers: str) -> Any:
        """The JSON answered to a request such as "GET claims/?page_size=1"; If-Match fits where no header is given."""
        method, _, rest = request.partition(" ")
        address = rest if rest.startswith("/") else V1 + rest
        sent = {"headers": headers} if method == "GET" else {"headers": headers or ANY, **sent_as(body or {})}
        answer = getattr(self.clients[who], method.lower())(address, body, **sent)
        if not answer.getvalue():
            return None
        example = {"summary": summary, "request": f"{method} {address}", "status": answer.status_code}
        if body and "files" not in body:
            example["body"] = body
        example["answer"] = json.loads(answer.getvalue())
        self.told.setdefault(self._operation(method, address), []).append(example)
        return example["answer"]

    def found(self, address: str) -> Any:
        """The records at a list's address, of which nothing is told."""
        return self.clients["editor"].get(V1 + address).json()["results"]

    def _operation(self, method: str, address: str) -> str:
        whole = f"{method} {address.partition('?')[0]}"
        # Where claims/facets/ fits claims/{id}/ too, the one with less left open is meant.
        return min((form.count("{"), name) for form, name in self._operations.items() if _fits(form, whole))[1]


def _operations() -> Iterator[tuple[str, str]]:
    for path, methods in SchemaGenerator().get_schema(request=None, public=True)["paths"].items():
        for method, described in methods.items():
            yield f"{method.upper()} {path}", described["operationId"]


def _fits(form: str, whole: str) -> bool:
    return bool(re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", form), whole))


def tell(day: Day) -> None:
    """The whole day, in an order in which each part finds what it needs."""
    parts = (_read_claims, _read_articles, _take_in, _push_claims, _review, _know_speakers, _link_and_tag)
    for part in (*parts, _assess, _follow, _change_words, _administer, _send, _clean_up):
        part(day)


def _read_claims(day: Day) -> None:
    (pompeo,) = day.ask("Who is called so", "GET speakers/?q=pompeo")["results"]
    his = f"speaker={pompeo['id']}"
    claims = day.ask("Of one speaker, in his very words", f"GET claims/?{his}&quote_type=direct&page_size=1")
    claim = claims["results"][0]["id"]
    day.ask("A filter that there is not", "GET claims/?speeker=2")
    day.ask("One claim", f"GET claims/{claim}/")
    day.ask("Two fields of it, and its speaker", f"GET claims/{claim}/?fields=content,status&expand=speaker")
    day.ask("A claim that there is not", "GET claims/999999/")
    day.ask("Where else it is said", f"GET claims/{claim}/appearances/")
    day.ask("What became of it", f"GET claims/{claim}/history/")
    day.ask("How many wait for a decision", "GET claims/count/?status=suggested")
    day.ask("What a speaker's can be narrowed by", f"GET claims/facets/?{his}")
    day.ask("By month", f"GET claims/months/?{his}")
    day.ask("With the text about each", f"GET claims/in-context/?{his}&page_size=1")


def _read_articles(day: Day) -> None:
    article = day.ask("The newest", "GET articles/?page_size=1")["results"][0]
    day.ask("One article", f"GET articles/{article['id']}/")
    day.ask("Who said what through whom", f"GET articles/{article['id']}/map/")
    day.ask("The same of two articles", "GET articles/map/?article=1&article=2")
    day.ask("Its claims as Web Annotations", f"GET articles/{article['id']}/annotations/?page_size=1")
    version = day.ask("Texts of articles", f"GET article-versions/?article={article['id']}&page_size=1")["results"][0]
    day.ask("One text", f"GET article-versions/{version['id']}/")
    outlet = day.ask("Outlets", "GET outlets/?page_size=1")["results"][0]["id"]
    day.ask("One outlet", f"GET outlets/{outlet}/")
    day.ask("Who was quoted there", f"GET speakers/outlets/?outlet={outlet}")


def _take_in(day: Day) -> None:
    text = "“The bridge opens in May,” Ada Holm, the mayor, said on Monday."
    taken = day.ask(
        "A text", "POST articles/", {"title": "Bridge to open", "outlet": "Morning Post", "url": BRIDGE, "text": text}
    )
    day.ask("The same text again", "POST articles/", {"text": text})
    day.ask("No text", "POST articles/", {"text": ""})
    day.ask("Its title put right", f"PATCH articles/{taken['id']}/", {"title": "Bridge to open in May"})
    day.ask("Without If-Match", f"PATCH articles/{taken['id']}/", {"title": "Bridge"}, Accept="application/json")
    day.ask("Of an older revision", f"PATCH articles/{taken['id']}/", {"title": "Bridge"}, **{"If-Match": '"1"'})
    intake = day.ask("What was taken in last", "GET intakes/?page_size=1")["results"][0]["id"]
    day.ask("One intake", f"GET intakes/{intake}/")
    table = SimpleUploadedFile("bridges.csv", b"text\nThe bridge is shut.\n")
    batch = day.ask("A table with an article a row", "POST batches/", {"files": [table]})
    day.ask("Batches", "GET batches/")
    day.ask("How far it is", f"GET batches/{batch['id']}/")
    day.ask("Stop it", f"POST batches/{batch['id']}/cancel/")
    day.ask("Go on", f"POST batches/{batch['id']}/resume/")
    day.ask("Try again, where nothing has failed", f"POST batches/{batch['id']}/retry/")
    day.ask("Take back all of it at once", f"POST batches/{batch['id']}/take-back/")
    day.ask("Stop it again", f"POST batches/{batch['id']}/cancel/")
    day.ask("Take back all of it", f"POST batches/{batch['id']}/take-back/")


def _push_claims(day: Day) -> None:
    (article,) = day.found("articles/?q=bridge")
    version = day.found(f"article-versions/?article={article['id']}")[0]["id"]
    day.ask("Words of the article", "POST claims/", {"version": version, "spans": {"content": [[1, 25]]}})
    day.ask("Words past its end", "POST claims/", {"version": version, "spans": {"content": [[1, 9999]]}})
    many = [{"version": version, "spans": {"content": [[5, 11]]}}, {"version": version, "spans": {}}]
    pushed = day.ask("Two, of which one fails", "POST claims/batch/", {"claims": many, "atomic": False})
    change = {"id": pushed["results"][0]["id"], "revision": 1, "status": "confirmed"}
    day.ask("Each with a change of its own", "PATCH claims/batch/", {"claims": [change]})
    quotation = {"type": "TextQuoteSelector", "exact": "The bridge opens in May"}
    items = [{"target": {"selector": quotation}}]
    day.ask("By the words themselves", f"POST articles/{article['id']}/annotations/", {"items": items})


def _review(day: Day) -> None:
    first, second = day.ask("To be decided", "GET claims/?status=suggested&page_size=2")["results"]
    day.ask("Confirm", f"PATCH claims/{first['id']}/", {"status": "confirmed"})
    day.ask("Confirm as a visitor", f"PATCH claims/{first['id']}/", {"status": "confirmed"}, who="visitor")
    day.ask("A status that there is not", f"PATCH claims/{first['id']}/", {"status": "true"})
    several = [{"id": second["id"], "revision": second["revision"]}]
    day.ask("A card for another site", f"GET /api/oembed?url=http://testserver/claims/{first['id']}/")
    day.ask("Reject several", "POST claims/bulk/", {"claims": several, "status": "rejected"})
    comment = day.ask("A note", "POST comments/", {"claim": first["id"], "text": "Called the press office, @checker."})
    day.ask("Of a claim", f"GET comments/?claim={first['id']}")
    day.ask("One comment", f"GET comments/{comment['id']}/")
    day.ask("Reworded", f"PATCH comments/{comment['id']}/", {"text": "Called the press office; @checker calls again."})
    mention = day.ask("Where you are named", "GET mentions/", who="checker")["results"][0]["id"]
    day.ask("One mention", f"GET mentions/{mention}/", who="checker")
    day.ask("Done", f"PATCH mentions/{mention}/", {"done": True}, who="checker")
    day.ask("What there is to do", "GET me/work/")


def _know_speakers(day: Day) -> None:
    (pompeo,) = day.found("speakers/?q=mike+pompeo")
    other = day.ask("A person", "POST speakers/", {"name": "Michael Pompeo", "kind": "person"})
    day.ask("A namesake", "POST speakers/", {"name": "Mike Pompeo", "kind": "person"})
    day.ask("One speaker", f"GET speakers/{pompeo['id']}/")
    (official, *_) = day.found("speakers/?kind=unnamed&page_size=1")
    known = {"known_as": pompeo["id"], "known_from": "2026-03-02"}
    day.ask("Who an unnamed one was", f"PATCH speakers/{official['id']}/", known)
    day.ask("Described", f"PATCH speakers/{other['id']}/", {"name": "Michael R. Pompeo"})
    alias = day.ask("Another name", "POST aliases/", {"speaker": pompeo["id"], "name": "Secretary Pompeo"})
    day.ask("Of a speaker", f"GET aliases/?speaker={pompeo['id']}")
    day.ask("One other name", f"GET aliases/{alias['id']}/")
    day.ask("Put right", f"PATCH aliases/{alias['id']}/", {"name": "Mr Secretary"})
    day.ask("Who may be the same", f"GET speakers/{pompeo['id']}/duplicates/")
    day.ask("All who may be the same", "GET speakers/duplicates/")
    day.ask("What would become of both", f"GET speakers/{pompeo['id']}/merge-preview/?speakers={other['id']}")
    day.ask("Merge", f"POST speakers/{pompeo['id']}/merge/", {"speakers": [other["id"]]})
    (claim, *_) = day.found(f"claims/?speaker={pompeo['id']}&page_size=1")
    body = {"claims": [claim["id"]], "name": "Susan Pompeo"}
    split = day.ask("What somebody else said", f"POST speakers/{pompeo['id']}/split/", body)
    (claim, *_) = day.found(f"claims/?speaker={pompeo['id']}&page_size=1")
    day.ask("Not known which of them", f"PATCH claims/{claim['id']}/", {"speaker": None})
    day.ask("Of whom it was said that they are not meant", f"GET claims/{claim['id']}/misreadings/")
    day.ask("Not the same", f"POST speakers/{pompeo['id']}/different/", {"speaker": split["id"]})
    day.ask("All about one", f"GET speakers/{pompeo['id']}/overview/")


def _link_and_tag(day: Day) -> None:
    link = day.ask("Suggested by the words", "GET links/?relation=contradicts&page_size=1")["results"][0]
    day.ask("One link", f"GET links/{link['id']}/")
    day.ask("Confirm", f"PATCH links/{link['id']}/", {"status": "confirmed"})
    day.ask("The same again", "POST links/", {name: link[name] for name in ("claim", "relation", "other")})
    day.ask("By hand", "POST links/", {"claim": link["claim"], "relation": "responds_to", "other": link["other"]})
    tag = day.ask("A tag", "POST tags/", {"name": "Basra", "description": "The consulate and the airport."})
    day.ask("Tags", "GET tags/")
    day.ask("One tag", f"GET tags/{tag['id']}/")
    day.ask("Renamed", f"PATCH tags/{tag['id']}/", {"name": "Basra 2018"})
    day.ask("Tag a claim", f"PATCH claims/{link['claim']}/", {"tags": [tag["id"]]})


def _assess(day: Day) -> None:
    (claim, *_) = day.found("claims/?status=confirmed&page_size=1")
    scale = day.ask("The scale", "GET ratings/")["results"]
    day.ask("One rating", f"GET ratings/{scale[0]['id']}/")
    body = {"claim": claim["id"], "rating": scale[2]["id"], "explanation": "The order names two reasons."}
    drafted = day.ask("A draft", "POST assessments/", body)
    evidence = [{"url": "https://records.example/order", "title": "The order", "shows": "Both are named."}]
    day.ask("With evidence", f"PATCH assessments/{drafted['id']}/", {"evidence": evidence})
    day.ask("For review", f"PATCH assessments/{drafted['id']}/", {"status": "review"})
    day.ask("Assessments", "GET assessments/?page_size=1")
    day.ask("One assessment", f"GET assessments/{drafted['id']}/")
    review = {"@type": "ClaimReview", "url": "https://checks.example/1", "claimReviewed": "The bridge opens in May"}
    feed = {"dataFeedElement": [review | {"reviewRating": {"alternateName": "False"}}]}
    day.ask("Reviews of others", "POST assessments/import/", feed)


def _follow(day: Day) -> None:
    (claim, *_) = day.found("claims/?status=confirmed&page_size=1")
    first = day.ask("From the first on", "GET changes/?page_size=1")["results"][0]["id"]
    day.ask("One Change", f"GET changes/{first}/")
    day.ask("A cursor that is none", "GET changes/?since=yesterday")
    done = day.ask("What was done to it", f"GET claims/{claim['id']}/history/")[0]["change"]
    day.ask("Take it back", f"POST changes/{done}/undo/", {"note": "The wrong claim."})
    day.ask("Twice", f"POST changes/{done}/undo/", {})


def _change_words(day: Day) -> None:
    """The outlet prints another text at the same address."""
    text = "“The bridge opens in May or June,” Ada Holm, the mayor, said on Monday."
    taken = day.ask("The same address with new words", "POST articles/", {"url": BRIDGE, "text": text})
    day.ask("What is new", f"GET articles/{taken['id']}/difference/")
    (altered, *_) = day.ask("Whose words have changed", f"GET claims/?article={taken['id']}&changed=yes")["results"]
    day.ask("It stays as it was", f"POST claims/{altered['id']}/keep-earlier/")
    outlet = day.found("outlets/?q=morning")[0]["id"]
    day.ask("What an outlet changed", f"GET outlets/{outlet}/changes/")


def _administer(day: Day) -> None:
    day.ask("Who you are", "GET me/")
    day.ask("Colleagues", "GET colleagues/")
    day.ask("Your keys", "GET me/keys/")
    day.ask("Another key", "PATCH me/keys/", {"keys": {"confirm": "g"}})
    token = day.ask("For a script", "POST tokens/", {"name": "archive", "scope": "read", "days": 90})
    day.ask("Yours", "GET tokens/")
    day.ask("Revoke", f"DELETE tokens/{token['id']}/")
    outlet = day.ask("An outlet", "POST outlets/", {"name": "Evening Post"})
    day.ask("Its address", f"PATCH outlets/{outlet['id']}/", {"url": "https://evening.example/"})
    body = {"outlet": "Evening Post", "url": "https://evening.example/feed.xml"}
    feed = day.ask("Follow an outlet", "POST feeds/", body)
    day.ask("Feeds", "GET feeds/")
    day.ask("One feed", f"GET feeds/{feed['id']}/")
    day.ask("Once an hour", f"PATCH feeds/{feed['id']}/", {"every_minutes": 60})
    day.ask("Now", f"POST feeds/{feed['id']}/poll/")
    rating = day.ask("A rating of your own", "POST ratings/", {"name": "Half true"}, who="administrator")["id"]
    day.ask("Described", f"PATCH ratings/{rating}/", {"description": "Some of it holds."}, who="administrator")


def _send(day: Day) -> None:
    def administer(*asked: Any) -> Any:
        return day.ask(*asked, who="administrator")

    made = administer(
        "Be sent decisions",
        "POST webhooks/",
        {"address": "https://archive.example/in", "kinds": ["decide"], "filter": "status=confirmed"},
    )
    administer("Not https", "POST webhooks/", {"address": "ftp://archive.example/in"})
    administer("Webhooks", "GET webhooks/")
    one = f"webhooks/{made['id']}/"
    administer("One webhook", f"GET {one}")
    administer("Every kind of Change", f"PATCH {one}", {"kinds": []})
    administer("Another secret", f"POST {one}roll/")
    administer("Send a test", f"POST {one}test/")
    administer("What was sent", f"GET {one}deliveries/")


def _clean_up(day: Day) -> None:
    (claim,) = day.found("claims/?speaker_name=ada+holm&page_size=1")
    day.ask("A claim that people have worked on", f"DELETE claims/{claim['id']}/", who="administrator")
    day.ask("An article that they have", f"DELETE articles/{claim['article']['id']}/", who="administrator")
    for family in ("comments", "tags", "aliases"):
        record = day.found(f"{family}/?page_size=1")[0]["id"]
        day.ask("One that is in use, or not", f"DELETE {family}/{record}/", who="administrator")
