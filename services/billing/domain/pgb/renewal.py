"""What a client holds after a revision, in the books of each municipality that they lived in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.client.spans import Span
from services.billing.domain.client.year import FIRST_DAY
from services.billing.domain.contribution.charges import charges_of
from services.billing.domain.contribution.regimes import Regime
from services.billing.domain.pgb.budget import BudgetRefused, Holder, PgbFunction, PgbLine
from services.billing.domain.pgb.calculation import budget_of, lines_of
from services.billing.domain.pgb.claims import Claim, asked, claims_of, owed_days
from services.billing.domain.pgb.decided import with_decisions, without_decisions
from services.billing.domain.pgb.holding import HeldLine, Holding, HoldingState
from services.billing.domain.pgb.line_cards import course_cards, early_end_cards, right_cards
from services.billing.domain.pgb.maximum import RULE as MAXIMUM
from services.billing.domain.pgb.maximum import above_maximum
from shared.law.book import LawBook
from shared.law.reasons import Reason


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the amounts of a revision are not granted: a state, a text in Dutch, and cards."""

    state: HoldingState
    problem: str
    reasons: tuple[Reason, ...] = ()


def next_holdings(
    book: LawBook, client: ClientRevision, before: Sequence[Holding], booked_through: Mapping[str, date]
) -> tuple[Holding, ...]:
    """All that the client holds after this revision and what the route told since; `before` is what they held.
    `booked_through`: by municipality, through which day a pgb of a decision stands in its books.

    What the route tells without changing anything leaves a holding as it was, with the day of its decision. Raises
    LawError outside known law.
    """
    bare = tuple(kept for each in before if (kept := without_decisions(each)) is not None)
    after = with_decisions(book, client, _old_holdings(book, client, bare), booked_through)
    if before and not after:
        after = (_withdrawn(book, client),)
    if not client.turn:
        return after
    was = {each.municipality: each for each in before}
    return tuple(_as_it_was(each, was.get(each.municipality)) for each in after)


def _as_it_was(now: Holding, before: Holding | None) -> Holding:
    if before is None or (before.content, before.state, before.problem) != (now.content, now.state, now.problem):
        return now
    return before


def _old_holdings(book: LawBook, client: ClientRevision, before: Sequence[Holding]) -> tuple[Holding, ...]:
    """What the client holds of the old pgb.

    Who never had a pgb right holds nothing. An amount that was granted stands until the rules give another one, so that
    a fault in a later delivery takes nobody's money; but only on days on which the right still goes on. What has run at
    an earlier municipality, or before a pgb was given up, stays there.
    """
    here = client.municipality
    left = tuple(kept for each in before if each.municipality != here and (kept := _left(book, client, each)))
    mine = next((each for each in before if each.municipality == here), None)
    now = _here(book, client, mine, before)
    if now is None and before and (mine or not left):
        now = _withdrawn(book, client)
    return (*left, *([now] if now else ()))


def _here(book: LawBook, client: ClientRevision, mine: Holding | None, before: Sequence[Holding]) -> Holding | None:
    """What the client holds at their own municipality; None when that is nothing."""
    claims = claims_of(book, client)
    past = tuple(_past(book, client, claims, mine.lines if mine else ()))
    if not any(claim.days for claim in claims):
        return _granted(book, client, client.municipality, past) if past else None
    try:
        functions = [each for claim in claims for each in asked(claim)]
        lines = lines_of(book, client.year(book).first.year, functions)
    except BudgetRefused as refusal:
        return _doubted(book, client, claims, past, mine, before, Doubt(HoldingState.REFUSED, str(refusal)))
    if waiting := _above_maximum(book, functions):
        doubt = Doubt(HoldingState.WAITING, " ".join(each.explanation for each in waiting), waiting)
        return _doubted(book, client, claims, past, mine, before, doubt)
    return _granted(book, client, client.municipality, (*_without(past, held := _held(claims, lines)), *held))


def _doubted(
    book: LawBook,
    client: ClientRevision,
    claims: Sequence[Claim],
    past: tuple[HeldLine, ...],
    mine: Holding | None,
    before: Sequence[Holding],
    doubt: Doubt,
) -> Holding:
    """What was granted before, cut to the days that are still owed: a pgb ends with the right (by death: RSA
    2.6.12(1)a). After a move it goes on at the new municipality. Nothing new is granted."""
    granted = [line for each in before for line in each.lines]
    lines = (*past, *(owed for line in granted for owed in _still_owed(line, claims)))
    if not any(line.gross for line in lines):
        return replace(_empty(client, doubt.state), problem=doubt.problem, reasons=doubt.reasons)
    cut = _granted(book, client, client.municipality, lines)
    standing = mine if mine is not None and mine.lines == cut.lines else cut
    state = HoldingState.WAITING if doubt.state is HoldingState.WAITING else HoldingState.GRANTED
    return replace(
        standing,
        revision=client.revision,
        state=state,
        problem=doubt.problem,
        reasons=(*doubt.reasons, *(each for each in standing.reasons if each.rule != MAXIMUM)),
    )


def _above_maximum(book: LawBook, functions: Iterable[PgbFunction]) -> tuple[Reason, ...]:
    """One card per function, however many spans of days it has."""
    by_id = {each.id: each for each in functions}
    return tuple(card for each in by_id.values() if (card := above_maximum(book, each)))


def _left(book: LawBook, client: ClientRevision, held: Holding) -> Holding | None:
    """What stands at a municipality where the client does not live now; None when they never did in the year."""
    year = client.year(book)
    if not any(days.overlaps(year) for days in client.course.days_at(held.municipality)):
        return None
    lines = tuple(each for line in held.lines for each in _run(book, client, held.municipality, line))
    if lines == held.lines:
        return held
    if not any(line.gross for line in lines):
        return replace(_withdrawn(book, client), municipality=held.municipality)
    cut = _granted(book, client, held.municipality, lines)
    return replace(cut, state=held.state, problem=held.problem)


def _past(
    book: LawBook, client: ClientRevision, claims: Sequence[Claim], lines: Sequence[HeldLine]
) -> Iterator[HeldLine]:
    """What has run of functions that are no pgb any more."""
    claimed = {claim.function.id for claim in claims}
    for line in lines:
        if line.function_id not in claimed:
            yield from _run(book, client, client.municipality, line)


def _run(book: LawBook, client: ClientRevision, municipality: str, line: HeldLine) -> Iterator[HeldLine]:
    end = client.early_end_of(line.function_id, line.domain)
    until = line.days.within(Span(date.min, end.last_day)) if end else line.days
    for open_days in client.course.open(line.function_id, municipality, until) if until else ():
        for days in owed_days(book, client, line.function_id, open_days):
            yield line.on(days)


def _without(past: Iterable[HeldLine], lines: Sequence[HeldLine]) -> Iterator[HeldLine]:
    """The past lines, less the days that a new line gives to the same kind of care: no day is paid twice."""
    for line in past:
        for days in line.days.outside(each.days for each in lines if each.word == line.word):
            yield line.on(days)


def _still_owed(line: HeldLine, claims: Sequence[Claim]) -> Iterator[HeldLine]:
    for claim in claims:
        if claim.function.id == line.function_id:
            yield from (line.on(days) for span in claim.days if (days := span.within(line.days)))


def _held(claims: Sequence[Claim], lines: Iterable[PgbLine]) -> tuple[HeldLine, ...]:
    by_id = {claim.function.id: claim for claim in claims}
    return tuple(_held_line(by_id[line.function_id], line) for line in lines)


def _held_line(claim: Claim, line: PgbLine) -> HeldLine:
    return HeldLine(
        function_id=line.function_id,
        word=claim.function.word,
        domain=claim.right.domain,
        label=line.year.label,
        days=line.span,
        conditional=claim.right.conditional,
        year_gross=line.year.cents,
        contribution_share=line.year.contribution_share,
        gross=line.gross,
        calculation=line.calculation,
    )


def _granted(book: LawBook, client: ClientRevision, municipality: str, lines: tuple[HeldLine, ...]) -> Holding:
    holder = Holder(client.facts.birth_date, _charged_in_kind(book, client, lines), client.stays_in_kind())
    budget = budget_of(book, holder, tuple(line.as_pgb_line() for line in lines))
    cards = (
        *right_cards(book, lines),
        *course_cards(book, client, municipality, lines),
        *early_end_cards(book, client, lines),
    )
    return replace(
        _empty(client, HoldingState.GRANTED),
        municipality=municipality,
        amounts=budget.amounts,
        days=budget.span,
        conditional=any(line.conditional for line in lines),
        provisional=budget.provisional,
        lines=lines,
        reasons=(*cards, *budget.reasons),
    )


def _charged_in_kind(book: LawBook, client: ClientRevision, lines: Sequence[HeldLine]) -> bool:
    in_use = {right.function_id for right in client.rights.rights if not right.conditional}
    charges = [charge for charge in charges_of(book, client) if charge.function_id in in_use]
    in_kind = [each.days for each in charges if each.outcome.regime is Regime.AWBZ_TRANSITION and each.days]
    return any(one.overlaps(line.days) for one in in_kind for line in lines)


def _withdrawn(book: LawBook, client: ClientRevision) -> Holding:
    on = client.assessed_on
    problem = book.sentence(FIRST_DAY, "no-pgb-left", on, year=client.year(book).first.year)
    return replace(_empty(client, HoldingState.WITHDRAWN), problem=problem)


def _empty(client: ClientRevision, state: HoldingState) -> Holding:
    return Holding(client.client_id, client.revision, client.municipality, client.assessed_on, state)
