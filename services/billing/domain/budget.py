"""What a pgb budget is made of: the request per function, the holder, the lines, and the budget itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.billing.domain.care import Function
from services.billing.domain.household import Household, Means, PensionAge
from services.billing.domain.ledger import BudgetAmounts
from services.billing.domain.spans import Span
from shared.law.reasons import Reason


class BudgetRefused(ValueError):
    """The rules give no budget for these facts. The message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class PgbFunction:
    """One function that a client has as pgb, on the days of the right.

    `gross_year` is the gross yearly amount in cents that the zorgkantoor delivered; without it the amount of the class
    counts. `transport` belongs to group begeleiding; `zzp` (COD163), `day_programme` and `housing_initiative` belong to
    a stay. Raises BudgetRefused.
    """

    function: Function
    right: Span
    care_class: str = ""
    gross_year: int | None = None
    transport: bool = False
    zzp: str = ""
    day_programme: bool = False
    housing_initiative: bool = False

    def __post_init__(self) -> None:
        if self.gross_year is not None and self.gross_year <= 0:
            raise BudgetRefused(f"{self.function.label}: het bruto jaarbedrag moet hoger zijn dan nul.")


@dataclass(frozen=True, slots=True)
class HolderMeans:
    """Means of the holder's household in the reference year, and who of it has reached pension age."""

    means: Means
    pension_age: PensionAge


@dataclass(frozen=True, slots=True)
class Holder:
    """The facts about a budget holder. `household` and `means` are None while nobody has told them yet.

    `other_contributions` is what is due in the same days under the Wmo and for care in kind, in cents (RSA 2.6.7(4));
    None when something is due and nobody has told how much. `stays` are the days on which the holder already pays for
    a stay in kind (RSA 2.6.7(6)).
    """

    birth_date: date
    household: Household | None = None
    means: HolderMeans | None = None
    other_contributions: int | None = 0
    stays: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if self.means is not None and self.household is None:
            raise BudgetRefused("Het inkomen is bekend, maar het huishouden niet. Vul in: alleenstaand of gehuwd.")
        if self.other_contributions is not None and self.other_contributions < 0:
            raise BudgetRefused("Een andere eigen bijdrage kan niet lager dan nul zijn.")


@dataclass(frozen=True, slots=True)
class YearAmount:
    """Gross amount of a function for a whole year in cents, the part of it that is contribution, and a Dutch label."""

    function: Function
    label: str
    cents: int
    contribution_share: Decimal


@dataclass(frozen=True, slots=True)
class PgbLine:
    """One line of a budget: a year amount over the days of the right; `calculation` is Dutch, for the decision."""

    year: YearAmount
    span: Span
    gross: int
    calculation: str


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
