"""Template tags: what the user may do, times as people read them, links that change one part of a query."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from html import escape
from types import SimpleNamespace
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import conditional_escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString

from claims import choices, rules
from claims.limits import MAX_BYTES
from claims.reading.citing import as_cited, reliance
from claims.reading.related import Row, in_a_row, name_of, names_of, role_beside_name
from claims.text.citing import spoken
from claims.text.mentions import mentions_in
from claims.text.vocabulary import needs_mark
from newsapp.accounts.roles import Scope

register = template.Library()
register.filter(as_cited)
register.filter(reliance)
register.filter("role", role_beside_name)
HIGH = 0.9
_LABELS: dict[str, str] = {
    value: str(label)
    for words in (
        choices.QuoteType,
        choices.Form,
        choices.Status,
        choices.SpeakerKind,
        choices.Relation,
        choices.AssessmentStatus,
        Scope,
    )
    for value, label in words.choices
} | {
    "cue": "reporting words",
    "needs_look": "needs a look",
    "words_before": "words before the text changed",
    "speaker_read": "whom the changed text names",
    "ellipsis": "words left out (…)",
    "brackets": "words put in [brackets]",
    "changed_words": "words changed unmarked",
    "dropped_not": "a “not” dropped",
    "added_not": "a “not” added",
    "now_quoted": "a paraphrase became a quotation",
}


@register.simple_tag
def most_megabytes() -> int:
    """How large a file may be that is taken in."""
    return MAX_BYTES // 1_000_000


@register.simple_tag(takes_context=True)
def own_keys(context: Context) -> SafeString:
    """What the scripts are told of the user's own keys; nothing where they are as delivered."""
    user = context["request"].user
    attributes = format_html(' data-keys="{}"', json.dumps(user.own_keys)) if user.own_keys else ""
    return SafeString(attributes + ("" if user.uses_keys else " data-no-keys"))


@register.simple_tag(takes_context=True)
def may(context: Context, deed: str, record: Row | None = None) -> bool:
    """Whether the user may do what `claims.rules` calls ``may_<deed>``, with this record of the API."""
    user = context["request"].user
    rule: rules.Rule = getattr(rules, f"may_{deed}")
    if record is None:
        return rule(user)
    # The API names the author, or who asked; the rules ask for the number.
    wrote = user.is_authenticated and record.get("author") == user.username
    asked = user.is_authenticated and record.get("actor") == user.shown_name
    numbers = {"author_id": user.pk if wrote else None, "user_id": user.pk if asked else None}
    return rule(user, SimpleNamespace(**numbers, status=record.get("status")))


@register.filter
def shortened(text: str, length: int) -> str:
    """The text, so many characters of it at most; `truncatechars` looks at each of them, which long lists feel."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


@register.filter
def label(word: str) -> str:
    """An enumerated word as people read it: ``responds_to`` as "responds to"."""
    return _LABELS.get(word, word.replace("_", " "))


_INCOMING = {
    choices.Relation.REPEATS: "repeated by",
    choices.Relation.CONTRADICTS: "contradicted by",
    choices.Relation.RESPONDS_TO: "answered by",
    choices.Relation.SUPPORTS: "supported by",
}


@register.filter
def links_in_words(links: Row) -> str:
    """One of a claim's ``link_counts``, what a machine suggested told apart: "contradicted by 2 (1 suggested)"."""
    relation = choices.Relation(links["relation"])
    verb = _INCOMING[relation] if links["direction"] == choices.Direction.INCOMING else relation.label
    suggested, total = links["suggested"], links["suggested"] + links["confirmed"]
    if not suggested:
        return f"{verb} {total}"
    return f"{verb} {total} (suggested)" if suggested == total else f"{verb} {total} ({suggested} suggested)"


@register.simple_tag
def moment(value: str | datetime | None) -> SafeString | str:
    """A time to the minute: one that an article prints at its own offset, one of ours in the local zone.

    A midnight to the second is a date alone, as `claims.ingest.dates` reads one: it is shown as the day that it is.
    """
    time_shown = _time_of(value)
    if time_shown is None:
        return ""
    if time_shown.time() == time.min:
        return day(time_shown.date())
    offset = format_date(time_shown, "O")
    zone = "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:]}".replace("-", "−")
    return format_html(
        '<time datetime="{}">{} {}</time>', time_shown.isoformat(), format_date(time_shown, "j M Y, H:i"), zone
    )


@register.simple_tag
def day(value: str | date | None) -> SafeString | str:
    """The day of a time or date."""
    day_shown = _time_of(value)
    if day_shown is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', day_shown.isoformat(), format_date(day_shown, "j M Y"))


@register.simple_tag
def days(first: str, last: str) -> SafeString | str:
    """From one day to another, or the one day that both are."""
    begin, end = day(first), day(last)
    return begin if _time_of(first).date() == _time_of(last).date() else format_html("{} to {}", begin, end)


@register.filter
def as_typed(value: str | None) -> str:
    """A time as people type one, and as `claims.ingest.dates` reads it again: "2018-09-28 21:40 +00:00"."""
    typed = datetime.fromisoformat(value) if value else None
    if typed is None:
        return ""
    if typed.time() == time.min and not typed.utcoffset():
        return f"{typed:%Y-%m-%d}"
    offset = typed.isoformat()[-6:]
    return f"{typed:%Y-%m-%d %H:%M}{f':{typed:%S}' if typed.second else ''} {offset}"


@register.filter
def clock(seconds: int) -> str:
    """A place in a recording, as players show it: "1:02:03", or "2:03" within the first hour."""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _time_of(value: str | date | None) -> Any:
    if isinstance(value, str):
        return datetime.fromisoformat(value) if value else None
    return timezone.localtime(value) if isinstance(value, datetime) else value


@register.filter
def speakers(claim: Row) -> str:
    """All who said a claim by name: "Ann Lee and Bob Stone"."""
    return in_a_row(names_of(claim))


@register.filter
def speakers_with_roles(claim: Row, unknown: str) -> SafeString:
    """The same with the roles that are printed: "Ann Lee (mayor) and Bob Stone"; ``unknown`` where nobody is named."""
    words = []
    for hop in (claim, *claim["joint_speakers"]):
        printed = role_beside_name(hop)
        role = format_html(" (<bdi>{}</bdi>)", printed) if printed else ""
        words.append(format_html("<bdi>{}</bdi>{}", name_of(hop) or unknown, role))
    *others, last = words
    joined = format_html_join(", ", "{}", ((word,) for word in others))
    return format_html("{} and {}", joined, last) if others else last


@register.filter
def in_short(spans: dict[str, list[list[int]]]) -> str:
    """A claim's ``spans`` as scripts read them: "0-5 9-12/14-18/20-23", those of its content, cue and speaker."""
    parts = [[f"{start}-{end}" for start, end in spans[part]] for part in ("content", "cue", "speaker")]
    return "/".join([" ".join(part) for part in parts])


@register.filter
def verb(cue: str) -> SafeString:
    """The words that report a claim. A denial is called one, once, so that its words never read as what is held."""
    words = f' <em class="cue" dir="auto">{escape(cue)}</em>' if spoken(cue) else ""
    return SafeString(f'{words} <strong class="denies">denies</strong>' if needs_mark(cue) else words)


@register.filter
def sureness(confidence: float) -> str:
    """How sure the machine was, in words. It is right as often as it says, so of those at the bound nine in ten are."""
    return "high" if confidence >= HIGH else "check this"


@register.filter
def with_mentions(comment: Row) -> SafeString:
    """A comment's text in paragraphs, the colleagues whom it mentions marked."""
    text, words, last = comment["text"], SafeString(""), 0
    for start, end in mentions_in(text, comment["mentions"]):
        words += conditional_escape(text[last:start]) + format_html('<b class="mention">{}</b>', text[start:end])
        last = end
    return SafeString(linebreaks(words + conditional_escape(text[last:])))


@register.filter
def claims_and(claims: int, stances: int) -> str:
    """How many new claims an Intake brought, stances told apart: "3 new claims and 1 stance"."""
    said = claims - stances
    words = f"{said} new claim{'' if said == 1 else 's'}"
    return f"{words} and {stances} stance{'' if stances == 1 else 's'}" if stances else words


@register.filter
def ended(counts: dict[str, int]) -> int:
    """The rows of a batch that nothing more is done to."""
    return counts["done"] + counts["failed"] + counts["cancelled"]


@register.filter
def decided(counts: dict[str, int]) -> int:
    """Of an article's ``claim_counts``, those that a person confirmed or rejected."""
    return total(counts) - counts[choices.Status.SUGGESTED]


@register.filter
def total(counts: dict[str, int]) -> int:
    return sum(counts.values())


_MARKUP = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}


@register.filter
def in_script(json: str) -> SafeString:
    """JSON that a script element may hold as data: nothing in it ends the element."""
    return SafeString(json.translate(_MARKUP))


@register.filter
def at(mapping: Mapping[object, object], key: object) -> object:
    """The value at a key that is not known before: ``statuses|at:claim.id``."""
    return mapping.get(key)
