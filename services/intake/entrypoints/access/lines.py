"""The list of grants as a file."""

from services.intake.application.access.views import GrantView
from services.intake.entrypoints.access.words import DOOR_NAMES, ROLES, STANDINGS, places
from shared.web.csv_file import Value

FILE_HEADS = (
    "Naam",
    "Account",
    "Meldt zich aan",
    "Rol",
    "Waarvoor",
    "Eerste dag",
    "Laatste dag",
    "Stand",
    "Voorgesteld door",
    "Bevestigd door",
    "Ingetrokken door",
)


def file_row(view: GrantView) -> list[Value]:
    grant, history = view.granting.grant, view.granting
    return [
        grant.name,
        grant.account,
        DOOR_NAMES[grant.door],
        ROLES[grant.role],
        places(grant),
        grant.begins_on,
        grant.ends_on,
        STANDINGS[view.standing],
        history.proposed.name,
        history.confirmed.name if history.confirmed is not None else "",
        history.withdrawn.name if history.withdrawn is not None else "",
    ]
