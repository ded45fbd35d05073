"""Who gets a letter: by kind and date, instead of the client or as a copy, and what may not be recorded any more."""

from dataclasses import replace
from datetime import date

import pytest

from services.notifications.domain.letters.kinds import KINDS
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.representative import (
    KINDS_OF,
    PrintedLetter,
    Representative,
    addressed,
    changed_after_printing,
    in_the_way,
    papers,
    receivers,
)
from services.notifications.domain.mailing.print_run import Printable, pages_per_letter, plan_print_runs, run_id_of
from tests.unit.notifications.letter_samples import GUARDIAN
from tests.unit.notifications.test_letter_language import JARGON, LONGEST_SENTENCE, sentences, words
from tests.unit.notifications.test_step_letter_texts import PEOPLE, letters_to

NAME = "A.B. van der Voorbeeld"
LETTER = letters_to(PEOPLE["plain"])["invitation"]
TO_PARENTS = letters_to(PEOPLE["minor"])["invitation"]
DAY = LETTER.letter_date
MENTOR = replace(GUARDIAN, id="2" + GUARDIAN.id[1:], role="mentor", name="K. Bos", way="copy", group="invitations")


def test_groups_of_kinds_overlap_nowhere_and_never_reach_the_next_of_kin() -> None:
    assert not KINDS_OF["decisions"] & KINDS_OF["invitations"]
    assert KINDS_OF["all"] == set(KINDS) - {"next-of-kin"}


@pytest.mark.parametrize(
    ("kind", "day", "instead", "copies"),
    [
        ("invitation", DAY, GUARDIAN, (MENTOR,)),
        ("decision", DAY, GUARDIAN, ()),
        ("announcement", DAY, GUARDIAN, ()),
        ("invitation", date(2014, 12, 31), None, ()),
        ("next-of-kin", DAY, None, ()),
    ],
)
def test_who_gets_a_letter_follows_from_its_kind_and_date(
    kind: str, day: date, instead: Representative | None, copies: tuple[Representative, ...]
) -> None:
    found = receivers([MENTOR, GUARDIAN], kind, day)
    assert (found.instead, found.copies) == (instead, copies)


def test_the_last_day_counts_and_the_day_after_not() -> None:
    ended = replace(GUARDIAN, last_day=DAY)
    assert ended.gets("decision", DAY)
    assert not ended.gets("decision", date(DAY.year, DAY.month, DAY.day + 1))


def test_a_letter_goes_to_the_guardian_with_who_is_meant() -> None:
    letter = addressed(LETTER, NAME, receivers([GUARDIAN], "invitation", DAY))
    assert letter.addressee == (f"De curator van {NAME}", "Mevrouw J. de Vries", "Postbus 12", "3990 AB  HOUTEN")
    assert letter.salutation == "Geachte curator,"
    assert letter.sections[0].paragraphs == (
        f"U krijgt deze brief als curator van {NAME}. Staat er ‘u’ of ‘uw’? Dan gaat het over {NAME}.",
    )
    assert (letter.title, letter.sections[1:], letter.slip) == (LETTER.title, LETTER.sections, LETTER.slip)


def test_the_copy_stands_behind_the_letter_to_the_client_and_says_what_it_is() -> None:
    first, copy = papers(LETTER, NAME, receivers([MENTOR], "invitation", DAY))
    assert first == LETTER
    assert copy.letter_id == LETTER.letter_id
    assert copy.title == f"Kopie: {LETTER.title}"
    assert copy.addressee[:2] == (f"De mentor van {NAME}", "K. Bos")
    assert copy.sections[0].paragraphs[0].startswith(f"Dit is een kopie. U krijgt deze brief als mentor van {NAME}.")


def test_parents_elsewhere_read_the_text_for_parents() -> None:
    parents = replace(GUARDIAN, role="parents")
    letter = addressed(TO_PARENTS, NAME, receivers([parents], "invitation", DAY))
    assert letter.addressee[0] == f"De ouder(s) van {NAME}"
    assert letter.sections[0].paragraphs == (f"U krijgt deze brief als ouder van {NAME}.",)


@pytest.mark.parametrize("letter", papers(LETTER, NAME, receivers([GUARDIAN, MENTOR], "invitation", DAY)))
def test_what_is_added_is_plain(letter: Letter) -> None:
    added = replace(letter, sections=letter.sections[:1], slip=None)
    assert max(map(words, sentences(added))) <= LONGEST_SENTENCE
    assert [word for word in JARGON if word in " ".join(added.sections[0].texts())] == []


def test_one_gets_a_letter_instead_and_no_second_one() -> None:
    later = replace(GUARDIAN, id="3", group="decisions", first_day=date(2015, 6, 1))
    assert in_the_way(later, [GUARDIAN]) is GUARDIAN
    assert in_the_way(replace(later, way="copy"), [GUARDIAN]) is None
    assert in_the_way(later, [replace(GUARDIAN, last_day=date(2015, 5, 31))]) is None
    assert in_the_way(later, [replace(GUARDIAN, group="invitations")]) is None


def test_nothing_may_send_a_printed_letter_to_somebody_else_afterwards() -> None:
    printed = [PrintedLetter("invitation", DAY), PrintedLetter("decision", date(2015, 3, 1))]
    assert changed_after_printing(None, GUARDIAN, printed) == date(2015, 3, 1)
    assert changed_after_printing(None, MENTOR, printed) == DAY
    assert changed_after_printing(None, replace(GUARDIAN, first_day=date(2015, 3, 2)), printed) is None
    ended = replace(GUARDIAN, last_day=date(2015, 2, 1))
    assert changed_after_printing(GUARDIAN, ended, printed) == date(2015, 3, 1)
    assert changed_after_printing(GUARDIAN, replace(ended, last_day=date(2015, 3, 1)), printed) is None


def test_other_people_make_another_print_run() -> None:
    """Files that were made ahead must not be taken for those of letters that go to somebody else now."""
    one, other = Printable("a", "c1", "0321", "3990 AB", 1), Printable("b", "c2", "0321", "3990 AB", 2)
    (before,), (after,) = (
        plan_print_runs([one, other], DAY),
        plan_print_runs([replace(one, to=GUARDIAN.id), other], DAY),
    )
    assert before.letter_ids == after.letter_ids
    assert before.run_id == run_id_of(before.letter_ids, {}) != after.run_id
    assert after.run_id == run_id_of(after.letter_ids, {"a": GUARDIAN.id})


def test_a_letter_and_its_copies_are_one_place_in_a_file() -> None:
    assert pages_per_letter(["a", "a", "b"], [(1, 2), (3, 5), (7, 7)]) == ((1, 5), (7, 7))
