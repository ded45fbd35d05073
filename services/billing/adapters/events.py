"""Events of billing and of other services as values of our own, and back: the only place that knows their field names.

Fields that we do not need are ignored and not kept. A missing field raises KeyError and an impossible value ValueError;
`decoded` makes that a message that can never be worked.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.billing.domain.client.care import DeliveryForm, Domain, Function
from services.billing.domain.client.revisions import ClientFacts, ClientRights, DeterminedRight, IndicatedFunction
from services.billing.domain.client.route import (
    DecisionKind,
    DecisionMade,
    Ending,
    Provision,
    RightEnded,
    Step,
    StepTaken,
)
from services.billing.domain.client.spans import Span
from services.billing.domain.contribution.charges import Charge, ContributionAssessed
from services.billing.domain.pgb.holding import BudgetGranted, BudgetWaiting, BudgetWithdrawn, Change, HeldLine, Holding
from shared.events.envelope import Event
from shared.messaging.work import Outgoing

BillingEvent = Change | ContributionAssessed
_STEPS = {
    "send": Step.SEND,
    "send-objection-decision": Step.SEND,
    "grant-urgent-help": Step.SEND,  # It cannot wait for a letter: Wmo 2015 2.3.3.
    "returned": Step.RETURNED,
    "accept-offer": Step.ACCEPT_OFFER,
    "undo": Step.UNDO,
}
_DISMISSED = frozenset({"dismissed", "inadmissible"})
_WORDS = {
    "21": "DOMESTIC-HELP",
    "31": Function.PV.value,
    "41": Function.VP.value,
    "61": Function.BH.value,
    "71": Function.KVB.value,
    "81": Function.BGI.value,
    "82": Function.BGG.value,
    "91": "ADL",
}


def encode(event: BillingEvent) -> Outgoing:
    match event:
        case BudgetGranted(holding, turn):
            return Outgoing("budget-granted", holding.client_id, _granted(holding) | {"turn": turn})
        case BudgetWithdrawn():
            return Outgoing("budget-withdrawn", event.client_id, _withdrawn(event))
        case BudgetWaiting(holding):
            return Outgoing("budget-waiting", holding.client_id, _waiting(holding))
        case ContributionAssessed():
            return Outgoing("contribution-assessed", event.client_id, _assessed(event))


def client_facts(event: Event) -> ClientFacts:
    """Of intake's client-transferred.v1; name, address and carer stay out."""
    data = event.data
    return ClientFacts(
        client_id=event.subject,
        revision=data["revision"],
        municipality=data["municipality"],
        birth_date=date.fromisoformat(data["person"]["birthDate"]),
        functions=tuple(_function(each) for each in data["functions"]),
        died_on=_day(data["person"]["diedOn"]),
    )


def client_rights(event: Event) -> ClientRights:
    """Of migration's right-determined.v1."""
    data = event.data
    return ClientRights(
        client_id=event.subject,
        revision=data["revision"],
        municipality=data["municipality"],
        determined_on=date.fromisoformat(data["determinedOn"]),
        rights=tuple(_right(each) for each in data["functions"]),
    )


def decision_made(event: Event) -> DecisionMade:
    """Of migration's decision-made.v1; reasons, amounts of care and providers stay out."""
    data = event.data
    return DecisionMade(
        decision_id=data["decisionId"],
        route=data["route"],
        municipality=data["municipality"],
        kind=DecisionKind(data["kind"]),
        made_on=date.fromisoformat(data["madeOn"]),
        starts_on=date.fromisoformat(data["startsOn"]),
        ends_on=_day(data["endsOn"]),
        provisions=tuple(_provision(each) for each in data["provisions"]),
        replaces=data["replaces"],
        waits_for_acceptance=data["waitsForAcceptance"],
    )


def step_taken(event: Event) -> StepTaken | None:
    """Of migration's step-taken.v1; None for a step that changes no money, whatever its word is."""
    data = event.data
    step, details = _STEPS.get(data["step"]), data["details"]
    if data["step"] == "decide-objection" and details["outcome"] in _DISMISSED:
        step = Step.DISMISS
    if step is None:
        return None
    of_decision = step is not Step.UNDO
    return StepTaken(
        step_id=data["stepId"],
        step=step,
        recorded_on=date.fromisoformat(data["recordedOn"]),
        decision_id=details["decisionId"] if of_decision else None,
        old_right_until=date.fromisoformat(details["oldRightUntil"]) if step is Step.ACCEPT_OFFER else None,
        undoes=data["undoes"],
    )


def right_ended(event: Event) -> RightEnded:
    """Of migration's right-ended.v1."""
    data = event.data
    return RightEnded(date.fromisoformat(data["lastDay"]), Ending(data["why"]), tuple(data["functions"]))


def _provision(data: Mapping[str, Any]) -> Provision:
    """The code of the care is a word (BGI) or one of code list COD732 (81)."""
    word = data["function"]
    cents = data["yearlyCents"]
    return Provision(_WORDS.get(word, word), DeliveryForm(data["form"].upper()), cents)


def _function(data: Mapping[str, Any]) -> IndicatedFunction:
    return IndicatedFunction(
        id=data["id"],
        word=data["function"],
        care_class=data["class"],
        delivery_form=DeliveryForm(data["deliveryForm"]),
        transport=data["transport"],
        zzp=data["zzp"] or None,
        gross_year=data["pgb"]["grossYearCents"] if data["pgb"] is not None else None,
    )


def _right(data: Mapping[str, Any]) -> DeterminedRight:
    return DeterminedRight(
        function_id=data["id"],
        domain=Domain(data["domain"]),
        delivery_form=DeliveryForm(data["deliveryForm"]),
        conditional=data["conditional"],
        days=_days(data["rightFrom"], data["rightUntil"]),
        pgb_until=_day(data["pgbUntil"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _days(first: str | None, last: str | None) -> Span | None:
    return None if first is None or last is None else Span(date.fromisoformat(first), date.fromisoformat(last))


def _granted(holding: Holding) -> dict[str, Any]:
    return {
        "revision": holding.revision,
        "municipality": holding.municipality,
        **_from_until(holding.days),
        "grossCents": holding.amounts.gross,
        "contributionCents": holding.amounts.contribution,
        "netCents": holding.amounts.net,
        "unaccountableCents": holding.amounts.unaccountable,
        "conditional": holding.conditional,
        "lines": [_line(line) for line in holding.lines],
    }


def _line(line: HeldLine) -> dict[str, Any]:
    return {
        "functionId": line.function_id,
        "grossCents": line.gross,
        "calculation": line.calculation,
        "conditional": line.conditional,
        "decisionId": line.decision_id,
    }


def _withdrawn(event: BudgetWithdrawn) -> dict[str, Any]:
    return {"revision": event.revision, "municipality": event.municipality, "reason": event.problem, "turn": event.turn}


def _waiting(holding: Holding) -> dict[str, Any]:
    return {
        "revision": holding.revision,
        "municipality": holding.municipality,
        "standingGrossCents": holding.amounts.gross,
        "reasons": [card.as_json() for card in holding.waits_for],
    }


def _assessed(event: ContributionAssessed) -> dict[str, Any]:
    return {
        "revision": event.revision,
        "municipality": event.municipality,
        "regimes": [_regime(charge) for charge in event.charges],
        "turn": event.turn,
    }


def _regime(charge: Charge) -> dict[str, Any]:
    return {
        "functionId": charge.function_id,
        "regime": charge.outcome.regime.value,
        **_from_until(charge.days),
        "reason": charge.outcome.reason.as_json(),
        "decisionId": charge.decision_id,
    }


def _from_until(days: Span | None) -> dict[str, str | None]:
    """Without a last day when none was set."""
    last = days.last.isoformat() if days and days.last != date.max else None
    return {"from": days.first.isoformat() if days else None, "until": last}
