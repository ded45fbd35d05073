"""Everybody has exactly one next step with an owner and a day, or is finished with a reason."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.migration.domain.control.became import Became, became_of
from services.migration.domain.control.handled import CizReply, Handled, HandOver, LookedAt, Taken
from services.migration.domain.control.lists import FINDINGS, WorkList
from services.migration.domain.control.next_steps import LISTS, Person, Terms, next_of, open_steps, promises_of
from services.migration.domain.control.route_stands import Given, RouteStand
from services.migration.domain.control.standings import HeldBack, Planned, Standing, determined_standing, with_route
from services.migration.domain.control.steps import (
    HAND_OVERS,
    TEAMS,
    Finished,
    FinishedReason,
    NextStep,
    Owner,
    Receiver,
    Task,
    Team,
)
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.states import EndReason, RouteState
from tests.support.migration_samples import HOUTEN, LAST_DAY, LOPIK, TODAY, determined

TERMS = Terms(
    repair=2,
    hand_over=6,
    chase=2,
    look_at=6,
    invite=2,
    report=2,
    apply=2,
    send=1,
    answer=2,
    hearing=4,
    before_end=8,
    plan_later=26,
    notice=1,
    ciz_reply_before=date(2015, 1, 1),
)
DAY = date(2015, 3, 2)
PLAN = Planned(date(2015, 4, 6), date(2015, 6, 1), over_capacity=False, late=False)


def standing(**changes: Any) -> Standing:
    return replace(determined_standing(determined("anna")), **changes)


def person(one: Standing, stand: RouteStand | None = None, **handled: Any) -> Person:
    return Person(one, stand, Handled(**handled))


def weeks(number: int, since: date = TODAY) -> date:
    return since + timedelta(weeks=number)


days = st.dates(date(2014, 11, 1), date(2016, 6, 30))
maybe_days = st.none() | days
lists = st.frozensets(st.sampled_from(WorkList), max_size=4)


@st.composite
def people(draw: st.DrawFn) -> Person:
    one = standing(
        delivered_on=draw(days),
        state=draw(st.sampled_from(PersonState)),
        reassess_until=draw(maybe_days),
        first_end=draw(maybe_days),
        determined=draw(lists),
        held_back_rows=draw(st.integers(0, 1)),
        held_back=draw(st.none() | st.builds(HeldBack, st.just("anna"), st.just("d"), st.just(2), days)),
        plan=draw(st.none() | st.builds(Planned, days, days, st.booleans(), st.booleans())),
    )
    stand = draw(
        st.none()
        | st.builds(
            RouteStand,
            state=st.sampled_from(RouteState),
            on=days,
            until=maybe_days,
            reported_on=maybe_days,
            hearing=maybe_days,
            view_by=maybe_days,
            offer_open=st.booleans(),
            provided_until=maybe_days,
            settled_in=st.sampled_from([None, HOUTEN, LOPIK]),
            offer_until=maybe_days,
            decide_by=maybe_days,
        )
    )
    if stand is not None:
        ended = draw(st.sampled_from(EndReason)) if stand.state is RouteState.ENDED else None
        stand = replace(stand, ended=ended)
    receivers, looked = draw(st.frozensets(st.sampled_from(Receiver))), draw(lists)
    return person(
        with_route(one, stand.state) if stand is not None else one,
        stand,
        hand_overs={each: hand_over(each, draw(maybe_days)) for each in receivers},
        looked_at={each: look(each, draw(st.sampled_from([None, *CizReply]))) for each in looked},
        taken={Team.CASEWORKERS: Taken("anna", HOUTEN, Team.CASEWORKERS, "noor", "Noor", DAY)},
    )


def hand_over(receiver: Receiver, confirmed_on: date | None) -> HandOver:
    chased_on = DAY if confirmed_on is None else None
    return HandOver("anna", HOUTEN, receiver, chased_on, confirmed_on, "noor", "Noor")


def look(work_list: WorkList, reply: CizReply | None = None) -> LookedAt:
    return LookedAt("anna", HOUTEN, work_list, DAY, "noor", "Noor", "gezien", reply)


@given(people())
def test_everybody_has_one_next_step_or_is_finished(one: Person) -> None:
    found, left = next_of(one, TERMS), open_steps(one, TERMS)
    if isinstance(found, Finished):
        assert left == []
        return
    assert found == left[0]
    assert found.owner.team is TEAMS[found.what]
    assert found.due == min(step.due for step in left)
    assert len({step.what for step in left}) == len(left)


@given(people())
def test_nobody_who_died_is_asked_for_and_nobody_else_is_finished_as_dead(one: Person) -> None:
    found = next_of(one, TERMS)
    assert (found == Finished(FinishedReason.DECEASED)) == one.is_dead


@given(people())
def test_who_still_has_to_be_reassessed_is_never_finished(one: Person) -> None:
    if one.standing.reassess_until is not None and one.stand is None and not one.is_dead:
        assert isinstance(next_of(one, TERMS), NextStep)


@given(people())
def test_what_puts_somebody_on_a_list_that_asks_for_something_is_a_step(one: Person) -> None:
    if one.is_dead:
        return
    tasks = {step.what for step in open_steps(one, TERMS)}
    left = (one.standing.determined | one.added) - one.dealt_with
    for receiver, task in HAND_OVERS.items():
        assert (task in tasks) == (LISTS[receiver] in left)
    looked_at = FINDINGS - {WorkList.WLZ_CANDIDATE} | {WorkList.FROM_MUNICIPALITY}
    assert (Task.LOOK_AT in tasks) == bool(left & looked_at)
    assert (Task.ASK_CIZ in tasks) == (WorkList.WLZ_CANDIDATE in left)


def stand(state: RouteState, **changes: Any) -> RouteStand:
    return replace(RouteStand(state, DAY), **changes)


UNTIL = date(2015, 3, 20)
RENEWED = date(2016, 6, 30)


@pytest.mark.parametrize(
    ("found", "task", "due"),
    [
        (None, Task.MAKE_APPOINTMENT, date(2015, 3, 30)),
        (stand(RouteState.PLANNED, reported_on=DAY), Task.MAKE_APPOINTMENT, weeks(2, DAY)),
        (stand(RouteState.INVITED), Task.HOLD_CONVERSATION, date(2015, 4, 10)),
        (stand(RouteState.INVITED, reported_on=DAY, until=UNTIL), Task.HOLD_CONVERSATION, UNTIL),
        (stand(RouteState.CONVERSATION_HELD), Task.REPORT, weeks(2, DAY)),
        (stand(RouteState.REPORTED), Task.AWAIT_APPLICATION, weeks(2, DAY)),
        (stand(RouteState.APPLIED, until=UNTIL), Task.DECIDE, UNTIL),
        (stand(RouteState.APPLIED, until=date(2016, 1, 8)), Task.DECIDE, LAST_DAY),
        (stand(RouteState.APPLIED, until=UNTIL, view_by=DAY), Task.AWAIT_VIEW, DAY),
        (stand(RouteState.INCOMPLETE, until=UNTIL), Task.AWAIT_COMPLETION, UNTIL),
        (stand(RouteState.DECIDED), Task.SEND, weeks(1, DAY)),
        (stand(RouteState.DECIDED, until=DAY + timedelta(days=3)), Task.SEND, DAY + timedelta(days=3)),
        (stand(RouteState.DECIDED, until=DAY - timedelta(days=1)), Task.SEND, DAY - timedelta(days=1)),
        (stand(RouteState.DECIDED, until=weeks(3, DAY)), Task.SEND, weeks(1, DAY)),
        (stand(RouteState.SENT, until=UNTIL), Task.AWAIT_OBJECTION, UNTIL),
        (stand(RouteState.SENT, until=UNTIL, offer_open=True), Task.AWAIT_ANSWER, weeks(2, DAY)),
        (stand(RouteState.IN_FORCE, provided_until=RENEWED), Task.RENEW, RENEWED - timedelta(weeks=8)),
        (stand(RouteState.OBJECTION, until=date(2015, 6, 1)), Task.PLAN_HEARING, weeks(4, DAY)),
        (stand(RouteState.OBJECTION, until=UNTIL, hearing=weeks(1, DAY)), Task.HEAR, weeks(1, DAY)),
        (stand(RouteState.HEARD, until=UNTIL), Task.DECIDE_OBJECTION, UNTIL),
        (stand(RouteState.OBJECTION, until=UNTIL, repair_by=DAY), Task.AWAIT_REPAIR, DAY),
        (stand(RouteState.HEARD, until=UNTIL, repair_by=DAY), Task.AWAIT_REPAIR, DAY),
        (stand(RouteState.OBJECTION_DECIDED), Task.SEND_OBJECTION_DECISION, weeks(1, DAY)),
        (stand(RouteState.OBJECTION_DECIDED, until=DAY), Task.SEND_OBJECTION_DECISION, DAY),
        (stand(RouteState.ON_HOLD, until=UNTIL), Task.AWAIT_DAY, UNTIL),
        (stand(RouteState.ON_HOLD, until=UNTIL, decide_by=DAY), Task.DECIDE, DAY),
        (stand(RouteState.ON_HOLD, until=UNTIL, decide_by=UNTIL), Task.AWAIT_DAY, UNTIL),
        (stand(RouteState.ON_HOLD, until=LAST_DAY), Task.AWAIT_DAY, LAST_DAY),
        (stand(RouteState.ON_HOLD, until=RENEWED), Task.TAKE_UP_AGAIN, LAST_DAY - timedelta(weeks=8)),
        (stand(RouteState.NOT_TREATED, until=UNTIL, untreated_since=DAY), Task.AWAIT_OBJECTION, UNTIL),
        (stand(RouteState.NOT_TREATED, untreated_since=DAY), Task.REASSESS_AGAIN, LAST_DAY - timedelta(weeks=8)),
        (stand(RouteState.NOT_TREATED, untreated_since=LAST_DAY), Task.REASSESS_AGAIN, LAST_DAY),
    ],
)
def test_the_step_follows_the_route(found: RouteStand | None, task: Task, due: date) -> None:
    step = next_of(person(standing(plan=PLAN), found), TERMS)
    assert step == NextStep(task, Owner(TEAMS[task]), due)


def test_a_later_report_is_decided_by_its_own_term_when_the_reassessment_is_settled() -> None:
    """4:13. In the demo three people stood as late on the last day of a right that an accepted offer had ended."""
    settled = with_route(standing(plan=PLAN), RouteState.IN_FORCE)
    term = date(2016, 1, 8)
    applied = stand(RouteState.APPLIED, reported_on=DAY, until=term)
    assert next_of(person(settled, applied), TERMS) == NextStep(Task.DECIDE, Owner(TEAMS[Task.DECIDE]), term)


def test_who_applied_without_a_right_and_was_not_treated_is_finished_and_not_decided() -> None:
    """They can report a need again (Wmo 2015, 2.3.2(1)); nothing is due from us."""
    one = person(standing(reassess_until=None, first_end=None), stand(RouteState.NOT_TREATED, untreated_since=DAY))
    assert next_of(one, TERMS) == Finished(FinishedReason.NOT_TREATED)


ENDS = date(2015, 6, 30)
YOUTH = standing(
    state=PersonState.YOUTH, reassess_until=None, first_end=ENDS, determined=frozenset({WorkList.TO_YOUTH})
)
ELSEWHERE = standing(state=PersonState.ELSEWHERE, reassess_until=None, first_end=None)


def on_list(*found: WorkList) -> Standing:
    return replace(ELSEWHERE, determined=frozenset(found))


@pytest.mark.parametrize(
    ("one", "task", "due"),
    [
        (standing(), Task.PLAN, weeks(1)),
        (standing(held_back_rows=1, plan=PLAN), Task.REPAIR, weeks(2)),
        (replace(ELSEWHERE, held_back=HeldBack("anna", "d", 2, DAY)), Task.REPAIR, weeks(2, DAY)),
        (YOUTH, Task.HAND_OVER_YOUTH, ENDS - timedelta(weeks=8)),
        (replace(YOUTH, first_end=date(2014, 12, 1)), Task.HAND_OVER_YOUTH, weeks(6)),
        (on_list(WorkList.TO_INSURER), Task.HAND_OVER_INSURER, weeks(6)),
        (on_list(WorkList.TO_WLZ), Task.HAND_OVER_WLZ, weeks(6)),
        (on_list(WorkList.WLZ_CANDIDATE), Task.ASK_CIZ, date(2014, 12, 31)),
        (on_list(WorkList.LOW_PACKAGE_AT_HOME), Task.LOOK_AT, weeks(6)),
        (on_list(WorkList.LAPSED), Task.CALL, weeks(6)),
        (
            replace(on_list(WorkList.PROTECTED_LIVING_LATER), first_end=date(2019, 12, 31)),
            Task.PLAN_LATER,
            date(2019, 12, 31) - timedelta(weeks=26),
        ),
        (replace(ELSEWHERE, first_end=ENDS), Task.CHECK_END, ENDS - timedelta(weeks=8)),
    ],
)
def test_the_step_follows_the_lists(one: Standing, task: Task, due: date) -> None:
    assert next_of(person(one), TERMS) == NextStep(task, Owner(TEAMS[task]), due)


def test_a_promise_is_kept_in_sight_whatever_comes_first() -> None:
    """Rows to repair are due first; that a report was promised is not forgotten for it."""
    one = person(standing(held_back_rows=2), stand(RouteState.CONVERSATION_HELD))
    steps = open_steps(one, TERMS)
    assert steps[0].what is Task.REPAIR
    assert [task for task, _ in promises_of(steps)] == [Task.REPORT]


@pytest.mark.parametrize(
    ("found", "became"),
    [
        (person(standing()), Became.TO_DO),
        (person(replace(on_list(), held_back_rows=1)), Became.HELD_BACK),
        (person(standing(), stand(RouteState.SENT, gives=Given.PGB)), Became.PGB),
        (person(standing(held_back_rows=1), stand(RouteState.IN_FORCE, gives=Given.IN_KIND)), Became.IN_KIND),
        (person(standing(), stand(RouteState.DECIDED, gives=Given.REFUSAL)), Became.TO_DO),
        (person(standing(), stand(RouteState.HEARD, gives=Given.REFUSAL)), Became.OBJECTION),
        (person(standing(), stand(RouteState.NOT_TREATED, gives=Given.NOT_TREATED)), Became.NOT_TREATED),
        (person(standing(), stand(RouteState.ENDED, ended=EndReason.DIED)), Became.DECEASED),
        (person(standing(), stand(RouteState.ENDED, ended=EndReason.MOVED)), Became.MOVED),
        (person(on_list(WorkList.TO_YOUTH)), Became.YOUTH),
        (person(on_list(WorkList.TO_INSURER)), Became.INSURER),
        (person(on_list()), Became.NOTHING_LEFT),
    ],
)
def test_what_became_of_somebody(found: Person, became: Became) -> None:
    assert became_of(found, next_of(found, TERMS)) is became


@given(people())
def test_something_became_of_everybody(one: Person) -> None:
    following = next_of(one, TERMS)
    if became_of(one, following) is Became.TO_DO:
        assert isinstance(following, NextStep)


def test_what_is_due_first_comes_first() -> None:
    both = standing(plan=PLAN, determined=frozenset({WorkList.TO_INSURER}))
    assert [step.what for step in open_steps(person(both), TERMS)] == [Task.HAND_OVER_INSURER, Task.MAKE_APPOINTMENT]


def test_a_hand_over_is_asked_for_again_until_it_is_confirmed() -> None:
    insured = on_list(WorkList.TO_INSURER)
    chased = person(insured, hand_overs={Receiver.INSURER: hand_over(Receiver.INSURER, None)})
    confirmed = person(insured, hand_overs={Receiver.INSURER: hand_over(Receiver.INSURER, DAY)})
    assert next_of(chased, TERMS) == NextStep(Task.HAND_OVER_INSURER, Owner(Team.BACK_OFFICE), weeks(2, DAY))
    assert next_of(confirmed, TERMS) == Finished(FinishedReason.HANDED_OVER)


def test_a_candidate_who_wants_the_wlz_is_handed_over() -> None:
    candidate = on_list(WorkList.WLZ_CANDIDATE)
    wants, stays = (
        person(candidate, looked_at={WorkList.WLZ_CANDIDATE: look(WorkList.WLZ_CANDIDATE, reply)})
        for reply in (CizReply.WANTS_WLZ, CizReply.STAYS)
    )
    assert next_of(wants, TERMS) == NextStep(Task.HAND_OVER_WLZ, Owner(Team.CASEWORKERS), weeks(6))
    assert next_of(stays, TERMS) == Finished(FinishedReason.LOOKED_AT)


SIX_WEEKS_LATER = stand(RouteState.ENDED).on + timedelta(weeks=6)
"""Who stops long after the delivery was late at once."""


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (EndReason.DIED, Finished(FinishedReason.DECEASED)),
        (EndReason.WITHDRAWN, Finished(FinishedReason.WITHDRAWN)),
        (EndReason.NO_NEED, Finished(FinishedReason.NO_NEED)),
        (EndReason.MOVED, NextStep(Task.HAND_OVER_MUNICIPALITY, Owner(Team.BACK_OFFICE), SIX_WEEKS_LATER)),
        (EndReason.WLZ, NextStep(Task.HAND_OVER_WLZ, Owner(Team.CASEWORKERS), SIX_WEEKS_LATER)),
    ],
)
def test_a_route_that_stopped_says_why(reason: EndReason, expected: NextStep | Finished) -> None:
    assert next_of(person(standing(plan=PLAN), stand(RouteState.ENDED, ended=reason)), TERMS) == expected


IN_FORCE = stand(RouteState.IN_FORCE, settled_in=LOPIK, gives=Given.IN_KIND)
STOPPED = stand(RouteState.ENDED, settled_in=LOPIK, ended=EndReason.WITHDRAWN)
HERE = date(2015, 3, 30), Became.TO_DO


@pytest.mark.parametrize(
    ("found", "task", "due", "became"),
    [
        (IN_FORCE, Task.REASSESS_HERE, *HERE),
        (replace(IN_FORCE, provided_until=RENEWED, offer_open=True), Task.REASSESS_HERE, *HERE),
        (replace(IN_FORCE, state=RouteState.SENT, until=UNTIL), Task.REASSESS_HERE, *HERE),
        (replace(IN_FORCE, state=RouteState.DECIDED, until=UNTIL), Task.REASSESS_HERE, *HERE),
        (STOPPED, Task.REASSESS_HERE, *HERE),
        (replace(STOPPED, ended=EndReason.MOVED), Task.REASSESS_HERE, *HERE),
        (replace(IN_FORCE, offer_until=DAY), Task.LOOK_AT, weeks(6), Became.TO_DO),
        (replace(IN_FORCE, state=RouteState.SENT, until=UNTIL, offer_until=DAY), Task.LOOK_AT, weeks(6), Became.TO_DO),
        (replace(STOPPED, ended=EndReason.WLZ, settled_in=None), Task.HAND_OVER_WLZ, SIX_WEEKS_LATER, Became.WLZ),
    ],
)
def test_who_comes_from_another_municipality_is_reassessed_here(
    found: RouteStand, task: Task, due: date, became: Became
) -> None:
    """8.3(1): the old right is owed where the client lives, until an offer is accepted."""
    one = person(standing(plan=PLAN), found)
    step = next_of(one, TERMS)
    assert step == NextStep(task, Owner(TEAMS[task]), due)
    assert became_of(one, step) is became


SENT = replace(IN_FORCE, state=RouteState.SENT, until=UNTIL, offer_open=True)


@pytest.mark.parametrize("found", [IN_FORCE, SENT, replace(SENT, state=RouteState.DECIDED), STOPPED])
def test_who_comes_without_an_old_right_is_looked_at_once(found: RouteStand) -> None:
    """What is open about the former municipality's decision is nothing to do here, and nobody is done with by it: the
    file said "nothing to do" until the last day to object, while the page of the route said to begin anew."""
    over = replace(ELSEWHERE, first_end=None)
    looked = {WorkList.FROM_MUNICIPALITY: look(WorkList.FROM_MUNICIPALITY)}
    assert next_of(person(over, found), TERMS) == NextStep(Task.LOOK_AT, Owner(Team.CASEWORKERS), weeks(6))
    seen = person(over, found, looked_at=looked)
    assert next_of(seen, TERMS) == Finished(FinishedReason.LOOKED_AT)
    assert became_of(seen, next_of(seen, TERMS)) is Became.LOOKED_AT


def test_what_was_decided_elsewhere_still_has_an_end_to_look_to() -> None:
    looked = {WorkList.FROM_MUNICIPALITY: look(WorkList.FROM_MUNICIPALITY)}
    one = person(ELSEWHERE, replace(IN_FORCE, provided_until=RENEWED), looked_at=looked)
    assert next_of(one, TERMS) == NextStep(Task.RENEW, Owner(Team.CASEWORKERS), RENEWED - timedelta(weeks=8))


def test_a_decision_in_force_without_an_end_is_the_end() -> None:
    assert next_of(person(standing(plan=PLAN), stand(RouteState.IN_FORCE)), TERMS) == Finished(FinishedReason.DECIDED)


def test_who_takes_a_step_owns_those_of_the_team_in_this_municipality() -> None:
    taken = {Team.CASEWORKERS: Taken("anna", HOUTEN, Team.CASEWORKERS, "noor", "Noor", DAY)}
    handled = Handled(taken=taken)
    here = Person(standing(plan=PLAN), None, handled.in_town(HOUTEN))
    moved = Person(standing(plan=PLAN, municipality=LOPIK), None, handled.in_town(LOPIK))
    sending = Person(standing(plan=PLAN), stand(RouteState.DECIDED), handled)
    owners = [step.owner for one in (here, moved, sending) if isinstance(step := next_of(one, TERMS), NextStep)]
    assert owners == [Owner(Team.CASEWORKERS, "noor", "Noor"), Owner(Team.CASEWORKERS), Owner(Team.BACK_OFFICE)]


def test_the_day_of_the_appointment_is_the_day_of_the_conversation() -> None:
    found = Person(standing(plan=PLAN), stand(RouteState.INVITED), Handled(), date(2015, 4, 7))
    assert next_of(found, TERMS) == NextStep(Task.HOLD_CONVERSATION, Owner(Team.CASEWORKERS), date(2015, 4, 7))
