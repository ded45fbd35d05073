"""What the law says stands in services/billing/law: no year, term or amount of it in Python or on a screen."""

import ast
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import services.billing
from services.billing.main import LAW, read_law
from shared.law.book import LawError
from tests.unit.billing.office import CLIENT, Office, facts, function, rights

OLD, YOUNG = date(1950, 6, 1), date(1996, 6, 1)
ROOT = Path(services.billing.__path__[0])
OF_THE_LAW = re.compile(r"\b20\d\d\b|\b\d+ (?:jaar|dagen|weken|maanden|nachten)\b|vier weken|twee of meer|\d%|€ ?\d")

NAMES_THE_ACT = re.compile(r"Wmo 2015|Wmo van 2007|wmo-20\d\d")


def said(file: Path) -> Iterator[str]:
    """The texts in a module that are no docstrings and no comments."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value
        if isinstance(node, ast.Constant) and isinstance(node.value, int) and 2000 <= node.value < 2100:
            yield str(node.value)


@pytest.mark.parametrize(
    "file",
    [file for file in ROOT.rglob("*.py") if "schema_versions" not in file.parts],
    ids=lambda file: str(file.relative_to(ROOT)),
)
def test_no_python_holds_a_year_or_a_term_of_the_law(file: Path) -> None:
    assert [text for text in said(file) if OF_THE_LAW.search(NAMES_THE_ACT.sub("", text))] == []


@pytest.mark.parametrize("file", list(ROOT.rglob("*.html")), ids=lambda file: file.name)
def test_no_screen_holds_a_year_or_a_term_of_the_law(file: Path) -> None:
    text = NAMES_THE_ACT.sub("", file.read_text(encoding="utf-8"))
    assert OF_THE_LAW.findall(text) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The law of billing, to be changed."""
    return Path(shutil.copytree(LAW, tmp_path / "law"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        pytest.param("pgb.toml", "net = ", "nett = ", "'pgb.net' lacks the sentences", id="a-sentence-is-gone"),
        pytest.param("pgb.toml", "{net}:", "{nett}:", "'pgb.net', sentence 'net' asks for", id="an-unknown-word"),
        pytest.param("pgb.toml", "net = ", 'more = "Meer."\nnet = ', "sentences that nobody says", id="nobody-says-it"),
        pytest.param("regimes.toml", "{since} bij de Wlz", "{day} bij de Wlz", "regime.other-law.wlz", id="a-row"),
        pytest.param("pgb.toml", '"free/by-share"', '"free/other"', "nobody asks for that form", id="a-form"),
    ],
)
def test_a_sentence_that_cannot_be_said_stops_the_start(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    read_law(folder)
    change(folder, file, old, new)
    with pytest.raises(LawError, match=message):
        read_law(folder)


def test_every_reason_links_to_its_article_on_the_day_of_the_rule() -> None:
    office = Office(read_law()).receive(facts(), rights())
    cards = [*office.held[CLIENT].reasons, *(each.outcome.reason for each in office.charges[CLIENT])]
    assert len(cards) > 8
    address = re.compile(r"https://wetten\.overheid\.nl/jci1\.3:c:BWBR\d+&artikel=[\w.]+&z=2015-01-01&g=2015-01-01")
    assert [card.link for card in cards if not address.fullmatch(card.link)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "born", "said"),
    [
        pytest.param("regimes.toml", "value = 18\n", "value = 21\n", YOUNG, "jonger is dan 21 jaar", id="the-age"),
        pytest.param("pgb.toml", 'value = "0.015"', 'value = "0.02"', OLD, "2% van uw netto pgb", id="the-free-part"),
        pytest.param("pgb.toml", "Uw netto pgb is", "Netto krijgt u", OLD, "Netto krijgt u €", id="a-sentence"),
    ],
)
def test_a_card_follows_the_file(folder: Path, file: str, old: str, new: str, born: date, said: str) -> None:
    given = facts(function(), born=born), rights()
    before = Office(read_law(folder)).receive(*given)
    change(folder, file, old, new)
    after = Office(read_law(folder)).receive(*given)
    texts = [[card.explanation for card in office.held[CLIENT].reasons] for office in (before, after)]
    assert [any(said in text for text in each) for each in texts] == [False, True]
