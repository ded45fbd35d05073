"""A budget that stops while the right goes on is told twice before and on its last day; an end that is none is not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.billing.application.pgb.tell_budget_ends import TellBudgetEnds, tell_budget_ends
from services.billing.domain.client.revisions import ClientFacts, ClientRights
from services.billing.domain.client.route import (
    DecisionKind,
    DecisionMade,
    Ending,
    Provision,
    RightEnded,
    RouteFact,
    Step,
    StepTaken,
)
from services.billing.domain.client.spans import Span
from services.billing.domain.pgb.ends import BudgetEnded, BudgetEnding
from shared.region.policy import choosables
from tests.unit.billing.office import PGB, YEAR, ZIN, Office, facts, function, right, rights

LONG = Span(date(2015, 1, 1), date(2019, 12, 31))
LAST = date(2015, 12, 31)
STAY = function("1-762", "STAY", zzp="762", gross_year=2_000_000)
LIVING = (facts(STAY), rights(right("1-762", "wmo-protected-living", PGB, LONG, pgb_until=LAST)))
Message = ClientFacts | ClientRights | RouteFact


def told_on(office: Office, day: date) -> list[tuple[int, date]]:
    """In how many weeks each end is, 0 for one that has come, and its day."""
    before = len(office.recorded)
    while tell_budget_ends(office.work, TellBudgetEnds(day)):
        pass
    new = office.recorded[before:]
    assert all(isinstance(each, BudgetEnding | BudgetEnded) for each in new)
    return [
        (each.weeks if isinstance(each, BudgetEnding) else 0, each.end.last_day)
        for each in new
        if isinstance(each, BudgetEnding | BudgetEnded)
    ]


def test_it_is_told_eight_and_four_weeks_before_and_on_the_last_day_and_never_twice(office: Office) -> None:
    office.receive(*LIVING)
    told = {}
    for day in (LAST - timedelta(days=left) for left in range(70, -3, -1)):
        if found := told_on(office, day):
            told[day] = found
    assert told == {
        date(2015, 11, 5): [(8, LAST)],
        date(2015, 12, 3): [(4, LAST)],
        LAST: [(0, LAST)],
    }
    first = next(each for each in office.recorded if isinstance(each, BudgetEnding))
    assert (first.end.functions, first.end.municipality, first.end.revision) == (("1-762",), "0321", 1)


def test_a_missed_day_is_made_up_for_with_the_nearer_number(office: Office) -> None:
    office.receive(*LIVING)
    assert told_on(office, date(2015, 12, 10)) == [(4, LAST)]
    assert told_on(office, date(2016, 1, 5)) == [(0, LAST)]


def test_a_municipality_chooses_the_weeks(office: Office) -> None:
    office.receive(*LIVING)
    office.work.chosen["control.weeks-before-end"] = choosables()["control.weeks-plan-later"].default
    assert told_on(office, LAST - timedelta(weeks=26)) == [(26, LAST)]


def test_functions_with_one_last_day_are_told_together(office: Office) -> None:
    both = (
        facts(STAY, function()),
        (LIVING[1].rights[0], right("1-81", "wmo", PGB, YEAR, pgb_until=date(2015, 6, 30))),
    )
    office.receive(both[0], rights(*both[1]))
    assert told_on(office, date(2015, 6, 30)) == [(0, date(2015, 6, 30))]
    assert told_on(office, LAST) == [(0, LAST)]


PROLONGED = DecisionMade(
    decision_id="d0b3a2f4-66c1-4f0e-a7a5-0f3e0f1c2b3a",
    route=1,
    municipality="0321",
    kind=DecisionKind.PROLONGATION,
    made_on=date(2015, 10, 1),
    starts_on=date(2016, 1, 1),
    ends_on=None,
    provisions=(Provision("STAY", PGB, 4_000_000),),
    replaces=None,
    waits_for_acceptance=False,
)
OFFER = replace(PROLONGED, kind=DecisionKind.PGB, waits_for_acceptance=True)
SENT = StepTaken("s-1", Step.SEND, date(2015, 10, 2), PROLONGED.decision_id)
ACCEPTED = StepTaken("s-2", Step.ACCEPT_OFFER, date(2015, 10, 9), PROLONGED.decision_id, LAST)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param((PROLONGED, SENT), id="a decision goes on with the care"),
        pytest.param((OFFER, SENT, ACCEPTED), id="an offer was accepted"),
        pytest.param((RightEnded(date(2015, 3, 14), Ending.DIED, ("1-762",)),), id="the client died"),
        pytest.param((RightEnded(date(2015, 6, 14), Ending.GIVEN_UP, ("1-762",)),), id="the right was given up"),
        pytest.param(
            (
                facts(function("1-762", "STAY", ZIN, zzp="762"), revision=2),
                rights(right("1-762", "wmo-protected-living", ZIN, LONG), revision=2, on=date(2015, 5, 1)),
            ),
            id="a later delivery has it in kind",
        ),
        pytest.param(
            (
                facts(STAY, revision=2),
                rights(right("1-762", "wmo-protected-living", PGB, LONG, pgb_until=LONG.last), revision=2),
            ),
            id="the college reads that it goes on",
        ),
        pytest.param(
            (
                facts(STAY, revision=2),
                rights(
                    right("1-762", "wmo-protected-living", PGB, LONG, pgb_until=date(2015, 6, 14), pgb_given_up=True),
                    revision=2,
                ),
            ),
            id="the client gave it up",
        ),
    ],
)
def test_nobody_is_told_of_an_end_that_is_none(office: Office, after: Sequence[Message]) -> None:
    office.receive(*LIVING, *after)
    assert [told_on(office, day) for day in (date(2015, 11, 5), LAST)] == [[], []]


@pytest.mark.parametrize(
    "first",
    [
        pytest.param((facts(), rights(right("1-81", "wmo", PGB, YEAR))), id="it ends with its right"),
        pytest.param(
            (facts(STAY), rights(LIVING[1].rights[0], on=date(2016, 1, 4))), id="it was over when it was delivered"
        ),
        pytest.param((facts(function("1-762", "STAY", care_class="K0")), LIVING[1]), id="it never had an amount"),
    ],
)
def test_what_was_never_there_does_not_end(office: Office, first: Sequence[Message]) -> None:
    office.receive(*first)
    assert told_on(office, date(2016, 1, 4)) == []


OTHER_CARE = (Provision("BGI", PGB, 900_000),)
REFUSED = replace(PROLONGED, decision_id="another", kind=DecisionKind.REFUSAL, provisions=(), made_on=date(2015, 10, 5))
SHORT = replace(PROLONGED, decision_id="short", route=2, starts_on=date(2015, 11, 1), ends_on=LAST)
SHORT_SENT = StepTaken("s-4", Step.SEND, date(2015, 10, 7), SHORT.decision_id)
REFUSAL_SENT = StepTaken("s-3", Step.SEND, date(2015, 10, 6), REFUSED.decision_id)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param((OFFER, SENT), id="an offer that waits"),
        pytest.param((PROLONGED,), id="it was not sent"),
        pytest.param((replace(PROLONGED, provisions=OTHER_CARE), SENT), id="other care"),
        pytest.param((replace(PROLONGED, starts_on=date(2016, 2, 1)), SENT), id="it begins later"),
        pytest.param((replace(PROLONGED, ends_on=LAST, starts_on=date(2015, 11, 1)), SENT), id="it ends that day too"),
        pytest.param((replace(PROLONGED, kind=DecisionKind.URGENT_HELP), SENT), id="urgent help"),
        pytest.param((PROLONGED, SENT, REFUSED, REFUSAL_SENT), id="a next decision gives nothing"),
        pytest.param((PROLONGED, SENT, SHORT, SHORT_SENT), id="a decision of a next route ends that day too"),
    ],
)
def test_it_is_told_while_no_decision_goes_on_with_the_care(office: Office, after: Sequence[Message]) -> None:
    office.receive(*LIVING, *after)
    assert told_on(office, date(2015, 11, 5)) == [(8, LAST)]


def test_after_a_move_the_new_municipality_tells_it(office: Office) -> None:
    moved = rights(LIVING[1].rights[0], revision=2, on=date(2015, 5, 1))
    office.receive(*LIVING, facts(STAY, revision=2, municipality="0356"), moved)
    assert told_on(office, LAST) == [(0, LAST)]
    (ended,) = [each for each in office.recorded if isinstance(each, BudgetEnded)]
    assert (ended.end.municipality, ended.end.revision) == ("0356", 2)
