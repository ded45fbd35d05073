"""Tells each provider, per municipality, of which of its clients the right ends; again when that list changed."""

from datetime import date

from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.notices.provider_notice import changed_notices
from shared.access import system


@system
def make_provider_notices(work: NoticeWork, today: date) -> int:
    """Returns how many notices were made."""
    made = changed_notices(work.ending_rights.all(), work.notices.last(), today)
    work.notices.add(made)
    for notice in made:
        work.record(notice)
    return len(made)
