"""The lists of forgetting as files."""

from services.intake.application.forgetting.views import DueClient
from services.intake.domain.forgetting.forgetting import Act, Forgetting
from services.intake.entrypoints.forgetting.words import GROUNDS, STAGES
from shared.municipalities import municipality_in_words
from shared.web.csv_file import Value

FORGETTING_HEADS = (
    "Nummer",
    "Cliënt",
    "Gemeente",
    "Stand",
    "Reden",
    "Uitleg",
    "Voorgesteld door",
    "Voorgesteld op",
    "Bevestigd door",
    "Bevestigd op",
    "Ingetrokken door",
    "Ingetrokken op",
    "Weer toegelaten door",
    "Weer toegelaten op",
)
DUE_HEADS = ("Cliënt", "Gemeente", "Laatst aangeleverd op", "Kan weg sinds")


def forgetting_row(one: Forgetting) -> list[Value]:
    """Of the person only our id."""
    return [
        one.number,
        one.client_id,
        municipality_in_words(one.municipality),
        STAGES[one.stage.value],
        GROUNDS[one.ground.value],
        one.why,
        *_who(one.proposed),
        *_who(one.confirmed),
        *_who(one.withdrawn),
        *_who(one.lifted.by if one.lifted else None),
    ]


def due_row(one: DueClient) -> list[Value]:
    return [one.client_id, municipality_in_words(one.municipality), one.last_named, one.since]


def _who(act: Act | None) -> list[Value]:
    return [act.name, act.day] if act else [None, None]
