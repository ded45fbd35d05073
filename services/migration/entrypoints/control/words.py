"""The work lists in Dutch: what they are called, and what whoever reads them does."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.migration.application.control.views import Closed, Moment, SortBy, Window
from services.migration.domain.control.became import Became
from services.migration.domain.control.handled import CizReply
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.steps import FinishedReason, Receiver, Task, Team
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.states import RouteState
from services.migration.entrypoints.route.what_next import (
    AWAITING_REPAIR,
    ENDS_DURING_HOLD,
    FIXING_PENALTY,
    NEXT,
    OFFER_OPEN,
    TELLING_PGB,
)


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
        "Besluit later dan ons eigen plan",
        "besluit later dan ons eigen plan",
        "besluiten later dan ons eigen plan",
        "Bel de cliënt en zorg dat het besluit er snel komt. De laatste dag van de wet kan later zijn: die staat bij "
        "de termijnen van de cliënt.",
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
    WorkList.TO_MUNICIPALITY: ListWords(
        "Naar een andere gemeente",
        "persoon naar een andere gemeente",
        "mensen naar een andere gemeente",
        "Ga na of de nieuwe gemeente weet dat de cliënt daar nu woont en welk recht er loopt.",
    ),
    WorkList.FROM_MUNICIPALITY: ListWords(
        "Uit een andere gemeente",
        "persoon uit een andere gemeente",
        "mensen uit een andere gemeente",
        "De vorige gemeente nam een besluit of stopte met de herbeoordeling. Bel de cliënt: welke zorg krijgt die nu, "
        "en wat moet de gemeente hier regelen? Is er zorg nodig? Leg dan een nieuwe melding vast.",
    ),
    WorkList.LAPSED: ListWords(
        "Recht vervalt",
        "persoon van wie een recht vervalt",
        "mensen van wie een recht vervalt",
        "Bel de cliënt en vraag of er nog zorg nodig is. Is dat zo? Maak een nieuwe melding.",
    ),
    WorkList.RIGHT_ENDS: ListWords(
        "Recht eindigt zonder herbeoordeling",
        "persoon van wie een recht eindigt",
        "mensen van wie een recht eindigt",
        "Bel de cliënt voor de laatste dag van het recht, en vraag of er daarna nog zorg nodig is.",
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


@dataclass(frozen=True, slots=True)
class TaskWords:
    """`name`: in lists. `title` and `text`: on the file, when it comes first."""

    name: str
    title: str
    text: str


def _of_route(name: str, state: RouteState) -> TaskWords:
    """In the words of the page of the route, so that both say the same."""
    return TaskWords(name, NEXT[state].title, NEXT[state].text)


def _of_list(name: str, title: str, work_list: WorkList) -> TaskWords:
    return TaskWords(name, title, LISTS[work_list].to_do)


TASKS: Mapping[Task, TaskWords] = {
    Task.ANSWER: TaskWords(
        "antwoord opvolgen",
        "Nu: doe iets met het antwoord",
        "De cliënt of de aanbieder liet iets weten. Hieronder staat wat, en waar u het afhandelt.",
    ),
    Task.REPAIR: _of_list("regels laten herstellen", "Nu: laat de regels herstellen", WorkList.HELD_BACK),
    Task.PLAN: _of_list("gesprek plannen", "Er is nog geen gesprek gepland", WorkList.WITHOUT_PLAN),
    Task.MAKE_APPOINTMENT: _of_route("afspraak maken", RouteState.PLANNED),
    Task.HOLD_CONVERSATION: _of_route("gesprek houden", RouteState.INVITED),
    Task.REPORT: _of_route("verslag maken", RouteState.CONVERSATION_HELD),
    Task.DECIDE: _of_route("besluit nemen", RouteState.APPLIED),
    Task.SEND: _of_route("besluit versturen", RouteState.DECIDED),
    Task.PLAN_HEARING: _of_route("hoorzitting plannen", RouteState.OBJECTION),
    Task.HEAR: TaskWords(
        "hoorzitting houden", "Nu: houd de hoorzitting", "Leg daarna vast dat de hoorzitting is geweest."
    ),
    Task.DECIDE_OBJECTION: _of_route("op het bezwaar beslissen", RouteState.HEARD),
    Task.SEND_OBJECTION_DECISION: _of_route("beslissing op bezwaar versturen", RouteState.OBJECTION_DECIDED),
    Task.FIX_PENALTY: TaskWords("dwangsom vaststellen", FIXING_PENALTY.title, FIXING_PENALTY.text),
    Task.TELL_PGB: TaskWords("vertellen of het pgb doorgaat", TELLING_PGB.title, TELLING_PGB.text),
    Task.REASSESS_AGAIN: _of_route("opnieuw herbeoordelen", RouteState.NOT_TREATED),
    Task.REASSESS_HERE: TaskWords(
        "hier herbeoordelen na de verhuizing",
        "Nu: begin hier een herbeoordeling",
        "De vorige gemeente nam een besluit of stopte met de herbeoordeling. Het oude recht loopt hier door. Bel de "
        "cliënt over een gesprek, en leg een nieuwe melding vast.",
    ),
    Task.RENEW: TaskWords(
        "opnieuw onderzoeken",
        "Nu: begin een nieuw onderzoek",
        "Wat wij besloten, eindigt. Vraag of de cliënt daarna nog zorg nodig heeft, en leg een nieuwe melding vast.",
    ),
    Task.AWAIT_APPLICATION: _of_route("wachten op de aanvraag", RouteState.REPORTED),
    Task.AWAIT_COMPLETION: _of_route("wachten op de aanvulling", RouteState.INCOMPLETE),
    Task.AWAIT_VIEW: TaskWords(
        "wachten op de mening van de cliënt",
        "Nu: wacht op de mening van de cliënt",
        "Wij vroegen wat de cliënt van het plan vindt. Neem daarna het besluit.",
    ),
    Task.AWAIT_REPAIR: TaskWords(
        "wachten op de aanvulling van het bezwaar", AWAITING_REPAIR.title, AWAITING_REPAIR.text
    ),
    Task.AWAIT_ANSWER: TaskWords(
        "wachten op antwoord op het aanbod",
        OFFER_OPEN.title,
        OFFER_OPEN.text,
    ),
    Task.AWAIT_OBJECTION: _of_route("wachten op de termijn voor bezwaar", RouteState.SENT),
    Task.AWAIT_DAY: _of_route("wachten tot een afgesproken dag", RouteState.ON_HOLD),
    Task.TAKE_UP_AGAIN: TaskWords("verdergaan voor het recht eindigt", ENDS_DURING_HOLD.title, ENDS_DURING_HOLD.text),
    Task.HAND_OVER_YOUTH: _of_list("overdragen aan het jeugdteam", "Nu: naar het jeugdteam", WorkList.TO_YOUTH),
    Task.HAND_OVER_INSURER: _of_list(
        "overdragen aan de zorgverzekeraar", "Nu: naar de zorgverzekeraar", WorkList.TO_INSURER
    ),
    Task.HAND_OVER_WLZ: _of_list("overdragen aan het zorgkantoor", "Nu: naar het zorgkantoor", WorkList.TO_WLZ),
    Task.HAND_OVER_MUNICIPALITY: _of_list(
        "overdragen aan een andere gemeente", "Nu: naar de andere gemeente", WorkList.TO_MUNICIPALITY
    ),
    Task.ASK_CIZ: _of_list(
        "antwoord aan het CIZ vragen", "Nu: vraag wat de cliënt het CIZ liet weten", WorkList.WLZ_CANDIDATE
    ),
    Task.LOOK_AT: TaskWords(
        "kijken naar wat opvalt", "Nu: kijk naar wat opvalt", "Hieronder staat wat er opvalt en wat u daarmee doet."
    ),
    Task.CALL: _of_list("cliënt bellen", "Nu: vraag of er nog zorg nodig is", WorkList.LAPSED),
    Task.CHECK_END: _of_list(
        "bellen voor het einde van het recht", "Nu: bel voor het recht eindigt", WorkList.RIGHT_ENDS
    ),
    Task.PLAN_LATER: _of_list("later een gesprek plannen", "Later: plan het gesprek", WorkList.PROTECTED_LIVING_LATER),
}
ANSWERS: Mapping[str, str] = {
    "suits": "de afspraak komt uit",
    "other-day": "de cliënt wil een andere dag",
    "wants-support": "de cliënt wil hulp bij het gesprek",
    "brings-somebody": "de cliënt neemt iemand mee",
    "plan-attached": "de cliënt stuurde een plan mee",
    "interpreter": "de cliënt wil een tolk",
    "declines": "de cliënt wil geen gesprek",
    "wrong-data": "er klopt iets niet in de gegevens",
    "has-moved": "de cliënt is verhuisd",
    "has-died": "de cliënt is overleden",
    "calls-back": "de cliënt wil dat u belt",
    "not-our-client": "de aanbieder zegt: dit is niet onze cliënt",
    "in-care-since": "de aanbieder zegt vanaf wanneer de cliënt er zorg krijgt",
    "cannot-wait": "de aanbieder zegt: dit kan niet wachten",
    "report": "de aanbieder stuurde een verslag voor het gesprek",
}
"""What was answered, in the words of the events `answer-received` and `provider-answered`."""
FINISHED: Mapping[FinishedReason, TaskWords] = {
    FinishedReason.DECEASED: TaskWords(
        "overleden",
        "Niets meer te doen",
        "Deze cliënt is overleden. Er gaat geen brief uit en er is geen gesprek nodig.",
    ),
    FinishedReason.DECIDED: TaskWords("besluit staat vast", NEXT[RouteState.IN_FORCE].title, "Het besluit staat vast."),
    FinishedReason.NOT_TREATED: TaskWords(
        "aanvraag niet behandeld",
        "Niets meer te doen",
        "De aanvraag is niet behandeld, en er loopt geen oud recht meer. De cliënt kan zich opnieuw melden.",
    ),
    FinishedReason.MOVED: TaskWords("verhuisd", "Klaar", "De cliënt is verhuisd naar een andere gemeente."),
    FinishedReason.WLZ: TaskWords("naar de Wlz", "Klaar", "De cliënt krijgt zorg uit de Wlz."),
    FinishedReason.WITHDRAWN: TaskWords("wil niet meer", "Klaar", "De cliënt wil dit niet meer."),
    FinishedReason.NO_NEED: TaskWords("geen hulp meer nodig", "Klaar", "Er is geen hulp meer nodig."),
    FinishedReason.HANDED_OVER: TaskWords(
        "overgedragen", "Geen gesprek nodig", "Deze cliënt is overgedragen. De gemeente plant hiervoor geen gesprek."
    ),
    FinishedReason.LOOKED_AT: TaskWords(
        "bekeken en klaar", "Niets meer te doen", "Iemand keek naar dit dossier en hoefde niets meer te doen."
    ),
    FinishedReason.NOTHING_LEFT: TaskWords(
        "geen recht dat doorloopt", "Niets meer te doen", "Er loopt geen recht door bij de gemeente."
    ),
}
NEITHER = TaskWords(
    "onbekend", "Meld dit bij functioneel beheer", "Wij weten niet wat hier de eerste stap is. Dat mag niet gebeuren."
)
BECAME_WORDS: Mapping[Became, str] = {
    Became.IN_KIND: "besluit: zorg in natura",
    Became.PGB: "besluit: pgb",
    Became.BOTH: "besluit: natura en pgb",
    Became.OWN_STRENGTH: "besluit: eigen kracht of algemene voorziening",
    Became.REFUSAL: "besluit: afgewezen",
    Became.END: "besluit: zorg eindigt",
    Became.PROLONGATION: "besluit: oude zorg verlengd",
    Became.URGENT_HELP: "besluit: hulp met spoed",
    Became.NOTHING_AFTER_OBJECTION: "besluit op bezwaar: geen zorg",
    Became.NOT_TREATED: "aanvraag niet behandeld",
    Became.OBJECTION: "bezwaar loopt",
    Became.DECEASED: "overleden",
    Became.MOVED: "verhuisd",
    Became.WLZ: "naar de Wlz",
    Became.INSURER: "naar de zorgverzekeraar",
    Became.YOUTH: "naar de jeugdhulp",
    Became.WITHDRAWN: "wil niet meer",
    Became.NO_NEED: "geen hulp meer nodig",
    Became.LOOKED_AT: "bekeken en klaar",
    Became.NOTHING_LEFT: "geen recht dat doorloopt",
    Became.HELD_BACK: "regels vastgehouden, te herstellen",
    Became.TO_DO: "nog te doen",
}
PROMISES: Mapping[Task, str] = {
    Task.ANSWER: "iets doen met wat de cliënt of de aanbieder liet weten",
    Task.MAKE_APPOINTMENT: "een afspraak voor het gesprek",
    Task.REASSESS_HERE: "contact over een gesprek, na de verhuizing",
    Task.HOLD_CONVERSATION: "het gesprek op de dag van de afspraak",
    Task.REPORT: "een verslag na het gesprek",
    Task.DECIDE: "een besluit binnen de termijn",
    Task.SEND: "het besluit in een brief",
    Task.PLAN_HEARING: "een uitnodiging om het bezwaar toe te lichten",
    Task.HEAR: "het gesprek over het bezwaar op de afgesproken dag",
    Task.DECIDE_OBJECTION: "een antwoord op het bezwaar binnen de termijn",
    Task.SEND_OBJECTION_DECISION: "het antwoord op het bezwaar in een brief",
    Task.AWAIT_ANSWER: "afspreken op welke dag de nieuwe zorg begint",
    Task.AWAIT_COMPLETION: "verder gaan met de aanvraag na de aanvulling",
    Task.AWAIT_VIEW: "een besluit na de mening van de cliënt",
    Task.TELL_PGB: "bericht over het pgb, voor de laatste dag ervan",
}
"""What our letters promise, by the step that keeps it."""
AFTER_PLAN = "het besluit op de dag die in de eerste brief staat"
IN_TASK: Mapping[Task, frozenset[WorkList]] = {
    Task.REPAIR: frozenset({WorkList.HELD_BACK}),
    Task.PLAN: frozenset({WorkList.WITHOUT_PLAN}),
    Task.HAND_OVER_YOUTH: frozenset({WorkList.TO_YOUTH}),
    Task.HAND_OVER_INSURER: frozenset({WorkList.TO_INSURER}),
    Task.HAND_OVER_WLZ: frozenset({WorkList.TO_WLZ}),
    Task.HAND_OVER_MUNICIPALITY: frozenset({WorkList.TO_MUNICIPALITY}),
    Task.ASK_CIZ: frozenset({WorkList.WLZ_CANDIDATE}),
    Task.CALL: frozenset({WorkList.LAPSED}),
    Task.CHECK_END: frozenset({WorkList.RIGHT_ENDS}),
    Task.PLAN_LATER: frozenset({WorkList.PROTECTED_LIVING_LATER}),
}
"""Lists of which a step speaks."""
WAY_ON: Mapping[Task, tuple[str, str]] = {
    Task.MAKE_APPOINTMENT: ("Maak een afspraak", "planning.new_appointment"),
    Task.HOLD_CONVERSATION: ("Gesprek invullen", "route.conversation"),
    Task.DECIDE: ("Besluit invullen", "route.decision"),
    Task.DECIDE_OBJECTION: ("Beslissing op bezwaar invullen", "route.decision"),
}
"""The button on a file for a first step that has a page of its own; the others are on the page of the route."""
LATE_BY_LAW: Mapping[TermKind, tuple[str, str]] = {
    TermKind.DECISION: ("besluit te laat volgens de wet", "besluiten te laat volgens de wet"),
    TermKind.DECISION_ON_OBJECTION: (
        "beslissing op bezwaar te laat volgens de wet",
        "beslissingen op bezwaar te laat volgens de wet",
    ),
}
"""Terms to decide that are over: of one, and of several."""
TEAM_LABELS: Mapping[Team, str] = {
    Team.CASEWORKERS: "consulenten",
    Team.YOUTH: "jeugdteam",
    Team.BACK_OFFICE: "uitvoering",
    Team.OBJECTIONS: "bezwaar",
    Team.MANAGER: "functioneel beheer",
}
"""Where several municipalities are shown together; each has its own names (policy.toml)."""
RECEIVERS: Mapping[Receiver, str] = {
    Receiver.INSURER: "de zorgverzekeraar",
    Receiver.WLZ: "het zorgkantoor",
    Receiver.YOUTH: "het jeugdteam",
    Receiver.MUNICIPALITY: "de andere gemeente",
}
REPLIES: Mapping[str, str] = {
    CizReply.WANTS_WLZ.value: "De cliënt wil zorg uit de Wlz",
    CizReply.STAYS.value: "De cliënt blijft bij de gemeente",
}
WINDOWS: Mapping[Window, str] = {
    Window.OVERDUE: "te laat",
    Window.TWO_WEEKS: "binnen 2 weken",
    Window.FOUR_WEEKS: "binnen 4 weken",
    Window.EIGHT_WEEKS: "binnen 8 weken",
    Window.ANY: "op welke dag dan ook",
}
CLOSED: Mapping[Closed, str] = {Closed.ANY: "klaar", Closed.NEITHER: "zonder eerste stap en niet klaar"}

SORTS = {
    SortBy.NAME: "Naam",
    SortBy.BORN: "Geboren op",
    SortBy.LAST_DAY: "Laatste dag",
    SortBy.WEEK: "Gesprek",
    SortBy.DUE: "Besluit gepland",
    SortBy.NEXT: "Eerste stap",
}
MOMENTS = {
    Moment.CONVERSATION: "Gesprek in",
    Moment.LAST_DAY: "Recht eindigt in",
    Moment.DUE: "Besluit gepland in",
}
