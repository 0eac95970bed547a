"""How the files that browsers get are put together."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from newsapp.static_files import NamedByContent

STATIC = Path(__file__).parents[1] / "claims" / "static"
PAGES = "claims/css/pages.css"


def test_the_sheets_of_pages_are_served_as_one_in_the_order_of_their_imports(tmp_path: Path) -> None:
    shutil.copytree(STATIC, tmp_path, dirs_exist_ok=True)
    storage = NamedByContent(location=tmp_path, base_url="/static/")
    sheets = [str(path.relative_to(STATIC)) for path in STATIC.rglob("*.css")]
    [*storage.post_process({name: (storage, name) for name in sheets})]
    served = (tmp_path / storage.stored_name(PAGES)).read_text()
    imported = re.findall(r'@import "(.+)";', (STATIC / PAGES).read_text())
    places = [served.index((STATIC / PAGES).parent.joinpath(name).read_text()) for name in imported]
    assert len(places) > 9
    assert places == sorted(places)
    assert "@import" not in served
