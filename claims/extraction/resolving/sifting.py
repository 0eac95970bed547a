"""Tagged words that are no claims: nobody's, those of an "if", why a source is not named, a correction's old words."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.extraction.layout import Layout
from claims.extraction.records import Tagged
from claims.extraction.resolving.reasons import reason_in
from claims.extraction.types import Span

NOBODY = re.compile(r"(?:nobody|no[ -]one|none(?: of [\w ]{1,40})?|neither(?: [^.;:“”\n]+)?)", re.IGNORECASE)
NEITHER = re.compile(r"\bneither [^.;:“”\n]+ nor (?:the )?$", re.IGNORECASE)
"""Words before the second of two who both say nothing: "Neither Lee nor Roe would say"."""
ASKED = re.compile(r"who(?: else)?", re.IGNORECASE)
"""A speaker in a question: "Who said so?"."""
CONDITION = re.compile(r"\b(?:if|unless)\s+$", re.IGNORECASE)
SPOKEN = re.compile(
    r"\b(?:say|says|said|tell|tells|told|claim\w*|announce\w*|den(?:y|ies|ied)|admit\w*)\b", re.IGNORECASE
)
UNNAMED = re.compile(
    r"(?:that )?(?:(?:his|her|their) names? |s?he |they )?(?:not |to |be |on |under )*"
    r"(?:(?:named|identified|quoted)(?: by name| publicly)?(?=\W*(?:$|\b(?:because|as|since|in|while)\b))"
    r"|give (?:his|her|their) (?:full |last |real )?names?\b|(?:remain )?anonymous\b|(?:condition of )?anonymity\b)"
    r"|(?:that )?(?:his|her|their) (?:full |last |real )?names? not be (?:used|published|printed|given)\b",
    re.IGNORECASE,
)
"""What a source asks for in "who asked not to be named"."""
OLD_WORDS = re.compile(
    r"\b(?:(?:earlier|previous|original|prior|first|initial) (?:version|edition)s? of "
    r"(?:this|our|(?:the|that) (?:article|story|report|post))\b"
    r"|(?:this|our) (?:story|article|report|post|column) (?:originally|initially|previously|first|at first) "
    r"(?:said|stated|reported|gave|called|identified|named)\b"
    r"|(?:earlier|previous|original) (?:headline|caption)s? (?:\w+ )?(?:said|stated|read|gave|called|identified)\b"
    r"|(?:this|the|our|an earlier|a previous) (?:story|article|report|post|column|headline|caption)s?[^.:;]{0,60}"
    r"\b(?:incorrectly|wrongly|mistakenly|erroneously|misstated|misidentified|misspelled|misattributed)\b)",
    re.IGNORECASE,
)
"""A newspaper's words for what it had printed and takes back."""
EARLIER = re.compile(
    r"(?:an|the) (?:earlier|previous|original) version\b(?! of)"
    r"|(?:it|(?:the|an) (?:story|article|report|post)) (?:had )?"
    r"(?:originally|initially|previously|earlier|first|at first)\b",
    re.IGNORECASE,
)
AMENDED = re.compile(r"\b(?:amended|corrected|updated|correction|clarification)\b", re.IGNORECASE)
"""Words before an "earlier version" that say it is the newspaper's own."""
SAYS_NOTHING = re.compile(r"(?:it|this|that|so|them|as much|otherwise|the same|what)", re.IGNORECASE)
"""Words that only stand for others: "as US officials see it"."""
DENIES = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)
"""A cue that says something even of "it": "She denies it"."""
SPEECH = re.compile(
    r"(?:the|this|that|these|those|his|her|their|its|both) (?:remark|statement|comment|claim|accusation|allegation"
    r"|assertion)s?|(?:his|her|their) words",
    re.IGNORECASE,
)
TAKES_BACK = re.compile(r"\b(?:withdr[ae]w[ns]?|retract(?:s|ed)?|recant(?:s|ed)?|t(?:ook|aken) back)\b", re.IGNORECASE)
"""A verb that says of what is only named as SPEECH that it no longer stands: "She later withdrew the remark"."""
JOINED = re.compile(r"(?:has |have |had )?join(?:s|ed|ing)?\b", re.IGNORECASE)
PARTICIPLE = re.compile(r"(?:(?:much|long|well|newly|widely)-)?[a-z]+ed")
NEAR = 60
"""Code points before the words that name the speaker that are looked at."""
LONGEST = 1_000
"""Code points of a sentence that are looked at."""


def sifted(layout: Layout, records: Sequence[Tagged]) -> list[Tagged]:
    """The records that are claims."""
    starts = [sentence.tokens[0].start for sentence in layout.sentences]
    return [record for record in _without_requests(layout.text, records) if _is_claim(layout, record, starts)]


def _without_requests(text: str, records: Sequence[Tagged]) -> Iterator[Tagged]:
    """The records without what a source asks for behind a quotation: “No,” said an aide who asked not to be named."""
    for record in records:
        first, *further = record.content
        said = (first, *(span for span in further if not UNNAMED.match(text[slice(*span)])))
        yield record if len(said) == len(record.content) else replace(record, content=said)


def _is_claim(layout: Layout, record: Tagged, starts: Sequence[int]) -> bool:
    text = layout.text
    if len(record.content) == 1 and SAYS_NOTHING.fullmatch(text, *record.content[0]):
        return any(DENIES.search(text, *span) for span in record.cue)
    if not record.speaker_words or not record.cue:
        return True
    reported = min(record.cue[0][0], record.content[0][0]), max(record.cue[-1][1], record.content[0][0])
    if SPEECH.fullmatch(text, *record.content[0]) and TAKES_BACK.search(text, *reported):
        return False
    (start, end), cue = record.speaker_words[0], record.cue[0]
    before = text[max(0, start - NEAR) : start]
    if NOBODY.fullmatch(text, start, end) or NEITHER.search(before) or JOINED.match(text, *cue):
        return False
    if start < cue[0] and SPOKEN.search(text, *cue) and CONDITION.search(before):
        return False
    if _is_adjective(text, (start, end), cue, record.content[0]) or UNNAMED.match(text[slice(*record.content[0])]):
        return False
    sentence = _sentence(layout, starts, cue[0])
    if ASKED.fullmatch(text, start, end) and start == sentence[0] and text[sentence[1] - 1] == "?":
        return False
    reason = reason_in(text, sentence)
    if reason and reason[0] <= cue[0] and record.content[-1][1] <= reason[1]:
        return False
    if EARLIER.match(text, start) and AMENDED.search(text[max(0, start - LONGEST) : start].rpartition("\n")[2]):
        return False
    return not OLD_WORDS.search(text, *sentence)


def _is_adjective(text: str, speaker: Span, cue: Span, content: Span) -> bool:
    """ "The state's confirmed caseload": a participle between an owner and one word reports nothing."""
    before = text[speaker[0] : cue[0]].rstrip()
    owned = before.endswith(("'s", "’s", "s'", "s’"))
    one_word = len(text[content[0] : content[1]].split()) == 1
    return owned and one_word and PARTICIPLE.fullmatch(text, *cue) is not None


def _sentence(layout: Layout, starts: Sequence[int], place: int) -> Span:
    """Code points of the sentence around a place, at most LONGEST before it and after it."""
    number = bisect_right(starts, place) - 1
    if number < 0:
        return place, place
    tokens = layout.sentences[number].tokens
    return max(tokens[0].start, place - LONGEST), min(tokens[-1].end, place + LONGEST)
