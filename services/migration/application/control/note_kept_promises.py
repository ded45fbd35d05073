"""Keeps which promises of letters these steps kept, and how late; a step that is taken back kept none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.migration.application.control.ports import Keeping
from services.migration.domain.control.kept_promises import kept_by_steps
from services.migration.domain.control.standings import Standing
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.route import Step
from shared.access import system


@dataclass(frozen=True, slots=True)
class NoteKeptPromises:
    """`before`: where the clients stood before these steps."""

    before: Mapping[str, Standing]
    taken: Sequence[StepTaken]


@system
def note_kept_promises(work: Keeping, command: NoteKeptPromises) -> None:
    before, taken = command.before, command.taken
    by_client: dict[str, list[Step]] = {}
    for event in taken:
        by_client.setdefault(event.route.client_id, []).append(event.step)
    known = ((before[client_id], steps) for client_id, steps in by_client.items() if client_id in before)
    work.kept_promises.add([kept for standing, steps in known for kept in kept_by_steps(standing, steps)])
    work.kept_promises.take_back([event.step.undoes for event in taken if event.step.undoes is not None])
