"""Titles and roles around a name: "Fire Chief Jo Lee", "President of Chile Jo Lee", "senior attorney Jo Lee"."""

import re
from collections.abc import Collection, Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.text.vocabulary import words

TITLES = words(
    "former senators sens representatives reps governors govs presidents generals mp mps msp mep meps "
    "mla td da cio cto cmo realtor undersecretary under-secretary secretary-general archdeacon monsignor monsenor msgr "
    "canon constable vicar neighbour warden provost vice-chancellor vice-chairman brigadier-general solicitor "
    "rapper drummer guitarist pianist violinist chef electrician plumber waitress bartender fisherman "
    "barrister cllr supt det insp comptroller professors justices commissioners ministers mayors"
)
"""Titles besides those of lexicon.ROLES, of several people among them."""
SIBLINGS = words("brothers sisters twins cousins spouses")
"""What two are to each other, before both: "Brothers Jo and Sam Lee"."""
ALL_TITLES = lx.ROLES | TITLES | SIBLINGS
SURNAMES_TOO = words("king dean judge prince pope bishop price sheriff major star cook chief")
"""Titles that are surnames where nothing follows them, or a given name or a "Mr." stands before them."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
POSTNOMINALS = words("KC QC SC MP MEP MSP MLA MHP TD OBE CBE MBE KBE DBE CMG QPM KPM GC VC FRS PhD MD DDS RN CPA")
"""Capitals behind a whole name that are none of it: "Jo Lee KC"."""
LOWER_STARTS = (
    lx.DETERMINERS
    | lx.OPENERS
    | lx.PREPOSITIONS
    | lx.CONJUNCTIONS
    | lx.VERBS
    | lx.TIMES
    | lx.PRONOUNS
    | {"neither", "either"}
)
TRADES = ("ist", "ician", "ographer", "ologist", "woman", "sman", "eer", "tor", "ler", "cher", "ver", "ner", "ger")
"""Endings of words for what people do, where such a word stands right before a name."""
MAKERS = (*TRADES, "ster", "ter", "ker", "ant", "ian", "per", "mer", "cer", "der", "iser", "izer", "rman")
"""The same where the word has a capital and a first name behind it: "Broadcaster Jo Lee"."""
NO_TRADES = LOWER_STARTS | words(
    "whether rather however number member remember consider discover order enter offer deliver answer recover "
    "river summer winter center centre letter matter manner dinner corner banner partner danger finger longer larger "
    "bigger stronger younger trigger anger merger over cover never ever factor sector motor doctor monitor larger "
    "forever however wherever whenever lower taller smaller similar list exist assist resist twist consist persist "
    "editor against october november december september silver fever inner outer owner manager whatever"
)
LONGEST_SHARED = 3
"""Words of a role printed once for several: "Former Republican Senators"."""
SHORT_FOR_SEVERAL = (["sens."], ["reps."], ["govs."], ["gens."], ["sens"], ["reps"], ["mps"], ["meps"], ["drs."])
COMPOUND = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)+")
"""A word for what somebody does, of several: "Film-maker", "Man-of-the-match"."""
INITIALS = re.compile(r"[A-Z][.JPC][.A-Z]*|[IVX]+")
"""Capitals that are a first name's or a number: "JD", "R.J.", "III"."""
LINKS = frozenset({"of", "for", "at", "in", "and", "on", "to", "the"})
OPENS = words("a an the one his her its formerly now currently then once previously")
"""Words with which a role behind a name may begin."""
STANDINGS = words(
    "former acting then retired fellow outgoing incoming current interim late assistant vice senior junior"
)
"""Small words between a place or a body and a title: "Ohio former Governor"."""
ENDS_OF_PLACES = words(
    "nations union states kingdom council republic emirates korea zealand africa rica lanka arabia york"
)
"""Last words of two that name a place or a body, behind which a name of two words follows an office."""
LONGEST = 14
"""Words and marks of a role before a name, at most."""


def singular(role: str) -> str:
    """A role printed for several as each of them has it: "Senator" of "Senators", a slice of it."""
    words = role.lower().split()
    plural = 0 < len(words) <= LONGEST_SHARED and words[-1].endswith("s") and words[-1][:-1] in lx.ROLES
    return role[:-1] if plural else role


def shared_role(role: str) -> str:
    """The role of each of several before whom it is printed once; "" for one that is the first one's alone."""
    single = singular(role)
    return single if single != role or role.lower().split()[-1:] in SHORT_FOR_SEVERAL else ""


def is_role(token: Token) -> bool:
    """Whether a word says what somebody is or does."""
    return _is_office(token.low) or is_trade(token)


def _is_office(low: str) -> bool:
    return low.removesuffix("-elect").removeprefix("ex-").removeprefix("then-") in ALL_TITLES


def is_trade(token: Token) -> bool:
    """Whether a small word ends like those for what people do: "biologist", "inventor"."""
    long = token.kind == "word" and len(token.text) > 5 and token.text.islower()
    return long and token.low.endswith(TRADES) and token.low not in NO_TRADES


def is_title(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether a capital word is a title and no surname, in a run of capitals whose last word is ``last``."""
    low = tokens[index].low
    before = tokens[index - 1] if index else None
    if before and index == last and before.low in lx.GIVEN_NAMES:
        return False
    after = tokens[index + 1].low if index < last else ""
    if low in lx.PARTICLES and not tokens[index].capital:
        return False  # "Lula da Silva", and no district attorney
    if low in SIBLINGS:
        return index < last and after in lx.GIVEN_NAMES and not (before and before.capital)
    if low == "justice" and (after in {"department", "ministry"} or (before and before.low == "of")):
        return False
    if low in SURNAMES_TOO and before and (before.capital or before.text == "."):
        goes_on = index < last and tokens[index + 1].low not in SUFFIXES
        named = before.low in lx.GIVEN_NAMES | lx.COURTESY or before.text == "."
        return before.low in lx.OFFICES or (goes_on and not named)
    named = index < last and tokens[index + 1].low in lx.GIVEN_NAMES and low not in lx.GIVEN_NAMES
    named = named and tokens[index].capital  # and no "der", as in "Ursula von der Mark"
    trade = named and len(low) > 4 and low.endswith(MAKERS) and low not in NO_TRADES
    return trade or _is_office(low)


def leading_titles(tokens: Sequence[Token], words: Sequence[int]) -> int:
    """How many words stand before a person's two in a run: "Film-maker Jo Lee", "Controversial DJ Jo Lee"."""
    if len(words) < 3:
        return 0
    if COMPOUND.fullmatch(tokens[words[0]].text) and len(words) == 3:
        return 1
    for at, index in enumerate(words[:-2]):
        token = tokens[index]
        short = 1 < len(token.text) < 5 and token.text.isupper() and INITIALS.fullmatch(token.text) is None
        named = tokens[words[at + 1]].low in lx.GIVEN_NAMES
        if named and (short or (not at and token.low in lx.NATIONALITIES)):
            return at + 1
    return 0


def after_office(tokens: Sequence[Token], run: Sequence[int], alone: Collection[str]) -> tuple[int, int] | None:
    """Where in a run the name begins that follows an office and its place, and the token of the office's noun.

    "President of Chile Jo Lee", "Attorney for the District of Troy Jo Lee". ``alone`` are the words that the text
    prints as a name by themselves: where "Lee" is one, the two words before the end are a person.
    """
    links = [at for at, index in enumerate(run) if not tokens[index].capital and tokens[index].low in LINKS]
    first = links[-1] + 1 if links else 0
    tail = [index for index in run[first:] if tokens[index].kind == "word"]
    noun = _office(tokens, run[0])
    if noun is None and links and links[0] and is_role(tokens[run[links[0] - 1]]):
        noun = run[links[0] - 1]  # "Director General of the World Bank Jo Lee"
    addressed = [index for index in tail[1:-1] if tokens[index].low in lx.COURTESY]
    if noun is not None and addressed:
        return addressed[-1] + 1 + (tokens[addressed[-1] + 1].text == "."), noun
    if noun is None or len(tail) < 3:
        return None
    starts = [index for index in tail[1:-1] if tokens[index].low in lx.GIVEN_NAMES]
    place = tokens[tail[-3]].low in ENDS_OF_PLACES | (lx.METONYMS if len(tail) == 3 else lx.ORGANIZATION_WORDS)
    surname = tokens[tail[-1]].low.replace("’", "'").removesuffix("'s")
    if not starts and (place or (surname in alone and surname not in lx.ORGANIZATION_WORDS)):
        starts = [tail[-3] if len(tokens[tail[-2]].text) == 1 and len(tail) > 3 else tail[-2]]
    return (starts[0], noun) if starts else None


def _office(tokens: Sequence[Token], index: int) -> int | None:
    """The noun of the office that a run at ``index`` belongs to by its "of" or "for", or itself holds."""
    at = index - 1
    while at > max(0, index - LONGEST) and (
        tokens[at].low in LINKS or (tokens[at].capital and not is_role(tokens[at]))
    ):
        at -= 1
    return at if 0 <= at < index - 1 and is_role(tokens[at]) else None


def role_before(tokens: Sequence[Token], index: int, noun: int | None = None) -> tuple[int, int] | None:
    """Code points of the role before the name at ``index``: "National security adviser", "Iran’s President".

    ``noun`` is the token of the office's noun where more stands between: "President of Chile".
    """
    end = index
    if noun is None:
        if end > 1 and tokens[end - 1].text == "," and tokens[end - 2].low in lx.ROLES:
            end -= 1
        while end and tokens[end - 1].text == "." and tokens[end - 2].end == tokens[end - 1].start:
            end -= 1
        if not end or tokens[end - 1].low in lx.COURTESY:
            return None
        if not (is_role(tokens[end - 1]) or tokens[end - 1].low in lx.OFFICES):
            return None
        noun = end - 1
    elif courtesy := [at for at in range(noun, end) if tokens[at].low in lx.COURTESY]:
        end = courtesy[0]  # "Minister for Trade Mr. Lee"
    start = _own_role(tokens, _start_of_role(tokens, noun, index), end)
    if start >= end or not any(is_role(tokens[at]) for at in range(start, end)):
        return None
    dot = end < index and tokens[end].text == "."
    return tokens[start].start, tokens[end].end if dot else tokens[end - 1].end


def _own_role(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the role of the name itself begins, if another's leads to it: "Mayor", of "a spokesman for Mayor Lee"."""
    own = max((at for at in range(start, end) if tokens[at].low in {"for", "to", "of"}), default=end) + 1
    return own if own < end and all(tok.capital and _is_office(tok.low) for tok in tokens[own:end]) else start


def _start_of_role(tokens: Sequence[Token], noun: int, index: int) -> int:
    start = noun
    in_row = False
    while start > 0 and index - start < LONGEST:
        joined = _joined(tokens, start, in_row=in_row)
        if not joined and not _in_role(tokens, start - 1):
            break
        in_row = in_row or joined > 0
        start -= joined or 1
    while start < noun and (tokens[start].low in LOWER_STARTS and tokens[start].low != "former"):
        start += 1
    if start and tokens[start].low.endswith(("'s", "’s")) and tokens[start - 1].low in lx.DETERMINERS:
        start -= 1
    return start


def _joined(tokens: Sequence[Token], start: int, *, in_row: bool) -> int:
    """How many tokens before a role join another to it: "singer and", "actor, and"; a comma alone only further on."""
    if start > 2 and tokens[start - 1].low == "and" and tokens[start - 2].text == "," and is_role(tokens[start - 3]):
        return 3
    if (
        start > 1
        and (tokens[start - 1].low == "and" or (in_row and tokens[start - 1].text == ","))
        and is_role(tokens[start - 2])
    ):
        return 2
    return 0


def _in_role(tokens: Sequence[Token], at: int) -> bool:
    """Whether a role goes on to the left with this token."""
    token, after = tokens[at], tokens[at + 1]
    if token.low == "first" and after.low in {"lady", "gentleman", "minister"}:
        return True
    if token.low == "of":
        body = at > 0 and tokens[at - 1].capital and tokens[at - 1].low in lx.ORGANIZATION_WORDS and after.capital
        return body or after.low in lx.OFFICES or after.low == "staff"
    if token.low == "in":
        return after.low == "chief"
    if token.text == ".":
        return at > 0 and "." in tokens[at - 1].text and tokens[at - 1].end == token.start  # "U.S."
    if token.kind != "word" or token.low in lx.VERBS or token.low in lx.PRONOUNS or token.low in lx.DETERMINERS:
        return False
    if token.low in lx.CONJUNCTIONS or token.low in lx.TIMES or token.low in lx.ADVERBS:
        return False
    met = not token.capital and after.capital and at > 0 and tokens[at - 1].capital and not is_role(token)
    if met and token.low not in STANDINGS | lx.OFFICES and not tokens[at - 1].low.endswith(("'s", "’s")):
        return False  # "Jo Lee met Senator Stone"
    if token.low.endswith("ed") and not token.capital and token.low not in {"retired", "appointed", "elected"}:
        return False
    return token.low not in lx.PREPOSITIONS | lx.TALKING


def role_after(tokens: Sequence[Token], after: int) -> tuple[int, int] | None:
    """Tokens of a role behind a name and its comma at ``after``: "Jo Lee, a farmer from Ohio,", or "is"."""
    start = after + 1
    if after + 1 < len(tokens) and tokens[start].kind == "word" and tokens[start].text.isdigit():
        start += 2  # "Jo Lee, 35, a farmer"
    if after + 1 >= len(tokens) or start >= len(tokens) or tokens[after].low not in {",", "is"}:
        return None
    if tokens[after].low == "is" and not _is_what(tokens, start):
        return None
    if tokens[start].low == "who":
        start = _as_what(tokens, start)
    end = start
    while end < min(len(tokens), start + 15) and tokens[end].low not in lx.VERBS | {"who"}:
        if tokens[end].kind != "word" and not _is_abbreviations(tokens, end):
            break
        end += 1
    closed = end < len(tokens) and tokens[end].text in ",.;"
    opens = tokens[start].low in OPENS or is_role(tokens[start])
    opens = opens or (tokens[start].capital and is_role(tokens[end - 1]))
    if not closed or not opens or end - start >= 15 or not any(is_role(token) for token in tokens[start:end]):
        return None
    return start + (tokens[start].low in {"a", "an", "the"}), end


def _is_what(tokens: Sequence[Token], start: int) -> bool:
    """Whether the words right behind "is" name a role: "the head of", and not "the target of a mayor"."""
    end = start
    while end < len(tokens) and tokens[end].kind == "word" and tokens[end].low not in lx.PREPOSITIONS:
        end += 1
    return end > start and is_role(tokens[end - 1])


def _is_abbreviations(tokens: Sequence[Token], at: int) -> bool:
    """Whether a point is that of "St." or "U.S.", with a capital behind it."""
    before, after = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else None
    short = before.low in lx.HONORIFICS | {"st", "mt", "ft"} or "." in before.text
    return tokens[at].text == "." and short and before.capital and after is not None and after.capital


def _as_what(tokens: Sequence[Token], start: int) -> int:
    """Where a clause says what its "who" is or works as: "who follows steel as an analyst at Lee & Co."."""
    for index in range(start + 1, min(start + 9, len(tokens) - 1)):
        if tokens[index].low in {"as", "is", "was"} and tokens[index + 1].low in {"a", "an", "the"}:
            return index + 1
        if tokens[index].kind != "word":
            break
    return start
