"""Files of many articles, made for tests."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

TEXT = "“The quay number {} is safe,” Ada Lind said on Monday."


def jsonl_of(*rows: Any) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def zip_of(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive that is the same whenever it is made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return packed.getvalue()


def texts(count: int) -> list[dict[str, str]]:
    return [{"text": TEXT.format(number), "title": f"Quay {number}"} for number in range(1, count + 1)]
