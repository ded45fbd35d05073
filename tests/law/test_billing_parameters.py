"""Each parameter of billing's law is asked for by a case of tests/law/billing; those without are listed by name.

The cases there are tables in the tests. They run once more in a process of their own, with books that write down what
was asked of them.
"""

import json
import subprocess
import sys
from pathlib import Path

import services.billing
from shared.law.files import read_law_book

ROOT = Path(__file__).resolve().parents[2]
LAW = Path(services.billing.__path__[0]) / "law"


def test_every_parameter_of_billing_has_a_case(tmp_path: Path) -> None:
    written = tmp_path / "asked.json"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "tests/law/billing",
        "-q",
        "-p",
        "tests.law.asked",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run([*command, f"--asked={written}"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    asked = set(json.loads(written.read_text(encoding="utf-8")))
    without = sorted(read_law_book(LAW).keys() - asked)
    assert without == [], f"without a case: {', '.join(without)}"
