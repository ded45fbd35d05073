"""What a provider reads of a client, in Dutch: on its page, in its notice, in the list to save."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from services.notifications.domain.notices.provider_client import IN_A_WEEK, ProviderClient, Stage
from shared.calendar.days import monday_of
from shared.dutch import counted, date_in_words, iso_week, list_in_words

HANDOVER_FROM = "Draag de zorg warm over. Bel ons, dan brengen wij u in contact."
HANDOVER_TO = "De zorg wordt warm overgedragen. Bel ons, dan brengen wij u in contact."
GONE = "Niet meer uw cliënt"
# True as well while the college has not chosen how it reads Wmo 2015, 8.4 lid 2.
PGB_STOPS = (
    "Het pgb van de cliënt loopt tot en met {pgb_until}. Daarna is er geen pgb, tenzij de gemeente nog anders besluit. "
    "Het recht op zorg van een aanbieder loopt wel door. Bel ons als u deze zorg daarna blijft geven."
)
PGB_STOPPED = (
    "Het pgb van de cliënt liep tot en met {pgb_until}. Nu is er geen pgb. Het recht op zorg van een aanbieder loopt "
    "wel door. Bel ons als u deze zorg nog geeft."
)

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
    Stage.YOUTH: "jeugdteam beslist",
}
"""In a few words, for filters and tags."""


def what_is_next(client: ProviderClient, today: date) -> str:
    """One or two sentences: what is known on this day, and what the provider can count on."""
    of_stage = (_SAID_APART if client.ends else _SAID).get(client.stage, _SAID[client.stage])
    if client.stage in IN_A_WEEK and client.day is not None and client.day < monday_of(today):
        of_stage = _WEEK_IS_OVER_APART if client.ends else _WEEK_IS_OVER
    said = of_stage.format(
        week=f"week {iso_week(client.day)} (vanaf maandag {date_in_words(client.day)})" if client.day else "",
        day=date_in_words(client.day) if client.day else "",
        until=date_in_words(client.until) if client.until else "",
        ends=ends_in_words(client),
        begins=_in_words(_begins(client)),
    )
    added = []
    if client.stage in (Stage.STAYS, Stage.ARRIVES) and client.until is not None:
        added.append(f"Deze zorg loopt tot en met {date_in_words(client.until)}.")
    if client.pgb_until is not None:
        said_of_pgb = PGB_STOPS if client.pgb_weeks else PGB_STOPPED
        added.append(said_of_pgb.format(pgb_until=date_in_words(client.pgb_until)))
    if client.weeks is not None:
        right = "Een deel van het recht" if client.ends else "Het recht"
        weeks = counted(client.weeks, "week", "weken")
        added.append(f"{right} eindigt over {weeks} en er is nog geen besluit.")
    if client.handover:
        added.append(HANDOVER_TO if client.stage is Stage.ARRIVES else HANDOVER_FROM)
    return " ".join((said, *added))


def ends_in_words(client: ProviderClient) -> str:
    """`begeleiding in een groep tot en met 3 maart 2015 en ...`; empty when all old rights end on one day."""
    return _in_words((each.care, f"tot en met {date_in_words(each.until)}") for each in client.ends)


def _begins(client: ProviderClient) -> Iterator[tuple[str, str]]:
    """What a decision gives goes on from the day after the old right to it."""
    for each in client.ends:
        first = max(each.until + timedelta(days=1), client.day or date.min)
        yield each.care, f"vanaf {date_in_words(first)}"


def _in_words(told: Iterable[tuple[str, str]]) -> str:
    words = [f"{care[:1].lower()}{care[1:]} {when}" for care, when in told]
    return list_in_words(words) if words else ""


_WEEK_IS_OVER = (
    "Het gesprek met de cliënt stond gepland in {week}. Wij legden nog niet vast of het is geweest. Het recht loopt "
    "tot en met {until}."
)
_WEEK_IS_OVER_APART = (
    "Het gesprek met de cliënt stond gepland in {week}. Wij legden nog niet vast of het is geweest. Het recht loopt "
    "per soort zorg: {ends}."
)
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
    Stage.YOUTH: (
        "Deze zorg valt onder de Jeugdwet. Het recht is tot en met {until}. Over wat daarna komt, beslist het "
        "jeugdteam van de gemeente. Hoorde u daar nog niets over, of is de cliënt dan 18 jaar of ouder? Bel ons."
    ),
    Stage.ENDED: "Het recht is voorbij sinds {day} en er is nog geen besluit. Bel ons als de zorg niet kan wachten.",
}

_SAID_APART = {
    Stage.YOUTH: (
        "Deze zorg valt onder de Jeugdwet. Het recht is per soort zorg: {ends}. Over wat daarna komt, beslist het "
        "jeugdteam van de gemeente. Hoorde u daar nog niets over, of is de cliënt dan 18 jaar of ouder? Bel ons."
    ),
    Stage.UNPLANNED: "Er is nog geen gesprek gepland. Het recht loopt per soort zorg: {ends}.",
    Stage.CANCELLED: (
        "Het gesprek gaat niet door. Er komt een nieuwe afspraak. Het recht loopt per soort zorg: {ends}."
    ),
    Stage.STOPPED: (
        "De gemeente neemt over deze zorg geen besluit meer. Het recht loopt per soort zorg: {ends}. "
        "Bel ons als u daar vragen over hebt."
    ),
    Stage.HELD: "Het gesprek was op {day}. Er is nog geen besluit. Het recht loopt per soort zorg: {ends}.",
    Stage.OFFERED: "Er is een besluit. Zolang de cliënt dit aanbod niet aanneemt, blijft het oude recht: {ends}.",
    Stage.STAYS: "Er is een besluit. De zorg gaat door bij u: {begins}.",
    Stage.OPEN: "Er is een besluit. De zorg gaat door: {begins}. Wij weten nog niet bij welke aanbieder.",
    Stage.ELSEWHERE: "Er is een besluit. U geeft {ends}. Daarna geeft u deze zorg niet meer.",
    Stage.ARRIVES: "Er is een besluit. De cliënt komt bij u vanaf {day}. Later begint: {begins}.",
}
"""The same of old rights that end on different days: each with its own."""
