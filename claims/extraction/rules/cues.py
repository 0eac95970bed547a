"""Where a sentence reports words: its verbs of saying, each with the words beside it that name who says them."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.text.vocabulary import words

Range = tuple[int, int]
"""A half-open range of the tokens of a sentence."""

VERBS = words(
    "said says say told tells tell added adds noted notes announced argued argues tweeted explained explains "
    "acknowledged declared declares warned warns insisted insists stated states claimed claims recalled recalls "
    "replied replies responded wrote writes concluded admitted reiterated asserted stressed stresses conceded joked "
    "quipped boasted complained lamented remarked emphasized contended contends maintained alleged confirmed predicted "
    "revealed suggested suggests cautioned continued commented countered reported asked asks shouted testified "
    "proclaimed retorted exclaimed agreed believes believed thinks thought denied vowed promised pledged"
)
PLAIN = words("said says say argued argues insisted insists claimed claims stated believes believed thinks thought")
"""Verbs that a clause follows without "that"."""
LISTENED = words("told tells")
"""Verbs that those spoken to follow, not the speaker."""
NO_REPORT_AFTER = words("to would could should might may can cannot can't not never be been is are was were being")
LONGEST = 25
"""Tokens of the words that name a speaker, at most."""
AFTER_STOPS = words("in on at during after before when while as to who about by from that") | lx.VERBS | lx.TIMES


@dataclass(frozen=True, slots=True)
class Report:
    """A cue and the words that name the speaker, in the tokens of a sentence; ``inverted`` as in "said Jo Lee"."""

    cue: Range
    speaker: Range
    inverted: bool = False

    @property
    def start(self) -> int:
        """The first token of both."""
        return min(self.cue[0], self.speaker[0])

    @property
    def end(self) -> int:
        """The token after both."""
        return max(self.cue[1], self.speaker[1])


def reports(tokens: Sequence[Token]) -> list[Report]:
    """Every cue of a sentence that has a speaker, in order."""
    found: list[Report] = []
    low = 0
    for index, token in enumerate(tokens):
        if index < low or token.kind != "word":
            continue
        report = _report_at(tokens, index, low)
        if report:
            found.append(report)
            low = report.end
    return found


def _report_at(tokens: Sequence[Token], index: int, low: int) -> Report | None:
    token = tokens[index]
    if token.low == "according" and index + 1 < len(tokens) and tokens[index + 1].low == "to":
        speaker = _named_after(tokens, index + 2)
        return Report((index, index + 2), speaker, inverted=True) if speaker else None
    if token.low not in VERBS or (index and tokens[index - 1].low in NO_REPORT_AFTER | lx.DETERMINERS):
        return None
    cue = (index, index + 1)
    if index and (tokens[index - 1].kind == "quote" or tokens[index - 1].text in ",—–") and token.low not in LISTENED:
        speaker = _named_after(tokens, index + 1)
        if speaker and (speaker[1] == len(tokens) or tokens[index - 1].kind == "quote" or _ends(tokens[speaker[1]])):
            return Report(cue, speaker, inverted=True)
    speaker = _named_before(tokens, index, low)
    return Report(cue, speaker) if speaker else None


def _ends(token: Token) -> bool:
    return token.text in ",.;" or token.low in lx.PREPOSITIONS or token.low in lx.TIMES


def _named_after(tokens: Sequence[Token], start: int) -> Range | None:
    """ "Jo Lee", "the mayor of Troy" or "Jo Lee, the mayor of Troy" from a token on."""
    end = _phrase_end(tokens, start)
    if end == start or not _names(tokens[start]):
        return None
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].low in lx.DETERMINERS | lx.ROLES:
        return start, _phrase_end(tokens, end + 1)
    return start, end


def _phrase_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < min(len(tokens), start + LONGEST):
        token = tokens[end]
        initial = token.text in ".'’&" and end > start and end + 1 < len(tokens)
        if token.low in AFTER_STOPS or (token.kind != "word" and not initial):
            break
        end += 1
    return end


def _names(token: Token) -> bool:
    low = token.low
    return token.capital or low in lx.DETERMINERS | lx.PRONOUNS | lx.ROLES | lx.PLURALS | lx.GROUPS | lx.DOCUMENTS


def _named_before(tokens: Sequence[Token], end: int, low: int) -> Range | None:
    """The subject of a verb, with an aside between commas: "Jo Lee, the mayor of Troy, said"."""
    while end > low and tokens[end - 1].low in lx.ADVERBS | lx.AUXILIARIES:
        end -= 1
    last = end - 1 if end > low and tokens[end - 1].text == "," else end
    start = _phrase_start(tokens, last, low)
    if last < end and start > low and tokens[start - 1].text == ",":
        start = _phrase_start(tokens, start - 1, low)
    while start < last and not _names(tokens[start]):
        start += 1
    return (start, last) if start < last and tokens[last - 1].low != "it" else None


def _phrase_start(tokens: Sequence[Token], end: int, low: int) -> int:
    """Where the words before a token begin that neither a mark, a verb nor a conjunction divides."""
    start = end
    while start > max(low, end - LONGEST):
        token = tokens[start - 1]
        point = token.text in ".'’&" and tokens[start - 2].kind == "word" if start > 1 else False
        if (token.kind != "word" and not point) or token.low in lx.VERBS | lx.OPENERS | {"that", "who", "which"}:
            break
        start -= 1
    while start < end and tokens[start].low in lx.PREPOSITIONS | lx.CONJUNCTIONS:
        start += 1
    return start
