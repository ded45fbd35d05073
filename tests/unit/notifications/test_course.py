"""What the route of a client means for its providers: stage by stage, and nothing of what is not theirs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from services.notifications.domain.client.recipient import Provider
from services.notifications.domain.notices.ending_right import EndingRight, NoticeLine
from services.notifications.domain.notices.provider_client import ProviderClient, Stage, provider_clients
from services.notifications.domain.notices.provider_notice import changed_notices
from services.notifications.domain.notices.wording import what_is_next
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import (
    Appointment,
    BudgetStop,
    CancelledAppointment,
    Decision,
    Provision,
    RightEnded,
    RightEnding,
    Step,
)

CLIENT = "00000000-0000-4000-8000-000000000001"
US, THEM = Provider("98990123", "De Brug"), Provider("98990124", "Het Anker")
WEEK, UNTIL, MAY = date(2015, 2, 9), date(2015, 6, 30), date(2015, 5, 1)
DECISION_ID = "d0b3a2f4-66c1"
Fact = Appointment | CancelledAppointment | Step | Decision | RightEnding | RightEnded | BudgetStop


def right(provider: Provider = US, function: str = "BGI", week: date | None = WEEK, until: date = UNTIL) -> EndingRight:
    code = {"BGI": "81", "BGG": "82"}[function]
    line = NoticeLine(CLIENT, f"410000123-{code}", function, until, transport=False, in_use=True)
    return EndingRight(provider, "0321", line, week)


def gives(provider: Provider | None, *, pgb: bool = False) -> Provision:
    return Provision("BGI", None, "", pgb, provider, None)


def decision(*provisions: Provision, id_: str = DECISION_ID, urgent: bool = False, waits: bool = False) -> Decision:
    return Decision(
        client_id=CLIENT,
        decision_id=id_,
        municipality="0321",
        route=1,
        kind="urgent-help" if urgent else "in-kind",
        made_on=date(2015, 3, 2),
        starts_on=MAY,
        ends_on=date(2017, 4, 30),
        waits_for_acceptance=waits,
        old_right_until=None,
        provisions=provisions,
    )


def step(kind: str, decision_id: str | None = None, **details: Any) -> Step:
    about = {"decisionId": decision_id} if decision_id else {}
    return Step(
        client_id=CLIENT,
        step_id=f"{kind} {decision_id}",
        municipality="0321",
        route=1,
        step=kind,
        state="invited",
        on=date(2015, 3, 3),
        recorded_on=date(2015, 3, 3),
        undoes=None,
        terms=(),
        details=about | details,
        number=0,
    )


def undo(of: Step) -> Step:
    return replace(of, step="undo", step_id=f"undo {of.step_id}", undoes=of.step_id)


def appointment(day: date, id_: str = "first", replaces: str | None = None) -> Appointment:
    return Appointment(
        CLIENT, id_, "0321", 1, day, time(10), time(11), "home", "", "Noor", 1, replaces, date(2015, 1, 15)
    )


def cancelled(*, follows: bool) -> CancelledAppointment:
    return CancelledAppointment(CLIENT, "first", date(2015, 2, 2), "illness", follows)


def ending(weeks: int, last_day: date = UNTIL) -> RightEnding:
    return RightEnding(CLIENT, last_day, weeks, date(2015, 3, 3), (), decided=False)


def ended(last_day: date, decision_id: str | None = None) -> RightEnded:
    return RightEnded(CLIENT, last_day, "date", (), decision_id)


def route(*facts: Fact) -> ClientRoute:
    """Steps in the order in which they are given."""
    return ClientRoute(
        appointments=[each for each in facts if isinstance(each, Appointment)],
        cancelled=[each for each in facts if isinstance(each, CancelledAppointment)],
        told_steps=[replace(each, number=at) for at, each in enumerate(facts) if isinstance(each, Step)],
        decisions=[each for each in facts if isinstance(each, Decision)],
        ended=[each for each in facts if isinstance(each, RightEnded)],
        ending=[each for each in facts if isinstance(each, RightEnding)],
        budget_stops=[each for each in facts if isinstance(each, BudgetStop)],
    )


DECIDED_UNTIL = date(2017, 4, 30)
OURS, THEIRS = gives(US), gives(THEM)
SENT = step("send", DECISION_ID)
HELD = step("hold-conversation")
DIED = replace(step("end", reason="died"), state="ended", on=date(2015, 3, 5))
STOPPED = replace(step("end", reason="no-need"), state="ended")
STOPPED_ELSEWHERE = replace(STOPPED, municipality="0356")
ACCEPTED = step("accept-offer", DECISION_ID, oldRightUntil="2015-05-10")
OFFER = decision(THEIRS, waits=True)
RETURNED = step("returned", DECISION_ID)
FIRST = appointment(date(2015, 2, 12))
DISMISSED = step("decide-objection", "other", outcome="dismissed")

CASES = [
    pytest.param([], Stage.PLANNED, WEEK, "in week 7 (vanaf maandag 9 februari 2015)", id="planned-week"),
    pytest.param([FIRST], Stage.PLANNED, WEEK, "in week 7", id="an-appointment-in-it"),
    pytest.param(
        [FIRST, appointment(date(2015, 2, 19), "second", "first")],
        Stage.MOVED,
        date(2015, 2, 16),
        "verplaatst naar week 8",
        id="moved",
    ),
    pytest.param(
        [FIRST, cancelled(follows=True)],
        Stage.CANCELLED,
        None,
        "gaat niet door",
        id="cancelled",
    ),
    pytest.param([HELD], Stage.HELD, date(2015, 3, 3), "Het gesprek was op 3 maart 2015", id="held"),
    pytest.param([STOPPED_ELSEWHERE], Stage.PLANNED, WEEK, "in week 7", id="stopped-before-the-client-came-here"),
    pytest.param([FIRST, STOPPED], Stage.STOPPED, None, "neemt over deze zorg geen besluit meer", id="stopped"),
    pytest.param([FIRST, DIED], Stage.DECEASED, date(2015, 3, 5), "geëindigd op 5 maart 2015", id="died"),
    pytest.param(
        [DIED, replace(ended(date(2015, 3, 4)), why="died")],
        Stage.DECEASED,
        date(2015, 3, 4),
        "geëindigd op 4 maart 2015",
        id="died-on-the-day-that-ended-the-right",
    ),
    pytest.param(
        [decision(OURS), SENT, DIED], Stage.DECEASED, date(2015, 3, 5), "De cliënt is overleden", id="died-after-all"
    ),
    pytest.param([DIED, undo(DIED)], Stage.PLANNED, WEEK, "in week 7", id="a-death-that-was-a-mistake"),
    pytest.param([STOPPED, undo(STOPPED)], Stage.PLANNED, WEEK, "in week 7", id="an-end-that-was-undone"),
    pytest.param([decision(OURS), SENT, STOPPED], Stage.STAYS, MAY, "bij u", id="stopped-after-a-decision"),
    pytest.param(
        [STOPPED, ended(UNTIL)], Stage.STOPPED, None, "geen besluit meer", id="the-right-of-who-stopped-ended"
    ),
    pytest.param([HELD, undo(HELD)], Stage.PLANNED, WEEK, "in week 7", id="held-and-undone"),
    pytest.param([decision(OURS)], Stage.PLANNED, WEEK, "in week 7", id="decided-and-not-sent"),
    pytest.param([decision(OURS), SENT], Stage.STAYS, MAY, "De zorg gaat door bij u, vanaf 1 mei 2015", id="stays"),
    pytest.param([decision(OURS), SENT, RETURNED], Stage.PLANNED, WEEK, "in week 7", id="it-came-back"),
    pytest.param([decision(OURS), SENT, undo(SENT)], Stage.PLANNED, WEEK, "in week 7", id="a-sending-that-was-undone"),
    pytest.param([decision(gives(None)), SENT], Stage.OPEN, MAY, "nog niet bij welke aanbieder", id="open"),
    pytest.param([decision(THEIRS), SENT], Stage.ELSEWHERE, MAY, "Draag de zorg warm over", id="elsewhere"),
    pytest.param([decision(), SENT], Stage.ELSEWHERE, MAY, "Daarna geeft u deze zorg niet meer", id="nothing-goes-on"),
    pytest.param([decision(gives(None, pgb=True)), SENT], Stage.ELSEWHERE, MAY, "niet meer", id="goes-on-as-a-pgb"),
    pytest.param(
        [HELD, replace(decision(), kind="not-treated"), SENT],
        Stage.HELD,
        date(2015, 3, 3),
        "Het gesprek was op 3 maart 2015",
        id="an-application-that-is-not-treated-decides-nothing",
    ),
    pytest.param(
        [HELD, replace(decision(), kind="not-treated"), SENT, ended(UNTIL)],
        Stage.ENDED,
        UNTIL,
        "voorbij sinds 30 juni 2015",
        id="ended-after-an-application-that-is-not-treated",
    ),
    pytest.param(
        [decision(OURS, urgent=True), SENT], Stage.PLANNED, WEEK, "in week 7", id="urgent-help-decides-nothing"
    ),
    pytest.param(
        [decision(THEIRS), SENT, decision(OURS, id_="other"), step("send", "other")],
        Stage.STAYS,
        MAY,
        "bij u",
        id="the-last-decision-counts",
    ),
    pytest.param(
        [decision(OURS), SENT, decision(THEIRS, id_="other"), DISMISSED, step("send-objection-decision", "other")],
        Stage.STAYS,
        MAY,
        "bij u",
        id="an-objection-that-changes-nothing",
    ),
    pytest.param([FIRST, cancelled(follows=False)], Stage.PLANNED, WEEK, "in week 7", id="no-other-one-follows"),
    pytest.param(
        [OFFER, SENT], Stage.OFFERED, None, "blijft het oude recht tot en met 30 juni 2015", id="an-offer-waits"
    ),
    pytest.param(
        [OFFER, SENT, ACCEPTED], Stage.ELSEWHERE, date(2015, 5, 11), "vanaf 11 mei 2015", id="an-offer-accepted"
    ),
    pytest.param([OFFER, SENT, ACCEPTED, undo(ACCEPTED)], Stage.OFFERED, None, "oude recht", id="acceptance-undone"),
    pytest.param(
        [OFFER, SENT, ACCEPTED, RETURNED, replace(SENT, step_id="sent-again")],
        Stage.OFFERED,
        None,
        "oude recht",
        id="accepted-and-the-letter-came-back",
    ),
    pytest.param(
        [OFFER, SENT, ended(UNTIL, DECISION_ID)], Stage.ELSEWHERE, MAY, "niet meer", id="an-offer-after-the-old-right"
    ),
    pytest.param([HELD, ended(date(2015, 3, 31))], Stage.HELD, date(2015, 3, 3), "geen besluit", id="another-right"),
    pytest.param([HELD, ended(UNTIL)], Stage.ENDED, UNTIL, "voorbij sinds 30 juni 2015", id="ended-undecided"),
    pytest.param([decision(OURS), SENT, ended(UNTIL, DECISION_ID)], Stage.STAYS, MAY, "bij u", id="ended-and-decided"),
    pytest.param([ended(UNTIL), decision(OURS), SENT], Stage.STAYS, MAY, "bij u", id="decided-after-the-end"),
]


TODAY = date(2014, 12, 1)


def ours(facts: Sequence[Fact], *rights: EndingRight) -> ProviderClient:
    found = provider_clients(CLIENT, rights or (right(),), route(*facts))
    return next(each for each in found if each.provider == US)


@pytest.mark.parametrize(("facts", "stage", "day", "says"), CASES)
def test_a_provider_hears_how_far_it_is(facts: Sequence[Fact], stage: Stage, day: date | None, says: str) -> None:
    found = ours(facts)
    assert (found.stage, found.day) == (stage, day)
    assert says in what_is_next(found, TODAY)


@pytest.mark.parametrize(("facts", "stage", "day", "says"), CASES)
def test_no_provider_reads_of_another_one(facts: Sequence[Fact], stage: Stage, day: date | None, says: str) -> None:
    for found in provider_clients(CLIENT, [right()], route(*facts)):
        told = f"{found.care} {what_is_next(found, TODAY)}"
        assert not [name for name in (US.name, THEM.name, US.agb, THEM.agb) if name in told]


@pytest.mark.parametrize("weeks", [8, 4, 2])
def test_weeks_before_an_end_are_told_as_long_as_nothing_is_decided(weeks: int) -> None:
    found = ours([HELD, ending(8), ending(weeks)])
    assert (found.weeks, f"over {weeks} weken en er is nog geen besluit" in what_is_next(found, TODAY)) == (weeks, True)
    assert ours([ending(weeks), decision(OURS), SENT]).weeks is None


def test_weeks_of_another_right_or_of_an_earlier_end_are_not_told() -> None:
    assert ours([HELD, ending(2, date(2015, 3, 31))]).weeks is None


def test_a_provider_reads_the_last_day_that_an_accepted_offer_left_of_the_old_right() -> None:
    assert ours([OFFER, SENT]).until == UNTIL
    assert ours([OFFER, SENT, ACCEPTED]).until == date(2015, 5, 10)


def test_a_new_provider_hears_of_an_offer_when_it_is_accepted() -> None:
    assert len(provider_clients(CLIENT, [right()], route(OFFER, SENT))) == 1
    _, arrives = provider_clients(CLIENT, [right()], route(OFFER, SENT, ACCEPTED))
    assert (arrives.stage, arrives.day) == (Stage.ARRIVES, date(2015, 5, 11))


def test_no_conversation_is_planned() -> None:
    assert ours([], right(week=None)).stage is Stage.UNPLANNED


def test_each_provider_hears_of_its_own_care_only() -> None:
    found = provider_clients(CLIENT, [right(), right(THEM, "BGG")], route(decision(OURS), SENT))
    assert [(each.provider, each.care, each.stage) for each in found] == [
        (US, "Begeleiding individueel", Stage.STAYS),
        (THEM, "Begeleiding in een groep", Stage.ELSEWHERE),
    ]


def test_a_provider_that_the_client_comes_to_hears_so_with_the_number_of_the_decision() -> None:
    _, arrives = provider_clients(CLIENT, [right()], route(decision(THEIRS), SENT))
    assert (arrives.provider, arrives.number, arrives.stage, arrives.handover) == (
        THEM,
        "d0b3a2f4",
        Stage.ARRIVES,
        True,
    )
    assert (arrives.day, arrives.until) == (MAY, date(2017, 4, 30))
    assert "warm overgedragen" in what_is_next(arrives, TODAY)


GROUP_UNTIL = date(2015, 4, 30)
APART = {"BGI": UNTIL, "BGG": GROUP_UNTIL}
ENDS = "begeleiding in een groep tot en met 30 april 2015 en begeleiding individueel tot en met 30 juni 2015"
BEGINS = "begeleiding in een groep vanaf 1 mei 2015 en begeleiding individueel vanaf 1 juli 2015"


def beside_rights_apart(made: Decision) -> Decision:
    return replace(made, old_right_until=UNTIL, old_ends=APART)


@pytest.mark.parametrize(
    ("facts", "day", "says"),
    [
        pytest.param([HELD], date(2015, 3, 3), f"Het recht loopt per soort zorg: {ENDS}.", id="held"),
        pytest.param([FIRST, cancelled(follows=True)], None, f"loopt per soort zorg: {ENDS}.", id="cancelled"),
        pytest.param([STOPPED], None, f"loopt per soort zorg: {ENDS}.", id="stopped"),
        pytest.param([OFFER, SENT], None, f"niet aanneemt, blijft het oude recht: {ENDS}.", id="an-offer-waits"),
        pytest.param([OFFER, SENT, ACCEPTED], date(2015, 5, 11), "dat geldt vanaf 11 mei 2015", id="accepted"),
        pytest.param([decision(OURS), SENT], MAY, f"De zorg gaat door bij u: {BEGINS}.", id="stays"),
        pytest.param([decision(gives(None)), SENT], MAY, f"De zorg gaat door: {BEGINS}.", id="open"),
        pytest.param([decision(THEIRS), SENT], MAY, f"U geeft {ENDS}. Daarna geeft u", id="elsewhere"),
    ],
)
def test_rights_that_end_apart_are_told_each_with_its_day(facts: Sequence[Fact], day: date | None, says: str) -> None:
    told: list[Fact] = [beside_rights_apart(each) if isinstance(each, Decision) else each for each in facts]
    found = ours(told, right(), right(function="BGG", until=GROUP_UNTIL))
    until = DECIDED_UNTIL if found.stage is Stage.STAYS else date(2015, 5, 10) if ACCEPTED in facts else UNTIL
    assert (found.day, found.until) == (day, until)
    assert says in what_is_next(found, TODAY)
    assert [(each.care, each.until) for each in found.ends] == (
        [] if ACCEPTED in facts else [("Begeleiding in een groep", GROUP_UNTIL), ("Begeleiding individueel", UNTIL)]
    )


def test_without_a_planned_conversation_each_right_is_told_with_its_day() -> None:
    found = ours([], right(week=None), right(function="BGG", week=None, until=GROUP_UNTIL))
    assert what_is_next(found, TODAY) == f"Er is nog geen gesprek gepland. Het recht loopt per soort zorg: {ENDS}."


def test_a_provider_of_the_right_that_ends_last_reads_its_own_first_day() -> None:
    facts: list[Fact] = [beside_rights_apart(decision(OURS)), SENT]
    assert ours(facts, right(), right(THEM, "BGG", until=GROUP_UNTIL)).day == date(2015, 7, 1)


@pytest.mark.parametrize("facts", [[decision(OURS), SENT], [replace(OFFER, provisions=(OURS,)), SENT, ACCEPTED]])
def test_a_provider_that_goes_on_reads_until_when_it_was_decided(facts: Sequence[Fact]) -> None:
    """The filter by month and the row once knew the old right alone, which was over."""
    found = ours(facts)
    assert (found.stage, found.until) == (Stage.STAYS, DECIDED_UNTIL)
    assert "Deze zorg loopt tot en met 30 april 2017." in what_is_next(found, TODAY)
    open_end = ours([replace(each, ends_on=None) if isinstance(each, Decision) else each for each in facts])
    assert open_end.until is None
    assert "loopt tot en met" not in what_is_next(open_end, TODAY)


@pytest.mark.parametrize("facts", [[], [ending(8)], [ended(UNTIL)]], ids=["runs", "ends-soon", "is-over"])
def test_of_a_young_client_the_provider_reads_that_the_youth_team_decides(facts: Sequence[Fact]) -> None:
    """It read that no decision was made, and to call, of a child who was handed over long before."""
    found = ours(facts, replace(right(week=None), youth=True))
    assert (found.stage, found.until, found.weeks, found.next_day) == (Stage.YOUTH, UNTIL, None, UNTIL)
    assert "beslist het jeugdteam van de gemeente" in what_is_next(found, TODAY)
    assert "nog geen besluit" not in what_is_next(found, TODAY)


def test_a_new_provider_reads_what_begins_later() -> None:
    group = replace(THEIRS, function="BGG")
    facts: list[Fact] = [beside_rights_apart(decision(THEIRS, group)), SENT]
    _, arrives = provider_clients(CLIENT, [right(), right(function="BGG")], route(*facts))
    assert arrives.day == MAY
    assert "komt bij u vanaf 1 mei 2015. Later begint: begeleiding individueel vanaf 1 juli 2015." in what_is_next(
        arrives, TODAY
    )


def test_weeks_of_a_right_that_is_over_are_not_told_of_the_one_that_runs() -> None:
    both = right(), right(function="BGG", until=GROUP_UNTIL)
    first = ours([HELD, ending(2, GROUP_UNTIL), ending(8)], *both)
    assert "Een deel van het recht eindigt over 2 weken" in what_is_next(first, TODAY)
    assert ours([HELD, ending(2, GROUP_UNTIL), ended(GROUP_UNTIL), ending(8)], *both).weeks == 8


def test_who_died_or_is_held_back_is_told_to_nobody() -> None:
    assert provider_clients(CLIENT, [], route(decision(THEIRS), SENT)) == ()


def test_a_conversation_of_which_the_week_is_over_is_not_said_to_be_planned() -> None:
    planned = ours([])
    friday, monday = WEEK + timedelta(days=4), WEEK + timedelta(days=7)
    assert "staat gepland in week 7" in what_is_next(planned, friday)
    said = what_is_next(planned, monday)
    assert "stond gepland in week 7" in said
    assert "Wij legden nog niet vast of het is geweest." in said
    assert "staat gepland" not in said


def test_a_notice_begins_with_what_is_to_come_and_not_with_a_week_that_is_over() -> None:
    week_over, to_come = replace(ours([]), client_id="over"), replace(ours([]), client_id="to come", day=MAY)
    done = replace(ours([]), client_id="done", until=WEEK)
    monday = WEEK + timedelta(days=7)
    [notice] = changed_notices([], [done, week_over, to_come], {}, monday)
    assert [each.client.client_id for each in notice.told] == ["to come", "over", "done"]


def test_what_comes_next_is_the_day_to_look_out_for() -> None:
    assert (ours([]).next_day, ours([HELD]).next_day, ours([decision(OURS), SENT]).next_day) == (WEEK, UNTIL, MAY)
    assert replace(ours([]), day=None).next_day == UNTIL


LIVING = replace(right(), line=replace(right().line, right_until=date(2019, 12, 31), in_kind_from=date(2016, 1, 1)))
PGB_UNTIL = date(2015, 12, 31)


def stop(weeks: int, last_day: date = PGB_UNTIL, function: str = LIVING.line.function_id) -> BudgetStop:
    return BudgetStop(CLIENT, last_day, weeks, (function,))


def given_up(last_day: date) -> RightEnded:
    return RightEnded(CLIENT, last_day, "given-up", (LIVING.line.function_id,), None)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        pytest.param([stop(8)], "loopt tot en met 31 december 2015. Daarna is er geen pgb", id="weeks-before"),
        pytest.param([stop(8), stop(4), HELD], "loopt tot en met 31 december 2015", id="and-again"),
        pytest.param([stop(8), stop(0)], "liep tot en met 31 december 2015. Nu is er geen pgb", id="it-has-stopped"),
        pytest.param([stop(8), OFFER, SENT], "loopt tot en met", id="an-offer-that-waits"),
        pytest.param([stop(8), decision(OURS)], "loopt tot en met", id="a-decision-that-was-not-sent"),
        pytest.param([stop(8), decision(OURS), SENT, RETURNED], "loopt tot en met", id="a-decision-that-came-back"),
        pytest.param([stop(8), STOPPED], "loopt tot en met", id="the-route-is-over"),
    ],
)
def test_a_provider_hears_that_a_pgb_stops_before_the_right(facts: Sequence[Fact], says: str) -> None:
    found = ours(facts, LIVING)
    assert says in what_is_next(found, TODAY)
    assert (found.pgb_until, found.pgb_weeks) == (
        PGB_UNTIL,
        min(each.weeks for each in facts if type(each) is BudgetStop),
    )


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param([decision(OURS), SENT], id="a-decision-goes-on-with-the-care"),
        pytest.param([OFFER, SENT, ACCEPTED], id="an-offer-was-accepted"),
        pytest.param([given_up(date(2015, 6, 30))], id="the-client-gave-it-up"),
        pytest.param([replace(STOPPED, details={"reason": "died"})], id="the-client-died"),
        pytest.param([ended(date(2019, 12, 31))], id="the-right-is-over"),
    ],
)
def test_no_provider_hears_of_the_end_of_a_pgb_that_is_none(facts: Sequence[Fact]) -> None:
    found = ours([stop(8), *facts], LIVING)
    assert (found.pgb_until, found.pgb_weeks, "pgb" in what_is_next(found, TODAY)) == (None, None, False)


@pytest.mark.parametrize(
    ("told", "rights"),
    [
        pytest.param(stop(8), (right(),), id="a-newer-delivery-has-no-such-pgb"),
        pytest.param(stop(8, date(2015, 6, 14)), (LIVING,), id="a-newer-delivery-has-another-day"),
        pytest.param(stop(8, function="410000123-82"), (LIVING,), id="care-of-somebody-else"),
    ],
)
def test_a_pgb_counts_as_the_newest_delivery_has_it(told: BudgetStop, rights: Sequence[EndingRight]) -> None:
    assert ours([told], *rights).pgb_until is None


def test_the_end_of_a_pgb_is_the_day_to_look_out_for() -> None:
    assert ours([HELD, stop(8)], LIVING).next_day == PGB_UNTIL
    assert ours([HELD, stop(8), stop(0)], LIVING).next_day == date(2019, 12, 31)


def test_another_decision_counts_until_a_next_one_takes_its_place() -> None:
    """One of a next route stands beside it, unless it says otherwise."""
    beside = replace(decision(Provision("BGG", None, "", False, US, None), id_="next"), route=2)
    facts: list[Fact] = [stop(8), decision(OURS), SENT, step("send", "next")]
    assert ours([*facts, beside], LIVING).pgb_until is None
    assert ours([*facts, replace(beside, replaces=DECISION_ID)], LIVING).pgb_until == PGB_UNTIL
    assert ours([*facts, replace(beside, route=1)], LIVING).pgb_until == PGB_UNTIL


def test_a_next_route_that_decides_on_the_same_care_takes_its_place() -> None:
    until_then = replace(decision(OURS, id_="next"), route=2, ends_on=PGB_UNTIL)
    facts: list[Fact] = [stop(8), decision(OURS), SENT, step("send", "next")]
    assert ours([*facts, until_then], LIVING).pgb_until == PGB_UNTIL
    later = replace(until_then, starts_on=date(2016, 2, 1), ends_on=None)
    assert ours([*facts, later], LIVING).pgb_until is None
