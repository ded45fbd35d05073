"""Who is on which work list: by what was determined, by the plan, and by what intake holds back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.migration.application.control.hold_back_clients import hold_back_clients
from services.migration.application.control.keep_lists import keep_lists
from services.migration.domain.control.deliveries import DeliveredPersons, NotTransferred, not_transferred
from services.migration.domain.control.lists import WorkList, determined_lists
from services.migration.domain.control.standings import HeldBack, Standing, determined_standing, search_words, with_plan
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import Person, RightDetermined
from services.migration.domain.rights.facts import Domain, Finding, FunctionRight
from services.migration.domain.rights.states import PersonState
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import GUIDANCE, HOUTEN, LAST_DAY, LOPIK, RIGHT, TODAY, determined, plan

DAY = date(2015, 3, 2)
NURSING = replace(GUIDANCE, id="410000123-02", function="VP")
AGAIN = replace(GUIDANCE, id="410000123-81-2")


def outcome(domain: Domain, *findings: Finding, until: date | None = None, reassess: bool = False) -> FunctionRight:
    return replace(
        RIGHT, domain=domain, right_until=until, findings=findings, reassess_before_end_of=until if reassess else None
    )


LIVING = outcome(Domain.PROTECTED_LIVING, until=date(2019, 12, 31), reassess=True)
YOUTH = outcome(Domain.JEUGDWET, until=LAST_DAY)
NOTHING = outcome(Domain.NONE)
OVER = outcome(Domain.WMO, until=TODAY - timedelta(days=1), reassess=True)
OUTSIDE = Finding.OUTSIDE_TRANSITION


@pytest.mark.parametrize(
    ("state", "rights", "expected"),
    [
        (PersonState.TO_REASSESS, [RIGHT], set()),
        (PersonState.ELSEWHERE, [outcome(Domain.ZVW)], {WorkList.TO_INSURER}),
        (PersonState.ELSEWHERE, [outcome(Domain.WLZ)], {WorkList.TO_WLZ}),
        (PersonState.YOUTH, [YOUTH], {WorkList.TO_YOUTH}),
        (PersonState.TO_REASSESS, [RIGHT, outcome(Domain.ZVW)], {WorkList.TO_INSURER}),
        (PersonState.ENDED, [NOTHING], {WorkList.LAPSED}),
        (PersonState.TO_REASSESS, [RIGHT, NOTHING], {WorkList.LAPSED}),
        (PersonState.TO_REASSESS, [RIGHT, RIGHT, NOTHING], set()),
        (PersonState.ENDED, [OVER], {WorkList.LAPSED}),
        (PersonState.TO_REASSESS, [RIGHT, OVER], {WorkList.LAPSED}),
        (PersonState.TO_REASSESS, [OVER, OVER, RIGHT], {WorkList.LAPSED}),
        (PersonState.TO_REASSESS, [OVER, RIGHT, RIGHT], set()),
        (PersonState.ENDED, [outcome(Domain.NONE, OUTSIDE)], {WorkList.OUTSIDE_TRANSITION}),
        (PersonState.ELSEWHERE, [outcome(Domain.WMO_2007, OUTSIDE)], {WorkList.OUTSIDE_TRANSITION}),
        (PersonState.PROTECTED_LIVING, [LIVING], {WorkList.PROTECTED_LIVING_LATER}),
        (PersonState.TO_REASSESS, [LIVING, RIGHT], set()),
        (PersonState.DECEASED, [outcome(Domain.ZVW), NOTHING], set()),
    ],
)
def test_a_determination_puts_somebody_on_lists(
    state: PersonState, rights: list[FunctionRight], expected: set[WorkList]
) -> None:
    """The third right is of the same kind of care as the first."""
    functions = (GUIDANCE, NURSING, AGAIN)[: len(rights)]
    found = replace(determined("anna", state=state, functions=functions), rights=tuple(rights))
    assert determined_lists(found) == expected


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_is_a_list(finding: Finding) -> None:
    found = replace(determined("anna"), rights=(replace(RIGHT, findings=(finding,)),))
    assert determined_lists(found) == {WorkList(finding.value)}


def standing(**changes: Any) -> Standing:
    return replace(determined_standing(determined("anna")), **changes)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (standing(), {WorkList.OVERDUE, WorkList.WITHOUT_PLAN}),
        (standing(reassess_until=None), set()),
        (with_plan(standing(), plan("anna")), {WorkList.OVERDUE}),
        (with_plan(standing(), plan("anna", revision=2)), {WorkList.OVERDUE, WorkList.WITHOUT_PLAN}),
        (with_plan(standing(), plan("anna", late=True)), {WorkList.OVERDUE, WorkList.PLANNED_LATE}),
        (with_plan(standing(), plan("anna", over_capacity=True)), {WorkList.OVERDUE, WorkList.OVER_CAPACITY}),
        (standing(reassess_until=None, held_back_rows=1), {WorkList.HELD_BACK}),
        (standing(reassess_until=None, held_back=HeldBack("anna", "delivery", 2, TODAY)), {WorkList.HELD_BACK}),
    ],
)
def test_plan_and_held_back_rows_put_somebody_on_lists(found: Standing, expected: set[WorkList]) -> None:
    assert found.lists == expected


@pytest.mark.parametrize(
    ("found", "due"),
    [
        (with_plan(standing(), plan("anna", decision_due=date(2015, 1, 26))), date(2015, 1, 26)),
        (with_plan(standing(), plan("anna", decision_due=date(2016, 1, 26), late=True)), LAST_DAY),
        (standing(), LAST_DAY),
        (standing(decide_by=date(2015, 10, 1)), date(2015, 10, 1)),
        (standing(reassess_until=None, decide_by=None), None),
    ],
)
def test_a_decision_is_due_by_the_plan_and_at_the_latest_when_the_right_ends(found: Standing, due: date | None) -> None:
    assert found.due == due


def test_somebody_is_overdue_from_the_day_after() -> None:
    found = with_plan(standing(), plan("anna", decision_due=DAY))
    assert [found.on_list(WorkList.OVERDUE, day) for day in (DAY, date(2015, 3, 3))] == [False, True]


def test_a_new_revision_ends_what_intake_held_back_and_the_plan() -> None:
    work = WorkInMemory(TODAY)
    keep_lists(work, [RightDetermined(determined("anna")), ReassessmentPlanned(plan("anna"))])
    hold_back_clients(work, [HeldBack("anna", "newer", 2, TODAY), HeldBack("nobody", "newer", 1, TODAY)])
    held = work.standings.kept["anna"]
    assert (held.held_back, held.plan is None, list(work.standings.kept)) == (
        HeldBack("anna", "newer", 2, TODAY),
        False,
        ["anna"],
    )
    keep_lists(work, [RightDetermined(determined("anna", revision=2))])
    again = work.standings.kept["anna"]
    assert (again.held_back, again.plan) == (None, None)


def test_a_plan_that_goes_on_with_a_new_revision_stays() -> None:
    work = WorkInMemory(TODAY)
    keep_lists(work, [RightDetermined(determined("anna")), ReassessmentPlanned(plan("anna"))])
    keep_lists(work, [RightDetermined(determined("anna", revision=2)), ReassessmentPlanned(plan("anna", revision=2))])
    kept = work.standings.kept["anna"].plan
    assert kept is not None
    assert kept.week == plan("anna").week


@pytest.mark.parametrize(
    ("prefix", "surname", "words"),
    [
        ("", "Jansen", {"jansen"}),
        ("van den", "Berg", {"berg", "van den berg"}),
        ("", "Jansen-de Boer", {"jansen de boer", "de boer", "boer"}),
        ("", "Müller", {"muller"}),
    ],
)
def test_a_name_is_found_by_surname_prefix_and_each_further_part(prefix: str, surname: str, words: set[str]) -> None:
    person = Person("A.", prefix, surname, date(1950, 2, 3), None)
    assert search_words(determined_standing(determined("anna", person=person))) == words


def delivered(name: str, never_transferred: int, *, sequence: int = 1, town: str = HOUTEN) -> DeliveredPersons:
    return DeliveredPersons(name, town, sequence, never_transferred)


def test_the_last_delivery_tells_of_whom_nothing_ever_came_through() -> None:
    both = [delivered("b", 22, sequence=2), delivered("a", 30)]
    assert not_transferred(both) == [NotTransferred(HOUTEN, 22)]


def test_who_never_came_through_is_counted_per_municipality_and_nobody_is_not_named() -> None:
    there = [delivered("a", 10), delivered("b", 3, sequence=2, town=LOPIK), delivered("c", 0, sequence=3)]
    assert not_transferred(there) == [NotTransferred(LOPIK, 3)]
