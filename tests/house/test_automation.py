"""What machines do with a checkout is what people do: the hooks and the hosted CI call the same commands."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.run import CHECKS

ROOT = Path(__file__).parent.parent.parent
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
HOOKS: dict[str, Any] = {
    hook["id"]: hook
    for repo in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    for hook in repo["hooks"]
}
UPDATES: list[dict[str, Any]] = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))[
    "updates"
]
MANIFESTS = {"pip": "pyproject.toml", "npm": "package.json", "maven": "pom.xml", "docker": "Dockerfile"}


def test_a_commit_is_checked_by_the_commands_of_make_test() -> None:
    hooks = {name: hook["entry"] for name, hook in HOOKS.items() if name != "subject"}
    assert hooks == {name: " ".join([f".venv/bin/{command[0]}", *command[1:]]) for name, command in CHECKS.items()}


@pytest.mark.parametrize(("subject", "stopped"), [("a" * 72, False), ("a" * 73, True), ("a" * 60 + "é" * 12, False)])
def test_a_long_subject_is_stopped_and_a_long_body_is_not(tmp_path: Path, subject: str, stopped: bool) -> None:
    message = tmp_path / "message"
    message.write_text(f"{subject}\n\n{'b' * 200}\n", encoding="utf-8")
    hook = HOOKS["subject"]
    command = [sys.executable, "-m", "pre_commit.languages.pygrep", *hook["args"], hook["entry"], str(message)]
    assert subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == int(stopped)


def test_the_hosted_ci_calls_the_ci_of_the_checkout() -> None:
    steps = yaml.safe_load(WORKFLOW)["jobs"]["test"]["steps"]
    assert ".ci/run" in [step.get("run") for step in steps]


def test_every_action_is_pinned_to_a_major_version() -> None:
    assert [
        used for used in re.findall(r"uses: (\S+)", WORKFLOW) if not re.fullmatch(r"actions/[\w-]+@v\d+", used)
    ] == []


def test_the_hosted_ci_needs_no_secret() -> None:
    assert "secrets." not in WORKFLOW


@pytest.mark.parametrize("ecosystem", MANIFESTS)
def test_every_manifest_gets_proposals_for_newer_versions(ecosystem: str) -> None:
    name = MANIFESTS[ecosystem]
    below = [file for folder in ("services", "shared", "deploy", "tests") for file in (ROOT / folder).rglob(name)]
    found = [file.parent.relative_to(ROOT).as_posix() for file in [*ROOT.glob(name), *below]]
    folders = {f"/{folder}".removesuffix(".") for folder in found}
    updated = [entry for entry in UPDATES if entry["package-ecosystem"] == ecosystem]
    assert {folder for entry in updated for folder in entry.get("directories", [entry.get("directory")])} == folders
