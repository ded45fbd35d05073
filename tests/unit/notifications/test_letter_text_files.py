"""What is wrong in the text of a letter stops the start, and a letter takes the version of its own day."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from services.notifications.adapters.letters.outside.letter_texts import FOLDER, TextError, read_letter_texts
from services.notifications.adapters.letters.outside.senders import check_own_paragraphs
from services.notifications.domain.letters.filling import Filling, sections_of, title_of
from services.notifications.domain.letters.letter import LetterError
from services.notifications.domain.letters.vocabulary import TEXT_KINDS
from shared.region.files import read_region
from shared.region.parts import RegionError
from tests.support.regions import DEMO_REGION


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "texts")
    return tmp_path / "texts"


def change(folder: Path, kind: str, before: str, after: str) -> None:
    file = folder / f"{kind}.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


WRONG = {
    "unknown word": ("moved", "{municipality}", "{town}", "asks for"),
    "a brace too many": ("moved", "Bent u niet verhuisd?", "Bent u { niet verhuisd?", "a placeholder is written as"),
    "a word that the reader needs": ("hearing", "{place}", "hier", r"leaves out \['place'\]"),
    "the town's own paragraph": ("moved", 'say = "{own}"', 'say = "Dag."', r"leaves out \['own'\]"),
    "unknown fact": ("moved", 'when = ["pgb"]', 'when = ["rich"]', "asks for the facts"),
    "unknown key": ("moved", "subject = ", 'colour = "red"\nsubject = ', "unknown keys"),
    "no subject": ("moved", "subject = ", "# subject = ", "missing keys"),
    "unknown list": ("incomplete", 'items = "missing"', 'items = "lost"', "there is no list"),
    "a list that is not shown": ("incomplete", '{ items = "missing" },', "", "does not show"),
    "a duty left undone": (
        "invitation",
        "onafhankelijke cliëntondersteuning",
        "hulp",
        "does not do its duty 'free-support'",
    ),
    "another promise": ("later", 'says = "U krijgt het besluit', 'says = "U krijgt alles', "does not hold the promise"),
    "no such event": ("later", '"migration.decision-made"', '"migration.decision-taken"', "no contract has the event"),
    "an end without a next": ("moved", "since = 2014-11-01", "since = 2014-11-01\nuntil = 2015-01-31", "no other one"),
    "a name that is not the file's": ("moved", 'kind = "moved"', 'kind = "report"', "is not the name of the file"),
    "a first day that is text": ("moved", "since = 2014-11-01", 'since = "2014"', "write a date"),
    "a sheet to answer on that is not there": ("invitation", "[version.slip]", "[version.sheet]", "missing keys"),
    "an answer that the inbox does not know": ("no-answer", '"declines"', '"shrugs"', "there is no answer 'shrugs'"),
    "room to write that is text": ("no-answer", "write = true", 'write = "yes"', "write true, or leave it out"),
    "a list on the sheet": ("no-answer", 'say = "Bel ons, of', 'item = "Bel ons, of', "its parts are sentences"),
    "a sheet in a letter that asks nothing": ("moved", "subject = ", "slip = {}\nsubject = ", "unknown keys"),
    "no such group": ("announcement", 'of = "waiting"', 'of = "late"', "there is no group 'late'"),
    "a group that is left out": (
        "announcement",
        '{ say = "{care_name}: {waits}", of = "waiting" },',
        "",
        "nothing asks for",
    ),
    "a block that is left out": ("announcement", 'when = ["secret-address"]', "", r"of the facts \['secret-address'\]"),
    "a sentence that is left out": ("announcement", ', when = ["same-carer"]', "", r"of the facts \['same-carer'\]"),
    "what is known of a group": (
        "announcement",
        ', unless = ["line-lapses"]',
        "",
        r"nothing of \['line-lapses'\] of 'not-kept-lines'",
    ),
    "a block that the own page says too": ("announcement", 'name = "to-do"', "", "has blocks with the names"),
    "a word of another group": (
        "announcement",
        "{care_name}: {waits}",
        "{gross}: {waits}",
        r"\['gross'\] of 'waiting'",
    ),
    "a phrase outside its group": ("announcement", "{that_law_stops}", "{waits}", "asks for"),
    "a fact outside its group": ("announcement", 'when = ["longer"]', 'when = ["line-pgb"]', "asks for the facts"),
    "a phrase that nothing asks for": ("announcement", "{from_which_law} ", "", "nothing asks for: .'from_which_law'"),
    "a phrase after the one that asks": ("announcement", "{carer} (pgb)", "{waits}", "write those before it"),
    "a phrase with the name of a word": ("announcement", '"waits"', '"week"', "has the name of a word"),
    "a word in what the own page says alone": (
        "announcement",
        '{ say = "Daarna is er geen pgb meer. Het recht',
        '{ say = "{name}. Het recht',
        r"asks for \['name'\]",
    ),
    "a row with a cell too few": ("announcement", ', "{care_until}"]]', "]]", "every row needs 3 cells"),
    "a list among sentences": (
        "announcement",
        'say = "{until_when}", of = "kept"',
        'item = "{until_when}"',
        "written as say",
    ),
    "no TOML": ("moved", 'kind = "moved"', 'kind = "moved', "cannot be read"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_text_stops_the_start_and_is_named(texts: Path, name: str) -> None:
    kind, before, after, message = WRONG[name]
    change(texts, kind, before, after)
    with pytest.raises(TextError, match=message) as refused:
        read_letter_texts(texts)
    assert str(refused.value).startswith(f"{kind}.toml: ")


def test_a_kind_without_a_text_and_a_text_without_a_kind_stop_the_start(texts: Path) -> None:
    (texts / "moved.toml").rename(texts / "gone.toml")
    change(texts, "gone", 'kind = "moved"', 'kind = "gone"')
    with pytest.raises(TextError, match="is no kind"):
        read_letter_texts(texts)
    (texts / "gone.toml").unlink()
    with pytest.raises(TextError, match=r"\['moved'\] have no file"):
        read_letter_texts(texts)


NEXT = """
[[version]]
number = "2"
since = 2015-07-01
subject = "Dag {name}"

[[version.block]]
parts = [{ say = "Goede reis, {name}. {own}" }]
"""


def test_a_letter_takes_the_version_of_its_own_day(texts: Path) -> None:
    change(texts, "moved", "since = 2014-11-01", "since = 2014-11-01\nuntil = 2015-06-30")
    file = texts / "moved.toml"
    file.write_text(file.read_text(encoding="utf-8") + NEXT, encoding="utf-8")
    text = read_letter_texts(texts)["moved"]
    assert [text.on(day).number for day in (date(2015, 6, 30), date(2015, 7, 1))] == ["1", "2"]
    filling = Filling({"name": "A.B. Voorbeeld", "own": "Dag."}, {}, {}, frozenset(), to_parents=False)
    assert title_of(text.newest, filling) == "Dag A.B. Voorbeeld"
    assert [section.paragraphs for section in sections_of(text.newest, filling)] == [
        ("Goede reis, A.B. Voorbeeld. Dag.",)
    ]
    with pytest.raises(LetterError, match="geen tekst"):
        text.on(date(2014, 10, 31))


def test_versions_that_leave_a_day_out_stop_the_start(texts: Path) -> None:
    change(texts, "moved", "since = 2014-11-01", "since = 2014-11-01\nuntil = 2015-06-29")
    file = texts / "moved.toml"
    file.write_text(file.read_text(encoding="utf-8") + NEXT, encoding="utf-8")
    with pytest.raises(TextError, match="must begin on the day after"):
        read_letter_texts(texts)


OWN = """
[municipality.letters]
invitation = "Bij ons kantoor kunt u gratis parkeren."
court = "de rechtbank, afdeling bestuursrecht, Postbus 0, 3500 ZZ Utrecht"

[municipality.house_style]"""


def test_a_municipality_says_what_it_adds_to_its_letters(tmp_path: Path) -> None:
    file = tmp_path / "region.toml"
    text = DEMO_REGION.read_text(encoding="utf-8")
    file.write_text(text.replace("\n[municipality.house_style]", OWN, 1), encoding="utf-8")
    region = read_region(file)
    check_own_paragraphs(region)
    served = region.municipality("0321")
    assert served.letters == {"invitation": "Bij ons kantoor kunt u gratis parkeren."}
    assert served.court == "de rechtbank, afdeling bestuursrecht, Postbus 0, 3500 ZZ Utrecht"
    assert region.municipality("0356").letters == {}
    file.write_text(
        text.replace("\n[municipality.house_style]", OWN.replace("invitation", "party"), 1), encoding="utf-8"
    )
    with pytest.raises(RegionError, match=r"Houten \(0321\), letters: party is geen soort brief") as refused:
        check_own_paragraphs(read_region(file))
    assert all(kind in str(refused.value) for kind in TEXT_KINDS)
