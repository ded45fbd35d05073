"""What became of a person: one word for everybody, so that the words together are everybody. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.next_steps import Person
from services.migration.domain.control.route_stands import Given
from services.migration.domain.control.steps import Finished, FinishedReason, NextStep, Receiver, Task
from services.migration.domain.route.states import DECIDED, OBJECTED, EndReason, RouteState


class Became(StrEnum):
    """Of a decision that was made known, what it gives; an objection that runs goes before it."""

    IN_KIND = Given.IN_KIND.value
    PGB = Given.PGB.value
    BOTH = Given.BOTH.value
    OWN_STRENGTH = Given.OWN_STRENGTH.value
    REFUSAL = Given.REFUSAL.value
    END = Given.END.value
    PROLONGATION = Given.PROLONGATION.value
    URGENT_HELP = Given.URGENT_HELP.value
    NOTHING_AFTER_OBJECTION = Given.NOTHING_AFTER_OBJECTION.value
    NOT_TREATED = Given.NOT_TREATED.value
    OBJECTION = "objection"
    DECEASED = "deceased"
    MOVED = "moved"
    WLZ = "wlz"
    INSURER = "insurer"
    YOUTH = "youth"
    WITHDRAWN = "withdrawn"
    NO_NEED = "no-need"
    LOOKED_AT = "looked-at"
    NOTHING_LEFT = "nothing-left"
    HELD_BACK = "held-back"  # intake holds rows back, and nothing else comes before that
    TO_DO = "to-do"  # the next step says what


ENDED: Mapping[EndReason, Became] = {
    EndReason.DIED: Became.DECEASED,
    EndReason.MOVED: Became.MOVED,
    EndReason.WLZ: Became.WLZ,
    EndReason.WITHDRAWN: Became.WITHDRAWN,
    EndReason.NO_NEED: Became.NO_NEED,
}
ELSEWHERE: Mapping[WorkList, Became] = {
    WorkList.TO_WLZ: Became.WLZ,
    WorkList.TO_YOUTH: Became.YOUTH,
    WorkList.TO_INSURER: Became.INSURER,
}
"""Of whom the municipality reassesses nothing; whether the receiver has them is another question."""
RECEIVED: Mapping[Receiver, Became] = {
    Receiver.WLZ: Became.WLZ,
    Receiver.YOUTH: Became.YOUTH,
    Receiver.INSURER: Became.INSURER,
    Receiver.MUNICIPALITY: Became.MOVED,
}


def became_of(person: Person, following: NextStep | Finished) -> Became:
    """`following`: the next step, or why there is none."""
    if person.is_dead:
        return Became.DECEASED
    if person.came_here:
        return _of_who_came(following)
    decided = _of_route(person)
    if decided is not None:
        return decided
    if isinstance(following, NextStep) and following.what is Task.REPAIR:
        return Became.HELD_BACK
    elsewhere = _elsewhere(person)
    if elsewhere is not None:
        return elsewhere
    if isinstance(following, NextStep):
        return Became.TO_DO
    return Became.LOOKED_AT if following.reason is FinishedReason.LOOKED_AT else Became.NOTHING_LEFT


def _of_who_came(following: NextStep | Finished) -> Became:
    """What another municipality decided gives nothing that binds here (Wmo 2015 2.3.5(1))."""
    if not isinstance(following, NextStep):
        return Became.LOOKED_AT
    return Became.HELD_BACK if following.what is Task.REPAIR else Became.TO_DO


def _of_route(person: Person) -> Became | None:
    """None as long as nothing was made known."""
    stand = person.stand
    if stand is None:
        return None
    if stand.ended is not None:
        return ENDED[stand.ended]
    if stand.state in OBJECTED:
        return Became.OBJECTION
    if stand.state in DECIDED and stand.gives is not None:
        return Became(stand.gives.value)
    return Became.NOT_TREATED if stand.state is RouteState.NOT_TREATED else None


def _elsewhere(person: Person) -> Became | None:
    one = person.standing
    if person.stand is not None or one.reassess_until is not None:
        return None
    lists = one.determined | person.added
    found = [outcome for work_list, outcome in ELSEWHERE.items() if work_list in lists]
    found += [outcome for receiver, outcome in RECEIVED.items() if receiver in person.handled.confirmed]
    return found[0] if found else None
