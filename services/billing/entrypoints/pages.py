"""The screens of billing."""

from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.billing.application.assess_contribution import assess_contribution
from services.billing.application.look_at_budgets import READERS, list_budgets, look_at_account, total_budgets
from services.billing.application.ports import Desk, UnknownClient
from services.billing.domain.holding import HoldingState
from services.billing.entrypoints import words
from services.billing.entrypoints.forms import REFUSAL, CalculatorForm, calculator_form, page_number
from shared.access import Role, Scope, allowed
from shared.law.book import LawBook
from shared.messaging.failures import Refused
from shared.municipalities import by_name
from shared.web.app import current_user
from shared.web.problem import NotFound

CLIENT_FILE_READERS = frozenset({Role.CASEWORKER, Role.FUNCTIONAL_MANAGER, Role.AUDITOR})
"""Who may open the client's file, which is a screen of another service."""


def pages_blueprint(book: LawBook, desk: Desk) -> Blueprint:
    pages = Blueprint("billing_pages", "billing")

    @pages.get("/")
    @allowed(*READERS, scope=Scope.MUNICIPALITY)
    def start() -> BaseResponse:
        return redirect(url_for("billing_pages.budgets"))

    @pages.get("/budgets")
    @allowed(*READERS, scope=Scope.MUNICIPALITY)
    def budgets() -> str:
        return _budgets(desk)

    @pages.get("/budgets/<uuid:client>")
    @allowed(*READERS, scope=Scope.MUNICIPALITY)
    def budget(client: UUID) -> str:
        return _budget(desk, str(client))

    @pages.get("/contributions")
    @allowed(*READERS, scope=Scope.NOBODY)
    def contributions() -> Response:
        return _contributions(book)

    return pages


def _budgets(desk: Desk) -> str:
    user = current_user()
    municipality, state = request.args.get("gemeente", ""), request.args.get("stand", "")
    page = list_budgets(
        desk,
        user,
        municipality=municipality,
        state=state if state in words.STATES else "",
        page=page_number(request.args.get("pagina", "1")),
    )
    return render_template(
        "budgets.html",
        title="Budgetten",
        page=page,
        totals=total_budgets(desk, user, municipality=municipality),
        municipality=municipality,
        municipalities=by_name(user.municipalities),
        state=state,
        states=words.STATES,
    )


def _budget(desk: Desk, client: str) -> str:
    user = current_user()
    try:
        account = look_at_account(desk, user, client)
    except UnknownClient as unknown:
        raise NotFound(f"Van cliënt {client} is bij budgetten niets bekend.") from unknown
    return render_template(
        "budget.html",
        title=f"Budget van cliënt {client[:8]}",
        account=account,
        states=words.STATES,
        granted=HoldingState.GRANTED,
        regimes=words.REGIMES,
        may_open_file=user.role in CLIENT_FILE_READERS,
    )


def _contributions(book: LawBook) -> Response:
    try:
        form = calculator_form(request.args)
        outcomes = [assess_contribution(book, question) for question in form.questions]
    except Refused as refused:
        form, outcomes = CalculatorForm(request.args.to_dict(), {REFUSAL: str(refused)}), []
    page = render_template(
        "contributions.html",
        title="Eigen bijdrage berekenen",
        form=form,
        outcomes=outcomes,
        choices=words.CHOICES,
        refusal=REFUSAL,
    )
    return make_response(page, 400 if form.errors else 200)
