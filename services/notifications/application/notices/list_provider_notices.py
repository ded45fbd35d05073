"""A list of notices to providers: our own staff see them per municipality, a provider only its own."""

from dataclasses import dataclass

from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import NoticeFilter, NoticePage, own_agb
from shared.access import STAFF, Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class ListProviderNotices:
    user: User
    municipality: str | None
    offset: int
    limit: int
    order: str = "made"
    descending: bool = True


@allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
def list_provider_notices(work: NoticeWork, command: ListProviderNotices) -> NoticePage:
    """The notices of the user's municipalities, or of the user's own provider. They name no person."""
    provider = command.user.role is Role.PROVIDER
    wanted = NoticeFilter(
        agb=own_agb(command.user) if provider else None,
        municipalities=frozenset() if provider else command.user.municipalities,
        municipality=command.municipality,
        offset=command.offset,
        limit=command.limit,
        order=command.order,
        descending=command.descending,
    )
    return NoticePage(work.queries.notices(wanted), work.queries.count_notices(wanted))
