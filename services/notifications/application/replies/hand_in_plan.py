"""Takes the plan that a client made, as a file from the own page."""

import hashlib
from dataclasses import dataclass

from services.notifications.application.replies.ports import PlanFiles, RepliesWorks
from services.notifications.application.replies.take_answer import TakeAnswer, take_answer
from services.notifications.application.replies.views import TakenAnswer
from services.notifications.domain.replies.answer import HandedIn
from shared.access import Role, Scope, User, allowed
from shared.messaging.failures import Refused

MEGABYTE = 1024 * 1024
MOST_FILES = 20
"""Of one client; nobody needs as many, and the disk is for everybody."""


@dataclass(frozen=True, slots=True)
class HandInPlan:
    """`content`: what the file holds; one byte more than may be is enough to see that it is too much."""

    user: User
    content: bytes
    note: str = ""


@allowed(Role.CLIENT, scope=Scope.OWN)
def hand_in_plan(works: RepliesWorks, command: HandInPlan) -> TakenAnswer:
    """The file lies there before anybody can hear of the answer: it is written last in the transaction. When that fails
    nothing is kept; a file without an answer is overwritten by the next one. Raises Refused."""
    file = _checked(works.plan_files, command.content)
    with works.begin() as work:
        user, today = command.user, work.today
        if sum(each.file is not None for each in work.answers.of_client(user.client)) >= MOST_FILES:
            raise _wrong(f"U leverde al {MOST_FILES} bestanden in. Wilt u nog iets inleveren? Bel ons.")
        answer = TakeAnswer(user, user.client, "plan-attached", "portal", today, None, note=command.note, file=file)
        taken = take_answer(work, answer)
        if taken.new:
            works.plan_files.put(taken.answer.answer_id, file.type, command.content)
    return taken


def _checked(files: PlanFiles, content: bytes) -> HandedIn:
    if not content:
        raise _wrong("Kies een bestand met uw plan.")
    if len(content) > files.most_bytes:
        most = files.most_bytes // MEGABYTE
        raise _wrong(f"Dit bestand is te groot. Het mag hoogstens {most} MB zijn. Lukt het niet? Bel ons.")
    type_ = files.type_of(content)
    if type_ is None:
        raise _wrong("Dit bestand kunnen wij niet lezen. Kies een PDF of een foto (JPEG of PNG).")
    return HandedIn(type_, len(content), hashlib.sha256(content).hexdigest())


def _wrong(text: str) -> Refused:
    return Refused("Er klopt iets niet met het bestand.", {"file": text})
