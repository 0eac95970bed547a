"""Who is quoted is the speaker, and who quotes has passed the words on."""

import pytest

from claims.extraction.resolving.quoted_as import quoted_as
from tests.extraction.tagging import tagged


@pytest.mark.parametrize(
    ("text", "content", "speaker", "by"),
    [
        ("“We wait,” Ann Poe was quoted by CNN as saying.", ["“We wait,”", "Ann Poe", "as saying"], "", ["CNN"]),
        ("“We wait,” Ann Poe was quoted as saying by CNN.", ["“We wait,”", "Ann Poe"], "CNN", ["CNN"]),
        ("Ann Poe has been quoted as saying “We wait,”", ["Ann Poe", "“We wait,”"], "", []),
        (
            "In May, Ann Poe, an aide, was quoted by CNN as saying “We wait,”",
            ["Ann Poe, an aide", "“We wait,”"],
            "CNN",
            ["CNN"],
        ),
        ("CNN quoted Ann Poe as saying “We wait,”", ["Ann Poe as saying “We wait,”"], "CNN", ["CNN"]),
        (
            "CNN quoted Ann Poe, an aide, as saying “We wait,”",
            ["Ann Poe, an aide, as saying “We wait,”"],
            "CNN",
            ["CNN"],
        ),
    ],
)
def test_quoted_as_saying(text, content, speaker, by):
    (record,) = quoted_as(text, [tagged(text, content, cue="quoted", speaker=speaker)])
    assert [text[start:end] for start, end in record.content] == ["“We wait,”"]
    assert text[slice(*record.speaker_words[0])].startswith("Ann Poe")
    assert [text[start:end] for start, end in record.through] == by
    assert [text[start:end] for start, end in record.cue][-1] == "as saying"


def test_other_words_of_quoting_are_left_alone():
    text = "The shares were quoted at 5, Ann Poe said, as she quoted from a report."
    record = tagged(text, "from a report", cue="quoted", speaker="she")
    assert quoted_as(text, [record]) == [record]


def test_many_cues_take_linear_time():
    text = "Ann Poe was quoted, and then again was quoted. " * 3_000
    records = [tagged(text, "then again", cue="quoted", speaker="Ann Poe")] * 3_000
    assert quoted_as(text, records) == records
