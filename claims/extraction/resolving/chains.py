"""Through whom the words came: listeners that print ("told CNN"), interviews, "according to", "citing"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from claims.extraction import lexicon as lx
from claims.extraction.records import Tagged
from claims.extraction.resolving.media import SOCIAL, is_medium, medium_named
from claims.extraction.resolving.mentions import Mention
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.types import Attribution, Party, Span
from claims.text.vocabulary import words

TOLD = words("told tells telling tell")
BETWEEN = words("the affiliate reporter reporters")
AUDIENCES = words(
    "commons lords parliament senate house congress assembly council committee subcommittee commission court inquiry "
    "panel conference convention board university party"
)
"""Words of bodies to which people speak, and which pass nothing on."""
LEADS = words("to with on in by from for at via over per")
SPOKEN = words(
    "told spoke speaking talked talking interview interviews statement email wrote according said described confirmed "
    "confirms revealed reveals admitted explained"
)
"""Words before a medium that may make it the one through which somebody spoke."""
SKIPPED = words('“ " recent network host newspaper magazine weekend state-run')
VENUE = (
    words(
        "interview interviews appearance appeared appearing podcast radio program show broadcast spoke speaking "
        "statement op-ed column wrote writing written writes email quoted according talking interviewed guest host "
        "told tells tell post posted discussed per confirmed confirms revealed reveals admitted"
    )
    | lx.TALKING
)
"""Words that say so, somewhere in the sentence outside the words reported."""
READERS = words("followers users friends fans subscribers page account accounts ads group video videos time trending")
"""Words that lead to a medium in which nothing is said: "has followers on Twitter", "his time on MSNBC"."""
STAFF = words("meteorologist reporter correspondent anchor editor columnist")
HOSTS = words("host co-host anchor reporter correspondent columnist moderator with")
STATION = re.compile(r" \d+(?:['’]s(?: [A-Z]\w*){1,4}(?: program(?:me)?\b)?)?")
"""What belongs to a radio's name behind the words of it: "BBC Radio", " 4's Today programme"."""
LONGER = re.compile(r"(?: News)? (?:website|Online)\b| of (?:Medicine|Science|Surgery|Law|Psychiatry|Psychology)\b")
"""What belongs to a medium's name behind the words of it: "the BBC News website", "the Journal of Medicine"."""
MAIL = re.compile(r" (?:on Sunday|Online)\b")
"""The same of the Mail: on Sunday, others only speak."""
REPORTED = re.compile(r" (?:has |had )?report(?:s|ed)\b")
CALLED = (
    ["magazine"],
    ["journal"],
    ["newspaper"],
    ["paper"],
    ["broadcaster"],
    ["channel"],
    ["network"],
    ["website"],
    ["programme"],
    ["program"],
)
"""Words right before a name that say it is a medium's."""
REFERRED = re.compile(r"\bas (?:he|she|they) (?:did|had|has)\b")
"""Words behind a cue that lead to another talk: "said, as he did in an interview with"."""
SOURCES = words("source sources insider insiders")
"""What those are called of whom a medium has what it reports; "officials" may as well have told the writer."""
BREAKS = re.compile(r"\n\s*")
FURTHER = 3
"""Paragraphs behind a medium's report from which on a "source" is no longer taken for one of it."""
BESIDE = 5
"""Code points between a cue and the medium that it leads to."""
NEAR = 1_000
"""Code points before and behind a cue that are looked at."""
HELD = 12
"""Records that one report holds, at most."""


class Chains:
    """Finds each record's chain; asked in the order of the text."""

    def __init__(self, speakers: Speakers, records: Sequence[Tagged]) -> None:
        self.speakers = speakers
        self.cues = sorted(span for record in records for span in record.cue)
        self.layout, self.names = speakers.layout, speakers.names
        self.starts = [sentence.tokens[0].start for sentence in self.layout.sentences]
        self.ends = [sentence.tokens[-1].end for sentence in self.layout.sentences]

    def of(self, record: Tagged, speaker: Party | None, before: Sequence[Attribution]) -> tuple[Party, ...]:
        """Those who passed a record's words on, the one nearest the speaker first."""
        told, media = self._media(record, speaker)
        through = [self.speakers.party_at(span) for span in record.through]
        chain: list[Party] = []
        own = [*told, *through, *self._employer(record), *media]
        for party in (*own, *self._outer(record, speaker, before, told=bool(own))):
            themselves = speaker is not None and party.name is not None and party.name == speaker.name
            if not themselves and not any(_is_named_in(party, other) for other in chain):
                chain.append(party)
        return tuple(sorted(chain, key=lambda party: medium_named(party.name or "")))

    def _employer(self, record: Tagged) -> list[Party]:
        """The medium whose own reporter speaks: "CNN meteorologist Jo Lee said"."""
        for start, end in record.speaker_words[:1]:
            for mention in self.names.within(start, end):
                role = self.layout.text[mention.end : end].split()[:1]
                if is_medium(mention) and role and role[0] in STAFF:
                    return [Party("organization", self._name(mention), self.layout.text[mention.start : mention.end])]
        return []

    def sentence(self, record: Tagged) -> Span:
        """The code points of the sentence that holds the cue, or else the first content; of a long one what is near."""
        place = (record.cue or record.content)[0][0]
        if not self.starts:
            return place, place
        number = max(0, bisect_right(self.starts, place) - 1)
        return max(self.starts[number], place - NEAR), min(self.ends[number], place + NEAR)

    def _media(self, record: Tagged, speaker: Party | None) -> tuple[list[Party], list[Party]]:
        """Media named in the sentence of the cue, outside the words reported: who was told, where others passed it on
        too ("told the BBC, according to Reuters"), and all others."""
        start, end = self.sentence(record)
        skipped = (*record.content, *record.speaker_words)
        low, high = bisect_left(self.speakers.word_starts, start), bisect_left(self.speakers.word_starts, end)
        outside = [w for w in self.layout.words[low:high] if not any(a <= w.start < b for a, b in skipped)]
        if not any(word.low in VENUE | SOCIAL for word in outside):
            return [], []
        told: list[Party] = []
        media: list[Party] = []
        ended = 0
        titles = self.names.titles(start, end)
        owned = [title.start for title in titles if is_medium(title) and self._leads(title)]
        for mention in [*self.names.within(start, end), *titles]:
            inside = any(a <= mention.start < b for a, b in skipped) or mention.words[-1].endswith("-based")
            medium = is_medium(mention) or self._told(mention) or self._is_called_medium(mention) or self._is_x(mention)
            if inside or not medium or not (self._leads(mention) or self._reports(mention, record)):
                continue
            if any(0 < place - mention.end <= len("’s “") for place in owned):
                continue  # "NBC’s “Meet the Press”"
            if mention.start < ended or self._told_by_another(mention, record):
                continue
            if any(party.name == self._name(mention) for party in media):
                continue
            station = STATION.match(self.layout.text, mention.end) if "radio" in mention.words else None
            ended = station.end() if station else mention.end
            name = self.layout.text[mention.start : ended] if station else self._name(mention)
            if not speaker or name != speaker.name:
                nearer = self._follows_told(mention) or mention.end <= record.content[0][0]
                heard = told if record.through and nearer and record.through[0][0] > mention.end else media
                heard += [
                    *(host for host in self._host(mention) if not speaker or host.name != speaker.name),
                    Party("organization", name, self.layout.text[mention.start : mention.end]),
                ]
        return told[:2], media[:2]

    def _follows_told(self, mention: Mention) -> bool:
        index = bisect_left(self.speakers.word_starts, mention.start)
        while index and self.layout.words[index - 1].low in BETWEEN:
            index -= 1
        return index > 0 and self.layout.words[index - 1].low in TOLD

    def _name(self, mention: Mention) -> str:
        """A medium's name: with what it is called online, and without a person whose name follows it right away."""
        text = self.layout.text
        if longer := (LONGER if mention.words[-1] != "mail" else MAIL).match(text, mention.end):
            return text[mention.start : longer.end()]
        printed = text[mention.start : mention.end]
        first, _, rest = printed.partition(" ")
        # "told NPR Jo Lee had gone"
        if rest and first.isupper() and first.lower() in lx.MEDIA and rest.split()[0].lower() in lx.GIVEN_NAMES:
            return first
        full = self.names.full(mention)
        return text[full.start : full.end]

    def _told_by_another(self, mention: Mention, record: Tagged) -> bool:
        """Whether another record's cue leads to the medium: "Lee cited threats, and an official told CNN"."""
        if record.cue and REFERRED.search(self.layout.text, record.cue[-1][1], max(mention.start, record.cue[-1][1])):
            return True
        last = bisect_left(self.cues, mention.start, key=lambda cue: cue[0]) - 1
        return last >= 0 and mention.start - self.cues[last][1] <= BESIDE and self.cues[last] not in record.cue

    def _told(self, mention: Mention) -> bool:
        """ "told Capital Download": a body, a word that names no person, or a programme's two, right after the verb."""
        if not self._follows_told(mention) or mention.title or AUDIENCES & set(mention.words):
            return False
        if mention.kind != "person" or mention.words[0] in lx.GIVEN_NAMES:
            return mention.kind in {"organization", "thing"}
        if len(mention.words) == 1:
            return self.names.person_at(mention) is None
        return len(mention.words) == 2 and bool(set(mention.words) & lx.MEDIA_TITLES)

    def _is_called_medium(self, mention: Mention) -> bool:
        """ "Magazine The Bark", "the newspaper Zenit"."""
        words = self.layout.words
        index = bisect_left(self.speakers.word_starts, mention.start)
        before = [word.low for word in words[max(0, index - 2) : index] if word.low not in lx.DETERMINERS]
        return mention.kind != "government" and before[-1:] in CALLED

    def _is_x(self, mention: Mention) -> bool:
        """ "Wrote on X": the one medium that is called by a letter."""
        return mention.words == ("x",) and self.layout.text[: mention.start].endswith(" on ")

    def _reports(self, mention: Mention, record: Tagged) -> bool:
        """ "CNN reported on Monday an official said": a medium and its verb before the speaker."""
        speaker = record.speaker_words[0][0] if record.speaker_words else 0
        return mention.end < speaker and REPORTED.match(self.layout.text, mention.end, speaker) is not None

    def _leads(self, mention: Mention) -> bool:
        """Whether the words before a medium lead to it: "told CNN", "in an interview with", "on"."""
        words = self.layout.words
        index = bisect_left(self.speakers.word_starts, mention.start)
        before = [word.low for word in words[max(0, index - 4) : index]]
        while before and (before[-1] in lx.DETERMINERS | SKIPPED or before[-1].endswith(("'s", "’s"))):
            before.pop()
        if not before or set(before[-2:]) & READERS:
            return False
        if before[-1] == "of":
            return bool({"episode", "edition", "broadcast", "host", "board"} & set(before))
        if before[-1] in {"to", "for"}:
            return bool(set(before) & SPOKEN)
        return before[-1] in LEADS | TOLD or bool(set(before) & TOLD)

    def _host(self, mention: Mention) -> list[Party]:
        """ "Breitbart News Daily host Alex Marlow": the person of a medium to whom it was said."""
        for other in self.names.within(mention.end, mention.end + 60):
            between = self.layout.text[mention.end : other.start].lower().replace(",", " ").split()
            person = self.names.person_at(other) if other.kind == "person" else None
            if person and len(between) <= 3 and set(between) & (HOSTS | {"'s", "’s"}):
                return [
                    Party("person", person.name, self.layout.text[other.start : other.end], "", tuple(person.roles))
                ]
        return []

    def _outer(
        self, record: Tagged, speaker: Party | None, before: Sequence[Attribution], *, told: bool
    ) -> list[Party]:
        """Within whose report these words stand: "CNN reported that an assessment found", "Lee said Roe agreed".

        The unnamed of a medium's own paragraph are its sources, and whoever is called so right behind its report,
        unless they have ``told`` another.
        """
        if record.inside:
            return self._around(record, speaker, before)
        place = (record.cue or record.content)[0][0]
        own = not told and speaker is not None and speaker.kind == "unnamed" and bool(record.speaker_words)
        for back, outer in enumerate(reversed(before[-4:])):
            medium = _medium_of(outer, chain=own and not back and _is_source(outer.speaker))
            if medium is None or medium == speaker:
                continue
            inside = outer.speaker == medium and outer.content[0][0] <= place < outer.content[-1][1]
            breaks = len(BREAKS.findall(self.layout.text, outer.content[-1][1], place))
            if inside or (own and (not breaks or (breaks < FURTHER and not back and _is_source(speaker)))):
                return [replace(medium, role_as_printed="", roles=())]
        return []

    def _around(self, record: Tagged, speaker: Party | None, before: Sequence[Attribution]) -> list[Party]:
        """Who says the reported words in which the network found others, if they are named and somebody else."""
        place = record.cue[0][0]
        for outer in reversed(before[-HELD:]):
            if any(start <= place < end for start, end in outer.content) and outer.content != record.content:
                party = outer.speaker
                other = party and party.name and (speaker is None or party.name != speaker.name)
                return [party] if party and other else []
        return []


def _medium_of(outer: Attribution, *, chain: bool) -> Party | None:
    """The medium that reports an attribution: its speaker or, where the ``chain`` counts too, the last of that."""
    parties = [outer.speaker, *(outer.chain[-1:] if chain else ())]
    return next((one for one in parties if one and one.kind != "person" and medium_named(one.name or "")), None)


def _is_source(party: Party | None) -> bool:
    return bool(party and not party.name and SOURCES & set(party.name_as_printed.lower().split()))


def _is_named_in(party: Party, other: Party) -> bool:
    """Whether a party is the other, or named by some words of its name: "Fars" beside "Fars news agency"."""
    return party.name == other.name or bool(
        party.name and other.name and set(party.name.split()) < set(other.name.split())
    )
