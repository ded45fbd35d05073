"""Who was invited and did not answer: people to call. Silence has no other consequence."""

from dataclasses import dataclass, replace

from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.views import SilentFilter, SilentLine, SilentList
from services.notifications.domain.replies.silence import DAYS_OF_SILENCE, invited_by
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

READ_SILENT = listing("silent", "Lijst van wie nog niet antwoordde bekijken")


@dataclass(frozen=True, slots=True)
class ListSilent:
    """`municipality`: one of the user's, or None for all of them. Of `wanted` the order and the part count."""

    user: User
    wanted: SilentFilter
    municipality: str | None = None


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_silent(work: RepliesWork, command: ListSilent) -> SilentList:
    """Each municipality says itself after how many days. One answer speaks for all who are at the conversation."""
    codes = [code for code in command.user.municipalities if command.municipality in (None, code)]
    days = {code: work.answer_choices.choice(code, DAYS_OF_SILENCE, work.today).number for code in codes}
    latest = {code: invited_by(work.today, number) for code, number in days.items()}
    wanted = replace(command.wanted, today=work.today, invited_by=latest)
    found = work.queries.silent(wanted)
    clients = sorted({each.client_id for each in found})
    people = work.queries.people(clients)
    work.read_log.write(command.user, clients, READ_SILENT)
    lines = [
        SilentLine(each, people[each.client_id].name, (work.today - each.made_on).days)
        for each in found
        if each.client_id in people
    ]
    return SilentList(lines, work.queries.count_silent(wanted))
