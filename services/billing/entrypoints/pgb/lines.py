"""The list of budgets as a file."""

from services.billing.domain.pgb.holding import Holding
from services.billing.entrypoints.pgb.words import STATES
from shared.dutch import euros
from shared.municipalities import municipality_name
from shared.web.csv_file import Value

FILE_HEADS = (
    "Cliënt",
    "Gemeente",
    "Stand",
    "Vanaf",
    "Tot en met",
    "Besloten op",
    "Bruto",
    "Eigen bijdrage",
    "Netto",
    "Onder voorwaarde",
    "Let op",
)


def file_row(holding: Holding) -> list[Value]:
    amounts, days = holding.amounts, holding.days
    return [
        holding.client_id,
        municipality_name(holding.municipality),
        STATES[holding.state.value],
        days.first if days else None,
        days.last if days else None,
        holding.decided_on,
        euros(amounts.gross),
        euros(amounts.contribution),
        euros(amounts.net),
        "ja" if holding.conditional else "",
        holding.problem,
    ]
