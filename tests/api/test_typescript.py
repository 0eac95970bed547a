"""openapi-typescript makes types of the description, and a program written with them is right."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

PACKAGES = ("openapi-typescript@7.13.0", "typescript@5.9.3")
PROGRAM = """
import type { components, operations } from "./newsapp";

type Page = operations["claims_list"]["responses"][200]["content"]["application/json"];
export function words(page: Page): string[] {
  return page.results.map((claim) => claim.content ?? "");
}
export const made: components["schemas"]["ClaimInputRequest"] = { version: 1, spans: { content: [[1, 9]] } };
// @ts-expect-error the API has no such field
export const wrong = (claim: components["schemas"]["Claim"]) => claim.colour;
"""


def test_types_are_made_and_a_program_is_checked_by_them(tmp_path: Path) -> None:
    if shutil.which("npm") is None:
        pytest.skip("there is no npm (Debian: apt-get install nodejs npm)")
    call_command("spectacular", "--file", str(tmp_path / "openapi.yaml"))
    (tmp_path / "program.ts").write_text(PROGRAM)
    _run(tmp_path, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES)
    _run(tmp_path, "npx", "--no-install", "openapi-typescript", "openapi.yaml", "--output", "newsapp.d.ts")
    _run(tmp_path, "npx", "--no-install", "tsc", "--strict", "--noEmit", "program.ts")


def _run(folder: Path, *command: str) -> None:
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 0, ended.stdout + ended.stderr
