"""From tagged words to attributions: who the speaker is, through whom, and on what day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from claims.extraction import lexicon as lx
from claims.extraction.forms import form_of
from claims.extraction.quote_types import type_among
from claims.extraction.records import Tagged
from claims.extraction.resolving.addressees import addressee_of
from claims.extraction.resolving.chains import Chains
from claims.extraction.resolving.days import day_said
from claims.extraction.resolving.descriptions import role_words
from claims.extraction.resolving.edges import behind_day, past_link, to_its_end, up_to_cue, without_time
from claims.extraction.resolving.reasons import reason_in
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.resolving.talks import carried, interviewed, told_to
from claims.extraction.types import Attribution, Party, Span

SAID = re.compile(r"\s(?:told|said)\b")
ENDED = re.compile(r"[.!?]\s|\n")
"""Where a sentence ends; the point of a title such as "Col." stands behind one capital word."""
DANGLING = re.compile(
    r"\b(?:said|says?|told|announced|added|wrote|tweeted|stated|warned|reported)(\s+(?:on|in|at|last))$"
)
"""A cue with the beginning of when or where it was said: "said on", from "said on Friday that"."""
ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
BEHIND = 30
"""Code points behind reported words in which a second cue may name their speaker."""


def resolve(speakers: Speakers, tagged: Sequence[Tagged], published: date | None) -> list[Attribution]:
    """An attribution for each record, in the order given, which is that of the text."""
    layout = speakers.layout
    chains = Chains(speakers, tagged)
    parts = [part for quotation in layout.quotations for part in quotation.parts]
    attributions: list[Attribution] = []
    for tagged_record in tagged:
        printed = (up_to_cue(layout.text, span, tagged_record.cue) for span in tagged_record.speaker_words)
        named = (span for span in (without_time(layout.text, span) for span in printed) if span)
        words = tuple(speakers.whole(span) for span in named)
        content = behind_day(layout.text, tagged_record.content, tagged_record.cue)
        content = past_link(layout.text, content, tagged_record.cue)
        content = to_its_end(layout.text, content, (*tagged_record.cue, *tagged_record.speaker_words))
        record = replace(tagged_record, content=content, speaker_words=words)
        first, joint = _speakers(speakers, record, attributions)
        speaker = _with_reason(layout.text, chains, record, first)
        if record.speaker_words:
            speakers.note(record.speaker_words[0][0], speaker, joint)
        chain = chains.of(record, speaker, attributions)
        quote_type = "direct" if record.verbatim else type_among(layout.text, parts, record.content)
        cue = _without_dangling(layout.text, record.cue)
        attributions.append(
            Attribution(
                content=record.content,
                quote_type=quote_type,
                confidence=record.confidence,
                cue=cue,
                speaker_words=record.speaker_words,
                speaker=speaker,
                joint=joint,
                chain=chain,
                addressee=addressee_of(speakers, record, chain),
                said_on=day_said(layout, record, published),
                form=form_of(" ".join(layout.text[start:end] for start, end in cue), quote_type),
            )
        )
    attributions = carried(_introduced(speakers, attributions), tagged, layout.text)
    attributions = told_to(attributions, interviewed(speakers.names), layout.text)
    return [_completed(speakers, item) for item in attributions]


def _with_reason(text: str, chains: Chains, record: Tagged, speaker: Party | None) -> Party | None:
    if speaker is None or speaker.name or not record.speaker_words or speaker.kind == "document":
        return speaker
    reason = reason_in(text, chains.sentence(record))
    return replace(speaker, reason=text[slice(*reason)]) if reason else speaker


def _without_dangling(text: str, cue: tuple[Span, ...]) -> tuple[Span, ...]:
    if cue and (match := DANGLING.search(text, cue[-1][0], cue[-1][1])):
        return (*cue[:-1], (cue[-1][0], match.start(1)))
    return cue


def _introduced(speakers: Speakers, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Names for those of whom the first lines only say "a former chairman", and the next ones who it is."""
    out = list(attributions)
    for index, (item, later) in enumerate(pairwise(attributions)):
        unnamed, named = item.speaker, later.speaker
        if not item.speaker_words or item.speaker_words[0][0] > speakers.end_of_lead:
            break
        if item.speaker_words[0][0] in speakers.labels:
            continue
        if unnamed is None or unnamed.name or named is None or named.kind != "person" or not named.name:
            continue
        person = speakers.names.by_name.get(named.name)
        new = person is not None and person.places and person.places[0] > item.speaker_words[0][0]
        own, other = (role_words(role) - lx.DETERMINERS for role in (named.role_as_printed, unnamed.name_as_printed))
        if unnamed.name_as_printed.lower().startswith("the ") and own and not own & other:
            continue  # "the mayor" is not "Jo Lee, who runs the ferry"
        if new and speakers.may_introduce(unnamed, later.speaker_words, named.role_as_printed):
            speakers.names.add_role(named.name, unnamed.name_as_printed)
            printed = unnamed.name_as_printed
            out[index] = replace(item, speaker=Party("person", named.name, printed, printed))
    return out


def _completed(speakers: Speakers, item: Attribution) -> Attribution:
    """The attribution with every role that the article prints for its speaker, those that come later too."""
    joint = tuple(_with_roles(speakers, party) for party in item.joint)
    return replace(item, speaker=item.speaker and _with_roles(speakers, item.speaker), joint=joint)


def _with_roles(speakers: Speakers, party: Party) -> Party:
    person = speakers.names.by_name.get(party.name or "") if party.kind == "person" else None
    called = speakers.names.body_roles.get(party.name or "", []) if party.kind == "organization" else []
    roles = person.roles if person else [*party.roles, *called]
    once = {ARTICLE.sub("", role).lower(): role for role in reversed(roles)}
    return replace(party, roles=tuple(reversed(once.values())))


def _speakers(
    speakers: Speakers, record: Tagged, before: Sequence[Attribution]
) -> tuple[Party | None, tuple[Party, ...]]:
    """Who said the words, and who said them together with the first."""
    if record.speaker_words:
        party, *joint = speakers.parties_at(record.speaker_words[0])
        return (party if joint else _named_behind(speakers, record, party) or party), tuple(joint)
    if before and before[-1].speaker and _goes_on(speakers.layout.text, before[-1], record):
        return speakers.again(before[-1].speaker, ""), tuple(speakers.again(party, "") for party in before[-1].joint)
    return None, ()


def _named_behind(speakers: Speakers, record: Tagged, party: Party) -> Party | None:
    """Who "a spokesman" is by the end of the sentence: "a spokesman said that it was over, Col. Jo Lee told CNN"."""
    end = record.content[-1][1]
    if record.speaker_words[0][0] > end or not speakers.may_introduce(party, record.speaker_words):
        return None
    for mention in speakers.names.within(end, end + BEHIND):
        person = speakers.names.person_at(mention) if mention.kind == "person" else None
        named_before = bool(person and person.places and person.places[0] < mention.start)
        apart = named_before and ENDED.search(speakers.layout.text, end, mention.start)  # "a judge refused. Lee said"
        office = speakers.layout.text[slice(*mention.role)] if mention.role else ""
        suits = not apart and speakers.may_introduce(party, record.speaker_words, office)
        if person and suits and SAID.match(speakers.layout.text, mention.end):
            printed = party.name_as_printed
            speakers.names.add_role(person.name, printed)
            return Party("person", person.name, printed, printed)
    return None


def _goes_on(text: str, before: Attribution, record: Tagged) -> bool:
    """Whether words that nobody is named for follow right behind the record before: no letter stands between."""
    end = max(span[1] for span in (*before.content, *before.cue, *before.speaker_words))
    gap = text[end : record.content[0][0]]
    return not record.cue and end <= record.content[0][0] and not any(char.isalnum() for char in gap)
