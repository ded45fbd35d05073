"""Why there is a pgb, and why it begins or ends on a day that no delivery names: cards about the lines of a budget."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from services.billing.domain.client.care import help_label
from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.client.route import Ending
from services.billing.domain.client.spans import Span
from services.billing.domain.pgb.holding import HeldLine
from shared.law.book import LawBook
from shared.law.reasons import Reason, reason

MOVED = "pgb.moved"
GIVEN_UP = "pgb.given-up"
ENDED = "pgb.ended"


def right_cards(book: LawBook, lines: Sequence[HeldLine]) -> Iterator[Reason]:
    """Why there is a pgb, with the article that fits: a card per law for what was in use, and one per other function.

    Wmo 2015 8.3(2) lets nobody use an indication that was not used before the college could give its view; the Jeugdwet
    has no such rule.
    """
    for domain in book.names("pgb.domains", min(line.days.first for line in lines)):
        days = [line.days for line in lines if line.domain == domain and not line.conditional]
        if days:
            yield _continues_card(book, domain, Span(min(days).first, max(span.last for span in days)))
    conditional = {line.function_id: line for line in reversed(lines) if line.conditional}
    for line in reversed(conditional.values()):
        yield _conditional_card(book, line)


def course_cards(
    book: LawBook, client: ClientRevision, municipality: str, lines: Sequence[HeldLine]
) -> Iterator[Reason]:
    """What came of a delivery that has no day of its own."""
    course, year = client.course, client.year(book)
    for home in course.days_at(municipality):
        if home.first > year.first and any(line.days.overlaps(home) for line in lines):
            yield reason(book, MOVED, year.first, "arrived", result=home.first, first_day=home.first)
        if home.last < year.last and any(line.days.overlaps(home) for line in lines):
            yield reason(book, MOVED, year.first, "left", result=home.last, last_day=home.last)
    for line in {line.function_id: line for line in lines}.values():
        for pause in course.pauses.get(line.function_id, ()):
            if pause.overlaps(year) and pause.first > year.first:
                yield _given_up_card(book, year, line, pause)


def early_end_cards(book: LawBook, client: ClientRevision, lines: Sequence[HeldLine]) -> Iterator[Reason]:
    """Why the old pgb ends before the indication does: one card per way of ending."""
    ends = {
        end.why: end
        for line in lines
        if (end := client.early_end_of(line.function_id, line.domain)) and line.days.last == end.last_day
    }
    on = client.year(book).first
    for why, end in ends.items():
        if why is not Ending.DATE:
            yield reason(book, ENDED, on, why, inputs={"why": why}, result=end.last_day, last_day=end.last_day)


def _given_up_card(book: LawBook, year: Span, line: HeldLine, pause: Span) -> Reason:
    last, again = pause.first - timedelta(days=1), pause.last < year.last
    return reason(
        book,
        GIVEN_UP,
        year.first,
        "taken-up-again" if again else "given-up",
        inputs={"function": line.word},
        result=last,
        care=help_label(line.word),
        last_day=last,
        first_day=pause.last + timedelta(days=1) if again else "",
    )


def _continues_card(book: LawBook, domain: str, span: Span) -> Reason:
    return reason(
        book,
        f"pgb.right.{domain}",
        span.first,
        "continues",
        inputs={"domain": domain, "from": span.first, "until": span.last},
        result=span.last,
        first_day=span.first,
        last_day=span.last,
    )


def _conditional_card(book: LawBook, line: HeldLine) -> Reason:
    key, care = f"pgb.conditional.{line.domain}", help_label(line.word)
    inputs = {"function": line.word, "inUse": "false", "from": line.days.first, "until": line.days.last}
    return reason(book, key, line.days.first, "conditional", inputs=inputs, result="conditional", care=care)
