"""Who reads a letter: the client, or the parents or carers of a minor, and what the care is called to them.

Parents read about their child, so no sentence to them says that they have a right, care or a budget themselves.
"""

from collections.abc import Iterable


def speaks_to_parents(minor: bool, domains: Iterable[str]) -> bool:
    """Letter and portal speak to the parents of a minor, and of anybody with care that goes on under the Jeugdwet."""
    return minor or "jeugdwet" in domains


def care_of(name: str, to_parents: bool) -> str:
    """The care as it stands inside a sentence. A minor is named by initials and surname."""
    return f"de zorg voor {name}" if to_parents else "uw zorg"
