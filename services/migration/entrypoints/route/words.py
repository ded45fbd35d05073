"""Dutch words for the route: its states, its steps and what each step asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from services.migration.domain.route.conversation import Answer, Subject
from services.migration.domain.route.corrections import Outcome
from services.migration.domain.route.decisions import AmountUnit, Decision, DecisionKind
from services.migration.domain.route.details import DESPITE
from services.migration.domain.route.route import By, Step
from services.migration.domain.route.states import EndReason, NoHearing, RouteState, StepKind
from services.migration.entrypoints.rights.words import FUNCTIONS
from shared.dutch import date_in_words, list_in_words

STATES: Mapping[RouteState, str] = {
    RouteState.PLANNED: "nog geen afspraak",
    RouteState.INVITED: "uitgenodigd voor het gesprek",
    RouteState.CONVERSATION_HELD: "gesprek geweest",
    RouteState.REPORTED: "verslag gemaakt",
    RouteState.APPLIED: "aanvraag binnen",
    RouteState.INCOMPLETE: "wacht op aanvulling",
    RouteState.DECIDED: "besluit genomen, nog niet verstuurd",
    RouteState.SENT: "besluit verstuurd, bezwaar kan nog",
    RouteState.NOT_TREATED: "aanvraag niet behandeld",
    RouteState.IN_FORCE: "besluit staat vast",
    RouteState.OBJECTION: "bezwaar gemaakt",
    RouteState.HEARD: "hoorzitting geweest",
    RouteState.OBJECTION_DECIDED: "beslist op het bezwaar, nog niet verstuurd",
    RouteState.ON_HOLD: "wacht tot een afgesproken dag",
    RouteState.ENDED: "gestopt",
}


BY = {By.USER: "een medewerker", By.CLOCK: "vanzelf", By.EVENT: "vanzelf, door een bericht"}


class FieldKind(StrEnum):
    DAY = "day"
    TEXT = "text"
    LINES = "lines"
    YES = "yes"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a step. `name`: as in the details of the wire."""

    name: str
    label: str
    kind: FieldKind
    hint: str = ""
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class StepWords:
    """`done`: in the list of what was done. `button`: on the form; empty for a step with a page of its own or that
    nobody takes by hand. `day`: what the day of the step is called."""

    done: str
    button: str = ""
    day: str = "Op welke dag?"
    help: str = ""
    fields: Sequence[Asked] = ()


def old_right(until: date | None, ends: Mapping[str, date]) -> str:
    """Until when the old right runs; per care when that differs. `ends`: by care its last day."""
    if until is None:
        return "voorbij"
    if len(set(ends.values())) < 2:
        return f"tot en met {date_in_words(until)}"
    by_day = sorted(ends.items(), key=lambda each: (each[1], each[0]))
    return list_in_words([f"{FUNCTIONS[function]} tot en met {date_in_words(day)}" for function, day in by_day])


def holds_in_words(decision: Decision, accepted_until: date | None) -> str:
    """From when until when a decision gives its care, where it was made known: as own page and budget count it.
    `accepted_until`: the last day of the old right by the client's yes; None without one."""
    days = sorted(decision.first_days(accepted_until).items(), key=lambda each: (each[1], each[0]))
    first = _first_day(decision, accepted_until)
    if decision.ends_on is not None and decision.ends_on < first:
        return f"alleen als de cliënt ja zegt, tot en met {date_in_words(decision.ends_on)}"
    later = [f"{FUNCTIONS.get(care, care)} vanaf {date_in_words(day)}" for care, day in days if day > first]
    start, apart = date_in_words(first), f"; {list_in_words(later)}" if later else ""
    last = decision.ends_on
    return f"van {start} tot en met {date_in_words(last)}{apart}" if last is not None else f"vanaf {start}{apart}"


def _first_day(decision: Decision, accepted_until: date | None) -> date:
    return min(decision.first_days(accepted_until).values(), default=decision.starts_on)


def replaced_in_words(first: Decision, answer: Decision, accepted_until: date | None) -> str:
    """How long the decision counts that an objection took the place of: until the day before the answer does, as the
    letter says. Empty when it gives care on no day."""
    begins = _first_day(first, accepted_until)
    last = min(first.ends_on or date.max, _first_day(answer, accepted_until) - timedelta(days=1))
    if not first.provisions or last < begins:
        return ""
    return f"{KINDS[first.kind]}, van {date_in_words(begins)} tot en met {date_in_words(last)}"


def cares(functions: Iterable[str]) -> str:
    return list_in_words(sorted(FUNCTIONS[function] for function in functions))


def pgb_of_old_right(ends: Mapping[str, date]) -> str:
    """Until when the pgb of an old right is certain, where it can stop before that right; empty when there is none."""
    if not ends:
        return ""
    by_day = sorted(ends.items(), key=lambda each: (each[1], each[0]))
    return list_in_words([f"{FUNCTIONS[function]} zeker tot en met {date_in_words(day)}" for function, day in by_day])


END_REASONS = {
    EndReason.DIED.value: "de cliënt is overleden",
    EndReason.MOVED.value: "de cliënt is verhuisd naar een andere gemeente",
    EndReason.WLZ.value: "de cliënt krijgt zorg uit de Wlz",
    EndReason.WITHDRAWN.value: "de cliënt wil dit niet meer",
    EndReason.NO_NEED.value: "er is geen hulp meer nodig",
}
OUTCOMES = {
    "upheld": "de cliënt krijgt gelijk",
    "partly": "de cliënt krijgt voor een deel gelijk",
    "dismissed": "het besluit blijft zoals het is",
    "inadmissible": "wij mogen het bezwaar niet behandelen",
}
NO_HEARING: Mapping[str, str] = {
    NoHearing.CLEARLY_INADMISSIBLE.value: "het is duidelijk dat wij het bezwaar niet mogen behandelen",
    NoHearing.CLEARLY_UNFOUNDED.value: "het is zonder twijfel dat de cliënt geen gelijk krijgt",
    NoHearing.NOT_WANTED.value: "de cliënt zei: ik wil niet gehoord worden",
    NoHearing.NOT_ANSWERED.value: "u vroeg of de cliënt gehoord wil worden, en die zei niet op tijd ja",
    NoHearing.FULLY_MET.value: "de cliënt krijgt helemaal gelijk, en niemand anders heeft daar last van",
    NoHearing.DID_NOT_COME.value: "de cliënt was uitgenodigd voor de hoorzitting, en kwam niet",
}
"""Awb 7:3, and 7:2(1) for the last one."""
AFTER_PGB = {"goes-on": "het pgb loopt door", "ends": "er is daarna geen pgb meer"}
ANSWER_BY = Asked("answerBy", "Tot en met welke dag kan de cliënt antwoorden?", FieldKind.DAY)
TIME_TO_ANSWER = replace(ANSWER_BY, hint="De brief gaat met de post, en de cliënt moet daarna tijd hebben.")
STEPS: Mapping[StepKind, StepWords] = {
    StepKind.INVITE: StepWords(
        "Uitgenodigd voor het gesprek",
        "Vastleggen dat u de cliënt zelf uitnodigde",
        "Wanneer ging de uitnodiging uit?",
        "Doe dit alleen als u buiten dit systeem een afspraak maakte. Maakt u de afspraak hier, dan gaat het vanzelf.",
    ),
    StepKind.REMIND: StepWords(
        "Herinnerd, omdat er geen antwoord kwam",
        "Herinnering sturen",
        "Op welke dag herinnert u?",
        fields=(
            Asked("number", "Welke herinnering?", FieldKind.CHOICE, "", {"1": "de eerste", "2": "de tweede"}),
            ANSWER_BY,
        ),
    ),
    StepKind.HOLD_CONVERSATION: StepWords("Gesprek gehouden"),
    StepKind.REPORT: StepWords(
        "Verslag gemaakt",
        "Verslag is klaar",
        "Op welke dag was het verslag klaar?",
        "Het verslag bestaat uit wat u bij het gesprek invulde. Druk het af en geef of stuur het aan de cliënt. "
        "Die kan het ondertekend terugsturen als aanvraag. De brief die erbij hoort, komt vanzelf in de mailing.",
    ),
    StepKind.APPLY: StepWords("Aanvraag ontvangen", "Aanvraag vastleggen", "Op welke dag kwam de aanvraag binnen?"),
    StepKind.ASK_COMPLETION: StepWords(
        "Gevraagd om wat ontbreekt",
        "Vragen om wat ontbreekt",
        "Op welke dag vraagt u dit?",
        help="De termijn voor het besluit staat stil tot de cliënt heeft aangevuld (Awb, artikel 4:15).",
        fields=(
            Asked("missing", "Wat ontbreekt er?", FieldKind.LINES, "Eén ding per regel. De cliënt leest dit."),
            TIME_TO_ANSWER,
        ),
    ),
    StepKind.COMPLETE: StepWords(
        "Aanvraag is compleet", "Aanvulling vastleggen", "Op welke dag kwam de aanvulling binnen?"
    ),
    StepKind.EXTEND: StepWords(
        "Gezegd dat het besluit later komt",
        "Zeggen dat het besluit later komt",
        "Op welke dag zegt u dit?",
        fields=(
            Asked("newLastDay", "Op welke dag komt het besluit uiterlijk?", FieldKind.DAY),
            Asked("why", "Waarom komt het later?", FieldKind.TEXT, "De cliënt leest dit."),
        ),
    ),
    StepKind.ADJOURN: StepWords(
        "Gezegd dat de beslissing op het bezwaar later komt",
        "Zeggen dat de beslissing op het bezwaar later komt",
        help="Dit kan hoogstens zes weken (Awb, artikel 7:10 lid 3).",
        fields=(
            Asked("newLastDay", "Op welke dag komt de beslissing uiterlijk?", FieldKind.DAY),
            Asked("why", "Waarom komt de beslissing later?", FieldKind.TEXT, "De cliënt leest dit."),
        ),
    ),
    StepKind.NOTICE_OF_DEFAULT: StepWords(
        "Ingebrekestelling ontvangen",
        "Ingebrekestelling vastleggen",
        "Op welke dag kwam de ingebrekestelling binnen?",
        "De cliënt schrijft dat het besluit te laat is. Na twee weken gaat een dwangsom lopen (Awb, artikel 4:17).",
    ),
    StepKind.PENALTY_FULL: StepWords("Alle dagen met dwangsom gingen voorbij zonder besluit"),
    StepKind.FIX_PENALTY: StepWords(
        "Dwangsom vastgesteld",
        "Vastleggen dat de dwangsom is vastgesteld",
        "Op welke dag ging dat besluit de deur uit?",
        "U besluit hoeveel dwangsom de cliënt krijgt, of dat er geen is (Awb, artikel 4:17 en 4:18). De brief daarover "
        "maakt u zelf.",
    ),
    StepKind.TELL_PGB: StepWords(
        "Verteld of er na de laatste dag nog een pgb is",
        "Vastleggen dat de cliënt weet of het pgb doorgaat",
        "Op welke dag liet u dit de cliënt weten?",
        "Het college beslist dit: de wet is niet duidelijk (Wmo 2015, artikel 8.4 lid 2). Bel of schrijf de cliënt. "
        "Loopt het pgb door? Laat functioneel beheer dan vastleggen hoe het college de wet leest.",
        fields=(Asked("afterwards", "Wat hoorde de cliënt?", FieldKind.CHOICE, "", AFTER_PGB),),
    ),
    StepKind.ASK_VIEW: StepWords(
        "Gevraagd wat de cliënt van het plan vindt",
        "Vragen wat de cliënt van het plan vindt",
        "Op welke dag vraagt u dit?",
        help="Doe dit voordat u afwijst op gegevens die anders zijn dan de cliënt vertelde (Awb, artikel 4:7).",
        fields=(
            Asked("intended", "Wat wilt u besluiten, en waarom?", FieldKind.TEXT, "De cliënt leest dit."),
            TIME_TO_ANSWER,
        ),
    ),
    StepKind.RECEIVE_VIEW: StepWords("De cliënt zei wat die van het plan vindt", "Mening van de cliënt vastleggen"),
    StepKind.DECIDE: StepWords("Besluit genomen"),
    StepKind.NOT_TREAT: StepWords("Besloten de aanvraag niet te behandelen"),
    StepKind.PROLONG: StepWords("Besloten de zorg te verlengen"),
    StepKind.SEND: StepWords(
        "Besluit verstuurd",
        "Besluit is verstuurd",
        "Op welke dag ging de brief de deur uit?",
        "Doe dit alleen als de brief niet met een afdruk meegaat. De termijn voor bezwaar begint op deze dag.",
    ),
    StepKind.RETURNED: StepWords(
        "Brief met het besluit kwam terug",
        "De brief kwam terug",
        "Op welke dag kwam de brief terug?",
        "Het besluit geldt dan nog niet (Awb, artikel 3:40). Nam de cliënt het aanbod in die brief al aan? Dat ja telt "
        "dan niet meer: het oude recht loopt door. Vraag het opnieuw als de nieuwe brief weg is.",
    ),
    StepKind.ACCEPT_OFFER: StepWords(
        "Cliënt nam het aanbod aan",
        "Cliënt neemt het aanbod aan",
        "Op welke dag zei de cliënt ja?",
        "Het oude recht stopt op deze dag, en de nieuwe zorg begint de dag daarna. Begint het besluit later? Dan loopt "
        "het oude recht door tot die dag (Wmo 2015, artikel 8.3). Zo is er geen dag zonder zorg.",
    ),
    StepKind.REFUSE_OFFER: StepWords(
        "Cliënt nam het aanbod niet aan",
        "Cliënt neemt het aanbod niet aan",
        help="Het oude recht loopt dan door tot de laatste dag.",
    ),
    StepKind.TAKE_EFFECT: StepWords("De termijn voor bezwaar ging voorbij: het besluit staat vast"),
    StepKind.OBJECT: StepWords(
        "Bezwaar ontvangen",
        "Bezwaar vastleggen",
        "Op welke dag kwam het bezwaar binnen?",
        fields=(
            Asked("posted", "Op de post gedaan op", FieldKind.DAY, "Alleen als het met de post kwam."),
            Asked("why", "Waarom kwam het te laat?", FieldKind.TEXT, "Alleen invullen bij een bezwaar dat te laat is."),
            Asked("excused", "De cliënt kan er niets aan doen dat het te laat is (Awb, artikel 6:11).", FieldKind.YES),
        ),
    ),
    StepKind.ASK_REPAIR: StepWords(
        "Gevraagd om het bezwaar aan te vullen",
        "Vragen om het bezwaar aan te vullen",
        "Op welke dag vraagt u dit?",
        help="Er ontbreekt iets dat in een bezwaar moet staan (Awb, artikel 6:5 en 6:6). De termijn voor de beslissing "
        "staat stil tot de cliënt heeft aangevuld (Awb, artikel 7:10 lid 2). Begint die termijn pas later? Dan staat "
        "zij vanaf dat begin stil.",
        fields=(
            Asked("missing", "Wat ontbreekt er?", FieldKind.LINES, "Eén ding per regel. De cliënt leest dit."),
            TIME_TO_ANSWER,
        ),
    ),
    StepKind.REPAIR: StepWords(
        "Bezwaar is aangevuld", "Aanvulling van het bezwaar vastleggen", "Op welke dag kwam de aanvulling binnen?"
    ),
    StepKind.ASK_HEARING_WISH: StepWords(
        "Gevraagd of de cliënt gehoord wil worden",
        "Vastleggen dat u vroeg of de cliënt gehoord wil worden",
        "Op welke dag ging die brief de deur uit?",
        "De brief maakt u zelf. Noem daarin de dag tot en met welke de cliënt kan antwoorden. Komt er geen antwoord? "
        "Dan kunt u na die dag beslissen zonder hoorzitting (Awb, artikel 7:3). Wil de cliënt gehoord worden? Nodig "
        "dan uit.",
        fields=(ANSWER_BY,),
    ),
    StepKind.INVITE_HEARING: StepWords(
        "Uitgenodigd voor de hoorzitting",
        "Uitnodigen voor de hoorzitting",
        "Op welke dag nodigt u uit?",
        fields=(
            Asked("day", "Dag van de hoorzitting", FieldKind.DAY, "De cliënt kan vooraf de stukken lezen."),
            Asked("from", "Hoe laat?", FieldKind.TEXT, "Bijvoorbeeld 10:00"),
            Asked("place", "Waar?", FieldKind.TEXT),
        ),
    ),
    StepKind.HEAR: StepWords("Hoorzitting gehouden", "Hoorzitting vastleggen", "Op welke dag was de hoorzitting?"),
    StepKind.DECIDE_OBJECTION: StepWords("Beslist op het bezwaar"),
    StepKind.SEND_OBJECTION_DECISION: StepWords(
        "Beslissing op bezwaar verstuurd",
        "Beslissing op bezwaar is verstuurd",
        "Op welke dag ging de brief de deur uit?",
        "Doe dit alleen als de brief niet met een afdruk meegaat.",
    ),
    StepKind.WITHDRAW_OBJECTION: StepWords("Bezwaar ingetrokken", "Cliënt trekt het bezwaar in"),
    StepKind.GRANT_URGENT_HELP: StepWords("Tijdelijke hulp gegeven, omdat het niet kon wachten"),
    StepKind.REPORT_NEED: StepWords(
        "Cliënt meldde zich",
        "Nieuwe melding vastleggen",
        "Op welke dag meldde de cliënt zich?",
        "Er begint een nieuw onderzoek. Dat duurt ten hoogste zes weken (Wmo 2015, artikel 2.3.2).",
    ),
    StepKind.HOLD: StepWords(
        "Laten wachten",
        "Laten wachten tot een dag",
        fields=(
            Asked("until", "Op welke dag gaat het verder?", FieldKind.DAY),
            Asked("why", "Waarom wacht dit?", FieldKind.TEXT, "Dit blijft in het dossier. De cliënt leest het niet."),
        ),
    ),
    StepKind.RESUME: StepWords("Weer verdergegaan", "Nu weer verdergaan"),
    StepKind.END: StepWords(
        "Gestopt",
        "Deze herbeoordeling stoppen",
        "Op welke dag was dat?",
        "Overleed de cliënt? Vul dan de dag van het overlijden in, ook als er daarna nog iets gebeurde. Alles stopt op "
        "die dag.",
        fields=(Asked("reason", "Waarom stopt het?", FieldKind.CHOICE, "", END_REASONS),),
    ),
    StepKind.UNDO: StepWords("Teruggenomen"),
    StepKind.CORRECT_DAY: StepWords("Dag verbeterd"),
}
KINDS: Mapping[DecisionKind, str] = {
    DecisionKind.IN_KIND: "zorg van een zorgaanbieder",
    DecisionKind.PGB: "een pgb",
    DecisionKind.BOTH: "voor een deel zorg, voor een deel een pgb",
    DecisionKind.OWN_STRENGTH: "eigen kracht, netwerk of een gewone voorziening is genoeg",
    DecisionKind.REFUSAL: "afwijzing",
    DecisionKind.END: "na het oude recht geen zorg meer",
    DecisionKind.NOT_TREATED: "de aanvraag niet behandelen",
    DecisionKind.PROLONGATION: "verlenging van de oude zorg",
    DecisionKind.URGENT_HELP: "tijdelijke hulp, omdat het niet kan wachten",
    DecisionKind.ON_OBJECTION: "beslissing op bezwaar",
}
UNITS: Mapping[AmountUnit, str] = {
    AmountUnit.HOURS: "uur per week",
    AmountUnit.HALF_DAYS: "dagdelen per week",
    AmountUnit.DAYS: "etmalen per week",
}
ONE_OF: Mapping[AmountUnit, str] = {AmountUnit.HALF_DAYS: "dagdeel per week", AmountUnit.DAYS: "etmaal per week"}


def in_units(amount: int, unit: AmountUnit) -> str:
    """What `amount`, in hundredths, is counted in."""
    return ONE_OF.get(unit, UNITS[unit]) if amount == 100 else UNITS[unit]


SUBJECTS: Mapping[Subject, tuple[str, str]] = {
    Subject.NEEDS: ("Wat heeft de cliënt nodig, en wat wil die zelf?", "Behoeften, persoonskenmerken en voorkeuren."),
    Subject.OWN_STRENGTH: (
        "Wat kan de cliënt zelf, of met hulp van huisgenoten?",
        "Eigen kracht en gebruikelijke hulp.",
    ),
    Subject.NETWORK: ("Wat kunnen mantelzorgers en anderen doen?", "Mantelzorg en sociaal netwerk."),
    Subject.CARER_SUPPORT: ("Wat heeft de mantelzorger nodig?", "Ook vervangende zorg om even op adem te komen."),
    Subject.GENERAL_PROVISION: ("Welke gewone voorzieningen kunnen helpen?", "Algemene voorzieningen en activiteiten."),
    Subject.COOPERATION: ("Met wie moet de zorg samengaan?", "Zorgverzekeraar, huisarts, jeugdhulp, werk, inkomen."),
    Subject.CONTRIBUTION: ("Wat moet de cliënt zelf betalen?", "Vertel over de eigen bijdrage."),
}
TICKED: Mapping[str, str] = {
    "identified": "Ik zag een identiteitsbewijs.",
    "support_offered": "Ik vertelde dat cliëntondersteuning gratis is.",
    "plan_received": "De cliënt gaf een eigen plan.",
    "pgb_explained": "Ik legde uit wat een pgb is en wat erbij hoort.",
}


def asked_in_conversation() -> dict[str, str]:
    """What the form of the conversation asks, by field, to name what is missing."""
    return {subject.value: said for subject, (said, _) in SUBJECTS.items()} | dict(TICKED)


ANSWERS: Mapping[Answer, str] = {
    Answer.OWN_CIRCLE: "eigen kring",
    Answer.GENERAL: "een gewone voorziening",
    Answer.COLLECTIVE: "een voorziening samen met anderen",
    Answer.INDIVIDUAL: "een voorziening voor deze cliënt",
    Answer.NONE: "hiervoor is niets nodig",
}
DEADLINES = {
    "investigation": "onderzoek klaar",
    "personal-plan": "eigen plan inleveren",
    "decision": "besluit",
    "completion": "aanvulling van de cliënt",
    "not-treating": "besluit om de aanvraag niet te behandelen",
    "objection": "bezwaar maken",
    "decision-on-objection": "beslissen op het bezwaar",
    "view": "mening van de cliënt",
    "repair": "aanvulling van het bezwaar",
    "default-penalty": "besluiten zonder dwangsom",
    "penalty-decision": "besluit over de dwangsom",
}


CORRECTED_DAYS: Mapping[StepKind, str] = {
    StepKind.REPORT_NEED: "de dag waarop de cliënt zich meldde",
    StepKind.APPLY: "de dag waarop de aanvraag binnenkwam",
    StepKind.ASK_COMPLETION: "de dag waarop is gevraagd om wat ontbreekt",
    StepKind.ASK_VIEW: "de dag waarop is gevraagd wat de cliënt van het plan vindt",
    StepKind.NOTICE_OF_DEFAULT: "de dag waarop de ingebrekestelling binnenkwam",
    StepKind.ASK_REPAIR: "de dag waarop is gevraagd om het bezwaar aan te vullen",
    StepKind.SEND: "de dag waarop het besluit is verstuurd",
    StepKind.SEND_OBJECTION_DECISION: "de dag waarop de beslissing op het bezwaar is verstuurd",
}
"""The days after which terms run."""
EFFECTS: Mapping[Outcome, str] = {
    Outcome.MOVES: "verandert",
    Outcome.STAYS_CLOSED: "was al afgesloten en blijft zoals hij was",
    Outcome.BEGINS: "begint",
    Outcome.FALLS_AWAY: "vervalt",
}
TIMELINESS = {True: "op tijd", False: "te laat"}


def judged_in_words(in_time: bool, received_on: date) -> str:
    """Of an objection that is held against the corrected term."""
    day = date_in_words(received_on)
    found = f"Het bezwaar van {day} is met deze dag {TIMELINESS[in_time]} (Awb, artikel 6:7 tot en met 6:11)."
    return found if in_time else f"{found} Vraag de cliënt waarom (artikel 6:11)."


DAYS_OF_STEPS: Mapping[StepKind, tuple[str, str]] = {
    StepKind.HOLD: ("until", "tot {}"),
    StepKind.EXTEND: ("newLastDay", "tot en met {}"),
    StepKind.ADJOURN: ("newLastDay", "tot en met {}"),
    StepKind.ASK_HEARING_WISH: ("answerBy", "antwoord tot en met {}"),
    StepKind.INVITE_HEARING: ("day", "voor {}"),
}
"""The day in the details of a step that a colleague has to know, and how it is said."""
TYPED = ("why", "whyLate", DESPITE)
"""What somebody typed beside a step."""
SAID_ELSEWHERE = frozenset({StepKind.DECIDE_OBJECTION, StepKind.CORRECT_DAY})
"""Steps of which the reason stands with the decision, or on a page of its own."""


def said_in_words(step: Step) -> list[str]:
    """What belongs to a step besides its name: its day, why a route stopped, and what somebody wrote about it."""
    found = []
    if step.kind in DAYS_OF_STEPS:
        name, words = DAYS_OF_STEPS[step.kind]
        found.append(words.format(date_in_words(date.fromisoformat(step.details[name]))))
    if step.kind is StepKind.END:
        found.append(END_REASONS[step.details["reason"]])
    if step.kind is StepKind.TELL_PGB:
        found.append(AFTER_PGB[step.details["afterwards"]])
    typed = (DESPITE,) if step.kind in SAID_ELSEWHERE else TYPED
    return [*found, *(str(step.details[name]) for name in typed if step.details.get(name))]


def taken_back_in_words(undo: Step) -> str:
    """After a day: by whom, or for which reason when nobody did it."""
    if undo.by.by is By.EVENT:
        return ", omdat de brief erover niet is verstuurd."
    return f" door {undo.by.name}." if undo.by.name else "."


def was_in_words(correction: Step) -> str:
    return f"Verbeterd: was {date_in_words(date.fromisoformat(correction.details['was']))}"
