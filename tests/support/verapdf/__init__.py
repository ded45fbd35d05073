"""veraPDF judges whether a file really is what it says of itself: PDF/UA-1."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deploy.jars import JarsUnavailable, fetched

HERE = Path(__file__).parent


def available() -> tuple[bool, str]:
    """Whether the validator is here. Fetches its jars when they are not there yet: only that shows it."""
    try:
        return True, f"veraPDF: jars in {_jars().name}"
    except JarsUnavailable as error:
        return False, f"{error}: letters are not held against PDF/UA-1"


def breaches(files: Sequence[Path]) -> dict[str, list[str]]:
    """Per file name the rules of PDF/UA-1 that it breaks, as `clause: description`; empty lists when all is well."""
    done = subprocess.run(
        [
            *("java", "-cp", f"{_jars()}/*", "org.verapdf.apps.GreenfieldCliWrapper"),
            *("--flavour", "ua1", "--format", "json", *map(str, files)),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    jobs = json.loads(done.stdout)["report"]["jobs"]
    return {Path(job["itemDetails"]["name"]).name: _breaches(job) for job in jobs}


def _breaches(job: dict[str, Any]) -> list[str]:
    (result,) = job["validationResult"]
    return [f"{rule['clause']}: {rule['description']}" for rule in result["details"]["ruleSummaries"]]


def _jars() -> Path:
    return fetched(HERE / "pom.xml", HERE / "target" / "jars")
