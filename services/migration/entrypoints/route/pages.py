"""The screens of the route: how it stands and what can be done. Puts all of its screens together."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.migration.application.route.ports import ConversationWork
from services.migration.application.route.take_objection import take_objection
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.undo_step import UndoStep, undo_step
from services.migration.application.route.views import TAKERS, RouteFile
from services.migration.application.route.write_decision_again import WriteDecisionAgain, write_decision_again
from services.migration.domain.route.offers import offer_is_open
from services.migration.domain.route.rules import BY_THE_CLOCK
from services.migration.domain.route.states import StepKind
from services.migration.entrypoints.deadlines.words import penalty_in_words
from services.migration.entrypoints.rights.words import FUNCTIONS, care_class
from services.migration.entrypoints.route import words
from services.migration.entrypoints.route.boards import add_boards
from services.migration.entrypoints.route.conversation import add_conversation
from services.migration.entrypoints.route.correction import add_corrections
from services.migration.entrypoints.route.decision import add_decision
from services.migration.entrypoints.route.forms import details_of, hundredths, objection_of, on_day, seen_of
from services.migration.entrypoints.route.reading import file_of, or_not_found
from services.migration.entrypoints.route.what_next import Next, next_on
from shared.access import STAFF, Scope, allowed
from shared.clock import Clock
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.web.app import current_user
from shared.web.forms import Form
from shared.web.problem import NotFound

OWN_PAGES = {
    StepKind.HOLD_CONVERSATION: "conversation",
    StepKind.DECIDE: "decision",
    StepKind.NOT_TREAT: "decision",
    StepKind.PROLONG: "decision",
    StepKind.GRANT_URGENT_HELP: "decision",
    StepKind.DECIDE_OBJECTION: "decision",
}
NOT_BY_HAND = (StepKind.UNDO, *BY_THE_CLOCK)


def route_pages(works: Works[ConversationWork], clock: Clock) -> Blueprint:
    blueprint = Blueprint("route", __name__)
    said = {
        "route_words": words,
        "functions": FUNCTIONS,
        "care_class": care_class,
        "penalty_in_words": penalty_in_words,
    }
    blueprint.context_processor(lambda: said)
    _route(blueprint, works, clock)
    add_conversation(blueprint, works, clock)
    add_decision(blueprint, works, clock)
    add_corrections(blueprint, works)
    add_boards(blueprint, works)
    return blueprint


def _kind(step: str) -> StepKind:
    """Of a step that has a form."""
    if step not in list(StepKind) or not words.STEPS[StepKind(step)].button:
        raise NotFound("Deze stap is er niet.")
    return StepKind(step)


def _route(blueprint: Blueprint, works: Works[ConversationWork], clock: Clock) -> None:
    def shown(file: RouteFile, form: Form) -> tuple[str, int]:
        first = next_on(
            file.route,
            clock.today(),
            lives_in=file.client.municipality,
            unheard=file.unheard,
            died=file.client.died_on is not None,
            offer_open=offer_is_open(file.route, file.decision, clock.today()),
            decided_until=file.decision.ends_on if file.decision is not None else None,
            penalty=StepKind.FIX_PENALTY in file.possible,
            pgb=StepKind.TELL_PGB in file.possible,
            right_until=file.first_to_stop or file.client.right_until,
            provided_until=file.provided_until,
            decide_by=file.decide_by,
            unsent_on=file.unsent_on,
        )
        others = [kind for kind in file.possible if kind not in (*first.steps[:1], *NOT_BY_HAND, *OWN_PAGES)]
        page = render_template(
            "route/route.html",
            title="Herbeoordeling",
            heading=file.client.name,
            file=file,
            first=first,
            first_refused=_why_first_is_refused(file, first),
            others=others,
            asks=file.decision is not None and file.decision.asks_on(clock.today()),
            form=form,
            may_act=current_user().role in TAKERS,
            hundredths=hundredths,
            done=_what_was_done(request.args.get("done", "")),
            held=file.route.last(StepKind.HOLD_CONVERSATION),
            corrections={each.details["corrects"]: each for each in file.route.corrections},
            can_leave_untreated=StepKind.NOT_TREAT in file.possible,
            can_prolong=StepKind.PROLONG in file.possible,
            can_help_now=StepKind.GRANT_URGENT_HELP in file.possible,
            objecting=StepKind.DECIDE_OBJECTION in file.possible,
        )
        return page, form.status

    @blueprint.get("/clients/<uuid:client_id>/route")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def route(client_id: UUID) -> tuple[str, int]:
        return shown(file_of(works, client_id), Form({"on": clock.today().isoformat()}))

    def asked(file: RouteFile, kind: StepKind, form: Form) -> tuple[str, int]:
        title = words.STEPS[kind].button
        return render_template("route/step.html", title=title, file=file, step=kind, form=form), form.status

    @blueprint.get("/clients/<uuid:client_id>/route/steps/<string:step>")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def step(client_id: UUID, step: str) -> tuple[str, int]:
        kind = _kind(step)
        chosen = {field.name: request.args.get(field.name, "") for field in words.STEPS[kind].fields if field.choices}
        return asked(file_of(works, client_id), kind, Form({"on": clock.today().isoformat(), **chosen}))

    @blueprint.post("/clients/<uuid:client_id>/route/steps/<string:step>")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def take(client_id: UUID, step: str) -> Response | tuple[str, int]:
        kind, given = _kind(step), request.form
        file = file_of(works, client_id)
        try:
            with or_not_found(), works.begin() as work:
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
            with or_not_found(), works.begin() as work:
                undo_step(work, UndoStep(current_user(), str(client_id), str(step_id)))
        except Refused as error:
            return shown(file_of(works, client_id), Form({}).wrong(error))
        return redirect(url_for("route.route", client_id=client_id, done="undo"), code=303)

    @blueprint.post("/clients/<uuid:client_id>/route/decision/again")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def write_again(client_id: UUID) -> Response | tuple[str, int]:
        try:
            with or_not_found(), works.begin() as work:
                write_decision_again(work, WriteDecisionAgain(current_user(), str(client_id)))
        except Refused as error:
            return shown(file_of(works, client_id), Form({}).wrong(error))
        return redirect(url_for("route.route", client_id=client_id, done=AGAIN), code=303)


AGAIN = "again"


def _why_first_is_refused(file: RouteFile, first: Next) -> str:
    """Why what comes first cannot be done by this person today; empty when it can."""
    steps = first.steps[:1] or ((StepKind.DECIDE_OBJECTION,) if first.page == "decision" else ())
    return next((file.refused[step] for step in steps if step in file.refused), "")


def _what_was_done(step: str) -> str:
    """In words; empty for an address that says something else."""
    if step == AGAIN:
        return "de brief wordt opnieuw gemaakt, en komt in de volgende mailing"
    if step not in list(StepKind):
        return ""
    done = words.STEPS[StepKind(step)].done
    return done[:1].lower() + done[1:]
