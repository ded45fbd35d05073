"""Somebody looked at what puts a person on a list, and dealt with it. For a Wlz candidate that is the reply to CIZ."""

from dataclasses import dataclass

from services.migration.application.control.find_person import FindPerson, find_person
from services.migration.application.control.ports import Recording
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.route.views import TAKERS
from services.migration.domain.control.handled import CizReply, LookedAt
from services.migration.domain.control.lists import FINDINGS, WorkList
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

LOOKED_AT = FINDINGS | {
    WorkList.FROM_MUNICIPALITY,
    WorkList.LAPSED,
    WorkList.RIGHT_ENDS,
    WorkList.PROTECTED_LIVING_LATER,
}
"""Lists from which a person can be taken by looking."""
NOT_THERE = "Deze cliënt staat niet (meer) op deze lijst. Kijk hoe het dossier nu is."
NO_REPLY = "Kies wat de cliënt het CIZ heeft laten weten."
NO_NOTE = "Schrijf op wat u zag of afsprak."


@dataclass(frozen=True, slots=True)
class LookAtPerson:
    """`reply`: asked for on the list of Wlz candidates, and on no other."""

    user: User
    client_id: str
    work_list: WorkList
    note: str = ""
    reply: CizReply | None = None


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def look_at_person(work: Recording, command: LookAtPerson) -> None:
    """Raises UnknownClient, Forbidden, and Refused when the person is not on the list or nothing was written down."""
    user, work_list, note = command.user, command.work_list, command.note.strip()
    standing = find_person(work, FindPerson(user, command.client_id))
    if work_list not in LOOKED_AT & standing.lists:
        raise Refused(NOT_THERE)
    candidate = work_list is WorkList.WLZ_CANDIDATE
    if candidate != (command.reply is not None):
        raise Refused(NO_REPLY, {"reply": NO_REPLY})
    if not candidate and not note:
        raise Refused(NO_NOTE, {"note": NO_NOTE})
    town, client_id = standing.municipality, standing.client_id
    looked = LookedAt(client_id, town, work_list, work.today, user.id, user.name, note, command.reply)
    work.handled.save_looked_at(looked)
    refresh_standings(work, [client_id])
