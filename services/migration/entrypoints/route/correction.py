"""The screens on which a day is corrected after which a term runs."""

from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.migration.application.route.correct_day import correct_day
from services.migration.application.route.ports import Work
from services.migration.application.route.show_correction import ShowCorrection, show_correction
from services.migration.application.route.views import NO_DEADLINE, TAKERS, Correction
from services.migration.application.route.weigh_correction import WeighCorrection, weigh_correction
from services.migration.domain.deadlines.terms import FREE_TERMS, TermKind
from services.migration.entrypoints.route import words
from services.migration.entrypoints.route.forms import WHY_MAX, correction_of
from services.migration.entrypoints.route.reading import or_not_found
from shared.access import STAFF, Scope, allowed
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.web.app import current_user
from shared.web.forms import Form
from shared.web.problem import NotFound


def add_corrections(blueprint: Blueprint, works: Works[Work]) -> None:
    def weighed(client_id: UUID, kind: str, number: int, on: date | None = None) -> Correction:
        with or_not_found(), works.read() as work:
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
            with or_not_found(), works.begin() as work:
                correction = correct_day(work, command).corrections[-1]
        except (ValidationError, Refused) as error:
            return shown(now, Form(given.to_dict()).wrong(error))
        kept = url_for("route.correction", client_id=client_id, correction_id=correction.step_id)
        return redirect(kept, code=303)

    @blueprint.get("/clients/<uuid:client_id>/route/corrections/<uuid:correction_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def correction(client_id: UUID, correction_id: UUID) -> str:
        with or_not_found(), works.read() as work:
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
