"""What a service itself recorded on the way to a message that cannot be worked elsewhere; and that in its API."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from shared.access import Role, Scope, User, allowed
from shared.events.contracts import ABOUT_CLIENT
from shared.looks.written import ReadLog
from shared.messaging.steps import OwnStep, Step, steps_to
from shared.messaging.unit import Database
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.parked import TRACED
from shared.web.parked_api import TracedStepSchema
from shared.web.problem import NotFound


class StepsOf(Protocol):
    """What the page over all services asks of one, wherever that runs. Raises PassingFault when it does not answer."""

    def steps_to(self, user: User, event_id: str) -> Sequence[Step]:
        """The event and what caused it in turn, the nearest first; nothing for one that another service recorded."""


@dataclass(frozen=True, slots=True)
class RecordedSteps:
    """For the functional manager of the municipality that an event names. One that names none of those that are
    `served` is for each of them."""

    database: Database
    served: frozenset[str]

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def steps_to(self, user: User, event_id: str) -> Sequence[Step]:
        """Ends before the first that the user may not see."""
        found = []
        with self.database.reading() as connection:
            for own in steps_to(connection, self.database.messaging, event_id):
                if not user.may_see(own.municipality) and own.municipality in self.served:
                    break
                found.append(own)
        ReadLog(self.database).write(user, [own.subject for own in found if self._is_about_client(own)], TRACED)
        return [own.step for own in found]

    def _is_about_client(self, own: OwnStep) -> bool:
        return self.database.contracts.about(own.step.type) == ABOUT_CLIENT


def add_steps(api: Api, recorded: StepsOf) -> None:
    @api.route(
        "GET",
        "/steps/<uuid:cause>",
        Role.FUNCTIONAL_MANAGER,
        scope=Scope.MUNICIPALITY,
        summary="Een gebeurtenis en wat haar veroorzaakte, voor zover deze dienst dat zelf vastlegde",
        response=TracedStepSchema,
        many=True,
    )
    def steps_of_cause(cause: UUID) -> Sequence[Step]:
        found = recorded.steps_to(current_user(), str(cause))
        if not found:
            raise NotFound("Deze gebeurtenis heeft deze dienst niet vastgelegd, of zij is niet voor u.")
        return found
