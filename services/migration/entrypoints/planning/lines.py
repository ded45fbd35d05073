"""The agenda of a week and the list of caseworkers as files."""

from collections.abc import Container, Iterator
from datetime import date

from services.migration.application.planning.views import AgendaDay, Waiting
from services.migration.domain.planning.caseworkers import Caseworker
from services.migration.entrypoints.planning import words
from shared.dutch import list_in_words
from shared.municipalities import municipality_name
from shared.web.csv_file import Value

AGENDA_FILE_HEADS = (
    "Wat",
    "Wie",
    "Dag",
    "Van",
    "Tot",
    "Consulent",
    "Waar",
    "Komt uit",
    "Onderzoek begint uiterlijk",
    "Brief",
)
CASEWORKER_FILE_HEADS = ("Naam", "Gemeente", "Werkt op", "Kan", "Afwezig")


def waiting_row(each: Waiting, held_back: Container[str]) -> list[Value]:
    names = list_in_words([name for _, name in each.clients])
    letter = words.HELD_BACK if any(id_ in held_back for id_, _ in each.clients) else ""
    return ["zonder afspraak", names, None, None, None, None, None, None, each.household.latest_start, letter]


def agenda_rows(day: AgendaDay, held_back: Container[str]) -> Iterator[list[Value]]:
    """Every conversation of a day, by caseworker."""
    for row in day.rows:
        for one, names in row.appointments:
            span: list[Value] = [f"{one.start:%H:%M}", f"{one.until:%H:%M}"]
            place, suits = words.PLACES[one.place.kind], "ja" if one.confirmed_on else ""
            letter = words.LETTER_WAITS if any(id_ in held_back for id_ in one.client_ids) else ""
            yield ["gesprek", list_in_words(names), day.day, *span, row.caseworker.name, place, suits, None, letter]


def caseworker_row(one: Caseworker, today: date) -> list[Value]:
    skills, away = words.skills_in_words(one.skills), words.away_in_words(one, today)
    return [one.name, municipality_name(one.municipality), words.days_in_words(one), skills, away]
