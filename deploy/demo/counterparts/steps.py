"""One case on one day: what the caseworker and the client have before them, and the steps that both take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from deploy.demo.chance import Dice
from deploy.demo.counterparts.chance import Fate
from deploy.demo.counterparts.office import Office
from services.migration.adapters.work import Work
from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.take_objection import TakeObjection, take_objection
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.views import RouteClient
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.decisions import Decision, Draft
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import StepKind
from shared.access import User


@dataclass(frozen=True, slots=True)
class Case:
    """A route as it is today, in a transaction of its own."""

    work: Work
    office: Office
    client: RouteClient
    route: Route
    fate: Fate
    today: date

    @property
    def user(self) -> User:
        return self.office.whose(self.route)

    @property
    def decision(self) -> Decision:
        """The one that stands. Raises LookupError without one."""
        if self.route.decision_id is None:
            raise LookupError(f"nothing is decided about {self.client.client_id}")
        return self.work.decisions.get(self.route.decision_id)

    @property
    def last(self) -> StepKind:
        return self.route.standing[-1].kind

    @property
    def old_right_until(self) -> date | None:
        return self.client.old_right_until(self.route, self.today)

    @property
    def first_to_stop(self) -> date | None:
        """Of old rights that end on different days, and of a pgb that stops before its right, the first last day."""
        return self.client.first_to_stop(self.route, self.today)

    def dice(self, about: str) -> Dice:
        """For a question about this step."""
        return self.fate.of(self.client.client_id, self.route.number, len(self.route.steps), about)

    def whole(self, about: str) -> Dice:
        """For a question about the whole route: the answer stays the same, whenever it is asked."""
        return self.fate.of(self.client.client_id, self.route.number, about)

    def take(self, kind: StepKind, details: Mapping[str, Any] | None = None, user: User | None = None) -> None:
        take_step(self.work, TakeStep(user or self.user, self.client.client_id, kind, self.today, details or {}))

    def object(self, why_late: str) -> None:
        """`why_late`: what the client says when it is late."""
        take_objection(self.work, TakeObjection(self.user, self.client.client_id, self.today, why_late=why_late))

    def last_day(self, kind: TermKind) -> date:
        """Of the open term of this kind in the route. Raises StopIteration without one."""
        of_client = self.work.deadlines.of([self.client.client_id])[self.client.client_id]
        own = (one for one in of_client if one.is_open and one.of.route == self.route.number)
        return next(one.last_day for one in own if one.kind is kind)

    def decide(self, draft: Draft, user: User | None = None) -> None:
        make_decision(self.work, MakeDecision(user or self.user, self.client.client_id, self.today, draft))

    def answer_offer(self, *, accepts: bool) -> None:
        self.take(StepKind.ACCEPT_OFFER if accepts else StepKind.REFUSE_OFFER, self.about_decision())

    def about_decision(self) -> Mapping[str, Any]:
        return {"decisionId": self.route.decision_id}
