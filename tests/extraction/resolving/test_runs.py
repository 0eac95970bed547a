"""Where names begin and end: bodies with "of", "for" and "and" inside, acronyms, pronouns that are no names."""

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.types import Party


def party(text: str, words: str) -> Party:
    start = text.rindex(words)
    return Speakers(read(text)).party_at((start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Customs and Border Protection", "organization"),
        ("Troy Centre for Flood Control and Prevention", "organization"),
        ("Troy Department of Corrections and Rehabilitation", "government"),
        ("Northern Institute on Coastal Erosion", "organization"),
        ("Association of Chief Fire Officers", "organization"),
        ("Directorate General of Harbour Aviation", "government"),
        ("Administrative Tribunal of the Oslo Bank", "organization"),
        ("Citizens for the Fair Treatment of Gulls", "organization"),
        ("Marlow & Tern", "organization"),
    ],
)
def test_the_name_of_a_body_goes_on_behind_a_small_word(words, kind):
    found = party(f"On Friday the {words} said no.", words)
    assert (found.kind, found.name) == (kind, words)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Bank of Norway and Jo Lee said no.", "Jo Lee", "Jo Lee"),
        ("Troy Department of Investigation Commissioner Jo Lee said no.", "Jo Lee", "Jo Lee"),
        ("The United States met Norway. The US said no.", "The US", "United States"),
        ("The Dockers Emergency Committee met. DEC said no.", "DEC", "Dockers Emergency Committee"),
        (
            "Centers for Tide Control and Prevention met. The CTC said no.",
            "The CTC",
            "Centers for Tide Control and Prevention",
        ),
        ("State media said no.", "State media", None),
        ("Cllr Xuan Brandl said no.", "Cllr Xuan Brandl", "Xuan Brandl"),
        ("The World Health Organization met. That was WHO's advice, WHO said.", "WHO", "World Health Organization"),
        ("Jo Lee spoke in Washington, D.C. They said no.", "They", None),
        ("Jim Lee came late. He’d rather walk, he said.", "He’d", "Jim Lee"),
        ("Jim Lee came late. Several said no.", "Several", None),
        ("Jim Lee came late. We’ll see.", "We’ll", None),
    ],
)
def test_names_pronouns_and_acronyms(text, words, name):
    assert party(text, words).name == name
