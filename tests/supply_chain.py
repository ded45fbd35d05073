"""What the image consists of: a bill of materials (CycloneDX), and its licences.

`python -m tests.supply_chain sbom` writes build/sbom/, `... licences` writes docs/licences.md; house tests hold both to
what is installed. Only what runs counts: packages for tests and development are left out.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SBOM = ROOT / "build" / "sbom"
LICENCES = ROOT / "docs" / "licences.md"
HEAD = """# Licences

What the image holds besides our own code (EUPL-1.2), with the licence that each package declares. Made by
`make licences`; a test holds it to what is installed. Packages for tests and development are not in the image and not
here.

`@utrecht/design-tokens` is the house style of the municipality of Utrecht, which it keeps to itself: put the tokens of
your own house in its place before you serve real people.
"""


def running_packages() -> dict[str, str]:
    """The Python packages that run, by name with their version: what the project asks for, and what those ask for."""
    found: dict[str, str] = {}
    todo = list(_needs("zachtelanding", frozenset()))
    while todo:
        name, extras = todo.pop()
        if name in found and not extras:
            continue
        try:
            found[name] = version(name)
        except PackageNotFoundError as absent:
            raise SystemExit(f"{name} is not installed; run: make install") from absent
        todo += [each for each in _needs(name, extras) if each[0] not in found or each[1]]
    return dict(sorted(found.items()))


@cache
def _needs(name: str, extras: frozenset[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(_asked(requires(name) or (), extras))


def _asked(lines: Iterable[str], extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in lines:
        asked = Requirement(line)
        marker = asked.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield canonicalize_name(asked.name), frozenset(asked.extras)


def python_sbom() -> dict[str, Any]:
    """Of what is installed, without what only tests and development need."""
    wanted = running_packages()
    command = [str(BIN / "cyclonedx-py"), "environment", sys.executable, "--pyproject", "pyproject.toml"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    sbom: dict[str, Any] = json.loads(made.stdout)
    sbom["components"] = [each for each in sbom["components"] if canonicalize_name(each["name"]) in wanted]
    kept = {each["bom-ref"] for each in (*sbom["components"], sbom["metadata"]["component"])}
    sbom["dependencies"] = [
        each | ({"dependsOn": [one for one in each["dependsOn"] if one in kept]} if "dependsOn" in each else {})
        for each in sbom["dependencies"]
        if each["ref"] in kept
    ]
    return sbom


def npm_sbom() -> dict[str, Any]:
    """Of the lock file, without what only tests need."""
    command = [str(BIN / "npm"), "sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    sbom: dict[str, Any] = json.loads(made.stdout)
    return sbom


def licences() -> str:
    """The text of docs/licences.md."""
    rows = [*_python_licences(), *_npm_licences()]
    lines = [f"| {name} | {version_} | {licence} | {kind} |" for name, version_, licence, kind in rows]
    return "\n".join([HEAD, "| Package | Version | Licence | From |", "|---|---|---|---|", *lines, ""])


Row = tuple[str, str, str, str]


def _python_licences() -> Iterator[Row]:
    command = [str(BIN / "pip-licenses"), "--format", "json", "--with-system", "--packages", *running_packages()]
    made = subprocess.run(command, capture_output=True, check=True, text=True)
    found = {canonicalize_name(each["Name"]): each for each in json.loads(made.stdout)}
    for name in sorted(found):
        yield name, found[name]["Version"], found[name]["License"], "PyPI"


def _npm_licences() -> Iterator[Row]:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for path, package in sorted(lock.items()):
        if path and not package.get("dev"):
            yield path.removeprefix("node_modules/"), package["version"], package["license"], "npm"


def main(what: str) -> None:
    if what == "licences":
        LICENCES.write_text(licences(), encoding="utf-8")
        return
    SBOM.mkdir(parents=True, exist_ok=True)
    for name, sbom in (("python", python_sbom()), ("npm", npm_sbom())):
        file = SBOM / f"{name}.cdx.json"
        file.write_text(json.dumps(sbom, indent=2) + "\n", encoding="utf-8")
        sys.stdout.write(f"{file.relative_to(ROOT)}: {len(sbom['components'])} components\n")


if __name__ == "__main__":
    main(sys.argv[1])
