"""Why a source is not named is read from the sentence that speaks of it, and is no claim."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.attributions import resolve
from claims.extraction.resolving.reasons import reason_in
from claims.extraction.resolving.sifting import sifted
from claims.extraction.resolving.speakers import Speakers
from tests.extraction.tagging import tagged


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "said an aide, who spoke on condition of anonymity because he was not allowed to.",
            "because he was not allowed to",
        ),
        ("Two aides, who asked not to be named as the talks are private, told CNN so.", "as the talks are private"),
        ("A source, speaking anonymously for fear of losing his job, said so.", "for fear of losing his job"),
        ("An aide who was not authorized to discuss the matter said so.", "was not authorized to discuss the matter"),
        ("An aide declined to be identified, citing policy, but said so.", "citing policy"),
        ("A guard who declined to give his name for fear of reprisals said so.", "for fear of reprisals"),
        ("The boy, who cannot be named for legal reasons, denied it.", "for legal reasons"),
        ("An aide, who requested anonymity to discuss the talks, told CNN so.", "to discuss the talks"),
        ("An aide asked not to be named so as to avoid a row.", "so as to avoid a row"),
        ("A nurse, who did not want to be named out of fear of her boss, said so.", "out of fear of her boss"),
        ("A man, identified only as Jo because he feared arrest, said so.", "because he feared arrest"),
        ("A girl, whose identity is being withheld to protect her, said so.", "to protect her"),
        ("An aide who wasn’t authorized to speak publicly said so.", "wasn’t authorized to speak publicly"),
        ("An aide asked that her name not be used because she feared arrest.", "because she feared arrest"),
        ("A guard spoke on condition that he not be named.", None),
        ("An aide identified the man as a clerk.", None),
        ("An aide said it was over because the talks had failed.", None),
        ("An aide spoke on condition of anonymity.", None),
    ],
)
def test_the_words_that_say_why(text, reason):
    found = reason_in(text, (0, len(text)))
    assert (text[slice(*found)] if found else None) == reason


def test_an_unnamed_speaker_carries_the_reason_of_its_sentence_alone():
    text = "It ended, an aide said on condition of anonymity as she feared reprisals. It went on, a clerk said."
    records = [
        tagged(text, "It ended", cue="said", speaker="an aide"),
        tagged(text, "It went on", cue="said", speaker="a clerk", after="It went on"),
    ]
    found = resolve(Speakers(read(text)), records, None)
    assert [item.speaker and item.speaker.reason for item in found] == ["as she feared reprisals", ""]


@pytest.mark.parametrize(
    ("printed", "descriptor"),
    [
        ("a senior official who asked not to be named because the talks are private", "a senior official"),
        ("an aide who declined to be identified, citing policy", "an aide"),
        ("two diplomats speaking on condition of anonymity because of the talks", "two diplomats"),
        ("a person close to the talks who was not authorized to speak publicly", "a person close to the talks"),
        ("a person close to the talks, who wasn’t allowed to speak", "a person close to the talks"),
        ("a police officer who spoke on condition that he not be named", "a police officer"),
        ("a nurse who asked that her name not be used", "a nurse"),
        ("an officer, who was granted anonymity", "an officer"),
        ("an official who works on Iran, who asked not to be named", "an official who works on Iran"),
        ("an official who works on Iran, who", "an official who works on Iran"),
        ("a clerk not authorized to speak", "a clerk"),
        ("an unidentified official", "an unidentified official"),
        ("a woman who lost her house", "a woman who lost her house"),
    ],
)
def test_who_is_not_named_is_called_by_the_descriptor_alone(printed, descriptor):
    text = f"It ended, said {printed}."
    start = text.index(printed)
    party = Speakers(read(text)).party_at((start, start + len(printed)))
    assert (party.kind, party.name, party.name_as_printed) == ("unnamed", None, descriptor)


def test_a_reason_is_no_claim():
    text = "It ended, an aide said on condition of anonymity as she feared reprisals."
    said = tagged(text, "It ended", cue="said", speaker="an aide")
    feared = tagged(text, "reprisals", cue="feared", speaker="she")
    assert sifted(read(text), [said, feared]) == [said]
