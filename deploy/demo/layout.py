"""The columns of a delivery file and how a row comes to stand in it."""

from datetime import date

from services.intake.domain.mapping import rows

COLUMNS = rows.COLUMNS
"""Intake reads exactly the columns that the demo writes, so there is one list."""

DELIVERED_ON = date(2014, 11, 1)

Row = dict[str, str]
"""Column to text. A row that lacks its last columns is written as a line that is too short."""


def amount_text(cents: int) -> str:
    """Cents as the file writes them: 1028200 becomes `10282.00`."""
    return f"{cents // 100}.{cents % 100:02d}"


def cells(row: Row) -> list[str]:
    """The row's values in the order of the file."""
    return [row[column] for column in COLUMNS if column in row]
