"""Who wrote an article, without what pages write beside their names."""

import re

_BY = re.compile(r"(?:[Bb]y|[Pp]or|[Vv]on|[Pp]ar)\s+(?=\w+\s)")
_NO_AUTHOR = re.compile(
    r".*(?:\d{2}|https?:|www\.|@).*|(?:wordpress)?\s?admin(?:istrator)?|webmaster|guest|anonymous|comments?"
    r"|(?:leave a )?reply|updated|published"
    r"|antworten|responder|comentar|(?:\w+\s)?by|autore?|autorin|text|foto|photo",
    re.IGNORECASE,
)
# What is left of a date whose figures were taken off; months that are surnames too are no sign of one.
_OF_DATE = re.compile(r"\s(?:January|February|July|September|October|November|December)(?:\s[AP]M)?$")
_OFFICE = re.compile(
    r"[A-Z]{2,5}|(?i:redaktion|redacción|rédaction|redazione|redactie|staff|reuters|associated press|bloomberg"
    r"|(?:[\w’'-]+ ){0,3}(?:editor|correspondent|reporter|writer|columnist|journalist|producer))"
)


def names_of_authors(printed: str, *, outlet: str) -> str:
    """The names in ``printed``, parted by semicolons, without dates, addresses and words of forms.

    An outlet, an agency or an editorial office stands where no person does.
    """
    names = [_OF_DATE.sub("", _BY.sub("", name.strip(), count=1)) for name in printed.split(";")]
    names = [name for name in names if name and not _NO_AUTHOR.fullmatch(name)]
    people = [name for name in names if name.casefold() != outlet.casefold() and not _OFFICE.fullmatch(name)]
    return "; ".join(people or names)
