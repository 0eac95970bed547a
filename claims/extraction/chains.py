"""Through whom the words came: listeners that print ("told CNN"), interviews, "according to", "citing"."""

from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.contents import addressee
from claims.extraction.cues import ADDRESSED
from claims.extraction.layout import Token
from claims.extraction.names import Mention
from claims.extraction.phrases import Phrase, subject_after
from claims.extraction.speakers import Speakers
from claims.extraction.spotting import Cue
from claims.extraction.tagger import Found
from claims.extraction.types import Party


def cited(speakers: Speakers, tokens: Sequence[Token], record: Found) -> Party | None:
    """Whom a medium cites after "according to Press TV, citing the spokesman, Jo Lee"; None if nobody."""
    phrase = record.via[-1] if record.via else record.phrase
    if phrase is None or (not record.via and record.rule != "according"):
        return None
    for index in range(phrase.end, min(len(tokens) - 1, phrase.end + 12)):
        if tokens[index].low in {"citing", "quoting"}:
            person = subject_after(tokens, index + 1)
            return speakers.party(tokens, person, record.sentence) if person else None
        if tokens[index].kind == "quote":
            return None
    return None


def chain_of(speakers: Speakers, tokens: Sequence[Token], record: Found) -> tuple[Party, ...]:
    """Those who passed a record's words on, the one nearest the speaker first."""
    chain: list[Party] = []
    for phrase in record.via:
        party = speakers.party(tokens, phrase, record.sentence)
        if party.kind != "person" or party.name:
            chain.append(party)
    chain += _listeners(speakers, tokens, record)
    return tuple(chain)


def _listeners(speakers: Speakers, tokens: Sequence[Token], record: Found) -> list[Party]:
    """Media that are told: "told CNN", "in an interview with CNN", "in a recent CNN interview"."""
    if record.cue_tokens is None:
        return []
    first, last = record.cue_tokens
    cue = Cue(first, last, "tell", frozenset())
    told = tokens[first].low in {"told", "tells", "telling"} or tokens[first].low in ADDRESSED
    end = addressee(tokens, cue) if told else last
    found = [_party(mention) for mention in _media(speakers, tokens, last, end)] if told else []
    start = record.phrase.start if record.phrase else first
    for index in range(min(start, first), min(len(tokens), last + 16)):
        if tokens[index].kind == "quote" and index > last:
            break
        if tokens[index].low in {"interview", "appearance"}:
            found += [
                _party(mention)
                for mention in _media(speakers, tokens, max(start, index - 4), min(len(tokens), index + 7))
            ]
            break
    return [_printed(speakers, party) for party in found[:1]]


def _media(speakers: Speakers, tokens: Sequence[Token], start: int, end: int) -> list[Mention]:
    if end <= start:
        return []
    mentions = speakers.names.within(tokens[start].start, tokens[end - 1].end)
    return [mention for mention in mentions if mention.kind == "organization" and set(mention.words) & lx.MEDIA]


def _party(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _printed(speakers: Speakers, span: tuple[int, int]) -> Party:
    name = speakers.layout.text[span[0] : span[1]]
    return Party("organization", name, name)


def passes_on(party: Party | None) -> bool:
    """Whether a speaker is a medium, which reports what others say."""
    words = (party.name or "").lower().split() if party else []
    return bool(party and party.kind == "organization" and set(words) & lx.MEDIA)


__all__ = ["Phrase", "chain_of", "cited", "passes_on"]
