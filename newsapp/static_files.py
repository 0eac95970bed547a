"""Which of the packages' files are collected to be served."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig


class UsedFiles(StaticFilesConfig):
    """Without those of pages that newsapp has not, which would take most of the time of `collectstatic`."""

    ignore_patterns = (
        *StaticFilesConfig.ignore_patterns,
        "redoc",
        "rest_framework",
        "swagger-ui-es-bundle*",
    )
