"""Deliveries are planned when they are complete, and the tick plans who was left over."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.migration.application.planning.expect_deliveries import expect_deliveries
from services.migration.application.planning.plan_leftovers import plan_leftovers
from services.migration.application.planning.plan_reassessments import plan_reassessments
from services.migration.application.planning.receive_clients import receive_clients
from services.migration.application.planning.restore_plans import restore_plans
from services.migration.domain.planning.deliveries import CheckedDelivery, Outcome
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import TransferredClient
from shared.messaging.failures import Refused
from shared.region.policy import Choice
from shared.region.values import ServedRegion
from tests.support.migration_in_memory import WorkInMemory, WorksInMemory, books
from tests.support.migration_samples import (
    DELIVERY,
    HOUTEN,
    LAST_DAY,
    LOPIK,
    OTHER_DELIVERY,
    TODAY,
    delivery,
    determined,
    plan,
    transferred,
)

TOMORROW = TODAY + timedelta(days=1)
UNKNOWN_DAY = date(2026, 3, 2)


@pytest.fixture
def work() -> WorkInMemory:
    return WorkInMemory(TODAY)


def arrive(work: WorkInMemory, checked: CheckedDelivery, *clients: TransferredClient) -> int:
    """The clients of a delivery arrive; returns how many deliveries could be planned then."""
    receive_clients(work, [replace(client, delivery_id=checked.delivery_id) for client in clients])
    expect_deliveries(work, [checked])
    return plan_reassessments(WorksInMemory(work))


def test_planning_waits_until_every_client_has_arrived(work: WorkInMemory) -> None:
    assert arrive(work, delivery(expected=2), transferred("anna")) == 0
    receive_clients(work, [transferred("bert")])
    assert plan_reassessments(WorksInMemory(work)) == 1
    assert sorted(work.plans.kept) == ["anna", "bert"]
    assert work.events[-2:] == [ReassessmentPlanned(work.plans.kept[name]) for name in ("anna", "bert")]
    assert work.locked == {HOUTEN}


def test_a_delivery_is_planned_once_on_its_own_trace(work: WorkInMemory) -> None:
    receive_clients(work, [transferred("anna")])
    expect_deliveries(work, [delivery(traceparent="its trace")])
    works = WorksInMemory(work)
    assert [plan_reassessments(works), plan_reassessments(works)] == [1, 0]
    assert works.traces == ["its trace"]


def test_a_delivery_that_is_expected_already_stays_as_it_is(work: WorkInMemory) -> None:
    expect_deliveries(work, [delivery()])
    expect_deliveries(work, [delivery(expected=7), delivery(OTHER_DELIVERY)])
    assert work.deliveries.checked == {DELIVERY: delivery(), OTHER_DELIVERY: delivery(OTHER_DELIVERY)}


def test_a_delivery_that_another_worker_took_is_left_to_it(work: WorkInMemory) -> None:
    class OthersAreFaster(WorksInMemory):
        @contextmanager
        def begin(self, traceparent: str = "") -> Iterator[WorkInMemory]:
            self.work.deliveries.take(DELIVERY)
            yield self.work

    receive_clients(work, [transferred("anna")])
    expect_deliveries(work, [delivery()])
    assert (plan_reassessments(OthersAreFaster(work)), work.plans.kept) == (0, {})


def test_all_municipalities_are_planned_by_themselves(work: WorkInMemory) -> None:
    elsewhere = delivery(OTHER_DELIVERY, municipality=LOPIK)
    receive_clients(work, [transferred("anna")])
    expect_deliveries(work, [delivery(expected=2)])
    arrive(work, elsewhere, transferred("bert", municipality=LOPIK))
    assert list(work.plans.kept) == ["bert"]


def test_the_members_of_a_household_have_one_conversation(work: WorkInMemory) -> None:
    sooner = transferred("bert", household_id="home", ends_on=date(2015, 5, 31))
    arrive(work, delivery(expected=2), transferred("anna", household_id="home"), sooner)
    anna, bert = work.plans.kept["anna"], work.plans.kept["bert"]
    assert anna.week == bert.week
    assert (anna.right_until, bert.right_until) == (LAST_DAY, date(2015, 5, 31))


def test_a_newcomer_joins_the_conversation_of_the_household(work: WorkInMemory) -> None:
    arrive(work, delivery(), transferred("anna", household_id="home"))
    arrive(work, delivery(OTHER_DELIVERY, sequence=200), transferred("bert", household_id="home"))
    assert work.plans.kept["bert"].investigation_start == work.plans.kept["anna"].investigation_start


def test_a_correction_of_the_dates_is_planned_again_by_its_delivery(work: WorkInMemory) -> None:
    arrive(work, delivery(), transferred("anna"))
    sooner = transferred("anna", revision=2, ends_on=date(2015, 2, 1))
    arrive(work, delivery(OTHER_DELIVERY, sequence=200), sooner)
    assert work.plans.kept["anna"].right_until == date(2015, 2, 1)


def test_nobody_is_visited_within_the_notice_unless_the_legal_date_asks_for_it(work: WorkInMemory) -> None:
    """Planned on Monday 3 November: three weeks is the 24th, one week the 10th; the investigation takes eight weeks."""
    ends = {
        "usual": date(2015, 1, 19),
        "hurried": date(2015, 1, 18),
        "late": date(2015, 1, 4),
        "far": date(2027, 1, 1),
    }
    arrive(work, delivery(expected=4), *(transferred(name, ends_on=day) for name, day in ends.items()))
    assert {name: (work.plans.kept[name].week, work.plans.kept[name].late) for name in ends} == {
        "usual": (date(2014, 11, 24), False),
        "hurried": (date(2014, 11, 17), False),
        "late": (date(2014, 11, 10), True),
        "far": (date(2014, 12, 1), False),
    }


def chosen_by(code: str, own: Choice) -> ServedRegion:
    region = books().region
    served = (replace(each, choices=(own,)) if each.code == code else each for each in region.municipalities)
    return replace(region, municipalities=tuple(served))


def test_a_municipality_with_a_policy_of_its_own_is_planned_by_it() -> None:
    since = date(2014, 7, 19)
    own = Choice("planning.weeks-notice", 9, since, None, "gemeente Houten", "collegebesluit 12", since)
    work = WorkInMemory(TODAY, replace(books(), region=chosen_by(HOUTEN, own)))
    arrive(work, delivery(), transferred("anna"))
    arrive(work, delivery(OTHER_DELIVERY, municipality=LOPIK), transferred("bert", municipality=LOPIK))
    assert work.plans.kept["anna"].week == date(2015, 1, 5)
    assert work.plans.kept["bert"].week == date(2014, 11, 24)


def test_a_delivery_that_cannot_be_planned_is_marked_with_why(work: WorkInMemory) -> None:
    assert arrive(work, delivery(checked_on=UNKNOWN_DAY), transferred("anna")) == 1
    (outcome,) = work.deliveries.outcomes()
    assert outcome == Outcome(DELIVERY, False, outcome.refusal)
    assert outcome.refusal is not None
    assert "kalender" in outcome.refusal
    assert work.plans.kept == {}


def test_who_is_left_over_is_planned_the_next_day(work: WorkInMemory) -> None:
    arrive(work, delivery(expected=2), transferred("anna"))
    assert plan_leftovers(work, TODAY) == 0
    assert plan_leftovers(work, TOMORROW) == 1
    assert list(work.plans.kept) == ["anna"]
    assert plan_leftovers(work, TOMORROW) == 0


def test_a_tick_on_a_day_that_the_calendar_does_not_know_is_refused(work: WorkInMemory) -> None:
    receive_clients(work, [transferred("anna")])
    with pytest.raises(Refused, match="kalender"):
        plan_leftovers(work, UNKNOWN_DAY)


def test_a_rebuild_takes_back_the_plans_of_the_last_revision_only(work: WorkInMemory) -> None:
    work.clients.save([determined("anna", revision=2), determined("bert", revision=2)])
    restore_plans(work, [plan("anna", revision=2), plan("bert"), plan("gone")])
    assert work.plans.kept == {"anna": plan("anna", revision=2)}
    assert work.events == []
