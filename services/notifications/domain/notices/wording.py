"""What a provider reads of a client, in Dutch: on its page, in its notice, in the list to save."""

from services.notifications.domain.notices.provider_client import ProviderClient, Stage
from shared.dutch import date_in_words, iso_week

HANDOVER_FROM = "Draag de zorg warm over. Bel ons, dan brengen wij u in contact."
HANDOVER_TO = "De zorg wordt warm overgedragen. Bel ons, dan brengen wij u in contact."
GONE = "Niet meer uw cliënt"

STAGES = {
    Stage.UNPLANNED: "geen gesprek gepland",
    Stage.PLANNED: "gesprek gepland",
    Stage.MOVED: "gesprek verplaatst",
    Stage.CANCELLED: "gesprek gaat niet door",
    Stage.STOPPED: "geen besluit meer",
    Stage.DECEASED: "cliënt is overleden",
    Stage.HELD: "gesprek gehouden",
    Stage.OFFERED: "besluit: cliënt kiest nog",
    Stage.STAYS: "besluit: blijft bij u",
    Stage.OPEN: "besluit: aanbieder nog niet bekend",
    Stage.ELSEWHERE: "besluit: niet meer bij u",
    Stage.ARRIVES: "besluit: komt bij u",
    Stage.ENDED: "recht voorbij zonder besluit",
}
"""In a few words, for filters and tags."""


def what_is_next(client: ProviderClient) -> str:
    """One or two sentences: what is known now, and what the provider can count on."""
    said = _SAID[client.stage].format(
        week=f"week {iso_week(client.day)} (vanaf maandag {date_in_words(client.day)})" if client.day else "",
        day=date_in_words(client.day) if client.day else "",
        until=date_in_words(client.until) if client.until else "",
    )
    added = []
    if client.weeks is not None:
        added.append(f"Het recht eindigt over {client.weeks} weken en er is nog geen besluit.")
    if client.handover:
        added.append(HANDOVER_TO if client.stage is Stage.ARRIVES else HANDOVER_FROM)
    return " ".join((said, *added))


_SAID = {
    Stage.UNPLANNED: "Er is nog geen gesprek gepland. Het recht loopt tot en met {until}.",
    Stage.PLANNED: "Het gesprek met de cliënt staat gepland in {week}.",
    Stage.MOVED: "Het gesprek is verplaatst naar {week}.",
    Stage.CANCELLED: "Het gesprek gaat niet door. Er komt een nieuwe afspraak. Het recht loopt tot en met {until}.",
    Stage.STOPPED: (
        "De gemeente neemt over deze zorg geen besluit meer. Het recht loopt tot en met {until}. "
        "Bel ons als u daar vragen over hebt."
    ),
    Stage.DECEASED: "De cliënt is overleden. Het recht is daardoor geëindigd op {day}.",
    Stage.HELD: "Het gesprek was op {day}. Er is nog geen besluit. Het recht loopt tot en met {until}.",
    Stage.OFFERED: (
        "Er is een besluit. Zolang de cliënt dit aanbod niet aanneemt, blijft het oude recht tot en met {until}."
    ),
    Stage.STAYS: "Er is een besluit. De zorg gaat door bij u, vanaf {day}.",
    Stage.OPEN: "Er is een besluit. De zorg gaat door vanaf {day}. Wij weten nog niet bij welke aanbieder.",
    Stage.ELSEWHERE: "Er is een besluit, dat geldt vanaf {day}. Daarna geeft u deze zorg niet meer.",
    Stage.ARRIVES: "Er is een besluit. De cliënt komt bij u vanaf {day}.",
    Stage.ENDED: "Het recht is voorbij sinds {day} en er is nog geen besluit. Bel ons als de zorg niet kan wachten.",
}
