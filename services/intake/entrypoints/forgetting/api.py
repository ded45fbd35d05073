"""The API of forgetting: what the screens do, for whoever does it by machine. Two people are still needed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from services.intake.application.forgetting.confirm_forgetting import ConfirmForgetting, confirm_forgetting
from services.intake.application.forgetting.list_forgettings import READERS, ListForgettings, list_forgettings
from services.intake.application.forgetting.ports import ForgettingWorks, UnknownForgetting
from services.intake.application.forgetting.propose_forgetting import ProposeForgetting, propose_forgetting
from services.intake.application.forgetting.show_forgetting import ShowForgetting, show_forgetting
from services.intake.application.forgetting.withdraw_forgetting import WithdrawForgetting, withdraw_forgetting
from services.intake.domain.forgetting.forgetting import Forgetting
from services.intake.entrypoints.forgetting.schemas import (
    ConfirmSchema,
    ForgettingSchema,
    ProposeSchema,
    WithdrawSchema,
)
from shared.access import Role, Scope
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.problem import NotFound


def add_forgettings(described: Api, works: ForgettingWorks) -> None:
    @described.route(
        "GET",
        "/forgettings",
        *READERS,
        scope=Scope.MUNICIPALITY,
        summary="Wie er vergeten is of wordt, met alleen ons nummer; de nieuwste eerst",
        response=ForgettingSchema,
        many=True,
    )
    def forgettings() -> Sequence[Forgetting]:
        with works.read() as work:
            return list_forgettings(work, ListForgettings(current_user())).forgettings

    @described.route(
        "POST",
        "/forgettings",
        Role.FUNCTIONAL_MANAGER,
        scope=Scope.MUNICIPALITY,
        summary="Voorstellen om een cliënt te vergeten",
        body=ProposeSchema,
        response=ForgettingSchema,
    )
    def propose_to_forget(body: Mapping[str, Any]) -> Forgetting:
        with works.begin() as work:
            return propose_forgetting(work, ProposeForgetting(current_user(), **body))

    @described.route(
        "POST",
        "/forgettings/<uuid:id>/confirm",
        Role.FUNCTIONAL_MANAGER,
        scope=Scope.MUNICIPALITY,
        summary="Als tweede persoon bevestigen; dit kan niet ongedaan worden gemaakt",
        body=ConfirmSchema,
        response=ForgettingSchema,
    )
    def confirm_to_forget(id: UUID, body: Mapping[str, Any]) -> Forgetting:
        with _or_not_found():
            confirm_forgetting(works, ConfirmForgetting(current_user(), str(id)))
        return _shown(works, id)

    @described.route(
        "POST",
        "/forgettings/<uuid:id>/withdraw",
        Role.FUNCTIONAL_MANAGER,
        scope=Scope.MUNICIPALITY,
        summary="Een voorstel intrekken",
        body=WithdrawSchema,
        response=ForgettingSchema,
    )
    def take_proposal_back(id: UUID, body: Mapping[str, Any]) -> Forgetting:
        with _or_not_found(), works.begin() as work:
            withdraw_forgetting(work, WithdrawForgetting(current_user(), str(id)))
        return _shown(works, id)


def _shown(works: ForgettingWorks, id: UUID) -> Forgetting:
    with _or_not_found(), works.read() as work:
        return show_forgetting(work, ShowForgetting(current_user(), str(id)))


@contextmanager
def _or_not_found() -> Iterator[None]:
    try:
        yield
    except UnknownForgetting as unknown:
        raise NotFound("Dit voorstel is er niet. Vraag de lijst op.") from unknown
