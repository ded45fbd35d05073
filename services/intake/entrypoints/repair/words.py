"""Dutch words on the screen of held-back persons."""

from datetime import date

from services.intake.domain.person.held_back import HeldBackPerson
from shared.dutch import date_in_words

KNOWN = {"new": "nog niet overgenomen", "known": "deels overgenomen"}
"""Whether somebody was never transferred, or has a file of which a part waits."""


ELSEWHERE = (
    "Het BSN van deze cliënt staat in deze aanlevering onder een ander cliëntnummer. "
    "Zoek uit of het dezelfde persoon is."
)


def person_name(person: HeldBackPerson) -> str:
    names = (person.initials, person.prefix, person.surname)
    return " ".join(name for name in names if name) or "Naam onbekend"


def birth_in_words(person: HeldBackPerson) -> str:
    """As it was delivered when it is no date: that may be what is wrong."""
    try:
        return date_in_words(date.fromisoformat(person.birth_date))
    except ValueError:
        return person.birth_date or "niet bekend"
