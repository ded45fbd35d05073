"""Money is whole cents. No float comes near it; a calculation rounds once, here, at a place its caller names."""

from decimal import ROUND_HALF_UP, Decimal


class NotMoney(ValueError):
    """The text is not an amount like 1234.56."""


def cents_from_text(text: str) -> int:
    """Cents of an amount written as `1234.56` or `1234`, at most two decimals. Raises NotMoney."""
    whole, dot, fraction = text.partition(".")
    if not whole.isascii() or not whole.isdigit() or (dot and not (fraction.isascii() and fraction.isdigit())):
        raise NotMoney(f"{text[:40]!r} is not an amount; write it like 1234.56")
    if len(fraction) > 2 or len(whole) > 10:
        raise NotMoney(f"{text[:40]!r} is not an amount in euros and cents; write it like 1234.56")
    return int(whole) * 100 + int(fraction.ljust(2, "0") or 0)


def round_cents(amount: Decimal) -> int:
    """Whole cents, half a cent up. The rounding rule of the CAK was not found; this one is our choice."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
