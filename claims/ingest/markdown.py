"""Articles in Markdown, with or without front matter."""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from claims.ingest.dates import printed_time, share_offset
from claims.ingest.document import Document, IngestError
from claims.ingest.head import split_head
from claims.ingest.plain import clean

_FRONT_MATTER = re.compile(
    r"\s*(?P<rule>---|\+\+\+)[ \t]*\n(?P<fields>(?:(?!(?P=rule)[ \t]*$).*\n)*?)(?P=rule)[ \t]*(?:\n|\Z)", re.MULTILINE
)
"""In YAML between lines of ---, or in TOML between lines of +++."""
_FIELD = re.compile(r"^(?P<name>[\w-]+)[ \t]*[:=][ \t]*(?P<value>\S.*)$", re.MULTILINE)

_CELLS = ("td", "th")
_NESTED_LINKS = 4  # a bracket is looked through once for each bracket before it, up to so many


def _parser() -> MarkdownIt:
    """Blocks may be nested as deep as CommonMark says; then links and pictures less deep, their words stay as text."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.before("inline", "nest_less", _nest_less)
    return parser


def _nest_less(state: StateCore) -> None:
    state.md.options["maxNesting"] = _NESTED_LINKS


def read_markdown(text: str, *, field: str) -> Document:
    """The Document in ``text``; IngestError "no-text" on ``field`` where it holds no words."""
    text = clean(text)
    front = _FRONT_MATTER.match(text)
    stated = _FIELD.finditer(front["fields"]) if front else ()
    fields = {field["name"].lower(): field["value"].strip(" \"'[]") for field in stated}
    tokens = _parser().parse(text[front.end() :] if front else text)
    blocks = [block for block in _blocks(tokens) if block[0] not in _CELLS]
    lines = [words for _, words in blocks]
    if not lines:
        raise IngestError("no-text", "No text was found in this Markdown; paste the text itself.", field=field)
    heading = next((words for tag, words in blocks if tag == "h1"), "")
    head = split_head(lines, title=fields.get("title", "") or heading)
    published, modified = share_offset(printed_time(fields.get("date", "")) or head.meta.published, head.meta.modified)
    return Document(
        text="\n\n".join(head.body),
        title=head.title,
        url=head.meta.url,
        author=fields.get("author", "") or head.meta.author,
        published_at=published,
        modified_at=modified,
    )


def _blocks(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """The words of each paragraph and heading, and its tag; code and raw mark-up are none."""
    tag = ""
    for token in tokens:
        if token.type == "inline":
            words = " ".join("".join(map(_words, token.children or [])).split())
            if words:
                yield tag, words
        elif token.nesting == 1:
            tag = token.tag


def _words(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline") else ""
