"""A letter after one that was printed names it, so that nobody holds two letters that say different things."""

from dataclasses import dataclass, replace
from datetime import date

from services.notifications.domain.letters import texts as say
from services.notifications.domain.letters.letter import Letter, reference_of


@dataclass(frozen=True, slots=True)
class PrintedBefore:
    """An earlier letter to the same client that was printed."""

    letter_id: str
    letter_date: date


def naming(before: PrintedBefore | None, letter: Letter) -> Letter:
    """The letter with the one that it replaces, if any, named in its opening.

    It is no part of what is kept of the letter: whether another one was printed first hangs on the clock, and a rebuild
    writes all letters before it learns what was printed.
    """
    if before is None:
        return letter
    opening, *others = letter.sections
    told = say.replaces(before.letter_date, reference_of(before.letter_id))
    return replace(letter, sections=(replace(opening, paragraphs=(told, *opening.paragraphs)), *others))
