"""What the route of a client means for its providers: stage by stage, and nothing of what is not theirs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from services.notifications.domain.client.recipient import Provider
from services.notifications.domain.notices.course import course_of
from services.notifications.domain.notices.ending_right import EndingRight, NoticeLine
from services.notifications.domain.notices.provider_client import ProviderClient, Stage, provider_clients
from services.notifications.domain.notices.wording import what_is_next
from services.notifications.domain.route.facts import (
    Appointment,
    CancelledAppointment,
    ClientRoute,
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
Fact = Appointment | CancelledAppointment | Step | Decision | RightEnding | RightEnded


def right(provider: Provider = US, function: str = "BGI", week: date | None = WEEK) -> EndingRight:
    code = {"BGI": "81", "BGG": "82"}[function]
    line = NoticeLine(CLIENT, f"410000123-{code}", function, UNTIL, transport=False, in_use=True)
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
    )


OURS, THEIRS = gives(US), gives(THEM)
SENT = step("send", DECISION_ID)
HELD = step("hold-conversation")
DIED = replace(step("end", reason="died"), state="ended", on=date(2015, 3, 5))
STOPPED = replace(step("end", reason="no-need"), state="ended")
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
        [OFFER, SENT, ended(UNTIL, DECISION_ID)], Stage.ELSEWHERE, MAY, "niet meer", id="an-offer-after-the-old-right"
    ),
    pytest.param([HELD, ended(date(2015, 3, 31))], Stage.HELD, date(2015, 3, 3), "geen besluit", id="another-right"),
    pytest.param([HELD, ended(UNTIL)], Stage.ENDED, UNTIL, "voorbij sinds 30 juni 2015", id="ended-undecided"),
    pytest.param([decision(OURS), SENT, ended(UNTIL, DECISION_ID)], Stage.STAYS, MAY, "bij u", id="ended-and-decided"),
    pytest.param([ended(UNTIL), decision(OURS), SENT], Stage.STAYS, MAY, "bij u", id="decided-after-the-end"),
]


def ours(facts: Sequence[Fact], *rights: EndingRight) -> ProviderClient:
    found = provider_clients(CLIENT, rights or (right(),), course_of(route(*facts)))
    return next(each for each in found if each.provider == US)


@pytest.mark.parametrize(("facts", "stage", "day", "says"), CASES)
def test_a_provider_hears_how_far_it_is(facts: Sequence[Fact], stage: Stage, day: date | None, says: str) -> None:
    found = ours(facts)
    assert (found.stage, found.day) == (stage, day)
    assert says in what_is_next(found)


@pytest.mark.parametrize(("facts", "stage", "day", "says"), CASES)
def test_no_provider_reads_of_another_one(facts: Sequence[Fact], stage: Stage, day: date | None, says: str) -> None:
    for found in provider_clients(CLIENT, [right()], course_of(route(*facts))):
        told = f"{found.care} {what_is_next(found)}"
        assert not [name for name in (US.name, THEM.name, US.agb, THEM.agb) if name in told]


@pytest.mark.parametrize("weeks", [8, 4, 2])
def test_weeks_before_an_end_are_told_as_long_as_nothing_is_decided(weeks: int) -> None:
    found = ours([HELD, ending(8), ending(weeks)])
    assert (found.weeks, f"over {weeks} weken en er is nog geen besluit" in what_is_next(found)) == (weeks, True)
    assert ours([ending(weeks), decision(OURS), SENT]).weeks is None


def test_weeks_of_another_right_or_of_an_earlier_end_are_not_told() -> None:
    assert ours([HELD, ending(2, date(2015, 3, 31))]).weeks is None


def test_a_new_provider_hears_of_an_offer_when_it_is_accepted() -> None:
    assert len(provider_clients(CLIENT, [right()], course_of(route(OFFER, SENT)))) == 1
    _, arrives = provider_clients(CLIENT, [right()], course_of(route(OFFER, SENT, ACCEPTED)))
    assert (arrives.stage, arrives.day) == (Stage.ARRIVES, date(2015, 5, 11))


def test_no_conversation_is_planned() -> None:
    assert ours([], right(week=None)).stage is Stage.UNPLANNED


def test_each_provider_hears_of_its_own_care_only() -> None:
    found = provider_clients(CLIENT, [right(), right(THEM, "BGG")], course_of(route(decision(OURS), SENT)))
    assert [(each.provider, each.care, each.stage) for each in found] == [
        (US, "Begeleiding individueel", Stage.STAYS),
        (THEM, "Begeleiding in een groep", Stage.ELSEWHERE),
    ]


def test_a_provider_that_the_client_comes_to_hears_so_with_the_number_of_the_decision() -> None:
    _, arrives = provider_clients(CLIENT, [right()], course_of(route(decision(THEIRS), SENT)))
    assert (arrives.provider, arrives.number, arrives.stage, arrives.handover) == (
        THEM,
        "d0b3a2f4",
        Stage.ARRIVES,
        True,
    )
    assert (arrives.day, arrives.until) == (MAY, date(2017, 4, 30))
    assert "warm overgedragen" in what_is_next(arrives)


def test_who_died_or_is_held_back_is_told_to_nobody() -> None:
    assert provider_clients(CLIENT, [], course_of(route(decision(THEIRS), SENT))) == ()


def test_what_comes_next_is_the_day_to_look_out_for() -> None:
    assert (ours([]).next_day, ours([HELD]).next_day, ours([decision(OURS), SENT]).next_day) == (WEEK, UNTIL, MAY)
    assert replace(ours([]), day=None).next_day == UNTIL
