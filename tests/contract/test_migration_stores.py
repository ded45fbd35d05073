"""The stores of migration in memory and on SQLite do the same."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from services.migration.adapters.database import messaging, metadata
from services.migration.adapters.work import Work, Works
from services.migration.application.control.boards import Counts
from services.migration.application.control.hold_back_clients import hold_back_clients
from services.migration.application.control.keep_lists import keep_lists
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.control.views import NOBODY, PAGE_SIZE, Closed, Filter, Moment, SortBy, Window
from services.migration.application.route.keep_from_conversation import keep_from_conversation
from services.migration.application.route.views import RouteAt, UnknownClient
from services.migration.domain.control.answers import AnsweredBy, AnswerTakenUp, OpenAnswer
from services.migration.domain.control.became import Became
from services.migration.domain.control.deliveries import DeliveredPersons, NotTransferred
from services.migration.domain.control.ends import EndOfRights, EndReason
from services.migration.domain.control.handled import CizReply, Handled, HandOver, LookedAt, Taken
from services.migration.domain.control.kept_promises import KeptCount, KeptPromise
from services.migration.domain.control.late_tellings import ToldLate
from services.migration.domain.control.lists import FINDINGS, WorkList
from services.migration.domain.control.searching import Search
from services.migration.domain.control.standings import Changed, HeldBack, LaterRoute, Planned, with_route
from services.migration.domain.control.steps import PROMISED, FinishedReason, NextStep, Owner, Receiver, Task, Team
from services.migration.domain.deadlines.changes import Change, Why
from services.migration.domain.deadlines.open_deadlines import RouteId
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.planning.agenda import Conversation, Wish
from services.migration.domain.planning.appointments import CancelReason, Ending, Replaced
from services.migration.domain.planning.caseworkers import Leave, PlaceKind, Sought, WhyAway
from services.migration.domain.planning.deliveries import Outcome
from services.migration.domain.planning.households import PlannedClient
from services.migration.domain.planning.plans import Plan, ReassessmentPlanned
from services.migration.domain.planning.told import InvitationMoved
from services.migration.domain.rights.clients import Determination, KnownClient, Person, Provider, RightDetermined
from services.migration.domain.rights.facts import Domain, Finding
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.corrections import Effect, correction_details, effects_kept
from services.migration.domain.route.corrections import Outcome as Becomes
from services.migration.domain.route.decisions import Decision, DecisionKind, PgbCriteria
from services.migration.domain.route.prolonging import IN_NO_WAVE, Group, GroupMember, WaveOutcome
from services.migration.domain.route.route import CLOCK, Route, Step
from services.migration.domain.route.states import RouteState, RouteStates, StepKind
from shared.clock import TurnedClock
from shared.database import open_engine, sqlite_url
from shared.messaging.unit import Database
from tests.support.fresh_tables import migrate_once
from tests.support.migration_in_memory import WorkInMemory, books
from tests.support.migration_samples import (
    DELIVERY,
    GUIDANCE,
    HOUTEN,
    LAST_DAY,
    LOPIK,
    OTHER_DELIVERY,
    RIGHT,
    TODAY,
    appointment,
    caseworker,
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
    with on_sqlite(tmp_path) as opened:
        yield opened


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Work]:
    engine = open_engine(sqlite_url(folder / "migration.sqlite"))
    migrate_once("migration by its code", engine, partial(metadata.create_all, engine))
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
    assert known == {"anna": KnownClient(2, TODAY, None, HOUTEN, "other", None, None)}


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


# Standings and queries


def stand(work: AnyWork, found: Sequence[Determination], plans: Sequence[Plan] = ()) -> None:
    """Clients and plans, with the lists and totals that follow from them."""
    work.clients.save(found)
    work.plans.save(plans)
    keep_lists(work, [*map(RightDetermined, found), *map(ReassessmentPlanned, plans)])


@pytest.fixture
def people(work: AnyWork) -> AnyWork:
    """Three in Houten, of whom two have a plan and one has a youth right; one in Lopik."""
    berg = Person("B.C.", "van den", "Berg", date(1960, 1, 1), None)
    several = (replace(GUIDANCE, id="77-81", provider=Provider("12345678", "Zorg")),)
    child: dict[str, Any] = {"state": PersonState.YOUTH, "reassess_until": None, "first_end": date(2015, 3, 14)}
    stand(
        work,
        [
            determined("anna"),
            determined("bert", person=berg, functions=several, reassess_until=date(2015, 3, 14), revision=3),
            determined("child", **child),
            determined("dora", municipality=LOPIK),
        ],
        [plan("anna", late=True), plan("bert", revision=3, over_capacity=True), plan("dora", revision=9)],
    )
    return work


def listed(counts: Counts) -> dict[WorkList, int]:
    return {each: number for each, number in counts.lists.items() if number}


@pytest.mark.parametrize(
    ("today", "planned", "over", "due", "due_running"),
    [(TODAY, 3, 0, 0, 0), (date(2015, 1, 27), 3, 0, 2, 2), (date(2015, 3, 15), 2, 1, 2, 1)],
)
def test_everybody_is_counted_in_the_state_of_the_day(
    people: AnyWork, today: date, planned: int, over: int, due: int, due_running: int
) -> None:
    counts = people.queries.counts(None, today)
    expected = {PersonState.TO_REASSESS: planned, PersonState.OVERDUE: over, PersonState.YOUTH: 1}
    assert {state: count for state, count in counts.states.items() if count} == {
        state: count for state, count in expected.items() if count
    }
    lists = {WorkList.WITHOUT_PLAN: 1, WorkList.PLANNED_LATE: 1, WorkList.OVER_CAPACITY: 1, WorkList.OVERDUE: due}
    lists[WorkList.RIGHT_ENDS] = 1
    assert listed(counts) == {each: number for each, number in lists.items() if number}
    assert (counts.to_reassess, counts.planned, counts.overdue_running) == (3, 2, due_running)


def test_who_reported_anew_is_counted_and_listed_by_that_route(people: AnyWork) -> None:
    """Anna's decision stands, and her next report waits for its own; of Bert nothing is to be decided now."""
    due = date(2015, 7, 13)
    for client_id, day in (("anna", due), ("bert", None)):
        before = people.standings.of([client_id])[client_id]
        after = with_route(before, RouteState.IN_FORCE, LaterRoute(day))
        people.standings.save([Changed(before, after)])
        assert people.standings.of([client_id]) == {client_id: after}
    wanted = Filter(state=PersonState.NEW_REPORT, sort=SortBy.DUE)
    lines = people.queries.clients(BOTH, wanted, due).lines
    assert [(one.client_id, one.due, one.week) for one in lines] == [("anna", due, None), ("bert", None, None)]
    assert people.queries.figures(BOTH, due).decisions[due] == 1
    counts = people.queries.counts(BOTH, due + timedelta(days=1))
    assert (counts.states[PersonState.NEW_REPORT], counts.late_reports) == (2, 1)
    late = people.queries.clients(BOTH, Filter(work_list=WorkList.OVERDUE), due + timedelta(days=1))
    assert [one.client_id for one in late.lines] == ["anna"]
    assert (counts.lists[WorkList.OVERDUE], counts.overdue_running) == (1, 0)
    in_week = people.queries.clients(BOTH, Filter(weeks={Moment.DUE: due}), due)
    assert [one.client_id for one in in_week.lines] == ["anna"]


def test_last_days_that_moved_lately_are_found_for_who_has_the_step(people: AnyWork) -> None:
    people.handled.take([Taken(name, HOUTEN, Team.CASEWORKERS, "noor", "Noor", TODAY) for name in ("anna", "bert")])
    refresh_standings(people, ["anna", "bert"])

    def moved(client_id: str, days_ago: int) -> Change:
        of, on = RouteId(client_id, HOUTEN, 1), TODAY - timedelta(days=days_ago)
        return Change(of, TermKind.DECISION, 1, on, Why.BASIS, LAST_DAY, LAST_DAY + timedelta(days=1))

    changes = [moved("anna", 0), moved("bert", 7), moved("bert", 8), moved("child", 0)]
    people.deadlines.note(changes)
    since = TODAY - timedelta(days=7)
    assert people.queries.moved_days("noor", BOTH, since, 9) == (changes[:2], 2)
    assert people.queries.moved_days("noor", BOTH, since, 1) == (changes[:1], 2)
    assert people.queries.moved_days("noor", frozenset({LOPIK}), since, 9) == ([], 0)
    assert people.queries.moved_days("hugo", BOTH, since, 9) == ([], 0)


def test_who_has_a_step_after_the_end_of_the_right_is_found(people: AnyWork) -> None:
    refresh_standings(people, ["anna", "bert"])
    anna = people.standings.of(["anna"])["anna"]
    assert isinstance(anna.next, NextStep)
    assert anna.reassess_until is not None
    after = anna.reassess_until + timedelta(days=1)
    assert "anna" in people.standings.with_step(anna.next.what, after)
    assert "anna" not in people.standings.with_step(anna.next.what, anna.reassess_until)
    assert people.standings.with_step(Task.AWAIT_ANSWER, after) == []


def test_only_the_municipalities_asked_for_are_counted(people: AnyWork) -> None:
    assert listed(people.queries.counts(frozenset({LOPIK}), TODAY)) == {WorkList.WITHOUT_PLAN: 1}
    assert people.queries.counts(frozenset(), TODAY).to_reassess == 0


def test_the_figures_are_per_week_and_name_refusals(people: AnyWork) -> None:
    people.deliveries.add([delivery(), delivery(OTHER_DELIVERY, municipality=LOPIK)])
    people.deliveries.refuse(DELIVERY, "onbekend jaar")
    people.deliveries.refuse(OTHER_DELIVERY, "van een ander")
    figures = people.queries.figures(frozenset({HOUTEN}), TODAY)
    assert (figures.reassess, figures.conversations) == ({HOUTEN: 2}, {date(2014, 12, 1): 2})
    assert figures.ending == {date(2015, 3, 9): 1, date(2015, 12, 28): 1}
    assert (figures.decisions, figures.others) == ({date(2015, 1, 26): 2}, {date(2015, 3, 9): 1})
    assert figures.refusals == ["onbekend jaar"]


def test_a_household_is_one_conversation_in_the_figures(work: AnyWork) -> None:
    together = [determined(name, household_id="home") for name in ("anna", "bert")]
    stand(work, together, [plan("anna"), plan("bert")])
    assert work.queries.figures(BOTH, TODAY).conversations == {date(2014, 12, 1): 1}


def test_who_was_delivered_and_is_not_here_is_counted_when_the_delivery_is_in(people: AnyWork) -> None:
    one = DeliveredPersons(DELIVERY, HOUTEN, sequence=1, never_transferred=5)
    people.standings.note([one])
    people.standings.note([one, replace(one, delivery_id=OTHER_DELIVERY, municipality=LOPIK, never_transferred=1)])
    people.deliveries.add([delivery()])
    assert people.queries.figures(BOTH, TODAY).not_transferred == []
    people.deliveries.take(DELIVERY)
    assert people.queries.figures(BOTH, TODAY).not_transferred == [NotTransferred(HOUTEN, 5)]


def test_a_standing_comes_back_as_it_was_saved(people: AnyWork) -> None:
    hold_back_clients(
        people, [HeldBack("bert", OTHER_DELIVERY, 2, TODAY), HeldBack("nobody", OTHER_DELIVERY, 1, TODAY)]
    )
    known = people.standings.of(["bert", "nobody"])
    assert known.keys() == {"bert"}
    assert (known["bert"].held_back, known["bert"].plan) == (
        HeldBack("bert", OTHER_DELIVERY, 2, TODAY),
        Planned(date(2014, 12, 1), date(2015, 1, 26), True, False),
    )
    assert people.queries.counts(BOTH, TODAY).lists[WorkList.HELD_BACK] == 1
    file = people.queries.client("bert", TODAY)
    assert (file.held_back, file.lists) == (
        HeldBack("bert", OTHER_DELIVERY, 2, TODAY),
        [WorkList.OVER_CAPACITY, WorkList.HELD_BACK],
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["anna", "child", "dora", "bert"]),
        (Filter(descending=True), ["bert", "dora", "child", "anna"]),
        (Filter(sort=SortBy.BORN), ["anna", "child", "dora", "bert"]),
        (Filter(sort=SortBy.LAST_DAY), ["child", "bert", "anna", "dora"]),
        (Filter(sort=SortBy.WEEK), ["anna", "bert", "child", "dora"]),
        (Filter(sort=SortBy.DUE), ["anna", "bert", "dora", "child"]),
        (Filter(state=PersonState.YOUTH), ["child"]),
        (Filter(state=PersonState.DECEASED), []),
        (Filter(month=date(2015, 3, 1)), ["child", "bert"]),
        (Filter(month=date(2015, 4, 1)), []),
        (Filter(work_list=WorkList.OVERDUE, sort=SortBy.DUE), ["anna", "bert"]),
        (Filter(work_list=WorkList.OVERDUE, month=date(2015, 3, 1)), ["bert"]),
        (Filter(work_list=WorkList.WITHOUT_PLAN), ["dora"]),
        (Filter(work_list=WorkList.PLANNED_LATE, state=PersonState.TO_REASSESS), ["anna"]),
        (Filter(work_list=WorkList.PLANNED_LATE, state=PersonState.YOUTH), []),
        (Filter(weeks={Moment.CONVERSATION: date(2014, 12, 1)}), ["anna", "bert"]),
        (Filter(weeks={Moment.LAST_DAY: date(2015, 3, 9)}), ["child", "bert"]),
        (Filter(weeks={Moment.DUE: date(2015, 1, 26)}), ["anna", "bert"]),
        (Filter(weeks={Moment.DUE: date(2015, 1, 26), Moment.LAST_DAY: date(2015, 3, 9)}), ["bert"]),
        (Filter(search=Search(name="berg")), ["bert"]),
        (Filter(search=Search(name="van den b")), ["bert"]),
        (Filter(search=Search(name="berg", initials="b")), ["bert"]),
        (Filter(search=Search(name="berg", initials="c")), []),
        (Filter(search=Search(birth_date=date(1960, 1, 1))), ["bert"]),
        (Filter(search=Search(birth_date=date(1960, 1, 1), name="app")), []),
        (Filter(search=Search(decision="77")), ["bert"]),
        (Filter(search=Search(decision="77-81")), ["bert"]),
        (Filter(search=Search(decision="7")), []),
        (Filter(search=Search(client_id="child")), ["child"]),
        (Filter(search=Search(nothing=True)), []),
        (Filter(search=Search(name="app"), state=PersonState.YOUTH), ["child"]),
        (Filter(search=Search(name="app"), work_list=WorkList.WITHOUT_PLAN), ["dora"]),
        (Filter(sort=SortBy.NEXT), ["dora", "anna", "bert", "child"]),
        (Filter(task=Task.MAKE_APPOINTMENT), ["anna", "bert"]),
        (Filter(task=Task.PLAN), ["dora"]),
        (Filter(task=Task.PLAN, window=Window.OVERDUE), ["dora"]),
        (Filter(window=Window.OVERDUE, sort=SortBy.NEXT), ["dora", "anna", "bert", "child"]),
        (Filter(window=Window.EIGHT_WEEKS), []),
        (Filter(window=Window.ANY, work_list=WorkList.PLANNED_LATE), ["anna"]),
        (Filter(owner=Team.CASEWORKERS.value), ["anna", "child", "bert"]),
        (Filter(owner=Team.MANAGER.value, task=Task.PLAN), ["dora"]),
        (Filter(owner="noor"), []),
        (Filter(owner=NOBODY), []),
        (Filter(waiting=True), []),
        (Filter(waiting=False, task=Task.PLAN), ["dora"]),
        (Filter(finished=FinishedReason.DECEASED), []),
        (Filter(finished=Closed.ANY), []),
        (Filter(finished=Closed.NEITHER), []),
        (Filter(page=2), []),
    ],
)
def test_clients_are_filtered_found_and_in_order(people: AnyWork, wanted: Filter, found: list[str]) -> None:
    page = people.queries.clients(BOTH, wanted, date(2015, 2, 1))
    assert [line.client_id for line in page.lines] == found
    assert (page.total, page.more) == (4 if wanted.page == 2 else len(found), False)


def test_nobody_of_another_municipality_is_found(people: AnyWork) -> None:
    for wanted in (Filter(), Filter(work_list=WorkList.WITHOUT_PLAN), Filter(search=Search(name="appel"))):
        page = people.queries.clients(frozenset({HOUTEN}), wanted, TODAY)
        assert "dora" not in [line.client_id for line in page.lines]


def test_a_page_of_clients_is_limited(work: AnyWork) -> None:
    stand(work, [determined(f"client {number:03}") for number in range(PAGE_SIZE + 1)])
    page = work.queries.clients(BOTH, Filter(page=2), TODAY)
    assert ([line.client_id for line in page.lines], page.pages) == ([f"client {PAGE_SIZE:03}"], 2)


def test_a_file_holds_what_was_found_and_planned(people: AnyWork) -> None:
    found = determined("bert").rights[0]
    file = people.queries.client("bert", TODAY)
    assert (file.name, file.revision, file.state) == ("B.C. van den Berg", 3, PersonState.TO_REASSESS)
    assert file.plan == plan("bert", revision=3, over_capacity=True)
    (one,) = file.functions
    assert one.delivered.provider == Provider("12345678", "Zorg")
    assert replace(one.right, id=found.id) == found


def test_a_plan_of_another_revision_is_not_in_the_file(people: AnyWork) -> None:
    assert people.queries.client("dora", TODAY).plan is None


def test_nobody_has_no_file(work: AnyWork) -> None:
    with pytest.raises(UnknownClient):
        work.queries.client("nobody", TODAY)


def test_what_was_recorded_replaces_what_was_there_and_is_given_back(work: AnyWork) -> None:
    asked = HandOver("anna", HOUTEN, Receiver.INSURER, TODAY, None, "noor", "Noor", "gebeld")
    confirmed = replace(asked, chased_on=None, confirmed_on=TOMORROW)
    looked = LookedAt("anna", HOUTEN, WorkList.WLZ_CANDIDATE, TODAY, "noor", "Noor", "", CizReply.STAYS)
    taken = Taken("anna", HOUTEN, Team.CASEWORKERS, "noor", "Noor", TODAY)
    work.handled.save_hand_over(asked)
    work.handled.save_hand_over(confirmed)
    work.handled.save_looked_at(looked)
    work.handled.take([taken, replace(taken, client_id="bert", municipality=LOPIK)])
    hugos = replace(taken, user_id="hugo", name="Hugo")
    work.handled.take([hugos])
    assert work.handled.of(["anna", "nobody"]) == {
        "anna": Handled({Receiver.INSURER: confirmed}, {WorkList.WLZ_CANDIDATE: looked}, {Team.CASEWORKERS: hugos})
    }
    assert work.handled.taken_by("noor", BOTH) == [replace(taken, client_id="bert", municipality=LOPIK)]
    assert work.handled.taken_by("noor", frozenset({HOUTEN})) == []
    back = replace(hugos, user_id="", name="", turn=2)
    work.handled.take([back])
    assert work.handled.of(["anna"])["anna"].owner(Team.CASEWORKERS) == Owner(Team.CASEWORKERS)


def test_an_end_is_found_until_it_was_told(work: AnyWork) -> None:
    arrive(work, "anna", "bert")
    work.clients.save([determined("dora", municipality=LOPIK)])
    days = (LAST_DAY - timedelta(days=7), LAST_DAY)
    here = frozenset({HOUTEN})

    def told(weeks: int) -> list[str]:
        return [one.client_id for one in work.ends.ending(here, days, weeks, 10)]

    assert (work.ends.municipalities(), told(8)) == ([HOUTEN, LOPIK], ["anna", "bert"])
    (first, _) = work.ends.ending(here, days, 8, 10)
    assert first == EndOfRights("anna", HOUTEN, 1, LAST_DAY, EndReason.DATE, [GUIDANCE.id])
    work.ends.save([(first, 8)], TODAY)
    assert (told(8), told(4)) == (["bert"], ["anna", "bert"])
    assert [one.client_id for one in work.ends.ended(here, LAST_DAY, 10)] == ["anna", "bert"]
    assert work.ends.ended(here, LAST_DAY - timedelta(days=1), 10) == []
    assert work.ends.ending(here, (TODAY, TOMORROW), 8, 10) == []


def test_what_a_step_ended_at_once_is_told_no_more(work: AnyWork) -> None:
    arrive(work, "anna")
    here = frozenset({HOUTEN})
    end = EndOfRights("anna", HOUTEN, 1, TOMORROW, EndReason.OFFER_ACCEPTED, [GUIDANCE.id])
    assert work.ends.told_of("anna", TOMORROW, EndReason.DIED) == set()
    work.ends.save([(end, 0)], TOMORROW)
    again, day = EndReason.OFFER_ACCEPTED, EndReason.DATE
    assert [work.ends.told_of("anna", LAST_DAY, why) for why in (again, day)] == [{GUIDANCE.id}, {GUIDANCE.id}]
    assert [work.ends.told_of("anna", on, EndReason.DIED) for on in (TOMORROW, LAST_DAY)] == [{GUIDANCE.id}, set()]
    assert work.ends.told_of("bert", TOMORROW, day) == set()
    assert work.ends.ending(here, (TODAY, LAST_DAY), 8, 10) == []
    assert work.ends.ended(here, LAST_DAY, 10) == []


def test_what_a_death_ended_is_told_again_when_it_was_a_mistake(work: AnyWork) -> None:
    arrive(work, "anna", "bert")
    here, (day, offer) = frozenset({HOUTEN}), (EndReason.DIED, EndReason.OFFER_ACCEPTED)
    for client_id, why in (("anna", day), ("bert", offer)):
        work.ends.save([(EndOfRights(client_id, HOUTEN, 1, TOMORROW, why, [GUIDANCE.id]), 0)], TOMORROW)
    work.ends.forget("anna", EndReason.DIED)
    work.ends.forget("bert", EndReason.DIED)
    assert [work.ends.told_of(each, TOMORROW, day) for each in ("anna", "bert")] == [set(), {GUIDANCE.id}]
    assert [one.client_id for one in work.ends.ending(here, (TODAY, LAST_DAY), 8, 10)] == ["anna"]


def test_ends_come_in_batches_of_whole_clients(work: AnyWork) -> None:
    arrive(work, *(f"client {number}" for number in range(5)))
    here, days = frozenset({HOUTEN}), (LAST_DAY, LAST_DAY)
    seen = []
    while batch := work.ends.ending(here, days, 4, 2):
        work.ends.save([(one, 4) for one in batch], TODAY)
        seen += [one.client_id for one in batch]
    assert seen == [f"client {number}" for number in range(5)]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_is_what_a_recount_finds(tmp_path: Path, seed: int) -> None:
    """Random revisions, moves, plans and held-back rows. The stores in memory count anew at every question."""
    chance = random.Random(seed)
    recount = WorkInMemory(TODAY)
    with on_sqlite(tmp_path) as kept:
        for _ in range(12):
            found, plans, held = some_news(chance, recount)
            for work in (recount, kept):
                stand(work, found, plans)
                hold_back_clients(work, held)
                somebody_acts(random.Random(f"{seed} {len(recount.standings.kept)}"), work)
            for today in (TODAY, date(2015, 3, 15), date(2016, 1, 4)):
                for municipalities in (BOTH, frozenset({LOPIK})):
                    assert kept.queries.figures(municipalities, today) == recount.queries.figures(municipalities, today)
                    counted = recount.queries.step_counts(municipalities, today)
                    assert kept.queries.step_counts(municipalities, today) == counted
                    assert kept.queries.owners(municipalities, today) == recount.queries.owners(municipalities, today)
                    wanted = some_filter(chance)
                    assert kept.queries.clients(municipalities, wanted, today) == recount.queries.clients(
                        municipalities, wanted, today
                    )


def somebody_acts(chance: random.Random, work: AnyWork) -> None:
    """Takes, looks and hands over for some clients."""
    known = work.standings.of([f"client {number:02}" for number in range(40)])
    for client_id in chance.sample(sorted(known), min(6, len(known))):
        town, day = known[client_id].municipality, TODAY
        team, receiver = chance.choice(list(Team)), chance.choice(list(Receiver))
        work.handled.take([Taken(client_id, town, team, chance.choice(["noor", "hugo"]), "Iemand", day)])
        chased, confirmed = chance.choice([(day, None), (None, day)])
        work.handled.save_hand_over(HandOver(client_id, town, receiver, chased, confirmed, "noor", "Noor"))
        reply = chance.choice(list(CizReply))
        work.handled.save_looked_at(LookedAt(client_id, town, WorkList.WLZ_CANDIDATE, day, "noor", "Noor", reply=reply))
        work.handled.save_looked_at(LookedAt(client_id, town, chance.choice(sorted(FINDINGS)), day, "noor", "Noor"))
        refresh_standings(work, [client_id])


def some_news(chance: random.Random, known: WorkInMemory) -> tuple[list[Determination], list[Plan], list[HeldBack]]:
    found, plans, held = [], [], []
    for name in chance.sample([f"client {number:02}" for number in range(40)], 12):
        before = known.standings.kept.get(name)
        revision = before.revision + 1 if before is not None and chance.random() < 0.7 else 1 if before is None else 0
        if revision:
            found.append(some_client(chance, name, revision))
        if chance.random() < 0.6:
            week = date(2014, 12, 1) + timedelta(weeks=chance.randrange(4))
            planned_for = revision or (before.revision if before is not None else 1)
            due = week + timedelta(weeks=8)
            flags = {"late": chance.random() < 0.2, "over_capacity": chance.random() < 0.2}
            plans.append(plan(name, revision=planned_for, week=week, decision_due=due, **flags))
        if chance.random() < 0.2:
            held.append(HeldBack(name, OTHER_DELIVERY, chance.randrange(1, 3), TODAY))
    return found, plans, held


def some_client(chance: random.Random, name: str, revision: int) -> Determination:
    ends = chance.choice([None, date(2015, 3, 14), LAST_DAY])
    findings = tuple(chance.sample(list(Finding), chance.randrange(2)))
    right = replace(RIGHT, domain=chance.choice(list(Domain)), findings=findings)
    state = PersonState.TO_REASSESS if ends is not None else chance.choice(list(PersonState))
    person = Person(chance.choice(["A.", "B.C."]), "", chance.choice(["Appel", "Bes-Appel"]), date(1950, 2, 3), None)
    found = determined(
        name,
        revision=revision,
        municipality=chance.choice([HOUTEN, LOPIK]),
        household_id=chance.choice(["home", "house", name]),
        held_back_rows=chance.randrange(2),
        person=person,
        state=state,
        reassess_until=ends,
        first_end=chance.choice([None, ends]),
    )
    return replace(found, rights=(right,))


def some_filter(chance: random.Random) -> Filter:
    return Filter(
        work_list=chance.choice([None, *WorkList]),
        state=chance.choice([None, None, *PersonState]),
        month=chance.choice([None, None, date(2015, 3, 1), date(2015, 12, 1)]),
        weeks={chance.choice(list(Moment)): date(2015, 3, 9)} if chance.random() < 0.2 else {},
        search=chance.choice([None, None, Search(name="app"), Search(name="bes", initials="b")]),
        task=chance.choice([None, None, *Task]),
        window=chance.choice([None, None, *Window]),
        finished=chance.choice([None] * 8 + [*FinishedReason, *Closed]),
        owner=chance.choice([None, None, None, "noor", NOBODY, Team.CASEWORKERS.value]),
        waiting=chance.choice([None, None, None, True, False]),
        became=chance.choice([None] * 20 + [*Became]),
        broken=chance.choice([None] * 20 + [*sorted(PROMISED)]),
        sort=chance.choice(list(SortBy)),
        descending=chance.random() < 0.3,
    )


# Appointments


def test_a_caseworker_comes_back_with_hours_leave_and_skills(work: AnyWork) -> None:
    ill, away = (Leave(date(2015, 1, 5), date(2015, 1, 6), why) for why in (WhyAway.ILLNESS, WhyAway.LEAVE))
    kees = caseworker("kees", skills=frozenset({"tr", "psychiatry"}), user_id="consulent")
    work.caseworkers.save(kees)
    work.caseworkers.save(caseworker("anke", places=frozenset({PlaceKind.OFFICE}), leave=(away,)))
    work.caseworkers.save(caseworker("lot", municipality=LOPIK))
    assert work.caseworkers.get("kees") == kees
    assert [each.id for each in work.caseworkers.of([HOUTEN])] == ["anke", "kees"]
    assert [each.id for each in work.caseworkers.of(BOTH)] == ["anke", "kees", "lot"]
    assert work.caseworkers.part(BOTH, skip=1, take=1) == [kees]
    assert work.caseworkers.part([HOUTEN], skip=2, take=1) == []
    assert list(work.caseworkers.names([HOUTEN]).items()) == [("anke", "K. Anke"), ("kees", "K. Kees")]
    assert work.caseworkers.of_user("consulent", BOTH) == [kees]
    assert work.caseworkers.of_user("consulent", [LOPIK]) == work.caseworkers.of_user("lot", BOTH) == []
    changed = replace(kees, hours=kees.hours[:2], leave=(ill,), skills=frozenset())
    work.caseworkers.save(changed)
    assert work.caseworkers.get("kees") == changed
    assert work.caseworkers.get("nobody") is None


def test_caseworkers_are_sought_by_place_skill_and_letters_of_their_name(work: AnyWork) -> None:
    both = frozenset({"tr", "psychiatry"})
    work.caseworkers.save(caseworker("kees", skills=both))
    work.caseworkers.save(caseworker("anke", skills=frozenset({"ar"}), places=frozenset({PlaceKind.OFFICE})))
    work.caseworkers.save(caseworker("zoe", skills=frozenset({"tr"}), name="Z. 100%_Zoë"))
    work.caseworkers.save(caseworker("lot", municipality=LOPIK, skills=both))

    def found(**asked: Any) -> list[str]:
        sought = Sought(HOUTEN, **asked)
        ids = [each.id for each in work.caseworkers.some(sought, skip=0, take=9)]
        assert work.caseworkers.number(sought) == len(ids)
        return ids

    assert found() == ["anke", "kees", "zoe"]
    assert found(place=PlaceKind.HOME) == ["kees", "zoe"]
    assert found(skills=frozenset({"tr"})) == ["kees", "zoe"]
    assert found(skills=both) == ["kees"]
    assert found(skills=frozenset({"r"})) == found(skills=frozenset({"psych"})) == []
    assert found(named="KE") == ["anke", "kees"]
    assert found(named="%_") == found(named="zoë") == ["zoe"]
    assert [each.id for each in work.caseworkers.some(Sought(HOUTEN), skip=1, take=1)] == ["kees"]
    assert work.caseworkers.some(Sought(HOUTEN), skip=3, take=1) == []


def test_of_an_appointment_is_known_whether_its_letter_left(work: AnyWork) -> None:
    """Of the one that stands, for each of whom it is, and until the letter comes back."""
    first = appointment("home", "anna", "bert")
    moved = appointment("home", "anna", "bert", id="moved", number=2, day=first.day + timedelta(days=1))
    work.appointments.add([first])
    assert work.appointments.unsent(["anna", "bert", "carl"]) == {"anna": first.day, "bert": first.day}
    work.appointments.letters_moved([InvitationMoved(first.id, "anna", TODAY)])
    work.appointments.letters_moved([InvitationMoved(first.id, "anna", TOMORROW)])
    assert work.appointments.unsent(["anna", "bert"]) == {"bert": first.day}
    work.appointments.change(first.replaced())
    work.appointments.add([moved])
    assert work.appointments.unsent(["anna"]) == {"anna": moved.day}
    work.appointments.letters_moved([InvitationMoved(moved.id, "anna", TODAY)])
    assert work.appointments.unsent(["anna"]) == {}
    work.appointments.letters_moved([InvitationMoved(moved.id, "anna", None), InvitationMoved("gone", "anna", None)])
    assert work.appointments.unsent(["anna"]) == {"anna": moved.day}


def test_an_appointment_comes_back_as_it_was_made_and_as_it_was_changed(work: AnyWork) -> None:
    first = appointment("home", "anna", "bert")
    moved = appointment("home", "anna", id="moved", number=2, replaces=Replaced(first.id, first.day, first.start))
    assert not work.appointments.any()
    work.appointments.add([first, moved])
    assert work.appointments.any()
    assert [work.appointments.get(each.id) for each in (first, moved)] == [first, moved]
    ending = Ending(TODAY, "consulent", CancelReason.ILLNESS, True)
    for changed in (first.replaced(), moved.confirmed(TODAY), moved.confirmed(TODAY).cancelled(ending)):
        work.appointments.change(changed)
        assert work.appointments.get(changed.id) == changed
    left = replace(first.replaced(), attendees=first.attendees[:1])
    work.appointments.change(left)
    assert work.appointments.get(first.id) == left
    assert work.appointments.get("unknown") is None


def test_appointments_are_found_by_household_client_day_and_caseworker(work: AnyWork) -> None:
    monday, tuesday = date(2014, 12, 1), date(2014, 12, 2)
    anna = appointment("home", "anna", "bert", id="1", day=tuesday)
    dora = appointment("elsewhere", "dora", id="2", start=time(11), caseworker_id="lot")
    early = appointment("corner", "carl", id="3", start=time(10))
    gone = appointment("home", "anna", id="4", number=2).replaced()
    other = appointment("home", "erik", id="5", municipality=LOPIK)
    work.appointments.add([anna, dora, early, gone, other])
    assert work.appointments.of_household(HOUTEN, "home") == [anna, gone]
    assert work.appointments.of_clients(["bert", "dora"]) == [dora, anna]
    assert work.appointments.of_clients([]) == []
    days = work.appointments.days(["anna", "bert", "carl", "nobody"])
    assert days == {"anna": tuesday, "bert": tuesday, "carl": monday}
    assert work.appointments.days([]) == {}
    assert work.appointments.between(HOUTEN, monday, monday) == [early, dora]
    assert work.appointments.between(HOUTEN, monday, tuesday) == [early, dora, anna]
    assert work.appointments.of_caseworkers(["kees"], tuesday) == [anna]
    assert work.appointments.any_between(HOUTEN, monday, monday)
    assert not work.appointments.any_between(HOUTEN, date(2014, 11, 3), date(2014, 11, 7))
    assert work.appointments.of_caseworkers(["kees"], monday, monday) == [other, early]
    assert work.appointments.of_caseworkers(["kees"], monday) == [other, early, anna]


def test_open_answers_are_kept_once_until_they_are_finished(work: AnyWork) -> None:
    later = OpenAnswer("a1", "anna", HOUTEN, AnsweredBy.CLIENT, "other-day", TODAY, date(2014, 12, 5))
    first = replace(later, answer_id="a2", by=AnsweredBy.PROVIDER, kind="report", due_on=date(2014, 12, 3))
    for each in (later, first, later, replace(first, answer_id="a3", client_id="bert")):
        work.open_answers.add(each)
    assert work.open_answers.of(["anna", "carl"]) == {"anna": [first, later]}
    work.open_answers.finish("a2")
    work.open_answers.finish("never there")
    assert work.open_answers.of(["anna"]) == {"anna": [later]}


def test_an_open_answer_is_of_who_took_it_up_last(work: AnyWork) -> None:
    answer = OpenAnswer("a1", "anna", HOUTEN, AnsweredBy.CLIENT, "other-day", TODAY, date(2014, 12, 5))
    work.open_answers.add(answer)
    for taken in (("noor", "Noor", 2), ("", "Sanne", 1), ("", "never there", 1)):
        work.open_answers.take_up(AnswerTakenUp("anna", "a1", *taken))
    noors = replace(answer, owner_id="noor", owner="Noor", turn=2)
    assert work.open_answers.of(["anna"]) == {"anna": [noors]}
    assert work.open_answers.owned_by("noor", BOTH) == [noors]
    assert work.open_answers.owned_by("noor", frozenset({LOPIK})) == []
    work.open_answers.take_up(AnswerTakenUp("anna", "a1", "", "", 2))
    assert work.open_answers.of(["anna"]) == {"anna": [replace(answer, turn=2)]}


def test_letters_that_told_too_late_are_kept_once_and_counted(work: AnyWork) -> None:
    first = ToldLate("l1", "anna", HOUTEN, TODAY, date(2015, 1, 1), 8, "Kwam laat.", "Noor")
    later = replace(first, letter_id="l0", sent_on=date(2014, 12, 3))
    other = replace(first, letter_id="l2", client_id="bert", municipality="0331")
    for told in ([later, first], [first], [other], []):
        work.late_tellings.add(told)
    assert list(work.late_tellings.of("anna")) == [first, later]
    assert list(work.late_tellings.of("nobody")) == []
    counted = [work.late_tellings.count(each) for each in (None, frozenset({HOUTEN}), frozenset({"0331"}), frozenset())]
    assert counted == [3, 2, 1, 0]


def test_kept_promises_are_kept_once_counted_and_listed_the_latest_first(work: AnyWork) -> None:
    store = work.kept_promises
    late = KeptPromise("s1", Task.DECIDE, "anna", HOUTEN, date(2015, 2, 2), date(2015, 2, 5))
    later = replace(late, cause_id="s2", client_id="bert", kept_on=date(2015, 2, 12))
    in_time = replace(late, cause_id="s3", kept_on=date(2015, 2, 2))
    other = replace(late, cause_id="s2", task=Task.AWAIT_VIEW, client_id="bert", municipality=LOPIK)
    for kept in ([late, in_time], [late], [later, other], []):
        store.add(kept)
    here = frozenset({HOUTEN})
    assert store.count(None)[Task.DECIDE] == KeptCount(1, 2, 13)
    assert store.count(here)[Task.AWAIT_VIEW] == KeptCount()
    assert store.count(None)[Task.AWAIT_VIEW] == KeptCount(0, 1, 3)
    assert list(store.late(BOTH, None, skip=0, take=9)) == [later, late, other]
    assert list(store.late(here, Task.DECIDE, skip=1, take=9)) == [late]
    assert list(store.of("anna")) == [in_time, late]
    store.take_back(["s2", "never there"])
    assert list(store.late(BOTH, None, skip=0, take=9)) == [late]
    store.drop(["anna"])
    assert store.count(None)[Task.DECIDE] == KeptCount()
    assert list(store.of("anna")) == []


def test_a_household_is_those_who_are_planned_for_the_same_week(work: AnyWork) -> None:
    later = date(2014, 12, 8)
    names = ("anna", "bert", "carl", "erik")
    work.clients.save([*(determined(name, household_id="home") for name in names), determined("dora")])
    work.plans.save([plan("anna"), plan("bert"), plan("carl", week=later), plan("dora"), plan("erik", revision=9)])
    (home,) = [each for each in work.households.open_in_week(HOUTEN, date(2014, 12, 1)) if each.id == "home"]
    assert [(each.client_id, each.plan) for each in home.clients] == [("anna", plan("anna")), ("bert", plan("bert"))]
    assert work.households.of_client("bert") == home
    assert home.clients[0] == PlannedClient("anna", "A. Appel", 1, LAST_DAY, plan("anna"))
    alone = work.households.of_client("erik")
    assert alone is not None
    assert [(each.client_id, each.plan) for each in alone.clients] == [("erik", None)]
    assert work.households.of_client("nobody") is None
    assert work.households.open_in_week(LOPIK, later) == []
    assert len(work.households.open_in_week(HOUTEN, later)) == 1
    of_week = work.households.open_in_week(HOUTEN, date(2014, 12, 1))
    assert [each.id for each in of_week] == sorted(each.id for each in of_week)
    assert work.households.open_in_week(HOUTEN, date(2014, 12, 1), most=1) == of_week[:1]
    assert work.households.open_in_week(HOUTEN, date(2014, 12, 1), after=of_week[0].id, most=1) == of_week[1:2]
    weeks = work.households.weeks_without_appointment
    assert weeks(HOUTEN, date(2014, 12, 1), later) == [date(2014, 12, 1), later]
    assert weeks(HOUTEN, date(2014, 12, 2), later) == [later]
    work.appointments.add([appointment("home", "carl")])
    assert weeks(HOUTEN, date(2014, 12, 1), later) == [date(2014, 12, 1)]
    work.appointments.change(appointment("home", "carl").replaced())
    assert weeks(HOUTEN, date(2014, 12, 2), later) == [later]
    for follows, found in ((True, [later]), (False, [])):
        ending = Ending(TODAY, "consulent", CancelReason.CLIENT_ASKED, follows)
        work.appointments.change(appointment("home", "carl").cancelled(ending))
        assert weeks(HOUTEN, date(2014, 12, 2), later) == found
    assert work.households.next_week(HOUTEN, date(2014, 12, 1)) == later
    assert (work.households.next_week(HOUTEN, later), work.households.next_week(LOPIK, TODAY)) == (None, None)
    assert work.households.names(["anna", "nobody"]) == {"anna": "A. Appel"}


def test_a_household_is_open_until_everybody_in_it_has_an_appointment_that_nothing_follows(work: AnyWork) -> None:
    monday = date(2014, 12, 1)
    work.clients.save([determined(name, household_id="home") for name in ("anna", "bert")])
    work.plans.save([plan("anna"), plan("bert")])

    def is_open() -> bool:
        return [len(each.clients) for each in work.households.open_in_week(HOUTEN, monday)] == [2]

    assert is_open()
    work.appointments.add([appointment("home", "anna")])
    assert is_open()
    later_route = appointment("home", "bert", id="later", number=2)
    attendees = tuple(replace(each, route=2) for each in later_route.attendees)
    work.appointments.add([replace(later_route, attendees=attendees)])
    assert is_open()
    work.appointments.add([appointment("home", "bert", id="elsewhere", municipality=LOPIK)])
    assert is_open()
    bert = appointment("home", "bert", id="bert", number=3)
    work.appointments.add([bert])
    assert work.households.open_in_week(HOUTEN, monday) == []
    for follows, is_it in ((True, True), (False, False)):
        work.appointments.change(bert.cancelled(Ending(TODAY, "consulent", CancelReason.CLIENT_ASKED, follows)))
        assert is_open() is is_it
    work.appointments.change(bert.replaced())
    assert is_open()


def test_a_household_of_which_nobody_is_to_be_spoken_with_is_not_open(work: AnyWork) -> None:
    """By the last route of each; who has none may be invited."""
    monday = date(2014, 12, 1)
    work.clients.save([determined(name, household_id="home") for name in ("anna", "bert")])
    work.plans.save([plan("anna"), plan("bert")])

    def is_open() -> bool:
        found = [len(each.clients) for each in work.households.open_in_week(HOUTEN, monday)] == [2]
        assert (work.households.weeks_without_appointment(HOUTEN, monday, monday) == [monday]) is found
        return found

    def go(client_id: str, number: int, kind: StepKind) -> None:
        step = Step(f"{client_id}-{number}-{kind}", kind, TODAY, TODAY, CLOCK, {"appointmentId": "a", "until": "x"})
        known = work.routes.of([client_id]).get(client_id)
        before = known if known is not None and known.number == number else Route(client_id, number)
        changed = before.with_step(step)
        work.routes.add(changed, step, None)
        if isinstance(work, WorkInMemory):
            work.kept.pop(client_id, None)
            work.kept |= keep_from_conversation(work, [client_id])

    go("anna", 1, StepKind.INVITE)
    go("bert", 1, StepKind.INVITE)
    assert is_open()
    go("anna", 1, StepKind.HOLD_CONVERSATION)
    assert is_open()
    go("bert", 1, StepKind.END)
    assert not is_open()
    go("anna", 2, StepKind.INVITE)
    assert is_open()


def test_a_route_with_a_corrected_day_comes_back_as_it_was(work: AnyWork) -> None:
    sent = Step("sent", StepKind.SEND, TODAY, TODAY, CLOCK, {"decisionId": "d"})
    effect = Effect(TermKind.OBJECTION, 1, Becomes.MOVES, TODAY, TOMORROW)
    details = correction_details(sent, TOMORROW, "Postlijst.", [effect], None)
    corrected = Step("corrected", StepKind.CORRECT_DAY, TOMORROW, TOMORROW, CLOCK, details)
    first = Route("anna", 1).with_step(sent)
    work.routes.add(first, sent, TODAY)
    work.routes.add(first.with_step(corrected), corrected, TOMORROW)
    (found,) = work.routes.earlier("anna")
    assert found == first.with_step(corrected)
    assert (found.standing[0].on, list(effects_kept(found.corrections[0]))) == (TOMORROW, [effect])
    assert work.routes.due_to_take_effect(TOMORROW) == []


def test_a_client_keeps_in_a_next_route_the_offer_that_was_accepted_before(work: AnyWork) -> None:
    arrive(work, "anna")
    accepted = Step("yes", StepKind.ACCEPT_OFFER, TODAY, TODAY, CLOCK, {"oldRightUntil": TODAY.isoformat()})
    first = Route("anna", 1).with_step(accepted)
    work.routes.add(first, accepted, None)
    assert work.route_clients.client("anna").offer_until is None, "it is of the route itself"
    reported = Step("again", StepKind.REPORT_NEED, TOMORROW, TOMORROW, CLOCK)
    second = Route("anna", 2).with_step(reported)
    work.routes.add(second, reported, None)
    anna = work.route_clients.client("anna")
    assert anna.offer_until == TODAY
    assert (anna.old_right_until(second, TOMORROW), anna.old_ends(second, TOMORROW)) == (None, {})


def test_a_step_says_when_its_letter_left_until_that_comes_back(work: AnyWork) -> None:
    asked = Step("asked", StepKind.ASK_VIEW, TODAY, TODAY, CLOCK, {"answerBy": "2015-02-20"})
    route = Route("anna", 1).with_step(asked)
    work.routes.add(route, asked, None)
    assert work.routes.earlier("anna") == [route]
    work.routes.letter_left("asked", TOMORROW)
    (found,) = work.routes.earlier("anna")
    assert found.steps == (replace(asked, letter_left_on=TOMORROW),)
    work.routes.letter_left("asked", None)
    assert work.routes.earlier("anna") == [route]
    work.routes.written_again("asked", TOMORROW)
    assert work.routes.earlier("anna")[0].steps == (replace(asked, written_again_on=TOMORROW),)


def test_an_untreated_application_is_over_for_objecting_once_and_a_next_route_takes_its_place(work: AnyWork) -> None:
    def take(route: Route, kind: StepKind, until: date | None = None) -> Route:
        step = Step(f"{route.client_id}-{route.number}-{kind}", kind, TODAY, TODAY, CLOCK, {"decisionId": "d"})
        found = route.with_step(step)
        work.routes.add(found, step, until)
        return found

    sent = take(take(Route("anna", 1), StepKind.NOT_TREAT), StepKind.SEND, TODAY)
    assert work.routes.due_to_take_effect(TOMORROW) == ["anna"]
    assert work.routes.states(["anna"]) == {"anna": RouteStates(RouteState.NOT_TREATED)}
    take(sent, StepKind.TAKE_EFFECT)
    assert work.routes.due_to_take_effect(TOMORROW) == []
    take(take(Route("anna", 2), StepKind.INVITE), StepKind.HOLD_CONVERSATION)
    assert work.routes.states(["anna"]) == {"anna": RouteStates(RouteState.CONVERSATION_HELD)}
    take(take(Route("bert", 1), StepKind.DECIDE), StepKind.SEND, TOMORROW)
    take(take(Route("bert", 2), StepKind.NOT_TREAT), StepKind.SEND, TOMORROW)
    assert work.routes.states(["bert"]) == {"bert": RouteStates(RouteState.SENT, RouteState.NOT_TREATED)}


def test_a_group_is_of_those_of_whose_care_nothing_is_decided(work: AnyWork) -> None:
    steps = {"anna": [StepKind.NOT_TREAT, StepKind.SEND], "bert": [StepKind.DECIDE, StepKind.SEND], "carl": []}
    work.clients.save([determined(one) for one in steps])
    for client_id, kinds in steps.items():
        route = Route(client_id, 1)
        for kind in kinds:
            step = Step(f"{client_id}-{kind}", kind, TODAY, TODAY, CLOCK, {"decisionId": "d"})
            route = route.with_step(step)
            work.routes.add(route, step, None)
    assert work.prolongations.candidates(HOUTEN, LAST_DAY, LAST_DAY) == ["anna", "carl"]
    sent = [Step("again", StepKind.DECIDE, TODAY, TODAY, CLOCK), Step("sent", StepKind.SEND, TODAY, TODAY, CLOCK)]
    for place, step in enumerate(sent, 1):
        work.routes.add(Route("anna", 2, tuple(sent[:place])), step, None)
    assert work.prolongations.candidates(HOUTEN, LAST_DAY, LAST_DAY) == ["carl"]


def test_a_group_names_whose_application_is_in_hand(work: AnyWork) -> None:
    work.clients.save([determined(one) for one in ("anna", "bert", "carl")])
    held = Step("held", StepKind.HOLD_CONVERSATION, TODAY, TODAY, CLOCK)
    work.routes.add(Route("bert", 1, (held,)), held, None)
    assert work.prolongations.candidates(HOUTEN, LAST_DAY, LAST_DAY) == ["anna", "carl"]
    assert work.prolongations.in_hand(HOUTEN, LAST_DAY, LAST_DAY) == {"bert": RouteState.CONVERSATION_HELD}
    group = Group("g", HOUTEN, LAST_DAY, LAST_DAY, date(2016, 5, 1), "Later.", "noor", "Noor", TODAY)
    members = [
        GroupMember("carl", 1),
        GroupMember("anna", 2),
        GroupMember("bert", IN_NO_WAVE, WaveOutcome.LEFT_OUT, "Het gesprek is al gehouden."),
    ]
    work.prolongations.add(group, members)
    lines = work.prolongations.lines("g", skip=1, take=5)
    assert [one.member for one in lines] == members[1:]
    assert [(one.state, one.last_day) for one in lines] == [
        (RouteState.PLANNED, LAST_DAY),
        (RouteState.CONVERSATION_HELD, LAST_DAY),
    ]
    assert [[delivered.id for delivered, _ in one.care] for one in lines] == [[GUIDANCE.id], [GUIDANCE.id]]
    assert all(one.name for one in lines)


def test_an_accepted_offer_is_told_once_when_the_old_right_is_over(work: AnyWork) -> None:
    until = {"decisionId": "d", "oldRightUntil": TODAY.isoformat()}
    accepted = Step("yes", StepKind.ACCEPT_OFFER, TODAY, TODAY, CLOCK, until)
    route = Route("anna", 1, (accepted,))
    work.routes.add(route, accepted, None)
    assert work.routes.due_to_take_over(TODAY) == []
    assert work.routes.due_to_take_over(TOMORROW) == ["anna"]
    back = Step("no", StepKind.UNDO, TODAY, TODAY, CLOCK, {}, undoes="yes")
    work.routes.add(route.with_step(back), back, None)
    assert work.routes.due_to_take_over(TOMORROW) == []
    other = replace(accepted, step_id="again")
    work.routes.add(Route("bert", 1, (other,)), other, None)
    work.routes.taken_over(["bert"])
    assert work.routes.due_to_take_over(TOMORROW) == []


def test_routes_are_found_by_state_and_by_the_day_of_their_last_step(work: AnyWork) -> None:
    def take(route: Route, kind: StepKind, day: date) -> Route:
        step = Step(f"{route.client_id}-{len(route.steps)}", kind, day, day, CLOCK, {"appointmentId": "a"})
        found = route.with_step(step)
        work.routes.add(found, step, None)
        return found

    take(take(Route("anna", 1), StepKind.INVITE, TODAY), StepKind.REMIND, TOMORROW)
    take(Route("bert", 1), StepKind.INVITE, TODAY)
    take(take(Route("carl", 1), StepKind.INVITE, TODAY), StepKind.HOLD_CONVERSATION, TOMORROW)
    invited, held = RouteState.INVITED, RouteState.CONVERSATION_HELD
    assert work.routes.changed([invited, held], TODAY, TODAY) == [RouteAt("bert", 1, invited, TODAY, 1)]
    assert work.routes.changed([invited], TODAY, TOMORROW) == [
        RouteAt("anna", 1, invited, TOMORROW, 2),
        RouteAt("bert", 1, invited, TODAY, 1),
    ]
    assert work.routes.changed([held], TOMORROW, TOMORROW) == [RouteAt("carl", 1, held, TOMORROW, 2)]
    assert work.routes.changed([RouteState.SENT], TODAY, TOMORROW) == []


def test_decisions_are_counted_by_kind(work: AnyWork) -> None:
    assert work.decisions.counts() == {}
    for number, kind in enumerate((DecisionKind.PGB, DecisionKind.END, DecisionKind.PGB)):
        made = Decision(f"d{number}", kind, TODAY, TODAY, None, (), "omdat", PgbCriteria(), False, None)
        work.decisions.save("anna", 1, made)
    assert work.decisions.counts() == {DecisionKind.PGB: 2, DecisionKind.END: 1}


def test_a_decision_that_was_taken_back_counts_no_more(work: AnyWork) -> None:
    """`status` counted it beside the one that came in its place. To take back a yes takes back no decision."""
    for number in range(3):
        made = Decision(f"d{number}", DecisionKind.PGB, TODAY, TODAY, None, (), "omdat", PgbCriteria(), False, None)
        work.decisions.save("anna", 1, made)
    route = Route("anna", 1)
    for step in (
        Step("1", StepKind.DECIDE, TODAY, TODAY, CLOCK, {"decisionId": "d0"}),
        Step("2", StepKind.UNDO, TODAY, TODAY, CLOCK, {"decisionId": "d0"}, undoes="1"),
        Step("3", StepKind.DECIDE, TODAY, TODAY, CLOCK, {"decisionId": "d1"}),
        Step("4", StepKind.ACCEPT_OFFER, TODAY, TODAY, CLOCK, {"decisionId": "d1", "oldRightUntil": "2015-12-31"}),
        Step("5", StepKind.UNDO, TODAY, TODAY, CLOCK, {"decisionId": "d1"}, undoes="4"),
        Step("6", StepKind.DECIDE, TODAY, TODAY, CLOCK, {"decisionId": "d2"}),
    ):
        route = route.with_step(step)
        work.routes.add(route, step, None)
    assert work.decisions.counts() == {DecisionKind.PGB: 2}
