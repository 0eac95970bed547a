"""What claims have several of, read in one statement: spans, hops, tags, links, decisions, published assessments.

By hand, since a query a table costs more to build than to answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from claims.choices import AssessmentStatus, Direction, Part, Status
from claims.models import Link
from claims.reading.repeats import groups_of_repeats, is_confirmed_repeat
from claims.reading.visibility import visible
from newsapp.accounts.models import User

Row = dict[str, Any]

SEPARATOR = " … "
"""Between the pieces of reporting words."""

# Each row: the table, the claim, two numbers and five words, sorted by the first number and the first word. A text is
# what a version has from the first of these claims' reporting words to the last: they are cut here, since the database
# would open the version anew for each of them.
_RELATED = """
SELECT 'spans', claim_id, claims_span.start, "end", part, CAST(version_id AS varchar), '', '', ''
FROM claims_span JOIN claims_claim ON claims_claim.id = claim_id
WHERE claim_id IN ({ids})
UNION ALL
SELECT 'texts', version_id, begins, 0, (
    SELECT substr(text, begins + 1, ends - begins) FROM claims_articleversion WHERE id = version_id
), '', '', '', ''
FROM (
    SELECT version_id, min(claims_span.start) AS begins, max("end") AS ends
    FROM claims_span JOIN claims_claim ON claims_claim.id = claim_id
    WHERE claim_id IN ({ids}) AND part = '{cue}'
    GROUP BY version_id
) cues
UNION ALL
SELECT 'hops', claim_id, position, speaker_id, name_as_printed, role_as_printed, name, kind,
    CASE WHEN together THEN '{together}' ELSE '' END
FROM claims_attribution LEFT JOIN claims_speaker ON claims_speaker.id = speaker_id
WHERE claim_id IN ({ids})
UNION ALL
SELECT 'tags', claim_id, 0, tag_id, name, '', '', '', ''
FROM claims_tagging JOIN claims_tag ON claims_tag.id = tag_id
WHERE claim_id IN ({ids})
UNION ALL
SELECT 'decisions', claim_id, 0, user_id, CAST(at AS varchar), claims_earlierdecision.status, username, '', ''
FROM claims_earlierdecision JOIN accounts_user ON accounts_user.id = user_id
WHERE claim_id IN ({ids})
UNION ALL
SELECT 'links', claim_id, count(*), 0, relation, '{outgoing}', status, '', ''
FROM claims_link WHERE claim_id IN ({ids}) AND status <> '{rejected}' AND id IN ({links})
GROUP BY claim_id, relation, status
UNION ALL
SELECT 'links', other_id, count(*), 0, relation, '{incoming}', status, '', ''
FROM claims_link WHERE other_id IN ({ids}) AND status <> '{rejected}' AND id IN ({links})
GROUP BY other_id, relation, status
UNION ALL
SELECT 'assessments', claim_id, found.id, rating_id, name,
    CASE WHEN found.words <> content THEN 'words changed' ELSE '' END, '', '', ''
FROM claims_assessment found
    JOIN claims_claim ON claims_claim.id = claim_id JOIN claims_rating ON claims_rating.id = rating_id
WHERE claim_id IN ({ids}) AND found.status = '{published}'
ORDER BY 3, 5
"""
TOGETHER = "together"
_WORDS = {
    "cue": Part.CUE.value,
    "together": TOGETHER,
    "outgoing": Direction.OUTGOING.value,
    "incoming": Direction.INCOMING.value,
    "rejected": Status.REJECTED.value,
    "published": AssessmentStatus.PUBLISHED.value,
}


@dataclass(slots=True)
class Related:
    """What claim ``pk`` has several of, as the API shows it; ``hops`` are in order, the speaker's at position 0."""

    pk: int
    spans: dict[str, list[list[int]]] = field(default_factory=lambda: {"content": [], "cue": [], "speaker": []})
    version: str = ""
    """The number of the text that the spans count in."""
    cue: str = ""
    hops: list[tuple[int, Row]] = field(default_factory=list)
    joint: list[Row] = field(default_factory=list)
    tags: list[Row] = field(default_factory=list)
    decisions: list[Row] = field(default_factory=list)
    """Those before the last, which stands in the claim itself."""
    links: dict[tuple[str, str], Row] = field(default_factory=dict)
    assessment: Row | None = None

    def add(self, table: str, one: int, other: int | None, *words: str) -> None:
        """A row of _RELATED."""
        if table == "spans":
            part, self.version, *_ = words
            self.spans[part].append([one, other or 0])
        elif table == "hops":
            printed, role, name, kind, together = words
            hop = {"speaker": reference(other, name, kind), "name_as_printed": printed, "role_as_printed": role}
            if together:
                self.joint.append(hop)
            else:
                self.hops.append((one, hop))
        elif table == "tags":
            self.tags.append({"id": other, "name": words[0]})
        elif table == "decisions":
            at, status, name, *_ = words
            self.decisions.append({"by": name, "status": status, "at": in_utc(at)})
        elif table == "links":
            relation, direction, status, *_ = words
            empty = {"relation": relation, "direction": direction, "confirmed": 0, "suggested": 0}
            self.links.setdefault((relation, direction), empty)[status] = one
        else:
            rating = {"id": other, "name": words[0]}
            self.assessment = {"id": one, "rating": rating, "claim": self.pk, "words_changed": bool(words[1])}

    def read_cue(self, begins: int, text: str) -> None:
        """Take the reporting words out of a text that begins at this code point of the version's."""
        self.cue = SEPARATOR.join(text[start - begins : end - begins] for start, end in self.spans["cue"])

    @property
    def is_repeated(self) -> bool:
        """Whether people say that it repeats a claim, or that one repeats it."""
        return any(is_confirmed_repeat(row) for row in self.links.values())

    def shown(self) -> Row:
        """The fields of ClaimSerializer that this makes; the first hop's printed words stand beside the claim."""
        first = next((hop for position, hop in self.hops if position == 0), None)
        return {
            "spans": self.spans,
            "cue": self.cue,
            "name_as_printed": first["name_as_printed"] if first else "",
            "role_as_printed": first["role_as_printed"] if first else "",
            "joint_speakers": _without_others_of(first, self.joint),
            "chain": [hop for _, hop in self.hops if hop is not first],
            "tags": self.tags,
            "decisions": self.decisions,
            "link_counts": [self.links[key] for key in sorted(self.links)],
            "assessment": self.assessment,
        }


def in_utc(written: str) -> datetime:
    """A moment as either database writes it: SQLite names no zone."""
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _without_others_of(first: Row | None, joint: list[Row]) -> list[Row]:
    """Those who spoke with the first, each speaker once: two of them may have been merged since."""
    shown = {first["speaker"]["id"]} if first and first["speaker"] else set()
    kept = []
    for hop in joint:
        number = hop["speaker"] and hop["speaker"]["id"]
        if number not in shown:
            kept.append(hop)
            shown |= {number} - {None}
    return kept


def names_of(claim: Row) -> list[str]:
    """Who said a claim, as `claims.reading.claims` presents it: by name, else as printed."""
    return [name for hop in (claim, *claim["joint_speakers"]) if (name := name_of(hop))]


def name_of(hop: Row) -> str:
    """What a speaker is called, or who passed the words on: by name, else as printed."""
    name: str = hop["speaker"]["name"] if hop["speaker"] else ""
    return name or hop["name_as_printed"]


def role_beside_name(hop: Row) -> str:
    """The role that is printed of a speaker or of who passed the words on; empty where it is what they are called."""
    role: str = hop["role_as_printed"]
    return "" if role.casefold() == name_of(hop).casefold() else role


def in_a_row(names: list[str]) -> str:
    """ "Ann Lee", "Ann Lee and Bob Stone", "Ann Lee, Bob Stone and Carl Poe"."""
    *others, last = names or [""]
    return f"{', '.join(others)} and {last}" if others else last


def reference(pk: int | None, name: str, kind: str) -> Row | None:
    """A speaker as claims refer to one."""
    return {"id": pk, "name": name, "kind": kind} if pk else None


def related_to(ids: list[int], user: User | AnonymousUser) -> dict[int, Related]:
    """What each of the claims has several of; of links, those that the user may see and nobody has rejected.

    One query for any number, and one more where some are repeated: an assessment shows on all claims of a group, the
    newest where a claim has none of its own.
    """
    related = {pk: Related(pk) for pk in ids}
    texts: dict[str, tuple[int, str]] = {}
    for table, number, *values in _rows(ids, user) if ids else ():
        if table == "texts":
            begins, _, text, *_ = values
            texts[str(number)] = begins, text
        else:
            related[number].add(table, *values)
    for each in related.values():
        if each.spans["cue"]:
            each.read_cue(*texts[each.version])
    lent_to = [pk for pk, each in related.items() if each.assessment is None and each.is_repeated]
    for pk, group in groups_of_repeats(lent_to, user).items():
        related[pk].assessment = group.assessments[-1] if group.assessments else None
    return related


def _rows(ids: list[int], user: User | AnonymousUser) -> list[Any]:
    """The rows of _RELATED."""
    links, of_links = visible(Link.objects, user).order_by().values("pk").query.sql_with_params()
    # To bind seven times 500 numbers takes as long as to answer; but SQLite keeps its last statements, if they differ.
    bound = ids if connection.vendor == "sqlite" else []
    numbers = ["%s"] * len(bound) or [f"{pk:d}" for pk in ids]
    sql = _RELATED.format(ids=", ".join(numbers), links=links, **_WORDS)
    with connection.cursor() as cursor:
        cursor.execute(sql, (*bound * 6, *of_links, *bound, *of_links, *bound))
        return list(cursor.fetchall())
