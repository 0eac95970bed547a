"""A line that names who wrote an article, in several languages, with the day that may stand beside the names."""

import re
from datetime import datetime

from claims.ingest.dates import printed_time, read_date_line

_DEEDS = (
    r"(?:(?:written|reporting|reported|posted|published|story|words|text|an? (?:article|analysis|column|essay|review)"
    r"|(?:ein(?:e)? )?(?:kolumne|kommentar|gastbeitrag|gastkommentar|analyse|reportage|interview|essay|beitrag)"
    r"|(?:une? )?(?:chronique|tribune|article|texte|propos recueillis)"
    r"|(?:una? )?(?:columna|entrevista|crónica|texto|artículo|coluna|reportagem)|testo|verfasst|geschrieben|escrito"
    r"|escrita|scritto|publié|publicado)\s+)?"
)
_BYLINE = re.compile(rf"{_DEEDS}by:?\s+(?P<names>\S.*)", re.IGNORECASE)
_FOREIGN_BYLINE = re.compile(
    rf"{_DEEDS}(?:von|par|por|door|di|af|av):?\s+(?P<names>(?!d\w{{1,2}}\s)[^\W\d_].*?)"
    r"(?:,\s*(?:dpa|afp|apa|epd|kna|sid|ansa|efe|anp|tt|ntb|(?-i:[A-Z]\w+)))?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:authors?|autor(?:in|en|es|a|e)?|auteure?s?|autore|texte?|texto|testo|tekst|redaktion|reporter|skribent|автор"
    r"|作者|记者|責任編輯|责任编辑)\s?[:：]\s?(?P<names>[^\W\d_].*)",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r",\s*|\s+(?:und|and|et|y|e|en|och|og|&)\s+")
_BESIDE = re.compile(
    r"(?:\s\([\w/]{2,20}\)|\s(?:and|und|et|y|e) (?i:agencies|agenturen|agences|agencias|agenzie)"
    r"|\s(?:in|à|en|aus) [A-Z][\w-]+(?: [A-Z][\w-]+)?"
    r"|(?<=\w\w),\s*(?i:(?:[\w’'-]+ ){0,3}(?:writer|reporter|correspondent|editor|columnist|journalist|producer"
    r"|redakteur(?:in)?|korrespondent(?:in)?)s?))$"
)
"""What stands behind names and is none."""
_HANDLE = re.compile(r"[\s,(]+(?:@\w{2,40}|[\w.+-]{1,60}@[\w.-]{1,60})\)?$")
_BEFORE_DAY = re.compile(r"(?:,|\s[–—-])?\s+(?:(?:on|am|le|el|il|em|op|den)\s+)?(?=[^\W_]+[.,]?\s|\d)", re.IGNORECASE)
_BEHIND_DAY = re.compile(r"(?:,|\s[|–—-])?\s+(?=(?:by|von|par|por|door|di|af|av)\s)", re.IGNORECASE)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff·]{2,12}")
_PARTICLES = "and & with for in of the de del della der den di da du la le van von bin ibn al el"
_NAME_PARTICLES = frozenset(_PARTICLES.split())
_SENTENCE_ENDS = tuple(".!?…:;。！？")
_SUFFIX = re.compile(r".*\b(?:Jr|Sr|[A-Z])\.")
_MOST_WORDS = 15
_LONGEST = 200  # characters


def read_byline(line: str) -> tuple[str, datetime | None]:
    """The names of a byline as printed, and the day beside them; "" and None where ``line`` is none.

    "By Jane Doe on May 5, 2021", "06.11.2023 13:30 von Olga Roe", "Autor: Jan Poe".
    """
    if len(line) > _LONGEST:
        return "", None
    if names := _names(line):
        return names, None
    for part in _BEFORE_DAY.finditer(line):
        day = printed_time(line[part.end() :])
        if day and (names := _names(line[: part.start()])):
            return names, day
    for part in _BEHIND_DAY.finditer(line):
        dates = read_date_line(line[: part.start()])
        if dates and dates.published and not dates.lead and (names := _names(line[part.end() :])):
            return names, dates.published
    return "", None


def _names(line: str) -> str:
    line = _BESIDE.sub("", _HANDLE.sub("", line))
    match = _BYLINE.fullmatch(line)
    if match:
        words = match["names"].split()
        named = all(word[0].isupper() or word.lower() in _NAME_PARTICLES for word in words)
    else:
        match = _FOREIGN_BYLINE.fullmatch(line) or _LABELLED.fullmatch(line)
        # The short word before the names might be one of a headline too.
        named = bool(match) and all(map(_is_name, _BETWEEN_NAMES.split(match["names"]))) if match else False
    if not match or not named or len(match["names"].split()) > _MOST_WORDS or read_date_line(match["names"]):
        return ""
    ends = match["names"].endswith(_SENTENCE_ENDS) and not _SUFFIX.fullmatch(match["names"])
    return "" if ends else match["names"]


def _is_name(text: str) -> bool:
    words = text.split()
    capitals = all(word[0].isupper() or word in _NAME_PARTICLES for word in words)
    return bool(_HAN_NAME.fullmatch(text)) or (2 <= len(words) <= 5 and capitals and words[-1][0].isupper())


def are_names(text: str) -> bool:
    """Whether ``text`` could be names and nothing else."""
    words = text.split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() for word in words)
