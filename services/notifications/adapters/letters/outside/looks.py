"""How the letters of each municipality look, as region.toml says it now: a colour, and a logo if it has one.

A letter keeps its words for good; its look is looked up when it is laid out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from services.notifications.domain.letters.letter import Letter, LetterError
from shared.region.values import ServedRegion


@dataclass(frozen=True, slots=True)
class Look:
    """`colour` like #154273, for headings and the name above the letter; a `logo` takes the place of that name."""

    colour: str
    logo: Path | None


PLAIN = Look("#1a1a1a", None)
"""Black, for a municipality that region.toml does not name any more."""

Looks = Mapping[str, Look]
"""By municipality code."""
ALL_PLAIN: Looks = MappingProxyType({})


def looks_of(region: ServedRegion) -> Looks:
    return {each.code: Look(each.letterhead.colour, each.letterhead.logo) for each in region.municipalities}


def look_of(letters: Sequence[Letter], looks: Looks) -> Look:
    """The one look of all letters of a batch. Raises LetterError when there are several."""
    found = {looks.get(letter.municipality_code, PLAIN) for letter in letters}
    if len(found) > 1:
        raise LetterError("a batch holds letters of municipalities that look different; print them apart")
    return next(iter(found), PLAIN)
