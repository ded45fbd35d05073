"""First stage of a delivery: the next lines of the file are checked and stored, with how far it came."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from services.intake.application.delivery.ports import DeliveryWork, DeliveryWorks
from services.intake.domain.delivery.deliveries import Delivery
from services.intake.domain.delivery.totals import add, count_rows
from services.intake.domain.mapping.characters import readable_part
from services.intake.domain.mapping.fields import Rules
from services.intake.domain.mapping.lines import Line
from services.intake.domain.mapping.rows import COLUMNS, Row, RowState, StagedRow, check_row, cut, line_error, valid_bsn
from services.intake.domain.person.identity import client_key, unknown_client
from shared.access import system
from shared.dutch import whole

LINES_PER_STEP = 1000
ROWS_TOGETHER = 10_000
"""Of one client; the file is wrong long before that (ROWS_MAX in domain/person/clients.py)."""
CROWDED = 20
TOO_MANY = line_error(
    f"Bij deze cliënt staan meer dan {whole(ROWS_TOGETHER)} regels in het bestand. Dat kan niet kloppen. Vraag het "
    "zorgkantoor om een nieuw bestand."
)


@system
def stage_rows(works: DeliveryWorks, delivery: Delivery) -> Delivery:
    """The delivery with the next lines taken in. Raises Overtaken when another process did that.

    Takes `works`: the lines are read and checked before the transaction begins, so that nobody waits for that.
    """
    page = works.archive.page(delivery.files.sha256, delivery.staged, LINES_PER_STEP)
    rules = Rules(
        municipality=delivery.manifest.municipality,
        created_on=delivery.origin.created_on,
        accept_demo_numbers=works.accept_demo_numbers,
        served=works.region.codes,
    )
    texts = [_row_of(line) for line in page.lines]
    rows = [_staged_row(line, row, delivery.id, rules) for line, row in zip(page.lines, texts, strict=True)]
    after = replace(delivery, staged=page.end, counted=add(delivery.counted, count_rows(texts)))
    with works.begin_for(delivery) as work:
        work.deliveries.advance(delivery, after)
        work.rows.add(delivery.id, _set_apart(work, delivery, rows))
    return after


def _set_apart(work: DeliveryWork, delivery: Delivery, rows: Sequence[StagedRow]) -> Sequence[StagedRow]:
    """The rows of a client are settled together, so what comes after ROWS_TOGETHER of one client is held back at once,
    each row for itself. Only clients with many rows in one step are counted: of the others no file has room for more
    than a few times as many."""
    here = Counter(row.client_key for row in rows)
    crowded = [key for key, number in here.items() if number >= CROWDED]
    before = Counter(work.rows.per_client(delivery.id, crowded)) if crowded else Counter()
    found = []
    for row in rows:
        if row.client_key in crowded:
            before[row.client_key] += 1
        over = before[row.client_key] > ROWS_TOGETHER
        found.append(_alone(row, delivery.id) if over else row)
    return found


def _alone(row: StagedRow, delivery_id: str) -> StagedRow:
    key = unknown_client(delivery_id, row.number)
    return replace(row, client_key=key, bsn=None, state=RowState.HELD_BACK, errors=[*row.errors, TOO_MANY])


def _staged_row(line: Line, row: Row, delivery_id: str, rules: Rules) -> StagedRow:
    errors = [line.fault] if line.fault else check_row(row, rules)
    state = RowState.HELD_BACK if errors else RowState.ACCEPTED
    # A row with unreadable characters is held back; whose row it is still shows from what can be read.
    client_number = readable_part(row["clientnummer"])
    bsn = valid_bsn(readable_part(row["bsn"]), rules)
    key = client_key(client_number, bsn, delivery_id, line.number)
    # In a line that could not be read as it should, the client number is only trusted beside a valid BSN.
    if (line.fault or client_number != row["clientnummer"]) and not bsn:
        key = unknown_client(delivery_id, line.number)
    return StagedRow(line.number, key, bsn, state, cut(line.values), errors)


def _row_of(line: Line) -> Row:
    """The line's values by column; what a broken line does not give is empty."""
    return dict(zip_longest(COLUMNS, line.values, fillvalue=""))
