"""Where a sentence reports words: its verbs of saying, each with the words beside it that name who says them."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token, shouts
from claims.text.vocabulary import words

Range = tuple[int, int]
"""A half-open range of the tokens of a sentence."""

VOWING = words("vowed promised pledged refused declined threatened offered hopes hoped urged urges wants wanted")
"""Verbs that report with "to" and an infinitive."""
LISTENED = words("told tells warned assured informed reminded asked")
"""Verbs that those spoken to may follow."""
PLAIN = words("said says say argued argues insisted insists claimed claims stated believes believed thinks thought")
"""Verbs that a clause follows without "that"."""
VERBS = (
    VOWING
    | LISTENED
    | PLAIN
    | words(
        "added adds noted notes announced tweeted explained explains acknowledged declared declares warns recalled "
        "recalls replied replies responded wrote writes concluded admitted reiterated asserted stressed stresses "
        "conceded joked quipped boasted complained lamented remarked emphasized contended contends maintained alleged "
        "confirmed predicted revealed suggested suggests cautioned continued commented countered reported reports asks "
        "shouted testified proclaimed retorted exclaimed agreed denied chanted read reads believe think hope knows "
        "knew found finds showed shows decided ruled feared fears argue suggest indicated"
    )
)
SHARING = words("saying adding noting arguing claiming insisting stressing warning suggesting")
"""Forms whose speaker is that of the sentence: "..., adding that"."""
JUDGING = words("called calls calling described describes dubbed blasted slammed criticized accused praised")
"""Verbs that report what stands in quotation marks among the words after them."""
NO_REPORT_AFTER = words("to would could should might may can cannot can't not never be been is are was were being")
LONGEST = 25
"""Tokens of the words that name a speaker, at most."""
AFTER_STOPS = words("in on at during after before when while as to who about by from that") | lx.VERBS | lx.TIMES


@dataclass(frozen=True, slots=True)
class Report:
    """A cue and the words that name the speaker, in the tokens of a sentence.

    ``inverted`` as in "said Jo Lee"; ``shared`` where the speaker is named elsewhere, as in "..., adding that".
    """

    cue: Range
    speaker: Range
    inverted: bool = False
    shared: bool = False

    @property
    def start(self) -> int:
        """The first token of both."""
        return self.cue[0] if self.shared else min(self.cue[0], self.speaker[0])

    @property
    def end(self) -> int:
        """The token after both."""
        return self.cue[1] if self.shared else max(self.cue[1], self.speaker[1])


def reports(tokens: Sequence[Token]) -> list[Report]:
    """Every cue of a sentence that has a speaker, in order."""
    result: list[Report] = []
    low = 0
    shouted = shouts(tokens)
    for index, token in enumerate(tokens):
        if index < low or token.kind != "word" or (token.capital and index and not shouted):
            continue
        report = _report_at(tokens, index, low) or _shared(tokens, index, result)
        if report:
            result.append(report)
            low = report.end
    return result


def _report_at(tokens: Sequence[Token], index: int, low: int) -> Report | None:
    token = tokens[index]
    if token.low == "according" and index + 1 < len(tokens) and tokens[index + 1].low == "to":
        speaker = _named_after(tokens, index + 2)
        return Report((index, index + 2), speaker, inverted=True) if speaker else None
    if token.low not in VERBS | JUDGING or (index and tokens[index - 1].low in NO_REPORT_AFTER | lx.DETERMINERS):
        return None
    cue = (index, index + 1)
    quoted = index > 0 and tokens[index - 1].kind == "quote"
    if quoted or (index and tokens[index - 1].text in ",—–" and token.low not in LISTENED):
        speaker = _named_after(tokens, index + 1)
        if speaker and (speaker[1] == len(tokens) or quoted or _ends(tokens[speaker[1]])):
            return Report(cue, speaker, inverted=True)
    speaker = _named_before(tokens, index, low)
    return Report(cue, speaker) if speaker else None


def _shared(tokens: Sequence[Token], index: int, reports_before: Sequence[Report]) -> Report | None:
    """ "..., adding that", "... and said": the speaker is that of the cue before, or what the sentence begins with."""
    low, before = tokens[index].low, tokens[index - 1] if index else None
    joined = low in SHARING or (low in VERBS | JUDGING and before is not None and before.low == "and")
    if not joined:
        return None
    if reports_before:
        return Report((index, index + 1), reports_before[-1].speaker, shared=True)
    end = next((at for at, token in enumerate(tokens[:LONGEST]) if not token.capital), 0)
    return Report((index, index + 1), (0, end), shared=True) if 0 < end < index and tokens[0].kind == "word" else None


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
        if token.text == ")" and (opened := _opening(tokens, start - 1, low)) > 0:
            start = opened  # Jo Lee (R-Ohio)
            continue
        point = token.text in ".'’&" and tokens[start - 2].kind == "word" if start > 1 else False
        if (token.kind != "word" and not point) or token.low in lx.VERBS | lx.OPENERS | {"that", "who", "which"}:
            break
        start -= 1
    while start < end and tokens[start].low in lx.PREPOSITIONS | lx.CONJUNCTIONS:
        start += 1
    return start


def _opening(tokens: Sequence[Token], closing: int, low: int) -> int:
    """The bracket that a closing one answers, within a few tokens; -1 if there is none."""
    return next((at for at in range(closing - 1, max(low, closing - 8), -1) if tokens[at].text == "("), -1)
