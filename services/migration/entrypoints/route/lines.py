"""The list of prolongations as a file."""

from services.migration.application.route.views import GroupView
from shared.municipalities import municipality_name
from shared.web.csv_file import Value

PROLONGATION_FILE_HEADS = (
    "Gemeente",
    "Gemaakt op",
    "Gemaakt door",
    "Oude recht stopt vanaf",
    "Oude recht stopt tot en met",
    "Loopt door tot en met",
    "Cliënten",
    "Stand",
)


def stand_of_group(one: GroupView) -> str:
    if one.group.stopped:
        return "staat stil"
    return "klaar" if one.next_wave is None else f"golf {one.next_wave} wacht op vrijgave"


def prolongation_row(one: GroupView) -> list[Value]:
    group = one.group
    return [
        municipality_name(group.municipality),
        group.made_on,
        group.made_by_name,
        group.ends_from,
        group.ends_through,
        group.until,
        len(one.members),
        stand_of_group(one),
    ]
