"""Who looked, for the auditor: by client, by colleague, by period."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notifications.application.looks.ports import LookWork
from services.notifications.application.looks.views import MOST_FOUND, LookFilter, LookLine, LookList
from shared.access import Role, Scope, User, allowed
from shared.looks.purpose import Kind, listing

READ_LOOKS = listing("looks", "nagaan wie er gegevens bekeek")


@dataclass(frozen=True, slots=True)
class ListLooks:
    user: User
    wanted: LookFilter


@allowed(Role.AUDITOR, scope=Scope.MUNICIPALITY)
def list_looks(work: LookWork, command: ListLooks) -> LookList:
    """Only looks at clients of the user's municipalities. Who stands on the page by name was looked at by that."""
    codes, wanted = command.user.municipalities, command.wanted
    clients = None
    if wanted.person is not None:
        clients = work.queries.clients_sought(codes, wanted.person, MOST_FOUND)
        if len(clients) > MOST_FOUND:
            return LookList((), 0, too_many=True)
    found = work.queries.looks(codes, wanted, clients)
    at_one = [each.look_id for each in found.looks if each.clients == 1]
    seen = dict(work.queries.clients_of(at_one, codes))
    shown = list(dict.fromkeys([*(clients or ()), *seen.values()]))
    people = work.queries.people(shown)
    work.read_log.write(command.user, shown, READ_LOOKS)
    names = {client_id: person.name for client_id, person in people.items()}
    return LookList(
        lines=[LookLine(each, names.get(seen.get(each.look_id, ""), "")) for each in found.looks],
        total=found.total,
        opened=_opened(work, command, clients, found.total),
        people=[people[client_id] for client_id in clients or () if client_id in people],
    )


def _opened(work: LookWork, command: ListLooks, clients: Sequence[str] | None, total: int) -> int:
    """How many of them were opened files."""
    match command.wanted.kind:
        case Kind.FILE:
            return total
        case Kind.LIST:
            return 0
        case None:
            return work.queries.count_opened(command.user.municipalities, command.wanted, clients)
