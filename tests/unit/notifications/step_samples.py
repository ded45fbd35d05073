"""What migration tells about an invented client's route, one sample per form of each letter."""

import uuid
from dataclasses import replace
from typing import Any

from shared.events.contracts import example
from shared.events.envelope import Event
from tests.support.notifications import Person, event

MADE, CANCELLED, TAKEN = "appointment-made", "appointment-cancelled", "step-taken"
BEFORE = {"appointmentId": "0b1f3c1e-6f36-4c0f-9a7e-3d2b7f0f6a10", "day": "2015-02-09", "from": "13:00"}
REASON: dict[str, Any] = {
    "rule": "decision.in-kind",
    "law": "Wmo 2015",
    "article": "2.3.5 lid 3",
    "explanation": "U krijgt begeleiding, omdat uw eigen mensen dit niet kunnen doen.",
    "inputs": {},
    "result": "2 uur per week",
    "version": "procedure@2015-01-01",
    "link": "https://wetten.overheid.nl/jci1.3:c:BWBR0035362&artikel=2.3.5&z=2015-03-30&g=2015-03-30",
}
IN_KIND: dict[str, Any] = {
    "function": "BGI",
    "amount": 250,
    "unit": "hours",
    "form": "zin",
    "provider": {"agb": "41410001", "name": "Stichting De Brug"},
    "yearlyCents": None,
}
PGB: dict[str, Any] = IN_KIND | {
    "function": "BGG",
    "amount": 400,
    "unit": "half-days",
    "form": "pgb",
    "provider": None,
    "yearlyCents": 512_340,
}


def number(text: str) -> str:
    """An id that follows from a text."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, text))


def told(person: Person, name: str, service: str = "migration", **said: Any) -> Event:
    """The example of the contract about this person, with what is said otherwise."""
    data = example(f"nl.zachte-landing.{service}.{name}.v1") | {
        "municipality": person.municipality,
        "revision": person.revision,
    }
    return event(service, name, person.id, data | said)


def step(person: Person, word: str, details: dict[str, Any], **said: Any) -> Event:
    key = f"{person.id}:{word}:{sorted(details.items())}"
    base: dict[str, Any] = {
        "stepId": number(key),
        "step": word,
        "state": "invited",
        "deadlines": [],
        "details": details,
    }
    return told(person, TAKEN, **(base | said))


def appointment(person: Person, **said: Any) -> Event:
    first: dict[str, Any] = {
        "appointmentId": number(f"{person.id}:first"),
        "reason": "first",
        "replaces": None,
        "people": 1,
    }
    return told(person, MADE, **(first | said))


AT_THE_SAME_TIME = {"from": BEFORE["from"]}


def before(person: Person, **said: Any) -> Event:
    """The appointment that BEFORE names."""
    return appointment(person, **{name: BEFORE[name] for name in ("appointmentId", "day", "from")}, **said)


def _off(person: Person, **said: Any) -> Event:
    return told(person, CANCELLED, appointmentId=BEFORE["appointmentId"], **said)


def decision(person: Person, kind: str, *provisions: dict[str, Any], **said: Any) -> Event:
    base: dict[str, Any] = {
        "decisionId": number(f"{person.id}:{kind}:{sorted(said.items())!r}"),
        "kind": kind,
        "provisions": list(provisions),
        "reasons": [REASON],
        "waitsForAcceptance": False,
        "oldRightUntil": None,
    }
    return told(person, "decision-made", **(base | said))


OFFICE = {"kind": "office", "address": "Voorbeeldplein 4, Houten"}
PHONE = {"kind": "telephone", "address": ""}


APART: dict[str, Any] = {"oldRightUntil": "2015-12-31", "oldEnds": {"BGI": "2015-12-31", "BGG": "2015-06-20"}}
KEPT: dict[str, Any] = {
    "oldRightUntil": "2018-12-10",
    "oldEnds": {"STAY": "2018-12-10"},
    "pgbEnds": {"STAY": "2015-12-31"},
    "startsOn": "2016-01-01",
}
"""Beside a right to protected living of which the pgb can stop first."""
STAY_IN_KIND, STAY_PGB = IN_KIND | {"function": "STAY"}, PGB | {"function": "STAY"}
OUTCOMES = ("upheld", "partly", "dismissed", "inadmissible")


NO_HEARING = {
    "clearly-inadmissible": "inadmissible",
    "clearly-unfounded": "dismissed",
    "hearing-not-wanted": "dismissed",
    "hearing-not-answered": "partly",
    "fully-met": "upheld",
    "did-not-come": "dismissed",
}
"""Why nobody was heard, with the outcome of the objection."""


def _on_objection(
    person: Person, outcome: str, *gives: dict[str, Any], no_hearing: str | None = None, **said: Any
) -> list[Event]:
    """The step that says what came of it, and the decision."""
    gives = gives or ((IN_KIND,) if outcome in ("upheld", "partly") else ())
    made = decision(person, "on-objection", *gives, endsOn=None, **said)
    details = {
        "decisionId": made.data["decisionId"],
        "outcome": outcome,
        "why": "U hebt laten zien dat uw dochter dit niet kan doen",
        "noHearing": no_hearing,
    }
    return [step(person, "decide-objection", details, state="objection-decided"), made]


def _after_a_yes(person: Person, outcome: str, **said: Any) -> list[Event]:
    """An offer from 6 February, a yes of 16 February, and then the decision on an objection against it."""
    offer = decision(person, "in-kind", IN_KIND, **(OFFERED | said))
    of = {"decisionId": offer.data["decisionId"]}
    yes = step(person, "accept-offer", of | {"oldRightUntil": "2015-02-16"}, state="sent")
    steps = [step(person, "send", of, state="sent"), yes]
    answer, made = _on_objection(person, outcome, IN_KIND, **(OFFERED | said), replaces=of["decisionId"])
    told_in_order = [replace(each, sequence=at) for at, each in enumerate([*steps, answer], start=1)]
    return [offer, *told_in_order, made]


OFFERED: dict[str, Any] = {"startsOn": "2015-02-06", "waitsForAcceptance": True, "oldRightUntil": "2015-12-31"}


STOPS = ("withdrawn", "no-need", "moved")


def _after_a_stop(person: Person, why: str, name: str) -> list[Event]:
    return [
        step(person, "end", {"reason": why}, state="ended"),
        told(person, name, functions=[person.function_id], conversation=None),
    ]


def samples(person: Person) -> dict[str, list[Event]]:
    """By a name that begins with the kind of letter that it gives. What moves or cancels an appointment stands behind
    the appointment of which the client was told before."""
    return {name: each if isinstance(each, list) else [each] for name, each in _samples(person).items()}


def _samples(person: Person) -> dict[str, Event | list[Event]]:
    end = {"state": "ended"}
    return {
        "invitation": appointment(person),
        "invitation at the office": appointment(person, place=OFFICE, people=2),
        "invitation by telephone": appointment(person, place=PHONE),
        "appointment-moved": [before(person), appointment(person, reason="we-moved", replaces=BEFORE)],
        "appointment-moved after its day": [
            before(person),
            appointment(person, reason="we-moved", replaces=BEFORE, madeOn="2015-02-18", day="2015-03-10"),
        ],
        "appointment-moved after its day by illness": [
            before(person),
            appointment(person, reason="illness", replaces=BEFORE, madeOn="2015-02-18", day="2015-03-10"),
        ],
        "appointment-moved by illness": [
            before(person),
            appointment(person, reason="illness", replaces=BEFORE, place=OFFICE),
        ],
        "appointment-moved by the client": [
            before(person),
            appointment(person, reason="client-asked", replaces=BEFORE, place=PHONE),
        ],
        "appointment-moved to somebody else": [
            before(person, caseworker="H. Smit"),
            appointment(person, reason="client-asked", replaces=BEFORE, day=BEFORE["day"], **AT_THE_SAME_TIME),
        ],
        "appointment-moved to another place": [
            before(person),
            appointment(person, reason="illness", replaces=BEFORE, place=OFFICE, day=BEFORE["day"], **AT_THE_SAME_TIME),
        ],
        "appointment-cancelled": [before(person), _off(person)],
        "appointment-cancelled at the end": [before(person), _off(person, reason="ended", newOneFollows=False)],
        "appointment-cancelled by a prolongation": [
            before(person),
            _off(person, reason="prolonged", newOneFollows=False),
        ],
        "appointment-cancelled by a hold": [before(person), _off(person, reason="on-hold", newOneFollows=True)],
        "need-received": step(
            person,
            "report-need",
            {"receivedOn": "2015-03-12"},
            state="planned",
            deadlines=[
                {"kind": "investigation", "lastDay": "2015-04-23", "law": "Wmo 2015", "article": "2.3.2 lid 1"},
                {"kind": "personal-plan", "lastDay": "2015-03-19", "law": "Wmo 2015", "article": "2.3.2 lid 2"},
            ],
        ),
        "need-received later": step(person, "report-need", {"receivedOn": "2015-03-12"}, state="planned"),
        "no-answer": step(person, "remind", {"number": 1, "answerBy": "2015-02-20"}),
        "no-answer again": step(person, "remind", {"number": 2, "answerBy": "2015-03-06"}),
        "report": step(person, "report", {"reportId": number("report"), "canApply": True}),
        "report that is no application": step(person, "report", {"reportId": number("report"), "canApply": False}),
        "decision in kind": decision(person, "in-kind", IN_KIND),
        "decision as an offer": decision(
            person, "in-kind", IN_KIND, waitsForAcceptance=True, oldRightUntil="2015-12-31"
        ),
        "decision beside rights that end apart": decision(person, "in-kind", IN_KIND, **APART),
        "decision as an offer beside rights that end apart": decision(
            person, "in-kind", IN_KIND, waitsForAcceptance=True, **APART
        ),
        "decision pgb": decision(person, "pgb", PGB, endsOn=None),
        "decision both": decision(person, "both", IN_KIND | {"provider": None, "amount": None, "unit": ""}, PGB),
        "decision own strength": decision(person, "own-strength", oldRightUntil="2015-06-30"),
        "decision refusal": decision(person, "refusal"),
        "decision end": decision(person, "end"),
        "decision not treated": decision(person, "not-treated", oldRightUntil="2015-12-31"),
        "decision in kind beside a pgb that stops": decision(
            person, "in-kind", STAY_IN_KIND, waitsForAcceptance=True, **KEPT
        ),
        "decision pgb after a pgb that stops": decision(person, "pgb", STAY_PGB, **KEPT),
        "decision not treated beside a pgb that stops": decision(person, "not-treated", **KEPT),
        "prolongation of a pgb that stops": decision(person, "prolongation", STAY_PGB, **KEPT),
        "urgent-help beside a pgb that stops": decision(person, "urgent-help", STAY_IN_KIND, **KEPT),
        "decision not treated after the right": decision(person, "not-treated"),
        "prolongation": decision(person, "prolongation", IN_KIND),
        "prolongation beside the old right": decision(person, "prolongation", IN_KIND, oldRightUntil="2015-12-31"),
        "prolongation beside rights that end apart": decision(person, "prolongation", IN_KIND, **APART),
        "urgent-help beside rights that end apart": decision(person, "urgent-help", IN_KIND, **APART),
        "urgent-help by a pgb": decision(person, "urgent-help", PGB, oldRightUntil="2015-12-31"),
        "urgent-help": decision(person, "urgent-help", IN_KIND, oldRightUntil="2015-12-31"),
        "incomplete": step(
            person,
            "ask-completion",
            {"missing": ["Een kopie van uw paspoort", "Het zorgplan"], "answerBy": "2015-03-26"},
        ),
        "later": step(
            person, "extend", {"newLastDay": "2015-04-24", "why": "Wij wachten nog op een brief van uw huisarts"}
        ),
        "later on an objection": step(
            person, "adjourn", {"newLastDay": "2015-04-24", "why": "Wij wachten nog op een brief van uw huisarts"}
        ),
        "view": step(
            person,
            "ask-view",
            {"intended": "Wij willen de hulp bij het huishouden niet geven.", "answerBy": "2015-03-20"},
        ),
        "objection-received": step(
            person,
            "object",
            {"inTime": True, "objectionNumber": 1},
            deadlines=[{"kind": "decision-on-objection", "lastDay": "2015-07-01", "law": "Awb", "article": "7:10"}],
        ),
        "objection-received early": step(person, "object", {"inTime": True, "objectionNumber": 1}, state="decided"),
        "objection-received late": step(person, "object", {"inTime": False, "objectionNumber": 1}),
        "objection-received excused": step(
            person,
            "object",
            {"inTime": False, "excused": True, "objectionNumber": 1},
            deadlines=[{"kind": "decision-on-objection", "lastDay": "2015-07-01", "law": "Awb", "article": "7:10"}],
        ),
        "objection-incomplete": step(
            person,
            "ask-repair",
            {
                "missing": ["Waarom u het niet eens bent met het besluit", "Uw handtekening"],
                "answerBy": "2015-03-26",
            },
            state="objection",
            deadlines=[{"kind": "decision-on-objection", "lastDay": "2015-07-01", "law": "Awb", "article": "7:10"}],
        ),
        "hearing": step(
            person,
            "invite-hearing",
            {"day": "2015-05-12", "from": "10:00", "place": "Voorbeeldplein 4, Houten, kamer 2"},
        ),
        "hearing soon": step(
            person, "invite-hearing", {"day": "2015-03-31", "from": "10:00", "place": "Voorbeeldplein 4, Houten"}
        ),
        **{f"objection-decided {outcome}": _on_objection(person, outcome) for outcome in OUTCOMES},
        **{
            f"objection-decided without a hearing ({why})": _on_objection(person, outcome, no_hearing=why)
            for why, outcome in NO_HEARING.items()
        },
        "objection-decided as an offer": _on_objection(
            person, "upheld", waitsForAcceptance=True, oldRightUntil="2015-12-31"
        ),
        "objection-decided as an offer beside rights that end apart": _on_objection(
            person, "upheld", waitsForAcceptance=True, **APART
        ),
        "objection-decided upheld beside a pgb that stops": _on_objection(person, "upheld", STAY_PGB, **KEPT),
        "objection-decided as an offer beside a pgb that stops": _on_objection(
            person, "upheld", STAY_IN_KIND, waitsForAcceptance=True, **KEPT
        ),
        "objection-decided after a yes": _after_a_yes(person, "dismissed", oldEnds={"BGI": "2015-12-31"}),
        "objection-decided upheld after a yes": _after_a_yes(person, "upheld", oldEnds={"BGI": "2015-12-31"}),
        "objection-decided with a budget": _on_objection(person, "partly", PGB),
        **{f"hand-over {to}": step(person, "end", {"reason": to}, **end) for to in ("wlz", "insurer", "youth")},
        "moved": step(person, "end", {"reason": "moved"}, **end),
        "right-ending": told(person, "right-ending", functions=[person.function_id]),
        "right-ending with a day": told(
            person, "right-ending", functions=[person.function_id], conversation="2015-12-01"
        ),
        "right-ending without a day": told(
            person, "right-ending", functions=[person.function_id], conversation=None, weeks=4
        ),
        **{f"right-ending after a stop ({why})": _after_a_stop(person, why, "right-ending") for why in STOPS},
        **{f"right-ended after a stop ({why})": _after_a_stop(person, why, "right-ended") for why in STOPS},
        "right-ended": told(person, "right-ended", functions=[person.function_id]),
        "right-ended after a decision that gives nothing": told(
            person, "right-ended", functions=[person.function_id], decided=True
        ),
        "right-ended by an offer": told(
            person, "right-ended", functions=[person.function_id], why="offer-accepted", decisionId=number("d")
        ),
        "budget-ending": told(person, "budget-ending", "billing", functions=[person.function_id]),
        "budget-ending again": told(person, "budget-ending", "billing", functions=[person.function_id], weeks=4),
        "budget-ended": told(person, "budget-ended", "billing", functions=[person.function_id]),
        "right-ended given up": told(person, "right-ended", functions=[person.function_id], why="given-up"),
    }
