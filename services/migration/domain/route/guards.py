"""What must hold before a step besides the state: the reason why not, in Dutch, or nothing. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta

from services.migration.domain.route.asking import lost_question, was_put
from services.migration.domain.route.days_of_steps import why_not_for_day, why_not_on_day
from services.migration.domain.route.decided_elsewhere import NOT_HERE, REPORT, why_not_here
from services.migration.domain.route.facts import Facts, Guard
from services.migration.domain.route.objection_guards import OBJECTION_GUARDS
from services.migration.domain.route.offer_guards import NOT_THE_DECISION, OFFER_GUARDS, why_yes_stays
from services.migration.domain.route.route import Actor, Route, Step
from services.migration.domain.route.rules import BY_THE_CLOCK, RULES
from services.migration.domain.route.states import CLOSED, UNDECIDED, EndReason, RouteState, StepKind
from services.migration.domain.route.view_first import hears_first, was_heard, why_not_heard
from shared.dutch import date_in_words


def why_not(route: Route, step: Step, facts: Facts) -> str | None:
    """Why this step cannot be taken now; None when it can."""
    rule = RULES[step.kind]
    if route.state not in rule.sources and not (step.kind is StepKind.REPORT_NEED and facts.may_report):
        return f"Deze stap kan niet: {STATE_WORDS[route.state]}."
    if reason := why_not_here(route, step, facts) or why_not_on_day(route, step, facts) or why_not_for_day(step, facts):
        return reason
    guard = GUARDS.get(step.kind)
    return guard(route, step, facts) if guard is not None else None


def why_not_undone(route: Route, step_id: str, today: date, lives_in: str) -> str | None:
    """`lives_in`: the client's municipality now."""
    step = next((one for one in route.undoable_on(today) if one.step_id == step_id), None)
    if step is None:
        accepted, stays = route.accepted, why_yes_stays(route)
        if accepted is not None and accepted.step_id == step_id and stays is not None:
            return stays
        return "Deze stap kan niet terug: er is al een brief over, of er kwam een stap na."
    return None if step.is_taken_back_in(lives_in) else f"{NOT_HERE} {REPORT}"


def _conversation(route: Route, step: Step, facts: Facts) -> str | None:
    """8.7(3): investigations can be carried out from a day on."""
    first = facts.law.day("investigation.first-day", step.on)
    if step.on < first:
        return f"Een onderzoek kan pas vanaf {date_in_words(first)} (Wmo 2015, artikel 8.7 lid 3)."
    return None


def _application(route: Route, step: Step, facts: Facts) -> str | None:
    """2.3.2(9): not before the investigation is done, unless its six weeks have passed. Of who applies again that holds
    still: an application went before."""
    if route.state in (RouteState.REPORTED, RouteState.NOT_TREATED):
        return None
    weeks = facts.law.integer("term.investigation", step.on)
    start = facts.investigation_start
    if start is not None and step.on > start + timedelta(weeks=weeks):
        return None
    return (
        "Een aanvraag kan pas als het verslag er is, of als de termijn voor het onderzoek voorbij is (Wmo 2015, "
        "artikel 2.3.2 lid 9)."
    )


def _decision(route: Route, step: Step, facts: Facts) -> str | None:
    """No decision without investigation, or its lawful exception; a hearing first where Awb 4:7 and 4:8 ask for it."""
    if not investigated(route) and not applied_without_investigation(route):
        return "Er is nog geen onderzoek: houd eerst het gesprek en maak het verslag (Wmo 2015, artikel 2.3.2)."
    if reason := _why_still_waited_for(route, step):
        return reason
    decision = facts.decision
    if decision is None:
        return "Er is nog geen besluit ingevuld."
    if hears_first(decision, facts.law) and not was_heard(route, step):
        return (
            "U wijst af op gegevens die anders zijn dan de cliënt vertelde. "
            f"{why_not_heard(route, facts.today)} (Awb, artikel 4:7)."
        )
    return None


def _why_still_waited_for(route: Route, step: Step) -> str | None:
    """4:5(1): the client has until the day that was given. After it somebody decides on what there is."""
    asked = route.last(StepKind.ASK_COMPLETION)
    if route.state is not RouteState.INCOMPLETE or asked is None:
        return None
    until = asked.answer_by
    if step.on > until:
        return None
    return f"De cliënt kan nog aanvullen tot en met {date_in_words(until)} (Awb, artikel 4:5)."


def had_time_to_complete(route: Route) -> bool:
    """The letter that asks for what is missing left in time to answer it, and did not come back."""
    asked = route.last(StepKind.ASK_COMPLETION)
    return asked is not None and was_put(asked)


def _asking_completion(route: Route, step: Step, facts: Facts) -> str | None:
    """4:5(1): one question at a time; another one when that came too late to be answered."""
    asked = route.last(StepKind.ASK_COMPLETION)
    if route.state is not RouteState.INCOMPLETE or asked is None:
        return None
    if lost_question(route, StepKind.ASK_COMPLETION, facts.today) is not None:
        return None
    return f"U vroeg dit al. De cliënt kan aanvullen tot en met {date_in_words(asked.answer_by)}."


def _not_treating(route: Route, step: Step, facts: Facts) -> str | None:
    """4:5(1): only who had the time that was given to complete the application, by a letter that left, and let it pass;
    4:5(4): and made known within four weeks after it."""
    if not had_time_to_complete(route):
        return (
            "De brief waarin u vraagt om wat ontbreekt, is niet op tijd verstuurd of kwam terug. De cliënt kreeg dus "
            "niet genoeg tijd om aan te vullen. Vraag het opnieuw, of behandel de aanvraag (Awb, artikel 4:5 lid 1)."
        )
    if reason := _why_still_waited_for(route, step):
        return reason
    until = facts.not_treating_until
    if until is None or step.on > until:
        over = f" Dat kon tot en met {date_in_words(until)}." if until is not None else ""
        return f"De aanvraag niet behandelen kan niet meer.{over} Beslis nu op wat er is (Awb, artikel 4:5 lid 4)."
    return None


def investigated(route: Route) -> bool:
    return route.has(StepKind.HOLD_CONVERSATION) and route.has(StepKind.REPORT)


def applied_without_investigation(route: Route) -> bool:
    """2.3.2(9): the client applied because the six weeks had passed. `_application` let it through."""
    return route.has(StepKind.APPLY) and not route.has(StepKind.REPORT)


def _sending(route: Route, step: Step, facts: Facts) -> str | None:
    if step.details["decisionId"] != route.decision_id:
        return NOT_THE_DECISION
    if facts.decision is not None and step.on < facts.decision.made_on:
        return f"Het besluit is van {date_in_words(facts.decision.made_on)}. Versturen kan niet eerder."
    return None


def _returned(route: Route, step: Step, facts: Facts) -> str | None:
    """3:40: what came back was not made known. Only the decision that stands counts."""
    if step.details["decisionId"] != route.decision_id:
        return NOT_THE_DECISION
    return None


def _effect(route: Route, step: Step, facts: Facts) -> str | None:
    if facts.objection_until is None or step.on <= facts.objection_until:
        return "De termijn voor bezwaar loopt nog."
    return None


def _reminder(route: Route, step: Step, facts: Facts) -> str | None:
    """It asks whether the appointment suits, and the second one says that we wrote twice. Who said so and did not come
    may be reminded from that day on."""
    if facts.suits_on is not None and facts.suits_on > facts.today:
        return "De cliënt zei al dat de afspraak uitkomt. Een herinnering vraagt dat nog een keer."
    if facts.unsent_day is not None:
        return (
            f"De brief over de afspraak van {date_in_words(facts.unsent_day)} is nog niet weg, of kwam terug. De "
            "cliënt weet dus nog van niets. Zorg dat die brief in de post komt, of bel de cliënt en verzet de afspraak."
        )
    first = route.last(StepKind.REMIND)
    if step.details["number"] == 1:
        return None
    if first is None:
        return "Er is nog geen eerste herinnering. Stuur die eerst."
    if step.on > first.answer_by:
        return None
    return f"De cliënt kan nog antwoorden op de vorige herinnering, tot en met {date_in_words(first.answer_by)}."


def _prolongation(route: Route, step: Step, facts: Facts) -> str | None:
    """8.3(1): the accepted offer took the place of the old right, so there is no old care that can go on; nor is there
    after a report of who has no old right that runs, and nothing that was decided before."""
    if facts.offer_until is None:
        provided = facts.provided_until is not None and facts.provided_until >= step.on
        if facts.first_to_stop is not None or provided or not route.has(StepKind.REPORT_NEED):
            return None
        return (
            "Er loopt geen oud recht meer, en geen zorg door een besluit. Er is dus niets om te verlengen. Kan de zorg "
            "niet wachten op het onderzoek? Geef dan tijdelijke hulp (Wmo 2015, artikel 2.3.3)."
        )
    return (
        f"De cliënt nam een aanbod aan, en het oude recht stopte op {date_in_words(facts.offer_until)}. Er is dus geen "
        "oude zorg om te verlengen. Kan de zorg niet wachten op het onderzoek? Geef dan tijdelijke hulp (Wmo 2015, "
        "artikel 2.3.3)."
    )


def _default(route: Route, step: Step, facts: Facts) -> str | None:
    """4:17(3): the weeks without penalty run from one notice. Another one about the same decision begins nothing, and
    what nobody applied for is not late."""
    if facts.decide_by is None and facts.objection_due is None:
        return "Er loopt geen termijn om te beslissen. Een ingebrekestelling kan pas als die er is (Awb, artikel 4:17)."
    last = route.last(StepKind.APPLY, StepKind.OBJECT, StepKind.NOTICE_OF_DEFAULT)
    if last is None or last.kind is not StepKind.NOTICE_OF_DEFAULT:
        return None
    return (
        f"Er is al een ingebrekestelling, van {date_in_words(last.on)}. De dwangsom wordt vanaf die geteld (Awb, "
        "artikel 4:17 lid 3)."
    )


def _penalty_full(route: Route, step: Step, facts: Facts) -> str | None:
    """4:17(1): at most so many days; 4:18 counts from the last of them, with a decision or without."""
    if facts.penalty_full_on is None or step.on <= facts.penalty_full_on:
        return "De dagen met dwangsom zijn nog niet voorbij."
    return None


def _fixing_penalty(route: Route, step: Step, facts: Facts) -> str | None:
    return "Er is geen dwangsom om vast te stellen." if facts.penalty_by is None else None


def _asking_view(route: Route, step: Step, facts: Facts) -> str | None:
    """4:8: the term to decide goes on meanwhile (4:15 stops it for a completion alone). When it is over, who would be
    refused is heard all the same (4:7)."""
    if facts.decide_by is None or facts.decide_by < facts.today:
        return None
    if (first := facts.to_answer.first_answer_by(step, facts.today)) > facts.decide_by:
        return (
            f"Het besluit moet er zijn op {date_in_words(facts.decide_by)}, en de cliënt krijgt tijd om te antwoorden "
            f"tot en met {date_in_words(first)} of langer. Zeg eerst dat het besluit later komt (Awb, artikel 4:14)."
        )
    if step.details.get("answerBy") is None or step.answer_by <= facts.decide_by:
        return None
    return (
        f"Het besluit moet er zijn op {date_in_words(facts.decide_by)}. Kies die dag of een eerdere, of zeg eerst dat "
        "het besluit later komt (Awb, artikel 4:14)."
    )


def _view(route: Route, step: Step, facts: Facts) -> str | None:
    """4:9: the view that was asked for in this application."""
    return (
        None if route.in_application(StepKind.ASK_VIEW) is not None else "Vraag eerst wat de cliënt van het plan vindt."
    )


def _telling_pgb(route: Route, step: Step, facts: Facts) -> str | None:
    return (
        None if facts.pgb_undecided is not None else "Er is geen pgb waarvan de cliënt nog moet horen of het doorgaat."
    )


def _urgent_help(route: Route, step: Step, facts: Facts) -> str | None:
    """2.3.3: after a report, and until the investigation and the application led to a decision on the care."""
    if route.state in UNDECIDED or route.untreated is not None:
        return None
    return (
        "Er is al een besluit over de zorg. Tijdelijke hulp is er alleen tot dat besluit (Wmo 2015, artikel 2.3.3). Is "
        "er daarna iets nieuws? Dat is een nieuwe melding."
    )


SOMEBODY_DIED = "Deze cliënt is overleden. Alleen stoppen kan nog."


def _report_need(route: Route, step: Step, facts: Facts) -> str | None:
    """A next route leaves no place for an objection in this one; a next application in this one does."""
    ended = route.last(StepKind.END)
    if ended is not None and ended.details["reason"] == EndReason.DIED:
        return f"{SOMEBODY_DIED} Was dat een vergissing? Neem het stoppen dan terug."
    until = facts.objection_until
    if route.state is not RouteState.NOT_TREATED or until is None or step.on > until:
        return None
    return (
        f"De cliënt kan nog bezwaar maken tot en met {date_in_words(until)}. Vraagt de cliënt nu opnieuw aan? Leg dan "
        "de aanvraag vast. Daarvoor is geen nieuw onderzoek nodig."
    )


CARE_STOPS = frozenset({EndReason.DIED, EndReason.MOVED, EndReason.WLZ})
"""Why the municipality gives no care any more, whatever was decided about it."""


def _end(route: Route, step: Step, facts: Facts) -> str | None:
    """What is closed can still be overtaken: the client dies, moves, or gets care under another law. Without a reason
    it is asked whether any can be given."""
    if route.state not in CLOSED:
        return None
    reason, before = step.details.get("reason"), route.last(StepKind.END)
    if before is not None and before.details["reason"] in (EndReason.DIED, reason):
        return "Dat is al vastgelegd."
    if reason is None or reason in CARE_STOPS:
        return None
    return (
        f"Stoppen kan niet: {STATE_WORDS[route.state]}. Overleed de cliënt, verhuisde die of komt er zorg uit de Wlz? "
        "Dat kunt u nog wel vastleggen. Iets anders is een nieuwe melding."
    )


GUARDS: Mapping[StepKind, Guard] = {
    StepKind.HOLD_CONVERSATION: _conversation,
    StepKind.APPLY: _application,
    StepKind.ASK_COMPLETION: _asking_completion,
    StepKind.ASK_VIEW: _asking_view,
    StepKind.NOTICE_OF_DEFAULT: _default,
    StepKind.PENALTY_FULL: _penalty_full,
    StepKind.FIX_PENALTY: _fixing_penalty,
    StepKind.RECEIVE_VIEW: _view,
    StepKind.DECIDE: _decision,
    StepKind.NOT_TREAT: _not_treating,
    StepKind.PROLONG: _prolongation,
    StepKind.SEND: _sending,
    StepKind.SEND_OBJECTION_DECISION: _sending,
    StepKind.RETURNED: _returned,
    **OFFER_GUARDS,
    StepKind.TAKE_EFFECT: _effect,
    StepKind.REMIND: _reminder,
    **OBJECTION_GUARDS,
    StepKind.GRANT_URGENT_HELP: _urgent_help,
    StepKind.TELL_PGB: _telling_pgb,
    StepKind.REPORT_NEED: _report_need,
    StepKind.END: _end,
}

STATE_WORDS: Mapping[RouteState, str] = {
    RouteState.PLANNED: "er is nog geen afspraak voor het gesprek",
    RouteState.INVITED: "het gesprek is nog niet geweest",
    RouteState.CONVERSATION_HELD: "het verslag van het gesprek is er nog niet",
    RouteState.REPORTED: "er is nog geen aanvraag",
    RouteState.APPLIED: "er ligt een aanvraag, en nog geen besluit",
    RouteState.INCOMPLETE: "wij wachten op wat er bij de aanvraag ontbreekt",
    RouteState.DECIDED: "het besluit is genomen en nog niet verstuurd",
    RouteState.SENT: "het besluit is verstuurd en de termijn voor bezwaar loopt",
    RouteState.NOT_TREATED: "de aanvraag is niet behandeld",
    RouteState.IN_FORCE: "het besluit staat vast",
    RouteState.OBJECTION: "er is bezwaar gemaakt",
    RouteState.HEARD: "de hoorzitting is geweest en er is nog niet beslist op het bezwaar",
    RouteState.OBJECTION_DECIDED: "er is beslist op het bezwaar, en dat is nog niet verstuurd",
    RouteState.ON_HOLD: "dit wacht tot een afgesproken dag",
    RouteState.ENDED: "deze herbeoordeling is gestopt",
}


AFTER_TYPING = frozenset(
    {
        StepKind.DECIDE,
        StepKind.SEND,
        StepKind.SEND_OBJECTION_DECISION,
        StepKind.RETURNED,
        StepKind.REMIND,
        StepKind.INVITE_HEARING,
    }
)
"""Of these the guards judge what somebody fills in, so nothing can be said of them before."""


def possible_steps(route: Route, *, may_report: bool) -> tuple[StepKind, ...]:
    """What a person could do next, by the state alone, in the order of the table, and whether the client may report.
    Whether there is a penalty to fix, or something to tell of a pgb, no state tells."""
    left_out = (*BY_THE_CLOCK, StepKind.FIX_PENALTY, StepKind.TELL_PGB)
    found = tuple(kind for kind, rule in RULES.items() if route.state in rule.sources and kind not in left_out)
    return (*found, StepKind.REPORT_NEED) if may_report and StepKind.REPORT_NEED not in found else found


def refused_steps(route: Route, facts: Facts, by: Actor) -> Mapping[StepKind, str]:
    """Those of the possible steps that this person would be refused today whatever is filled in, and why."""
    found: dict[StepKind, str] = {}
    for kind in possible_steps(route, may_report=facts.may_report):
        guard, step = GUARDS.get(kind), Step("", kind, facts.today, facts.today, by)
        reason = why_not_here(route, step, facts)
        if reason is None and guard is not None and kind not in AFTER_TYPING:
            reason = guard(route, step, facts)
        found |= {kind: reason} if reason is not None else {}
    return found
