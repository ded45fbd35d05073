"""What the screens and the API show of appointments, and who may make them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.domain.planning.appointments import Appointment, Effect, Household
from services.migration.domain.planning.caseworkers import Caseworker, Hours, Leave
from services.migration.domain.planning.slots import Slot
from shared.access import Role

CASEWORKERS_PER_PAGE = 25
NAMED_MAX = 50
"""So many caseworkers can be chosen from in one list; of more, somebody types a name first."""
COUNTED_MAX = 50
"""Of a week that was left behind, so many households are counted; of more it is said that there are more."""
PLANNERS = (Role.CASEWORKER, Role.FUNCTIONAL_MANAGER)
"""Who may make appointments and keep the hours of caseworkers; others only look."""
LETTER_WAITS = (
    "Intake houdt gegevens tegen. De uitnodiging gaat pas weg als dat is opgelost. Maak de afspraak zelf, en bel."
)


class NotKnown(LookupError):
    """What was asked for is not here. The message is Dutch and names what was looked for."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A moment that can be taken for a household, and what it does to the last days."""

    household: Household
    slot: Slot
    effect: Effect


@dataclass(frozen=True, slots=True)
class Offer:
    slot: Slot
    effect: Effect


@dataclass(frozen=True, slots=True)
class Offers:
    """Moments to choose from in the week of `monday`, at most ten; `names` of those who are spoken with, and
    `held_back` of those among them of whom intake holds data back, so that no letter goes out to them."""

    household: Household
    names: Sequence[str]
    monday: date
    offers: Sequence[Offer]
    held_back: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CaseworkerNames:
    """`names`: by id and in order; `are_many`: the municipality has too many to show all of them."""

    names: Mapping[str, str]
    are_many: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A household that got no appointment; `why` is Dutch."""

    household: Household
    why: str


@dataclass(frozen=True, slots=True)
class WeekPlanned:
    made: Sequence[Appointment]
    left: Sequence[Left]


@dataclass(frozen=True, slots=True)
class ClientAppointments:
    """`current`: the last appointment that stands, also when its day is over; `earlier`: the others, the last one
    first. `effect`: what its day does to the last days. `household`: who is to be spoken with, None when there is
    `why_not` in Dutch. `names` of everybody here. `short_notice`: `current` was made
    today for a day before which its letter may not be there; `held_back`: names of those in `current`, as long as it is
    to come, or else in `household`, to whom no letter goes, because intake holds data back."""

    client_id: str
    current: Appointment | None
    effect: Effect | None
    earlier: Sequence[Appointment]
    household: Household | None
    why_not: str
    names: Mapping[str, str]
    today: date
    may_act: bool
    short_notice: bool = False
    held_back: Sequence[str] = ()

    @property
    def is_past(self) -> bool:
        return self.current is not None and self.current.day < self.today

    @property
    def can_make(self) -> bool:
        return self.may_act and self.household is not None and (self.current is None or self.is_past)


@dataclass(frozen=True, slots=True)
class CaseworkerList:
    """`shown`: a part of them; `names` of all, by id."""

    shown: Sequence[Caseworker]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CaseworkerFile:
    """`coming`: from today on; `names` of the clients in them."""

    caseworker: Caseworker
    coming: Sequence[Appointment]
    names: Mapping[str, str]
    may_act: bool


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A caseworker on one day. `free`: hours in which another conversation fits."""

    caseworker: Caseworker
    away: Leave | None
    appointments: Sequence[tuple[Appointment, Sequence[str]]]
    free: Sequence[Hours]


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """`closed`: why nobody works, in Dutch; empty on a working day."""

    day: date
    closed: str
    rows: Sequence[AgendaRow]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A household of the week without an appointment: its clients by id and name, and why it did not fit, in Dutch,
    when that was asked for."""

    household: Household
    clients: Sequence[tuple[str, str]]
    why: str = ""


@dataclass(frozen=True, slots=True)
class WeekAgenda:
    """`households`: how many wait, of whom `waiting` are the first. `caseworkers`: how many there are of those who were
    asked for; `days` shows a part of them. `behind`: weeks before today's, of the last ones, with how many households
    still wait, more than COUNTED_MAX when there are more; `next_planned`: the Monday of the next week for which
    somebody is planned, when nobody waits or has an appointment in this one. `held_back`: ids of those to whom no
    letter goes now, because intake holds data back, of who waits or has an appointment that is to come."""

    municipality: str
    monday: date
    days: Sequence[AgendaDay]
    waiting: Sequence[Waiting]
    households: int
    caseworkers: int
    behind: Sequence[tuple[date, int]]
    next_planned: date | None
    may_act: bool
    held_back: frozenset[str] = frozenset()
