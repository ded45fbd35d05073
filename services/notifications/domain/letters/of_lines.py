"""The care in a letter, sorted once by what becomes of it, and what is said of some of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.notifications.domain.client.right import KEPT, WMO
from services.notifications.domain.letters.facts import AnnouncementFacts, CareLine
from services.notifications.domain.letters.filling import Scope, scope
from shared.dutch import list_in_words

Lines = Sequence[CareLine]
IN_PART = "in-part"
"""The fact that it is not about all the care in the letter."""


@dataclass(frozen=True, slots=True)
class SortedCare:
    """`kept` goes on with the municipality, and `still_kept` is not over on the date of the letter; `wmo` and
    `still_wmo` are the part of those under the Wmo. `budgets` are kept with a pgb. The others are by where they go."""

    all: Lines
    kept: Lines
    still_kept: Lines
    wmo: Lines
    still_wmo: Lines
    budgets: Lines
    insured: Lines
    long_term: Lines
    not_kept: Lines


def sorted_care(facts: AnnouncementFacts) -> SortedCare:
    day, lines = facts.letter_date, facts.lines
    kept = [line for line in lines if line.domain in KEPT]
    wmo = [line for line in kept if line.domain in WMO]
    still_kept = [line for line in kept if not line.ended_before(day)]
    elsewhere = [line for line in lines if line.domain not in KEPT]
    return SortedCare(
        all=lines,
        kept=kept,
        still_kept=still_kept,
        wmo=wmo,
        still_wmo=[line for line in still_kept if line.domain in WMO],
        budgets=[line for line in kept if line.pgb],
        insured=[line for line in elsewhere if line.domain == "zvw"],
        long_term=[line for line in elsewhere if line.domain == "wlz"],
        not_kept=[line for line in elsewhere if line.domain == "none"],
    )


def care_names(lines: Iterable[CareLine]) -> str:
    """`Verpleging`, or `Verpleging en begeleiding bij u thuis`; each once, in the order of the table."""
    first, *others = dict.fromkeys(line.care for line in lines)
    return list_in_words((first, *(name[:1].lower() + name[1:] for name in others))) if others else first


WHOLE_ALONE, PART_ALONE = (scope({}, {IN_PART: False}),), (scope({}, {IN_PART: True}),)


def part_of(care: SortedCare, lines: Lines) -> tuple[Scope, ...]:
    """These lines, of which there are some, as one thing to speak of."""
    return PART_ALONE if len(lines) < len(care.all) else WHOLE_ALONE
