"""A client's case as billing needs it: what was delivered, what migration determined, and both of one revision."""

from dataclasses import dataclass
from datetime import date

from services.billing.domain.care import DeliveryForm, Domain, Function, help_label
from services.billing.domain.spans import Span

YEAR = 2015
"""The year of the transition: the pgb rules and contributions of the law book hold in this year only."""

_AWBZ = frozenset(function.value for function in Function)


@dataclass(frozen=True, slots=True)
class IndicatedFunction:
    """One delivered function. `word` is the function's code in events, also one that billing has no rules for.

    `gross_years` holds the delivered gross yearly amount in cents, or nothing when the class amount counts.
    """

    id: str
    word: str
    care_class: str
    delivery_form: DeliveryForm
    transport: bool
    zzp: str
    gross_years: tuple[int, ...]

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

    client: str
    revision: int
    municipality: str
    birth_date: date
    functions: tuple[IndicatedFunction, ...]

    @property
    def delivered_gross(self) -> int:
        """Cents: the gross yearly amounts that came with the pgb functions. A control total."""
        return sum(sum(function.gross_years) for function in self.functions)


@dataclass(frozen=True, slots=True)
class DeterminedRight:
    """What migration determined for one function; `days` is empty when nothing is owed by the municipality.

    `conditional`: not in use, so usable only after the college could give its view (Wmo 2015 8.3(2)).
    """

    function_id: str
    domain: str
    delivery_form: DeliveryForm
    conditional: bool
    days: tuple[Span, ...]

    def days_of(self, year: Span) -> tuple[Span, ...]:
        return tuple(part for span in self.days for part in span.parts_within(year))


@dataclass(frozen=True, slots=True)
class ClientRights:
    """What migration determined about a client, in one revision."""

    client: str
    revision: int
    municipality: str
    determined_on: date
    rights: tuple[DeterminedRight, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Facts and rights of one client and one revision. Raises ValueError when they are of different ones."""

    facts: ClientFacts
    rights: ClientRights

    def __post_init__(self) -> None:
        if (self.facts.client, self.facts.revision) != (self.rights.client, self.rights.revision):
            raise ValueError("facts and rights are of different clients or revisions")

    @property
    def client(self) -> str:
        return self.facts.client

    @property
    def revision(self) -> int:
        return self.facts.revision

    def functions(self) -> tuple[tuple[IndicatedFunction, DeterminedRight], ...]:
        """Every right with its function. Raises KeyError for a right to a function that was not delivered."""
        delivered = {function.id: function for function in self.facts.functions}
        return tuple((delivered[right.function_id], right) for right in self.rights.rights)

    def stays_in_kind(self) -> tuple[Span, ...]:
        """The days on which the client pays for a stay of its own, so that other care costs nothing.

        Bijdragebesluit zorg 16d(6)a and RSA 2.6.7(6). A stay that is not in use costs nothing yet, and one that a
        partner pays for is not delivered to us.
        """
        return tuple(
            span
            for function, right in self.functions()
            if function.word == Function.STAY
            and (right.domain, right.delivery_form) == (Domain.PROTECTED_LIVING, DeliveryForm.IN_KIND)
            and not right.conditional
            for span in right.days
        )
