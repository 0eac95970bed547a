"""Which of the packages' files are collected to be served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder

_OF_PAGES_THAT_NEWSAPP_HAS_NOT = ("redoc", "rest_framework", "swagger-ui-es-bundle*")
"""They would take most of the time of `collectstatic`."""


class UsedFiles(AppDirectoriesFinder):
    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        yield from super().list([*(ignore_patterns or ()), *_OF_PAGES_THAT_NEWSAPP_HAS_NOT])
