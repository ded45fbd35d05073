"""Prometheus' own checker of its rules and settings: of Debian's package `prometheus`, or where ZL_PROMTOOL points."""

import os
import shutil
import subprocess
from pathlib import Path


def available() -> tuple[bool, str]:
    """Whether it was found, and its path or the reason in one line."""
    found = _path()
    if found is None:
        return False, "no promtool: the rules of the alerts are not tried (Debian: prometheus, and .ci/run installs it)"
    return True, f"promtool: {found}"


def promtool(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    found = _path()
    assert found is not None, "ask available() first"
    return subprocess.run([found, *words], capture_output=True, text=True, check=False, timeout=60)


def _path() -> str | None:
    return shutil.which(os.environ.get("ZL_PROMTOOL", "promtool"))
