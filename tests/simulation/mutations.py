"""A good delivery with something wrong: in a cell, a line, a byte, the header, an encoding or the manifest."""

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.intake.domain.mapping.rows import COLUMNS, Row
from tests.unit.intake.delivered import IN_PGB, IN_STAY, as_csv, client, manifest_of, totals_of

PERSONS = 400
"""So few that later deliveries name whom earlier ones named."""
KINDS: Sequence[dict[str, str]] = (
    {},
    IN_PGB,
    IN_STAY,
    {**IN_STAY, **IN_PGB},
    {"functiecode": "82", "klasse": "KD04"},
    {"functiecode": "71", "klasse": "KE2", "einddatum": "2015-06-30"},
    {"einddatum": ""},
)
TEXTS = (
    *("", " ", "0", "-1", "1", "9" * 10, "9" * 400, "0.00", "1e9", "1000000.00", "9999999999.99", "NaN", "0x10", "٣"),
    *("0001-01-01", "1890-01-01", "1899-12-31", "1900-01-01", "2014-02-29", "2014-07-18", "2014-07-19", "2015-01-01"),
    *("2100-12-31", "2101-01-01", "9999-12-31", "10000-01-01", "31-12-9999", "2014-11-01T09:00:00", "2014-W44-6"),
    *("9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2014-11-01T24:00:00", "2014-11-01T09:00:00.0000001Z"),
    *(
        "\0",
        "a\0b",
        "\t",
        "\x1b[2J",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\u202e",
        "e\u0301",
        "ﬁ",
        "İ",
        "ß",
        "\U0001f600",
    ),
    *("\ud800", "\udce9", '"', '""', '"x', ";", "';--", "<script>", "{{ 7 * 7 }}", "%s", "../..", "=1+1", "|", "\x1f"),
    *(
        "é" * 200,
        "\U00010000" * 200,
        "x" * 501,
        "x" * 20_000,
        "bsn:900000060",
        "onbekend:x:1",
        "C00001",
        "81",
        "762",
        "99",
    ),
    *("0321", "0331", "0356", "0000", "1931", "2", "4", "9", "in zorg", "K3", "KD04", "3991AB", "3991 ab", "900000060"),
)
VALUES: Sequence[Any] = (
    *(*TEXTS, None, True, [], {}, [[]], {"a": 1}, 0, 1, -1, 0.5, 1e308, 2**31, 2**63, 10**400),
    *({"81": -1}, {"81": "1"}, {"\ud800": 1}, {"x" * 500: 1}, {str(n): 1 for n in range(4000)}, {"2015-01": 10**9}),
)
LINE_ENDS = (b"\r\n", b"\r", b"\n\n", b"\n\r", b"\x0b", b"\x85", b"", b"\n \n", b"\n;;;\n")
ENCODINGS = ("latin-1", "cp1252", "utf-16", "utf-16-le", "utf-32", "utf-7", "utf-8-sig", "cp037")


@dataclass
class Mutated:
    """What a sender lays down: the bytes of the file and of the manifest, the latter made last."""

    chance: random.Random
    name: str
    rows: list[Row]
    content: bytes = b""
    fields: dict[str, Any] = field(default_factory=dict)
    manifest: bytes = b""


def mutated(seed: int) -> Mutated:
    """The same for the same seed."""
    chance = random.Random(seed)
    people = [chance.randrange(PERSONS) for _ in range(chance.randint(1, 5))]
    made = Mutated(chance, f"m{seed}", [client(one, **chance.choice(KINDS)) for one in people])
    wrong = chance.choices(STAGES, k=chance.choice((1, 1, 1, 2, 3, 6)))
    for step in (step for stage in (CELLS, LINES, FIELDS, MANIFEST) for step in _of(stage, wrong, chance, made)):
        step(made)
    return made


Step = Callable[[Mutated], None]


def _of(stage: Sequence[Step], wrong: Sequence[Sequence[Step]], chance: random.Random, made: Mutated) -> Sequence[Step]:
    """What goes wrong at this stage, after the stage itself was made of the one before."""
    made_anew: dict[int, Step] = {id(LINES): _write, id(FIELDS): _describe, id(MANIFEST): _seal}
    first = [made_anew[id(stage)]] if id(stage) in made_anew else []
    return [*first, *(chance.choice(stage) for one in wrong if one is stage)]


def _write(made: Mutated) -> None:
    made.content = b"\n".join(
        ";".join(values).encode(errors="surrogatepass")
        for values in [COLUMNS, *([row[column] for column in COLUMNS] for row in made.rows)]
    )
    if made.chance.random() < 0.5 and all(text.isprintable() for row in made.rows for text in row.values()):
        made.content = as_csv(made.rows)


def _describe(made: Mutated) -> None:
    right = totals_of(made.rows)
    made.fields = manifest_of(made.content, made.name, **right)
    made.fields["aangemaakt"] = made.chance.choice(("2014-11-01", *["2014-11-03"] * 9))


def _seal(made: Mutated) -> None:
    made.manifest = json.dumps(made.fields).encode()


def _other_cell(made: Mutated) -> None:
    place = made.chance.randrange(len(made.rows))
    column = made.chance.choice(COLUMNS)
    made.rows[place] = {**made.rows[place], column: made.chance.choice(TEXTS)}


def _cell_of_another_column(made: Mutated) -> None:
    place = made.chance.randrange(len(made.rows))
    one, other = made.chance.sample(COLUMNS, 2)
    row = made.rows[place]
    made.rows[place] = {**row, one: row[other], other: row[one]}


def _random_text(made: Mutated) -> None:
    place = made.chance.randrange(len(made.rows))
    letters = [chr(made.chance.choice((0x7F, 0x2FF, 0xFFFF, 0x10FFFF)) - made.chance.randrange(0x7F)) for _ in range(9)]
    made.rows[place] = {**made.rows[place], made.chance.choice(COLUMNS): "".join(letters)}


def _many_rows(made: Mutated) -> None:
    copies = made.chance.choice((2, 2, 3, 30, 201))
    made.rows += [{**made.rows[0], "besluitnummer": str(number)} for number in range(copies)]


def _row_twice(made: Mutated) -> None:
    made.rows.append(made.chance.choice(made.rows))


def _spoil(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    until = min(len(content), at + chance.choice((0, 1, 2, 40, 400)))
    return content[:at] + chance.randbytes(chance.choice((0, 1, 3, 50))) + content[until:]


def _bytes(made: Mutated) -> None:
    made.content = _spoil(made.content, made.chance)


def _line_ends(made: Mutated) -> None:
    made.content = made.content.replace(b"\n", made.chance.choice(LINE_ENDS), made.chance.choice((1, 3, 10**6)))


def _encoding(made: Mutated) -> None:
    text = made.content.decode(errors="replace") + made.chance.choice(("", "é", "é\né\né"))
    made.content = text.encode(made.chance.choice(ENCODINGS), errors="replace")


def _lines_about(made: Mutated) -> None:
    lines = made.content.split(b"\n")
    made.chance.shuffle(lines)
    made.content = b"\n".join(lines[: made.chance.randint(0, len(lines))])


def _header(made: Mutated) -> None:
    header, _, rest = made.content.partition(b"\n")
    names = header.split(b";")
    at = made.chance.randrange(len(names))
    names[at : at + 1] = made.chance.choice(
        ([], [b""], [names[at]] * 2, [names[at].upper()], [b'"' + names[at] + b'"'])
    )
    made.content = b";".join(names) + b"\n" + rest


def _delimiter(made: Mutated) -> None:
    made.content = made.content.replace(
        b";", made.chance.choice((b",", b"\t", b";;", b'";"')), made.chance.randint(1, 99)
    )


def _field(made: Mutated) -> None:
    made.fields[made.chance.choice(list(made.fields))] = made.chance.choice(VALUES)


def _created(made: Mutated) -> None:
    made.fields["aangemaakt"] = made.chance.choice(TEXTS)


def _field_away(made: Mutated) -> None:
    del made.fields[made.chance.choice(list(made.fields))]


def _other_file(made: Mutated) -> None:
    made.fields["sha256"] = hashlib.sha256(made.content + b"x").hexdigest()


def _manifest_bytes(made: Mutated) -> None:
    made.manifest = _spoil(made.manifest, made.chance)


def _manifest_encoding(made: Mutated) -> None:
    made.manifest = made.manifest.decode(errors="replace").encode(made.chance.choice(ENCODINGS), errors="replace")


def _manifest_other(made: Mutated) -> None:
    made.manifest = made.chance.choice((b"", b"null", b"[]", b"[" * 100_000, b'{"rijen": NaN}', b"1e999", b"9" * 5000))


CELLS: Sequence[Step] = (
    _other_cell,
    _other_cell,
    _other_cell,
    _cell_of_another_column,
    _random_text,
    _many_rows,
    _row_twice,
)
LINES: Sequence[Step] = (_bytes, _line_ends, _encoding, _lines_about, _header, _delimiter)
FIELDS: Sequence[Step] = (_field, _field, _created, _field_away, _other_file)
MANIFEST: Sequence[Step] = (_manifest_bytes, _manifest_encoding, _manifest_other)
STAGES = (*[CELLS] * 9, LINES, LINES, FIELDS, MANIFEST)
