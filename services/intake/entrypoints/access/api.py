"""The API of access: who may sign in as what, proposing, confirming, refusing and withdrawing."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from services.intake.application.access.confirm_grant import ConfirmGrant, confirm_grant
from services.intake.application.access.list_grants import ListGrants, list_grants
from services.intake.application.access.ports import AccessWork
from services.intake.application.access.propose_grant import ProposeGrant, propose_grant
from services.intake.application.access.refuse_grant import RefuseGrant, refuse_grant
from services.intake.application.access.show_grant import ShowGrant, show_grant
from services.intake.application.access.views import GrantView
from services.intake.application.access.withdraw_grant import WithdrawGrant, withdraw_grant
from services.intake.entrypoints.access.schemas import ConfirmationSchema, GrantSchema, ProposalSchema, WhySchema
from services.intake.entrypoints.reading import or_not_found
from shared.access import Role, Scope
from shared.messaging.work import Works
from shared.web.api import Api
from shared.web.app import current_user

READERS = (Role.FUNCTIONAL_MANAGER, Role.AUDITOR)


def add_access(described: Api, works: Works[AccessWork]) -> None:
    def decided(decide: Callable[[AccessWork], str]) -> GrantView:
        with or_not_found(), works.begin() as work:
            return show_grant(work, ShowGrant(current_user(), decide(work)))

    @described.route(
        "GET",
        "/access-grants",
        *READERS,
        scope=Scope.MUNICIPALITY,
        summary="Wie zich als wat mag aanmelden, ook wat is voorgesteld en wat voorbij is",
        response=GrantSchema,
        many=True,
    )
    def grants() -> Sequence[GrantView]:
        with works.read() as work:
            return list_grants(work, ListGrants(current_user())).grants

    @described.route(
        "GET",
        "/access-grants/<uuid:id>",
        *READERS,
        scope=Scope.MUNICIPALITY,
        summary="Eén toegang met wie wat deed",
        response=GrantSchema,
    )
    def grant(id: UUID) -> GrantView:
        with or_not_found(), works.read() as work:
            return show_grant(work, ShowGrant(current_user(), str(id)))

    @described.route(
        "POST",
        "/access-grants",
        Role.FUNCTIONAL_MANAGER,
        scope=Scope.MUNICIPALITY,
        summary="Stel toegang voor; een andere functioneel beheerder bevestigt",
        body=ProposalSchema,
        response=GrantSchema,
    )
    def propose(body: dict[str, Any]) -> GrantView:
        replaces = str(body["replaces"]) if body["replaces"] is not None else None
        given = body | {"municipalities": frozenset(body["municipalities"]), "replaces": replaces}
        return decided(lambda work: propose_grant(work, ProposeGrant(current_user(), **given)))

    @described.route(
        "POST",
        "/access-grants/<uuid:id>/confirm",
        Role.FUNCTIONAL_MANAGER,
        scope=Scope.MUNICIPALITY,
        summary="Bevestig wat een andere functioneel beheerder voorstelde",
        body=ConfirmationSchema,
        response=GrantSchema,
    )
    def confirm(id: UUID, body: dict[str, Any]) -> GrantView:
        return decided(lambda work: _of(id, confirm_grant(work, ConfirmGrant(current_user(), str(id)))))

    @described.route(
        "POST",
        "/access-grants/<uuid:id>/refuse",
        Role.FUNCTIONAL_MANAGER,
        scope=Scope.MUNICIPALITY,
        summary="Wijs een voorstel af, of trek uw eigen voorstel terug",
        body=WhySchema,
        response=GrantSchema,
    )
    def refuse(id: UUID, body: dict[str, Any]) -> GrantView:
        return decided(lambda work: _of(id, refuse_grant(work, RefuseGrant(current_user(), str(id), body["why"]))))

    @described.route(
        "POST",
        "/access-grants/<uuid:id>/withdraw",
        Role.FUNCTIONAL_MANAGER,
        scope=Scope.MUNICIPALITY,
        summary="Trek toegang in; dat werkt meteen",
        body=WhySchema,
        response=GrantSchema,
    )
    def withdraw(id: UUID, body: dict[str, Any]) -> GrantView:
        return decided(lambda work: _of(id, withdraw_grant(work, WithdrawGrant(current_user(), str(id), body["why"]))))


def _of(grant_id: UUID, _decided: None) -> str:
    return str(grant_id)
