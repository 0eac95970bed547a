"""Files of many articles, made for tests."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

TEXT = "“The quay number {} is safe,” Ada Lind said on Monday."


def jsonl_of(*rows: Any) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def zip_of(files: dict[str, bytes], **options: Any) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", **({"compression": zipfile.ZIP_DEFLATED} | options)) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def texts(count: int) -> list[dict[str, str]]:
    return [{"text": TEXT.format(number), "title": f"Quay {number}"} for number in range(1, count + 1)]
