"""A letter after one that was printed names it, so that nobody holds two letters that say different things."""

from dataclasses import dataclass, replace
from datetime import date

from services.notifications.domain.letters.filling import Filling, paragraphs_of
from services.notifications.domain.letters.letter import Letter, reference_of
from services.notifications.domain.letters.letter_text import LetterText
from shared.dutch import date_in_words

REPLACES = "replaces"
"""The block that names the letter before, and the fact by which it is said."""


@dataclass(frozen=True, slots=True)
class PrintedBefore:
    """An earlier letter to the same client that was printed."""

    letter_id: str
    letter_date: date


def naming(before: PrintedBefore | None, letter: Letter, text: LetterText) -> Letter:
    """The letter with the one that it replaces, if any, named in its opening, in the words of its own day.

    It is no part of what is kept of the letter: whether another one was printed first hangs on the clock, and a rebuild
    writes all letters before it learns what was printed. Raises LetterError.
    """
    if before is None:
        return letter
    words = {
        "replaced_on": date_in_words(before.letter_date),
        "replaced_reference": reference_of(before.letter_id),
    }
    filling = Filling(words, {}, {}, frozenset({REPLACES}), to_parents=False)
    told = paragraphs_of(text.on(letter.letter_date), REPLACES, filling)
    opening, *others = letter.sections
    return replace(letter, sections=(replace(opening, paragraphs=(*told, *opening.paragraphs)), *others))
