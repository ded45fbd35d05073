"""How many letters are ready, how many of them wait for somebody to release them, and how many were printed."""

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import ReadyLetters, WaitingLetters
from shared.access import STAFF, Scope, User, allowed
from shared.municipalities import by_name


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def count_ready_letters(work: MailingWork, user: User) -> ReadyLetters:
    """Of the user's municipalities. Numbers name nobody, so the read log hears nothing."""
    found = work.queries.ready_letters(user.municipalities)
    reasons = {code: work.senders.why_not_printed(code, work.today) for code in by_name(found)}
    return ReadyLetters(
        ready=sum(one.letters for one in found.values()),
        to_release=sum(one.to_release for one in found.values()),
        printed=work.queries.count_printed(sorted(user.municipalities)),
        waiting=[WaitingLetters(code, found[code].letters, why) for code, why in reasons.items() if why is not None],
    )
