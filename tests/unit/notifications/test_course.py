"""What the route of a client means for its providers: stage by stage, and nothing of what is not theirs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from services.notifications.domain.client.recipient import Provider
from services.notifications.domain.notices.course import (
    Appointment,
    Cancelled,
    Decision,
    Ended,
    Ending,
    Provision,
    RouteFact,
    Step,
    StepTaken,
    course_of,
)
from services.notifications.domain.notices.ending_right import EndingRight, NoticeLine
from services.notifications.domain.notices.provider_client import ProviderClient, Stage, provider_clients
from services.notifications.domain.notices.wording import what_is_next

CLIENT = "00000000-0000-4000-8000-000000000001"
US, THEM = Provider("98990123", "De Brug"), Provider("98990124", "Het Anker")
WEEK, UNTIL, MAY = date(2015, 2, 9), date(2015, 6, 30), date(2015, 5, 1)


def right(provider: Provider = US, function: str = "BGI", week: date | None = WEEK) -> EndingRight:
    code = {"BGI": "81", "BGG": "82"}[function]
    line = NoticeLine(CLIENT, f"410000123-{code}", function, UNTIL, transport=False, in_use=True)
    return EndingRight(provider, "0321", line, week)


def decision(*provisions: Provision, id_: str = "d0b3a2f4-66c1", urgent: bool = False, waits: bool = False) -> Decision:
    return Decision(id_, "0321", urgent, waits, MAY, date(2017, 4, 30), provisions)


def step(kind: Step, decision_id: str | None = None, number: int = 1) -> StepTaken:
    return StepTaken(f"{kind}-{number}", kind, date(2015, 3, 3), decision_id)


def undo(of: StepTaken) -> StepTaken:
    return StepTaken(f"undo-{of.step_id}", Step.UNDO, date(2015, 3, 4), undoes=of.step_id)


OURS, THEIRS = Provision("BGI", True, US), Provision("BGI", True, THEM)
SENT = step(Step.SEND, "d0b3a2f4-66c1")
HELD = step(Step.HOLD_CONVERSATION)
ACCEPTED = replace(step(Step.ACCEPT_OFFER, "d0b3a2f4-66c1"), old_right_until=date(2015, 5, 10))
OFFER = decision(THEIRS, waits=True)
RETURNED = step(Step.RETURNED, "d0b3a2f4-66c1")

CASES = [
    pytest.param([], Stage.PLANNED, WEEK, "in week 7 (vanaf maandag 9 februari 2015)", id="planned-week"),
    pytest.param([Appointment(date(2015, 2, 12), False)], Stage.PLANNED, WEEK, "in week 7", id="an-appointment-in-it"),
    pytest.param(
        [Appointment(date(2015, 2, 12), False), Appointment(date(2015, 2, 19), True)],
        Stage.MOVED,
        date(2015, 2, 16),
        "verplaatst naar week 8",
        id="moved",
    ),
    pytest.param(
        [Appointment(date(2015, 2, 12), False), Cancelled(True)],
        Stage.CANCELLED,
        None,
        "gaat niet door",
        id="cancelled",
    ),
    pytest.param([HELD], Stage.HELD, date(2015, 3, 3), "Het gesprek was op 3 maart 2015", id="held"),
    pytest.param([HELD, undo(HELD)], Stage.PLANNED, WEEK, "in week 7", id="held-and-undone"),
    pytest.param([decision(OURS)], Stage.PLANNED, WEEK, "in week 7", id="decided-and-not-sent"),
    pytest.param([decision(OURS), SENT], Stage.STAYS, MAY, "De zorg gaat door bij u, vanaf 1 mei 2015", id="stays"),
    pytest.param([decision(OURS), SENT, RETURNED], Stage.PLANNED, WEEK, "in week 7", id="it-came-back"),
    pytest.param([decision(OURS), SENT, undo(SENT)], Stage.PLANNED, WEEK, "in week 7", id="a-sending-that-was-undone"),
    pytest.param(
        [decision(Provision("BGI", True, None)), SENT], Stage.OPEN, MAY, "nog niet bij welke aanbieder", id="open"
    ),
    pytest.param([decision(THEIRS), SENT], Stage.ELSEWHERE, MAY, "Draag de zorg warm over", id="elsewhere"),
    pytest.param([decision(), SENT], Stage.ELSEWHERE, MAY, "Daarna geeft u deze zorg niet meer", id="nothing-goes-on"),
    pytest.param(
        [decision(Provision("BGI", False, None)), SENT], Stage.ELSEWHERE, MAY, "niet meer", id="goes-on-as-a-pgb"
    ),
    pytest.param(
        [decision(OURS, urgent=True), SENT], Stage.PLANNED, WEEK, "in week 7", id="urgent-help-decides-nothing"
    ),
    pytest.param(
        [decision(THEIRS), SENT, decision(OURS, id_="other"), step(Step.SEND, "other", 2)],
        Stage.STAYS,
        MAY,
        "bij u",
        id="the-last-decision-counts",
    ),
    pytest.param(
        [OFFER, SENT], Stage.OFFERED, None, "blijft het oude recht tot en met 30 juni 2015", id="an-offer-waits"
    ),
    pytest.param(
        [OFFER, SENT, ACCEPTED], Stage.ELSEWHERE, date(2015, 5, 11), "vanaf 11 mei 2015", id="an-offer-accepted"
    ),
    pytest.param([OFFER, SENT, ACCEPTED, undo(ACCEPTED)], Stage.OFFERED, None, "oude recht", id="acceptance-undone"),
    pytest.param(
        [OFFER, SENT, Ended(UNTIL, True)], Stage.ELSEWHERE, MAY, "niet meer", id="an-offer-after-the-old-right"
    ),
    pytest.param(
        [HELD, Ended(date(2015, 3, 31), False)], Stage.HELD, date(2015, 3, 3), "geen besluit", id="another-right"
    ),
    pytest.param([HELD, Ended(UNTIL, False)], Stage.ENDED, UNTIL, "voorbij sinds 30 juni 2015", id="ended-undecided"),
    pytest.param([decision(OURS), SENT, Ended(UNTIL, True)], Stage.STAYS, MAY, "bij u", id="ended-and-decided"),
    pytest.param([Ended(UNTIL, False), decision(OURS), SENT], Stage.STAYS, MAY, "bij u", id="decided-after-the-end"),
]


def ours(facts: Sequence[RouteFact], *rights: EndingRight) -> ProviderClient:
    found = provider_clients(CLIENT, rights or (right(),), course_of(facts))
    return next(each for each in found if each.provider == US)


@pytest.mark.parametrize(("facts", "stage", "day", "says"), CASES)
def test_a_provider_hears_how_far_it_is(facts: Sequence[RouteFact], stage: Stage, day: date | None, says: str) -> None:
    found = ours(facts)
    assert (found.stage, found.day) == (stage, day)
    assert says in what_is_next(found)


@pytest.mark.parametrize(("facts", "stage", "day", "says"), CASES)
def test_no_provider_reads_of_another_one(
    facts: Sequence[RouteFact], stage: Stage, day: date | None, says: str
) -> None:
    for found in provider_clients(CLIENT, [right()], course_of(facts)):
        told = f"{found.care} {what_is_next(found)}"
        assert not [name for name in (US.name, THEM.name, US.agb, THEM.agb) if name in told]


@pytest.mark.parametrize("weeks", [8, 4, 2])
def test_weeks_before_an_end_are_told_as_long_as_nothing_is_decided(weeks: int) -> None:
    found = ours([HELD, Ending(8, UNTIL), Ending(weeks, UNTIL)])
    assert (found.weeks, f"over {weeks} weken en er is nog geen besluit" in what_is_next(found)) == (weeks, True)
    assert ours([Ending(weeks, UNTIL), decision(OURS), SENT]).weeks is None


def test_weeks_of_another_right_or_of_an_earlier_end_are_not_told() -> None:
    assert ours([HELD, Ending(2, date(2015, 3, 31))]).weeks is None


def test_a_new_provider_hears_of_an_offer_when_it_is_accepted() -> None:
    assert len(provider_clients(CLIENT, [right()], course_of([OFFER, SENT]))) == 1
    _, arrives = provider_clients(CLIENT, [right()], course_of([OFFER, SENT, ACCEPTED]))
    assert (arrives.stage, arrives.day) == (Stage.ARRIVES, date(2015, 5, 11))


def test_no_conversation_is_planned() -> None:
    assert ours([], right(week=None)).stage is Stage.UNPLANNED


def test_each_provider_hears_of_its_own_care_only() -> None:
    found = provider_clients(CLIENT, [right(), right(THEM, "BGG")], course_of([decision(OURS), SENT]))
    assert [(each.provider, each.care, each.stage) for each in found] == [
        (US, "Begeleiding individueel", Stage.STAYS),
        (THEM, "Begeleiding in een groep", Stage.ELSEWHERE),
    ]


def test_a_provider_that_the_client_comes_to_hears_so_with_the_number_of_the_decision() -> None:
    _, arrives = provider_clients(CLIENT, [right()], course_of([decision(THEIRS), SENT]))
    assert (arrives.provider, arrives.number, arrives.stage, arrives.handover) == (
        THEM,
        "d0b3a2f4",
        Stage.ARRIVES,
        True,
    )
    assert (arrives.day, arrives.until) == (MAY, date(2017, 4, 30))
    assert "warm overgedragen" in what_is_next(arrives)


def test_who_died_or_is_held_back_is_told_to_nobody() -> None:
    assert provider_clients(CLIENT, [], course_of([decision(THEIRS), SENT])) == ()


def test_what_comes_next_is_the_day_to_look_out_for() -> None:
    assert (ours([]).next_day, ours([HELD]).next_day, ours([decision(OURS), SENT]).next_day) == (WEEK, UNTIL, MAY)
    assert replace(ours([]), day=None).next_day == UNTIL
