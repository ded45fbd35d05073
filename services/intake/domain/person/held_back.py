"""Who is held back: what somebody needs to find the person and have the delivery mended."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.domain.mapping.rows import COLUMNS, Row, RowState, StagedRow
from services.intake.domain.person.clients import ROWS_MAX
from services.intake.domain.person.persons import Origin, Person
from services.intake.domain.person.settling import Settled


@dataclass(frozen=True, slots=True)
class HeldBackPerson:
    """Somebody of whom the newest delivery has a row that was not taken over. Texts stand here as they were delivered.

    `client_id` is None for who was never transferred. `delivery_id` is the delivery that must be mended, `rows` how
    many of its rows are held back, and `first_row` the first of them; None when they stand under another client number,
    which names this client's BSN. `decisions` are the decision numbers in all rows, ROWS_MAX at most.
    """

    sender: str
    client_key: str
    client_id: str | None
    municipality: str
    delivery_id: str
    created: str
    rows: int
    first_row: int | None
    initials: str
    prefix: str
    surname: str
    birth_date: str
    client_number: str
    decisions: tuple[str, ...]


def held_back_person(origin: Origin, settled: Settled, rows: Sequence[StagedRow]) -> HeldBackPerson | None:
    """None when every row was taken over. `rows` are all that the delivery has of the client."""
    held = [row for row in rows if row.state is RowState.HELD_BACK or row.number in settled.findings]
    if not held:
        return None
    return _line(origin, settled.after, len(held), held[0].number, held[0], rows)


def claimed_person(origin: Origin, person: Person, own: Sequence[StagedRow]) -> HeldBackPerson | None:
    """A client whose BSN stands under another client number. `own` are the client's own rows, of an earlier delivery;
    without one there is nothing to know the client by."""
    return _line(origin, person, person.held_back_rows, None, own[0], own) if own else None


def _line(
    origin: Origin, person: Person, held: int, first: int | None, known_by: StagedRow, rows: Sequence[StagedRow]
) -> HeldBackPerson:
    values = _row(known_by)
    return HeldBackPerson(
        sender=person.sender,
        client_key=person.client_key,
        client_id=person.transfer.client_id if person.transfer else None,
        municipality=person.municipality,
        delivery_id=origin.delivery_id,
        created=origin.created,
        rows=held,
        first_row=first,
        initials=values["voorletters"],
        prefix=values["voorvoegsel"],
        surname=values["geslachtsnaam"],
        birth_date=values["geboortedatum"],
        client_number=values["clientnummer"],
        decisions=tuple(sorted({number for row in rows if (number := _row(row)["besluitnummer"])})[:ROWS_MAX]),
    )


def _row(row: StagedRow) -> Row:
    """A broken line may have fewer values than there are columns."""
    return {**dict.fromkeys(COLUMNS, ""), **dict(zip(COLUMNS, row.values, strict=False))}
