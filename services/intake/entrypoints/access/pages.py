"""The screens of access: who may sign in as what, a proposal, and one grant with its history."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.intake.application.access.confirm_grant import ConfirmGrant, confirm_grant
from services.intake.application.access.list_grants import ListGrants
from services.intake.application.access.list_grants import list_grants as find_grants
from services.intake.application.access.offer_grant import OfferGrant, offer_grant
from services.intake.application.access.ports import AccessWork
from services.intake.application.access.propose_grant import propose_grant
from services.intake.application.access.refuse_grant import RefuseGrant, refuse_grant
from services.intake.application.access.show_grant import ShowGrant
from services.intake.application.access.show_grant import show_grant as find_grant
from services.intake.application.access.views import GrantOffer, GrantView
from services.intake.application.access.withdraw_grant import WithdrawGrant, withdraw_grant
from services.intake.domain.access.grants import ACCOUNT_MAX, NAME_MAX, WHY_MAX
from services.intake.entrypoints.access import words
from services.intake.entrypoints.access.forms import (
    GRANTS,
    OF_MUNICIPALITY,
    PER_PAGE,
    grant_values,
    read_proposal,
    wanted_grants,
)
from services.intake.entrypoints.access.lines import FILE_HEADS, file_row
from services.intake.entrypoints.reading import or_not_found
from shared.access import Role, Scope, allowed
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.csv_file import AT_ONCE, csv_file, in_parts
from shared.web.forms import Form
from shared.web.lists import page_count

READERS = (Role.FUNCTIONAL_MANAGER, Role.AUDITOR)
DONE = {
    "proposed": "Uw voorstel staat klaar. Een andere functioneel beheerder moet het bevestigen.",
    "confirmed": "U hebt dit bevestigd. Deze persoon kan zich nu zo aanmelden.",
    "refused": "Dit voorstel is afgewezen.",
    "withdrawn": "Deze toegang is ingetrokken. Deze persoon kan er meteen niets meer mee.",
}
Decide = Callable[[AccessWork, str], None]


def access_pages(works: Works[AccessWork]) -> Blueprint:
    screens = Blueprint("access", __name__)

    @screens.app_context_processor
    def dutch() -> dict[str, object]:
        return {"access_words": words}

    _lists(screens, works)
    _proposing(screens, works)
    _deciding(screens, works)
    return screens


def _lists(screens: Blueprint, works: Works[AccessWork]) -> None:
    @screens.get("/access")
    @allowed(*READERS, scope=Scope.MUNICIPALITY)
    def list_grants() -> str:
        user, state = current_user(), GRANTS.read(request.args)
        with works.read() as work:
            found = find_grants(work, ListGrants(user, wanted_grants(state)))
        return render_template(
            "access/grants.html",
            title="Toegang",
            found=found,
            state=state,
            pages=page_count(found.total, PER_PAGE),
            municipalities=named(found.municipalities),
            may_grant=user.role is Role.FUNCTIONAL_MANAGER,
        )

    @screens.get("/access.csv")
    @allowed(*READERS, scope=Scope.MUNICIPALITY)
    def grants_file() -> Response:
        user, wanted = current_user(), wanted_grants(GRANTS.read(request.args))

        def found() -> Iterator[GrantView]:
            with works.read() as work:
                yield from in_parts(
                    lambda first: (
                        find_grants(work, ListGrants(user, replace(wanted, offset=first, limit=AT_ONCE))).grants
                    )
                )

        return csv_file("toegang.csv", FILE_HEADS, map(file_row, found()))


def _proposing(screens: Blueprint, works: Works[AccessWork]) -> None:
    @screens.get("/access/new")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def new_grant() -> str:
        return _form(_offer(works, None), None, None)

    @screens.post("/access/new")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def propose() -> Response:
        return _propose(works, None)

    @screens.get("/access/<uuid:grant_id>/change")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def change_grant(grant_id: UUID) -> str:
        return _form(_offer(works, str(grant_id)), str(grant_id), None)

    @screens.post("/access/<uuid:grant_id>/change")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def propose_change(grant_id: UUID) -> Response:
        return _propose(works, str(grant_id))


def _offer(works: Works[AccessWork], replaces: str | None) -> GrantOffer:
    with or_not_found(), works.read() as work:
        return offer_grant(work, OfferGrant(current_user(), replaces))


def _propose(works: Works[AccessWork], replaces: str | None) -> Response:
    form, offer = Form(request.form.to_dict()), _offer(works, replaces)
    try:
        command = read_proposal(current_user(), request.form, offer.municipalities, replaces)
        with or_not_found(), works.begin() as work:
            grant_id = propose_grant(work, command)
    except (ValidationError, Refused) as error:
        again = form.wrong(error)
        return Response(_form(offer, replaces, again), again.status, mimetype="text/html")
    return redirect(url_for("access.show_grant", grant_id=grant_id, done="proposed"), code=303)


def _form(offer: GrantOffer, replaces: str | None, typed: Form | None) -> str:
    """`typed`: what comes back to be mended; None for the form as it begins."""
    begins = {"begins_on": offer.today.isoformat()}
    form = typed or Form(grant_values(offer.old) if offer.old is not None else begins)
    municipalities = named(offer.municipalities)
    return render_template(
        "access/grant_form.html",
        title="Toegang wijzigen" if replaces is not None else "Toegang voorstellen",
        form=form,
        replaces=replaces,
        municipalities=municipalities,
        of_municipality=OF_MUNICIPALITY,
        places={"municipalities": f"{OF_MUNICIPALITY}{next(iter(municipalities), '')}"},
        longest={"account": ACCOUNT_MAX, "name": NAME_MAX},
    )


def _deciding(screens: Blueprint, works: Works[AccessWork]) -> None:
    @screens.get("/access/<uuid:grant_id>")
    @allowed(*READERS, scope=Scope.MUNICIPALITY)
    def show_grant(grant_id: UUID) -> str:
        return _show(works, str(grant_id), Form())

    @screens.post("/access/<uuid:grant_id>/confirm")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def confirm(grant_id: UUID) -> Response:
        def decide(work: AccessWork, why: str) -> None:
            confirm_grant(work, ConfirmGrant(current_user(), str(grant_id)))

        return _decide(works, str(grant_id), decide, "confirmed")

    @screens.post("/access/<uuid:grant_id>/refuse")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def refuse(grant_id: UUID) -> Response:
        def decide(work: AccessWork, why: str) -> None:
            refuse_grant(work, RefuseGrant(current_user(), str(grant_id), why))

        return _decide(works, str(grant_id), decide, "refused")

    @screens.post("/access/<uuid:grant_id>/withdraw")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def withdraw(grant_id: UUID) -> Response:
        def decide(work: AccessWork, why: str) -> None:
            withdraw_grant(work, WithdrawGrant(current_user(), str(grant_id), why))

        return _decide(works, str(grant_id), decide, "withdrawn")


def _decide(works: Works[AccessWork], grant_id: str, decide: Decide, done: str) -> Response:
    form = Form(request.form.to_dict())
    try:
        with or_not_found(), works.begin() as work:
            decide(work, request.form.get("why", ""))
    except Refused as error:
        again = form.wrong(error)
        return Response(_show(works, grant_id, again), again.status, mimetype="text/html")
    return redirect(url_for("access.show_grant", grant_id=grant_id, done=done), code=303)


def _show(works: Works[AccessWork], grant_id: str, form: Form) -> str:
    with or_not_found(), works.read() as work:
        view = find_grant(work, ShowGrant(current_user(), grant_id))
    return render_template(
        "access/grant.html",
        title=f"Toegang van {view.granting.grant.name}",
        view=view,
        form=form,
        done=DONE.get(request.args.get("done", "")),
        mine=view.granting.proposed.by == current_user().id,
        longest=WHY_MAX,
    )
