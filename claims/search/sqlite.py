"""Full text on SQLite: an FTS5 table beside the claims, kept in step by triggers."""

from django.db.backends.utils import CursorWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

_INDEX = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS claims_words USING fts5(
        content, content='claims_claim', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER IF NOT EXISTS claims_words_insert AFTER INSERT ON claims_claim BEGIN
        INSERT INTO claims_words(rowid, content) VALUES (new.id, new.content); END""",
    """CREATE TRIGGER IF NOT EXISTS claims_words_delete AFTER DELETE ON claims_claim BEGIN
        INSERT INTO claims_words(claims_words, rowid, content) VALUES ('delete', old.id, old.content); END""",
    """CREATE TRIGGER IF NOT EXISTS claims_words_update AFTER UPDATE OF content ON claims_claim BEGIN
        INSERT INTO claims_words(claims_words, rowid, content) VALUES ('delete', old.id, old.content);
        INSERT INTO claims_words(rowid, content) VALUES (new.id, new.content); END""",
)


def make_index(cursor: CursorWrapper) -> None:
    for statement in _INDEX:
        cursor.execute(statement)


def content_holds(words: str) -> Q:
    # Each word in quotation marks, so that FTS5 takes none of it for an operator.
    quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
    return Q(pk__in=RawSQL("SELECT rowid FROM claims_words WHERE claims_words MATCH %s", [quoted]))


def looked_for(words: list[str], using: str) -> list[str]:
    """Those of the words that hold a letter or digit."""
    return [word for word in words if any(char.isalnum() for char in word)]
