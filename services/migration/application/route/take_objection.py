"""Takes an objection in, and judges whether it is in time; what follows from that is for the decision on it."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.deadlines.judge_objection import JudgeObjection, judge_objection
from services.migration.application.route.find_client import FindClient, find_client
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.ports import Work
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.application.route.views import TAKERS
from services.migration.domain.deadlines.objections import Objection
from services.migration.domain.deadlines.open_deadlines import RouteId
from services.migration.domain.route.route import Route, by_user
from services.migration.domain.route.states import StepKind
from shared.access import Scope, User, allowed
from shared.dutch import date_in_words
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class TakeObjection:
    """`posted_on`: when it came by post, the day of the postmark. `why_late`: what the client said of being late; a
    person judges whether that is `excused` (Awb 6:11)."""

    user: User
    client_id: str
    received_on: date
    posted_on: date | None = None
    why_late: str = ""
    excused: bool = False
    seen: int | None = None


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def take_objection(work: Work, command: TakeObjection) -> Route:
    """Raises UnknownClient, Forbidden, and Refused: also for one that is late while nobody wrote down what the client
    said of that."""
    client = find_client(work, FindClient(command.user, command.client_id))
    route = find_route(work, FindRoute(command.client_id, command.seen))
    of = RouteId(client.client_id, client.municipality, route.number)
    objection = Objection(command.received_on, command.posted_on, command.excused)
    judgement = judge_objection(work, JudgeObjection(of, objection))
    if not judgement.in_time and not command.why_late.strip():
        last = f" De laatste dag was {date_in_words(judgement.last_day)}." if judgement.last_day is not None else ""
        text = f"Dit bezwaar is te laat.{last} Schrijf op waarom, of dat de cliënt dat niet zei."
        raise Refused(text, {"why": text})
    number = sum(step.kind is StepKind.OBJECT for step in route.standing) + 1
    details = {
        "inTime": judgement.in_time,
        "excused": command.excused,
        "objectionNumber": number,
        "postedOn": command.posted_on.isoformat() if command.posted_on is not None else None,
        "whyLate": command.why_late.strip(),
    }
    actor = by_user(command.user.id, command.user.name)
    return record_step(work, RecordStep(client, route, StepKind.OBJECT, command.received_on, actor, details))
