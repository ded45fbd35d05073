"""Reading level: what can be counted about B1 Dutch is counted here, for every variant."""

import re

import pytest

from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.notices.notice_letter import compose_provider_notice
from tests.unit.notifications import letter_samples as sample

LONGEST_SENTENCE = 20
LONGEST_AVERAGE = 12
JARGON = (
    "beschikking",
    "derhalve",
    "middels",
    "indien",
    "tevens",
    "conform",
    "met betrekking tot",
    "inzake",
    "onderhavige",
    "bovengenoemde",
    "dient te",
    "maatwerkvoorziening",
    "herindicatie",
    "ingezetene",
    "zienswijze",
    "teneinde",
    "alsmede",
    "reeds",
    "gaarne",
    "voornoemd",
    "melding",
    "ZIN",
    "extramuraal",
    "grondslag",
)
LETTERS = {name: sample.announcement(facts) for name, facts in sample.VARIANTS.items()} | {
    "provider notice": compose_provider_notice(sample.PROVIDER_NOTICE)
}


def sentences(letter: Letter) -> list[str]:
    """Running text cut at sentence ends; a full stop after an initial or inside a number is not an end."""
    texts = [text for section in letter.sections for text in section.texts()]
    texts += letter.slip.texts() if letter.slip else ()
    return [part for text in texts for part in re.split(r"(?<=[a-z0-9)][.?!]) (?=[A-Z])", text) if part]


def words(sentence: str) -> int:
    return len(sentence.split())


@pytest.mark.parametrize("name", LETTERS)
def test_no_sentence_of_a_letter_is_too_long(name: str) -> None:
    assert [text for text in sentences(LETTERS[name]) if words(text) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("name", LETTERS)
def test_sentences_are_short_on_average(name: str) -> None:
    lengths = [words(text) for text in sentences(LETTERS[name])]
    assert sum(lengths) / len(lengths) <= LONGEST_AVERAGE


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_uses_no_office_jargon(name: str) -> None:
    text = "\n".join(LETTERS[name].texts())
    assert [word for word in JARGON if re.search(rf"\b{word}\b", text)] == []


@pytest.mark.parametrize("name", sample.VARIANTS)
def test_abbreviations_stand_with_their_meaning_or_are_widely_known(name: str) -> None:
    running = " ".join(text for section in LETTERS[name].sections for text in section.texts())
    # Readers know the CIZ: it gave them their indication.
    known = {"AWBZ", "CAK", "CIZ"}
    explained = {short for short in ("SVB", "Wlz") if re.search(rf"{short} betekent|\({short}\)", running)}
    assert set(re.findall(r"\b[A-Z]{2,}\b", running)) <= known | explained


@pytest.mark.parametrize("name", sample.VARIANTS)
def test_a_letter_never_names_a_bare_week_number(name: str) -> None:
    assert not re.search(r"\bweek \d", "\n".join(LETTERS[name].texts()))


def test_the_sentence_counter_sees_a_long_sentence() -> None:
    """The guard itself: without it a broken splitter would let everything pass."""
    assert max(words(text) for text in sentences(LETTERS["wmo"])) > LONGEST_AVERAGE
