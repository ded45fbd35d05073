"""Takes clients who are forgotten out of the notices that their providers got."""

from collections.abc import Sequence

from services.notifications.application.notices.ports import NoticeWork
from shared.access import system


@system
def leave_out_of_notices(work: NoticeWork, client_ids: Sequence[str]) -> None:
    for notice in work.notices.about(client_ids):
        work.notices.replace(notice.without(client_ids))
