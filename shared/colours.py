"""Whether words in one colour can be read on another: the contrast of WCAG 2.2, success criterion 1.4.3. Pure."""

import re
from decimal import Decimal, localcontext

COLOUR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
WHITE = "#ffffff"
CONTRAST_MIN = Decimal("4.5")

_SHARE = (Decimal("0.2126"), Decimal("0.7152"), Decimal("0.0722"))
"""How much red, green and blue each add to how light a colour looks."""


def contrast(one: str, other: str) -> Decimal:
    """From 1 (the same) to 21 (black on white), of two colours like #154273, as WCAG defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + Decimal("0.05")) / (dark + Decimal("0.05"))


def _luminance(colour: str) -> Decimal:
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return sum((share * _linear(part) for share, part in zip(_SHARE, parts, strict=True)), Decimal(0))


def _linear(part: int) -> Decimal:
    with localcontext(prec=12):
        value = Decimal(part) / 255
        if value <= Decimal("0.04045"):
            return value / Decimal("12.92")
        return ((value + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")
