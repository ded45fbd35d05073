"""What happened on a client's way to a decision, in words to the client. Only what somebody recorded has happened; a
decision is not spoken of before it was sent. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from services.notifications.domain.client.care_words import care_name
from services.notifications.domain.portal.conversation import conversation_held
from services.notifications.domain.portal.elsewhere import ABOUT_A_DECISION, decision_there, step_there
from services.notifications.domain.replies.answer import Answer
from services.notifications.domain.replies.words import SAID
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import Decision, DecisionKind, Step, hour_in_words, when_in_words
from shared.dutch import date_in_words, list_in_words

DECIDED: Mapping[str, str] = {
    "in-kind": "U krijgt zorg die wij voor u regelen",
    "pgb": "U krijgt een pgb",
    "both": "U krijgt zorg die wij voor u regelen, en een pgb",
    "own-strength": "U krijgt geen zorg van de gemeente",
    "refusal": "U krijgt deze zorg niet",
    "end": "Uw zorg stopt",
    "not-treated": "Wij behandelen uw aanvraag niet",
    "prolongation": "Uw zorg gaat langer door",
    "urgent-help": "U krijgt meteen hulp, voor een tijd",
    "on-objection": "Wij beslisten over uw bezwaar",
}
OFFERED: Mapping[str, str] = {
    "in-kind": "zorg die wij voor u regelen",
    "pgb": "een pgb",
    "both": "zorg die wij voor u regelen, en een pgb",
}
GRANTED_IN_WORDS = ("U kreeg gelijk met uw bezwaar.", "U kreeg voor een deel gelijk met uw bezwaar.")
"""Without and with "for a part"."""
BEGINS: Mapping[str, str] = {
    "in-kind": "Uw nieuwe zorg begint",
    "pgb": "Uw nieuwe pgb begint",
    "both": "Uw nieuwe zorg en uw nieuwe pgb beginnen",
}
ENDED: Mapping[str, str] = {
    "died": "Wij hoorden van het overlijden",
    "moved": "U bent verhuisd naar een andere gemeente. Die helpt u verder",
    "wlz": "Uw zorg komt van het zorgkantoor (Wlz)",
    "withdrawn": "U wilde niet verder met uw aanvraag",
    "no-need": "U hebt geen zorg van de gemeente meer nodig",
}
STEPS: Mapping[str, str] = {
    "report-need": "U vertelde ons dat u hulp nodig hebt",
    "remind": "Wij vroegen u nog eens om te antwoorden",
    "hold-conversation": "Gesprek met de gemeente",
    "report": "Wij maakten een verslag van het gesprek",
    "apply": "U vroeg zorg aan",
    "complete": "Uw aanvraag is compleet",
    "notice-of-default": "U liet weten dat ons besluit te laat is",
    "fix-penalty": "Wij besloten over de dwangsom, omdat ons besluit te laat was",
    "receive-view": "U vertelde wat u van ons plan vindt",
    "returned": "Onze brief met het besluit kwam terug met de post",
    "accept-offer": "U nam ons aanbod aan",
    "refuse-offer": "U nam ons aanbod niet aan",
    "take-effect": "Ons besluit staat nu vast",
    "object": "Wij kregen uw bezwaar",
    "ask-hearing-wish": "Wij vroegen of u wilt komen uitleggen waarom u bezwaar maakt",
    "repair": "U vulde uw bezwaar aan",
    "hear": "U vertelde waarom u bezwaar maakt",
    "send-objection-decision": "Wij stuurden u ons besluit over uw bezwaar",
    "withdraw-objection": "U trok uw bezwaar in",
    "resume": "Wij gaan weer verder met uw aanvraag",
    "correct-day": "Wij verbeterden een dag die bij ons verkeerd stond. Daardoor kan een uiterste dag anders zijn",
}
"""Steps that always say the same; what is neither here nor in `_WITH_DETAILS` is not for the page."""
AFTER_PGB: Mapping[str, str] = {
    "goes-on": "Wij vertelden u dat uw pgb doorgaat",
    "ends": "Wij vertelden u dat uw pgb stopt",
    "": "Wij vertelden u of uw pgb doorgaat",
}
TERMS: Mapping[str, str] = {
    "investigation": "Ons onderzoek is klaar",
    "personal-plan": "U kunt een eigen plan inleveren",
    "decision": "U krijgt ons besluit",
    "completion": "U kunt uw aanvraag aanvullen",
    "objection": "U kunt bezwaar maken",
    "decision-on-objection": "U krijgt ons besluit over uw bezwaar",
    "view": "U kunt zeggen wat u van ons plan vindt",
    "repair": "U kunt uw bezwaar aanvullen",
}


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was recorded: on which day it is told, by which key it is known, and what. `own`: the client did
    it, so it is no news."""

    key: str
    day: date
    what: str
    own: bool = False


def told_on_route(route: ClientRoute, answers: Sequence[Answer]) -> Iterator[Told]:
    """All that happened, in no order."""
    overtaken = set(_overtaken(route))
    for step in route.steps:
        if step.step_id not in overtaken and (what := _step_in_words(step, route)):
            town = _town_of(step, route)
            said = what if route.town in ("", town) else step_there(step, town, what)
            yield Told(f"step {step.step_id}", step.on, said)
    yield from _changed_appointments(route)
    for heard in route.confirmed:
        yield Told(f"confirmed {heard.appointment_id}", heard.heard_on, SAID["suits"], own=True)
    for answer in answers:
        if answer.kind != "has-died":
            yield Told(f"answer {answer.answer_id}", answer.received_on, SAID[answer.kind], own=True)


def _town_of(step: Step, route: ClientRoute) -> str:
    """Whose step it is: what is about a decision can be recorded after the move, by the clock or a print run."""
    before = route.steps[: route.steps.index(step) + 1]
    about = (decision_of(each, route) for each in reversed(before)) if step.step in ABOUT_A_DECISION else ()
    return next((each.municipality for each in about if each is not None), step.municipality)


def _overtaken(route: ClientRoute) -> Iterator[str]:
    """What is not so any more: that a decision stands, when an objection came in time all the same (Awb 6:9(2)), and an
    invitation to a hearing after which came another."""
    for place, step in enumerate(route.steps):
        after = route.steps[place + 1 :]
        if step.step == "take-effect":
            next_one = next((each for each in after if each.step in ("object", "send")), None)
            if next_one is not None and next_one.step == "object" and next_one.details.get("inTime"):
                yield step.step_id
        if step.step == "invite-hearing":
            next_one = next((each for each in after if each.step in ("object", "hear", "invite-hearing")), None)
            if next_one is not None and next_one.step == "invite-hearing":
                yield step.step_id


def decisions_in_words(route: ClientRoute, today: date) -> Sequence[str]:
    """Those that were sent. An offer is none before the client says yes, or the old right is over (Wmo 2015 8.3(1)).
    None gives anything after a death, which staff can read here."""
    ended = route.ended_by
    if ended is not None and ended.details.get("reason") == "died":
        return []
    standing = (each for each in route.sent_decisions() if not _applied_again(route, each))
    found = ((_until_answer(route, each, today), _decision_in_words(route, each, today)) for each in standing)
    return [said for pair in found for said in pair if said]


def _until_answer(route: ClientRoute, answer: Decision, today: date) -> str:
    """The decision that an objection took the place of gives its care until the day before the other one does, as the
    letter says; empty when there is no such day to come."""
    before = replaced_until(route, answer)
    if before is None or before[1] < today or not route.binds(answer):
        return ""
    first, last = before
    days = _span(first_day(route, first), None)
    return f"Ons eerste besluit geldt tot en met {date_in_words(last)}: {_small(DECIDED[first.kind])}, {days}."


def replaced_until(route: ClientRoute, answer: Decision) -> tuple[Decision, date] | None:
    """The decision that gives care of which this answer to an objection takes the place, and the last day on which it
    does; None when it does on no day."""
    first = next((each for each in route.decisions if each.decision_id == answer.replaces), None)
    if answer.kind != "on-objection" or first is None or not first.provisions:
        return None
    last = min(first.ends_on or date.max, first_day(route, answer) - timedelta(days=1))
    return (first, last) if first_day(route, first) <= last else None


def first_day(route: ClientRoute, decision: Decision) -> date:
    """From which its care is there: after a yes, or after the old rights of which nobody gave any up."""
    if route.old_right_until(decision) is not None or not decision.provisions:
        return route.begins_on(decision)
    return first_days(decision)[0][0]


def _applied_again(route: ClientRoute, decision: Decision) -> bool:
    """Whether an application that was not treated was followed by one that is: then that it is not treated stands in
    the timeline alone."""
    sent = route.last("send", "apply") if decision.kind == "not-treated" else None
    return sent is not None and sent.step == "apply"


def _decision_in_words(route: ClientRoute, decision: Decision, today: date) -> str:
    if not route.binds(decision):
        kind = _gives(decision) if decision.kind == "on-objection" else decision.kind
        return decision_there(decision, kind, _span(route.begins_on(decision), decision.ends_on), route)
    until, first = decision.old_right_until, decision.starts_on
    apart = f": {_old_rights(decision)}" if decision.old_rights_end_apart else ""
    if decision.kind == "not-treated":
        return f"{DECIDED[decision.kind]}. Over uw zorg is daarmee niets besloten."
    if decision.kind == "on-objection":
        granted = GRANTED_IN_WORDS[route.outcome_of(decision) == "partly"]
        return f"{granted} {_decision_in_words(route, replace(decision, kind=_gives(decision)), today)}"
    what = f"{DECIDED[decision.kind]}{_cares(decision) if route.outcome_of(decision) else ''}"
    if route.holds(decision):
        later = "" if decision.waits_for_acceptance else _later_care(decision)
        return f"{what}, {_span(route.begins_on(decision), decision.ends_on)}.{later}"
    if until is not None and until < today:
        span = _span(first_days(decision)[0][0], decision.ends_on)
        return f"{what}, {span}.{_later_care(decision)}"
    offer = OFFERED.get(decision.kind, "andere zorg")
    if route.waits_for_word(decision):
        can = _span(first, decision.ends_on)
        return f"Wij bieden u {offer} aan. Zegt u ja? Dan kan dat {can}. Tot die tijd houdt u uw oude recht{apart}."
    day = apart or f" tot en met {date_in_words(until)}" if until else ""
    goes_on = decision.ends_on is None or until is None or decision.ends_on > until
    after = " Daarna begint de zorg uit ons besluit." if goes_on else ""
    return f"Wij boden u {offer} aan. U nam dat niet aan. U houdt uw oude recht{day}.{after}"


def _old_rights(decision: Decision) -> str:
    by_day = sorted(decision.old_ends.items(), key=lambda each: (each[1], each[0]))
    return list_in_words([f"{_small(care_name(care))} tot en met {date_in_words(until)}" for care, until in by_day])


def _later_care(decision: Decision) -> str:
    """The care that begins later, because the old right to it goes first; empty when there is none."""
    days = first_days(decision)
    later = [f"{_small(care_name(care))} op {date_in_words(day)}" for day, care in days if day > days[0][0]]
    return f" Later begint: {list_in_words(later)}." if later else ""


def first_days(decision: Decision) -> Sequence[tuple[date, str]]:
    """On which day which care begins beside old rights that nobody gave up, in order of day."""
    given = dict.fromkeys(each.function for each in decision.provisions)
    return sorted((decision.first_day_of(function), function) for function in given)


def _cares(decision: Decision) -> str:
    """Which care a decision gives, as a part of a sentence."""
    names = dict.fromkeys(care_name(each.function) for each in decision.provisions)
    return f": {list_in_words([_small(name) for name in names])}" if names else ""


def _gives(decision: Decision) -> DecisionKind:
    """What one on an objection comes to, in the words of a first decision."""
    if not decision.provisions:
        return "own-strength"
    pgb = {each.pgb for each in decision.provisions}
    return "both" if len(pgb) == 2 else "pgb" if True in pgb else "in-kind"


def _span(first: date, last: date | None) -> str:
    start = date_in_words(first)
    return f"van {start} tot en met {date_in_words(last)}" if last else f"vanaf {start}"


def open_to_appeal(route: ClientRoute) -> Step | None:
    """By which a decision on an objection was sent that did not come back (Awb 3:40, 8:1)."""
    sent = route.last("send-objection-decision")
    return sent if sent is not None and not route.came_back(sent) else None


def coming_on_route(route: ClientRoute, today: date, appeal_by: date | None = None) -> Iterator[tuple[date, str, str]]:
    """Day, when in words, and what: the terms that still run, and a hearing. Nothing of a route that has ended.
    `appeal_by`: as in `asked_of_client`."""
    if route.ended_by is not None:
        return
    if appeal_by is not None and appeal_by >= today:
        yield appeal_by, f"Uiterlijk {date_in_words(appeal_by)}", "U kunt in beroep gaan bij de rechtbank"
    for term in route.terms:
        if term.last_day >= today and term.kind in TERMS:
            yield term.last_day, f"Uiterlijk {date_in_words(term.last_day)}", TERMS[term.kind]
    for decision in _with_replaced(route):
        kind = _gives(decision) if decision.kind == "on-objection" else decision.kind
        if kind in BEGINS and route.holds(decision) and route.binds(decision):
            yield from _beginnings(route, replace(decision, kind=kind), today)
    if (hearing := hearing_to_come(route, today)) is not None:
        yield hearing[0], date_in_words(hearing[0]), f"U kunt uitleggen waarom u bezwaar maakt{hearing[1]}"


def _with_replaced(route: ClientRoute) -> Iterator[Decision]:
    for decision in route.sent_decisions():
        before = replaced_until(route, decision)
        if before is not None:
            yield before[0]
        yield decision


def _beginnings(route: ClientRoute, decision: Decision, today: date) -> Iterator[tuple[date, str, str]]:
    days = [] if decision.waits_for_acceptance else first_days(decision)
    apart = len({day for day, _ in days}) > 1
    by_day = groupby(days, key=lambda each: each[0]) if apart else [(route.begins_on(decision), [])]
    for day, begun in by_day:
        if day >= today:
            care = [_small(care_name(function)) for _, function in begun]
            what = BEGINS[decision.kind]
            yield day, date_in_words(day), f"{what}: {list_in_words(care)}" if care else what


def hearing_to_come(route: ClientRoute, today: date) -> tuple[date, str] | None:
    """Its day, and hour and place as the end of a sentence."""
    invited = route.last("invite-hearing")
    if invited is None or any(route.since(name, after=invited) for name in ("hear", "withdraw-objection")):
        return None
    day = day_of(invited, "day")
    if day is None or day < today:
        return None
    hour, place = invited.details.get("from"), invited.details.get("place")
    return day, (f", om {str(hour).replace(':', '.')} uur" if hour else "") + (f", {place}" if place else "")


def new_appointments(route: ClientRoute) -> Iterator[Told]:
    """That one was made: news, though its own day is to come."""
    if (stands := route.appointment) is not None and not conversation_held(route, stands):
        yield Told(f"appointment {stands.appointment_id}", stands.made_on, f"Uw afspraak: {when_in_words(stands)}")


def _changed_appointments(route: ClientRoute) -> Iterator[Told]:
    by_id = {each.appointment_id: each for each in route.appointments}
    for new in route.appointments:
        if (old := by_id.get(new.replaces or "")) is not None:
            moved = f"Uw afspraak is verplaatst: niet op {date_in_words(old.day)}, maar op {date_in_words(new.day)}"
            if (old.day, old.starts) == (new.day, new.starts):
                moved = f"Uw afspraak op {date_in_words(new.day)} blijft staan. U praat met {new.caseworker}"
            elif old.day < new.made_on:
                ahead = f"Uw nieuwe afspraak is op {date_in_words(new.day)}"
                moved = f"Het gesprek op {date_in_words(old.day)} ging niet door. {ahead}"
            elif old.day == new.day:
                moved = f"Uw afspraak op {date_in_words(new.day)} is om {hour_in_words(new.starts)} uur"
            yield Told(f"moved {new.appointment_id}", new.made_on, moved)
    for gone in route.cancelled:
        if (old := by_id.get(gone.appointment_id)) is not None:
            what = f"Uw afspraak van {date_in_words(old.day)} gaat niet door"
            yield Told(f"cancelled {gone.appointment_id}", gone.cancelled_on, what)


def _step_in_words(step: Step, route: ClientRoute) -> str:
    with_details = _WITH_DETAILS.get(step.step)
    return with_details(step, route) if with_details else STEPS.get(step.step, "")


def _sent(step: Step, route: ClientRoute) -> str:
    decision = decision_of(step, route)
    if decision is None or route.came_back(step):
        return "Wij stuurden u ons besluit"
    if decision.waits_for_acceptance:
        return f"Wij stuurden u ons besluit: wij bieden u {OFFERED.get(decision.kind, 'andere zorg')} aan"
    return f"Wij stuurden u ons besluit: {_small(DECIDED[decision.kind])}"


def _urgent(step: Step, _route: ClientRoute) -> str:
    first, last = day_of(step, "from"), day_of(step, "until")
    when = f", van {date_in_words(first)} tot en met {date_in_words(last)}" if first and last else ""
    return f"U krijgt meteen hulp{when}"


def _asked(step: Step, _route: ClientRoute) -> str:
    missing = missing_of(step)
    return f"Wij vroegen u om {list_in_words(missing)}" if missing else "Wij vroegen u om meer gegevens"


def _later(step: Step, _route: ClientRoute) -> str:
    last = day_of(step, "newLastDay")
    return f"Wij hebben meer tijd nodig{f', tot en met {date_in_words(last)}' if last else ''}"


def _waits(step: Step, _route: ClientRoute) -> str:
    until = day_of(step, "until")
    return f"Wij wachten even{f', tot {date_in_words(until)}' if until else ''}"


def _ends(step: Step, _route: ClientRoute) -> str:
    return ENDED.get(str(step.details.get("reason")), "Wij zijn gestopt met uw aanvraag")


_WITH_DETAILS: Mapping[str, Callable[[Step, ClientRoute], str]] = {
    "send": _sent,
    "grant-urgent-help": _urgent,
    "ask-completion": _asked,
    "ask-repair": _asked,
    "ask-view": lambda _step, _route: "Wij vroegen wat u van ons plan vindt",
    "invite-hearing": lambda _step, _route: "Wij nodigden u uit om uw bezwaar uit te leggen",
    "extend": _later,
    "adjourn": _later,
    "hold": _waits,
    "end": _ends,
    "tell-pgb": lambda step, _route: AFTER_PGB.get(str(step.details.get("afterwards")), AFTER_PGB[""]),
}


def decision_of(step: Step, route: ClientRoute) -> Decision | None:
    return next((each for each in route.decisions if each.decision_id == step.details.get("decisionId")), None)


def missing_of(step: Step) -> list[str]:
    """What somebody asked for, as the end of a sentence."""
    return [_small(str(each)) for each in step.details.get("missing", ())]


def day_of(step: Step, name: str) -> date | None:
    """A day among the details; None when the step tells none."""
    told = step.details.get(name)
    return date.fromisoformat(told) if isinstance(told, str) else None


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
