"""The contribution for care that a decision under the Wmo 2015 gives: UB Wmo 2015 3.8, for protected living 3.11.

It begins with the decision and not before: until then the client pays as under the AWBZ (Wmo 2015 8.3(6)). Of a
prolongation no rule was found, so a municipality chooses (`prolongation.contribution`).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby, pairwise

from services.billing.domain.client.care import DeliveryForm, Function
from services.billing.domain.client.decided import DecidedCare, decided_care
from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.client.route import DecisionKind
from services.billing.domain.client.spans import Span
from services.billing.domain.contribution.charges import Charge
from services.billing.domain.contribution.household import birthday
from services.billing.domain.contribution.regimes import Regime, RegimeOutcome
from shared.law.book import LawBook
from shared.law.reasons import reason
from shared.region.policy import Choice

PROLONGATION = "prolongation.contribution"
"""The choice of a municipality: which contribution its prolongations have."""
AWBZ = "awbz"
STAY_FIRST = "regime.wmo-2015.stay-first"


def decided_charges_of(book: LawBook, client: ClientRevision, choices: Mapping[str, Choice]) -> tuple[Charge, ...]:
    """In the order of the decisions, and of the days. `choices`: by municipality what it chose for prolongations."""
    cares = decided_care(client)
    stays = [*client.stays_in_kind(), *(care.days for care in cares if _is_stay(care))]
    return tuple(charge for care in cares for charge in _charges(book, client, care, stays, choices))


def _charges(
    book: LawBook, client: ClientRevision, care: DecidedCare, stays: Iterable[Span], choices: Mapping[str, Choice]
) -> Iterator[Charge]:
    others = [] if _is_stay(care) else [days for stay in stays if (days := stay.within(care.days))]
    adult_on = birthday(client.facts.birth_date, book.integer("regime.wmo-2015.age", care.days.first))
    turning = {adult_on, *(stay.first for stay in others), *(_next(stay.last) for stay in others)}
    pieces = [
        (span, _outcome_on(book, care, span.first, adult_on, others, choices)) for span in _cut(care.days, turning)
    ]
    for _, group in groupby(pieces, key=lambda piece: piece[1].regime):
        same = list(group)
        days = Span(same[0][0].first, same[-1][0].last)
        yield Charge(care.id, days, same[0][1], care.decision.decision_id)


def _outcome_on(
    book: LawBook,
    care: DecidedCare,
    day: date,
    adult_on: date,
    stays: Iterable[Span],
    choices: Mapping[str, Choice],
) -> RegimeOutcome:
    if _is_stay(care):
        return _outcome(book, "regime.wmo-2015-stay.charged", "charged", Regime.WMO_2015_STAY, care, day)
    if day < adult_on:
        age = book.integer("regime.wmo-2015.age", day)
        return _outcome(book, "regime.wmo-2015.age", "too-young", Regime.NONE, care, day, age=age)
    if any(stay.first <= day <= stay.last for stay in stays):
        return _outcome(book, STAY_FIRST, "stay-first", Regime.NONE, care, day)
    if care.decision.kind is DecisionKind.PROLONGATION:
        return _prolonged(book, care, day, choices[care.decision.municipality])
    return _outcome(book, "regime.wmo-2015.charged", "charged", Regime.WMO_2015, care, day)


def _prolonged(book: LawBook, care: DecidedCare, day: date, choice: Choice) -> RegimeOutcome:
    """Not found in law or practice, so the municipality's choice, with its name and day on the card."""
    old = Regime.AWBZ_PGB if care.provision.form is DeliveryForm.PGB else Regime.AWBZ_TRANSITION
    regime = old if choice.word == AWBZ else Regime.WMO_2015
    words = {"by": choice.by, "decided_on": choice.decided_on}
    return _outcome(book, "regime.prolongation", choice.word, regime, care, day, **words)


def _outcome(
    book: LawBook, key: str, sentence: str, regime: Regime, care: DecidedCare, day: date, **words: object
) -> RegimeOutcome:
    why = reason(
        book,
        key,
        day,
        sentence,
        forms=(),
        inputs={
            "on": day,
            "function": care.provision.word,
            "deliveryForm": care.provision.form,
            "decision": care.decision.decision_id,
            "madeOn": care.decision.made_on,
        },
        result=regime,
        care=care.care,
        first_day=day,
        made_on=care.decision.made_on,
        **words,
    )
    return RegimeOutcome(regime, why)


def _cut(span: Span, first_days: Iterable[date]) -> Iterator[Span]:
    inside = sorted({span.first} | {day for day in first_days if span.first < day <= span.last})
    for first, following in pairwise(inside):
        yield Span(first, following - timedelta(days=1))
    yield Span(inside[-1], span.last)


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _is_stay(care: DecidedCare) -> bool:
    return care.provision.word == Function.STAY
