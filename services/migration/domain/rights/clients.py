"""A client as intake transferred them, and what is determined about their rights. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.domain.rights import unlisted
from services.migration.domain.rights.assess import assess
from services.migration.domain.rights.facts import (
    CareFunction,
    DeliveryForm,
    Domain,
    EventType,
    FactsError,
    FunctionFacts,
    FunctionRight,
    Ground,
    LifeEvent,
    PersonFacts,
)
from services.migration.domain.rights.states import PersonState, person_state
from shared.law.book import LawBook

AWAITING_DECISION = frozenset({PersonState.TO_REASSESS, PersonState.OVERDUE})
KNOWN_FUNCTIONS = frozenset(word.value for word in CareFunction)
KNOWN_GROUNDS = frozenset(word.value for word in Ground)
GROUNDS_OF_RULES = KNOWN_GROUNDS - {Ground.PSYSOC}


@dataclass(frozen=True, slots=True)
class Provider:
    agb: str
    name: str


@dataclass(frozen=True, slots=True)
class DeliveredFunction:
    """One indicated function as delivered. `function` and `grounds` are intake's words; the law knows most of them."""

    id: str
    function: str
    grounds: tuple[str, ...]
    care_class: str
    issued_on: date
    starts_on: date
    ends_on: date | None
    delivery_form: DeliveryForm
    zzp: str | None
    in_use: bool
    transport: bool
    provider: Provider | None

    @property
    def decision_number(self) -> str:
        """The number of the indication decision, with which intake's id of a function begins; providers know it."""
        return self.id.partition("-")[0]

    @property
    def is_listed(self) -> bool:
        """The function, and the ground that decides, are among those that the transition law speaks of.

        Without any ground the facts are wrong, which the assessment says.
        """
        return self.function in KNOWN_FUNCTIONS and (not self.grounds or self.grounds[0] in KNOWN_GROUNDS)

    def facts(self) -> FunctionFacts:
        """What the rules look at. A second ground that no rule is about changes nothing and is left out."""
        return FunctionFacts(
            id=self.id,
            function=CareFunction(self.function),
            grounds=tuple(
                Ground(ground) for place, ground in enumerate(self.grounds) if not place or ground in GROUNDS_OF_RULES
            ),
            care_class=self.care_class,
            issued_on=self.issued_on,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            delivery_form=self.delivery_form,
            zzp=self.zzp,
            in_use=self.in_use,
        )


@dataclass(frozen=True, slots=True)
class Person:
    initials: str
    prefix: str
    surname: str
    birth_date: date
    died_on: date | None


@dataclass(frozen=True, slots=True)
class TransferredClient:
    """One revision of a client. `delivered_on`: the day for which the rights are assessed; `transferred_on`: the Dutch
    day on which intake transferred them."""

    client_id: str
    delivery_id: str
    revision: int
    municipality: str
    delivered_on: date
    transferred_on: date
    household_id: str
    held_back_rows: int
    person: Person
    functions: tuple[DeliveredFunction, ...]


@dataclass(frozen=True, slots=True)
class KnownClient:
    """What an earlier revision left. `known_since`: the day of the first delivery of the client."""

    revision: int
    known_since: date
    municipality: str
    household_id: str
    reassess_until: date | None


@dataclass(frozen=True, slots=True)
class Determination:
    """What was found: one right per function, the state, and the days that matter for the year.

    `known_since`: the day of the first delivery of the client. `reassess_until`: the first last day among the rights to
    reassess that ran on that day, None when there are none. `first_end`: the same among all rights against the
    municipality; None after a death. So a correction that leaves the dates keeps both, also after a right has ended.
    `state_until`: the last day on which the state holds, None when it lasts; `state_after` is the state from then on.
    """

    client: TransferredClient
    known_since: date
    state: PersonState
    rights: tuple[FunctionRight, ...]
    reassess_until: date | None
    first_end: date | None
    state_until: date | None
    state_after: PersonState

    @property
    def determined_on(self) -> date:
        """A day of the message, not of the work, so that a rebuild finds the same."""
        return self.client.transferred_on


@dataclass(frozen=True, slots=True)
class RightDetermined:
    """Event: a client's rights were determined; this replaces what was found for an earlier revision."""

    determination: Determination


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A client whose rights were determined, and what was known before; None for a new client."""

    before: KnownClient | None
    found: Determination


def determine(client: TransferredClient, known_since: date, book: LawBook) -> Determination:
    """The rights of a client, as of the day of the delivery, so that a rebuild finds the same.

    `known_since`: the day of the first delivery of the client, on or before the day of this one.
    Raises FactsError when the facts contradict themselves and LawError when the book has no answer for the day.
    """
    rights = _rights(client, book)
    died_on = client.person.died_on
    # A client delivered with a day of death is dead, whatever day stands on the delivery.
    first_day = max(client.delivered_on, died_on or client.delivered_on)
    states = States(rights, died_on, known_since)
    state = states.on(first_day)
    state_until, state_after = _change(states, first_day)
    alive = rights if state is not PersonState.DECEASED else ()
    running = [right for right in alive if right.right_until is not None and right.right_until >= known_since]
    to_reassess = running if state in AWAITING_DECISION else []
    return Determination(
        client=client,
        known_since=known_since,
        state=state,
        rights=rights,
        reassess_until=_first_end([right for right in to_reassess if right.reassess]),
        first_end=_first_end(running),
        state_until=state_until,
        state_after=state_after,
    )


@dataclass(frozen=True, slots=True)
class States:
    """The state of one person through time."""

    rights: tuple[FunctionRight, ...]
    died_on: date | None
    known_since: date

    def on(self, day: date) -> PersonState:
        return person_state(self.rights, self.died_on, day, self.known_since)


def _change(states: States, first_day: date) -> tuple[date | None, PersonState]:
    """The first last day after which the state is another, and that state. There is no second change: overdue
    lasts until a decision is known, and before that one state ends only with its last right.
    """
    state = states.on(first_day)
    ends = {right.right_until for right in states.rights if right.right_until is not None}
    for day in sorted(end for end in ends if end >= first_day):
        after = states.on(day + timedelta(days=1))
        if after is not state:
            return day, after
    return None, state


def _rights(client: TransferredClient, book: LawBook) -> tuple[FunctionRight, ...]:
    if len({function.id for function in client.functions}) != len(client.functions):
        raise FactsError("Twee functies hebben hetzelfde id. Geef elke functie een eigen id.")
    died_on = client.person.died_on
    events = [LifeEvent(EventType.DIED, died_on)] if died_on is not None else []
    person = PersonFacts(client.person.birth_date, client.municipality)
    listed = [function.facts() for function in client.functions if function.is_listed]
    found = {right.id: right for right in assess(person, listed, events, client.delivered_on, book)}
    return tuple(
        found[function.id] if function.id in found else _unlisted(function, client, book)
        for function in client.functions
    )


def _unlisted(function: DeliveredFunction, client: TransferredClient, book: LawBook) -> FunctionRight:
    card = unlisted.reason_for(function.function, function.grounds, client.delivered_on, book)
    return FunctionRight(function.id, Domain.NONE, None, None, False, (card,))


def _first_end(rights: Sequence[FunctionRight]) -> date | None:
    return min((right.right_until for right in rights if right.right_until is not None), default=None)
