"""Which use case runs at which tick. Billing has none: it works when a determination comes."""

from datetime import date


def tick(_today: date) -> int:
    """How much was done."""
    return 0
