"""A number on a screen agrees with what it counts: `1 brief`, never `1 brieven`."""

import re
from collections.abc import Iterator
from pathlib import Path

from shared.dutch import counted

ROOT = Path(__file__).parent.parent.parent
MANY = (
    "brieven|dagen|weken|maanden|cliënten|personen|mensen|regels|stappen|afspraken|antwoorden|gesprekken|huishoudens"
    "|gemeenten|aanbieders|besluiten|termijnen|berichten|mailings|bladen|kopieën"
)
IN_TEMPLATE = re.compile(rf"(?:\}}\}} |~ \" )(?:{MANY})\b")
IN_CODE = re.compile(rf"\{{[a-z_.\[\]()]+\}} (?:{MANY})\b")
CHOSEN = re.compile(r"== 1\b")
"""The line looks at the number itself."""
ALWAYS_MORE = (
    "{stray} regels",  # more than one, or the file would be read
    "{len(waiting)} cliënten",  # a wave of one does not stop
    "hoogstens {weeks} weken",  # of the law: six
    "{whole} dagen",  # of a year
    '{weeks} weken"',  # of a year
    "date_in_words(",  # no number
    "{left} dagen",  # today and tomorrow have words of their own
)


def found(pattern: re.Pattern[str], files: Iterator[Path]) -> list[str]:
    lines = [(file, line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file, line in lines
        if pattern.search(line) and not CHOSEN.search(line) and not any(each in line for each in ALWAYS_MORE)
    ]


def test_one_is_one() -> None:
    words = [counted(number, "brief", "brieven") for number in (0, 1, 2, 7612)]
    assert words == ["0 brieven", "1 brief", "2 brieven", "7.612 brieven"]


def test_no_template_counts_with_a_plural_alone() -> None:
    assert found(IN_TEMPLATE, (ROOT / "services").rglob("*.html")) == []


def test_no_sentence_in_code_counts_with_a_plural_alone() -> None:
    assert found(IN_CODE, (ROOT / "services").rglob("*.py")) == []
