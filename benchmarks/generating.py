"""Rows of a newsroom's claims, made up from a seed: skewed speakers, outlets, words and tags, chains, links, findings.

The proportions are guesses at a busy newsroom: articles of 20 claims (the first has 50), 3 of 10 claims confirmed, 1 in
12 passed on by somebody, 1 in 20 linked, remarked on, or assessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Model

from benchmarks.sentences import Sentence, attribute
from benchmarks.words import VOCABULARY, Skewed, person, word
from claims.choices import AssessmentStatus, ChangeKind, Part, QuoteType, Relation, SpeakerKind, Status
from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Attribution,
    Change,
    Claim,
    Comment,
    Link,
    Outlet,
    Rating,
    Span,
    Speaker,
    Tag,
    Tagging,
)
from claims.models.article import identity_of, text_hash
from claims.text.names import normal_form, surname
from newsapp.accounts.models import User

Rows = dict[type[Model], list[dict[str, Any]]]

CLAIMS_AN_ARTICLE, CLAIMS_OF_THE_FIRST = 20, 50
CLAIMS_A_SPEAKER = 50
OUTLETS, TAGS, USERS = 40, 60, 5
TAKING_IN = 1_000
"""The Change that all articles come from."""
FIRST_DAY = datetime(2021, 1, 4, tzinfo=UTC)
DAYS = 5 * 365


class Newsroom:
    """Makes the rows of ``size`` claims, numbered from 1, and of all that they need."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size = size
        self.random = Random(seed)
        self.speakers = max(20, size // CLAIMS_A_SPEAKER)
        self.names = [person(number) for number in range(self.speakers)]
        self.draw_speaker, self.draw_outlet, self.draw_tag, self.draw_word = (
            Skewed(self.random, number) for number in (self.speakers, OUTLETS, TAGS, VOCABULARY)
        )
        self.next_speaker = self.speakers + 1

    def batches(self) -> Iterator[Rows]:
        """First what the articles refer to, then the articles with their claims, so that no row precedes its target."""
        yield self._people_and_words()
        numbers = range(1, self.size + 1)
        yield self._article(1, list(numbers[:CLAIMS_OF_THE_FIRST]))
        for article, at in enumerate(range(CLAIMS_OF_THE_FIRST, self.size, CLAIMS_AN_ARTICLE), start=2):
            yield self._article(article, list(numbers[at : at + CLAIMS_AN_ARTICLE]))

    def _people_and_words(self) -> Rows:
        speakers = [_speaker(number, name) for number, name in enumerate(self.names, start=1)]
        return {
            User: [{"id": n, "username": f"colleague{n}", "role": "editor"} for n in range(1, USERS + 1)],
            Change: [{"id": TAKING_IN, "kind": ChangeKind.TAKE_IN, "actor": "benchmarks"}],
            Outlet: [{"id": n, "name": f"The {word(n).title()} Post"} for n in range(1, OUTLETS + 1)],
            Tag: [{"id": n, "name": word(1000 + n)} for n in range(1, TAGS + 1)],
            Rating: [{"id": 100 + n, "name": f"step {n}", "position": 100 + n} for n in range(1, 6)],
            Speaker: speakers,
            Alias: [
                {"speaker_id": row["id"], "name": row["name"], "normal_name": row["normal_name"]} for row in speakers
            ],
        }

    def _article(self, number: int, claims: list[int]) -> Rows:
        rows: Rows = defaultdict(list)
        published = FIRST_DAY + timedelta(
            seconds=int(86_400 * (DAYS * claims[0] / self.size + self.random.uniform(0, 3)))
        )
        sentences = [self._claim(rows, number, claim, published) for claim in claims[:1]]
        for claim in claims[1:]:
            sentences.append(self._claim(rows, number, claim, published, after=sentences[-1]))
        text = "\n\n".join(sentence.text for sentence in sentences)
        moments = {"created_at": published + timedelta(hours=1), "updated_at": published + timedelta(hours=1)}
        url = f"https://post.example/{number}"
        rows[Article] = [
            {
                "id": number,
                "outlet_id": self.draw_outlet.one() + 1,
                "title": self._words(7).capitalize(),
                "url": url,
                "identity": identity_of(url=url, text=text),
                "published_at": published,
                "published_offset": self.random.choice([0, 60, 120, -300, 210]),
            }
            | moments
        ]
        rows[ArticleVersion] = [
            {
                "id": number,
                "article_id": number,
                "number": 1,
                "text": text,
                "text_hash": text_hash(text),
                "change_id": TAKING_IN,
            }
        ]
        return rows

    def _claim(
        self, rows: Rows, article: int, claim: int, published: datetime, after: Sentence | None = None
    ) -> Sentence:
        speaker, printed = self._speaker_of(rows, article, first=after is None)
        others = [number + 1 for number in self.draw_speaker.some(self.random.choices([0, 1, 2], [88, 9, 3])[0])]
        kind = self.random.choices(list(QuoteType), [40, 20, 40])[0]
        words = [word(rank) for rank in self.draw_word.some(self.random.randint(6, 24))]
        start = after.start + len(after.text) + 2 if after else 0
        sentence = attribute(start, words, kind, printed, [self.names[number - 1] for number in others])
        rows[Claim].append(
            {
                "id": claim,
                "article_id": article,
                "version_id": article,
                "speaker_id": speaker,
                "content": sentence.content(),
                "start": sentence.spans[Part.CONTENT][0][0],
                "quote_type": kind,
                "listed_at": published,
            }
            | self._state(published)
        )
        hops = [(speaker, printed), *((number, self.names[number - 1]) for number in others)]
        _add_parts(rows, claim, sentence, hops)
        self._work_on(rows, claim, published, sentence.content())
        return sentence

    def _speaker_of(self, rows: Rows, article: int, *, first: bool) -> tuple[int, str]:
        """The speaker's number and name; each second article begins with words of somebody it does not name."""
        if not first or article % 2:
            number = self.draw_speaker.one()
            return number + 1, self.names[number]
        name, number = f"a senior {word(article % 1_000)} official", self.next_speaker
        self.next_speaker += 1
        rows[Speaker].append(
            _speaker(number, name) | {"kind": SpeakerKind.UNNAMED, "article_id": article, "surname": ""}
        )
        return number, name

    def _state(self, published: datetime) -> dict[str, Any]:
        """Who made the claim, and what somebody decided on it."""
        by_person = self.random.random() < 0.05
        status = self.random.choices(list(Status), [6, 3, 1])[0]
        created = published + timedelta(hours=1, microseconds=self.random.randrange(10**9))
        decided = None if status == Status.SUGGESTED else created + timedelta(days=1)
        return {
            "status": status,
            "extractor": "" if by_person else "rules",
            "extractor_version": "" if by_person else "1.2",
            "confidence": None if by_person else self.random.randint(30, 99) / 100,
            "author_id": self.random.randint(1, USERS) if by_person else None,
            "decided_by_id": self.random.randint(1, USERS) if decided else None,
            "decided_at": decided,
            "said_on": published.date() if self.random.random() < 0.3 else None,
            "revision": 2 if decided else 1,
            "created_at": created,
            "updated_at": decided or created,
        }

    def _work_on(self, rows: Rows, claim: int, published: datetime, content: str) -> None:
        """What people add to a claim: tags, now and then a link, comments, an assessment."""
        tags = {number + 1 for number in self.draw_tag.some(self.random.randint(1, 3))}
        rows[Tagging] += [{"claim_id": claim, "tag_id": tag} for tag in sorted(tags)]
        if claim > 1 and self.random.random() < 0.05:
            other = self.random.randrange(max(1, claim - 2_000), claim)
            rows[Link].append({"claim_id": claim, "other_id": other, "relation": self.random.choice(list(Relation))})
        for _ in range(self.random.choices([0, 1, 3], [95, 4, 1])[0]):
            author = self.random.randint(1, USERS)
            rows[Comment].append({"claim_id": claim, "author_id": author, "text": self._words(12)})
        if self.random.random() < 0.05:
            rows[Assessment].append(
                {
                    "claim_id": claim,
                    "rating_id": self.random.randint(101, 105),
                    "explanation": self._words(30),
                    "status": AssessmentStatus.PUBLISHED,
                    "words": content,
                    "author_id": self.random.randint(1, USERS),
                    "published_at": published + timedelta(days=3),
                }
            )

    def _words(self, number: int) -> str:
        return " ".join(word(rank) for rank in self.draw_word.some(number))


def _speaker(number: int, name: str) -> dict[str, Any]:
    return {"id": number, "name": name, "normal_name": normal_form(name), "surname": surname(name)}


def _add_parts(rows: Rows, claim: int, sentence: Sentence, hops: list[tuple[int, str]]) -> None:
    """The chain of the claim, each hop a speaker's number and name, and its spans."""
    rows[Attribution] += [
        {"claim_id": claim, "position": position, "speaker_id": speaker, "name_as_printed": name}
        for position, (speaker, name) in enumerate(hops)
    ]
    rows[Span] += [
        {"claim_id": claim, "part": part, "start": begin, "end": end}
        for part, ranges in sentence.spans.items()
        for begin, end in ranges
    ]
