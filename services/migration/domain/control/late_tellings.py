"""That somebody heard of the end of a right less than the weeks before that the municipality promises. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ToldLate:
    """A letter that left on `sent_on` was the first to tell of a right that ends on `last_day`, less than `weeks`
    before it; the person `by_name` let it go and said `why`."""

    letter_id: str
    client_id: str
    municipality: str
    sent_on: date
    last_day: date
    weeks: int
    why: str
    by_name: str
