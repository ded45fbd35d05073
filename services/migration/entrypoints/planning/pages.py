"""The screens of one household's appointment: made, moved, cancelled, confirmed."""

from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.migration.application.planning.cancel_appointment import CancelAppointment, cancel_appointment
from services.migration.application.planning.confirm_appointment import ConfirmAppointment, confirm_appointment
from services.migration.application.planning.find_appointment import FindAppointment, find_appointment
from services.migration.application.planning.find_household import FindHousehold, find_household
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.move_appointment import MoveAppointment, move_appointment
from services.migration.application.planning.name_caseworkers import NameCaseworkers, name_caseworkers
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.propose_slots import ProposeSlots, propose_slots
from services.migration.application.planning.show_appointments import ShowAppointments, show_appointments
from services.migration.application.planning.views import PLANNERS, ClientAppointments
from services.migration.domain.planning.appointments import Appointment
from services.migration.domain.planning.caseworkers import PlaceKind
from services.migration.domain.planning.slots import Slot
from services.migration.entrypoints.planning import words
from services.migration.entrypoints.planning.api import or_not_found
from services.migration.entrypoints.planning.boards import PLACE_NAMES, WEEK, add_boards, address_of
from services.migration.entrypoints.planning.forms import (
    ChosenMoment,
    cancel_reason,
    chosen_moment,
    move_reason,
    skill_of,
    slot_value,
    week_of,
    word_of,
)
from shared.access import Scope, allowed
from shared.clock import Clock
from shared.dutch import hour_in_words, iso_week, weekday_in_words
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.web.app import current_user
from shared.web.forms import Form
from shared.web.lists import SEARCH
from shared.web.searches import KeptSearches, tidy


def appointment_pages(works: Works[AppointmentWork], clock: Clock, searches: KeptSearches) -> Blueprint:
    blueprint = Blueprint("planning", __name__)
    _words(blueprint)
    add_boards(blueprint, works, clock, searches)
    _making(blueprint, works, searches)
    _moving(blueprint, works, searches)
    _ending(blueprint, works)
    return blueprint


def client_appointments(works: Works[AppointmentWork], client_id: str, route: int) -> ClientAppointments:
    """For the file of a client whose last route has this number, for the user who is signed in."""
    with or_not_found(), works.read() as work:
        return show_appointments(work, ShowAppointments(current_user(), client_id, route))


def _words(blueprint: Blueprint) -> None:
    @blueprint.app_context_processor
    def dutch() -> dict[str, object]:
        return {"planning_words": words}


# An appointment


def _making(blueprint: Blueprint, works: Works[AppointmentWork], searches: KeptSearches) -> None:
    @blueprint.get("/clients/<uuid:client_id>/appointment")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def new_appointment(client_id: UUID) -> str:
        return _choosing(works, searches, str(client_id), None, Form(_first_values(None)))

    @blueprint.post("/clients/<uuid:client_id>/appointment")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def make(client_id: UUID) -> Response:
        form = Form(request.form.to_dict())
        try:
            moment = chosen_moment(request.form)
            with or_not_found(), works.begin() as work:
                make_appointment(work, _making_command(str(client_id), moment))
        except (ValidationError, Refused) as error:
            again = form.wrong(error)
            return Response(_choosing(works, searches, str(client_id), None, again), again.status, mimetype="text/html")
        return redirect(_file(str(client_id), "made"), code=303)

    @blueprint.post("/clients/<uuid:client_id>/appointment/search")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def search_new(client_id: UUID) -> Response:
        with or_not_found(), works.read() as work:
            find_household(work, FindHousehold(current_user(), str(client_id)))
        return _searched(searches, url_for("planning.new_appointment", client_id=client_id))


def _making_command(client_id: str, moment: ChosenMoment) -> MakeAppointment:
    return MakeAppointment(
        user=current_user(),
        client_id=client_id,
        day=moment.day,
        start=moment.start,
        caseworker_id=moment.caseworker_id,
        place=moment.place,
        accept_late=moment.accept_late,
    )


def _moving(blueprint: Blueprint, works: Works[AppointmentWork], searches: KeptSearches) -> None:
    @blueprint.get("/clients/<uuid:client_id>/appointment/<uuid:appointment_id>/move")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def moving(client_id: UUID, appointment_id: UUID) -> str:
        old = _appointment(works, str(appointment_id))
        return _choosing(works, searches, str(client_id), old, Form(_first_values(old)))

    @blueprint.post("/clients/<uuid:client_id>/appointment/<uuid:appointment_id>/move")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def move(client_id: UUID, appointment_id: UUID) -> Response:
        form, user = Form(request.form.to_dict()), current_user()
        try:
            moment = chosen_moment(request.form)
            command = MoveAppointment(
                user=user,
                appointment_id=str(appointment_id),
                day=moment.day,
                start=moment.start,
                caseworker_id=moment.caseworker_id,
                place=moment.place,
                reason=move_reason(request.form),
                accept_late=moment.accept_late,
            )
            with or_not_found(), works.begin() as work:
                move_appointment(work, command)
        except (ValidationError, Refused) as error:
            again, old = form.wrong(error), _appointment(works, str(appointment_id))
            return Response(_choosing(works, searches, str(client_id), old, again), again.status, mimetype="text/html")
        return redirect(_file(str(client_id), "moved"), code=303)

    @blueprint.post("/clients/<uuid:client_id>/appointment/<uuid:appointment_id>/move/search")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def search_to_move(client_id: UUID, appointment_id: UUID) -> Response:
        _appointment(works, str(appointment_id))
        here = url_for("planning.moving", client_id=client_id, appointment_id=appointment_id)
        return _searched(searches, here)


def _searched(searches: KeptSearches, here: str) -> Response:
    """To the moments of the place, skill and caseworker that the form asks for. The name of a caseworker is kept on our
    side, so that it never stands in an address."""
    asked = {name: request.form.get(name, "").strip() for name in ("week", "place", "skill")}
    typed = tidy(request.form.get("named", ""))
    return redirect(address_of(here, asked | {SEARCH: searches.keep(current_user(), typed) if typed else ""}), code=303)


def _first_values(old: Appointment | None) -> dict[str, str]:
    """What the choosing begins with: the week and place of the address, and those of the appointment that moves."""
    place = old.place.kind.value if old is not None else PlaceKind.HOME.value
    return {"place": place, "week": "", "skill": "", SEARCH: "", **request.args.to_dict()}


def _appointment(works: Works[AppointmentWork], appointment_id: str) -> Appointment:
    with or_not_found(), works.read() as work:
        return find_appointment(work, FindAppointment(current_user(), appointment_id))


def _choosing(
    works: Works[AppointmentWork], searches: KeptSearches, client_id: str, old: Appointment | None, form: Form
) -> str:
    """Moments to choose from; the same screen for a first appointment and for a move. Raises Refused when there is
    nobody to speak with."""
    user, week, token = current_user(), form.values.get("week", ""), form.values.get(SEARCH, "")
    named = searches.text_of(user, token) if token else ""
    if named is None:
        form = form.wrong(ValidationError({"named": ["Deze zoekopdracht is verlopen. Zoek opnieuw op naam."]}))
    asked = ProposeSlots(
        user=user,
        client_id=client_id,
        monday=week_of(form.values, date.min) if week else None,
        place=word_of(form.values, "place", PlaceKind, PlaceKind.HOME),
        skills=skill_of(form.values),
        named=named or "",
        appointment_id=old.id if old is not None else "",
    )
    with or_not_found(), works.read() as work:
        found = propose_slots(work, asked)
        also = {each.slot.caseworker_id for each in found.offers} | {form.values.get("caseworker", "")}
        also |= {old.caseworker_id} if old is not None else set()
        of_town = NameCaseworkers(user, found.household.municipality, asked.named, also)
        caseworkers = name_caseworkers(work, of_town)
    here = url_for("planning.new_appointment", client_id=client_id)
    search = url_for("planning.search_new", client_id=client_id)
    if old is not None:
        here = url_for("planning.moving", client_id=client_id, appointment_id=old.id)
        search = url_for("planning.search_to_move", client_id=client_id, appointment_id=old.id)
    kept = {name: form.values.get(name, "") for name in ("place", "skill", SEARCH)}
    return render_template(
        "planning/appointment_form.html",
        title="Afspraak verplaatsen" if old is not None else "Afspraak maken",
        form=form,
        named=Form({"named": named or ""}, form.errors),
        found=found,
        old=old,
        client_id=client_id,
        here=here,
        search=search,
        choices={**{slot_value(each.slot): _slot_words(each.slot) for each in found.offers}, "own": OWN_MOMENT},
        hints={slot_value(each.slot): words.short_effect(each.effect) for each in found.offers},
        any_late=any(each.effect.late for each in found.offers),
        caseworkers=caseworkers.names,
        are_many=caseworkers.are_many,
        places=PLACE_NAMES,
        skills=words.SKILLS,
        reasons={each.value: said for each, said in words.MOVE_REASONS.items()},
        last_week=address_of(here, {**kept, "week": (found.monday - WEEK).isoformat()}),
        next_week=address_of(here, {**kept, "week": (found.monday + WEEK).isoformat()}),
        week=iso_week(found.monday),
    )


OWN_MOMENT = "Een ander moment, dat ik hieronder invul"


def _slot_words(slot: Slot) -> str:
    """`dinsdag 2 december, 9.00 uur, met K. de Vries`"""
    return f"{weekday_in_words(slot.day)}, {hour_in_words(slot.start)}, met {slot.caseworker}"


def _file(client_id: str, done: str) -> str:
    return f"{url_for('migration_pages.client', client_id=client_id, done=done)}#afspraak"


def _ending(blueprint: Blueprint, works: Works[AppointmentWork]) -> None:
    @blueprint.get("/clients/<uuid:client_id>/appointment/<uuid:appointment_id>/cancel")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def cancelling(client_id: UUID, appointment_id: UUID) -> str:
        return _cancelling(works, str(client_id), str(appointment_id), Form({"follows": "yes"}))

    @blueprint.post("/clients/<uuid:client_id>/appointment/<uuid:appointment_id>/cancel")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def cancel(client_id: UUID, appointment_id: UUID) -> Response:
        form, user = Form(request.form.to_dict()), current_user()
        try:
            follows = request.form.get("follows") == "yes"
            command = CancelAppointment(user, str(appointment_id), cancel_reason(request.form), follows)
            with or_not_found(), works.begin() as work:
                cancel_appointment(work, command)
        except (ValidationError, Refused) as error:
            again = form.wrong(error)
            page = _cancelling(works, str(client_id), str(appointment_id), again)
            return Response(page, again.status, mimetype="text/html")
        return redirect(_file(str(client_id), "cancelled"), code=303)

    @blueprint.post("/clients/<uuid:client_id>/appointment/<uuid:appointment_id>/confirm")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def confirm(client_id: UUID, appointment_id: UUID) -> Response:
        with or_not_found(), works.begin() as work:
            confirm_appointment(work, ConfirmAppointment(current_user(), str(appointment_id)))
        return redirect(_file(str(client_id), "suits"), code=303)


def _cancelling(works: Works[AppointmentWork], client_id: str, appointment_id: str, form: Form) -> str:
    found = _appointment(works, appointment_id)
    return render_template(
        "planning/cancel.html",
        title="Afspraak afzeggen",
        form=form,
        appointment=found,
        client_id=client_id,
        reasons={each.value: words.CANCEL_REASONS[each] for each in words.CANCEL_BY_HAND},
    )
