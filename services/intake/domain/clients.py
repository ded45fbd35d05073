"""The rows of one client together: what one row cannot show. Decides which of them are held back after all.

The outcome does not depend on the order in which clients are looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from services.intake.domain.rows import Row, RowError, row_error

NO_END = "9999-12-31"


@dataclass(frozen=True, slots=True)
class ClientRow:
    """An accepted row of a client; `bsn` is its BSN as nine digits, `number` its place in the file."""

    number: int
    bsn: str
    row: Row


@dataclass(frozen=True, slots=True)
class Owner:
    """The client who has a BSN, by municipality and sender's key, as earlier deliveries had it."""

    municipality: str
    sender: str
    client_key: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beyond this client: BSNs that stand under several client numbers in this delivery, who had a BSN
    in an earlier delivery, and which BSN this client had then (empty when none was accepted)."""

    shared_bsns: frozenset[str] = frozenset()
    owners: Mapping[str, Owner] = field(default_factory=dict)
    earlier_bsn: str = ""


Finding = tuple[int, RowError]
"""The number of a row that is held back, and why."""


def cross_check(me: Owner, rows: Sequence[ClientRow], known: Known) -> dict[int, RowError]:
    """The accepted rows that are held back after all, each with the first reason found."""
    found: dict[int, RowError] = {}
    for number, error in _findings(me, rows, known):
        found.setdefault(number, error)
    return found


def _findings(me: Owner, rows: Sequence[ClientRow], known: Known) -> Iterator[Finding]:
    yield from _one_person(rows)
    for row in rows:
        yield from _bsn_of_somebody_else(me, row, known)
    duplicates = set(_duplicates(rows))
    for row in rows:
        if row.number in duplicates:
            yield row.number, row_error("", "", "Deze regel staat er al. Haal de dubbele regel weg.")
    yield from _overlaps([row for row in rows if row.number not in duplicates])


def _one_person(rows: Sequence[ClientRow]) -> Iterator[Finding]:
    """Two birth dates or two BSNs under one client number: nobody can tell which person is meant."""
    if len({row.bsn for row in rows}) > 1:
        message = "Dit cliëntnummer heeft regels met een ander BSN. Zoek uit welk BSN bij deze cliënt hoort."
        yield from ((row.number, row_error("bsn", row.row["bsn"], message)) for row in rows)
    if len({row.row["geboortedatum"] for row in rows}) > 1:
        message = "Dit cliëntnummer heeft regels met een andere geboortedatum. Zoek uit welke datum klopt."
        yield from ((row.number, row_error("geboortedatum", row.row["geboortedatum"], message)) for row in rows)


def _bsn_of_somebody_else(me: Owner, row: ClientRow, known: Known) -> Iterator[Finding]:
    owner = known.owners.get(row.bsn, me)
    if row.bsn in known.shared_bsns:
        message = "Dit BSN staat ook bij een ander cliëntnummer. Zoek uit bij welke cliënt het hoort."
    elif known.earlier_bsn not in ("", row.bsn):
        message = "Deze cliënt is eerder aangeleverd met een ander BSN. Zoek uit welk BSN klopt."
    elif owner.municipality != me.municipality:
        message = f"Deze cliënt is al aangeleverd voor gemeente {owner.municipality}. Zoek uit waar de cliënt woont."
    elif owner != me:
        message = "Dit BSN is eerder aangeleverd bij een ander cliëntnummer. Zoek uit bij welke cliënt het hoort."
    else:
        return
    yield row.number, row_error("bsn", row.row["bsn"], message)


def _duplicates(rows: Sequence[ClientRow]) -> Iterator[int]:
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        values = tuple(row.row.values())
        if values in seen:
            yield row.number
        seen.add(values)


def _overlaps(rows: Sequence[ClientRow]) -> Iterator[Finding]:
    """Two decisions on one function for the same days. Rows of one decision may share days: then its care is split."""
    by_care: dict[str, list[ClientRow]] = {}
    for row in rows:
        by_care.setdefault(row.row["functiecode"] or row.row["zzpcode"], []).append(row)
    for group in by_care.values():
        for one, other in _sharing_days(sorted(group, key=lambda row: row.row["ingangsdatum"])):
            if one.row["besluitnummer"] != other.row["besluitnummer"]:
                yield _overlap(one, other)
                yield _overlap(other, one)


def _sharing_days(rows: Sequence[ClientRow]) -> Iterator[tuple[ClientRow, ClientRow]]:
    """Pairs that share a day, of rows in the order of their first day."""
    for place, one in enumerate(rows):
        last_day = one.row["einddatum"] or NO_END
        for other in rows[place + 1 :]:
            if other.row["ingangsdatum"] > last_day:
                break
            yield one, other


def _overlap(row: ClientRow, against: ClientRow) -> Finding:
    message = (
        f"Deze indicatie loopt tegelijk met die van regel {against.number} (zelfde functie, ander besluitnummer). "
        "Zoek uit welk besluit geldt."
    )
    return row.number, row_error("ingangsdatum", row.row["ingangsdatum"], message)
