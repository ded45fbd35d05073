"""The screen on which a decision is made, also one on an objection."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.ports import Work
from services.migration.application.route.views import TAKERS, RouteFile
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.rights.clients import DeliveredFunction, guidance_with_transport
from services.migration.domain.rights.facts import CareFunction, DeliveryForm, FunctionRight
from services.migration.domain.route.decisions import NO_CARE, UNITS_OF, Decision, DecisionKind, care_of
from services.migration.domain.route.decisions import STEPS as STEP_OF
from services.migration.domain.route.states import StepKind
from services.migration.entrypoints.route import words
from services.migration.entrypoints.route.forms import EXTRA_PROVISIONS, draft_of, hundredths, on_day, seen_of
from services.migration.entrypoints.route.reading import file_of, or_not_found
from shared.access import Scope, allowed
from shared.clock import Clock
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.web.app import current_user
from shared.web.forms import Form

KIND_OF = {DeliveryForm.ZIN: DecisionKind.IN_KIND, DeliveryForm.PGB: DecisionKind.PGB}


def add_decision(blueprint: Blueprint, works: Works[Work], clock: Clock) -> None:
    def shown(file: RouteFile, form: Form) -> tuple[str, int]:
        page = render_template(
            "route/decision.html",
            title="Besluit",
            heading=f"Besluit voor {file.client.name}",
            file=file,
            form=form,
            kinds={kind.value: words.KINDS[kind] for kind in _kinds(file)},
            rows=range(_rows(file)),
            units={unit.value: said for unit, said in words.UNITS.items()},
            forms={DeliveryForm.ZIN.value: "van een zorgaanbieder", DeliveryForm.PGB.value: "pgb"},
            outcomes=words.OUTCOMES,
            objecting=StepKind.DECIDE_OBJECTION in file.possible,
            can_leave_untreated=StepKind.NOT_TREAT in file.possible,
            not_treating_until=next((one.last_day for one in file.running if one.kind is TermKind.NOT_TREATING), None),
        )
        return page, form.status

    @blueprint.get("/clients/<uuid:client_id>/route/decision")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def decision(client_id: UUID) -> tuple[str, int]:
        file, kind = file_of(works, client_id), request.args.get("kind", "")
        objecting = DecisionKind.ON_OBJECTION in _kinds(file) and kind != DecisionKind.URGENT_HELP
        if objecting and file.decision is not None:
            return shown(file, Form(_values_again(file.decision, clock.today())))
        return shown(file, Form(_first_values(file, clock.today(), kind)))

    @blueprint.post("/clients/<uuid:client_id>/route/decision")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def decide(client_id: UUID) -> Response | tuple[str, int]:
        given = request.form
        file = file_of(works, client_id)
        try:
            draft = draft_of(given, 0 if _gives_nothing(works, given.get("kind", ""), clock.today()) else _rows(file))
            with or_not_found(), works.begin() as work:
                make_decision(work, MakeDecision(current_user(), str(client_id), on_day(given), draft, seen_of(given)))
        except (ValidationError, Refused) as error:
            return shown(file, Form(given.to_dict()).wrong(error))
        done = STEP_OF.get(draft.kind, StepKind.DECIDE)
        return redirect(url_for("route.route", client_id=client_id, done=done.value), code=303)


def _gives_nothing(works: Works[Work], kind: str, today: date) -> bool:
    """Of a kind that leaves the client without care in any case: the rows were filled in before it was chosen."""
    with works.read() as work:
        return kind in list(DecisionKind) and care_of(DecisionKind(kind), work.law, today) == {NO_CARE}


def _kinds(file: RouteFile) -> list[DecisionKind]:
    """Those whose step is possible now."""
    return [kind for kind in DecisionKind if STEP_OF.get(kind, StepKind.DECIDE) in file.possible]


def _first_values(file: RouteFile, today: date, kind: str) -> dict[str, str]:
    """What the client has now, as a start: somebody who decides looks at each line anyway."""
    if kind == DecisionKind.NOT_TREATED:
        return {"on": today.isoformat(), "kind": kind, "starts_on": today.isoformat()}
    urgent, until = kind == DecisionKind.URGENT_HELP, file.first_to_stop
    starts = today if urgent or until is None else until + timedelta(days=1)
    forms = {right.delivery_form for _, right in file.client.functions if right.reassess}
    if not kind and forms:
        kind = DecisionKind.BOTH if len(forms) > 1 else KIND_OF[forms.pop()]
    values = {"on": today.isoformat(), "kind": kind, "starts_on": starts.isoformat()}
    for n, (function, delivered, right) in enumerate(_care_now(file)):
        values |= {f"function{n}": function, f"form{n}": right.delivery_form.value}
        values |= {f"unit{n}": UNITS_OF[function].value} if function in UNITS_OF else {}
        if right.reassess and not urgent:
            values[f"give{n}"] = "yes"
        if delivered.provider is not None:
            values |= {f"agb{n}": delivered.provider.agb, f"provider{n}": delivered.provider.name}
    return values


def _care_now(file: RouteFile) -> Sequence[tuple[str, DeliveredFunction, FunctionRight]]:
    """What was delivered, and after it the transport that belongs to guidance (Wmo 2015 8.1(1)e): else nobody would
    think of it, and an offer would end it without a word."""
    care = file.client.functions
    along = guidance_with_transport(care)
    transport = [(CareFunction.TRANSPORT.value, *along)] if along is not None else []
    return [*((delivered.function, delivered, right) for delivered, right in care), *transport]


def _rows(file: RouteFile) -> int:
    """As many as there is care now or in the decision, and some more."""
    decided = len(file.decision.provisions) if file.decision is not None else 0
    return max(len(_care_now(file)), decided) + EXTRA_PROVISIONS


def _values_again(decision: Decision, today: date) -> dict[str, str]:
    """What was decided, as the start of a decision on an objection to it."""
    ends = decision.ends_on.isoformat() if decision.ends_on is not None else ""
    values = {
        "on": today.isoformat(),
        "kind": DecisionKind.ON_OBJECTION.value,
        "starts_on": decision.starts_on.isoformat(),
        "ends_on": ends,
    }
    for n, one in enumerate(decision.provisions):
        values |= {f"give{n}": "yes", f"function{n}": one.function, f"form{n}": one.form.value}
        values |= {f"amount{n}": hundredths(one.amount), f"euros{n}": hundredths(one.yearly_cents)}
        values |= {f"unit{n}": one.unit.value if one.unit is not None else ""}
        if one.provider is not None:
            values |= {f"agb{n}": one.provider.agb, f"provider{n}": one.provider.name}
    return values
