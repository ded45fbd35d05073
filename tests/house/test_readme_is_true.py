"""What the README says can be done, can be done."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from deploy.cli import main
from services.intake.adapters.delivery.outside.manifest_file import COUNTS, TABLES, TEXTS
from services.intake.domain.mapping.rows import COLUMNS, REQUIRED

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINKS = re.findall(r"\]\(([^)#]+)\)", README)
COMMANDS = re.findall(r"^zachtelanding (\S+)", README, re.MULTILINE)
TARGETS = re.findall(r"`make ([a-z]+)`|^make ([a-z]+) ", README, re.MULTILINE)


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize("command", sorted({each for named in COMMANDS for each in named.split("|")}))
def test_a_named_command_exists_and_explains_itself(command: str) -> None:
    answer = CliRunner().invoke(main, [command, "--help"])
    assert answer.exit_code == 0
    assert len(answer.output) > 60


def test_every_command_stands_in_the_readme() -> None:
    named = {each for found in COMMANDS for each in found.split("|")}
    assert named == set(main.commands)


@pytest.mark.parametrize("target", sorted({first or second for first, second in TARGETS}))
def test_a_named_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_page_of_intake_names_every_column_and_every_key_of_the_manifest() -> None:
    page = (ROOT / "services" / "intake" / "README.md").read_text(encoding="utf-8")
    form = page.partition("## What a delivery looks like")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(\w+)`", form))
    assert {*COLUMNS, *TEXTS, *COUNTS, *TABLES} - named == set()
    may_be_empty = form.partition("May be empty:")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", may_be_empty)) == set(COLUMNS) - set(REQUIRED)


def test_a_decision_is_written_down_once_and_in_order() -> None:
    text = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert numbers == sorted(set(numbers))
