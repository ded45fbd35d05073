"""Characters that no reader can show and no database can be trusted to keep: control characters, NUL before all, and
bytes that are no UTF-8. They are held back in their row and stored in a form that can be seen, like `\\x00`."""

import re

UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
FIRST_STRAY_BYTE, LAST_STRAY_BYTE, STRAY_BYTES_FROM = "\udc80", "\udcff", 0xDC00
"""Python's `surrogateescape` reads a byte that is no UTF-8 as one of these characters."""

NAMES = {"\0": "een nulteken", "\t": "een tab", "\r": "een regeleinde"}


def is_readable(text: str) -> bool:
    return UNREADABLE.search(text) is None


def readable_part(text: str) -> str:
    """The text without what cannot be read."""
    return UNREADABLE.sub("", text)


def escaped(text: str) -> str:
    """The text with every unreadable character as its number, like `\\x00`; other texts come back as they are."""
    return UNREADABLE.sub(lambda found: _number(found[0]), text)


def unreadable_fault(text: str) -> str | None:
    """The Dutch message about the first unreadable character; None when all can be read."""
    found = UNREADABLE.search(text)
    if found is None:
        return None
    what = f"{NAMES.get(found[0], 'een stuurteken')} ({_number(found[0])})"
    if _is_stray_byte(found[0]):
        what = f"een teken dat geen UTF-8 is ({_number(found[0])})"
        return f"Hier staat {what}. Bewaar het bestand als CSV in UTF-8 en lever het opnieuw aan."
    return f"Hier staat een teken dat u niet ziet en dat niet mag: {what}. Haal dat teken weg."


def _is_stray_byte(character: str) -> bool:
    return FIRST_STRAY_BYTE <= character <= LAST_STRAY_BYTE


def _number(character: str) -> str:
    if _is_stray_byte(character):
        return f"\\x{ord(character) - STRAY_BYTES_FROM:02x}"
    return f"\\x{ord(character):02x}" if character <= "\xff" else f"\\u{ord(character):04x}"
