"""The lists of deliveries and of their held-back rows as files."""

from collections.abc import Iterable

from services.intake.application.delivery.views import DeliveryView, RowView
from services.intake.domain.mapping.rows import RowError
from services.intake.entrypoints.delivery.words import STATES, shown_value
from shared.municipalities import municipality_in_words
from shared.web.csv_file import Value

DELIVERY_FILE_HEADS = ("Kenmerk", "Gemeente", "Gemaakt op", "Stand", "Regels", "Vastgehouden", "Personen")
ROW_FILE_HEADS = ("Regel", "Cliënt", "Cliëntnummer", "Wat is er mis en wat te doen")
NAMES = ("voorletters", "voorvoegsel", "geslachtsnaam")


def delivery_row(one: DeliveryView) -> list[Value]:
    return [
        one.reference or one.file_name,
        municipality_in_words(one.municipality) if one.municipality else "",
        one.created[:10] if one.created else "",
        STATES[one.state],
        one.rows_delivered,
        one.rows_held_back,
        one.persons,
    ]


def row_row(one: RowView) -> list[Value]:
    name = " ".join(filter(None, (one.values.get(each, "") for each in NAMES)))
    return [one.number, name or "naam onbekend", one.values.get("clientnummer", ""), faults_in_words(one.errors)]


def faults_in_words(errors: Iterable[RowError]) -> str:
    """What is wrong with a row and what to do about it, on one line."""
    return " ".join(_fault(each) for each in errors)


def _fault(error: RowError) -> str:
    value = shown_value(error)
    column = f"{error.column}{f' ({value})' if value else ''}: " if error.column else ""
    return f"{column}{error.message}{f' Retourcode {error.code}.' if error.code else ''}"
