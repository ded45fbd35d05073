"""The screens of budgets."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.billing.application.pgb.list_budgets import list_budgets
from services.billing.application.pgb.ports import READERS, ReadingWork, UnknownClient
from services.billing.application.pgb.show_budget import ShowBudget, show_budget
from services.billing.domain.client.year import transition_year
from services.billing.domain.pgb.holding import Holding
from services.billing.entrypoints.contribution.words import REGIMES, care_of
from services.billing.entrypoints.pgb.forms import BUDGETS, wanted_budgets
from services.billing.entrypoints.pgb.lines import FILE_HEADS, file_row
from services.billing.entrypoints.pgb.words import KINDS, STATES
from shared.access import Role, Scope, allowed
from shared.messaging.work import Works
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.csv_file import AT_ONCE, csv_file, in_parts
from shared.web.problem import NotFound

CLIENT_FILE_READERS = frozenset({Role.CASEWORKER, Role.FUNCTIONAL_MANAGER, Role.AUDITOR})
"""Who may open the client's file, which is a screen of another service."""


def budget_pages(works: Works[ReadingWork]) -> Blueprint:
    pages = Blueprint("budget_pages", __name__)

    @pages.get("/")
    @allowed(*READERS, scope=Scope.MUNICIPALITY)
    def start() -> Response:
        return redirect(url_for("budget_pages.budgets"))

    @pages.get("/budgets")
    @allowed(*READERS, scope=Scope.MUNICIPALITY)
    def budgets() -> str:
        return _budgets(works)

    @pages.get("/budgets.csv")
    @allowed(*READERS, scope=Scope.MUNICIPALITY)
    def budgets_file() -> Response:
        wanted = wanted_budgets(current_user(), BUDGETS.read(request.args))

        def part(work: ReadingWork, first: int) -> Sequence[Holding]:
            asked = replace(wanted, page=first // AT_ONCE + 1, size=AT_ONCE)
            return list_budgets(work, asked).page.holdings

        def found() -> Iterator[Holding]:
            with works.read() as work:
                yield from in_parts(lambda first: part(work, first))

        return csv_file("budgetten.csv", FILE_HEADS, map(file_row, found()))

    @pages.get("/budgets/<uuid:client>")
    @allowed(*READERS, scope=Scope.MUNICIPALITY)
    def budget(client: UUID) -> str:
        return _budget(works, str(client))

    return pages


def _budgets(works: Works[ReadingWork]) -> str:
    user, state = current_user(), BUDGETS.read(request.args)
    with works.read() as work:
        found, year = list_budgets(work, wanted_budgets(user, state)), _year(work)
    return render_template(
        "pgb/budgets.html",
        title="Budgetten",
        found=found,
        year=year,
        state=state,
        municipalities=named(user.municipalities),
        states=STATES,
        kinds=KINDS,
    )


def _budget(works: Works[ReadingWork], client_id: str) -> str:
    user = current_user()
    try:
        with works.read() as work:
            found, year = show_budget(work, ShowBudget(user, client_id)), _year(work)
    except UnknownClient as unknown:
        raise NotFound(f"Van cliënt {client_id} is bij budgetten niets bekend.") from unknown
    return render_template(
        "pgb/budget.html",
        title=f"Budget van cliënt {client_id[:8]}",
        budget=found,
        year=year,
        states=STATES,
        kinds=KINDS,
        regimes=REGIMES,
        care_of=care_of,
        open_end=date.max,
        may_open_file=user.role in CLIENT_FILE_READERS,
    )


def _year(work: ReadingWork) -> int:
    return transition_year(work.law_book, work.today).first.year
