"""A client as intake transferred them, and what is determined about their rights. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.domain.rights.assess import assess
from services.migration.domain.rights.assessment import age_on, birthday
from services.migration.domain.rights.facts import (
    CareFunction,
    Choices,
    DeliveryForm,
    Domain,
    EventType,
    FactsError,
    Finding,
    FunctionFacts,
    FunctionRight,
    Ground,
    LifeEvent,
    PersonFacts,
    PgbReading,
)
from services.migration.domain.rights.states import PersonState, person_state
from shared.law.book import LawBook

AWAITING_DECISION = frozenset({PersonState.TO_REASSESS, PersonState.OVERDUE})
GROUNDS_OF_RULES = frozenset(Ground) - {Ground.PSYSOC}


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

    def facts(self) -> FunctionFacts:
        """What the rules look at. A second ground that no rule is about changes nothing and is left out.

        Raises FactsError for a function or ground that the rules do not know.
        """
        try:
            return self._facts()
        except ValueError as unknown:
            raise FactsError(f"Functie {self.id}: {unknown}") from unknown

    def _facts(self) -> FunctionFacts:
        return FunctionFacts(
            id=self.id,
            function=CareFunction(self.function),
            grounds=tuple(
                Ground(ground)
                for place, ground in enumerate(self.grounds)
                if not place or Ground(ground) in GROUNDS_OF_RULES
            ),
            care_class=self.care_class,
            issued_on=self.issued_on,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            delivery_form=self.delivery_form,
            zzp=self.zzp,
            in_use=self.in_use,
            transport=self.transport,
        )


def transport_goes_along(delivered: DeliveredFunction, right: FunctionRight) -> bool:
    """Wmo 2015 8.1(1)e: whether transport belongs to this old right, which has to be reassessed."""
    stays_behind = Finding.TRANSPORT_WITHOUT_GUIDANCE in right.findings
    return delivered.transport and right.reassess and right.domain is Domain.WMO and not stays_behind


Care = tuple[DeliveredFunction, FunctionRight]


def guidance_with_transport(care: Iterable[Care]) -> Care | None:
    """The first with which transport goes along; None when nothing does, or transport was delivered by itself."""
    care = list(care)
    if any(one.function == CareFunction.TRANSPORT for one, _ in care):
        return None
    return next((pair for pair in care if transport_goes_along(*pair)), None)


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
    """What an earlier revision left. `known_since`: the day of the first delivery of the client. `arrived_on`: see
    `Past`."""

    revision: int
    known_since: date
    arrived_on: date | None
    municipality: str
    household_id: str
    reassess_until: date | None
    decide_by: date | None


@dataclass(frozen=True, slots=True)
class Past:
    """What deliveries said of a client before. `known_since`: the day of the first one, on or before the day of this
    one. `arrived_on`: the day of the delivery with which they came from another municipality, None when they did not;
    the day of the move itself is in no delivery."""

    known_since: date
    arrived_on: date | None = None


@dataclass(frozen=True, slots=True)
class DaysOfTheLaw:
    """Days that letters name: the old law's last, the new law's first, the last of the general transition right, and
    the day before which a Wlz candidate must have told CIZ."""

    old_law_until: date
    new_law_from: date
    rights_until: date
    ciz_reply_before: date


@dataclass(frozen=True, slots=True)
class Determination:
    """What was found: one right per function, the state, and the days that matter for the year.

    `past`: what deliveries said before. `minor`: the parents are written to; `adult_on` is the
    day on which a minor comes of age during the transition, None otherwise. `reassess_until`: the first last day among
    the rights to reassess that ran on `past.known_since`, None when there are none; `decide_by`: the last day for the
    decision, which is earlier for a budget that the SVB has to go on paying. `first_end`: the same among all rights
    against the municipality; None after a death. So a correction that leaves the dates keeps both, also after a right
    has ended. `state_until`: the last day on which the state holds, None when it lasts; `state_after` is the state from
    then on.
    """

    client: TransferredClient
    past: Past
    days: DaysOfTheLaw
    minor: bool
    adult_on: date | None
    state: PersonState
    rights: tuple[FunctionRight, ...]
    reassess_until: date | None
    decide_by: date | None
    first_end: date | None
    state_until: date | None
    state_after: PersonState

    @property
    def determined_on(self) -> date:
        """A day of the message, not of the work, so that a rebuild finds the same."""
        return self.client.transferred_on

    @property
    def findings(self) -> frozenset[Finding]:
        return frozenset(finding for right in self.rights for finding in right.findings)


@dataclass(frozen=True, slots=True)
class RightDetermined:
    """Event: a client's rights were determined; this replaces what was found for an earlier revision."""

    determination: Determination


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A client whose rights were determined, and what was known before; None for a new client."""

    before: KnownClient | None
    found: Determination


def past_of(client: TransferredClient, before: KnownClient | None) -> Past:
    if before is None:
        return Past(client.delivered_on)
    came = client.municipality != before.municipality
    return Past(min(before.known_since, client.delivered_on), client.delivered_on if came else before.arrived_on)


def determine(client: TransferredClient, past: Past, book: LawBook, choices: Choices) -> Determination:
    """The rights of a client, as of the day of the delivery, so that a rebuild finds the same.

    `choices`: those of their municipality.
    Raises FactsError when the facts contradict themselves and LawError when the book has no answer for the day.
    """
    rights = _rights(client, past.arrived_on, book, choices.pgb_reading)
    died_on = client.person.died_on
    # A client delivered with a day of death is dead, whatever day stands on the delivery.
    first_day = max(client.delivered_on, died_on or client.delivered_on)
    states = States(rights, died_on, past.known_since, choices.planned_through)
    state = states.on(first_day)
    state_until, state_after = _change(states, first_day)
    alive = rights if state is not PersonState.DECEASED else ()
    running = [right for right in alive if right.right_until is not None and right.right_until >= past.known_since]
    reassess_until = min(_to_reassess(running), default=None) if state in AWAITING_DECISION else None
    days = _days(book, client.delivered_on)
    adult = book.integer("youth.adult-age", client.delivered_on)
    minor = age_on(client.person.birth_date, book.day("youth.age-day", client.delivered_on)) < adult
    adult_on = birthday(client.person.birth_date, adult) if minor else None
    return Determination(
        client=client,
        past=past,
        days=days,
        minor=minor,
        adult_on=adult_on if adult_on is not None and adult_on <= days.rights_until else None,
        state=state,
        rights=rights,
        reassess_until=reassess_until,
        decide_by=_decide_by(reassess_until, running, choices),
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
    planned_through: date

    def on(self, day: date) -> PersonState:
        return person_state(self.rights, self.died_on, day, self.known_since, self.planned_through)


def _change(states: States, first_day: date) -> tuple[date | None, PersonState]:
    """The first last day after which the state is another, and that state. There is no second change: overdue
    lasts until a decision is known, and before that one state ends only with its last right.
    """
    state = states.on(first_day)
    ends = {day for right in states.rights for day in (right.right_until, right.reassess_before_end_of)}
    for day in sorted(end for end in ends if end is not None and end >= first_day):
        after = states.on(day + timedelta(days=1))
        if after is not state:
            return day, after
    return None, state


def _days(book: LawBook, on: date) -> DaysOfTheLaw:
    return DaysOfTheLaw(
        old_law_until=book.day("wlz-test.used-on", on),
        new_law_from=book.day("transition.first-day", on),
        rights_until=book.day("transition.last-day", on),
        ciz_reply_before=book.day("wlz-test.reply-before", on),
    )


def _rights(
    client: TransferredClient, arrived_on: date | None, book: LawBook, pgb_reading: PgbReading
) -> tuple[FunctionRight, ...]:
    happened = {EventType.DIED: client.person.died_on, EventType.ARRIVED: arrived_on}
    events = [LifeEvent(kind, day) for kind, day in happened.items() if day is not None]
    person = PersonFacts(client.person.birth_date, client.municipality)
    functions = [function.facts() for function in client.functions]
    return assess(person, functions, events, client.delivered_on, book, pgb_reading)


def _to_reassess(rights: Sequence[FunctionRight]) -> list[date]:
    return [right.reassess_before_end_of for right in rights if right.reassess_before_end_of is not None]


def _decide_by(reassess_until: date | None, rights: Sequence[FunctionRight], choices: Choices) -> date | None:
    asked = choices.pgb_decision_by
    runs_on = any(right.pgb_until is not None and right.pgb_until > asked for right in rights)
    return min(reassess_until, asked) if reassess_until is not None and runs_on else reassess_until


def _first_end(rights: Sequence[FunctionRight]) -> date | None:
    return min((right.right_until for right in rights if right.right_until is not None), default=None)
