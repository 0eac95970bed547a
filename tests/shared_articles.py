"""The real article and its attributions, which stand beside the project and not in it."""

from pathlib import Path

import pytest

ARTICLES = Path(__file__).parents[2] / "shared" / "articles"


def shared_article(name: str) -> Path:
    """The path of the file. Where it is absent the test is skipped."""
    path = ARTICLES / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand (../shared/articles)")
    return path
