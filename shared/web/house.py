"""How a municipality shows itself on its pages: name, colour, logo, and where people reach it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from shared.colours import CONTRAST_MIN, WHITE, contrast

HEX = re.compile(r"#[0-9a-f]{6}")
BLACK = "#000000"
STEP = 4
"""By how many percent a colour is darkened at a time, until it is readable."""


@dataclass(frozen=True, slots=True)
class House:
    """`colour` fills the header band and `ink` is the text on it. `logo` is the address of a picture that shows the
    name, and `code` that of the municipality; both empty for none. Raises ValueError for a colour that is not like
    `#1b4f8f`, and for ink that one cannot read.
    """

    name: str = "Zachte Landing"
    colour: str = "#1b4f8f"
    ink: str = WHITE
    logo: str = ""
    phone: str = ""
    phone_hours: str = ""
    email: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        for value in (self.colour, self.ink):
            if not HEX.fullmatch(value):
                raise ValueError(f"colour {value!r} of {self.name} is not like #1b4f8f")
        found = contrast(self.colour, self.ink)
        if found < CONTRAST_MIN:
            raise ValueError(
                f"{self.ink} on {self.colour} of {self.name} has contrast {found:.1f}; {CONTRAST_MIN} is needed"
            )

    @property
    def strong(self) -> str:
        """The colour for links, buttons and bars: darkened where the town's own would be too light on our pages."""
        return _darkened_until_readable(self.colour, on=self.wash)

    @property
    def deep(self) -> str:
        """The strong colour under the pointer."""
        return mixed(self.strong, BLACK, 30)

    @property
    def wash(self) -> str:
        """A breath of the colour, for grounds."""
        return mixed(self.colour, WHITE, 95)

    @property
    def halo(self) -> str:
        """The colour around the mark of today, and behind what is chosen."""
        return mixed(self.colour, WHITE, 82)

    @property
    def style(self) -> str:
        """The colours as a style sheet: a page may not carry styles of its own, by our content security policy."""
        colours = {
            "house": self.colour,
            "house-ink": self.ink,
            "house-strong": self.strong,
            "house-deep": self.deep,
            "house-wash": self.wash,
            "house-halo": self.halo,
        }
        return f":root {{ {' '.join(f'--{name}: {value};' for name, value in colours.items())} }}\n"


def mixed(colour: str, other: str, percent: int) -> str:
    """`colour` with so many percent of the other in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{(a * (100 - percent) + b * percent + 50) // 100:02x}" for a, b in pairs)


def _darkened_until_readable(colour: str, *, on: str) -> str:
    for percent in range(0, 101, STEP):
        darker = mixed(colour, BLACK, percent)
        if contrast(darker, on) >= CONTRAST_MIN:
            return darker
    return BLACK


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


HouseOf = Callable[[str], House]
"""The house of a municipality by its code; of the whole region for an empty code."""

NEUTRAL = House()


def neutral(municipality: str) -> House:
    """A house for pages where no municipality has said how it looks."""
    return NEUTRAL
