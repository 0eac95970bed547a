"""Names of media: papers, agencies, broadcasters."""

from claims.extraction import lexicon as lx
from claims.extraction.resolving.mentions import Mention
from claims.text.vocabulary import words

SOCIAL = words("twitter facebook instagram weibo tiktok telegram linkedin youtube")
"""Where somebody writes for all to read: "criticised it on Twitter"."""


def is_medium(mention: Mention) -> bool:
    """Whether a mention names a medium."""
    return mention.kind == "organization" and bool(set(mention.words) & lx.MEDIA)


def medium_named(name: str) -> bool:
    """Whether a name is a medium's."""
    return bool(set(name.lower().split()) & lx.MEDIA)
