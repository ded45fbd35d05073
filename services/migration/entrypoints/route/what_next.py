"""What comes first on a route, in words: in each state, and while an objection waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.migration.domain.route.asking import is_lost, lost_question
from services.migration.domain.route.guards import had_time_to_complete
from services.migration.domain.route.objection_guards import asked_to_repair, planned_hearing
from services.migration.domain.route.route import Route, Step
from services.migration.domain.route.states import OBJECTING, RouteState, StepKind
from services.migration.domain.route.view_first import awaited_view
from shared.dutch import date_in_words


@dataclass(frozen=True, slots=True)
class Next:
    """What comes first in a state: a title, a sentence, and the steps that are the way on."""

    title: str
    text: str
    steps: Sequence[StepKind] = ()
    page: str = ""


NEXT: Mapping[RouteState, Next] = {
    RouteState.PLANNED: Next(
        "Nu: maak een afspraak", "Kies een dag, een tijd en een plaats voor het gesprek.", page="appointment"
    ),
    RouteState.INVITED: Next(
        "Nu: houd het gesprek", "Vul tijdens of na het gesprek in wat er is besproken.", page="conversation"
    ),
    RouteState.CONVERSATION_HELD: Next(
        "Nu: maak het verslag",
        "Kijk het verslag na en leg vast dat het klaar is.",
        (StepKind.REPORT,),
        page="report",
    ),
    RouteState.REPORTED: Next(
        "Nu: wacht op de aanvraag",
        "De cliënt kan het verslag ondertekend terugsturen. Dat is dan de aanvraag.",
        (StepKind.APPLY,),
    ),
    RouteState.APPLIED: Next("Nu: neem het besluit", "Kijk of alles er is, en besluit.", page="decision"),
    RouteState.INCOMPLETE: Next(
        "Nu: wacht op de aanvulling",
        "De termijn voor het besluit staat stil tot en met de dag die u de cliënt gaf. Kwam er niets? Besluit na die "
        "dag op wat er is, of besluit dat u de aanvraag niet behandelt.",
        (StepKind.COMPLETE,),
        page="without-completion",
    ),
    RouteState.DECIDED: Next(
        "Nu: verstuur het besluit",
        "Het besluit geldt pas als het is verstuurd. Geef daarvoor de mailing met de brief vrij. Daarna gaat de afdruk "
        "naar de post. Dan staat hier vanzelf dat het verstuurd is.",
        (StepKind.SEND,),
        page="mailing",
    ),
    RouteState.NOT_TREATED: Next(
        "Nu: help de cliënt om opnieuw aan te vragen",
        "De aanvraag is niet behandeld. Over de zorg is dus niets besloten. Loopt er een oud recht? Dat verandert "
        "niet, en voor de laatste dag moet er nog een besluit zijn. Bel de cliënt. Vraagt die opnieuw aan? Leg dat "
        "hier vast.",
        (StepKind.APPLY,),
    ),
    RouteState.SENT: Next(
        "Nu: niets te doen",
        "De cliënt kan nog bezwaar maken. Komt er niets, dan staat het besluit daarna vanzelf vast.",
    ),
    RouteState.IN_FORCE: Next("Klaar", "Het besluit staat vast."),
    RouteState.OBJECTION: Next(
        "Nu: plan de hoorzitting",
        "Iemand anders dan wie het besluit nam, hoort de cliënt en beslist op het bezwaar.",
        (StepKind.INVITE_HEARING, StepKind.HEAR),
    ),
    RouteState.HEARD: Next(
        "Nu: beslis op het bezwaar", "Iemand anders dan wie het besluit nam, doet dit.", page="decision"
    ),
    RouteState.OBJECTION_DECIDED: Next(
        "Nu: verstuur de beslissing op bezwaar",
        "Zij geldt pas als zij is verstuurd. Geef daarvoor de mailing met de brief vrij. Daarna gaat de afdruk naar de "
        "post. Dan staat hier vanzelf dat zij verstuurd is.",
        (StepKind.SEND_OBJECTION_DECISION,),
        page="mailing",
    ),
    RouteState.ON_HOLD: Next("Nu: niets te doen", "Op de afgesproken dag gaat dit vanzelf verder.", (StepKind.RESUME,)),
    RouteState.ENDED: Next("Klaar", "Deze herbeoordeling is gestopt."),
}


ENDS_DURING_HOLD = Next(
    "Nu: ga weer verder",
    "Dit wacht langer dan de zorg loopt die er nu is. Daarna is er geen zorg. Ga weer verder, en neem een besluit of "
    "verleng de oude zorg.",
    (StepKind.RESUME,),
)

ENDS_WHILE_ASKED = Next(
    "Nu: bel de cliënt over wat ontbreekt",
    "De cliënt kan de aanvraag aanvullen tot na de laatste dag van het oude recht of pgb. Daarna is er geen zorg. Bel "
    "de cliënt over wat ontbreekt, of verleng de oude zorg.",
    (StepKind.COMPLETE,),
    page="without-completion",
)

TERM_DURING_HOLD = Next(
    "Nu: ga weer verder en neem het besluit",
    "Dit wacht langer dan de termijn voor het besluit. Wachten stopt die termijn niet (Awb, artikel 4:13 en 4:15). Ga "
    "weer verder, en neem het besluit of zeg dat het later komt.",
    (StepKind.RESUME,),
)

AWAITING_REPAIR = Next(
    "Nu: wacht op de aanvulling van het bezwaar",
    "De cliënt kan nog aanvullen wat er aan het bezwaar ontbreekt. Komt er niets voor de dag die u noemde? Dan "
    "loopt de termijn weer, en mag u beslissen dat u het bezwaar niet behandelt (Awb, artikel 6:6).",
    (StepKind.REPAIR,),
)

VIEW_LOST = Next(
    "Nu: vraag opnieuw wat de cliënt van het plan vindt",
    "De brief waarin u dat vroeg, ging niet op tijd weg of kwam terug. De cliënt had dus te weinig tijd om te "
    "antwoorden (Awb, artikel 4:7). Stel de vraag opnieuw, met een latere dag. Zei de cliënt het al? Leg dat dan vast.",
    (StepKind.ASK_VIEW,),
)
COMPLETION_LOST = Next(
    "Nu: vraag opnieuw om wat ontbreekt",
    "De brief waarin u dat vroeg, ging niet op tijd weg of kwam terug. De cliënt had dus te weinig tijd om aan te "
    "vullen (Awb, artikel 4:5). Stel de vraag opnieuw, met een latere dag. Kwam de aanvulling al? Leg dat dan vast.",
    (StepKind.ASK_COMPLETION,),
    page="without-completion",
)
REPAIR_LOST = Next(
    "Nu: vraag opnieuw om het bezwaar aan te vullen",
    "De brief waarin u dat vroeg, ging niet op tijd weg of kwam terug. De cliënt had dus te weinig tijd om te "
    "antwoorden (Awb, artikel 6:6). Stel de vraag opnieuw, met een latere dag. Kwam de aanvulling al? Leg dat dan "
    "vast.",
    (StepKind.ASK_REPAIR,),
)

TELLING_PGB = Next(
    "Nu: laat de cliënt weten of het pgb doorgaat",
    "Onze brief belooft dat de cliënt voor de laatste dag van het pgb hoort of er daarna nog een pgb is. Vraag het "
    "college wat het besloot (Wmo 2015, artikel 8.4 lid 2), vertel het de cliënt, en leg dat bij Herbeoordeling vast.",
    (StepKind.TELL_PGB,),
)

INVITATION_UNSENT = Next(
    "Nu: zorg dat de cliënt van het gesprek weet",
    "De brief over de afspraak is nog niet weg, of kwam terug, en het gesprek is dichtbij. Geef de mailing met de "
    "brief vrij als hij nog op tijd komt. Anders: bel de cliënt, of verzet de afspraak.",
    page="conversation",
)

FIXING_PENALTY = Next(
    "Nu: stel de dwangsom vast",
    "De gemeente besliste te laat. Of zij besliste nog niet, en alle dagen met dwangsom zijn voorbij. Besluit hoeveel "
    "dwangsom de cliënt krijgt, of dat er geen dwangsom is, en stuur dat besluit (Awb, artikel 4:17 en 4:18). Leg "
    "daarna vast dat het weg is.",
    (StepKind.FIX_PENALTY,),
)

UNHEARD = Next(
    "Nu: neem het besluit terug",
    "De brief waarin u vroeg wat de cliënt van uw plan vindt, is niet verstuurd of kwam terug. Zo mag u niet afwijzen "
    "(Awb, artikel 4:7). Neem het besluit hieronder terug en stel de vraag opnieuw, met een latere dag.",
)


UNASKED = Next(
    "Nu: neem het besluit terug",
    "De brief waarin u vroeg om wat ontbreekt, kwam terug. De cliënt kreeg dus geen tijd om aan te vullen, en u moet "
    "de aanvraag behandelen (Awb, artikel 4:5). Neem het besluit hieronder terug.",
)


TOO_LATE = Next(
    "Nu: neem het besluit",
    "De brief dat u de aanvraag niet behandelt, ging niet op tijd weg. Dat besluit is daarom teruggenomen. Beslis nu "
    "op wat er is (Awb, artikel 4:5 lid 4).",
    page="decision",
)

OFFER_OPEN = Next(
    "Nu: vraag of de cliënt het aanbod aanneemt",
    "Het oude recht loopt nog. Leg vast of de cliënt het nieuwe aanbod aanneemt.",
    (StepKind.ACCEPT_OFFER, StepKind.REFUSE_OFFER),
)


DIED = Next("Nu: niets te doen", "Deze cliënt is overleden. Er is geen gesprek en geen besluit meer nodig.")


CAME_BACK = Next(
    "Nu: zoek uit waarom de brief met het besluit terugkwam",
    "De cliënt kreeg het besluit niet. Het geldt dus nog niet (Awb, artikel 3:40). Klopt het adres? Is de cliënt "
    "verhuisd of overleden? Laat verkeerde gegevens verbeteren. Maak daarna de brief opnieuw: met de datum van vandaag "
    "en het adres dat wij dan kennen. Hij komt in de volgende mailing. Drukt u twee keer? Dan komt er maar een brief.",
    (StepKind.SEND,),
    page="again",
)
YES_FELL = (
    "De cliënt zei ja tegen dit aanbod. Dat ja telt niet meer, en het oude recht loopt door (Wmo 2015, artikel 8.3). "
    "Vraag het opnieuw als de nieuwe brief weg is."
)
ANSWER_CAME_BACK = Next(
    "Nu: zoek uit waarom de brief met de beslissing op het bezwaar terugkwam",
    "De cliënt kreeg de beslissing niet. Zij geldt dus nog niet, en de tijd voor beroep loopt niet (Awb, artikel 3:40 "
    "en 6:8). Klopt het adres? Is de cliënt verhuisd of overleden? Laat verkeerde gegevens verbeteren. Maak daarna de "
    "brief opnieuw: met de datum van vandaag en het adres dat wij dan kennen. Hij komt in de volgende mailing. Drukt u "
    "twee keer? Dan komt er maar een brief.",
    (StepKind.SEND_OBJECTION_DECISION,),
    page="again",
)


SENT_AGAIN = Next(
    "Nu: verstuur de nieuwe brief met het besluit",
    "De brief kwam terug, en is opnieuw gemaakt. De cliënt heeft hem dus nog niet, en het besluit geldt nog niet (Awb, "
    "artikel 3:40). Geef de mailing met de brief vrij. Daarna gaat de afdruk naar de post. Dan staat hier vanzelf dat "
    "hij verstuurd is.",
    (StepKind.SEND,),
    page="mailing",
)
ANSWER_SENT_AGAIN = replace(
    SENT_AGAIN,
    title="Nu: verstuur de nieuwe brief met de beslissing op het bezwaar",
    text=SENT_AGAIN.text.replace("het besluit geldt", "de beslissing geldt"),
    steps=(StepKind.SEND_OBJECTION_DECISION,),
)


BEGIN_HERE = Next(
    "Nu: begin hier opnieuw",
    "De vorige gemeente nam een besluit of stopte met de herbeoordeling. Dat bindt de gemeente waar de cliënt nu woont "
    "niet (Wmo 2015, artikel 2.3.5 lid 1). Heeft de cliënt hier zorg nodig, of loopt het oude recht nog? Leg dan een "
    "nieuwe melding vast. Een bezwaar tegen het besluit hoort bij de vorige gemeente.",
    (StepKind.REPORT_NEED,),
)


def awaited(route: Route, today: date) -> Next | None:
    """What comes first while the client can answer a question, when nobody did in time, or when it has to be put again.
    None where no question says another thing than the state."""
    if route.state is RouteState.APPLIED and (view := awaited_view(route)) is not None:
        return VIEW_LOST if is_lost(view, today) else _with_view(view, today)
    if route.state is RouteState.INCOMPLETE and not route.is_too_late_to_leave_untreated:
        return COMPLETION_LOST if lost_question(route, StepKind.ASK_COMPLETION, today) is not None else None
    repair = asked_to_repair(route) if route.state in OBJECTING else None
    if repair is None:
        return None
    return REPAIR_LOST if is_lost(repair, today) else AWAITING_REPAIR


def _with_view(asked: Step, today: date) -> Next:
    day = date_in_words(asked.answer_by)
    if today > asked.answer_by:
        said = f"De cliënt kon tot en met {day} zeggen wat die van het plan vindt. {NEXT[RouteState.APPLIED].text}"
        return replace(NEXT[RouteState.APPLIED], text=said)
    return Next(
        "Nu: wacht op de mening van de cliënt",
        f"De cliënt kan tot en met {day} zeggen wat die van het plan vindt. Leg vast wat de cliënt zegt. Komt er "
        "niets? Neem na die dag het besluit.",
        (StepKind.RECEIVE_VIEW,),
    )


def next_on(
    route: Route,
    today: date,
    *,
    lives_in: str = "",
    unheard: bool = False,
    died: bool = False,
    penalty: bool = False,
    pgb: bool = False,
    offer_open: bool = False,
    decided_until: date | None = None,
    right_until: date | None = None,
    provided_until: date | None = None,
    decide_by: date | None = None,
    unsent_on: date | None = None,
) -> Next:
    """What comes first on a route: nothing for who died; in a state, where the client came to live (`lives_in`) after
    another municipality decided, while it waits, or the client has time to complete the application, longer than the
    old right runs (to `right_until`), while it waits longer than what was decided before (to `provided_until`) or than
    the term to decide (to `decide_by`), while an answer is waited for (`awaited`), once a hearing is planned, or when a
    decision can still be taken back: a refusal before which the client was not heard (`unheard`), or not treating an
    application that nobody had time to complete. A `penalty` to fix comes first where nothing else is to be done, then
    a `pgb` of which the client does not know whether it goes on, and then an offer that the client did not answer
    (`offer_open`). What is decided `decided_until` a day is not done for good. Of a visit `unsent_on` a day nobody told
    the client."""
    if died:
        return DIED
    if unsent_on is not None and route.state is RouteState.INVITED:
        return INVITATION_UNSENT
    if lives_in and route.is_settled_elsewhere(lives_in):
        return BEGIN_HERE
    if penalty and route.state in (RouteState.SENT, RouteState.IN_FORCE):
        return FIXING_PENALTY
    if pgb and route.state in (RouteState.SENT, RouteState.IN_FORCE, RouteState.ENDED):
        return TELLING_PGB
    if offer_open and route.state in (RouteState.SENT, RouteState.IN_FORCE):
        return replace(OFFER_OPEN, text=f"{NEXT[route.state].text} {OFFER_OPEN.text}")
    if route.state is RouteState.IN_FORCE and decided_until is not None:
        last_day = f"De laatste dag is {date_in_words(decided_until)}. Voor die dag moet er een nieuw besluit zijn."
        return Next("Nu: niets te doen", f"{NEXT[route.state].text} {last_day}")
    if any(last is not None and _outlasts(route, last) for last in (right_until, provided_until)):
        return ENDS_DURING_HOLD
    if right_until is not None and _asks_past(route, right_until):
        return ENDS_WHILE_ASKED
    if route.state is RouteState.ON_HOLD and decide_by is not None and decide_by < _waits_until(route):
        return TERM_DURING_HOLD
    if route.undoable is not None and route.undoable.kind is StepKind.NOT_TREAT and not had_time_to_complete(route):
        return UNASKED
    if route.is_too_late_to_leave_untreated:
        return TOO_LATE
    if unheard and route.undoable is not None and route.undoable.kind is StepKind.DECIDE:
        return UNHEARD
    asked = awaited(route, today)
    if asked is not None and route.state in OBJECTING and not _is_heard_first(route):
        return asked
    if route.waiting_objection is not None:
        first = came_back(route) or asked or NEXT[route.state]
        waits = f"Er ligt al een bezwaar, van {date_in_words(route.waiting_objection.on)}."
        article = "6:10" if route.state is RouteState.DECIDED and route.untreated is None else "6:19"
        return replace(first, text=f"{first.text} {waits} Dat behandelt u daarna (Awb, artikel {article}).")
    if (back := came_back(route)) is not None:
        return back
    last = route.last(StepKind.OBJECT, StepKind.INVITE_HEARING)
    if route.state is not RouteState.OBJECTION or last is None or last.kind is not StepKind.INVITE_HEARING:
        return asked or NEXT[route.state]
    day = date_in_words(date.fromisoformat(last.details["day"]))
    said = f"De hoorzitting is op {day} om {last.details['from']} uur. Leg daarna vast dat de hoorzitting is geweest."
    return Next("Nu: houd de hoorzitting", said, (StepKind.HEAR,))


def came_back(route: Route) -> Next | None:
    """Of a decision whose letter the post brought back: why, and then that the new one has to leave."""
    if route.came_back is None:
        return None
    again = route.written_again_on is not None
    if route.state is RouteState.OBJECTION_DECIDED:
        return ANSWER_SENT_AGAIN if again else ANSWER_CAME_BACK
    said = route.last(StepKind.ACCEPT_OFFER)
    first = SENT_AGAIN if again else CAME_BACK
    fell = said is not None and route.fell_with_its_letter(said)
    return replace(first, text=f"{first.text} {YES_FELL}") if fell else first


def _is_heard_first(route: Route) -> bool:
    """Whether the hearing is before the last day to repair the objection."""
    hearing, repair = planned_hearing(route), asked_to_repair(route)
    return hearing is not None and repair is not None and hearing.hearing_day <= repair.answer_by


def _outlasts(route: Route, right_until: date) -> bool:
    """Whether it is on hold until after this day, since before it ended."""
    held = route.last(StepKind.HOLD)
    if route.state is not RouteState.ON_HOLD or held is None:
        return False
    return held.on <= right_until < _waits_until(route)


def _asks_past(route: Route, right_until: date) -> bool:
    """Whether the client has until after this day to complete the application, since before it ended."""
    asked = route.last(StepKind.ASK_COMPLETION)
    if route.state is not RouteState.INCOMPLETE or route.is_too_late_to_leave_untreated or asked is None:
        return False
    return asked.on <= right_until < asked.answer_by


def _waits_until(route: Route) -> date:
    """Of a route on hold the day that was agreed."""
    held = route.last(StepKind.HOLD)
    return date.fromisoformat(held.details["until"]) if held is not None else date.min
