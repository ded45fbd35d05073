"""Which of a client's functions the college owes as pgb in the year (Wmo 2015 8.3(3), 8.4(2); Jeugdwet 10.1(3))."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.billing.domain.client.care import DeliveryForm, Domain, Function
from services.billing.domain.client.revisions import YEAR, ClientRevision, DeterminedRight, IndicatedFunction
from services.billing.domain.client.spans import Span, year_span
from services.billing.domain.pgb.budget import BudgetRefused, PgbFunction, PgbLine
from shared.dutch import date_in_words
from shared.law.book import LawBook
from shared.law.reasons import Reason, card

_CONTINUES = {
    Domain.WMO: "U had al een pgb. U houdt dat pgb volgens de oude regels",
    Domain.PROTECTED_LIVING: "U had al een pgb voor beschermd wonen. U houdt dat pgb volgens de oude regels",
    Domain.YOUTH: "U had al een pgb. De gemeente neemt dat over. U houdt het pgb volgens de oude regels",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A function that the college owes as pgb; `days` are those of the right, at least one of them in the year."""

    function: IndicatedFunction
    right: DeterminedRight
    days: Span


def claims_of(book: LawBook, client: ClientRevision) -> tuple[Claim, ...]:
    """The pgb claims of a client. Raises LawError outside known law."""
    year = year_span(YEAR)
    domains = book.names("pgb.domains", year.first)
    return tuple(
        Claim(function, right, right.days)
        for function, right in client.functions()
        if right.delivery_form is DeliveryForm.PGB
        and right.domain in domains
        and right.days is not None
        and right.days.overlaps(year)
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
    for domain in _CONTINUES:
        spans = [days[one.function.id] for one in held if one.right.domain == domain and not one.right.conditional]
        if spans:
            yield _continues_card(book, domain, Span(min(spans).first, max(span.last for span in spans)))
    for claim in held:
        if claim.right.conditional:
            yield _conditional_card(book, claim, days[claim.function.id])


def _continues_card(book: LawBook, domain: Domain, span: Span) -> Reason:
    return card(
        book,
        f"pgb.right.{domain}",
        span.first,
        f"{_CONTINUES[domain]} van {date_in_words(span.first)} tot en met {date_in_words(span.last)}.",
        inputs={"domain": domain, "from": span.first, "until": span.last},
        result=span.last,
    )


def _conditional_card(book: LawBook, claim: Claim, span: Span) -> Reason:
    return card(
        book,
        f"pgb.conditional.{claim.right.domain}",
        span.first,
        f"{claim.function.label}: deze zorg is nog niet begonnen. Daarom is dit deel van het pgb onder voorwaarde: u "
        "mag het pas gebruiken als de gemeente heeft kunnen zeggen wat zij ervan vindt. Bel dus eerst de gemeente.",
        inputs={"function": claim.function.word, "inUse": "false", "from": span.first, "until": span.last},
        result="conditional",
    )
