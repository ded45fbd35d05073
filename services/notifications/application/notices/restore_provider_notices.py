"""Restores, in a rebuild, which notices were made. No other log can tell it, because it hung on the clock."""

from collections.abc import Sequence

from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade
from shared.access import system


@system
def restore_provider_notices(work: NoticeWork, notices: Sequence[ProviderNoticeMade]) -> None:
    """A notice that is there already stays as it is. Who was forgotten since stands in none."""
    new = [notice for notice in notices if not work.notices.has(notice.notice_id)]
    gone = work.erasure.forgotten({client_id for notice in new for client_id in notice.client_ids})
    work.notices.add([notice.without(gone) for notice in new])
