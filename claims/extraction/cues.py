"""The words that report speech: which verbs do, in which forms, and what may follow them."""

from typing import NamedTuple

from claims.extraction.lexicon import words

REPORT = words(
    "say tell add note announce argue tweet explain acknowledge declare warn insist state claim recall reply respond "
    "write conclude admit reiterate assert stress concede joke quip boast complain lament remark emphasize contend "
    "maintain allege confirm predict reveal suggest observe caution continue comment counter report ask shout testify "
    "recount muse vow pledge promise indicate proclaim retort snap chant scoff exclaim agree affirm advise opine "
    "disclose repeat stipulate underscore rejoin marvel volunteer hint signal charge speculate theorize reason "
    "remind assure inform notify swear reflect fume yell plead joke echo reassure deadpan email text post read"
)
"""Verbs that take a quotation on either side or a clause after them."""
CLAUSE = words(
    "believe think hope fear know find show learn decide doubt feel estimate determine rule imply realize "
    "argue dispute demand worry understand assume"
)
"""Verbs that report only with a clause that "that" opens, or with a quotation."""
OBJECT = words(
    "criticize accuse praise blast denounce condemn slam mock decry defend reject blame dismiss describe call cite "
    "deny question urge tout portray rebuff rebut refute ridicule deride oppose propose express voice rail thank "
    "mention highlight label brand applaud hail commend bemoan downplay discuss endorse attack"
)
"""Verbs whose object is the content: "criticized the plan"."""
INFINITIVE = words("vow promise pledge threaten refuse decline offer agree hope seek urge order")
"""Verbs that report with "to" and an infinitive."""
IRREGULAR = {
    "say": ("said", "says", "saying"),
    "read": ("read", "reads", "reading"),
    "tell": ("told", "tells", "telling"),
    "write": ("wrote", "writes", "writing"),
    "think": ("thought", "thinks", "thinking"),
    "know": ("knew", "knows", "knowing"),
    "find": ("found", "finds", "finding"),
    "feel": ("felt", "feels", "feeling"),
    "understand": ("understood", "understands", "understanding"),
    "swear": ("swore", "swears", "swearing"),
    "seek": ("sought", "seeks", "seeking"),
    "admit": ("admitted", "admits", "admitting"),
    "snap": ("snapped", "snaps", "snapping"),
    "quip": ("quipped", "quips", "quipping"),
    "slam": ("slammed", "slams", "slamming"),
    "rebut": ("rebutted", "rebuts", "rebutting"),
}
IRREGULAR_PARTICIPLES = {"written": "write", "shown": "show", "known": "know", "sworn": "swear"}
PHRASES = {
    ("made", "it", "clear"): "made clear",
    ("made", "clear"): "made clear",
    ("makes", "clear"): "made clear",
    ("makes", "it", "clear"): "made clear",
    ("pointed", "out"): "point out",
    ("points", "out"): "point out",
    ("pointing", "out"): "point out",
    ("went", "on", "to", "say"): "say",
    ("going", "on", "to", "say"): "say",
    ("goes", "on", "to", "say"): "say",
    ("went", "on"): "went on",
    ("called", "for"): "call for",
    ("calls", "for"): "call for",
    ("calling", "for"): "call for",
    ("called", "on"): "call on",
    ("calls", "on"): "call on",
    ("calling", "on"): "call on",
    ("talked", "about"): "talk about",
    ("talks", "about"): "talk about",
    ("spoke", "about"): "talk about",
    ("referred", "to"): "refer to",
    ("refers", "to"): "refer to",
    ("referring", "to"): "refer to",
    ("pointed", "to"): "point to",
    ("points", "to"): "point to",
    ("chimed", "in"): "went on",
    ("shot", "back"): "went on",
    ("fired", "back"): "went on",
    ("took", "to", "twitter"): "went on",
}
PHRASE_CLASSES = {
    "made clear": {"report"},
    "point out": {"report"},
    "went on": {"quote"},
    "call for": {"object"},
    "call on": {"object"},
    "talk about": {"object"},
    "refer to": {"object"},
    "point to": {"object"},
}
QUOTE_ONLY = words("continue echo post charge text counter reflect volunteer repeat ask read")
"""Of the reporting verbs, those that too often mean something else unless a quotation or "that" is at hand."""
NOUNISH = words(
    "claims reports notes calls comments charges estimates promises posts tweets texts emails echoes questions fears "
    "hopes thinks states doubts attacks orders offers pledges vows reasons signals hints remarks shows labels brands "
    "report claim note promise pledge comment charge tweet text email post state hope fear doubt estimate worry "
    "question attack order offer demand demands worries blasts rails blames blame urge snap reason signal hint remark "
    "vow joke jokes boast show label praise"
)
"""Forms that are more often nouns: a cue only before "that", a pronoun or a quotation."""
ADDRESSED = words("tell ask remind assure inform notify warn advise caution reassure email text")
"""Verbs that name a listener before the content."""
LIGHT_VERBS = words(
    "issued issues issuing gave gives giving made makes making offered offers delivered delivers released releases "
    "sent sends posted posts sounded"
)
SPEECH_NOUNS = words(
    "statement warning comment comments remark remarks pledge promise claim apology assessment threat accusation "
    "tweet message letter response reply answer speech address prediction"
)


class Form(NamedTuple):
    """One form of a verb: its base, what it may report with, and whether it is an -ing form or the plain form."""

    base: str
    classes: frozenset[str]
    ing: bool
    plain: bool


def _inflect(base: str) -> tuple[str, str, str]:
    if base in IRREGULAR:
        return IRREGULAR[base]
    stem = base[:-1] if base.endswith("e") else base
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied", base[:-1] + "ies", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    return stem + "ed", third, stem + "ing"


def _forms() -> dict[str, Form]:
    classes: dict[str, set[str]] = {}
    for name, verbs in (("report", REPORT), ("clause", CLAUSE), ("object", OBJECT), ("infinitive", INFINITIVE)):
        for verb in sorted(verbs):
            classes.setdefault(verb, set()).add(name)
    forms: dict[str, Form] = {}
    for verb, names in classes.items():
        past, third, ing = _inflect(verb)
        for word in (verb, past, third, ing):
            forms[word] = Form(verb, frozenset(names), word == ing, word == verb)
    for word, verb in IRREGULAR_PARTICIPLES.items():
        forms[word] = Form(verb, frozenset(classes[verb]), ing=False, plain=True)
    return forms


FORMS = _forms()
PHRASE_STARTS = frozenset(phrase[0] for phrase in PHRASES)
