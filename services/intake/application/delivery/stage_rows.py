"""First stage of a delivery: the next lines of the file are checked and stored, with how far it came."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest

from services.intake.application.delivery.ports import DeliveryFiles, Line, StagedRow, StoresOn
from services.intake.domain.delivery.deliveries import Delivery
from services.intake.domain.delivery.totals import add, count_rows
from services.intake.domain.mapping.characters import readable_part
from services.intake.domain.mapping.fields import Rules
from services.intake.domain.mapping.rows import COLUMNS, Row, check_row, cut, row_error, valid_bsn
from services.intake.domain.person import identity
from shared.access import system
from shared.messaging.unit import Database

LINES_PER_STEP = 1000


@dataclass(frozen=True, slots=True)
class StageRows:
    database: Database
    stores: StoresOn
    files: DeliveryFiles
    accept_demo_numbers: bool
    municipality_name: Callable[[str], str]

    @system
    def __call__(self, delivery: Delivery) -> Delivery:
        """Takes in the next lines. Raises Overtaken when another process did."""
        page = self.files.page(delivery.sha256, delivery.staged, LINES_PER_STEP)
        rules = Rules(delivery.municipality, delivery.created_on, self.accept_demo_numbers, self.municipality_name)
        texts = [_row_of(line) for line in page.lines]
        rows = [_staged_row(line, row, delivery.id, rules) for line, row in zip(page.lines, texts, strict=True)]
        after = replace(delivery, staged=page.end, counted=add(delivery.counted, count_rows(texts)))
        with self.database.unit(delivery.traceparent, silent=delivery.silent) as unit:
            stores = self.stores(unit.connection)
            stores.deliveries.advance(delivery, after)
            stores.rows.add(delivery.id, rows)
        return after


def _staged_row(line: Line, row: Row, delivery_id: str, rules: Rules) -> StagedRow:
    errors = [row_error("", line.shown, line.fault)] if line.fault else check_row(row, rules)
    # A row with unreadable characters is held back; whose row it is still shows from what can be read.
    client_number = readable_part(row["clientnummer"])
    bsn = valid_bsn(readable_part(row["bsn"]), rules)
    key = identity.client_key(client_number, bsn, delivery_id, line.number)
    # In a line that could not be read as it should, the client number is only trusted beside a valid BSN.
    if (line.fault or client_number != row["clientnummer"]) and not bsn:
        key = identity.unknown_client(delivery_id, line.number)
    return StagedRow(line.number, key, bsn, not errors, cut(line.values), errors)


def _row_of(line: Line) -> Row:
    """The line's values by column; what a broken line does not give is empty."""
    return dict(zip_longest(COLUMNS, line.values, fillvalue=""))
