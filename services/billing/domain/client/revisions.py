"""What billing knows of a client in one revision: what was delivered, what migration determined, and both together."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from services.billing.domain.client.care import DeliveryForm, Domain, Function, help_label
from services.billing.domain.client.course import Course, Step, course_of
from services.billing.domain.client.route import (
    EarlyEnd,
    Ending,
    StandingDecision,
    Told,
    day_of_death,
    early_ends,
    standing_decisions,
)
from services.billing.domain.client.spans import Span
from services.billing.domain.client.year import transition_year
from shared.law.book import LawBook

_AWBZ = frozenset(function.value for function in Function)
_WITH_TRANSPORT = frozenset({Function.BGI.value, Function.BGG.value})
WMO_DOMAINS = frozenset({Domain.WMO, Domain.PROTECTED_LIVING})
"""The rights that a decision of the college under the Wmo 2015 comes after."""


class RevisionRefused(ValueError):
    """Facts and rights do not fit together, so the client cannot be assessed. The message is Dutch."""


@dataclass(frozen=True, slots=True)
class IndicatedFunction:
    """One delivered function. `word` is the function's code in events, also one that billing has no rules for.

    `gross_year` is the delivered gross yearly amount in cents; without it the amount of the class counts.
    """

    id: str
    word: str
    care_class: str
    delivery_form: DeliveryForm
    transport: bool
    zzp: str | None
    gross_year: int | None

    @property
    def words(self) -> tuple[str, ...]:
        """What a decision can give of it: transport that was indicated with guidance is granted by itself (Wmo 2015
        8.1(1)e)."""
        along = self.transport and self.word in _WITH_TRANSPORT
        return (self.word, Function.TRANSPORT.value) if along else (self.word,)

    @property
    def has_rules(self) -> bool:
        """False for help that neither the pgb rules nor the contribution rules of the AWBZ name."""
        return self.word in _AWBZ

    @property
    def label(self) -> str:
        return help_label(self.word)


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """What was delivered about a client, in one revision."""

    client_id: str
    revision: int
    municipality: str
    birth_date: date
    functions: tuple[IndicatedFunction, ...]
    died_on: date | None = None

    @property
    def delivered_gross(self) -> int:
        """Cents: the gross yearly amounts that came with the pgb functions. A control total."""
        return sum(function.gross_year or 0 for function in self.functions)


@dataclass(frozen=True, slots=True)
class DeterminedRight:
    """What migration determined for one function. Without `days` the municipality owes nothing.

    `pgb_until`: the last day of the budget, None when there is none that goes on (Wmo 2015 8.3(3)); after it the right
    goes on in kind. `pgb_given_up`: the client ended the budget themselves (RSA 2.6.12(1)c). `conditional`: not in use,
    so usable only after the college could give its view (8.3(2)). Raises RevisionRefused.
    """

    function_id: str
    domain: Domain
    delivery_form: DeliveryForm
    conditional: bool
    days: Span | None
    pgb_until: date | None
    pgb_given_up: bool = False

    def __post_init__(self) -> None:
        if self.domain == Domain.NONE and self.days is not None:
            raise RevisionRefused(
                f"Functie {self.function_id} valt onder geen enkele wet, maar er staan wel dagen bij. "
                "Controleer de bepaling van het recht."
            )
        if self.pgb_until is not None and not (self.days and self.days.first <= self.pgb_until <= self.days.last):
            raise RevisionRefused(
                f"Functie {self.function_id}: het pgb loopt tot {self.pgb_until}, en dat is geen dag van het recht. "
                "Controleer de bepaling van het recht."
            )

    @property
    def budget_days(self) -> Span | None:
        """The days of the right on which it is a pgb."""
        return None if self.days is None or self.pgb_until is None else Span(self.days.first, self.pgb_until)

    @property
    def runs_out_of_budget_on(self) -> date | None:
        """The last day of a budget that the right outlives (Wmo 2015 8.4); None when there is none, or when the client
        gave it up."""
        if self.pgb_until is None or self.days is None or self.pgb_given_up:
            return None
        return self.pgb_until if self.pgb_until < self.days.last else None

    def days_within(self, span: Span) -> Span | None:
        return self.days.within(span) if self.days else None

    def through(self, last: date) -> "DeterminedRight":
        """The same right, of which nothing is left after a day."""
        if self.days is None or self.days.last <= last:
            return self
        if last < self.days.first:
            return replace(self, days=None, pgb_until=None)
        return replace(self, days=Span(self.days.first, last), pgb_until=self.pgb_until and min(self.pgb_until, last))


@dataclass(frozen=True, slots=True)
class ClientRights:
    """What migration determined about a client, in one revision."""

    client_id: str
    revision: int
    municipality: str
    determined_on: date
    rights: tuple[DeterminedRight, ...]


@dataclass(frozen=True, slots=True)
class ClientRevision:
    """Facts and rights of one client in one revision, and the revisions of the client before it, in order.

    `told` is what the route of the client told until now, in order: an old right ends on the day that it names, and
    not before. Raises ValueError when they are of different ones, RevisionRefused for a right to a function that was
    not delivered.
    """

    facts: ClientFacts
    rights: ClientRights
    earlier: tuple["ClientRevision", ...] = ()
    told: tuple[Told, ...] = ()
    course: Course = field(init=False, compare=False, repr=False)
    standing: tuple[StandingDecision, ...] = field(init=False, compare=False, repr=False)
    early_ends: tuple[EarlyEnd, ...] = field(init=False, compare=False, repr=False)
    _functions: tuple[tuple[IndicatedFunction, DeterminedRight], ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if (self.facts.client_id, self.facts.revision) != (self.rights.client_id, self.rights.revision):
            raise ValueError("facts and rights are of different clients or revisions")
        delivered = {function.id: function for function in self.facts.functions}
        for right in self.rights.rights:
            if right.function_id not in delivered:
                raise RevisionRefused(
                    f"Er is een recht op functie {right.function_id}, maar die functie is niet aangeleverd."
                )
        # Every rule asks for these, so they are worked out once.
        object.__setattr__(self, "standing", standing_decisions(self.told))
        object.__setattr__(self, "early_ends", early_ends(self.told, self.rights.revision))
        pairs = tuple((delivered[right.function_id], self._ended(right)) for right in self.rights.rights)
        object.__setattr__(self, "_functions", pairs)
        object.__setattr__(self, "course", course_of([one.step for one in (*self.earlier, self)]))

    @property
    def client_id(self) -> str:
        return self.facts.client_id

    @property
    def revision(self) -> int:
        return self.facts.revision

    @property
    def municipality(self) -> str:
        return self.facts.municipality

    @property
    def turn(self) -> int:
        """How much the route told since the determination; 0 for the determination itself."""
        return sum(each.after_revision == self.revision for each in self.told)

    @property
    def assessed_on(self) -> date:
        """The day of the determination, or of what the route told after it."""
        since = [each.fact.day for each in self.told[-1:] if each.after_revision == self.revision]
        return max([self.rights.determined_on, *since])

    @property
    def last_alive(self) -> date | None:
        """The day of death; None as long as we know of none."""
        died = [each.last_day for each in self.early_ends if each.why is Ending.DIED]
        known = (self.facts.died_on, day_of_death(self.told))
        return min([*died, *(day for day in known if day is not None)], default=None)

    def early_end_of(self, function_id: str, domain: Domain) -> EarlyEnd | None:
        """The first day after which nothing is left of a right, as far as the route says so. An accepted offer comes in
        the place of what the college owes under the Wmo 2015 (8.3(1))."""
        found = [
            each
            for each in self.early_ends
            if each.is_of(function_id) and (each.function_ids is not None or domain in WMO_DOMAINS)
        ]
        return min(found, key=lambda each: each.last_day, default=None)

    def _ended(self, right: DeterminedRight) -> DeterminedRight:
        end = self.early_end_of(right.function_id, right.domain)
        return right.through(end.last_day) if end else right

    def year(self, book: LawBook) -> Span:
        """The year of budgets and contributions, as the law stood when the rights were determined."""
        return transition_year(book, self.rights.determined_on)

    def functions(self) -> tuple[tuple[IndicatedFunction, DeterminedRight], ...]:
        """Every right with its function."""
        return self._functions

    @property
    def step(self) -> Step:
        budgets = {
            function.id: right.budget_days
            for function, right in self.functions()
            if function.delivery_form is DeliveryForm.PGB
        }
        return Step(self.rights.determined_on, self.municipality, budgets)

    def budget_days(self, right: DeterminedRight) -> tuple[Span, ...]:
        """The days of the right on which it is a pgb, also those before it was given up."""
        if right.days is None or not self.earlier:
            return (right.budget_days,) if right.budget_days else ()
        course, days = self.course, right.days
        now = right.budget_days.outside(course.pauses.get(right.function_id, ())) if right.budget_days else ()
        before = (run.within(days) for run in course.given_up.get(right.function_id, ()))
        return tuple(sorted({*now, *(span for span in before if span)}))

    def days_in_kind(self, right: DeterminedRight) -> tuple[Span, ...]:
        return tuple(right.days.outside(self.budget_days(right))) if right.days else ()

    def form_on(self, right: DeterminedRight, day: date) -> DeliveryForm:
        in_budget = any(span.first <= day <= span.last for span in self.budget_days(right))
        return DeliveryForm.PGB if in_budget else DeliveryForm.IN_KIND

    def stays_in_kind(self) -> tuple[Span, ...]:
        """The days on which the client pays for a stay, so that other care costs nothing.

        Bijdragebesluit zorg 16d(6)a and RSA 2.6.7(6). A stay that is not in use costs nothing yet, and one that a
        partner pays for is not delivered to us.
        """
        return tuple(
            days
            for function, right in self.functions()
            if (function.word, right.domain) == (Function.STAY, Domain.PROTECTED_LIVING) and not right.conditional
            for days in self.days_in_kind(right)
        )


def turns_of(client: ClientRevision, told: Sequence[Told]) -> Sequence[ClientRevision]:
    """A revision with what the route told before it, and then with each thing that was told after it."""
    before = tuple(each for each in told if each.after_revision < client.revision)
    since = [each for each in told if each.after_revision == client.revision]
    ends = [number for number, each in enumerate(since, start=1) if each.changes_something]
    first = replace(client, told=before) if before else client
    return [first, *(replace(client, told=(*before, *since[:number])) for number in ends)]
