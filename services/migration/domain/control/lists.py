"""The work lists: nobody whose care changes, ends or waits for a person falls off. Pure.

Who is on which list follows from what was determined, from the plan, and from rows that intake holds back. What is to
be done with a list is said in Dutch on the screens (entrypoints/control/words.py).
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from services.migration.domain.rights.clients import Determination
from services.migration.domain.rights.facts import Domain, Finding, FunctionRight
from services.migration.domain.rights.states import PersonState


class WorkList(StrEnum):
    """In the order in which they ask for attention."""

    OVERDUE = "overdue"  # from the day after the one on which the decision was due
    PLANNED_LATE = "planned-late"  # the conversation comes too late for a decision in time
    WITHOUT_PLAN = "without-plan"  # to reassess, and no conversation is planned
    OVER_CAPACITY = "over-capacity"  # planned in a week that was full already
    HELD_BACK = "held-back"  # intake holds back rows of this person
    WLZ_CANDIDATE = Finding.WLZ_CANDIDATE.value
    OUTSIDE_TRANSITION = Finding.OUTSIDE_TRANSITION.value
    APPLICATION_DATE_UNKNOWN = Finding.APPLICATION_DATE_UNKNOWN.value
    END_BREAKS_CAP = Finding.END_BREAKS_CAP.value
    NO_EXISTING_PGB = Finding.NO_EXISTING_PGB.value
    PGB_READING_OPEN = Finding.PGB_READING_OPEN.value
    LOW_PACKAGE_AT_HOME = Finding.LOW_PACKAGE_AT_HOME.value
    TRANSPORT_WITHOUT_GUIDANCE = Finding.TRANSPORT_WITHOUT_GUIDANCE.value
    TO_INSURER = "to-insurer"
    TO_WLZ = "to-wlz"
    TO_YOUTH = "to-youth"
    TO_MUNICIPALITY = "to-municipality"  # moved, so the other municipality has to know
    FROM_MUNICIPALITY = "from-municipality"  # another municipality decided or stopped, and no old right is left
    LAPSED = "lapsed"  # of some kind of care nothing is left
    RIGHT_ENDS = "right-ends"  # a right that nobody reassesses
    PROTECTED_LIVING_LATER = "protected-living-later"  # to reassess, and planned later


GOES_TO = {
    Domain.ZVW: WorkList.TO_INSURER,
    Domain.WLZ: WorkList.TO_WLZ,
    Domain.JEUGDWET: WorkList.TO_YOUTH,
}
FINDINGS = frozenset(WorkList(finding.value) for finding in Finding)
"""Lists of which somebody has to look at each person once."""


def determined_lists(found: Determination) -> frozenset[WorkList]:
    """The lists on which a determination puts somebody, at once and until the next revision. Nobody has to do anything
    for who has died."""
    if found.state is PersonState.DECEASED:
        return frozenset()
    return frozenset((*_findings(found), *_elsewhere(found), *_lapsed(found), *_later(found)))


def _findings(found: Determination) -> Iterator[WorkList]:
    for finding in found.findings:
        yield WorkList(finding.value)


def _elsewhere(found: Determination) -> Iterator[WorkList]:
    for right in found.rights:
        if right.domain in GOES_TO:
            yield GOES_TO[right.domain]


def _lapsed(found: Determination) -> Iterator[WorkList]:
    """A kind of care of which no right is left at all, or was left when the client came through: nobody spoke with them
    before it ended (8.6(1)). An old indication that a newer one follows is no loss."""
    pairs = list(zip(found.client.functions, found.rights, strict=True))
    known = found.past.known_since
    left = {
        delivered.function
        for delivered, right in pairs
        if right.domain is not Domain.NONE and not _was_over(right, known)
    }
    for delivered, right in pairs:
        if delivered.function not in left and Finding.OUTSIDE_TRANSITION not in right.findings:
            yield WorkList.LAPSED


def _was_over(right: FunctionRight, known_since: date) -> bool:
    """Whether it was to be reassessed, and had ended when we heard of the client."""
    return right.reassess_before_end_of is not None and right.reassess_before_end_of < known_since


def _later(found: Determination) -> Iterator[WorkList]:
    """Rights that end after the day through which is planned; the state holds that choice of the municipality."""
    if found.state is PersonState.PROTECTED_LIVING and any(right.reassess for right in found.rights):
        yield WorkList.PROTECTED_LIVING_LATER
