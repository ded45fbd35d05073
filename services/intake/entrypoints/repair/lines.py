"""The list of held-back persons as a file."""

from services.intake.application.repair.views import HeldBackView
from services.intake.entrypoints.delivery.lines import faults_in_words
from services.intake.entrypoints.repair.words import ELSEWHERE, KNOWN, person_name
from shared.municipalities import municipality_in_words
from shared.web.csv_file import Value

FILE_HEADS = (
    "Naam",
    "Geboren op",
    "Gemeente",
    "Cliëntnummer",
    "Stand",
    "Wat is er mis en wat te doen",
    "Aangeleverd voor",
    "Aangeleverd op",
    "Regel",
)


def file_row(view: HeldBackView) -> list[Value]:
    """The birth date as it was delivered: that may be what is wrong."""
    person = view.person
    return [
        person_name(person),
        person.birth_date,
        municipality_in_words(person.municipality),
        person.client_number,
        KNOWN["known" if person.client_id else "new"],
        faults_in_words(view.errors) if person.first_row else ELSEWHERE,
        municipality_in_words(view.delivered_for),
        person.created[:10],
        person.first_row or None if view.in_reach else None,
    ]
