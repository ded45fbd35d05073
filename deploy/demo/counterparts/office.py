"""Who does the work in the demo's municipalities: its invented caseworkers, each as the user who signs in."""

from collections.abc import Sequence
from datetime import date

from services.migration.adapters.work import Work
from services.migration.domain.planning.caseworkers import Caseworker
from services.migration.domain.route.route import By, Route
from services.migration.domain.route.states import StepKind
from shared.access import Role, User


def user_of(caseworker: Caseworker) -> User:
    own = frozenset({caseworker.municipality})
    return User(caseworker.user_id or caseworker.id, caseworker.name, Role.CASEWORKER, own)


class Office:
    """The caseworkers of one municipality on one day."""

    def __init__(self, work: Work, municipality: str, today: date) -> None:
        self.municipality = municipality
        self.team: Sequence[Caseworker] = sorted(work.caseworkers.of([municipality]), key=lambda each: each.id)
        self._there = [each for each in self.team if each.hours_on(today)] or self.team

    def anybody(self) -> User:
        """Who makes the appointments of a week."""
        return user_of(self._there[0])

    def whose(self, route: Route) -> User:
        """Who held the conversation, or a colleague on a day on which that one is not there."""
        held = route.last(StepKind.HOLD_CONVERSATION)
        users = [user_of(each) for each in self._there]
        own = [each for each in users if held is not None and each.id == held.by.id]
        return (own or users)[0]

    def somebody_else(self, route: Route) -> User:
        """Awb 7:5(1) and 10:3(3): not who took the decision."""
        decided = route.last(StepKind.DECIDE, StepKind.PROLONG)
        who = decided.by.id if decided is not None and decided.by.by is By.USER else ""
        users = [user_of(each) for each in (*self._there, *self.team)]
        return next(each for each in users if each.id != who)
