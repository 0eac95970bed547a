"""The attributes by which templates and scripts talk are listed in one file."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ATTRIBUTE = re.compile(r"(?<![\w-])data-[a-z-]*[a-z]")


def in_use() -> set[str]:
    written = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "claims/templatetags").glob("*.py")]
    scripts = [path.read_text() for path in (ROOT / "claims/static/claims/js").glob("*.js")]
    found = {name for text in [*map(Path.read_text, written), *scripts] for name in ATTRIBUTE.findall(text)}
    for script in scripts:
        names = re.findall(r"dataset\.(\w+)|\"(\w+)\" in [\w.()]*dataset", script)
        found |= {re.sub("[A-Z]", lambda letter: f"-{letter[0].lower()}", f"data-{a or b}") for a, b in names}
    return found


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Else their names cannot change with what they hold, and `collectstatic` fails."""
    left = {
        path.stem: set(re.findall(r'(?:from |import\()"\./([\w-]+)\.js"', path.read_text()))
        for path in (ROOT / "claims/static/claims/js").glob("*.js")
    }
    while free := [name for name, imported in left.items() if not imported & left.keys()]:
        for name in free:
            del left[name]
    assert left == {}


def test_the_list_has_those_in_use_and_no_others() -> None:
    assert set(re.findall(r"`(data-[a-z-]+)`", (ROOT / "docs/data-attributes.md").read_text())) == in_use()
