"""The letters about what happened, for every kind and awkward clients: whole, readable, and in the right voice."""

import re
from dataclasses import replace

import pytest

from services.notifications.application.letters.ask_kin_letter import AskKinLetter, ask_kin_letter
from services.notifications.domain.letters.characters import check_printable
from services.notifications.domain.letters.kinds import ANNOUNCEMENTS
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.letter_json import letter_of_body
from services.notifications.domain.letters.vocabulary import TEXT_KINDS
from shared.access import Role, User
from tests.support.notifications import DAY, Person, everything
from tests.support.notifications_in_memory import (
    OneSender,
    WorkInMemory,
    WorksInMemory,
    tell,
    tell_one_by_one,
)
from tests.unit.notifications.letter_samples import SENDER
from tests.unit.notifications.step_samples import samples
from tests.unit.notifications.test_letter_language import JARGON, LONGEST_AVERAGE, LONGEST_SENTENCE, sentences, words

LONG = "Verschrikkelijk-Langenaam tot den Eersten Voorbeeldenberg van Zuid-Beveland"
PEOPLE = {
    "plain": Person(1),
    "minor": Person(1, domain="jeugdwet", minor=True, state="elsewhere"),
    "minor with a budget": Person(1, domain="jeugdwet", minor=True, state="elsewhere", pgb=True),
    "budget": Person(1, pgb=True),
    "budget with a carer": Person(1, pgb=True, own_provider=True),
    "budget that stops": Person(
        1, domain="wmo-protected-living", pgb=True, right_until="2019-12-31", pgb_until="2015-12-31", function="STAY"
    ),
    "budget that is open": Person(
        1,
        domain="wmo-protected-living",
        pgb=True,
        right_until="2019-12-31",
        pgb_until="2015-12-31",
        function="STAY",
        findings=("pgb-reading-open",),
    ),
    "long name": Person(1, surname=LONG, prefix="van der"),
    "other scripts": Person(1, surname="Çelik-Ångström Łukaszewicz", prefix=""),
    "no right": Person(1, domain="none", state="elsewhere"),
    "insurer": Person(1, domain="zvw", state="elsewhere", function="VP"),
}
UNFINISHED = re.compile(r"[{}]|None|  |\.\.| \.|\( ?\)")
"""A placeholder that nothing filled, or the hole that an empty word leaves."""
OWN = "Bij ons kantoor kunt u gratis parkeren."


def letters_to(person: Person, own: str | None = OWN) -> dict[str, Letter]:
    """By the name of the sample."""
    found = {}
    for name, events in samples(person).items():
        works = WorksInMemory(WorkInMemory(SENDER, DAY))
        works.work.senders = OneSender(SENDER, own)
        tell(works, everything(person))
        tell_one_by_one(works, events, DAY)
        found[name] = _about_what_happened(works)
    return found | {"next-of-kin": to_kin(person, own)}


def to_kin(person: Person, own: str | None) -> Letter:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    works.work.senders = OneSender(SENDER, own)
    died = replace(person, revision=2, died_on="2015-01-25", state="deceased")
    tell(works, [*everything(person), *everything(died)])
    user = User("c", "Chris", Role.CASEWORKER, frozenset({person.municipality}))
    ask_kin_letter(works.work, AskKinLetter(user, person.id))
    return _about_what_happened(works)


def _about_what_happened(works: WorksInMemory) -> Letter:
    kept = [one.written for one in works.work.letters.kept.values() if one.written.kind not in ANNOUNCEMENTS]
    (letter,) = [one for one in kept if one.state == "ready"]
    return letter_of_body(letter.body or "", letter.letter_id, letter.letter_date)


LETTERS = {f"{name} / {of}": letter for of, person in PEOPLE.items() for name, letter in letters_to(person).items()}
TO_PARENTS = {name: letter for name, letter in LETTERS.items() if " / minor" in name and "next-of-kin" not in name}
TO_CLIENTS = {name: letter for name, letter in LETTERS.items() if " / minor" not in name}


def test_every_kind_has_a_sample() -> None:
    assert {letter.template.name for letter in LETTERS.values()} == set(TEXT_KINDS) - {"announcement"}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_whole(name: str) -> None:
    letter = LETTERS[name]
    check_printable(letter)
    for text in letter.texts():
        assert not UNFINISHED.search(text.replace("\u00a0", " ").replace("3991 AB  HOUTEN", ""))
        assert text.strip() == text != ""
    for section in letter.sections:
        assert section.texts() or section.tables or section.call
    assert letter.sections[-1].call
    assert OWN in letter.texts()


@pytest.mark.parametrize("name", LETTERS)
def test_no_sentence_is_too_long_and_they_are_short_on_average(name: str) -> None:
    lengths = [words(text) for text in sentences(LETTERS[name])]
    assert [text for text in sentences(LETTERS[name]) if words(text) > LONGEST_SENTENCE] == []
    assert sum(lengths) / len(lengths) <= LONGEST_AVERAGE


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_uses_no_office_jargon(name: str) -> None:
    text = "\n".join(LETTERS[name].texts())
    assert [word for word in JARGON if re.search(rf"\b{word}\b", text, re.IGNORECASE if word != "ZIN" else 0)] == []


@pytest.mark.parametrize("name", LETTERS)
def test_abbreviations_stand_with_their_meaning_or_are_widely_known(name: str) -> None:
    running = " ".join(text for section in LETTERS[name].sections for text in section.texts())
    explained = {short for short in ("SVB", "Wlz") if f"({short})" in running}
    assert set(re.findall(r"\b[A-Z]{2,}\b", running)) <= {"AWBZ", "CAK", "CIZ", "AA"} | explained
    if "pgb" in running:
        assert "(pgb)" in running


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_says_what_to_do(name: str) -> None:
    letter = LETTERS[name]
    assert "Wat moet u nu doen?" in [section.heading for section in letter.sections[:3]]


@pytest.mark.parametrize("name", TO_PARENTS)
def test_parents_read_about_their_child(name: str) -> None:
    letter = TO_PARENTS[name]
    text = "\n".join(letter.texts())
    assert letter.salutation == "Geachte ouder(s) of verzorger(s),"
    of_clients = ("uw zorg ", "uw zorg.", "Uw zorg", "uw oude recht", "Uw oude recht", "U krijgt hulp van")
    assert [said for said in (*of_clients, "uw inkomen") if said in text] == []


@pytest.mark.parametrize("name", TO_CLIENTS)
def test_clients_do_not_read_about_a_child_of_theirs(name: str) -> None:
    assert not re.search(r"\bhet kind\b", "\n".join(TO_CLIENTS[name].texts()))


def test_without_a_paragraph_of_the_municipality_nothing_stands_in_its_place() -> None:
    for letter in letters_to(Person(1), own=None).values():
        assert "Goed om te weten" not in [section.heading for section in letter.sections]


OFFERS = [name for name in LETTERS if " as an offer / " in name]


@pytest.mark.parametrize("name", OFFERS)
def test_who_may_say_yes_or_no_is_not_told_to_do_nothing(name: str) -> None:
    text = " ".join(sentences(LETTERS[name]))
    assert "ja zegt" in text or "Zegt u ja" in text
    assert "U hoeft niets te doen" not in text


@pytest.mark.parametrize("of", PEOPLE)
def test_only_who_had_a_conversation_under_the_wmo_is_asked_for_its_report(of: str) -> None:
    asked = {
        name: "Hebt u het verslag" in " ".join(sentences(LETTERS[f"{name} / {of}"]))
        for name in ("right-ending with a day", "right-ending without a day")
    }
    young = PEOPLE[of].domain == "jeugdwet"
    assert asked == {"right-ending with a day": False, "right-ending without a day": not young}


@pytest.mark.parametrize("name", ["report", "report that is no application"])
def test_the_letter_with_the_report_is_true_for_who_applied_while_it_waited(name: str) -> None:
    """It goes out all the same: everybody gets the report (Wmo 2015, 2.3.2(8))."""
    text = " ".join(sentences(LETTERS[f"{name} / plain"]))
    assert "Hebt u al hulp aangevraagd? Dan hoeft u dat niet nog een keer te doen." in text
    assert "Er is nog niets besloten" not in text
    assert "nog geen besluit" not in text


def test_parents_of_a_child_under_the_youth_law_hear_whom_to_ask_for() -> None:
    assert "vraag naar de jeugdhulp" in " ".join(sentences(LETTERS["right-ending without a day / minor"]))
    assert "jeugdhulp" not in " ".join(sentences(LETTERS["right-ending without a day / plain"]))


@pytest.mark.parametrize("of", PEOPLE)
@pytest.mark.parametrize("name", ["right-ended", "right-ended by an offer", "right-ended given up"])
def test_who_has_to_tell_carers_that_a_budget_stopped_does_not_read_that_nothing_need_be_done(
    name: str, of: str
) -> None:
    text = " ".join(sentences(LETTERS[f"{name} / {of}"]))
    assert ("hoeft u niets te doen" in text or "U hoeft niets te doen" in text) != ("Bel uw zorgverleners" in text)
    assert ("Bel uw zorgverleners" in text) == PEOPLE[of].pgb


@pytest.mark.parametrize("sample", ["decision in kind", "prolongation", "objection-decided upheld"])
def test_parents_do_not_read_that_the_contribution_follows_their_income(sample: str) -> None:
    """A minor pays for an adaptation of the home only (Uitvoeringsbesluit Wmo 2015, 3.8 lid 4)."""
    to_parents = " ".join(LETTERS[f"{sample} / minor"].texts())
    assert "Voor een kind is er meestal geen eigen bijdrage." in to_parents
    assert "Misschien is er een eigen bijdrage" not in to_parents
    assert "hangt af van uw inkomen" in " ".join(LETTERS[f"{sample} / plain"].texts())


def test_who_gets_a_budget_by_an_objection_reads_what_to_do_for_it() -> None:
    said = " ".join(LETTERS["objection-decided with a budget / plain"].texts())
    assert "zorgovereenkomst" in said
    assert "U hoeft niets te doen" not in said
    in_kind = " ".join(LETTERS["objection-decided upheld / plain"].texts())
    assert "zorgovereenkomst" not in in_kind
    assert "U hoeft niets te doen" in in_kind


def test_who_is_telephoned_is_not_asked_to_show_a_passport_there_and_who_comes_takes_it_along() -> None:
    said = {
        name: " ".join(LETTERS[f"{name} / plain"].texts())
        for name in (
            "invitation",
            "invitation at the office",
            "invitation by telephone",
            "appointment-moved by illness",
        )
    }
    assert "Wij moeten die zien" in said["invitation"]
    assert "Neem dit mee naar het gesprek" in said["invitation at the office"]
    assert "Neem uw paspoort" in said["appointment-moved by illness"], "which is at the office"
    for name in ("invitation by telephone", "appointment-moved by the client"):
        by_telephone = " ".join(LETTERS[f"{name} / plain"].texts())
        assert "Wij spreken af hoe u" in by_telephone
        assert "Wij moeten die zien" not in by_telephone


@pytest.mark.parametrize("of", PEOPLE)
def test_next_of_kin_know_what_is_to_be_done_and_that_their_own_appointment_stands(of: str) -> None:
    """A housemate who is a client too has the same conversation."""
    said = " ".join(LETTERS[f"next-of-kin / {of}"].texts())
    assert ("hoeft u niets te doen" in said) != ("Vertel de zorgverleners" in said)
    assert "Afspraken met ons gaan niet door" not in said
    assert "Hebt u zelf een afspraak met ons? Die blijft staan." in said


def test_the_day_before_which_is_decided_is_that_of_the_right_and_not_of_the_conversation() -> None:
    said = " ".join(LETTERS["right-ending with a day / plain"].texts())
    assert "voordat uw oude recht stopt" in said
    assert "voor die dag" not in said


def test_who_was_sent_a_decision_does_not_read_that_there_is_none() -> None:
    without = " ".join(LETTERS["right-ended / plain"].texts())
    after = " ".join(LETTERS["right-ended after a decision that gives nothing / plain"].texts())
    assert "Er is geen besluit" in without
    assert "Er is geen besluit" not in after
    assert "Wij stuurden u al een besluit over wat daarna komt." in after


def test_a_budget_of_which_nobody_chose_the_end_is_not_said_to_stop() -> None:
    for name in ("budget-ending", "budget-ended"):
        stops = " ".join(sentences(LETTERS[f"{name} / budget that stops"]))
        open_one = " ".join(sentences(LETTERS[f"{name} / budget that is open"]))
        assert "Het recht op zorg van een zorgaanbieder loopt wel door." in stops
        assert "Het recht op zorg van een zorgaanbieder loopt wel door." in open_one
        assert "nog niet beslist" not in stops
        assert "Of er daarna nog een pgb is, is nog niet beslist." in open_one
        assert "in ieder geval tot en met 31 december 2015" in open_one
        assert not re.search(r"pgb (stopt|is gestopt)", open_one)
        title = LETTERS[f"{name} / budget that is open"].title
        assert title == "Uw pgb na 31 december 2015", "which says of neither that it is over"
    assert "Daarna is er geen pgb meer." in " ".join(sentences(LETTERS["budget-ending / budget that stops"]))


@pytest.mark.parametrize("name", [name for name in LETTERS if name.split(" ")[0] in ("later", "objection-received")])
def test_a_letter_beside_which_another_one_asks_something_says_of_itself_alone_that_it_does_not(name: str) -> None:
    """With a question for a view, or the invitation to the hearing, in one envelope."""
    said = sentences(LETTERS[name])
    assert not {"U hoeft niets te doen.", "U hoeft nu niets te doen."} & set(said)
