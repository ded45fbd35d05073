"""That a right ends, and that it ended, as it is told to the others. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.migration.domain.rights.facts import EndedBy
from services.migration.domain.route.route import ON_APPLICATION, Route
from services.migration.domain.route.states import DECIDED, RouteState


class EndReason(StrEnum):
    """Why a right ended, in the words of the wire."""

    DATE = "date"
    OFFER_ACCEPTED = "offer-accepted"
    DIED = "died"


REASONS = {EndedBy.OFFER_ACCEPTED: EndReason.OFFER_ACCEPTED, EndedBy.DIED: EndReason.DIED}


@dataclass(frozen=True, slots=True)
class EndOfRights:
    """Rights of one client with one last day."""

    client_id: str
    municipality: str
    revision: int
    last_day: date
    why: EndReason
    functions: Sequence[str]


@dataclass(frozen=True, slots=True)
class RightEnding:
    """Event: so many `weeks` are left. `decided`: a decision was sent on what comes after. `conversation`: the day of
    the appointment that is still to come."""

    end: EndOfRights
    weeks: int
    told_on: date
    decided: bool
    conversation: date | None


@dataclass(frozen=True, slots=True)
class RightEnded:
    """Event: the last day has come. `decision_id`: of the decision, or the temporary help, that goes on from there;
    None when there is none. `decided`: a decision was sent on what comes after, which may be that nothing does."""

    end: EndOfRights
    decision_id: str | None
    decided: bool


@dataclass(frozen=True, slots=True)
class MadeKnown:
    """Ids of decisions: `settled`, the newest on the care of a client that was made known; `urgent`, on temporary help
    that was given since (2.3.3). That one waits for a decision, and settles nothing of what comes after a right."""

    settled: str | None = None
    urgent: str | None = None


NOTHING = MadeKnown()


def made_known(routes: Sequence[Route]) -> MadeKnown:
    """`routes`: all of one client, the first one first."""
    urgent = None
    for route in reversed(routes):
        if route.state in DECIDED and route.untreated is None and route.decision_id is not None:
            return MadeKnown(_made_known(route) or route.decision_id, urgent)
        urgent = urgent or route.urgent_help_id
    return MadeKnown(urgent=urgent)


def _made_known(route: Route) -> str | None:
    """Awb 3:40: a decision on an objection that was not sent, or came back, leaves the one that it is about."""
    first = route.last(*ON_APPLICATION) if route.state is RouteState.OBJECTION_DECIDED else None
    return first.details["decisionId"] if first is not None else None


def why_ended(ended_by: EndedBy | None) -> EndReason:
    return REASONS.get(ended_by, EndReason.DATE) if ended_by is not None else EndReason.DATE
