"""What the image consists of is listed, with its licences, and machines ask whether a weakness of it is known."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import supply_chain

ROOT = Path(__file__).parent.parent.parent
ACCEPTED = {
    "0BSD",
    "Apache-2.0",
    "Apache Software License",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "EUPL-1.2",
    "GNU Lesser General Public License v2 or later (LGPLv2+)",
    "LGPL-3.0-only",
    "MIT",
    "MIT License",
    "MIT-0",
    "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)",
    "OFL-1.1",
    "PSF-2.0",
    "Zope Public License",
}
"""May be used beside EUPL-1.2, as a library that is not changed."""
LOOKED_AT = {"@utrecht/design-tokens": "the house style of Utrecht, not open source: docs/licences.md says what to do"}
"""Packages of which the declaration is no licence: what somebody found who read it."""
LISTED = {
    cells[0]: cells[1:]
    for line in supply_chain.LICENCES.read_text(encoding="utf-8").splitlines()
    if len(cells := [each.strip() for each in line.strip("|").split("|")]) == 4 and cells[3] in ("PyPI", "npm")
}


def test_the_list_of_licences_is_that_of_what_runs() -> None:
    assert supply_chain.LICENCES.read_text(encoding="utf-8") == supply_chain.licences(), "run: make licences"


@pytest.mark.parametrize("name", LISTED)
def test_every_licence_is_one_that_we_accept(name: str) -> None:
    declared = LISTED[name][1]
    words = [declared] if declared in ACCEPTED else re.split(r"; | AND | OR |[()]", declared)
    assert name in LOOKED_AT or {word.strip() for word in words if word.strip()} <= ACCEPTED


@pytest.mark.parametrize(
    ("sbom", "kind"), [(supply_chain.python_sbom, "PyPI"), (supply_chain.npm_sbom, "npm")], ids=["python", "npm"]
)
def test_the_bill_of_materials_holds_what_runs_and_nothing_else(sbom: Callable[[], dict[str, Any]], kind: str) -> None:
    made = sbom()
    assert made["bomFormat"] == "CycloneDX"
    assert len(made["components"]) == len([one for one in LISTED.values() if one[2] == kind])


def test_machines_ask_every_day_whether_a_weakness_is_known() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    assert "make audit" in [step.get("run") for step in workflow["jobs"]["audit"]["steps"]]
    assert workflow[True]["schedule"]
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\naudit:")[2].partition("\n\n")[0]
    assert "pip-audit" in recipe
    assert "npm audit" in recipe
