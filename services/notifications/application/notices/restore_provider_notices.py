"""Restores, in a rebuild, which notices were made. No other log can tell it, because it hung on the clock."""

from collections.abc import Sequence

from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.notices.provider_notice import NoticePage
from shared.access import system


@system
def restore_provider_notices(work: NoticeWork, pages: Sequence[NoticePage]) -> None:
    """A notice comes page by page; what it holds already stays as it is. Who was forgotten since stands in none."""
    found = dict(work.notices.of([each.notice.notice_id for each in pages]))
    gone = work.erasure.forgotten({client_id for each in pages for client_id in each.notice.client_ids})
    for each in pages:
        before, page = found.get(each.notice.notice_id), each.notice.without(gone)
        found[each.notice.notice_id] = before.with_page(page) if before is not None else page
    work.notices.keep(list(found.values()))
