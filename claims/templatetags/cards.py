"""A claim as a card, to be read, decided on, mended and tagged.

In Python, since an article has up to 500 of them, and a template takes several times as long for each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from claims.choices import Anchoring, Form, Status
from claims.reading.citing import as_cited
from claims.reading.related import Row, name_of
from claims.templatetags.difference import marked
from claims.templatetags.pages import day, in_short, label, links_in_words, may, speakers, sureness
from claims.templatetags.saying import address_of, listed, who_said

register = template.Library()

OF_READERS = "You read as a reader: fact-checkers tag, link and assess claims, editors decide on them."
OF_FACT_CHECKERS = "Editors decide on claims and alter them; as a fact-checker you do so with your own."

_day: Callable[[str | None], str] = lru_cache(maxsize=1000)(day)  # all cards of an article have the same one


@dataclass(frozen=True, slots=True)
class _Deeds:
    """What the user may do with a claim."""

    decide: bool
    tag: bool
    add_speaker: bool
    own: str
    """The status that pressing its button takes back; empty where others alone gave it."""


@register.simple_tag(takes_context=True)
def card(context: Context, claim: Row) -> SafeString:
    """The card of a claim, as `claims.reading.claims` presents it, with the controls that the user may use."""
    return SafeString("".join(_card(claim, _deeds(context)(claim))))


@register.simple_tag(takes_context=True)
def numbered_cards(context: Context, claims: list[Row], numbers: Mapping[int, int]) -> SafeString:
    """The cards of an article's claims as items of a list, each after its number, which leads to its words."""
    deeds_with = _deeds(context)
    parts: list[str] = []
    for claim in claims:
        number = _number(claim["id"], numbers[claim["id"]])
        parts += (f"<li>{number}\n", *_card(claim, deeds_with(claim)), "</li>\n")
    return SafeString("".join(parts))


@register.simple_tag(takes_context=True)
def why_not_decide(context: Context, *shown: Row | list[Row]) -> SafeString:
    """Why somebody with an account may not decide on all of these claims, once for a page with however many cards."""
    claims = [claim for given in shown for claim in (given if isinstance(given, list) else [given])]
    may_decide = _deciding(context)
    if not context["request"].user.is_authenticated or all(map(may_decide, claims)):
        return SafeString("")
    reason = OF_FACT_CHECKERS if may(context, "tag_claim") else OF_READERS
    return SafeString(f'<p class="may-not hint">{reason}</p>')


def _number(pk: int, number: int) -> str:
    return f'<a class="number" href="#words-{pk}" aria-label="Claim {number}, to its words">{number}</a>'


def _card(claim: Row, deeds: _Deeds) -> tuple[str, ...]:
    """The pieces of a card: those of 500 are a megabyte, which is put together once."""
    pk = claim["id"]
    return (
        f'<article {_facts_for_scripts(claim)}>\n<div class="card-top">\n<p class="card-who" id="claim-{pk}-who">',
        who_said(claim),
        f'</p>\n<p class="card-signs">{_signs(claim)}</p>\n</div>\n',
        f'<h3 class="card-words" id="claim-{pk}-words" dir="auto"><a href="{address_of("claim", pk)}">',
        f"{escape(as_cited(claim['content'], claim['quote_type']))}</a></h3>\n",
        _changed(claim, deeds) if claim["needs_look"] else "",
        _tools(claim, deeds) if claim["tags"] or deeds.tag or deeds.decide else "",
        # Below the buttons, which never move.
        f'<p class="card-article">{_article(claim)}</p>\n<p class="card-facts">{" ".join(_facts(claim))}</p>\n',
        '<div class="card-messages" role="alert"></div>\n</article>\n',
    )


def _deeds(context: Context) -> Callable[[Row], _Deeds]:
    """What the user may do with each of the claims; what is the same for all of them is asked once."""
    user, tag, add_speaker = context["request"].user, may(context, "tag_claim"), may(context, "change_speaker")
    name, may_decide = user.get_username(), _deciding(context)

    def with_claim(claim: Row) -> _Deeds:
        return _Deeds(may_decide(claim), tag, add_speaker, _own(claim, name))

    return with_claim


def _deciding(context: Context) -> Callable[[Row], bool]:
    """Whether the user may decide on a claim; asked once for all that are alike to the rule."""
    asked = cache(lambda author, status: may(context, "decide_on_claim", {"author": author, "status": status}))
    return lambda claim: asked(claim["author"], claim["status"])


def _own(claim: Row, name: str) -> str:
    """The claim's status where the user gave it, alone or with others, or nobody did that is known."""
    others = bool(claim["decided_by"]) and name not in _deciders(claim)
    return "" if others else claim["status"]


def _deciders(claim: Row) -> list[str]:
    """Who gave the claim the status that it has, the latest at the end."""
    return [decision["by"] for decision in claim["decisions"] if decision["status"] == claim["status"]]


@register.simple_tag
def who(claim: Row) -> SafeString:
    """Who said a claim, how, and through whom, where it is shown without its card."""
    return SafeString(who_said(claim))


def _facts_for_scripts(claim: Row) -> str:
    pk, status = claim["id"], claim["status"]
    return (
        f'class="card is-{status}" id="claim-{pk}" tabindex="-1" aria-labelledby="claim-{pk}-who claim-{pk}-words" '
        f'data-claim="{pk}" data-address="{address_of("claim-card", pk)}" data-article="{claim["article"]["id"]}" '
        f'data-spans="{in_short(claim["spans"])}" data-revision="{claim["revision"]}" data-status="{status}"'
        f"{' data-needs-look' if claim['needs_look'] else ''} "
        f'data-speaker="{escape(speakers(claim) or "speaker not known")}"'
    )


def _signs(claim: Row) -> str:
    status = claim["status"]
    signs = (
        f'<span class="status status-{status}"><span aria-hidden="true" class="sign"></span>{label(status)}</span> '
        f'<span class="quote-type">{label(claim["quote_type"])}</span>'
    )
    if claim["form"] == Form.THOUGHT:
        title = "Believed, wished, planned or felt rather than said"
        signs += f'<span class="quote-type" title="{title}">{label(claim["form"])}</span>'
    if claim["confidence"] is None:
        return signs
    sure = sureness(claim["confidence"])
    machine = escape(f"{claim['extractor']} {claim['extractor_version']}")
    title = f"How sure {machine} was when it suggested this"
    return f'{signs} <span class="confidence confidence-{sure.replace(" ", "-")}" title="{title}">{sure}</span>'


def _changed(claim: Row, deeds: _Deeds) -> str:
    """What to look at once more, since the article has changed."""
    words = wordings = ""
    if claim["anchoring"] == Anchoring.VANISHED:
        words = " It no longer has these words."
    elif claim["anchoring"] == "unsure":
        words = " These words stand in it twice now; this may be the other place."
    elif claim["words_before"]:
        wordings = _wordings(claim)
    elif claim["anchoring"] == "altered":
        words = " It has the same words, but tells of them otherwise than before."
    if claim["speaker_read"]:
        words += f" It now names <bdi>{escape(claim['speaker_read'])}</bdi> for them."
    keep = '<button type="button" class="needs-script" data-action="keep">Keep as it is now</button>'
    if claim["anchoring"] == "altered":
        keep += ' <button type="button" class="needs-script" data-action="keep-earlier">Keep as it was</button>'
    told = f"<p><strong>The article has changed.</strong>{words}</p>{wordings}"
    return f'<div class="card-changed">{told}{keep if deeds.decide else ""}</div>\n'


def _wordings(claim: Row) -> str:
    """The words as they were and as they are, each with what the other lacks marked."""
    before, now = marked(*(as_cited(claim[name], claim["quote_type"]) for name in ("words_before", "content")))
    return (
        f'<p>When this was {claim["status"]}, it said: <span class="wording" dir="auto">{before}</span></p>'
        f'<p>Now it says: <span class="wording" dir="auto">{now}</span></p>'
    )


def _tools(claim: Row, deeds: _Deeds) -> str:
    decide = _decide(claim, deeds) if deeds.decide else ""
    tags = "".join(_tag(tag, deeds) for tag in claim["tags"])
    every_tag = f'<ul aria-label="Tags">{tags}</ul>' if tags else ""
    form = _tag_form(claim["id"]) if deeds.tag else ""
    return f'<div class="card-tools">\n{decide}<div class="tags">{every_tag}{form}</div>\n</div>\n'


def _decide(claim: Row, deeds: _Deeds) -> str:
    pressed = {status: "true" if deeds.own == status else "false" for status in Status}
    return (
        '<div class="actions needs-script">\n'
        '<button type="button" class="confirm" data-action="decide" data-value="confirmed" '
        f'aria-pressed="{pressed[Status.CONFIRMED]}">Confirm</button>\n'
        '<button type="button" class="reject" data-action="decide" data-value="rejected" '
        f'aria-pressed="{pressed[Status.REJECTED]}">Reject</button>\n'
        '<button type="button" data-action="pick-speaker" aria-expanded="false" aria-label="Correct the speaker"'
        f"{' data-may-add' if deeds.add_speaker else ''}>Speaker</button>\n"
        '<button type="button" class="quiet" data-action="details" aria-expanded="false" '
        f'data-address="{address_of("claim-details", claim["id"])}">Details</button>\n</div>\n'
    )


def _tag(tag: Row, deeds: _Deeds) -> str:
    name = escape(tag["name"])
    remove = (
        '<button type="button" class="needs-script" data-action="remove-tag" '
        f'aria-label="Remove the tag {name}">×</button>'
    )
    words = f"<bdi>{name}</bdi>{remove if deeds.tag else ''}"
    return f'<li class="tag" data-tag="{tag["id"]}" data-name="{name}"> {words} </li> '


def _tag_form(pk: int) -> str:
    return (
        '<form class="tag-form needs-script">\n'
        f'<label class="visually-hidden" for="tag-{pk}">Add a tag to this claim</label>\n'
        f'<input id="tag-{pk}" name="tag" maxlength="60" placeholder="Add a tag" autocomplete="off" '
        'list="known-tags" data-suggest="tags/?" required>\n<button class="quiet">Add</button>\n</form>'
    )


def _article(claim: Row) -> str:
    article, shown = claim["article"], "?stances=shown" if claim["form"] == Form.THOUGHT else ""
    vanished = claim["anchoring"] == Anchoring.VANISHED
    address = f"{address_of('article', article['id'])}{shown}#{'claim' if vanished else 'words'}-{claim['id']}"
    title = escape(article["title"] or "Untitled article")
    outlet = f", <bdi>{escape(article['outlet']['name'])}</bdi>" if article["outlet"] else ""
    published = f", {_day(article['published_at'])}" if article["published_at"] else ""
    gone = ". <strong>It no longer has these words.</strong>" if vanished and not claim["needs_look"] else ""
    return f'<a href="{address}" dir="auto">{title}</a>{outlet}{published}{gone}'


def _facts(claim: Row) -> list[str]:
    """What else is known, each a piece of mark-up."""
    name = claim["speaker"]["name"] if claim["speaker"] else None
    role, printed = claim["role_as_printed"], claim["name_as_printed"]
    facts = []
    if role and role != name:
        facts.append(f'<span class="role-printed" dir="auto">{escape(role)}</span>')
    if printed and printed != name:
        facts.append(f'<span class="name-printed">printed as “<bdi>{escape(printed)}</bdi>”</span>')
    facts += [_role(hop) for hop in claim["joint_speakers"] if hop["role_as_printed"]]
    if claim["addressee"]:
        facts.append(f'<span class="addressee">to <bdi>{escape(claim["addressee"])}</bdi></span>')
    if claim["assessment"]:
        facts.append(_rated(claim))
    links = f'<a href="{address_of("claim", claim["id"])}#links">'
    facts += [f"{links}{links_in_words(counts)}</a>" for counts in claim["link_counts"]]
    if claim["comment_count"]:
        facts.append(f"<span>{claim['comment_count']} comment{'' if claim['comment_count'] == 1 else 's'}</span>")
    if claim["assignee"]:
        address = f"{reverse('claims')}?{urlencode({'assignee': claim['assignee']})}"
        facts.append(f'<a class="assignee" href="{address}">assigned to <bdi>{escape(claim["assignee"])}</bdi></a>')
    if claim["disagreement"]:
        facts.append(_disagreement(claim))
    elif claim["decided_by"]:
        by = listed([f"<bdi>{escape(name)}</bdi>" for name in _deciders(claim)])
        facts.append(f'<span class="decided-by">{label(claim["status"])} by {by}</span>')
    return facts


def _disagreement(claim: Row) -> str:
    said = ", ".join(
        f"<bdi>{escape(decision['by'])}</bdi> {label(decision['status']).lower()}" for decision in claim["decisions"]
    )
    return f'<span class="disagreement"><span aria-hidden="true">⚡</span> {said or "People disagree"}</span>'


def _role(hop: Row) -> str:
    name, role = escape(name_of(hop)), escape(hop["role_as_printed"])
    return f'<span class="role-printed"><bdi>{name}</bdi>: <bdi>{role}</bdi></span>'


def _rated(claim: Row) -> str:
    assessment = claim["assessment"]
    words = f"Rated <strong>{escape(assessment['rating']['name'])}</strong>"
    if assessment["claim"] != claim["id"]:
        address = f"{address_of('claim', assessment['claim'])}#assessment-{assessment['id']}"
        words += f' for <a href="{address}">similar words elsewhere</a>'
    if assessment["words_changed"]:
        words += ' <strong class="words-changed">the words have changed since</strong>'
    return f'<span class="rating">{words}</span>'
