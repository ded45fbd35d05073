"""The announcement is made of its file: what the code knows is asked, and what stands there is said, on its days."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from services.notifications.adapters.letters.outside.letter_texts import FOLDER, read_letter_texts
from services.notifications.domain.letters.announcement import announcement_filling, compose_announcement, what_to_do
from services.notifications.domain.letters.facts import AnnouncementFacts, NoConversation
from services.notifications.domain.letters.letter import LetterError, Section
from services.notifications.domain.letters.letter_text import LetterText
from services.notifications.domain.letters.replaced import PrintedBefore, naming
from services.notifications.domain.letters.vocabulary import ANNOUNCED
from tests.unit.notifications import letter_samples as sample

NEW_DAYS = (
    date(2014, 11, 3),
    date(2015, 1, 12),
    date(2015, 3, 4),
    date(2015, 6, 30),
    date(2015, 7, 6),
    date(2020, 1, 6),
)
MORE = (
    replace(
        sample.TWO_DATES, lines=(sample.LATER.lines[0], replace(sample.LATER.lines[0], starts_on=date(2015, 2, 1)))
    ),
    replace(
        sample.WMO,
        conversation=None,
        lines=tuple(replace(each, conditional=True) for each in (sample.GUIDANCE, sample.DAY_CARE)),
    ),
    replace(sample.PROTECTED_BUDGET, lines=(sample.OPEN_BUDGET, sample.HELD, sample.NURSING)),
    replace(sample.BUDGET, budget=replace(sample.BUDGET_AMOUNTS, withdrawn="Het pgb is ingetrokken.")),
    replace(sample.WMO, budget=replace(sample.BUDGET_AMOUNTS, withdrawn="Het pgb is ingetrokken.")),
    replace(sample.WMO, budget=sample.BUDGET_AMOUNTS),
    replace(sample.LATER_IN_USE, budget=None),
    replace(sample.CHILD, lines=(sample.YOUTH, replace(sample.YOUTH, right_until=date(2015, 12, 31)))),
    replace(sample.WMO, lines=(replace(sample.GUIDANCE, findings=frozenset({"transport-without-guidance"})),)),
    *(replace(sample.WMO, conversation=None, conversation_is=each) for each in NoConversation),
    replace(sample.WMO, lines=(sample.GUIDANCE, sample.LONG_TERM)),
    replace(sample.WMO, lines=(sample.GUIDANCE, sample.YOUTH)),
    replace(sample.WMO, lines=(sample.GUIDANCE, sample.YOUTH), conversation=None),
    replace(sample.NO_BUDGET_YET, lines=(*sample.NO_BUDGET_YET.lines, sample.DAY_CARE)),
    replace(sample.WMO, lines=(replace(sample.GUIDANCE, payments=(sample.PAID, sample.FREE)), sample.NURSING)),
    replace(sample.WMO, lines=(replace(sample.NOTHING, right_until=None, indication_over=False),)),
)


def everything_to_say() -> Iterator[AnnouncementFacts]:
    """The samples and some more, to clients and to parents, before and after each turn, with all that can be added."""
    for facts in (*sample.VARIANTS.values(), *MORE):
        for day in NEW_DAYS:
            for minor in (facts.minor, True):
                week = facts.conversation and replace(facts.conversation, begun=day >= date(2015, 3, 2))
                address = replace(facts.addressee, secret_address=day < date(2015, 1, 1))
                yield replace(
                    facts, letter_date=day, minor=minor, conversation=week, addressee=address, own="Bel ons gerust."
                )


FACTS = tuple(everything_to_say())


def test_the_code_knows_nothing_that_the_text_cannot_ask() -> None:
    for facts in FACTS:
        filling = announcement_filling(facts)
        assert filling.facts <= ANNOUNCED.all_facts
        assert filling.words.keys() <= ANNOUNCED.all_words
        assert filling.groups.keys() <= ANNOUNCED.groups.keys()
        for name, scopes in filling.groups.items():
            assert scopes
            for scope in scopes:
                assert scope.words.keys() <= ANNOUNCED.groups[name].words
                assert scope.facts <= ANNOUNCED.groups[name].facts


def test_every_fact_and_group_holds_for_somebody_and_not_for_everybody() -> None:
    """But what stands in each letter, and the letter before, which is known only when it is read."""
    fillings = [announcement_filling(facts) for facts in FACTS]
    for fact in ANNOUNCED.facts - {"replaces"}:
        assert 0 < sum(fact in each.facts for each in fillings) < len(fillings), fact
    for group, each in ANNOUNCED.groups.items():
        scopes = [scope for filling in fillings for scope in filling.groups.get(group, ())]
        assert scopes, group
        for fact in each.facts:
            assert any(fact in scope.facts for scope in scopes), (group, fact)


def test_every_sentence_of_the_file_is_said_to_somebody() -> None:
    letters = (compose_announcement(facts, sample.TEXT) for facts in FACTS)
    said = {text for letter in letters for text in letter.texts()}
    all_said = "\n".join(said)
    version = sample.TEXT.newest
    blocks = [block for block in version.blocks if block.name != "replaces"]
    parts = [part for block in blocks for part in block.parts] + [
        part for each in version.phrases for part in each.parts
    ]
    pieces = {piece for part in parts for text in part.texts() for piece in re.split(r"\{\w+\}", text)}
    assert sorted(piece for piece in pieces if piece.strip() not in all_said) == []


@pytest.fixture
def with_a_next_version(tmp_path: Path) -> LetterText:
    """The announcement, of which version 5 says other words from 1 February 2015 on."""
    for file in FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    file = tmp_path / "announcement.toml"
    head, version = file.read_text(encoding="utf-8").split("[[version]]\n")
    old = version.replace("since = 2014-07-19", "since = 2014-07-19\nuntil = 2015-01-31")
    new = (
        version.replace('number = "4"', 'number = "5"')
        .replace("since = 2014-07-19", "since = 2015-02-01")
        .replace("Gaat u verhuizen?", "Verhuist u?")
        .replace("Deze brief komt in de plaats van", "Deze brief vervangt")
        .replace("Daarna is er geen pgb meer.", "Daarna stopt het pgb.")
    )
    file.write_text(f"{head}[[version]]\n{old}\n[[version]]\n{new}", encoding="utf-8")
    return read_letter_texts(tmp_path)["announcement"]


@pytest.mark.parametrize(
    ("day", "version", "said", "not_said"),
    [
        (date(2015, 1, 31), "4", "Gaat u verhuizen?", "Verhuist u?"),
        (date(2015, 2, 1), "5", "Verhuist u?", "Gaat u verhuizen?"),
    ],
)
def test_a_letter_keeps_the_words_of_its_own_day(
    with_a_next_version: LetterText, day: date, version: str, said: str, not_said: str
) -> None:
    facts = replace(sample.WMO, letter_date=day)
    letter = compose_announcement(facts, with_a_next_version)
    text = "\n".join(letter.texts())
    assert (letter.template.label, said in text, not_said in text) == (f"announcement-{version}", True, False)
    to_do = " ".join(what_to_do(facts, with_a_next_version, invited=False))
    assert (said in to_do, not_said in to_do) == (True, False)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2015, 1, 31), "Deze brief komt in de plaats van de brief"),
        (date(2015, 2, 1), "Deze brief vervangt de brief"),
    ],
)
def test_the_letter_before_is_named_in_the_words_of_the_letter(
    with_a_next_version: LetterText, day: date, said: str
) -> None:
    letter = compose_announcement(replace(sample.WMO, letter_date=day), with_a_next_version)
    before = PrintedBefore("1a2b3c4d-0000", date(2014, 11, 3))
    first = naming(before, letter, with_a_next_version).sections[0].paragraphs[0]
    assert first == f"{said} van 3 november 2014 met kenmerk 1A2B3C4D."


def test_a_letter_of_a_day_without_a_text_is_not_written() -> None:
    with pytest.raises(LetterError, match="geen tekst"):
        sample.announcement(replace(sample.WMO, letter_date=date(2014, 7, 18)))


def test_who_was_invited_reads_nothing_of_the_conversation_to_come() -> None:
    before, after = (what_to_do(sample.WMO, sample.TEXT, invited=invited) for invited in (False, True))
    assert before[0].startswith("Voordat uw recht stopt")
    assert after == before[1:]


def test_the_municipality_has_its_own_paragraph_in_the_announcement() -> None:
    letter = sample.announcement(replace(sample.WMO, own="Bij ons kantoor kunt u gratis parkeren."))
    own = Section("Goed om te weten", ("Bij ons kantoor kunt u gratis parkeren.",))
    assert [each for each in letter.sections if each not in sample.announcement(sample.WMO).sections] == [own]


def test_braces_and_percents_in_a_name_are_only_text() -> None:
    odd = replace(sample.GUIDANCE, provider="Zorg {until} voor 100%")
    letter = sample.announcement(replace(sample.WMO, lines=(odd,)))
    assert letter.sections[2].tables[0].rows[0][1] == "Zorg {until} voor 100%"
