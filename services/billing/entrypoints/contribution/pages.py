"""The screen that calculates an own contribution."""

from flask import Blueprint, Response, make_response, render_template, request

from services.billing.application.contribution.assess_contribution import assess_contribution
from services.billing.application.contribution.ports import ReadingWork
from services.billing.application.contribution.show_calculator import show_calculator
from services.billing.entrypoints.contribution.forms import CalculatorForm, calculator_form
from services.billing.entrypoints.contribution.words import CHOICES
from shared.access import STAFF, Role, Scope, allowed
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.web.forms import WHOLE


def contribution_pages(works: Works[ReadingWork]) -> Blueprint:
    pages = Blueprint("contribution_pages", __name__)

    @pages.get("/contributions")
    @allowed(Role.FINANCE, *STAFF, scope=Scope.NOBODY)
    def contributions() -> Response:
        return _calculator(works)

    return pages


def _calculator(works: Works[ReadingWork]) -> Response:
    outcome = None
    try:
        with works.read() as work:
            form = calculator_form(request.args, show_calculator(work))
            if form.question is not None:
                outcome = assess_contribution(work, form.question)
    except Refused as refused:
        form = CalculatorForm(request.args.to_dict(), {WHOLE: str(refused)})
    page = render_template(
        "contribution/contributions.html",
        title="Eigen bijdrage berekenen",
        form=form,
        outcome=outcome,
        choices=CHOICES,
    )
    return make_response(page, 400 if form.errors else 200)
