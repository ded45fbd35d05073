"""The desk work beside the routes: hand-overs, findings, replies to CIZ, calls, and offers without an answer."""

from collections.abc import Iterator
from datetime import date, timedelta

from deploy.demo.counterparts.chance import Fate
from deploy.demo.counterparts.steps import Case
from deploy.demo.counterparts.texts import sentence
from services.migration.adapters.work import Work
from services.migration.application.control.chase_hand_over import ChaseHandOver, chase_hand_over
from services.migration.application.control.confirm_hand_over import ConfirmHandOver, confirm_hand_over
from services.migration.application.control.look_at_person import LookAtPerson, look_at_person
from services.migration.application.control.views import Filter, SortBy, Window
from services.migration.domain.control.handled import CizReply
from services.migration.domain.control.lists import FINDINGS, WorkList
from services.migration.domain.control.steps import HAND_OVERS, NextStep, Task
from services.migration.domain.route.states import RouteState, StepKind

RECEIVERS = {task: receiver for receiver, task in HAND_OVERS.items()}
LOOKS = {
    Task.LOOK_AT: FINDINGS - {WorkList.WLZ_CANDIDATE} | {WorkList.FROM_MUNICIPALITY},
    Task.CALL: frozenset({WorkList.LAPSED}),
    Task.CHECK_END: frozenset({WorkList.RIGHT_ENDS}),
}
TASKS = frozenset({*RECEIVERS, *LOOKS, Task.ASK_CIZ, Task.AWAIT_ANSWER, Task.RENEW, Task.REASSESS_HERE})
CHASED, WANTS_WLZ, ACCEPTS = 150, 120, 850
"""Of a thousand."""
LEAST_AHEAD, MOST_AHEAD = 7, 13
"""So many days before the day somebody begins; it is done on the first working day of a week after that."""
AT_ONCE = 5000


def on_desk(work: Work, municipality: str, fate: Fate, today: date) -> Iterator[tuple[str, NextStep]]:
    """Whose desk work is done in this week, by client; some days before it is due."""
    for window in (Window.OVERDUE, Window.TWO_WEEKS):
        wanted = Filter(window=window, sort=SortBy.NEXT, size=AT_ONCE)
        for line in work.queries.clients(frozenset({municipality}), wanted, today).lines:
            step = line.next
            if isinstance(step, NextStep) and step.what in TASKS and today >= _begins(fate, line.client_id, step):
                yield line.client_id, step


def _begins(fate: Fate, client_id: str, step: NextStep) -> date:
    return step.due - timedelta(days=fate.of("desk", client_id, step.what, step.due).between(LEAST_AHEAD, MOST_AHEAD))


def do_desk_work(step: NextStep, case: Case) -> None:
    """What the office does about the step that comes first."""
    task, client_id = step.what, case.client.client_id
    dice = case.fate.of("desk", client_id, task, step.due, "outcome")
    if task in RECEIVERS:
        receiver = RECEIVERS[task]
        if dice.happens(CHASED):
            chase_hand_over(case.work, ChaseHandOver(case.user, client_id, receiver))
        else:
            confirm_hand_over(case.work, ConfirmHandOver(case.user, client_id, receiver))
    elif task is Task.ASK_CIZ:
        reply = CizReply.WANTS_WLZ if dice.happens(WANTS_WLZ) else CizReply.STAYS
        look_at_person(case.work, LookAtPerson(case.user, client_id, WorkList.WLZ_CANDIDATE, reply=reply))
    elif task in LOOKS:
        lists = case.work.standings.of([client_id])[client_id].lists & LOOKS[task]
        for work_list in sorted(lists):
            note = sentence(dice, "desk", task.value)
            look_at_person(case.work, LookAtPerson(case.user, client_id, work_list, note))
    elif task is Task.AWAIT_ANSWER:
        case.answer_offer(accepts=dice.happens(ACCEPTS))
    elif case.route.state is not RouteState.NOT_TREATED:  # a client who applies again asks for it then
        case.take(StepKind.REPORT_NEED, {"receivedOn": case.today.isoformat()})
