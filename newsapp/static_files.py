"""Which of the packages' files are collected to be served, and how they are named and put together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_OF_PAGES_THAT_NEWSAPP_HAS_NOT = ("redoc", "rest_framework", "swagger-ui-es-bundle*")
"""They would take most of the time of `collectstatic`."""
_IMPORT = (r'(?P<matched>(?P<before>from |import\()"(?P<url>\./[\w-]+\.js)")', '%(before)s"%(url)s"')
"""What imports another module, and the words in its place. Modules in a circle could have no such name."""
_PAGES = "claims/css/pages.css"


class UsedFiles(AppDirectoriesFinder):
    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        yield from super().list([*(ignore_patterns or ()), *_OF_PAGES_THAT_NEWSAPP_HAS_NOT])


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """Our modules import each other by names that change with the content too: browsers keep them, and ask once."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("claims/js/*.js", (_IMPORT,)))

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        together = InMemoryStorage()
        together.save(_PAGES, ContentFile(_with_imported(paths, _PAGES)))
        yield from super().post_process({**paths, _PAGES: (together, _PAGES)}, dry_run=dry_run, **options)


def _with_imported(paths: dict[str, Any], name: str) -> str:
    """The text of a style sheet, with the sheets that it imports in their places."""
    storage, path = paths[name]
    with storage.open(path) as sheet:
        text = sheet.read().decode()

    def imported(match: re.Match[str]) -> str:
        return _with_imported(paths, posixpath.normpath(posixpath.join(posixpath.dirname(name), match["name"])))

    return re.sub(r'@import "(?P<name>[^"]+)";', imported, text)
