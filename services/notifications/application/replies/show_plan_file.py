"""The file that a client handed in with an answer."""

from dataclasses import dataclass
from pathlib import Path

from services.notifications.application.client.views import NotKnown
from services.notifications.application.replies.find_answer import FindAnswer, find_answer
from services.notifications.application.replies.ports import RepliesWorks
from services.notifications.domain.replies.answer import FileType
from shared.access import STAFF, Scope, allowed
from shared.looks.purpose import opening

READ_PLAN = opening("plan-file", "Plan van de cliënt openen")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """`name` is what it is called when somebody saves it."""

    path: Path
    type: FileType
    name: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_plan_file(works: RepliesWorks, command: FindAnswer) -> PlanFile:
    """Raises NotKnown and Forbidden."""
    with works.read() as work:
        answer = find_answer(work, command)
        if answer.file is None:
            raise NotKnown("Bij dit antwoord zit geen bestand.")
        work.read_log.write(command.user, [answer.client_id], READ_PLAN)
    path = works.plan_files.path(answer.answer_id, answer.file.type)
    if not path.is_file():
        raise NotKnown("Het bestand van dit antwoord is hier niet. Vraag functioneel beheer ernaar.")
    return PlanFile(path, answer.file.type, f"plan-{answer.answer_id[:8]}.{answer.file.type}")
