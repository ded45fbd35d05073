"""The rows of one client together: what one row cannot show. Decides which of them are held back after all.

The outcome does not depend on the order in which clients are looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.intake.domain.mapping import codes
from services.intake.domain.mapping.fields import is_stand_in
from services.intake.domain.mapping.moments import day_made, made_on_earlier_day
from services.intake.domain.mapping.rows import Row, RowError, line_error, row_error
from services.intake.domain.person.identity import BSN_KEY
from shared.dutch import amount, date_in_words, whole
from shared.money import cents_from_text

NO_END = "9999-12-31"
NOBODY = (
    "Het BSN in deze regel was van iemand die wij hebben vergeten. Zoek uit van wie de regel is, en laat die persoon "
    "opnieuw aanleveren."
)
ROWS_MAX = 200
"""What is told of a client stands in one message, of migration too, which says five times as much of each row."""
BUDGET_CENTS_MAX = 2_000_000_000
"""What all tables have room for."""


@dataclass(frozen=True, slots=True)
class ClientRow:
    """An accepted row of a client; `bsn` is its BSN as nine digits, `number` its place in the file."""

    number: int
    bsn: str
    row: Row


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose BSN it is, by sender and client key, in which municipality, and when the delivery was made that last
    placed its owner there (`placed`, in ISO 8601)."""

    municipality: str
    sender: str
    client_key: str
    placed: str


@dataclass(frozen=True, slots=True)
class Background:
    """What the rows of one client are compared with: the BSNs that several clients of this delivery have, the owners of
    BSNs in earlier deliveries, the BSN that this client was transferred with (None: never transferred), and the BSNs of
    people who are forgotten, with the day."""

    shared_bsns: frozenset[str] = frozenset()
    owners: Mapping[str, Owner] = field(default_factory=dict)
    earlier_bsn: str | None = None
    forgotten: Mapping[str, date] = field(default_factory=dict)


Finding = tuple[int, RowError]
"""The number of a row that is held back, and why."""


def cross_check(me: Owner, rows: Sequence[ClientRow], background: Background) -> dict[int, RowError]:
    """The accepted rows that are held back after all, each with the first reason found."""
    found: dict[int, RowError] = {}
    for number, error in _findings(me, rows, background):
        found.setdefault(number, error)
    return found


def _findings(me: Owner, rows: Sequence[ClientRow], background: Background) -> Iterator[Finding]:
    yield from _one_person(rows)
    for row in rows:
        yield from _bsn_of_somebody_else(me, row, background)
    duplicates = dict(_duplicates(rows))
    for number, first in duplicates.items():
        yield number, line_error(f"Deze regel is gelijk aan regel {first}. Haal een van de twee weg.")
    different = [row for row in rows if row.number not in duplicates]
    if len(different) > ROWS_MAX:
        yield from _too_many(different)
    else:
        yield from _too_high(different)
        yield from _overlaps(different)


def _one_person(rows: Sequence[ClientRow]) -> Iterator[Finding]:
    """Two birth dates or two BSNs under one client number: nobody knows which person is meant."""
    yield from _differing("bsn", "een ander BSN", rows, [row.bsn for row in rows])
    births = [row.row["geboortedatum"] for row in rows]
    yield from _differing("geboortedatum", "een andere geboortedatum", rows, births)


def _differing(column: str, what: str, rows: Sequence[ClientRow], values: Sequence[str]) -> Iterator[Finding]:
    """Every row, with the number of the first row that has another value; none when all values are the same."""
    first_with: dict[str, int] = {}
    for row, value in zip(rows, values, strict=True):
        first_with.setdefault(value, row.number)
    if len(first_with) == 1:
        return
    for row, value in zip(rows, values, strict=True):
        other = next(number for one, number in first_with.items() if one != value)
        message = f"Regel {other} van deze cliënt heeft {what}. Zoek uit wat klopt."
        if column == "bsn":
            message += " Gaat het om twee mensen, geef dan ieder een eigen cliëntnummer."
        yield row.number, row_error(column, row.row[column], message)


def _bsn_of_somebody_else(me: Owner, row: ClientRow, background: Background) -> Iterator[Finding]:
    """A delivery of a later day for another municipality is no conflict: the client moved, and where the client lives
    now is the municipality that must honour the right (article 8.3(1) Wmo 2015)."""
    owner = background.owners.get(row.bsn, me)
    if row.bsn in background.forgotten:
        message = _forgotten_on(background.forgotten[row.bsn])
    elif is_stand_in(row.bsn):
        message = NOBODY
    elif row.bsn in background.shared_bsns:
        message = (
            "Dit BSN staat in dit bestand ook bij een ander cliëntnummer. Zoek uit bij welk nummer het hoort en haal "
            "de andere regels weg."
        )
    elif background.earlier_bsn not in (None, row.bsn):
        message = (
            "Deze cliënt is eerder aangeleverd met een ander BSN. Vraag het zorgkantoor welk BSN klopt. Gaat het om "
            "iemand anders, geef die persoon dan een eigen cliëntnummer."
        )
    elif owner.sender != me.sender:
        message = _from_another_sender(me, owner)
    elif owner.client_key != me.client_key:
        message = _under_another_number(me, owner)
    elif owner.municipality != me.municipality and not made_on_earlier_day(owner.placed, me.placed):
        message = (
            f"Deze cliënt is al aangeleverd voor gemeente {codes.municipality_with_name(owner.municipality)}, in een "
            "bestand van dezelfde dag. Zoek uit waar de cliënt woont. Die gemeente kan de cliënt daarna opnieuw laten "
            "aanleveren."
        )
    else:
        return
    yield row.number, row_error("bsn", row.row["bsn"], message)


def _forgotten_on(day: date) -> str:
    return (
        f"Deze persoon is vergeten op {date_in_words(day)}. Daarom nemen wij deze regel niet over. Hoort de persoon "
        "toch bij ons? Laat een functioneel beheerder de persoon weer toelaten, en laat dan opnieuw aanleveren."
    )


def newer_is_known(created: str) -> RowError:
    """Why a row of an old delivery is held back; `created` is when the newer one was made."""
    return line_error(
        f"Er is al een nieuwere aanlevering van deze cliënt, van {date_in_words(day_made(created))}. Daarom nemen wij "
        "deze regel niet over. Klopt deze regel toch? Laat de cliënt dan opnieuw aanleveren."
    )


def _from_another_sender(me: Owner, owner: Owner) -> str:
    """The care office that delivered the client first goes on doing so: another one changes nothing."""
    first, second = codes.care_office_with_name(owner.sender), codes.care_office_with_name(me.sender)
    return (
        f"De persoon met dit BSN is al aangeleverd door zorgkantoor {first}. Daarom nemen wij deze regel van "
        f"zorgkantoor {second} niet over. Is het dezelfde persoon? Dan volgen wij zorgkantoor {first}. Klopt er iets "
        "niet, laat dat zorgkantoor de persoon dan opnieuw aanleveren. Is het iemand anders? Laat dan het BSN "
        "verbeteren."
    )


def _under_another_number(me: Owner, owner: Owner) -> str:
    """The client whom we know keeps the number under which we know them, until somebody has found out more."""
    how = "zonder cliëntnummer" if owner.client_key.startswith(BSN_KEY) else f"onder cliëntnummer {owner.client_key}"
    if owner.municipality != me.municipality:
        how += f", voor gemeente {codes.municipality_with_name(owner.municipality)}"
    return (
        f"Dit BSN is eerder aangeleverd {how}. Zoek uit wie dit is. Is het dezelfde persoon, laat die dan weer zo "
        "aanleveren. Is het iemand anders, verbeter dan het BSN."
    )


def _duplicates(rows: Sequence[ClientRow]) -> Iterator[tuple[int, int]]:
    """The number of every copy, with that of the row it is a copy of."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        first = seen.setdefault(tuple(row.row.values()), row.number)
        if first != row.number:
            yield row.number, first


def _too_many(rows: Sequence[ClientRow]) -> Iterator[Finding]:
    message = (
        f"Deze cliënt heeft {whole(len(rows))} verschillende regels. Wij nemen er hoogstens {ROWS_MAX} per cliënt "
        "over. Zoek uit of ze van één cliënt zijn, en haal weg wat niet meer geldt."
    )
    for row in rows:
        yield row.number, line_error(message)


def _too_high(rows: Sequence[ClientRow]) -> Iterator[Finding]:
    budgets = [row for row in rows if row.row["pgb_bruto_jaar"] and row.row["leveringsvorm"] == "2"]
    total = sum(cents_from_text(row.row["pgb_bruto_jaar"]) for row in budgets)
    if total <= BUDGET_CENTS_MAX:
        return
    message = (
        f"De pgb's van deze cliënt zijn samen {amount(total)} in een jaar. Wij nemen hoogstens "
        f"{amount(BUDGET_CENTS_MAX)} per cliënt over. Controleer de bedragen."
    )
    for row in budgets:
        yield row.number, row_error("pgb_bruto_jaar", row.row["pgb_bruto_jaar"], message)


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
        f"Deze indicatie loopt tegelijk met die van regel {against.number} (dezelfde functie, een ander "
        "besluitnummer). Zoek uit welk besluit geldt en haal het andere weg of geef het een einddatum."
    )
    return row.number, row_error("ingangsdatum", row.row["ingangsdatum"], message)
