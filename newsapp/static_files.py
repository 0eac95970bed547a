"""Which of the packages' files are collected to be served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder
from whitenoise.storage import CompressedManifestStaticFilesStorage

_OF_PAGES_THAT_NEWSAPP_HAS_NOT = ("redoc", "rest_framework", "swagger-ui-es-bundle*")
"""They would take most of the time of `collectstatic`."""
_IMPORT = (r'(?P<matched>(?P<before>from |import\()"(?P<url>\./[\w-]+\.js)")', '%(before)s"%(url)s"')
"""What imports another module, and the words in its place. Modules in a circle could have no such name."""


class UsedFiles(AppDirectoriesFinder):
    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        yield from super().list([*(ignore_patterns or ()), *_OF_PAGES_THAT_NEWSAPP_HAS_NOT])


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """Our modules import each other by names that change with the content too: browsers keep them, and ask once."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("claims/js/*.js", (_IMPORT,)))
