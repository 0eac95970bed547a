"""Names of media: papers, agencies, broadcasters."""

from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.resolving.mentions import Mention
from claims.text.vocabulary import words

SOCIAL = words("twitter facebook instagram weibo tiktok telegram linkedin youtube")
"""Where somebody writes for all to read: "criticised it on Twitter"."""


def is_medium(mention: Mention) -> bool:
    """Whether a mention names a medium."""
    return mention.kind == "organization" and _are_of_medium(mention.words)


def medium_named(name: str) -> bool:
    """Whether a name is a medium's."""
    return _are_of_medium(name.lower().split())


def _are_of_medium(words: Sequence[str]) -> bool:
    edition = len(words) == 2 and words[0] in lx.EDITIONS and words[1] in lx.EDITED
    return edition or not lx.MEDIA.isdisjoint(words)
