"""A list of notices to providers: our own staff see them per municipality, a provider only its own."""

from dataclasses import dataclass

from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import NoticeFilter, NoticePage
from shared.access import STAFF, Forbidden, Role, Scope, User, allowed

NO_AGB = "Bij uw account hoort geen AGB-code. Vraag de beheerder om die in te vullen."


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
        agb=_own_agb(command.user) if provider else None,
        municipalities=frozenset() if provider else command.user.municipalities,
        municipality=command.municipality,
        offset=command.offset,
        limit=command.limit,
        order=command.order,
        descending=command.descending,
    )
    return NoticePage(work.queries.notices(wanted), work.queries.count_notices(wanted))


def _own_agb(user: User) -> str:
    """Raises Forbidden for a provider's user without an AGB code: no list can be theirs."""
    if not user.provider:
        raise Forbidden(NO_AGB)
    return user.provider
