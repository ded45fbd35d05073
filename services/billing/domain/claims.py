"""Which of a client's functions the college owes as pgb in the year (Wmo 2015 8.3(3), 8.4(2); Jeugdwet 10.1(3))."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.billing.domain.budget import BudgetRefused, PgbBudget, PgbFunction, PgbLine
from services.billing.domain.care import DeliveryForm, Domain, Function
from services.billing.domain.case import YEAR, Case, DeterminedRight, IndicatedFunction
from services.billing.domain.gross import year_amounts
from services.billing.domain.spans import year_span
from shared.law.book import LawBook
from shared.law.reasons import Reason, card

_CONTINUES: Mapping[str, str] = {
    Domain.PROTECTED_LIVING: "U had al een pgb voor beschermd wonen. U houdt dat pgb volgens de oude regels.",
    Domain.YOUTH: "U had al een pgb. U houdt dat pgb volgens de oude regels, nu van de gemeente.",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A function that is owed as pgb, with the id and the domain under which it is owed."""

    function_id: str
    domain: str
    asked: PgbFunction


def claims_of(book: LawBook, case: Case) -> tuple[Claim, ...]:
    """The pgb claims of a client with at least one day in the year. Raises BudgetRefused, KeyError."""
    domains = book.names("pgb.domains", date(YEAR, 1, 1))
    return tuple(
        Claim(right.function_id, right.domain, _asked(function, right))
        for function, right in case.functions()
        if right.delivery_form is DeliveryForm.PGB and right.domain in domains and right.days_of(year_span(YEAR))
    )


def named_lines(book: LawBook, claims: Sequence[Claim], budget: PgbBudget) -> tuple[tuple[str, PgbLine], ...]:
    """The lines of a budget with the id of the function each belongs to: a ZZP gives several lines."""
    return tuple(zip(_owners(book, claims), budget.lines, strict=True))


def right_cards(book: LawBook, claims: Sequence[Claim], budget: PgbBudget) -> tuple[Reason, ...]:
    """The budget's cards, with the article that fits: Wmo 2015 8.3(3) is not why a minor's pgb goes on."""
    domains = {claim.domain for claim in claims}
    own = tuple(_right_card(book, domain, budget) for domain in _CONTINUES if domain in domains)
    return own + tuple(why for why in budget.reasons if Domain.WMO in domains or why.rule != "pgb.right")


def _asked(function: IndicatedFunction, right: DeterminedRight) -> PgbFunction:
    if not function.has_rules:
        raise BudgetRefused(f"Voor {function.word[:30]} kent de regeling geen pgb. Controleer de functie.")
    return PgbFunction(
        function=Function(function.word),
        right=right.days[0],
        care_class=function.care_class,
        gross_year=function.gross_years[0] if function.gross_years else None,
        transport=function.transport,
        zzp=function.zzp,
    )


def _owners(book: LawBook, claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        for part in claim.asked.right.parts_within(year_span(YEAR)):
            for _ in year_amounts(book, part.first, claim.asked):
                yield claim.function_id


def _right_card(book: LawBook, domain: str, budget: PgbBudget) -> Reason:
    return card(
        book,
        f"pgb.right.{domain}",
        budget.span.first,
        _CONTINUES[domain],
        inputs={"domain": domain, "from": budget.span.first, "until": budget.span.last},
        result=budget.span.last,
    )
