"""One notice to a provider: shown to our own staff per municipality, to a provider only its own."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import OpenNotice, own_agb
from services.notifications.domain.notices.notice_letter import notice_rows, told_rows
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade
from shared.access import STAFF, Forbidden, Role, Scope, User, allowed, check_municipality
from shared.looks.purpose import listing

READ_NOTICE = listing("provider-notice", "Bericht aan een aanbieder lezen")


@dataclass(frozen=True, slots=True)
class ShowProviderNotice:
    """`offset` and `limit` cut one page out of what is told of clients, and out of the lines; without a limit all
    of them are shown."""

    user: User
    notice_id: str
    offset: int = 0
    limit: int | None = None


@allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
def show_provider_notice(work: NoticeWork, command: ShowProviderNotice) -> OpenNotice:
    """Raises NotKnown and Forbidden."""
    notice = work.queries.notice(command.notice_id)
    if notice is None:
        raise NotKnown(f"Er is geen bericht {command.notice_id}.")
    _check(command.user, notice)
    end = None if command.limit is None else command.offset + command.limit
    lines, told = notice.lines[command.offset : end], notice.told[command.offset : end]
    clients = sorted({line.client_id for line in lines} | {each.client.client_id for each in told})
    people = work.queries.people(clients)
    work.read_log.write(command.user, clients, READ_NOTICE)
    return OpenNotice(notice, notice_rows(lines, people), told_rows(told, people, notice.made_on))


def _check(user: User, notice: ProviderNoticeMade) -> None:
    if user.role is not Role.PROVIDER:
        check_municipality(user, notice.municipality)
    elif notice.agb != own_agb(user):
        raise Forbidden("Dit bericht is voor een andere aanbieder.")
