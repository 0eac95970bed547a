"""Words that stand in names: titles before those of people, and what bodies call themselves. Words of denial."""

import re

_DENY = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:es|ed|ing))\b", re.I)
_DENIAL = re.compile(rf"{_DENY.pattern}|\b(?:rebuff(?:s|ed|ing)?|dismiss(?:es|ed|ing)?)\b", re.I)


NEGATION = re.compile(
    r"\b(?:not|never|no(?!\.\s*\d)|nor|neither|none|nobody|nothing|cannot|without|hardly|barely|scarcely"
    r"|(?:ai|are|ca|could|did|does|do|had|has|have|is|must|need|should|was|were|wo|would)nt)\b|n['’ʼ‘´`]t\b",
    re.IGNORECASE,
)
"""A word that makes of a statement its opposite, or next to it, also as typed in haste: "didnt". "No. 5" has none."""


_NO_DENIAL = re.compile(rf"{NEGATION.pattern}|\b(?:declin|refus)(?:e|es|ed|ing)\b", re.IGNORECASE)


def denies(cue: str) -> bool:
    """Whether the words that report a claim tell of a denial: what follows is not what the speaker holds.

    Whoever "did not deny" it, "refused to" or "neither confirmed nor denied" it leaves it open.
    """
    return bool(_denials(cue))


def needs_mark(cue: str) -> bool:
    """Whether the words tell of a denial and do not read as one: "rebuffed" beside what somebody is said to hold.

    Where they stand before the words of a claim, "denied" needs no second "denies".
    """
    found = _denials(cue)
    return bool(found) and not any(map(_DENY.match, found))


def _denials(cue: str) -> list[str]:
    """The words of denial that nothing takes back: those before the first "not"."""
    taken_back = _NO_DENIAL.search(cue)
    return _DENIAL.findall(cue[: taken_back.start()] if taken_back else cue)


def words(text: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(text.split())


HONORIFICS = words(
    """
    mr mrs ms miss mx dr prof professor rev reverend sir dame madam madame hon president premier chancellor
    minister secretary senator sen congressman congresswoman representative rep governor gov mayor ambassador
    councillor councilor councilman councilwoman alderman colonel col lieutenant lt major maj captain capt
    commander cmdr sergeant sgt corporal cpl private pvt general gen brigadier brig admiral adm marshal
    commodore chairman chairwoman ayatollah imam rabbi cardinal archbishop bishop pope king queen prince
    princess lord lady baroness sheikh judge justice chief
    """
)
"""What people are addressed with."""
OFFICES = words("doctor deputy spokesman spokeswoman spokesperson adviser advisor leader director commissioner coach")
"""What people are, printed before their names as titles are."""
BODIES = words(
    """
    administration agency assembly association authority board bureau campaign center centre coalition
    commission committee company conference congress corps council court department embassy federation force
    forces foundation government group house institute league ministry motors movement network office
    organization parliament party press school service society team union university
    """
)
"""What a body is: a name that ends so is no person's."""
