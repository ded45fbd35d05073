"""The screens of migration: the year, the clients and a client's file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.migration.application.control.ask_reason import AskReason, ask_reason
from services.migration.application.control.assign_step import AssignStep, assign_step
from services.migration.application.control.chase_hand_over import ChaseHandOver, chase_hand_over
from services.migration.application.control.confirm_hand_over import ConfirmHandOver, confirm_hand_over
from services.migration.application.control.export_clients import ExportClients, export_clients
from services.migration.application.control.find_colleagues import find_colleagues
from services.migration.application.control.give_reason import GiveReason, give_reason
from services.migration.application.control.list_clients import ListClients, list_clients
from services.migration.application.control.look_at_person import LOOKED_AT, LookAtPerson, look_at_person
from services.migration.application.control.name_teams import name_teams
from services.migration.application.control.ports import FileWork, Recording
from services.migration.application.control.show_year import ShowYear, show_year
from services.migration.application.control.take_step_over import TakeStepOver, take_step_over
from services.migration.application.control.views import ClientFile, ClientPage, Moment
from services.migration.application.planning.views import ClientAppointments
from services.migration.application.route.views import NO_CLIENT, TAKERS, UnknownClient
from services.migration.domain.control.handled import CizReply
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.next_steps import RECEIVERS
from services.migration.domain.control.steps import HAND_OVERS, NextStep, Receiver, Task
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.states import StepKind
from services.migration.entrypoints.control import words as control_words
from services.migration.entrypoints.control.api import client_file
from services.migration.entrypoints.control.chart import draw
from services.migration.entrypoints.control.forms import (
    MONTHS,
    chosen_words,
    client_filter,
    listing_of,
    municipality_choice,
    note_field,
    note_of,
    week_words,
)
from services.migration.entrypoints.control.lines import (
    CLIENT_HEADS,
    FILE_HEADS,
    WEEK_FILE_HEADS,
    WEEK_HEADS,
    TeamNames,
    address_of,
    client_lines,
    file_rows,
    owner_words,
    week_lines,
    week_row,
)
from services.migration.entrypoints.control.timeline import also_to_do, timeline, what_next
from services.migration.entrypoints.planning.pages import client_appointments
from services.migration.entrypoints.planning.words import moment_in_words
from services.migration.entrypoints.rights import words
from services.migration.entrypoints.route.words import STATES as ROUTE_STATES
from shared.access import STAFF, Role, Scope, allowed
from shared.clock import Clock
from shared.looks.reasons import REASONS, reason_of
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.csv_file import csv_file
from shared.web.forms import Form
from shared.web.problem import NotFound
from shared.web.searches import KeptSearches
from shared.web.way_back import came_from_search, from_here, way_back


def pages(works: Works[FileWork], clock: Clock, searches: KeptSearches) -> Blueprint:
    blueprint = Blueprint("migration_pages", __name__)
    _words(blueprint)
    _year(blueprint, works, clock)
    _clients(blueprint, works, clock, searches)
    _client(blueprint, works, clock)
    return blueprint


def _words(blueprint: Blueprint) -> None:
    @blueprint.context_processor
    def dutch() -> dict[str, object]:
        return {
            "words": words,
            "lists": control_words.LISTS,
            "states": PersonState,
            "work_lists": WorkList,
            "week_words": week_words,
            "route_states": ROUTE_STATES,
        }


def _year(blueprint: Blueprint, works: Works[Recording], clock: Clock) -> None:
    @blueprint.get("/")
    @allowed(*STAFF, Role.FINANCE, scope=Scope.NOBODY)
    def start() -> Response:
        return redirect(url_for("migration_pages.year"))

    @blueprint.get("/year")
    @allowed(*STAFF, Role.FINANCE, scope=Scope.MUNICIPALITY)
    def year() -> str:
        user, chosen = current_user(), municipality_choice(request.args)
        with works.read() as work:
            found = show_year(work, ShowYear(user, chosen))
        link = address_of(url_for("migration_pages.clients"), chosen, may_open=user.role in STAFF)
        return render_template(
            "control/year.html",
            title="Het jaar in één oogopslag",
            year=found,
            chart=draw(found.weeks, clock.today(), lambda monday: link(week=monday.isoformat())),
            week_heads=WEEK_HEADS,
            week_lines=week_lines(found.weeks, link),
            link=link,
            form=Form({"municipality": chosen or ""}),
            towns=named(user.municipalities),
            empty_lists=[said.name for each, said in control_words.LISTS.items() if not found.counts.lists[each]],
            on_tiles=control_words.ON_TILES,
            alarming=control_words.ALARMING,
            may_open_clients=user.role in STAFF,
            may_retry=user.role is Role.FUNCTIONAL_MANAGER,
        )

    @blueprint.get("/year.csv")
    @allowed(*STAFF, Role.FINANCE, scope=Scope.MUNICIPALITY)
    def year_file() -> Response:
        """The weeks."""
        with works.read() as work:
            found = show_year(work, ShowYear(current_user(), municipality_choice(request.args)))
        return csv_file("weken.csv", WEEK_FILE_HEADS, map(week_row, found.weeks))


def _clients(blueprint: Blueprint, works: Works[Recording], clock: Clock, searches: KeptSearches) -> None:
    @blueprint.get("/clients")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def clients() -> str:
        user = current_user()
        state = listing_of(request.args).read(request.args)
        typed = searches.text_of(user, state.search) if state.search else ""
        page = ClientPage([], 0, 1)
        teams: TeamNames = {}
        if typed is not None:
            asked = ListClients(user, state.filters.get("municipality"), client_filter(state, typed))
            with works.read() as work:
                page = list_clients(work, asked)
                teams = {one.municipality: name_teams(work, one.municipality) for one in page.lines}
        work_list = state.filters.get("list")
        one_town = len(user.municipalities) == 1 or "municipality" in state.filters
        return render_template(
            "control/clients.html",
            title="Cliënten",
            state=state,
            text=typed,
            page=page,
            work_list=WorkList(work_list) if work_list else None,
            chosen_words=chosen_words(state, _owner_name(page)),
            step_names={task.value: said.name for task, said in control_words.TASKS.items()},
            window_names={window.value: said for window, said in control_words.WINDOWS.items()},
            done_names={reason.value: said.name for reason, said in control_words.FINISHED.items()},
            towns=named(user.municipalities),
            list_names={each.value: said.name for each, said in control_words.LISTS.items()},
            state_names={each.value: said for each, said in words.STATES.items()},
            months=MONTHS,
            heads=CLIENT_HEADS,
            lines=client_lines(page.lines, _file_from_list, clock.today(), teams, with_town=not one_town),
            moments=[moment.value for moment in Moment],
        )

    @blueprint.get("/clients.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def clients_file() -> Response:
        """Everybody on the list as it is filtered and found."""
        user = current_user()
        state = listing_of(request.args).read(request.args)
        typed = searches.text_of(user, state.search) if state.search else ""
        if typed is None:
            raise NotFound("Deze zoekopdracht is verlopen. Zoek opnieuw.")
        asked = ExportClients(user, state.filters.get("municipality"), client_filter(state, typed))
        with works.read() as work:
            found = export_clients(work, asked)
            teams = {code: name_teams(work, code) for code in {one.municipality for one in found}}
        return csv_file("clienten.csv", FILE_HEADS, file_rows(found, teams))

    @blueprint.post("/clients")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def search() -> Response:
        """What is typed is kept on our side, so that it never stands in an address that somebody keeps or logs."""
        listing = listing_of(request.form)
        return searches.redirect(current_user(), listing, request.form, url_for("migration_pages.clients"))


def _file_from_list(client_id: str) -> str:
    return from_here(url_for("migration_pages.client", client_id=client_id))


def _owner_name(page: ClientPage) -> str:
    steps = (one.next for one in page.lines)
    return next((step.owner.name for step in steps if isinstance(step, NextStep)), "")


RECORDED_HERE = {
    **dict.fromkeys(HAND_OVERS.values(), "Overdracht vastleggen"),
    Task.ASK_CIZ: "Antwoord van het CIZ vastleggen",
    Task.LOOK_AT: "Vastleggen wat u zag",
}
"""The button for a first step that is recorded further down on the file itself."""


def _task_of(file: ClientFile) -> Task | None:
    step = file.standing.next
    return step.what if isinstance(step, NextStep) else None


def _asked_by(found: WorkList) -> Task:
    """The step to look at a finding."""
    return Task.ASK_CIZ if found is WorkList.WLZ_CANDIDATE else Task.LOOK_AT


def _moment_of(appointments: ClientAppointments) -> tuple[date, str] | None:
    current = appointments.current
    return (current.day, moment_in_words(current.day, current.start, current.until)) if current is not None else None


def _asks(works: Works[FileWork], client_id: UUID) -> bool:
    try:
        with works.read() as work:
            return ask_reason(work, AskReason(current_user(), str(client_id)))
    except UnknownClient as error:
        raise NotFound(NO_CLIENT) from error


def _reason_page(client_id: UUID, form: Form) -> tuple[str, int]:
    page = render_template(
        "look_reason.html",
        title="Waarom opent u dit dossier?",
        form=form,
        choices=REASONS,
        action=url_for("migration_pages.reason", client_id=client_id),
        back=way_back(url_for("migration_pages.clients")),
    )
    return page, form.status


def _client(blueprint: Blueprint, works: Works[FileWork], clock: Clock) -> None:
    def shown(client_id: UUID, form: Form) -> tuple[str, int]:
        file = client_file(works, str(client_id))
        today: date = clock.today()
        user = current_user()
        task = _task_of(file)
        to_hand_over = [receiver for work_list, receiver in RECEIVERS.items() if work_list in file.lists]
        handed_now = [receiver for receiver in to_hand_over if HAND_OVERS[receiver] is task]
        to_look_at = [each for each in WorkList if each in LOOKED_AT and each in file.lists]
        looked_at_now = [each for each in to_look_at if _asked_by(each) is task][:1]
        with works.read() as work:
            colleagues = find_colleagues(work, file.municipality) if user.role in TAKERS else {}
        appointments = client_appointments(works, str(client_id), file.route.number if file.route is not None else 1)
        if file.deceased_on is not None:
            appointments = replace(appointments, may_act=False)
        page = render_template(
            "control/client.html",
            title="Dossier van een cliënt",
            heading=file.name,
            file=file,
            moments=timeline(file, today, _moment_of(appointments)),
            on_day=today,
            way_on=control_words.WAY_ON.get(task) if task is not None and not file.waits else None,
            recorded_here=RECORDED_HERE[task] if task is not None and (handed_now or looked_at_now) else None,
            held=file.route.last(StepKind.HOLD_CONVERSATION) if file.route is not None else None,
            step=what_next(file, today),
            also=also_to_do(file),
            form=form,
            appointments=appointments,
            may_act=user.role in TAKERS,
            done=request.args.get("done"),
            open_steps=file.notes.open if file.notes is not None else [],
            who=lambda owner: owner_words(owner, file.teams),
            tasks=control_words.TASKS,
            answers=file.notes.answers if file.notes is not None else [],
            answer_words=control_words.ANSWERS,
            handed_now=handed_now,
            to_hand_over=to_hand_over,
            receivers=control_words.RECEIVERS,
            to_look_at=to_look_at,
            looked_at_now=looked_at_now,
            replies=control_words.REPLIES,
            colleagues=colleagues,
            user_id=user.id,
        )
        return page, form.status

    @blueprint.get("/clients/<uuid:client_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def client(client_id: UUID) -> tuple[str, int]:
        if came_from_search() and _asks(works, client_id):
            return _reason_page(client_id, Form())
        return shown(client_id, Form({}))

    @blueprint.post("/clients/<uuid:client_id>/reason")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def reason(client_id: UUID) -> Response | tuple[str, int]:
        values = {name: " ".join(request.form.get(name, "").split()) for name in ("choice", "note")}
        try:
            said = reason_of(values["choice"], values["note"])
            with works.begin() as work:
                give_reason(work, GiveReason(current_user(), str(client_id), said))
        except UnknownClient as error:
            raise NotFound(NO_CLIENT) from error
        except Refused as refused:
            return _reason_page(client_id, Form(values).wrong(refused))
        return redirect(url_for("migration_pages.client", client_id=client_id), code=303)

    def record(
        client_id: UUID, what: Callable[[Recording], None], done: str, about: str = ""
    ) -> Response | tuple[str, int]:
        try:
            with works.begin() as work:
                what(work)
        except UnknownClient as error:
            raise NotFound(NO_CLIENT) from error
        except (Refused, ValidationError) as error:
            form = Form(request.form.to_dict()).wrong(error)
            errors = {note_field(about) if name == "note" else name: text for name, text in form.errors.items()}
            return shown(client_id, replace(form, errors=errors))
        return redirect(url_for("migration_pages.client", client_id=client_id, done=done), code=303)

    @blueprint.post("/clients/<uuid:client_id>/take-over")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def take_over(client_id: UUID) -> Response | tuple[str, int]:
        command = TakeStepOver(current_user(), str(client_id))
        return record(client_id, lambda work: take_step_over(work, command), "taken")

    @blueprint.post("/clients/<uuid:client_id>/assign")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def assign(client_id: UUID) -> Response | tuple[str, int]:
        command = AssignStep(current_user(), str(client_id), request.form.get("to", ""))
        return record(client_id, lambda work: assign_step(work, command), "assigned")

    @blueprint.post("/clients/<uuid:client_id>/hand-overs/<string:receiver>")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def hand_over(client_id: UUID, receiver: str) -> Response | tuple[str, int]:
        if receiver not in list(Receiver):
            raise NotFound("Deze ontvanger kennen wij niet.")
        user, to, note = current_user(), Receiver(receiver), note_of(request.form, receiver)
        if request.form.get("do") == "chase":
            chased = ChaseHandOver(user, str(client_id), to, note)
            return record(client_id, lambda work: chase_hand_over(work, chased), "chased")
        confirmed = ConfirmHandOver(user, str(client_id), to, note)
        return record(client_id, lambda work: confirm_hand_over(work, confirmed), "confirmed")

    @blueprint.post("/clients/<uuid:client_id>/looked-at/<string:work_list>")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def look_at(client_id: UUID, work_list: str) -> Response | tuple[str, int]:
        if work_list not in list(WorkList):
            raise NotFound("Deze lijst kennen wij niet.")
        reply = request.form.get("reply", "")
        chosen = CizReply(reply) if reply in list(CizReply) else None
        command = LookAtPerson(
            current_user(), str(client_id), WorkList(work_list), note_of(request.form, work_list), chosen
        )
        return record(client_id, lambda work: look_at_person(work, command), "looked-at", work_list)
