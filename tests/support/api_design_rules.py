"""The Dutch API Design Rules, held against a description by the linter that goes with them.

The ruleset comes from Logius' repository (Logius-standaarden/API-Design-Rules, media/linter.yaml, CC-BY 4.0) and is in
no package, so it is looked for: where ZL_ADR_RULESET says, else in `shared/standards` beside the checkout.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BESIDE_THE_CHECKOUT = ROOT.parent / "shared" / "standards" / "adr-linter.yaml"
NODE = Path(sys.executable).parent / "node"
LINTER = ROOT / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"


class RulesUnavailable(Exception):
    """The rules cannot be applied here; the message says in one line why, and what helps."""


@dataclass(frozen=True, slots=True)
class Finding:
    file: str
    rule: str
    is_error: bool
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.rule} at {self.place}: {self.message}"


def available() -> tuple[bool, str]:
    """Whether ruleset and linter are here, and which or why not."""
    try:
        return True, f"API Design Rules: {ruleset()}"
    except RulesUnavailable as error:
        return False, str(error)


def ruleset() -> Path:
    """Raises RulesUnavailable."""
    if not LINTER.is_file():
        raise RulesUnavailable("no Spectral: the API Design Rules are not held against the APIs (make install)")
    named = os.environ.get("ZL_ADR_RULESET")
    found = Path(named) if named else BESIDE_THE_CHECKOUT
    if not found.is_file():
        raise RulesUnavailable(
            "no ruleset of the API Design Rules: they are not held against the APIs "
            "(ZL_ADR_RULESET names it: media/linter.yaml of Logius-standaarden/API-Design-Rules)"
        )
    return found.resolve()


def findings(files: Sequence[Path]) -> list[Finding]:
    """What the linter says of these descriptions. Fails when the linter itself fails."""
    done = subprocess.run(
        [NODE, LINTER, "lint", "--quiet", "--format", "json", "--ruleset", ruleset(), *files],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    # 1 is "there are errors"; anything above it, or another kind of output, is a linter that did not do its work.
    assert done.returncode in (0, 1), done.stderr
    return [
        Finding(
            file=Path(each["source"]).name,
            rule=each["code"],
            is_error=each["severity"] == 0,
            place=".".join(map(str, each["path"])),
            message=each["message"],
        )
        for each in json.loads(done.stdout)
    ]
