"""What people fill in about a route, made into values. A fault is a ValidationError with a Dutch text per field."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from marshmallow import ValidationError

from services.migration.application.route.correct_day import NO_REASON, CorrectDay
from services.migration.application.route.prepare_prolongation import PrepareProlongation
from services.migration.application.route.take_objection import TakeObjection
from services.migration.application.route.views import RouteFile
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.rights.clients import Provider
from services.migration.domain.rights.facts import CareFunction, DeliveryForm
from services.migration.domain.route.conversation import Answer, ConversationNotes, Need, Subject
from services.migration.domain.route.decisions import AmountUnit, DecisionKind, Draft, PgbCriteria, Provision
from services.migration.domain.route.details import DESPITE, FOLLOWS
from services.migration.domain.route.identifiers import step_id
from services.migration.domain.route.states import NoHearing, StepKind
from services.migration.entrypoints.route.words import OUTCOMES, STEPS, Asked, FieldKind
from shared.access import User
from shared.web.fields import read_day

THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)
HOUR = re.compile(r"([01]\d|2[0-3])[:.]([0-5]\d)")
NEEDS = 6
"""So many needs fit on the form."""
EXTRA_PROVISIONS = 1
ABOUT_DECISION = frozenset(
    {
        StepKind.SEND,
        StepKind.RETURNED,
        StepKind.ACCEPT_OFFER,
        StepKind.REFUSE_OFFER,
        StepKind.SEND_OBJECTION_DECISION,
    }
)
TEXT_MAX = 4000
WHY_MAX = 400
"""So long a reason for a corrected day can be."""
Given = Mapping[str, str]
A_DAY = "Vul een dag in."
OF_DECISION = {
    "starts_on": "Vul in vanaf welke dag het geldt.",
    "ends_on": "Vul in tot en met welke dag het geldt.",
}
OF_PROLONGATION = {
    "ends_from": "Vul in vanaf welke dag het oude recht stopt.",
    "ends_through": "Vul in tot en met welke dag het oude recht stopt.",
    "until": "Vul in tot en met welke dag de zorg doorloopt.",
}
"""What a form with more than one day says of each."""


def day_of(given: Given, name: str, *, required: bool = True) -> date | None:
    text = given.get(name, "").strip()
    if not text and not required:
        return None
    return _day(text, name)


def _day(text: str, name: str) -> date:
    found = read_day(text)
    if found is None:
        raise ValidationError({name: [A_DAY]})
    return found


def on_day(given: Given) -> date:
    return _day(given.get("on", "").strip(), "on")


def seen_of(given: Given) -> int | None:
    text = given.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() else None


def details_of(kind: StepKind, given: Given, file: RouteFile) -> Mapping[str, Any]:
    """In the words of the wire, with what the form does not ask because it follows."""
    typed = {**{asked.name: _typed(asked, given) for asked in STEPS[kind].fields}, **_despite(kind, given)}
    decision_id = file.route.decision_id
    if kind is StepKind.REPORT:
        return {"reportId": step_id(file.route), "canApply": True}
    if kind in ABOUT_DECISION:
        return {"decisionId": decision_id}
    if kind is StepKind.NOTICE_OF_DEFAULT or kind is StepKind.REPORT_NEED:
        return {**typed, "receivedOn": on_day(given).isoformat()}
    if kind is StepKind.REMIND:
        return {**typed, "number": int(typed["number"])}
    return typed


def _despite(kind: StepKind, given: Given) -> Mapping[str, str]:
    """Why somebody takes a step all the same: asked when the step was refused for that."""
    why = given.get(DESPITE, "").strip()[:TEXT_MAX]
    return {DESPITE: why} if why and DESPITE in FOLLOWS.get(kind, {}) else {}


def objection_of(user: User, client_id: str, given: Given) -> TakeObjection:
    return TakeObjection(
        user,
        client_id,
        received_on=on_day(given),
        posted_on=day_of(given, "posted", required=False),
        why_late=given.get("why", "").strip()[:TEXT_MAX],
        excused=given.get("excused") == "yes",
        seen=seen_of(given),
    )


def correction_of(user: User, client_id: str, deadline: tuple[TermKind, int], given: Given) -> CorrectDay:
    kind, number = deadline
    faults: dict[str, list[str]] = {}
    on = _tried(faults, given, "on", A_DAY, required=True)
    why = given.get("why", "").strip()[:WHY_MAX]
    if not why:
        faults["why"] = [NO_REASON]
    if faults or on is None:
        raise ValidationError(faults)
    return CorrectDay(user, client_id, kind, number, on, why, seen_of(given))


def _typed(asked: Asked, given: Given) -> Any:
    text = given.get(asked.name, "").strip()[:TEXT_MAX]
    if asked.kind is FieldKind.DAY:
        day = day_of(given, asked.name, required=not asked.hint.startswith("Alleen"))
        return day.isoformat() if day is not None else None
    if asked.kind is FieldKind.CHOICE:
        if text not in (asked.choices or {}):
            raise ValidationError({asked.name: ["Kies een van de mogelijkheden."]})
        return text
    if asked.name == "from":
        return _hour(text)
    if not text and not asked.hint.startswith("Alleen"):
        raise ValidationError({asked.name: ["Vul dit in."]})
    return [line.strip() for line in text.splitlines() if line.strip()] if asked.kind is FieldKind.LINES else text


def _hour(text: str) -> str:
    found = HOUR.fullmatch(text)
    if found is None:
        raise ValidationError({"from": ["Schrijf een tijd als 10:00."]})
    return time(int(found[1]), int(found[2])).isoformat("minutes")


def notes_of(given: Given) -> ConversationNotes:
    needs = ((given.get(f"need{n}", "").strip()[:200], given.get(f"answer{n}", "")) for n in range(NEEDS))
    return ConversationNotes(
        subjects={subject: given.get(subject.value, "").strip()[:TEXT_MAX] for subject in Subject},
        needs=tuple(Need(what, Answer(answer)) for what, answer in needs if what and answer in list(Answer)),
        present=given.get("present", "").strip()[:200],
        carer_relief=given.get("carer_relief", "").strip()[:TEXT_MAX],
        plan_received=given.get("plan_received") == "yes",
        support_offered=given.get("support_offered") == "yes",
        pgb_explained=given.get("pgb_explained") == "yes",
        identified=given.get("identified") == "yes",
    )


def values_of_notes(notes: ConversationNotes) -> dict[str, str]:
    values = {subject.value: said for subject, said in notes.subjects.items()}
    for number, need in enumerate(notes.needs):
        values |= {f"need{number}": need.what, f"answer{number}": need.answer.value}
    flags = ("plan_received", "support_offered", "pgb_explained", "identified")
    return {
        **values,
        "present": notes.present,
        "carer_relief": notes.carer_relief,
        **{name: "yes" for name in flags if getattr(notes, name)},
    }


def draft_of(given: Given, rows: int) -> Draft:
    """Raises ValidationError with every fault that was found."""
    faults: dict[str, list[str]] = {}
    kind = given.get("kind", "")
    if kind not in list(DecisionKind):
        faults["kind"] = ["Kies wat u besluit."]
    starts = _tried(faults, given, "starts_on", OF_DECISION["starts_on"], required=True)
    ends = _tried(faults, given, "ends_on", OF_DECISION["ends_on"], required=False)
    provisions = [one for n in range(rows) if (one := _provision(given, n, faults)) is not None]
    outcome, no_hearing = given.get("outcome", ""), given.get("no_hearing", "")
    if kind == DecisionKind.ON_OBJECTION and outcome not in OUTCOMES:
        faults["outcome"] = ["Kies de uitkomst van het bezwaar."]
    if faults or starts is None:
        raise ValidationError(faults)
    return Draft(
        kind=DecisionKind(kind),
        starts_on=starts,
        ends_on=ends,
        provisions=tuple(provisions),
        reason=given.get("reason", "").strip()[:TEXT_MAX],
        criteria=PgbCriteria(*(given.get(name) == "yes" for name in ("able", "wants", "good_care"))),
        differs_from_client=given.get("differs") == "yes",
        outcome=outcome,
        despite=given.get(DESPITE, "").strip()[:TEXT_MAX],
        no_hearing=NoHearing(no_hearing) if no_hearing in list(NoHearing) else None,
    )


def _tried(faults: dict[str, list[str]], given: Given, name: str, asked: str, *, required: bool) -> date | None:
    try:
        return day_of(given, name, required=required)
    except ValidationError:
        faults[name] = [asked]
        return None


def _provision(given: Given, n: int, faults: dict[str, list[str]]) -> Provision | None:
    """A row counts when its box is ticked."""
    if given.get(f"give{n}") != "yes":
        return None
    function = given.get(f"function{n}", "")
    if function not in list(CareFunction):
        faults[f"function{n}"] = ["Kies welke zorg dit is."]
        return None
    form = DeliveryForm.PGB if given.get(f"form{n}") == DeliveryForm.PGB else DeliveryForm.ZIN
    unit = given.get(f"unit{n}", "")
    amount = _hundredths(given.get(f"amount{n}", ""), f"amount{n}", faults)
    yearly = _hundredths(given.get(f"euros{n}", ""), f"euros{n}", faults)
    agb, name = given.get(f"agb{n}", "").strip(), given.get(f"provider{n}", "").strip()[:100]
    found = Provision(
        function=function,
        amount=amount,
        unit=AmountUnit(unit) if unit in list(AmountUnit) and amount is not None else None,
        form=form,
        provider=Provider(agb, name) if agb and name else None,
        yearly_cents=yearly if form is DeliveryForm.PGB else None,
    )
    if found.fault_of_unit:
        faults[f"unit{n}"] = [found.fault_of_unit]
    if found.fault_of_provider:
        faults[f"agb{n}"] = [found.fault_of_provider]
    if agb and not name:
        faults[f"provider{n}"] = ["Vul ook de naam van de aanbieder in."]
    if name and not agb:
        faults[f"agb{n}"] = ["Vul ook de AGB-code van de aanbieder in."]
    if found.fault_of_function:
        faults[f"function{n}"] = [found.fault_of_function]
    return found


def _hundredths(text: str, name: str, faults: dict[str, list[str]]) -> int | None:
    """`2,5` as 250; `1.500,00` and `1.500` as 150000; None for nothing."""
    plain = text.strip().replace("€", "").replace(" ", "")
    if not plain:
        return None
    if "," in plain or THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        found = Decimal(plain) * 100
    except InvalidOperation:
        found = Decimal(-1)
    if found <= 0 or found != found.to_integral_value() or found > 100_000_000:
        faults[name] = ["Vul een getal in, met ten hoogste twee cijfers achter de komma."]
        return None
    return int(found)


def hundredths(number: int | None) -> str:
    """250 as `2,5`, as the form takes it; empty for nothing."""
    if number is None:
        return ""
    whole, part = divmod(number, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",")


def wanted_prolongation(user: User, given: Given) -> PrepareProlongation:
    """Who works for one municipality is not asked which."""
    own = sorted(user.municipalities)
    municipality = own[0] if len(own) == 1 else given.get("municipality", "")
    faults: dict[str, list[str]] = {} if municipality else {"municipality": ["Kies een gemeente."]}
    days = {name: _tried(faults, given, name, asked, required=True) for name, asked in OF_PROLONGATION.items()}
    known = {name: day for name, day in days.items() if day is not None}
    if faults:
        raise ValidationError(faults)
    return PrepareProlongation(user, municipality, **known, reason=given.get("reason", "").strip()[:TEXT_MAX])
