"""The screens over everybody: a week's agenda, and the caseworkers with their illness."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.migration.application.planning.keep_caseworker import KeepCaseworker, keep_caseworker
from services.migration.application.planning.list_caseworkers import ListCaseworkers, list_caseworkers
from services.migration.application.planning.name_caseworkers import NameCaseworkers, name_caseworkers
from services.migration.application.planning.plan_week import PlanWeek, plan_week
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.report_illness import ReportIllness, report_illness
from services.migration.application.planning.show_agenda import ShowAgenda, show_agenda
from services.migration.application.planning.show_caseworker import ShowCaseworker, show_caseworker
from services.migration.application.planning.views import CASEWORKERS_PER_PAGE, COUNTED_MAX, PLANNERS
from services.migration.domain.planning.caseworkers import Caseworker, PlaceKind
from services.migration.entrypoints.planning import words
from services.migration.entrypoints.planning.api import or_not_found
from services.migration.entrypoints.planning.forms import (
    caseworker_values,
    days_of_illness,
    read_caseworker,
    week_of,
)
from services.migration.entrypoints.planning.lines import (
    AGENDA_FILE_HEADS,
    CASEWORKER_FILE_HEADS,
    agenda_rows,
    caseworker_row,
    waiting_row,
)
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.calendar.days import monday_of
from shared.clock import Clock
from shared.dutch import iso_week
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.municipalities import by_name, named
from shared.web.app import MUNICIPALITY, current_user
from shared.web.csv_file import AT_ONCE, Value, csv_file, in_parts
from shared.web.forms import Form
from shared.web.lists import SEARCH, Listing, page_count
from shared.web.problem import NotFound
from shared.web.searches import KeptSearches, tidy

WEEK = timedelta(weeks=1)
BY_NAME = Listing(["name"])
ALL_WAITING = 10_000
"""More households than any week has."""
PLACE_NAMES = {place.value: said for place, said in words.PLACES.items()}


def add_boards(blueprint: Blueprint, works: Works[AppointmentWork], clock: Clock, searches: KeptSearches) -> None:
    _agenda(blueprint, works, clock, searches)
    _caseworkers(blueprint, works, clock)
    _illness(blueprint, works, clock)


def _agenda(blueprint: Blueprint, works: Works[AppointmentWork], clock: Clock, searches: KeptSearches) -> None:
    @blueprint.get("/agenda")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def agenda() -> str:
        user, monday = current_user(), week_of(request.args, clock.today())
        municipality = _municipality(user, request.args)
        caseworker = request.args.get("caseworker", "").strip() or None
        explain = request.args.get("done") == "planned"
        token = request.args.get(SEARCH, "").strip()
        typed = searches.text_of(user, token) if token else ""
        form = Form({"named": typed or ""})
        if typed is None:
            form = form.wrong(ValidationError({"named": ["Deze zoekopdracht is verlopen. Zoek opnieuw op naam."]}))
        values = {MUNICIPALITY: municipality, "caseworker": caseworker or "", "week": monday.isoformat(), SEARCH: token}
        page = BY_NAME.read(request.args).page
        state = BY_NAME.read({}).only(**values).on_page(page)
        with works.read() as work:
            found = show_agenda(work, ShowAgenda(user, municipality, monday, caseworker, explain, page, typed or ""))
            also = [caseworker] if caseworker else []
            to_choose = name_caseworkers(work, NameCaseworkers(user, municipality, also=also))
        return render_template(
            "planning/agenda.html",
            title="Agenda",
            agenda=found,
            form=replace(form, values={**form.values, **values}),
            towns=named(user.municipalities),
            caseworkers=to_choose.names,
            are_many=to_choose.are_many,
            state=state,
            pages=page_count(found.caseworkers, CASEWORKERS_PER_PAGE),
            last_week=_agenda_link(values, monday - WEEK),
            next_week=_agenda_link(values, monday + WEEK),
            done=request.args.get("done"),
            made=request.args.get("made", type=int),
            behind=[(iso_week(each), _agenda_link(values, each), number) for each, number in found.behind],
            counted_max=COUNTED_MAX,
            next_planned=_agenda_link(values, found.next_planned) if found.next_planned else "",
            week=iso_week(monday),
        )

    @blueprint.get("/agenda.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def agenda_file() -> Response:
        """Who waits for an appointment, and all conversations of the week."""
        user, token = current_user(), request.args.get(SEARCH, "").strip()
        typed = searches.text_of(user, token) if token else ""
        if typed is None:
            raise NotFound("Deze zoekopdracht is verlopen. Zoek opnieuw op naam.")
        asked = ShowAgenda(
            user,
            _municipality(user, request.args),
            week_of(request.args, clock.today()),
            request.args.get("caseworker", "").strip() or None,
            named=typed,
            size=AT_ONCE,
            most_waiting=ALL_WAITING,
        )

        def rows() -> Iterator[list[Value]]:
            with works.read() as work:
                found = show_agenda(work, asked)
                yield from (waiting_row(each, found.held_back) for each in found.waiting)
                yield from (line for day in found.days for line in agenda_rows(day, found.held_back))
                for page in range(2, page_count(found.caseworkers, AT_ONCE) + 1):
                    more = show_agenda(work, replace(asked, page=page, most_waiting=0))
                    yield from (line for day in more.days for line in agenda_rows(day, more.held_back))

        return csv_file(f"agenda-{asked.monday}.csv", AGENDA_FILE_HEADS, rows())

    @blueprint.post("/agenda/search")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def search_agenda() -> Response:
        """The name of a caseworker is kept on our side, so that it never stands in an address."""
        user, monday = current_user(), week_of(request.form, clock.today())
        typed = tidy(request.form.get("named", ""))
        values = {MUNICIPALITY: _municipality(user, request.form), SEARCH: searches.keep(user, typed) if typed else ""}
        return redirect(_agenda_link(values, monday), code=303)

    @blueprint.post("/agenda")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def plan() -> Response:
        user, monday = current_user(), week_of(request.form, clock.today())
        municipality = _municipality(user, request.form)
        with works.begin() as work:
            planned = plan_week(work, PlanWeek(user, municipality, monday))
        values = {MUNICIPALITY: municipality, "done": "planned", "made": str(len(planned.made))}
        return redirect(_agenda_link(values, monday), code=303)


def _agenda_link(values: Mapping[str, str], monday: date) -> str:
    return address_of(url_for("planning.agenda"), {**values, "week": monday.isoformat()})


def _municipality(user: User, given: Mapping[str, str]) -> str:
    """The one asked for, or the first by name. Raises Forbidden for another one, and for who works for none."""
    asked = given.get(MUNICIPALITY, "").strip()
    if not asked and user.municipalities:
        return by_name(user.municipalities)[0]
    check_municipality(user, asked)
    return asked


def address_of(here: str, values: Mapping[str, str]) -> str:
    """With what is asked; an empty value is left away."""
    return f"{here}?{urlencode({name: value for name, value in values.items() if value})}"


# Caseworkers


def _caseworkers(blueprint: Blueprint, works: Works[AppointmentWork], clock: Clock) -> None:
    @blueprint.get("/caseworkers")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def caseworkers() -> str:
        user = current_user()
        chosen, state = request.args.get(MUNICIPALITY, "").strip() or None, BY_NAME.read(request.args)
        with works.read() as work:
            found = list_caseworkers(work, ListCaseworkers(user, chosen, state.page))
        return render_template(
            "planning/caseworkers.html",
            title="Consulenten",
            found=found.shown,
            state=state.only(**{MUNICIPALITY: chosen or ""}).on_page(state.page),
            pages=page_count(len(found.names), CASEWORKERS_PER_PAGE),
            form=Form({MUNICIPALITY: chosen or ""}),
            towns=named(user.municipalities),
            may_act=user.role in PLANNERS,
        )

    @blueprint.get("/caseworkers.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def caseworkers_file() -> Response:
        user, chosen = current_user(), request.args.get(MUNICIPALITY, "").strip() or None

        def part(work: AppointmentWork, first: int) -> Sequence[Caseworker]:
            return list_caseworkers(work, ListCaseworkers(user, chosen, first // AT_ONCE + 1, AT_ONCE)).shown

        def rows() -> Iterator[list[Value]]:
            with works.read() as work:
                yield from (caseworker_row(one, clock.today()) for one in in_parts(lambda first: part(work, first)))

        return csv_file("consulenten.csv", CASEWORKER_FILE_HEADS, rows())

    @blueprint.get("/caseworkers/new")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def new_caseworker() -> str:
        return _caseworker_form(_nobody_yet(current_user(), request.args), Form(_values_of_new()))

    @blueprint.post("/caseworkers/new")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def add_caseworker() -> Response:
        return _kept(works, _nobody_yet(current_user(), request.form))

    @blueprint.get("/caseworkers/<string:caseworker_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def caseworker(caseworker_id: str) -> str:
        with or_not_found(), works.read() as work:
            file = show_caseworker(work, ShowCaseworker(current_user(), caseworker_id))
        return render_template(
            "planning/caseworker.html",
            title="Consulent",
            heading=file.caseworker.name,
            file=file,
            form=Form(),
            done=request.args.get("done"),
            number=request.args.get("number", type=int),
            week=week_of(request.args, clock.today()).isoformat(),
        )

    @blueprint.get("/caseworkers/<string:caseworker_id>/change")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def changing(caseworker_id: str) -> str:
        known = _known(works, caseworker_id)
        return _caseworker_form(known, Form(caseworker_values(known)))

    @blueprint.post("/caseworkers/<string:caseworker_id>/change")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def change(caseworker_id: str) -> Response:
        return _kept(works, _known(works, caseworker_id))


def _known(works: Works[AppointmentWork], caseworker_id: str) -> Caseworker:
    with or_not_found(), works.read() as work:
        return show_caseworker(work, ShowCaseworker(current_user(), caseworker_id)).caseworker


def _nobody_yet(user: User, given: Mapping[str, str]) -> Caseworker:
    return Caseworker(str(uuid4()), "", _municipality(user, given))


def _values_of_new() -> dict[str, str]:
    return {f"place-{place.value}": "yes" for place in PlaceKind}


def _kept(works: Works[AppointmentWork], known: Caseworker) -> Response:
    form = Form(request.form.to_dict())
    try:
        read = read_caseworker(request.form, known)
        with works.begin() as work:
            left = keep_caseworker(work, KeepCaseworker(current_user(), read))
    except (ValidationError, Refused) as error:
        again = form.wrong(error)
        return Response(_caseworker_form(known, again), again.status, mimetype="text/html")
    where = url_for("planning.caseworker", caseworker_id=known.id, done="kept", number=len(left))
    return redirect(where, code=303)


def _caseworker_form(known: Caseworker, form: Form) -> str:
    return render_template(
        "planning/caseworker_form.html",
        title="Consulent wijzigen" if known.name else "Consulent toevoegen",
        known=known,
        form=form,
        weekdays=words.WEEKDAYS,
        places=PLACE_NAMES,
        skills=words.SKILLS,
    )


def _illness(blueprint: Blueprint, works: Works[AppointmentWork], clock: Clock) -> None:
    @blueprint.post("/caseworkers/<string:caseworker_id>/illness")
    @allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
    def ill(caseworker_id: str) -> Response:
        form, user = Form(request.form.to_dict()), current_user()
        try:
            first, last = days_of_illness(request.form, clock.today())
            with or_not_found(), works.begin() as work:
                given_back = report_illness(work, ReportIllness(user, caseworker_id, first, last))
        except (ValidationError, Refused) as error:
            again = form.wrong(error)
            with or_not_found(), works.read() as work:
                file = show_caseworker(work, ShowCaseworker(user, caseworker_id))
            page = render_template(
                "planning/caseworker.html", title="Consulent", heading=file.caseworker.name, file=file, form=again
            )
            return Response(page, again.status, mimetype="text/html")
        number, week = len(given_back), monday_of(first).isoformat()
        where = url_for("planning.caseworker", caseworker_id=caseworker_id, done="ill", number=number, week=week)
        return redirect(where, code=303)
