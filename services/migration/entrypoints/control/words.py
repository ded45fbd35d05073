"""The work lists in Dutch: what they are called, and what whoever reads them does."""

from dataclasses import dataclass

from services.migration.application.control.views import Moment, SortBy
from services.migration.domain.control.lists import WorkList


@dataclass(frozen=True, slots=True)
class ListWords:
    """`one` and `many` say it below a number; `to_do` is one thing to do, and asks for nothing that can be too late."""

    name: str
    one: str
    many: str
    to_do: str

    def below(self, number: int) -> str:
        return self.one if number == 1 else self.many


LISTS = {
    WorkList.OVERDUE: ListWords(
        "Besluit te laat", "besluit te laat", "besluiten te laat", "Bel de cliënt en zorg dat het besluit er snel komt."
    ),
    WorkList.PLANNED_LATE: ListWords(
        "Gesprek te laat gepland",
        "gesprek te laat gepland",
        "gesprekken te laat gepland",
        "Bel de cliënt snel: het gesprek staat later dan nodig is voor een besluit op tijd.",
    ),
    WorkList.WITHOUT_PLAN: ListWords(
        "Nog geen gesprek gepland",
        "persoon zonder gesprek",
        "mensen zonder gesprek",
        "Wacht op de planning: die komt als de aanlevering compleet is, en anders de volgende ochtend. "
        "Staat iemand hier langer? Meld dat bij functioneel beheer.",
    ),
    WorkList.OVER_CAPACITY: ListWords(
        "Gesprek in een volle week",
        "persoon in een volle week",
        "mensen in een volle week",
        "Zorg in die week voor meer mensen.",
    ),
    WorkList.HELD_BACK: ListWords(
        "Regels vastgehouden",
        "persoon met vastgehouden regels",
        "mensen met vastgehouden regels",
        "Kijk bij Aanleveringen wat er mis is, en vraag het zorgkantoor om een nieuwe levering. Tot die er is, gaat er "
        "geen brief uit.",
    ),
    WorkList.WLZ_CANDIDATE: ListWords(
        "Wlz-kandidaat, antwoord onbekend",
        "Wlz-kandidaat, antwoord onbekend",
        "Wlz-kandidaten, antwoord onbekend",
        "Vraag of de cliënt het CIZ heeft laten weten Wlz-zorg te willen. Zolang wij dat niet weten, houdt de cliënt "
        "het oude recht bij de gemeente.",
    ),
    WorkList.OUTSIDE_TRANSITION: ListWords(
        "Zorg buiten het overgangsrecht",
        "persoon met zorg buiten het overgangsrecht",
        "mensen met zorg buiten het overgangsrecht",
        "Kijk zelf wat er voor deze zorg geldt, en bel de cliënt.",
    ),
    WorkList.APPLICATION_DATE_UNKNOWN: ListWords(
        "Dag van de aanvraag onbekend",
        "indicatie zonder dag van aanvraag",
        "indicaties zonder dag van aanvraag",
        "Vraag het CIZ op welke dag de indicatie is aangevraagd. Het recht blijft staan tot u dat weet.",
    ),
    WorkList.END_BREAKS_CAP: ListWords(
        "Einddatum later dan mocht",
        "indicatie die te lang loopt",
        "indicaties die te lang lopen",
        "Vraag het CIZ of de einddatum van de indicatie klopt. Het recht blijft staan tot u dat weet.",
    ),
    WorkList.NO_EXISTING_PGB: ListWords(
        "Pgb dat nog niet liep",
        "pgb dat nog niet liep",
        "pgb’s die nog niet liepen",
        "Bel de cliënt: het recht gaat door als zorg in natura. Wil de cliënt een pgb? Bespreek dat in het gesprek.",
    ),
    WorkList.PGB_READING_OPEN: ListWords(
        "Pgb beschermd wonen, college kiest nog",
        "pgb voor beschermd wonen zonder keuze",
        "pgb’s voor beschermd wonen zonder keuze",
        "Vraag het college te kiezen hoe het de wet leest, en laat functioneel beheer die keuze vastleggen. "
        "Tot die tijd beloven brieven niets over de tijd daarna.",
    ),
    WorkList.LOW_PACKAGE_AT_HOME: ListWords(
        "Laag zorgzwaartepakket, woont thuis",
        "persoon thuis met een laag pakket",
        "mensen thuis met een laag pakket",
        "Bel de cliënt en vraag wat het CIZ heeft besloten over de zorg die hierna komt.",
    ),
    WorkList.TRANSPORT_WITHOUT_GUIDANCE: ListWords(
        "Vervoer zonder begeleiding",
        "persoon met vervoer zonder begeleiding",
        "mensen met vervoer zonder begeleiding",
        "Bel de cliënt: alleen vervoer naar begeleiding loopt door. Kijk samen wat er voor dit vervoer mogelijk is.",
    ),
    WorkList.TO_INSURER: ListWords(
        "Naar de zorgverzekeraar",
        "persoon naar de zorgverzekeraar",
        "mensen naar de zorgverzekeraar",
        "Ga na of de cliënt weet dat de zorgverzekeraar deze zorg regelt. Hiervoor plant de gemeente geen gesprek.",
    ),
    WorkList.TO_WLZ: ListWords(
        "Naar de Wlz",
        "persoon naar de Wlz",
        "mensen naar de Wlz",
        "Ga na of de cliënt weet dat het zorgkantoor deze zorg regelt. Hiervoor plant de gemeente geen gesprek.",
    ),
    WorkList.TO_YOUTH: ListWords(
        "Naar het jeugdteam",
        "kind naar het jeugdteam",
        "kinderen naar het jeugdteam",
        "Draag het dossier over aan het jeugdteam. Is het oude recht al voorbij? Ga dan na of het jeugdteam "
        "het dossier heeft.",
    ),
    WorkList.LAPSED: ListWords(
        "Recht vervalt",
        "persoon van wie een recht vervalt",
        "mensen van wie een recht vervalt",
        "Bel de cliënt en vraag of er nog zorg nodig is. Is dat zo? Maak een nieuwe melding.",
    ),
    WorkList.PROTECTED_LIVING_LATER: ListWords(
        "Beschermd wonen, later aan de beurt",
        "persoon in beschermd wonen, later aan de beurt",
        "mensen in beschermd wonen, later aan de beurt",
        "U hoeft nu niets te doen: het gesprek komt in de planning als de gemeente verder vooruit plant.",
    ),
}
ALARMING = frozenset({WorkList.OVERDUE, WorkList.PLANNED_LATE, WorkList.OVER_CAPACITY, WorkList.HELD_BACK})
"""Lists that should be empty."""
ON_TILES = tuple(WorkList)[: tuple(WorkList).index(WorkList.TO_INSURER)]
"""Lists that ask for something now; the others say where people went."""

SORTS = {
    SortBy.NAME: "Naam",
    SortBy.BORN: "Geboren op",
    SortBy.LAST_DAY: "Laatste dag",
    SortBy.WEEK: "Gesprek",
    SortBy.DUE: "Besluit uiterlijk",
}
MOMENTS = {
    Moment.CONVERSATION: "Gesprek in",
    Moment.LAST_DAY: "Recht eindigt in",
    Moment.DUE: "Besluit uiterlijk in",
}
