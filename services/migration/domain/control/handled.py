"""What people of the municipality recorded about a person beside the route: own decisions. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.migration.domain.control.answers import OpenAnswer
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.steps import TEAMS, Owner, Receiver, Task, Team

ANSWERING = TEAMS[Task.ANSWER]
"""The team that answers are of."""


class CizReply(StrEnum):
    """What a Wlz candidate answered CIZ."""

    WANTS_WLZ = "wants-wlz"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class HandOver:
    """`confirmed_on`: the receiver has the person; `chased_on`: when we asked last. One of both is there."""

    client_id: str
    municipality: str
    receiver: Receiver
    chased_on: date | None
    confirmed_on: date | None
    by_id: str
    by_name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Somebody dealt with what puts a person on a list; the same in a later revision asks for no second look. `reply`:
    of CIZ, for the list of Wlz candidates alone."""

    client_id: str
    municipality: str
    work_list: WorkList
    on: date
    by_id: str
    by_name: str
    note: str = ""
    reply: CizReply | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A person took the steps of a team about a client, or gave them back: then `user_id` and `name` are empty. It
    holds as long as the client lives in this municipality. `turn`: more than that of whoever had the steps, or one of
    the client's answers, before."""

    client_id: str
    municipality: str
    team: Team
    user_id: str
    name: str
    on: date
    turn: int = 1


@dataclass(frozen=True, slots=True)
class StepsGiven:
    """Event: `owner` has the steps of the team that answers about a client, or only the answer that is named."""

    client_id: str
    municipality: str
    answer_id: str | None
    owner: Owner
    given_on: date
    turn: int


@dataclass(frozen=True, slots=True)
class Handled:
    """All of it about one client."""

    hand_overs: Mapping[Receiver, HandOver] = field(default_factory=dict)
    looked_at: Mapping[WorkList, LookedAt] = field(default_factory=dict)
    taken: Mapping[Team, Taken] = field(default_factory=dict)

    def in_town(self, municipality: str) -> "Handled":
        """What was recorded for another municipality is nothing here."""
        if self is NOTHING_HANDLED:
            return self
        return Handled(
            {key: one for key, one in self.hand_overs.items() if one.municipality == municipality},
            {key: one for key, one in self.looked_at.items() if one.municipality == municipality},
            {key: one for key, one in self.taken.items() if one.municipality == municipality},
        )

    def owner(self, team: Team) -> Owner:
        taken = self.taken.get(team)
        return Owner(team, taken.user_id, taken.name) if taken is not None else Owner(team)

    def turn(self, team: Team) -> int:
        taken = self.taken.get(team)
        return taken.turn if taken is not None else 0

    def owner_of(self, answer: OpenAnswer) -> Owner:
        """Who took it up last: the answer alone, or all steps of its team. When neither knew of the other, the answer
        alone goes before; notifications judges so too."""
        if answer.turn and answer.turn >= self.turn(ANSWERING):
            return Owner(ANSWERING, answer.owner_id, answer.owner)
        return self.owner(ANSWERING)

    @property
    def confirmed(self) -> frozenset[Receiver]:
        return frozenset(each for each, one in self.hand_overs.items() if one.confirmed_on is not None)

    @property
    def reply(self) -> CizReply | None:
        looked = self.looked_at.get(WorkList.WLZ_CANDIDATE)
        return looked.reply if looked is not None else None


NOTHING_HANDLED = Handled()
