"""Names of media: papers, agencies, broadcasters."""

from claims.extraction import lexicon as lx
from claims.extraction.resolving.mentions import Mention


def is_medium(mention: Mention) -> bool:
    """Whether a mention names a medium."""
    return mention.kind == "organization" and bool(set(mention.words) & lx.MEDIA)


def medium_named(name: str) -> bool:
    """Whether a name is a medium's."""
    return bool(set(name.lower().split()) & lx.MEDIA)
