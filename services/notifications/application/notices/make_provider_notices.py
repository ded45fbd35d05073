"""Tells each provider, per municipality, what is new about its clients: once a week, and only when something is."""

from datetime import date

from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.notices.provider_notice import WEEKDAY, changed_notices, day_of_the_week, in_pages
from shared.access import system


@system
def make_provider_notices(work: NoticeWork, today: date) -> int:
    """Returns how many notices were made. A day that was missed is made up for on the next one."""
    due = {
        municipality
        for municipality, looked_on in work.notice_rounds.municipalities().items()
        if looked_on is None or looked_on < day_of_the_week(today, work.choice(municipality, WEEKDAY, today).number)
    }
    if not due:
        return 0
    made = changed_notices(work.ending_rights.at(due), work.provider_clients.at(due), work.notices.last(due), today)
    work.notices.add(made)
    work.notice_rounds.keep(due, today)
    for notice in made:
        for page in in_pages(notice):
            work.record(page)
    return len(made)
