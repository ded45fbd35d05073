"""What must hold before a step on an objection: the reason why not, in Dutch, or nothing. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta

from services.migration.domain.route.asking import is_lost, was_put
from services.migration.domain.route.decisions import GRANTED, INADMISSIBLE, UPHELD
from services.migration.domain.route.facts import Facts, Guard
from services.migration.domain.route.route import ON_APPLICATION, By, Route, Step
from services.migration.domain.route.rules import WAITS_IN
from services.migration.domain.route.states import NoHearing, RouteState, StepKind
from shared.calendar.days import CalendarError
from shared.dutch import date_in_words


def _objection(route: Route, step: Step, facts: Facts) -> str | None:
    """6:7 to 6:9; a late one is taken in when somebody says why it is excusable (6:11), and judged in the decision. One
    against a decision that was not sent yet, or came back, is taken in and waits for the sending (6:10, 3:40). So does
    one against an application that was left untreated, when the client applied again."""
    if route.state in WAITS_IN and route.waiting_objection is not None:
        return "Er ligt al een bezwaar."
    if (reason := _why_replaced(route)) is not None:
        return reason
    if route.state is RouteState.DECIDED:
        return None
    return None if facts.objection_until is not None else "Er is geen besluit verstuurd waartegen bezwaar kan."


def _why_replaced(route: Route) -> str | None:
    """7:11(2), 8:1: a decision on an objection that is granted takes the place of the decision. Nobody objects to what
    is not there any more, and against what stands there is appeal, for who objected and for any other party."""
    last = route.last(*ON_APPLICATION, StepKind.DECIDE_OBJECTION)
    if last is None or last.kind is not StepKind.DECIDE_OBJECTION or last.details["outcome"] not in GRANTED:
        return None
    return (
        f"Op {date_in_words(last.on)} is op een bezwaar beslist, en dat kwam in de plaats van het eerste besluit. "
        "Daartegen kan geen bezwaar meer. Wie het er niet mee eens is, gaat in beroep bij de rechtbank. Dat geldt ook "
        "voor een ander die belang heeft bij het besluit (Awb, artikel 7:11 en 8:1)."
    )


def _withdrawal(route: Route, step: Step, facts: Facts) -> str | None:
    nothing = route.state in WAITS_IN and route.waiting_objection is None
    return "Er is geen bezwaar om in te trekken." if nothing else None


def _objection_decision(route: Route, step: Step, facts: Facts) -> str | None:
    """10:3(3): not by the one who took the decision. 6:11: not too late when that is excused. 7:2, 7:3: a hearing may
    be left out (without_hearing.py); but who was invited to one is heard, or could come."""
    first = route.last(*ON_APPLICATION)
    if first is not None and step.by.by is By.USER and first.by.id == step.by.id:
        return "U nam zelf het besluit. Iemand anders beslist op het bezwaar (Awb, artikel 10:3 lid 3)."
    outcome = step.details.get("outcome")
    if outcome == INADMISSIBLE and _is_excused(route) and not stays_incomplete(route, step):
        return (
            "Dit bezwaar was te laat, en er staat bij dat de cliënt daar niets aan kan doen. Dan moet u het behandelen "
            "(Awb, artikel 6:11)."
        )
    hearing = planned_hearing(route)
    if outcome is None or hearing is None or step.on > hearing.hearing_day or _needs_no_hearing(route, step):
        return None
    return (
        f"De cliënt is uitgenodigd voor een hoorzitting op {date_in_words(hearing.hearing_day)}. Beslis daarna. Eerder "
        "kan alleen als u de cliënt gelijk geeft, als die niet meer gehoord wil worden, of als het bezwaar te laat of "
        "niet compleet is (Awb, artikel 7:2 en 7:3)."
    )


def planned_hearing(route: Route) -> Step | None:
    """The invitation to a hearing of the last objection; None without one, and when it was held."""
    last = route.last(StepKind.OBJECT, StepKind.INVITE_HEARING, StepKind.HEAR)
    return last if last is not None and last.kind is StepKind.INVITE_HEARING else None


def asked_for_wish(route: Route) -> Step | None:
    """7:3: the question whether the client wants to be heard on the last objection, after which nobody was invited."""
    last = route.last(StepKind.OBJECT, StepKind.ASK_HEARING_WISH, StepKind.INVITE_HEARING, StepKind.HEAR)
    return last if last is not None and last.kind is StepKind.ASK_HEARING_WISH else None


def _asking_for_wish(route: Route, step: Step, facts: Facts) -> str | None:
    """7:3: once, and not of who was invited already. The term is a reasonable one, so one question is enough."""
    if planned_hearing(route) is not None:
        return "De cliënt is al uitgenodigd voor een hoorzitting."
    asked = asked_for_wish(route)
    if asked is None:
        return None
    return f"U vroeg dit al. De cliënt kan tot en met {date_in_words(asked.answer_by)} antwoorden."


def _needs_no_hearing(route: Route, step: Step) -> bool:
    """7:3: evidently inadmissible, all is granted, or the client does not want to come any more."""
    outcome, objected = step.details["outcome"], route.last(StepKind.OBJECT)
    if step.details.get("noHearing") == NoHearing.NOT_WANTED:
        return True
    late = objected is not None and not objected.details["inTime"]
    return outcome == UPHELD or (outcome == INADMISSIBLE and (late or stays_incomplete(route, step)))


def _is_excused(route: Route) -> bool:
    """6:11: it came too late, and nobody can say that the client was to blame."""
    objected = route.last(StepKind.OBJECT)
    return objected is not None and not objected.details["inTime"] and bool(objected.details.get("excused"))


def stays_incomplete(route: Route, step: Step) -> bool:
    """6:6: what was asked for by a letter that left in time did not come in time."""
    asked = asked_to_repair(route)
    return asked is not None and was_put(asked) and step.on > asked.answer_by


def _hearing(route: Route, step: Step, facts: Facts) -> str | None:
    """7:2: a hearing was not held before its day. 7:3: it may be held without our invitation, or be left out. 7:5(1):
    by somebody who did not take part in the decision; who records it is who heard."""
    invited = planned_hearing(route)
    if invited is not None and step.on < invited.hearing_day:
        return f"De hoorzitting is op {date_in_words(invited.hearing_day)}. Leg haar vast op die dag of later."
    first = route.last(*ON_APPLICATION)
    if first is None or step.by.by is not By.USER or first.by.id != step.by.id:
        return None
    return (
        "U nam zelf het besluit. Iemand die niet over het besluit ging, hoort de cliënt en legt dat vast (Awb, artikel "
        "7:5 lid 1)."
    )


TO_LIE_AND_ARRIVE = timedelta(weeks=1)
"""So long an invitation may wait in its mailing and be on its way."""


def _hearing_day(route: Route, step: Step, facts: Facts) -> str | None:
    """7:4: papers can be handed in until some days before it, and read for some time, unless the client agrees to come
    sooner. The time begins when the letter that says so can be there; to hand something in takes as long as to answer a
    question."""
    first = _first_hearing_day(step, facts)
    if date.fromisoformat(step.details["day"]) >= first:
        return None
    try:
        first = facts.calendar.next_working_day(first)
    except CalendarError as unknown:
        return str(unknown)
    return (
        "De cliënt krijgt eerst onze brief, moet daarna nog stukken kunnen sturen, en de stukken kunnen lezen (Awb, "
        f"artikel 7:4 lid 1 en 2). Kies {date_in_words(first)} of later. "
        "Wil de cliënt eerder komen? Nodig dan niet uit, en leg de hoorzitting vast als zij geweest is."
    )


def _first_hearing_day(step: Step, facts: Facts) -> date:
    to_read = timedelta(weeks=facts.law.integer("hearing.inspection", step.on))
    papers = timedelta(days=facts.law.integer("hearing.papers", step.on))
    return facts.today + max(TO_LIE_AND_ARRIVE + to_read, facts.to_answer.shortest + papers)


def _adjournment(route: Route, step: Step, facts: Facts) -> str | None:
    """7:10(3): once, and before the term is over."""
    last = route.last(StepKind.OBJECT, StepKind.ADJOURN)
    if last is not None and last.kind is StepKind.ADJOURN:
        return "De beslissing op dit bezwaar is al uitgesteld. Dat kan maar een keer (Awb, artikel 7:10 lid 3)."
    if facts.objection_due is not None and step.on > facts.objection_due:
        until = date_in_words(facts.objection_due)
        return f"De termijn was al voorbij op {until}. Uitstellen kan dan niet meer (Awb, artikel 7:10 lid 3)."
    return None


def asked_to_repair(route: Route) -> Step | None:
    """6:6: the question to repair the objection that was not answered yet; None without one."""
    last = route.last(StepKind.OBJECT, StepKind.ASK_REPAIR, StepKind.REPAIR)
    return last if last is not None and last.kind is StepKind.ASK_REPAIR else None


def _asking_repair(route: Route, step: Step, facts: Facts) -> str | None:
    """6:6: one question at a time; another one when nothing came in time, or the letter cannot leave in time."""
    asked = asked_to_repair(route)
    if asked is None or step.on > asked.answer_by or is_lost(asked, facts.today):
        return None
    return f"U vroeg dit al. De cliënt kan tot en met {date_in_words(asked.answer_by)} antwoorden."


def _repair(route: Route, step: Step, facts: Facts) -> str | None:
    """6:6, 7:10(2)."""
    return None if asked_to_repair(route) is not None else "Vraag eerst wat er aan het bezwaar ontbreekt."


OBJECTION_GUARDS: Mapping[StepKind, Guard] = {
    StepKind.OBJECT: _objection,
    StepKind.WITHDRAW_OBJECTION: _withdrawal,
    StepKind.ASK_HEARING_WISH: _asking_for_wish,
    StepKind.INVITE_HEARING: _hearing_day,
    StepKind.HEAR: _hearing,
    StepKind.ADJOURN: _adjournment,
    StepKind.ASK_REPAIR: _asking_repair,
    StepKind.REPAIR: _repair,
    StepKind.DECIDE_OBJECTION: _objection_decision,
}
