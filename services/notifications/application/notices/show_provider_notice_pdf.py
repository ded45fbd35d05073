"""One notice to a provider as PDF."""

from services.notifications.application.notices.ports import NoticeWorks
from services.notifications.application.notices.show_provider_notice import ShowProviderNotice, show_provider_notice
from services.notifications.domain.notices.notice_letter import compose_provider_notice, notice_facts
from shared.access import STAFF, Role, Scope, allowed


@allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
def show_provider_notice_pdf(works: NoticeWorks, command: ShowProviderNotice) -> bytes:
    """The whole notice as PDF/UA. It takes `works` because a page takes long to lay out: the transaction ends before
    that. Raises NotKnown and Forbidden."""
    with works.read() as work:
        found = show_provider_notice(work, command)
        sender = work.senders.on(found.notice.municipality, found.notice.made_on)
    return works.renderer.pdf(compose_provider_notice(notice_facts(found.notice, found.rows, found.told, sender)))
