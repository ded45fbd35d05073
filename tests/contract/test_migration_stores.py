"""The stores of migration in memory and on SQLite do the same."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.migration.adapters.database import messaging, metadata
from services.migration.adapters.work import Work, Works
from services.migration.application.control.views import PAGE_SIZE, Filter, UnknownClient, Week
from services.migration.domain.planning.agenda import Conversation, Wish
from services.migration.domain.planning.deliveries import Outcome
from services.migration.domain.rights.clients import KnownClient, Person, Provider
from services.migration.domain.rights.states import PersonState
from shared.clock import TurnedClock
from shared.database import open_engine, sqlite_url
from shared.messaging.unit import Database
from tests.support.migration_in_memory import WorkInMemory, books
from tests.support.migration_samples import (
    DELIVERY,
    GUIDANCE,
    HOUTEN,
    LAST_DAY,
    LOPIK,
    OTHER_DELIVERY,
    TODAY,
    delivery,
    determined,
    plan,
)

AnyWork = Work | WorkInMemory
BOTH = frozenset({HOUTEN, LOPIK})
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture(params=["in memory", "on SQLite"])
def work(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyWork]:
    if request.param == "in memory":
        yield WorkInMemory(TODAY)
        return
    engine = open_engine(sqlite_url(tmp_path / "migration.sqlite"))
    metadata.create_all(engine)
    clock = TurnedClock(TODAY)
    database = Database(service="migration", organisation="0" * 20, engine=engine, messaging=messaging, clock=clock)
    with Works(database, books()).begin() as opened:
        yield opened
    engine.dispose()


def arrive(work: AnyWork, *client_ids: str, delivery_id: str = DELIVERY) -> None:
    """Clients with a right to reassess come with a delivery."""
    work.clients.save([determined(client_id, delivery_id=delivery_id) for client_id in client_ids])
    work.deliveries.add_clients((delivery_id, client_id) for client_id in client_ids)


def names(wishes: Sequence[Wish]) -> list[str]:
    return sorted(wish.client_id for wish in wishes)


def ready(work: AnyWork) -> list[str]:
    return [one.delivery_id for one in work.deliveries.ready()]


# Clients


def test_a_client_is_known_by_the_last_revision(work: AnyWork) -> None:
    work.clients.save([determined("anna"), determined("bert")])
    work.clients.save([determined("anna", revision=2, household_id="other", reassess_until=None)])
    known = work.clients.known(["anna", "nobody"])
    assert known == {"anna": KnownClient(2, TODAY, HOUTEN, "other", None, None)}


def test_many_clients_are_saved_and_known_at_once(work: AnyWork) -> None:
    everybody = [f"client {number}" for number in range(1200)]
    work.clients.save([determined(client_id) for client_id in everybody])
    assert set(work.clients.known(everybody)) == set(everybody)


def test_who_is_to_be_reassessed_is_counted_per_municipality(work: AnyWork) -> None:
    others = [determined("cor", reassess_until=None), determined("dora", municipality=LOPIK)]
    work.clients.save([determined("anna"), determined("bert"), *others])
    assert (work.clients.to_reassess(HOUTEN), work.clients.to_reassess(LOPIK)) == (2, 1)


# Plans


def test_a_plan_is_replaced_and_dropped(work: AnyWork) -> None:
    work.plans.save([plan("anna"), plan("bert")])
    work.plans.save([plan("anna", revision=2, late=True)])
    assert work.plans.of(["anna", "nobody"]) == {"anna": plan("anna", revision=2, late=True)}
    work.plans.drop(["anna", "nobody"])
    assert work.plans.of(["anna", "bert"]) == {"bert": plan("bert")}


def test_a_household_has_one_conversation_however_many_members(work: AnyWork) -> None:
    together = [determined(name, household_id="home") for name in ("anna", "bert")]
    work.clients.save([*together, determined("cor", revision=2), determined("dora", municipality=LOPIK)])
    work.plans.save([plan("anna"), plan("bert"), plan("cor"), plan("dora", municipality=LOPIK)])
    held = work.plans.conversations(HOUTEN)
    assert held == [Conversation("home", plan("anna").week, plan("anna").investigation_start, False)]


def test_the_wishes_of_a_delivery_are_its_clients_without_a_plan_of_this_revision(work: AnyWork) -> None:
    arrive(work, "anna", "bert", "cor")
    arrive(work, "elsewhere", delivery_id=OTHER_DELIVERY)
    work.clients.save([determined("bert", revision=2), determined("dora", reassess_until=None)])
    work.deliveries.add_clients([(DELIVERY, "dora")])
    work.plans.save([plan("anna"), plan("bert")])
    found = work.plans.wishes(HOUTEN, DELIVERY)
    assert sorted(found, key=lambda wish: wish.client_id) == [
        Wish("bert", 2, "home of bert", LAST_DAY, LAST_DAY),
        Wish("cor", 1, "home of cor", LAST_DAY, LAST_DAY),
    ]
    assert work.plans.wishes(LOPIK, DELIVERY) == []


def test_clients_of_an_unchecked_delivery_are_left_over_the_next_day(work: AnyWork) -> None:
    arrive(work, "anna")
    assert work.plans.leftovers(TODAY) == {}
    assert {code: names(left) for code, left in work.plans.leftovers(TOMORROW).items()} == {HOUTEN: ["anna"]}


def test_clients_of_a_delivery_are_left_over_when_it_is_not_waited_for(work: AnyWork) -> None:
    arrive(work, "anna")
    work.clients.save([determined("bert", municipality=LOPIK)])
    work.deliveries.add([delivery(expected=3)])
    assert work.plans.leftovers(TOMORROW) == {}
    work.deliveries.close_before(TODAY)
    assert work.plans.leftovers(TOMORROW) == {}
    work.deliveries.close_before(TOMORROW)
    left = work.plans.leftovers(TOMORROW)
    assert [(code, names(wishes)) for code, wishes in left.items()] == [(HOUTEN, ["anna"]), (LOPIK, ["bert"])]


# Deliveries


def test_a_delivery_is_ready_when_every_client_arrived(work: AnyWork) -> None:
    work.deliveries.add([delivery(expected=2)])
    work.deliveries.add_clients([(DELIVERY, "anna"), (DELIVERY, "anna")])
    work.deliveries.add_clients([(DELIVERY, "anna")])
    assert ready(work) == []
    work.deliveries.add_clients([(DELIVERY, "bert")])
    assert work.deliveries.ready() == [delivery(expected=2)]
    assert work.deliveries.known([DELIVERY, OTHER_DELIVERY]) == {DELIVERY}


def test_deliveries_are_ready_in_the_order_of_intake_per_municipality(work: AnyWork) -> None:
    second, first = delivery("a", expected=0, sequence=7), delivery("b", expected=0, sequence=6)
    work.deliveries.add([second, first, delivery("c", expected=0, municipality=LOPIK, sequence=1)])
    assert ready(work) == ["b", "a", "c"]


def test_a_delivery_waits_for_an_earlier_one_of_its_municipality(work: AnyWork) -> None:
    later = delivery(OTHER_DELIVERY, expected=0, sequence=200)
    work.deliveries.add([delivery(expected=1), later, delivery("lopik", expected=0, municipality=LOPIK)])
    assert ready(work) == ["lopik"]


def test_a_delivery_waits_while_clients_of_an_unchecked_one_are_there(work: AnyWork) -> None:
    arrive(work, "anna")
    arrive(work, "bert", delivery_id=OTHER_DELIVERY)
    work.deliveries.add([delivery()])
    assert ready(work) == []
    work.deliveries.add([delivery(OTHER_DELIVERY, sequence=200)])
    assert ready(work) == [DELIVERY, OTHER_DELIVERY]


def test_a_delivery_is_taken_once(work: AnyWork) -> None:
    work.deliveries.add([delivery(expected=0)])
    assert [work.deliveries.take(DELIVERY), work.deliveries.take(DELIVERY)] == [True, False]
    assert ready(work) == []


def test_a_refused_delivery_is_not_ready_and_says_why(work: AnyWork) -> None:
    work.deliveries.add([delivery(expected=0), delivery(OTHER_DELIVERY)])
    work.deliveries.take(DELIVERY)
    work.deliveries.refuse(DELIVERY, "onbekend jaar")
    assert ready(work) == []
    assert work.deliveries.outcomes() == [Outcome(DELIVERY, False, "onbekend jaar")]


def test_an_outcome_is_given_back_to_a_delivery_that_is_there(work: AnyWork) -> None:
    had = [Outcome(DELIVERY, True, None), Outcome(OTHER_DELIVERY, True, "onbekend jaar")]
    work.deliveries.add([delivery(), delivery(OTHER_DELIVERY), delivery("third")])
    work.deliveries.restore([*had, Outcome("gone", True, None)])
    assert sorted(work.deliveries.outcomes(), key=lambda one: one.delivery_id) == sorted(
        had, key=lambda one: one.delivery_id
    )
    work.deliveries.restore([])


# Queries


@pytest.fixture
def people(work: AnyWork) -> AnyWork:
    """Three in Houten, of whom two have a plan and one has a youth right; one in Lopik."""
    berg = Person("B.", "van den", "Berg", date(1960, 1, 1), None)
    several = (replace(GUIDANCE, id="77-81", provider=Provider("12345678", "Zorg")),)
    child: dict[str, Any] = {"state": PersonState.YOUTH, "reassess_until": None, "first_end": date(2015, 3, 14)}
    work.clients.save(
        [
            determined("anna"),
            determined("bert", person=berg, functions=several, reassess_until=date(2015, 3, 14), revision=3),
            determined("child", **child),
            determined("dora", municipality=LOPIK),
        ]
    )
    work.plans.save([plan("anna", late=True), plan("bert", revision=3, over_capacity=True), plan("dora", revision=9)])
    return work


@pytest.mark.parametrize(
    ("today", "planned", "overdue", "due", "due_running"),
    [(TODAY, 3, 0, 0, 0), (date(2015, 1, 27), 3, 0, 2, 2), (date(2015, 3, 15), 2, 1, 2, 1)],
)
def test_everybody_is_counted_in_the_state_of_the_day(
    people: AnyWork, today: date, planned: int, overdue: int, due: int, due_running: int
) -> None:
    counts = people.queries.counts(None, today)
    expected = {PersonState.TO_REASSESS: planned, PersonState.OVERDUE: overdue, PersonState.YOUTH: 1}
    assert {state: count for state, count in counts.states.items() if count} == {
        state: count for state, count in expected.items() if count
    }
    assert (counts.planned, counts.unplanned, counts.late, counts.over_capacity) == (2, 1, 1, 1)
    assert (counts.overdue, counts.overdue_running) == (due, due_running)


def test_only_the_municipalities_asked_for_are_counted(people: AnyWork) -> None:
    assert people.queries.counts(frozenset({LOPIK}), TODAY).unplanned == 1
    assert people.queries.counts(frozenset(), TODAY).planned == 0


def test_the_year_counts_per_week_and_names_refusals(people: AnyWork) -> None:
    people.deliveries.add([delivery(), delivery(OTHER_DELIVERY, municipality=LOPIK)])
    people.deliveries.refuse(DELIVERY, "onbekend jaar")
    people.deliveries.refuse(OTHER_DELIVERY, "van een ander")
    year = people.queries.year(frozenset({HOUTEN}), TODAY)
    assert year.weeks == [
        Week(date(2015, 1, 26), 0, 2),
        Week(date(2015, 3, 9), 1, 0, 1),
        Week(date(2015, 12, 28), 1, 0),
    ]
    assert (year.later, year.refusals, year.counts.planned) == (0, ["onbekend jaar"], 2)


def test_other_rights_that_end_after_the_last_week_are_counted_together(work: AnyWork) -> None:
    living: dict[str, Any] = {
        "state": PersonState.PROTECTED_LIVING,
        "reassess_until": None,
        "first_end": date(2019, 12, 31),
    }
    work.clients.save([determined("anna"), determined("bert", **living)])
    assert work.queries.year(BOTH, TODAY).later == 1


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["anna", "child", "dora", "bert"]),
        (Filter(state=PersonState.YOUTH), ["child"]),
        (Filter(month=date(2015, 3, 1)), ["child"]),
        (Filter(month=date(2015, 4, 1)), []),
        (Filter(overdue=True), ["anna", "bert"]),
        (Filter(name="BERG"), ["bert"]),
        (Filter(name="van den berg"), ["bert"]),
        (Filter(name="77"), ["bert"]),
        (Filter(name="7"), []),
        (Filter(name="app", state=PersonState.YOUTH), ["child"]),
        (Filter(page=2), []),
    ],
)
def test_clients_are_filtered_and_in_order_of_surname(people: AnyWork, wanted: Filter, found: list[str]) -> None:
    page = people.queries.clients(BOTH, wanted, date(2015, 2, 1))
    assert [line.client_id for line in page.lines] == found
    assert page.total == (4 if wanted.page == 2 else len(found))


def test_a_page_of_clients_is_limited(work: AnyWork) -> None:
    work.clients.save([determined(f"client {number:03}") for number in range(PAGE_SIZE + 1)])
    page = work.queries.clients(BOTH, Filter(page=2), TODAY)
    assert [line.client_id for line in page.lines] == [f"client {PAGE_SIZE:03}"]


def test_a_file_holds_what_was_found_and_planned(people: AnyWork) -> None:
    found = determined("bert").rights[0]
    file = people.queries.client("bert", TODAY)
    assert (file.name, file.revision, file.state) == ("B. van den Berg", 3, PersonState.TO_REASSESS)
    assert file.plan == plan("bert", revision=3, over_capacity=True)
    (one,) = file.functions
    assert one.delivered.provider == Provider("12345678", "Zorg")
    assert replace(one.right, id=found.id) == found


def test_a_plan_of_another_revision_is_not_in_the_file(people: AnyWork) -> None:
    assert people.queries.client("dora", TODAY).plan is None


def test_nobody_has_no_file(work: AnyWork) -> None:
    with pytest.raises(UnknownClient):
        work.queries.client("nobody", TODAY)
