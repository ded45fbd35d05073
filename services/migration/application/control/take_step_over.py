"""A user takes a person's next step: from the team, or from a colleague."""

from dataclasses import dataclass

from services.migration.application.control.find_person import FindPerson, find_person
from services.migration.application.control.give_steps import give_steps
from services.migration.application.control.ports import Recording
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.route.views import TAKERS
from services.migration.domain.control.handled import Taken
from services.migration.domain.control.steps import NextStep
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

FINISHED = "Voor deze cliënt is niets meer te doen."


@dataclass(frozen=True, slots=True)
class TakeStepOver:
    user: User
    client_id: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def take_step_over(work: Recording, command: TakeStepOver) -> None:
    """Also the later steps of the same team about this person are the user's. Raises UnknownClient, Forbidden, and
    Refused when nothing is left to do."""
    user = command.user
    standing = find_person(work, FindPerson(user, command.client_id))
    if not isinstance(standing.next, NextStep):
        raise Refused(FINISHED)
    team, town = standing.next.owner.team, standing.municipality
    give_steps(work, [Taken(standing.client_id, town, team, user.id, user.name, work.today)])
    refresh_standings(work, [standing.client_id])
