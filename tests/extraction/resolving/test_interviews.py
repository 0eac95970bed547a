"""Answers behind questions without labels are of whom the interview is with; essays that ask stay essays."""

from claims.extraction.layout import read
from claims.extraction.records import Tagged
from claims.extraction.resolving.attributions import resolve
from claims.extraction.resolving.interviews import with_answers
from claims.extraction.resolving.speakers import Speakers
from tests.extraction.tagging import tagged

INTERVIEW = (
    "The novelist Clara Bell lives in Leeds. Bell won a prize; Ann Poe lost.\n\n"
    "Why did you leave London?\n\nI could not afford it. My mother said I would miss it.\n\nAnd I do.\n\n"
    "**Is that so bad?**\n\nNo. I miss few people.\n\nThis interview was edited."
)
ANSWERS = ["I could not afford it. My mother said I would miss it And I do", "No. I miss few people"]


def answered(text: str, *records: Tagged) -> list[tuple[str | None, str]]:
    """Speaker and words of each record."""
    speakers = Speakers(read(text))
    found = resolve(speakers, with_answers(speakers, list(records)), None)
    names = [item.speaker.name if item.speaker else None for item in found]
    return [
        (name, " ".join(text[s:e].strip(".") for s, e in item.content)) for name, item in zip(names, found, strict=True)
    ]


def test_each_answer_is_whole_and_of_whom_the_interview_is_with():
    assert answered(INTERVIEW) == [("Clara Bell", answer) for answer in ANSWERS]


def test_what_the_network_finds_in_an_answer_is_its_part_unless_somebody_else_is_heard():
    mine = tagged(INTERVIEW, "few people", cue="miss", speaker="I")
    hers = tagged(INTERVIEW, "I would miss it", cue="said", speaker="My mother")
    assert [words for _, words in answered(INTERVIEW, mine, hers)] == ["I would miss it", *ANSWERS]


def test_questions_alone_make_no_interview():
    told = INTERVIEW.replace("I could", "She could").replace("And I do", "She does").replace("I miss", "She misses")
    nobody = (
        INTERVIEW.replace("The novelist Clara Bell", "A novelist")
        .replace("Bell won", "She won")
        .replace("Ann Poe", "another")
    )
    essay = INTERVIEW.replace("No. I", "No. Bell and I")
    unasked = INTERVIEW.replace("did you", "did she")
    one = INTERVIEW.replace("Is that so bad?", "That is bad.")
    told = told.replace("My mother said I", "Her mother said she")
    tied = INTERVIEW.replace("Ann Poe lost", "Ann Poe lost. Poe won before")
    assert [answered(text) for text in (told, nobody, essay, unasked, one, tied)] == [[]] * 6
