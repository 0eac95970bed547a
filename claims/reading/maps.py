"""Who spoke in some articles, through whom, and who answered whom: the facts of an attribution map."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef

from claims.choices import Form, SpeakerKind, Status
from claims.models import Article, ArticleVersion, Claim, Link
from claims.reading.claims import isoformat, present
from claims.reading.related import Row
from claims.reading.visibility import visible
from claims.text.names import normal_form
from newsapp.accounts.models import User

CLAIMS_AT_MOST = 1_000

_Key = tuple[object, ...]
_KINDS: list[str] = [*SpeakerKind.values, ""]
_NOBODY: _Key = ("nobody",)
_NEWER = ArticleVersion.objects.filter(article=OuterRef("article"), number__gt=OuterRef("version__number"))
_SHOWN = ("id", "content", "quote_type", "cue", "denies", "status")


@dataclass(slots=True)
class _Parties:
    """Who speaks and who passes words on. A name without a record is one party in each article; all who are neither
    recorded nor named are one.
    """

    rows: dict[_Key, Row] = field(default_factory=dict)

    def add(self, hop: Row, article: int, counted: str) -> _Key:
        """The key of the party of a hop, which has one more claim to speak or to pass on."""
        speaker, printed = hop["speaker"], hop["name_as_printed"]
        key: _Key = ("speaker", speaker["id"]) if speaker else ("printed", article, normal_form(printed))
        key = key if speaker or printed else _NOBODY
        empty = {"speaker": speaker, "name": speaker["name"] if speaker else printed, "speaks": 0, "passes_on": 0}
        self.rows.setdefault(key, empty)[counted] += 1
        return key

    def numbered(self) -> dict[_Key, int]:
        """Numbers from 1: by kind, those without a record last, who speaks most first."""

        def place(key: _Key) -> tuple[object, ...]:
            row = self.rows[key]
            kind = row["speaker"]["kind"] if row["speaker"] else ""
            return _KINDS.index(kind), key == _NOBODY, -row["speaks"], -row["passes_on"], row["name"], key

        return {key: number for number, key in enumerate(sorted(self.rows, key=place), start=1)}


def map_of(articles: Collection[int], user: User | AnonymousUser) -> Row:
    """The map of these articles, as MapSerializer describes it: five queries for any number.

    It holds what was said in the texts as they stand now: no rejected claims, no stances, nothing that the user may not
    see; CLAIMS_AT_MOST of them, and ``capped`` where there are more.
    """
    shown = _articles(articles, user)
    claims, capped = _claims([row["id"] for row in shown], user)
    parties = _Parties()
    keys_of = {claim["id"]: _keys(claim, parties) for claim in claims}
    numbers = parties.numbered()
    place = {row["id"]: at for at, row in enumerate(shown)}
    claims.sort(key=lambda claim: place[claim["article"]["id"]])
    said_by = {pk: [numbers[key] for key in speakers] for pk, (speakers, _) in keys_of.items()}
    via = {pk: [numbers[key] for key in passed_on] for pk, (_, passed_on) in keys_of.items()}
    return {
        "articles": shown,
        "capped": capped,
        "parties": [{"number": number, **parties.rows[key]} for key, number in numbers.items()],
        "statements": _statements(claims, said_by, via),
        "answers": _answers(said_by, user),
    }


def _articles(pks: Collection[int], user: User | AnonymousUser) -> list[Row]:
    """Earliest first, undated last."""
    articles = visible(Article.objects, user).filter(pk__in=pks).select_related("outlet")
    return [
        {
            "id": article.pk,
            "title": article.title,
            "published_at": isoformat(article.published),
            "outlet": {"id": article.outlet.pk, "name": article.outlet.name} if article.outlet else None,
        }
        for article in articles.order_by(F("published_at").asc(nulls_last=True), "pk")
    ]


def _claims(articles: list[int], user: User | AnonymousUser) -> tuple[list[Row], bool]:
    """The claims to show, in the order of the text, and whether there are more."""
    claims = visible(Claim.objects, user).filter(~Exists(_NEWER), article__in=articles, form=Form.SPEECH)
    in_order = claims.exclude(status=Status.REJECTED).order_by("article", "start", "pk")
    ids = list(in_order.values_list("pk", flat=True)[: CLAIMS_AT_MOST + 1])
    return present(ids[:CLAIMS_AT_MOST], user), len(ids) > CLAIMS_AT_MOST


def _keys(claim: Row, parties: _Parties) -> tuple[tuple[_Key, ...], tuple[_Key, ...]]:
    """Who said the claim, and who passed it on, in order; each once."""
    article = claim["article"]["id"]
    said_by = dict.fromkeys(parties.add(hop, article, "speaks") for hop in (claim, *claim["joint_speakers"]))
    passed_on = dict.fromkeys(parties.add(hop, article, "passes_on") for hop in claim["chain"])
    return tuple(said_by), tuple(passed_on)


def _statements(claims: list[Row], said_by: dict[int, list[int]], via: dict[int, list[int]]) -> list[Row]:
    """Claims of the same speakers that came the same way to the same article, told to the same, are one row."""
    rows: dict[object, Row] = {}
    for claim in claims:
        speakers, passed_on, to = said_by[claim["id"]], via[claim["id"]], claim["addressee"]
        way = {"speakers": speakers, "via": passed_on, "addressee": to, "article": claim["article"]["id"]}
        key = (*speakers, None, *passed_on, None, normal_form(to), way["article"])
        row = rows.setdefault(key, way | _none_yet() | {"claims": []})
        row[claim["status"]] += 1
        row["claims"].append({name: claim[name] for name in _SHOWN})
    return _numbered(sorted(rows.values(), key=lambda row: row["speakers"]))


def _answers(said_by: dict[int, list[int]], user: User | AnonymousUser) -> list[Row]:
    """Links between these claims; those of one relation from one party to another are one row."""
    links = visible(Link.objects, user).filter(claim__in=said_by, other__in=said_by).exclude(status=Status.REJECTED)
    rows: dict[object, Row] = {}
    for pk, claim, other, relation, status in links.order_by("pk").values_list(
        "pk", "claim", "other", "relation", "status"
    ):
        by, to = said_by[claim], said_by[other]
        empty = {"speakers": by, "relation": relation, "others": to} | _none_yet() | {"links": []}
        row = rows.setdefault((*by, relation, *to), empty)
        row[status] += 1
        row["links"].append({"id": pk, "claim": claim, "other": other, "status": status})
    return _numbered(sorted(rows.values(), key=lambda row: (row["speakers"], row["others"], row["relation"])))


def _none_yet() -> Row:
    return {Status.CONFIRMED.value: 0, Status.SUGGESTED.value: 0}


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [{"number": number, **row} for number, row in enumerate(rows, start=1)]
