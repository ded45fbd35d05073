"""What a pgb budget is made of: the request per function, the holder, the lines, and the budget itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.billing.domain.client.care import Function
from services.billing.domain.client.spans import Span
from services.billing.domain.ledger.journal import EntryRefused
from shared.law.reasons import Reason


class BudgetRefused(ValueError):
    """The rules give no budget for these facts. The message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class PgbFunction:
    """One function that a client has as pgb, on the days of the right.

    `gross_year` is the gross yearly amount in cents that the zorgkantoor delivered; without it the amount of the class
    counts. `transport` belongs to group begeleiding, `zzp` (COD163) to a stay. `id` is the function's own, which its
    lines in the budget carry. Raises BudgetRefused.
    """

    function: Function
    right: Span
    care_class: str | None = None
    gross_year: int | None = None
    transport: bool = False
    zzp: str | None = None
    id: str = ""

    def __post_init__(self) -> None:
        if self.gross_year is not None and self.gross_year <= 0:
            raise BudgetRefused(f"{self.function.label}: het bruto jaarbedrag moet hoger zijn dan nul.")


@dataclass(frozen=True, slots=True)
class Holder:
    """The facts about a budget holder; income and household are never among them, for nobody delivers them.

    `charged_in_kind`: care in kind that costs a contribution runs beside the pgb (RSA 2.6.7(4)); how much is due is not
    delivered. `stays` are the days on which the holder already pays for a stay in kind (RSA 2.6.7(6)).
    """

    birth_date: date
    charged_in_kind: bool = False
    stays: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class YearAmount:
    """A gross amount for a whole year in cents, the part of it that is contribution, and a Dutch label."""

    label: str
    cents: int
    contribution_share: Decimal


@dataclass(frozen=True, slots=True)
class PgbLine:
    """One line of a budget: a year amount over the days of the right; `calculation` is Dutch, for the decision."""

    function_id: str
    year: YearAmount
    span: Span
    gross: int
    calculation: str


@dataclass(frozen=True, slots=True)
class BudgetAmounts:
    """What the books need of a budget, in cents. Refused when a part is negative or larger than what it is part of."""

    gross: int
    contribution: int
    unaccountable: int

    def __post_init__(self) -> None:
        if not (0 <= self.contribution <= self.gross and 0 <= self.unaccountable <= self.net):
            raise EntryRefused("a budget has a contribution within its gross and a free part within its net amount")

    @property
    def net(self) -> int:
        return self.gross - self.contribution


NOTHING = BudgetAmounts(gross=0, contribution=0, unaccountable=0)


@dataclass(frozen=True, slots=True)
class PgbBudget:
    """A granted budget (RSA 2.6.11): its days, amounts in cents, lines and reasons.

    `provisional` is true while the contribution rests on facts that are not known yet.
    """

    span: Span
    lines: tuple[PgbLine, ...]
    gross: int
    contribution: int
    net: int
    unaccountable: int
    provisional: bool
    reasons: tuple[Reason, ...]

    @property
    def amounts(self) -> BudgetAmounts:
        return BudgetAmounts(self.gross, self.contribution, self.unaccountable)
