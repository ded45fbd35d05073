"""Which of a client's functions the college owes as pgb in the year (Wmo 2015 8.3(3), 8.4(2); Jeugdwet 10.1(3))."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.billing.domain.client.care import Function
from services.billing.domain.client.revisions import ClientRevision, DeterminedRight, IndicatedFunction
from services.billing.domain.client.spans import Span
from services.billing.domain.pgb.budget import BudgetRefused, PgbFunction, PgbLine
from shared.law.book import LawBook
from shared.law.reasons import Reason, reason


@dataclass(frozen=True, slots=True)
class Claim:
    """A function that the college owes as pgb; `days` are those of the budget, at least one of them in the year."""

    function: IndicatedFunction
    right: DeterminedRight
    days: Span


def claims_of(book: LawBook, client: ClientRevision) -> tuple[Claim, ...]:
    """The pgb claims of a client. Raises LawError outside known law."""
    year = client.year(book)
    domains = book.names("pgb.domains", year.first)
    return tuple(
        Claim(function, right, days)
        for function, right in client.functions()
        if right.domain in domains and (days := right.budget_days) and days.overlaps(year)
    )


def asked(claim: Claim) -> PgbFunction:
    """What the rules need to know of a claim. Raises BudgetRefused."""
    function = claim.function
    if not function.has_rules:
        raise BudgetRefused(f"{function.label}: hiervoor kent de regeling geen pgb. Controleer de functie.")
    return PgbFunction(
        function=Function(function.word),
        right=claim.days,
        care_class=function.care_class,
        gross_year=function.gross_year,
        transport=function.transport,
        zzp=function.zzp,
        id=function.id,
    )


def right_cards(book: LawBook, claims: Sequence[Claim], lines: Sequence[PgbLine]) -> Iterator[Reason]:
    """Why there is a pgb, with the article that fits: a card per law for what was in use, and one per other function.

    Wmo 2015 8.3(2) lets nobody use an indication that was not used before the college could give its view; the Jeugdwet
    has no such rule. `lines` are the lines of the budget; a claim without a line is left out.
    """
    days = {line.function_id: line.span for line in lines}
    held = [claim for claim in claims if claim.function.id in days]
    for domain in book.names("pgb.domains", min(span.first for span in days.values())):
        spans = [days[one.function.id] for one in held if one.right.domain == domain and not one.right.conditional]
        if spans:
            yield _continues_card(book, domain, Span(min(spans).first, max(span.last for span in spans)))
    for claim in held:
        if claim.right.conditional:
            yield _conditional_card(book, claim, days[claim.function.id])


def _continues_card(book: LawBook, domain: str, span: Span) -> Reason:
    inputs = {"domain": domain, "from": span.first, "until": span.last}
    return reason(
        book,
        f"pgb.right.{domain}",
        span.first,
        "continues",
        inputs=inputs,
        result=span.last,
        first_day=span.first,
        last_day=span.last,
    )


def _conditional_card(book: LawBook, claim: Claim, span: Span) -> Reason:
    key = f"pgb.conditional.{claim.right.domain}"
    inputs = {"function": claim.function.word, "inUse": "false", "from": span.first, "until": span.last}
    care = claim.function.label
    return reason(book, key, span.first, "conditional", inputs=inputs, result="conditional", care=care)
