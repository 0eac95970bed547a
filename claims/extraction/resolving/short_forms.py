"""What a body may be called later: by the last words of its name, its first ones, its first letters."""

from claims.extraction import lexicon as lx
from claims.extraction.resolving.mentions import PLACES, Mention
from claims.text.vocabulary import words

SMALL = words("of the for and on &")
"""Words of a name that first letters leave out."""


def short_forms(mention: Mention) -> set[str]:
    """The short forms of a body's name in small letters, none of a name of one word."""
    large = [word for word in mention.words if word not in SMALL]
    if len(large) < 2:
        return set()
    short = {" ".join(mention.words[index:]) for index in range(1, len(mention.words))}
    if "of" in mention.words[1:]:
        short.add(" ".join(mention.words[: mention.words.index("of", 1)]))  # "the Church" of Scotland
    if mention.kind == "organization" and len(mention.words) < 4:
        short.add(" ".join(mention.words[:-1]))  # "Gazelle" for "Gazelle Media"
    initials = "".join(word[0] for word in large)
    if "and" in mention.words:  # "CDC", of the Centers for Disease Control and Prevention
        whole = mention.words[: mention.words.index("and")]
        short.add("".join(word[0] for word in large if word in whole))
    short.add("&".join(word[0] for word in large))  # "P&G"
    own = {initials} if " ".join(large) in lx.REGIONS else set()  # "US" is the United States', "York" nobody's
    return {initials, *short} - PLACES | own
