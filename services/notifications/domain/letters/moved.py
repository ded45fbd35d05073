"""Which letter an appointment gives that came instead of another one, or that does not go on.

That it moved is news only to who heard of it. As long as no letter about the appointments before it left the house, the
reader gets an invitation, which says all that the law asks; and a cancellation that nobody would understand stays here.
Both letters are written, and one of the two is put aside: whether something left is known later in a rebuild than what
was written, and then the other one takes its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.notifications.domain.letters.called_off import CANCELLED
from services.notifications.domain.letters.gate import LetterState
from services.notifications.domain.letters.kinds import KINDS, LetterKind
from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import Appointment, WhyCancelled

MOVED: LetterKind = "appointment-moved"
INVITING: frozenset[LetterKind] = frozenset({"invitation", "appointment-moved"})
HANGS_ON_WHAT_LEFT: frozenset[LetterKind] = INVITING | {CANCELLED}
BUT_CANCELLED: frozenset[LetterKind] = frozenset(KINDS.values()) - {CANCELLED}
GIVES_UP: Mapping[str, WhyCancelled] = {
    "end": "ended",
    "decide": "ended",
    "not-treat": "ended",
    "prolong": "prolonged",
}
"""Steps after which there is no conversation in a route, with the reason for which its appointment is cancelled."""


@dataclass(frozen=True, slots=True)
class AppointmentLetter:
    """One about the appointment `cause_id` of a client. `replaced`: it says nothing any more, whatever left."""

    letter_id: str
    client_id: str
    kind: LetterKind
    cause_id: str
    state: LetterState
    has_text: bool
    reason: str | None
    replaced: bool
    handed_over_on: date | None

    @property
    def unprinted(self) -> bool:
        return self.state in ("ready", "withheld")

    @property
    def aside(self) -> bool:
        return self.state == "superseded" and not self.replaced


def compared(letter: Occasion, before: Appointment | None, now: Appointment) -> Occasion:
    """The letter that an appointment moved, with what is other than `before`. Where the client has no part in that one
    it is put aside, so nothing has to be said."""
    if before is None:
        return letter
    differs = {
        "same-time": (before.day, before.starts) == (now.day, now.starts),
        "other-caseworker": before.caseworker != now.caseworker,
        "other-place": (before.place, before.place_address) != (now.place, now.place_address),
    }
    facts = letter.facts | {fact for fact, holds in differs.items() if holds}
    return replace(letter, words={**letter.words, "old_caseworker": before.caseworker}, facts=facts)


def put_aside(letters: Sequence[AppointmentLetter], appointments: Iterable[Appointment]) -> frozenset[str]:
    """The ids of those letters to one client that give way to another one, or tell what nobody has to hear."""
    before = {each.appointment_id: each.replaces for each in appointments}
    left = {each.cause_id for each in letters if each.kind in INVITING and each.handed_over_on is not None}
    told = {each.cause_id for each in letters if each.kind == CANCELLED and each.handed_over_on is not None}
    return frozenset(each.letter_id for each in letters if _gives_way(each, before, left, told))


def _gives_way(letter: AppointmentLetter, before: dict[str, str | None], left: set[str], told: set[str]) -> bool:
    """`told`: of these appointments a letter left that they are off."""
    if letter.kind == CANCELLED:
        told_before = letter.cause_id in told and letter.handed_over_on is None
        return told_before or not _heard_of(letter.cause_id, before, left)
    earlier = before.get(letter.cause_id)
    if earlier is None:
        return False
    return _heard_of(earlier, before, left) is (letter.kind == "invitation")


def _heard_of(appointment: str | None, before: dict[str, str | None], left: set[str]) -> bool:
    """Of this appointment, or of one that it came instead of."""
    while appointment is not None:
        if appointment in left:
            return True
        appointment = before.get(appointment)
    return False


def given_up_by(route: ClientRoute, step_id: str) -> frozenset[str]:
    """The appointments that this step cancelled, also when it was taken back since. They do not stand again by that,
    but that no conversation is needed is not true any more. Migration cancels them on the day of the step."""
    step = next((each for each in route.told_steps if each.step_id == step_id), None)
    if step is None or step.step not in GIVES_UP:
        return frozenset()
    of_route = {each.appointment_id for each in route.appointments if each.route == step.route}
    why = GIVES_UP[step.step]
    gone = (each for each in route.cancelled if each.reason == why and each.cancelled_on == step.recorded_on)
    return frozenset(each.appointment_id for each in gone) & of_route
