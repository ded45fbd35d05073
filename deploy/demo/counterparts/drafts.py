"""What the demo's caseworkers write down of a conversation, and what they decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from deploy.demo.chance import Dice
from deploy.demo.classes import class_number, class_values
from deploy.demo.counterparts.texts import OTHER, home, sentence
from deploy.demo.figures import Care, year_amounts
from services.migration.application.route.views import RouteClient
from services.migration.domain.rights.clients import DeliveredFunction, guidance_with_transport
from services.migration.domain.rights.facts import CareFunction, DeliveryForm
from services.migration.domain.route.conversation import Answer, ConversationNotes, Need, Subject
from services.migration.domain.route.decisions import (
    UNITS_OF,
    AmountUnit,
    Decision,
    DecisionKind,
    Draft,
    PgbCriteria,
    Provision,
    takes,
)
from services.migration.domain.route.prolonging import prolonged
from services.migration.domain.route.states import NoHearing
from shared.law.book import LawBook

ALL_CRITERIA = PgbCriteria(able=True, wants_with_reasons=True, good_care=True)
DAY = timedelta(days=1)
YEAR, HALF_A_YEAR, WEEKS_OF_URGENT_HELP = timedelta(days=364), timedelta(days=181), timedelta(weeks=8)
OFFER_AFTER = timedelta(weeks=3)
"""An offer that begins while the old right runs, begins so long after the decision: the letter lies some days, the post
brings it, and the client has to think about it."""
OUTCOMES: Mapping[DecisionKind, int] = {
    DecisionKind.OWN_STRENGTH: 70,
    DecisionKind.PROLONGATION: 30,
    DecisionKind.REFUSAL: 30,
    DecisionKind.END: 10,
    DecisionKind.IN_KIND: 860,
}
"""Of a thousand; who gets something, gets it in the form of before."""
SOONER, LESS, MORE, TWO_YEARS = 400, 250, 120, 500
"""Of a thousand: offers that begin while the old right runs, with less care, with more, and for two years."""


@dataclass(frozen=True, slots=True)
class Reassessed:
    """What of a client is reassessed."""

    delivered: DeliveredFunction
    form: DeliveryForm


def reassessed(client: RouteClient) -> Sequence[Reassessed]:
    return [Reassessed(one, right.delivery_form) for one, right in client.functions if right.reassess]


def right_from(client: RouteClient) -> date:
    """The first day on which the municipality answers for this care; the first day of all when it never does."""
    return min((right.right_from for _, right in client.functions if right.right_from is not None), default=date.min)


def main_function(client: RouteClient) -> str:
    return next((each.delivered.function for each in reassessed(client)), OTHER)


def notes(client: RouteClient, dice: Dice) -> ConversationNotes:
    function = main_function(client)
    needs = sorted({each.delivered.function for each in reassessed(client)}) or [OTHER]
    around = home(dice)
    return ConversationNotes(
        subjects={
            each: around.get(each.value) or sentence(dice, "conversation", each.value, function=function)
            for each in Subject
        },
        needs=tuple(Need(sentence(dice, "need", function=each), _answer(dice)) for each in needs),
        present=around["present"],
        carer_relief=around["carer-relief"],
        plan_received=dice.happens(120),
        support_offered=True,
        pgb_explained=True,
        identified=True,
    )


def _answer(dice: Dice) -> Answer:
    return dice.weighted({Answer.INDIVIDUAL: 80, Answer.COLLECTIVE: 10, Answer.GENERAL: 6, Answer.OWN_CIRCLE: 4})


def kind_of(client: RouteClient, dice: Dice, *, right_runs: bool = True) -> DecisionKind:
    """Which decision comes after the conversation. Old care that is over cannot be prolonged (`right_runs`)."""
    kind = dice.weighted(OUTCOMES)
    if kind is DecisionKind.PROLONGATION and not right_runs:
        kind = DecisionKind.IN_KIND
    forms = {each.form for each in _provisions(client)}
    if kind in (DecisionKind.IN_KIND, DecisionKind.PROLONGATION) and not forms:
        return DecisionKind.OWN_STRENGTH
    if kind is not DecisionKind.IN_KIND or forms == {DeliveryForm.ZIN}:
        return kind
    return DecisionKind.PGB if forms == {DeliveryForm.PGB} else DecisionKind.BOTH


def draft(client: RouteClient, kind: DecisionKind, until: date | None, today: date, dice: Dice, book: LawBook) -> Draft:
    """`until`: the last day of the old right on which the decision follows, None when it is over."""
    reason = sentence(dice, "reason", kind.value, function=main_function(client))
    after = (until or today) + DAY
    if kind is DecisionKind.PROLONGATION:
        return prolonged(client.functions, until or today, after + HALF_A_YEAR, reason)
    if takes(kind, book, today):
        differs = kind is DecisionKind.REFUSAL
        return Draft(kind, after, None, (), reason, differs_from_client=differs)
    sooner = until is not None and right_from(client) <= today + OFFER_AFTER <= until and dice.happens(SOONER)
    starts = today + OFFER_AFTER if sooner else after
    ends = starts + YEAR * (2 if dice.happens(TWO_YEARS) else 1)
    step = -1 if dice.happens(LESS) else int(dice.happens(MORE))
    return Draft(kind, starts, ends, tuple(_provisions(client, step)), reason, ALL_CRITERIA)


def urgent_help(client: RouteClient, today: date, dice: Dice) -> Draft:
    function = main_function(client)
    found = next((each.delivered for each in reassessed(client)), None)
    code = found.function if found is not None else CareFunction.BGI.value
    unit = UNITS_OF.get(code, AmountUnit.HOURS)
    some = Provision(code, USUAL[unit], unit, DeliveryForm.ZIN, found.provider if found is not None else None)
    reason = sentence(dice, "reason", DecisionKind.URGENT_HELP.value, function=function)
    return Draft(DecisionKind.URGENT_HELP, today, today + WEEKS_OF_URGENT_HELP, (some,), reason)


def on_objection(
    client: RouteClient, against: Decision, outcome: str, no_hearing: NoHearing | None, dice: Dice
) -> Draft:
    """What is decided anew: care after all, more of it, or what there was. Nobody gets less by objecting."""
    reason = sentence(dice, "reason", outcome, function=against.kind.value)
    kind, given, ends = DecisionKind.ON_OBJECTION, against.provisions, against.ends_on
    if outcome in ("upheld", "partly"):
        of_nothing = 0 if outcome == "upheld" else -1
        given = tuple(_provisions(client, 1 if against.provisions else of_nothing))
        ends = against.starts_on + YEAR
        if (given, ends) == (against.provisions, against.ends_on):  # the highest class there is
            ends += YEAR
    return Draft(kind, against.starts_on, ends, given, reason, ALL_CRITERIA, outcome=outcome, no_hearing=no_hearing)


def _provisions(client: RouteClient, step: int = 0) -> Iterator[Provision]:
    """What a client had, `step` classes higher, with the transport to it."""
    for each in reassessed(client):
        yield _provision(replace(each.delivered, transport=False), each.form, step)
    yield from _transport(client, step)


def _transport(client: RouteClient, step: int) -> Iterator[Provision]:
    """Of a pgb it is what the amount of a year is more with transport."""
    along = guidance_with_transport(client.functions)
    if along is None:
        return
    one, form = along[0], along[1].delivery_form
    given, without = _provision(one, form, step), _provision(replace(one, transport=False), form, step)
    if given.yearly_cents is None or without.yearly_cents is None:
        yield Provision(CareFunction.TRANSPORT.value, None, None, DeliveryForm.ZIN, one.provider)
    elif (more := given.yearly_cents - without.yearly_cents) > 0:
        yield Provision(CareFunction.TRANSPORT.value, None, None, DeliveryForm.PGB, None, more)


def _provision(one: DeliveredFunction, form: DeliveryForm, step: int) -> Provision:
    care = _care(one)
    values = class_values(care) if care is not None else ()
    number = class_number(one.care_class) if one.care_class else 0
    if care is None or not 1 <= number <= len(values):
        unit = UNITS_OF.get(one.function) if one.function != CareFunction.STAY else None
        some = USUAL[unit] if unit is not None else None
        return Provision(one.function, some, unit, DeliveryForm.ZIN, one.provider)
    number = min(max(number + step, 1), len(values))
    amount, yearly = values[number - 1] * 10, year_amounts().get((care, number))
    if form is DeliveryForm.PGB and yearly is not None:
        return Provision(one.function, amount, UNITS[care], form, None, yearly)
    return Provision(one.function, amount, UNITS[care], DeliveryForm.ZIN, one.provider)


def _care(one: DeliveredFunction) -> Care | None:
    with_transport = Care.BGG_TRANSPORT if one.transport else Care.BGG
    cares = {"BGI": Care.BGI, "BGG": with_transport, "KVB": Care.KVB, "PV": Care.PV}
    return cares.get(one.function)


USUAL = {AmountUnit.HOURS: 400, AmountUnit.HALF_DAYS: 400, AmountUnit.DAYS: 100}
"""In hundredths of the unit, per week: of urgent help, and of care whose class says nothing."""
UNITS = {
    Care.BGI: AmountUnit.HOURS,
    Care.PV: AmountUnit.HOURS,
    Care.BGG: AmountUnit.HALF_DAYS,
    Care.BGG_TRANSPORT: AmountUnit.HALF_DAYS,
    Care.KVB: AmountUnit.DAYS,
}
