"""What intake and migration tell of clients, as values. Fields that are not needed are ignored and not kept."""

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
from shared.events.envelope import Event
from shared.fields import day_or_none

_STEPS = {
    "send": Step.SEND,
    "send-objection-decision": Step.SEND,
    "grant-urgent-help": Step.SEND,  # It cannot wait for a letter: Wmo 2015 2.3.3.
    "returned": Step.RETURNED,
    "accept-offer": Step.ACCEPT_OFFER,
    "undo": Step.UNDO,
}
_GIVEN_UP = "transition.pgb-given-up"
"""The rule of migration by which a client gave a pgb up."""
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


def client_facts(event: Event) -> ClientFacts:
    """Of intake's client-transferred.v1; name, address and carer stay out."""
    data = event.data
    return ClientFacts(
        client_id=event.subject,
        revision=data["revision"],
        municipality=data["municipality"],
        birth_date=date.fromisoformat(data["person"]["birthDate"]),
        functions=tuple(_function(each) for each in data["functions"]),
        died_on=day_or_none(data["person"]["diedOn"]),
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
        ends_on=day_or_none(data["endsOn"]),
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
    if data["step"] == "end" and details["reason"] == "died":
        step = Step.DIE
    if step is None:
        return None
    of_decision = step not in (Step.UNDO, Step.DIE)
    return StepTaken(
        step_id=data["stepId"],
        step=step,
        recorded_on=date.fromisoformat(data["recordedOn"]),
        decision_id=details["decisionId"] if of_decision else None,
        old_right_until=date.fromisoformat(details["oldRightUntil"]) if step is Step.ACCEPT_OFFER else None,
        undoes=data["undoes"],
        died_on=date.fromisoformat(data["on"]) if step is Step.DIE else None,
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
        pgb_until=day_or_none(data["pgbUntil"]),
        pgb_given_up=any(reason["rule"] == _GIVEN_UP for reason in data["reasons"]),
    )


def _days(first: str | None, last: str | None) -> Span | None:
    return None if first is None or last is None else Span(date.fromisoformat(first), date.fromisoformat(last))
