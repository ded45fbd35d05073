"""A user gives a person's next step to a colleague, or back to the team."""

from dataclasses import dataclass

from services.migration.application.control.find_colleagues import find_colleagues
from services.migration.application.control.find_person import FindPerson, find_person
from services.migration.application.control.give_steps import give_steps
from services.migration.application.control.ports import Recording
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.control.take_step_over import FINISHED
from services.migration.application.route.views import TAKERS
from services.migration.domain.control.handled import Taken
from services.migration.domain.control.steps import NextStep
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

TO_TEAM = ""
NO_COLLEAGUE = "Deze collega kennen wij niet. Kies een collega uit de lijst."


@dataclass(frozen=True, slots=True)
class AssignStep:
    """`to`: the id of a colleague (find_colleagues); empty for the team."""

    user: User
    client_id: str
    to: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def assign_step(work: Recording, command: AssignStep) -> None:
    """Raises UnknownClient, Forbidden, and Refused when nothing is left to do or the colleague is not known."""
    standing = find_person(work, FindPerson(command.user, command.client_id))
    if not isinstance(standing.next, NextStep):
        raise Refused(FINISHED)
    team, town = standing.next.owner.team, standing.municipality
    names = find_colleagues(work, town) if command.to else {TO_TEAM: ""}
    if command.to not in names:
        raise Refused(NO_COLLEAGUE, {"to": NO_COLLEAGUE})
    give_steps(work, [Taken(standing.client_id, town, team, command.to, names[command.to], work.today)])
    refresh_standings(work, [standing.client_id])
