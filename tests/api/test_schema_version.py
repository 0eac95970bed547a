"""The description of the API does not change behind its clients' backs."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator

VERSIONS = settings.BASE_DIR / "docs" / "api-versions.txt"


def test_a_changed_description_has_a_version_of_its_own_and_a_line_in_the_changelog() -> None:
    version = settings.SPECTACULAR_SETTINGS["VERSION"]
    known = dict(line.split() for line in VERSIONS.read_text().splitlines())
    digest = sha256(json.dumps(_described(), sort_keys=True).encode()).hexdigest()[:16]
    assert known.get(version) == digest, (
        f"The API's description changed. Once {version} is released, raise VERSION in newsapp/settings.py and name it "
        f"in CHANGELOG.md; then write to {VERSIONS.name}: {version} {digest}"
    )
    assert f"API {version}" in (settings.BASE_DIR / "CHANGELOG.md").read_text()


def _described() -> Any:
    """The description without its examples, which bind nobody."""
    described = json.dumps(SchemaGenerator().get_schema(request=None, public=True), default=str)
    return json.loads(described, object_hook=lambda fields: {key: fields[key] for key in fields.keys() - {"examples"}})
