"""What is tagged and yet no claim: nobody's words, an "if", a wish to stay unnamed, a correction."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.sifting import sifted
from tests.extraction.tagging import tagged


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker"),
    [
        ("No one said it rained.", "it rained", "said", "No one"),
        ("Nobody in the hall knew.", "in the hall", "knew", "Nobody"),
        ("As officials see it, the mine is lost.", "it", "see", "officials"),
        ("It rained, Jo Lee said. She later withdrew the remark.", "the remark", "later withdrew", "She"),
        ("It rained, Jo Lee said. She later withdrew the remark.", "the remark", "later", "She"),
        ("It rained, Jo Lee said. She has taken back her words.", "her words", "has taken back", "She"),
        ("If Jo Lee says it rained, we stay.", "it rained", "says", "Jo Lee"),
        ("The town's reported losses rose.", "losses", "reported", "The town's"),
        ("A guard who asked not to be identified left.", "not to be identified", "asked", "who"),
        ("A guard who asked that his name not be used left.", "that his name not be used", "asked", "who"),
        ("A guard who spoke on condition of anonymity left.", "on condition of anonymity", "spoke", "who"),
        ("Jo Lee joined calls for the closure of the mine.", "the closure of the mine", "joined calls for", "Jo Lee"),
        (
            "An earlier version of this article said Jo Lee was a baker.",
            "Jo Lee was a baker",
            "said",
            "An earlier version of this article",
        ),
        ("This story wrongly said that the mine had closed.", "that the mine had closed", "said", "This story"),
        ("An earlier headline said the mine had closed.", "the mine had closed", "said", "An earlier headline"),
        ("This story originally said it rained.", "it rained", "said", "This story"),
        ("It was amended in May. An earlier version said it rained.", "it rained", "said", "An earlier version"),
        ("This was corrected in May. It originally said it rained.", "it rained", "said", "It"),
        ("Correction: The article previously said it rained.", "it rained", "said", "The article"),
        ("A guard who refused to give his name left.", "to give his name", "refused", "A guard"),
        ("Who said it rained?", "it rained", "said", "Who"),
        ("Neither Jo Lee nor Bo Roe would say if it rained.", "if it rained", "would say", "Neither Jo Lee nor Bo Roe"),
        ("Neither Jo Lee nor Bo Roe would say if it rained.", "if it rained", "would say", "Bo Roe"),
    ],
)
def test_no_claim(text, content, cue, speaker):
    assert sifted(read(text), [tagged(text, content, cue=cue, speaker=speaker)]) == []


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker"),
    [
        ("Bo Roe says the mill leaked. Jo Lee denies it.", "it", "denies", "Jo Lee"),
        ("Jo Lee said if it rained nobody would come.", "if it rained nobody would come", "said", "Jo Lee"),
        ("Bo Roe called her late. Jo Lee denied the claim.", "the claim", "denied", "Jo Lee"),
        ("Jo Lee withdrew the claim that it rained.", "that it rained", "withdrew the claim", "Jo Lee"),
        ("The town's mayor denied losses.", "losses", "denied", "The town's mayor"),
        ("Jo Lee asked to be named captain of the team.", "to be named captain", "asked", "Jo Lee"),
        ("The first version of the law said more.", "more", "said", "The first version of the law"),
        ("The bill is out. An earlier version said more.", "more", "said", "An earlier version"),
        ("The report is out. It originally said more.", "more", "said", "It"),
        ("Jo Lee, who said it rained, left.", "it rained", "said", "who"),
    ],
)
def test_a_claim_all_the_same(text, content, cue, speaker):
    record = tagged(text, content, cue=cue, speaker=speaker)
    assert sifted(read(text), [record]) == [record]


def test_what_a_source_asks_for_behind_a_quotation_is_no_part_of_it():
    text = "“Nobody asked us,” said an official who asked not to be named because talks go on."
    record = tagged(
        text, ["“Nobody asked us,”", "not to be named because talks go on"], cue="said", speaker="an official"
    )
    (kept,) = sifted(read(text), [record])
    assert [text[start:end] for start, end in kept.content] == ["“Nobody asked us,”"]
