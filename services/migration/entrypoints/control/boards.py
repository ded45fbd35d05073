"""The screens of who works: what became of everybody, my work, and the team."""

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.migration.application.control.boards import TeamView
from services.migration.application.control.export_late_promises import export_late_promises
from services.migration.application.control.list_late_promises import ListLatePromises, list_late_promises
from services.migration.application.control.name_teams import name_teams
from services.migration.application.control.ports import Boards
from services.migration.application.control.show_control import ShowControl, show_control
from services.migration.application.control.show_my_work import DAYS_OF_NEWS, ShowMyWork, show_my_work
from services.migration.application.control.show_team import TEAM_PER_PAGE, ShowTeam, show_team
from services.migration.application.control.take_work_over import TakeWorkOver, take_work_over
from services.migration.application.control.views import Window
from services.migration.application.route.views import TAKERS
from services.migration.domain.control.steps import TEAMS, Task, Team
from services.migration.entrypoints.control import words
from services.migration.entrypoints.control.forms import LATE_PROMISES, late_promises_words, municipality_choice
from services.migration.entrypoints.control.lines import (
    CONTROL_FILE_HEADS,
    LATE_PROMISE_FILE_HEADS,
    LATE_PROMISE_HEADS,
    TEAM_FILE_HEADS,
    address_of,
    control_rows,
    late_promise_lines,
    late_promise_rows,
    member_row,
    owner_row,
)
from services.migration.entrypoints.deadlines.lines import CHANGE_HEADS, change_lines
from services.migration.entrypoints.deadlines.words import penalty_in_words
from services.migration.entrypoints.planning.words import PLACES, duration_in_words, leave_in_words, span_in_words
from services.migration.entrypoints.rights.words import STATES
from shared.access import STAFF, Role, Scope, allowed
from shared.clock import Clock
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.municipalities import named
from shared.web.app import LateTicks, current_user
from shared.web.csv_file import AT_ONCE, Value, csv_file, in_parts
from shared.web.forms import Form
from shared.web.lists import Listing, page_count

SERVICES = {
    "migration": "rechten en planning",
    "billing": "pgb en eigen bijdrage",
    "notifications": "brieven en berichten",
}
LATE_LETTERS = "/notifications/letters?attention=late"
"""The letters that told of the end of a right too late."""
TEAM = Listing(["name"])
COMING = (Window.TWO_WEEKS, Window.FOUR_WEEKS, Window.EIGHT_WEEKS)


def boards(works: Works[Boards], clock: Clock, late_ticks: LateTicks) -> Blueprint:
    blueprint = Blueprint("boards", __name__)
    said = {"tasks": words.TASKS, "finished_words": words.FINISHED, "windows": words.WINDOWS}
    blueprint.context_processor(lambda: said)
    _control(blueprint, works, late_ticks)
    _late_promises(blueprint, works, clock)
    _my_work(blueprint, works, clock)
    _team(blueprint, works, clock)
    return blueprint


def _names(works: Works[Boards], municipality: str | None) -> dict[Team, str]:
    """How the teams are called where one municipality is shown; their usual names for several."""
    if municipality is None:
        return dict(words.TEAM_LABELS)
    with works.read() as work:
        return dict(name_teams(work, municipality))


def _control(blueprint: Blueprint, works: Works[Boards], late_ticks: LateTicks) -> None:
    @blueprint.get("/control")
    @allowed(*STAFF, Role.FINANCE, scope=Scope.MUNICIPALITY)
    def control() -> str:
        user, chosen = current_user(), municipality_choice(request.args)
        with works.read() as work:
            found = show_control(work, ShowControl(user, chosen))
        names = _names(works, chosen)
        return render_template(
            "control/control.html",
            title="Wat er van iedereen wordt",
            control=found,
            counts=found.counts,
            link=address_of(url_for("migration_pages.clients"), chosen, may_open=user.role in STAFF),
            form=Form({"municipality": chosen or ""}),
            towns=named(current_user().municipalities),
            coming=COMING,
            became_words=words.BECAME_WORDS,
            promises=words.PROMISES,
            late_promises=address_of(url_for("boards.late_promises"), chosen, may_open=user.role in STAFF),
            after_plan=words.AFTER_PLAN,
            teams={task: names[TEAMS[task]] for task in Task},
            late={SERVICES.get(name, name): since for name, since in late_ticks().items()},
            may_open_clients=user.role in STAFF,
            late_letters=LATE_LETTERS + (f"&municipality={chosen}" if chosen else "") if user.role in STAFF else "",
        )

    @blueprint.get("/control.csv")
    @allowed(*STAFF, Role.FINANCE, scope=Scope.MUNICIPALITY)
    def control_file() -> Response:
        chosen = municipality_choice(request.args)
        with works.read() as work:
            found = show_control(work, ShowControl(current_user(), chosen))
        return csv_file("controle.csv", CONTROL_FILE_HEADS, control_rows(found, _names(works, chosen)))


def _late_promises(blueprint: Blueprint, works: Works[Boards], clock: Clock) -> None:
    def asked() -> ListLatePromises:
        state = LATE_PROMISES.read(request.args)
        task = Task(state.filters["task"]) if "task" in state.filters else None
        return ListLatePromises(current_user(), state.filters.get("municipality"), task, state.page)

    @blueprint.get("/control/promises")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def late_promises() -> str:
        user, state = current_user(), LATE_PROMISES.read(request.args)
        with works.read() as work:
            page = list_late_promises(work, asked())
        one_town = len(user.municipalities) == 1 or "municipality" in state.filters
        return render_template(
            "control/late_promises.html",
            title="Te laat nagekomen beloften",
            state=state,
            page=page,
            chosen_words=late_promises_words(state),
            towns=named(user.municipalities),
            promises={task.value: said for task, said in words.PROMISES.items()},
            heads=LATE_PROMISE_HEADS,
            lines=late_promise_lines(
                page,
                lambda client_id: url_for("migration_pages.client", client_id=client_id),
                with_town=not one_town,
            ),
        )

    @blueprint.get("/control/promises.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def late_promises_file() -> Response:
        with works.read() as work:
            found = export_late_promises(work, asked())
        name = f"te-laat-nagekomen-beloften-{clock.today()}.csv"
        return csv_file(name, LATE_PROMISE_FILE_HEADS, late_promise_rows(found))


def _my_work(blueprint: Blueprint, works: Works[Boards], clock: Clock) -> None:
    @blueprint.get("/my-work")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def my_work() -> str:
        user, here = current_user(), url_for("migration_pages.clients")
        with works.read() as work:
            found = show_my_work(work, ShowMyWork(user))
        return render_template(
            "control/my_work.html",
            title="Mijn werk",
            work=found,
            states=STATES,
            way_on=words.WAY_ON,
            today=clock.today(),
            with_town=len(user.municipalities) > 1,
            link=address_of(here, None, may_open=True),
            places=PLACES,
            span_in_words=span_in_words,
            penalty_in_words=penalty_in_words,
            user_id=user.id,
            pool=Team.CASEWORKERS.value,
            days_of_news=DAYS_OF_NEWS,
            moved_heads=CHANGE_HEADS,
            moved_lines=change_lines(found.moved.changes, found.moved.names, url_for("deadline_pages.deadlines") + "/"),
        )


def _team(blueprint: Blueprint, works: Works[Boards], clock: Clock) -> None:
    def shown(form: Form) -> tuple[str, int]:
        user, chosen, state = current_user(), municipality_choice(request.args), TEAM.read(request.args)
        with works.read() as work:
            found = show_team(work, ShowTeam(user, chosen, state.page))
        page = render_template(
            "control/team.html",
            title="Het team",
            team=found,
            link=address_of(url_for("migration_pages.clients"), chosen, may_open=True),
            form=Form({"municipality": chosen or "", **form.values}, form.errors),
            towns=named(current_user().municipalities),
            names=_names(works, chosen),
            in_hand=found.control.counts.steps[Task.DECIDE],
            late_words=words.LATE_BY_LAW,
            may_act=user.role in TAKERS,
            taken=request.args.get("taken"),
            state=state.only(municipality=chosen or "").on_page(state.page),
            pages=page_count(found.most, TEAM_PER_PAGE),
            from_week=found.monday,
            duration=duration_in_words,
            away=leave_in_words,
        )
        return page, form.status

    @blueprint.get("/team")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def team() -> tuple[str, int]:
        return shown(Form({}))

    @blueprint.get("/team.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def team_file() -> Response:
        """Who has what in hand, and what each caseworker does this week."""
        asked = ShowTeam(current_user(), municipality_choice(request.args), size=AT_ONCE)

        def part(work: Boards, first: int) -> TeamView:
            return show_team(work, replace(asked, page=first // AT_ONCE + 1))

        def rows() -> Iterator[list[Value]]:
            with works.read() as work:
                yield from map(owner_row, in_parts(lambda first: part(work, first).owners))
                yield from map(member_row, in_parts(lambda first: part(work, first).members))

        return csv_file("team.csv", TEAM_FILE_HEADS, rows())

    @blueprint.post("/team/take-over")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def take_over() -> Response | tuple[str, int]:
        try:
            with works.begin() as work:
                number = take_work_over(work, TakeWorkOver(current_user(), request.form.get("colleague", "")))
        except Refused as error:
            return shown(Form({}).wrong(error))
        return redirect(url_for("boards.team", taken=number), code=303)
