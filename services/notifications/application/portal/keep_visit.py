"""Keeps that a client was on the own page and what it showed, so that the next visit begins with what is new."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notifications.application.portal.ports import PortalWork
from services.notifications.domain.portal.visit import visited
from shared.access import Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class KeepVisit:
    """`shown`: the keys of what was there to see, as show_portal gives them."""

    user: User
    shown: Sequence[str]


@allowed(Role.CLIENT, scope=Scope.OWN)
def keep_visit(work: PortalWork, command: KeepVisit) -> None:
    client_id = command.user.client
    work.visits.keep(client_id, visited(work.visits.of(client_id), work.now, command.shown))
