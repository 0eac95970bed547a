"""The scripts of the pages, as TypeScript's compiler reads them."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from tests.npm import TYPESCRIPT, install, run

SCRIPTS = settings.BASE_DIR / "claims" / "static" / "claims" / "js"
READ = (
    "tsc --noEmit --allowJs --checkJs --noUnusedLocals --target esnext --lib esnext,dom,dom.iterable "
    "--module esnext --moduleResolution bundler"
)
AMISS = re.compile(r"^.*error TS(?:1\d{3}|2304|2305|2306|2307|2451|2552|2724|6133|6192|6196|18004):.*$", re.MULTILINE)
"""What is no script; a name or module that is not there, or twice, or is never used. No word of types."""


def test_each_name_that_a_script_uses_is_one_that_it_has_and_the_other_way_round(tmp_path: Path) -> None:
    install(tmp_path, TYPESCRIPT)
    _, told = run(tmp_path, "npx", "--no-install", *READ.split(), *map(str, sorted(SCRIPTS.glob("**/*.js"))))
    assert "error TS" in told, told  # it has read them: untyped, they are never without
    assert AMISS.findall(told) == []
