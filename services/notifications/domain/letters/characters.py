"""Which characters our letter fonts can print. One that they cannot would spoil a whole batch, so it is refused."""

import re

from services.notifications.domain.letters.letter import Letter, LetterError

# Latin with everything that civil registries write on it, Greek, Cyrillic, and the punctuation of running text. A test
# prints every one of them as PDF/UA-1 with the fonts inside Typst. Left out on purpose: control characters, soft
# hyphens, and scripts written from right to left (Typst 0.15 panics on some Arabic).
PRINTABLE_RANGES: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),
    (0x00A0, 0x00AC),
    (0x00AE, 0x024F),
    (0x0300, 0x036F),
    (0x0384, 0x0386),
    (0x0388, 0x038A),
    (0x038C, 0x038C),
    (0x038E, 0x03A1),
    (0x03A3, 0x03FF),
    (0x0400, 0x04FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x203A),
    (0x20AC, 0x20AC),
)
NOT_PRINTABLE = re.compile(f"[^{''.join(f'{re.escape(chr(a))}-{re.escape(chr(b))}' for a, b in PRINTABLE_RANGES)}]")
PRINTABLE = frozenset(chr(code) for first, last in PRINTABLE_RANGES for code in range(first, last + 1))


class UnprintableLetter(LetterError):
    """A letter holds characters that no letter font has. Names the letter and the characters' code points."""


def check_printable(letter: Letter) -> None:
    """Raises UnprintableLetter."""
    wrong = sorted(set(NOT_PRINTABLE.findall("".join(letter.texts()))))
    if wrong:
        codes = ", ".join(f"U+{ord(character):04X}" for character in wrong[:10])
        raise UnprintableLetter(f"letter {letter.letter_id} cannot be printed: no font has {codes}")
