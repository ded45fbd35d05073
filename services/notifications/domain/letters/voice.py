"""Who reads a letter: the client, or the parents or carers of a minor, and what the care is called to them.

Parents read about their child, so no sentence to them says that they have a right, care or a budget themselves.
"""

from collections.abc import Iterable
from datetime import date


def speaks_to_parents(minor: bool, domains: Iterable[str], *, adult_on: date | None, on: date) -> bool:
    """Letter and portal speak to the parents of a minor, and of anybody with care that goes on under the Jeugdwet; from
    the birthday `adult_on` on to the person. None: that day does not come in the transition."""
    of_age = adult_on is not None and adult_on <= on
    return not of_age and (minor or "jeugdwet" in domains)


def comes_of_age_on(birth_date: date, adult_age: int) -> date:
    """Who was born on 29 February does so on 1 March in other years."""
    year = birth_date.year + adult_age
    return date(year, 3, 1) if (birth_date.month, birth_date.day) == (2, 29) else birth_date.replace(year=year)


def care_of(name: str, to_parents: bool) -> str:
    """The care as it stands inside a sentence. A minor is named by initials and surname."""
    return f"de zorg voor {name}" if to_parents else "uw zorg"
