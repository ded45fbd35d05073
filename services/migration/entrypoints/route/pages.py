"""The screens of the route: how it stands and what can be done, the conversation, and the decision."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.migration.application.route.correct_day import correct_day
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.ports import Work
from services.migration.application.route.show_correction import ShowCorrection, show_correction
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.take_objection import take_objection
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.undo_step import UndoStep, undo_step
from services.migration.application.route.views import (
    NO_CLIENT,
    NO_DEADLINE,
    TAKERS,
    Correction,
    RouteFile,
    UnknownClient,
    UnknownCorrection,
    UnknownDeadline,
)
from services.migration.application.route.weigh_correction import WeighCorrection, weigh_correction
from services.migration.domain.deadlines.terms import FREE_TERMS, TermKind
from services.migration.domain.rights.facts import DeliveryForm
from services.migration.domain.route.decisions import STEPS as STEP_OF
from services.migration.domain.route.decisions import Decision, DecisionKind
from services.migration.domain.route.states import StepKind
from services.migration.entrypoints.rights.words import FUNCTIONS
from services.migration.entrypoints.route import words
from services.migration.entrypoints.route.boards import add_boards
from services.migration.entrypoints.route.forms import (
    EXTRA_PROVISIONS,
    NEEDS,
    WHY_MAX,
    correction_of,
    details_of,
    draft_of,
    hundredths,
    notes_of,
    objection_of,
    on_day,
    seen_of,
    values_of_notes,
)
from shared.access import STAFF, Scope, allowed
from shared.clock import Clock
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.web.app import current_user
from shared.web.forms import WHOLE, Form
from shared.web.problem import NotFound

OWN_PAGES = {
    StepKind.HOLD_CONVERSATION: "conversation",
    StepKind.DECIDE: "decision",
    StepKind.PROLONG: "decision",
    StepKind.GRANT_URGENT_HELP: "decision",
    StepKind.DECIDE_OBJECTION: "decision",
}
KIND_OF = {DeliveryForm.ZIN: DecisionKind.IN_KIND, DeliveryForm.PGB: DecisionKind.PGB}
NOT_BY_HAND = (StepKind.UNDO, StepKind.TAKE_EFFECT)


def route_pages(works: Works[Work], clock: Clock) -> Blueprint:
    blueprint = Blueprint("route", __name__)
    blueprint.context_processor(lambda: {"route_words": words, "functions": FUNCTIONS})
    _route(blueprint, works, clock)
    _conversation(blueprint, works, clock)
    _decision(blueprint, works, clock)
    _corrections(blueprint, works)
    add_boards(blueprint, works)
    return blueprint


@contextmanager
def _or_not_found() -> Iterator[None]:
    try:
        yield
    except UnknownClient as error:
        raise NotFound(NO_CLIENT) from error
    except UnknownDeadline as error:
        raise NotFound(NO_DEADLINE) from error
    except UnknownCorrection as error:
        raise NotFound("Deze verbetering is er niet.") from error


def _file(works: Works[Work], client_id: UUID) -> RouteFile:
    with _or_not_found(), works.read() as work:
        return show_route(work, ShowRoute(current_user(), str(client_id)))


def _kind(step: str) -> StepKind:
    """Of a step that has a form."""
    if step not in list(StepKind) or not words.STEPS[StepKind(step)].button:
        raise NotFound("Deze stap is er niet.")
    return StepKind(step)


def _route(blueprint: Blueprint, works: Works[Work], clock: Clock) -> None:
    def shown(file: RouteFile, form: Form) -> tuple[str, int]:
        first = words.next_on(file.route)
        others = [kind for kind in file.possible if kind not in (*first.steps[:1], *NOT_BY_HAND, *OWN_PAGES)]
        page = render_template(
            "route/route.html",
            title="Herbeoordeling",
            heading=file.client.name,
            file=file,
            first=first,
            first_refused=_why_first_is_refused(file, first),
            others=others,
            form=form,
            may_act=current_user().role in TAKERS,
            done=_what_was_done(request.args.get("done", "")),
            held=file.route.last(StepKind.HOLD_CONVERSATION),
            corrections={each.details["corrects"]: each for each in file.route.corrections},
            can_prolong=StepKind.PROLONG in file.possible,
            objecting=StepKind.DECIDE_OBJECTION in file.possible,
        )
        return page, form.status

    @blueprint.get("/clients/<uuid:client_id>/route")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def route(client_id: UUID) -> tuple[str, int]:
        return shown(_file(works, client_id), Form({"on": clock.today().isoformat()}))

    def asked(file: RouteFile, kind: StepKind, form: Form) -> tuple[str, int]:
        title = words.STEPS[kind].button
        return render_template("route/step.html", title=title, file=file, step=kind, form=form), form.status

    @blueprint.get("/clients/<uuid:client_id>/route/steps/<string:step>")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def step(client_id: UUID, step: str) -> tuple[str, int]:
        return asked(_file(works, client_id), _kind(step), Form({"on": clock.today().isoformat()}))

    @blueprint.post("/clients/<uuid:client_id>/route/steps/<string:step>")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def take(client_id: UUID, step: str) -> Response | tuple[str, int]:
        kind, given = _kind(step), request.form
        file = _file(works, client_id)
        try:
            with _or_not_found(), works.begin() as work:
                if kind is StepKind.OBJECT:
                    take_objection(work, objection_of(current_user(), str(client_id), given))
                else:
                    details = details_of(kind, given, file)
                    on = on_day(given)
                    take_step(work, TakeStep(current_user(), str(client_id), kind, on, details, seen_of(given)))
        except (ValidationError, Refused) as error:
            return asked(file, kind, Form(given.to_dict()).wrong(error))
        return redirect(url_for("route.route", client_id=client_id, done=step), code=303)

    @blueprint.post("/clients/<uuid:client_id>/route/undo/<uuid:step_id>")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def undo(client_id: UUID, step_id: UUID) -> Response | tuple[str, int]:
        try:
            with _or_not_found(), works.begin() as work:
                undo_step(work, UndoStep(current_user(), str(client_id), str(step_id)))
        except Refused as error:
            return shown(_file(works, client_id), Form({}).wrong(error))
        return redirect(url_for("route.route", client_id=client_id, done="undo"), code=303)


def _why_first_is_refused(file: RouteFile, first: words.Next) -> str:
    """Why what comes first cannot be done by this person today; empty when it can."""
    steps = first.steps[:1] or ((StepKind.DECIDE_OBJECTION,) if first.page == "decision" else ())
    return next((file.refused[step] for step in steps if step in file.refused), "")


def _what_was_done(step: str) -> str:
    """In words; empty for an address that says something else."""
    if step not in list(StepKind):
        return ""
    done = words.STEPS[StepKind(step)].done
    return done[:1].lower() + done[1:]


def _conversation(blueprint: Blueprint, works: Works[Work], clock: Clock) -> None:
    def shown(file: RouteFile, form: Form) -> tuple[str, int]:
        page = render_template(
            "route/conversation.html",
            title="Het gesprek",
            heading=f"Het gesprek met {file.client.name}",
            file=file,
            form=form,
            needs=range(NEEDS),
            answers={answer.value: said for answer, said in words.ANSWERS.items()},
            done=request.args.get("done"),
            can_finish=StepKind.HOLD_CONVERSATION in file.possible,
            reported=file.route.has(StepKind.REPORT),
            may_act=current_user().role in TAKERS and not file.route.has(StepKind.REPORT),
        )
        return page, form.status

    @blueprint.get("/clients/<uuid:client_id>/route/conversation")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def conversation(client_id: UUID) -> tuple[str, int]:
        file = _file(works, client_id)
        kept = values_of_notes(file.conversation) if file.conversation is not None else {}
        return shown(file, Form({"on": clock.today().isoformat(), **kept}))

    @blueprint.post("/clients/<uuid:client_id>/route/conversation")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def keep(client_id: UUID) -> Response | tuple[str, int]:
        """What was typed is kept first, also when the conversation cannot be finished yet."""
        given, user = request.form, current_user()
        try:
            with _or_not_found(), works.begin() as work:
                keep_conversation(work, KeepConversation(user, str(client_id), notes_of(given)))
        except Refused as error:
            return shown(_file(works, client_id), Form(given.to_dict()).wrong(error))
        if given.get("do") != "finish":
            return redirect(url_for("route.conversation", client_id=client_id, done="kept"), code=303)
        try:
            with works.begin() as work:
                hold_conversation(work, HoldConversation(user, str(client_id), on_day(given), seen_of(given)))
        except (ValidationError, Refused) as error:
            return shown(_file(works, client_id), _still_missing(Form(given.to_dict()), error))
        return redirect(url_for("route.route", client_id=client_id, done="hold-conversation"), code=303)

    @blueprint.get("/clients/<uuid:client_id>/route/report")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def report(client_id: UUID) -> str:
        file = _file(works, client_id)
        if file.conversation is None:
            raise NotFound("Er is nog geen verslag. Vul eerst het gesprek in.")
        held = file.route.last(StepKind.HOLD_CONVERSATION)
        return render_template("route/report.html", title="Verslag van het gesprek", file=file, held=held)


def _still_missing(form: Form, error: ValidationError | Refused) -> Form:
    """Names each field that is missing: a summary of ten equal sentences helps nobody."""
    asked = words.asked_in_conversation()
    if isinstance(error, ValidationError) or not error.fields.keys() <= asked.keys():
        return form.wrong(error)
    missing = {name: f"Vul dit nog in: {asked[name]}" for name in error.fields}
    return replace(form, errors={WHOLE: str(error), **missing})


def _decision(blueprint: Blueprint, works: Works[Work], clock: Clock) -> None:
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
        )
        return page, form.status

    @blueprint.get("/clients/<uuid:client_id>/route/decision")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def decision(client_id: UUID) -> tuple[str, int]:
        file = _file(works, client_id)
        if DecisionKind.ON_OBJECTION in _kinds(file) and file.decision is not None:
            return shown(file, Form(_values_again(file.decision, clock.today())))
        return shown(file, Form(_first_values(file, clock.today(), request.args.get("kind", ""))))

    @blueprint.post("/clients/<uuid:client_id>/route/decision")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def decide(client_id: UUID) -> Response | tuple[str, int]:
        given = request.form
        file = _file(works, client_id)
        try:
            draft = draft_of(given, _rows(file))
            with _or_not_found(), works.begin() as work:
                make_decision(work, MakeDecision(current_user(), str(client_id), on_day(given), draft, seen_of(given)))
        except (ValidationError, Refused) as error:
            return shown(file, Form(given.to_dict()).wrong(error))
        done = STEP_OF.get(draft.kind, StepKind.DECIDE)
        return redirect(url_for("route.route", client_id=client_id, done=done.value), code=303)


def _kinds(file: RouteFile) -> list[DecisionKind]:
    """Those whose step is possible now."""
    return [kind for kind in DecisionKind if STEP_OF.get(kind, StepKind.DECIDE) in file.possible]


def _first_values(file: RouteFile, today: date, kind: str) -> dict[str, str]:
    """What the client has now, as a start: somebody who decides looks at each line anyway."""
    until = file.old_right_until
    starts = today if until is None else until + timedelta(days=1)
    forms = {right.delivery_form for _, right in file.client.functions if right.reassess_before_end_of is not None}
    if not kind and forms:
        kind = DecisionKind.BOTH if len(forms) > 1 else KIND_OF[forms.pop()]
    values = {"on": today.isoformat(), "kind": kind, "starts_on": starts.isoformat()}
    for n, (delivered, right) in enumerate(file.client.functions):
        values |= {f"function{n}": delivered.function, f"form{n}": right.delivery_form.value}
        if right.reassess_before_end_of is not None:
            values[f"give{n}"] = "yes"
        if delivered.provider is not None:
            values |= {f"agb{n}": delivered.provider.agb, f"provider{n}": delivered.provider.name}
    return values


def _rows(file: RouteFile) -> int:
    """As many as there is care now or in the decision, and some more."""
    decided = len(file.decision.provisions) if file.decision is not None else 0
    return max(len(file.client.functions), decided) + EXTRA_PROVISIONS


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


def _corrections(blueprint: Blueprint, works: Works[Work]) -> None:
    def weighed(client_id: UUID, kind: str, number: int, on: date | None = None) -> Correction:
        with _or_not_found(), works.read() as work:
            asked = WeighCorrection(current_user(), str(client_id), _term_kind(kind), number, on)
            return weigh_correction(work, asked)

    def shown(found: Correction, form: Form) -> tuple[str, int]:
        page = render_template(
            "route/correct_day.html",
            title="Een dag verbeteren",
            heading=f"Verbeter {words.CORRECTED_DAYS[found.step.kind]}",
            found=found,
            form=form,
            why_max=WHY_MAX,
        )
        return page, form.status

    @blueprint.get("/clients/<uuid:client_id>/route/first-days/<string:kind>/<int:number>")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def first_day(client_id: UUID, kind: str, number: int) -> tuple[str, int]:
        return shown(weighed(client_id, kind, number), Form({}))

    @blueprint.post("/clients/<uuid:client_id>/route/first-days/<string:kind>/<int:number>")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def correct(client_id: UUID, kind: str, number: int) -> Response | tuple[str, int]:
        """What moves is shown first, and kept with the second button; the third one goes back to what was typed."""
        given = request.form
        now = weighed(client_id, kind, number)
        if given.get("do") == "again":
            return shown(now, Form(given.to_dict()))
        try:
            command = correction_of(current_user(), str(client_id), (now.deadline.kind, number), given)
            if given.get("do") != "keep":
                return shown(weighed(client_id, kind, number, command.on), Form(given.to_dict()))
            with _or_not_found(), works.begin() as work:
                correction = correct_day(work, command).corrections[-1]
        except (ValidationError, Refused) as error:
            return shown(now, Form(given.to_dict()).wrong(error))
        kept = url_for("route.correction", client_id=client_id, correction_id=correction.step_id)
        return redirect(kept, code=303)

    @blueprint.get("/clients/<uuid:client_id>/route/corrections/<uuid:correction_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def correction(client_id: UUID, correction_id: UUID) -> str:
        with _or_not_found(), works.read() as work:
            found = show_correction(work, ShowCorrection(current_user(), str(client_id), str(correction_id)))
        return render_template(
            "route/correction.html",
            title="Verbeterde dag",
            heading=f"Verbeterd: {words.CORRECTED_DAYS[found.kind]}",
            found=found,
        )


def _term_kind(kind: str) -> TermKind:
    if kind not in set(TermKind) - set(FREE_TERMS):
        raise NotFound(NO_DEADLINE)
    return TermKind(kind)
