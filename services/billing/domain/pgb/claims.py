"""Which of a client's functions the college owes as pgb in the year (Wmo 2015 8.3(3), 8.4(2); Jeugdwet 10.1(3))."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.billing.domain.client.care import DeliveryForm, Function
from services.billing.domain.client.revisions import ClientRevision, DeterminedRight, IndicatedFunction
from services.billing.domain.client.spans import Span
from services.billing.domain.pgb.budget import BudgetRefused, PgbFunction
from shared.law.book import LawBook


@dataclass(frozen=True, slots=True)
class Claim:
    """A function that the college owes as pgb; `days` are those of the year on which the client's own municipality owes
    it, none when all of them are somebody else's."""

    function: IndicatedFunction
    right: DeterminedRight
    days: tuple[Span, ...]


def claims_of(book: LawBook, client: ClientRevision) -> tuple[Claim, ...]:
    """The pgb claims of a client. Raises LawError outside known law."""
    year = client.year(book)
    domains = book.names("pgb.domains", year.first)
    course = client.course
    return tuple(
        Claim(function, right, tuple(course.open(function.id, client.municipality, days)))
        for function, right in client.functions()
        if right.domain in domains and right.budget_days and (days := right.budget_days.within(year))
    )


def asked(claim: Claim) -> Iterator[PgbFunction]:
    """What the rules need to know of a claim, per span of days. Raises BudgetRefused."""
    function = claim.function
    if not function.has_rules:
        raise BudgetRefused(f"{function.label}: hiervoor kent de regeling geen pgb. Controleer de functie.")
    for days in claim.days:
        yield PgbFunction(
            function=Function(function.word),
            right=days,
            care_class=function.care_class,
            gross_year=function.gross_year,
            transport=function.transport,
            zzp=function.zzp,
            id=function.id,
        )


def owed_days(book: LawBook, client: ClientRevision, function_id: str, days: Span) -> tuple[Span, ...]:
    """What the newest determination leaves of days that a budget had: after a death, or under another law, they end
    with the right. Of a function that is not delivered any more nothing new is known, so they stand."""
    found = [(function, right) for function, right in client.functions() if right.function_id == function_id]
    if not found:
        return (days,)
    [(function, right)] = found
    if right.domain not in book.names("pgb.domains", days.first):
        return ()
    left = right.budget_days if function.delivery_form is DeliveryForm.PGB else right.days
    return (owed,) if left and (owed := days.within(left)) else ()
