"""Through whom the words came: listeners that print ("told CNN"), interviews, "according to", "citing"."""

from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.contents import addressee
from claims.extraction.layout import Token
from claims.extraction.mentions import Mention
from claims.extraction.phrases import Phrase, subject_after
from claims.extraction.records import Found
from claims.extraction.speakers import Speakers
from claims.extraction.spotting import Cue
from claims.extraction.types import Party


def cited(tokens: Sequence[Token], record: Found) -> Phrase | None:
    """Whom a medium cites after "according to Press TV, citing the spokesman, Jo Lee"; None if nobody."""
    phrase = record.via[-1] if record.via else record.phrase
    if phrase is None or (not record.via and record.rule != "according"):
        return None
    for index in range(phrase.end, min(len(tokens) - 1, phrase.end + 12)):
        if tokens[index].low in {"citing", "quoting"}:
            return subject_after(tokens, index + 1)
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
    """The medium that is told: "told CNN", "in an interview with CNN", "in a recent CNN interview"."""
    media: list[Mention] = []
    for span in (record.cue_tokens, record.also_cue):
        if span and tokens[span[0]].low in {"told", "tells", "telling"}:
            media += _media(speakers, tokens, span[1], addressee(tokens, Cue(*span, "tell", frozenset())))
    if record.cue_tokens and not media:
        first, last = record.cue_tokens
        start = min(record.phrase.start if record.phrase else first, first)
        media = _interview(speakers, tokens, start, last)
    names = [speakers.layout.text[mention.start : mention.end] for mention in media[:1]]
    return [Party("organization", name, name) for name in names]


def _interview(speakers: Speakers, tokens: Sequence[Token], start: int, last: int) -> list[Mention]:
    for index in range(start, min(len(tokens), last + 16)):
        if tokens[index].kind == "quote" and index > last:
            break
        if tokens[index].low in {"interview", "appearance"}:
            return _media(speakers, tokens, max(start, index - 4), min(len(tokens), index + 7))
    return []


def _media(speakers: Speakers, tokens: Sequence[Token], start: int, end: int) -> list[Mention]:
    if end <= start:
        return []
    mentions = speakers.names.within(tokens[start].start, tokens[end - 1].end)
    return [mention for mention in mentions if mention.kind == "organization" and set(mention.words) & lx.MEDIA]


def passes_on(party: Party | None) -> bool:
    """Whether a speaker is a medium, which reports what others say."""
    words = (party.name or "").lower().split() if party else []
    return bool(party and party.kind == "organization" and set(words) & lx.MEDIA)
