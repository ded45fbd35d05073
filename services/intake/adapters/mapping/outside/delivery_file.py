"""Reads a delivery file, line by line: a line that is broken hurts no other line, and memory stays flat."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from services.intake.domain.mapping.lines import Line, Page, Position, Unreadable
from services.intake.domain.mapping.rows import COLUMNS, line_error
from shared.dutch import whole

DELIMITER = ";"
LINE_BYTES_MAX = 16 * 1024 * 1024
LINES_MAX = 2_000_000
COLUMNS_MAX = 200
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# The reader of the standard library refuses fields over 128 KB; we let them in and tell the user which field it is.
csv.field_size_limit(LINE_BYTES_MAX)


@dataclass(frozen=True, slots=True)
class Header:
    """`order` is the place in the file of each of COLUMNS; `width` counts all columns of the file."""

    order: Sequence[int]
    width: int


def count_lines(file: BinaryIO) -> int:
    """How many lines follow the header, blank ones too. Raises Unreadable when this is no delivery file."""
    if not file.read(1):
        raise Unreadable("Het bestand is leeg. Vraag het bestand opnieuw op.")
    file.seek(0)
    _read_header(file)
    lines = rows = accented = stray = 0
    while raw := _next_line(file, f"Regel {lines + 1}"):
        lines += 1
        if lines > LINES_MAX:
            raise Unreadable(f"Het bestand heeft meer dan {whole(LINES_MAX)} regels. Verdeel het over meer bestanden.")
        rows += bool(raw.strip())
        if not raw.isascii():
            proper = _is_utf8(raw)
            accented, stray = accented + proper, stray + (not proper)
    if stray > max(accented, 1):
        raise Unreadable(
            f"Het bestand is niet in UTF-8: {stray} regels hebben andere tekens. Bewaar het als CSV in UTF-8."
        )
    if not rows:
        raise Unreadable("Het bestand heeft alleen een kop en geen regels. Vraag het bestand opnieuw op.")
    return lines


def read_page(file: BinaryIO, start: Position, limit: int) -> Page:
    """At most `limit` lines from `start`; blank lines are left out but keep their number."""
    header = _read_header(file)
    if start.offset:
        file.seek(start.offset)
    lines: list[Line] = []
    number = start.line
    while number - start.line < limit and (raw := file.readline(LINE_BYTES_MAX)):
        number += 1
        if raw.strip():
            lines.append(_line(number, raw.decode(errors="surrogateescape").strip("\r\n"), header))
    return Page(lines, Position(number, file.tell()))


def _next_line(file: BinaryIO, name: str) -> bytes:
    """The next line with its end, empty at the end of the file. Raises Unreadable when it has no end in sight."""
    raw = file.readline(LINE_BYTES_MAX)
    if len(raw) == LINE_BYTES_MAX:
        raise Unreadable(f"{name} is langer dan 16 MB. Dit is geen CSV-bestand met een cliënt per regel.")
    return raw


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_header(file: BinaryIO) -> Header:
    """A header must be UTF-8. Below it a stray byte hurts its own row, unless most lines with accents are like that:
    then the file is in another encoding, and nothing in it can be trusted."""
    try:
        line = _next_line(file, "De kop").decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError:
        raise Unreadable("De kop is geen UTF-8. Bewaar het bestand als CSV in UTF-8.") from None
    if "\0" in line:
        raise Unreadable("In de kop staat een nulteken. Dit is geen tekst in UTF-8. Bewaar het als CSV in UTF-8.")
    return _header(line)


def _header(line: str) -> Header:
    names = [name.strip().strip('"').lower() for name in line.split(DELIMITER)]
    if len(names) == 1:
        raise Unreadable(
            "Dit is geen CSV-bestand met puntkomma's: in de eerste regel staat geen kop met kolomnamen. "
            "Lever het bestand aan met de afgesproken kop."
        )
    if len(names) > COLUMNS_MAX:
        raise Unreadable(f"De kop heeft {whole(len(names))} kolommen. Lever het bestand aan met de afgesproken kop.")
    if missing := [column for column in COLUMNS if column not in names]:
        raise Unreadable(f"In de kop ontbreekt: {', '.join(missing)}. Voeg toe wat ontbreekt.")
    if twice := [column for column in COLUMNS if names.count(column) > 1]:
        raise Unreadable(f"In de kop staat twee keer: {', '.join(twice)}. Haal de dubbele kolom weg.")
    return Header([names.index(column) for column in COLUMNS], len(names))


def _line(number: int, text: str, header: Header) -> Line:
    try:
        fields = _fields(text)
    except csv.Error:
        message = 'Een aanhalingsteken (") in deze regel is niet goed gesloten. Haal het weg of sluit het.'
        return Line(number, [], line_error(message, text))
    fault = None
    if len(fields) != header.width:
        fault = line_error(_wrong_width(len(fields), header.width), text)
        fields = (fields + [""] * header.width)[: header.width]
    return Line(number, [fields[place].strip() for place in header.order], fault)


def _wrong_width(found: int, wanted: int) -> str:
    what = "Er ontbreken velden" if found < wanted else "Er staat een puntkomma te veel"
    return f"Deze regel heeft {found} velden in plaats van {wanted}. {what}. Verbeter de regel."


def _fields(text: str) -> list[str]:
    """The fields of one line. Without a quotation mark splitting is enough, and several times as fast."""
    if '"' not in text:
        return text.split(DELIMITER)
    return next(csv.reader([text], delimiter=DELIMITER, strict=True))
