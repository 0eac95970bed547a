"""openapi-typescript makes types of the description, and a program written with them is right."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command

from tests.npm import TYPESCRIPT, install, run

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
    install(tmp_path, "openapi-typescript@7.13.0", TYPESCRIPT)
    call_command("spectacular", "--file", str(tmp_path / "openapi.yaml"))
    (tmp_path / "program.ts").write_text(PROGRAM)
    for command in ("openapi-typescript openapi.yaml --output newsapp.d.ts", "tsc --strict --noEmit program.ts"):
        code, told = run(tmp_path, "npx", "--no-install", *command.split())
        assert code == 0, told
