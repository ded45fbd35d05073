"""Functions and grounds that were delivered but that no rule of the transition speaks of. Pure.

COD732 also knows domestic help (21) and ADL assistance (91). Wmo 8.1(1) lists what leaves the AWBZ and does not name
them, and no other rule for them was found. The same holds for personal care, nursing, treatment and stay on the
psychosocial ground (COD736, 07); guidance, short stay and transport go to the municipality on any ground. Care that is
not listed gets no transition right, with this reason; a caseworker looks at it. That reading is ours (confidence I).
"""

from collections.abc import Sequence
from datetime import date

from shared.law.book import LawBook
from shared.law.reasons import Reason

RULE = "transition.not-listed"
BASIS = "transition.first-day"
WORDS = {"DOMESTIC-HELP": "hulp bij het huishouden", "ADL": "hulp in een ADL-woning"}


def reason_for(function: str, grounds: Sequence[str], as_of: date, book: LawBook) -> Reason:
    """Raises LawError when the book has no transition right at all on `as_of`."""
    source = book.on(BASIS, as_of).source
    care = WORDS.get(function, "zorg vanwege psychosociale problemen")
    return Reason(
        rule=RULE,
        law=source.law,
        article="8.1 lid 1",
        explanation=(
            f"Er is een indicatie voor {care}. De wet noemt deze zorg niet bij de zorg die naar de gemeente gaat. "
            "Er is geen recht dat doorloopt. Is deze zorg nodig? Bel dan de gemeente."
        ),
        inputs={"function": function, "grounds": ", ".join(grounds), "confidence": "I"},
        result="geen recht",
        version=book.parameter(BASIS).version,
    )
